"""Making accounts and signing in: the only place where a passphrase is handled.

The envelope (docs/security.md): the passphrase opens the account's private key; the session keeps
that key sealed under the browser's token, so that a copy of the database opens nothing.
"""

import hashlib
import math
import os
from datetime import datetime

from app.audit import recorded
from app.auth.models import CASE_ROLES, ROLES, Keyring, Session, Throttle, User, now
from app.i18n import N_
from app.vault import keys, passphrase, recovery, sentinel
from app.vault import session as browser
from app.vault.errors import WrongKey
from directory.errors import DirectoryError
from directory.facts import normalise_email

MIN_LENGTH = 10
# A bucket of attempts that empties by itself: ten at once, then one every two minutes.
BUCKET, REFILL_SECONDS = 10.0, 120.0
ALIASES = {"admin": "administrator", "directory-editor": "editor"}


class AccountError(Exception):
    """An account that cannot be made. The message is a gettext source string."""


class TooManyAttempts(Exception):
    """Sign-in is refused for a while."""


def check_roles(names: list[str]) -> str:
    """Validate role names and return them as they are stored.

    Raises:
        AccountError: an unknown role, none, or an administrator who would also work on cases.
    """
    roles = {ALIASES.get(name.strip().lower(), name.strip().lower()) for name in names}
    if not roles or not roles <= set(ROLES):
        raise AccountError(N_("Choose a role: caseworker, coordinator, editor or administrator."))
    if "administrator" in roles and roles & CASE_ROLES:
        raise AccountError(N_("An administrator reads no cases: use a separate account for case work."))
    return " ".join(role for role in ROLES if role in roles)


def begin_keyring(pepper: bytes) -> str | None:
    """Make the recovery key when there is none yet. Returns the kit to print, once, else None."""
    if Keyring.select().exists():
        return None
    pair = keys.generate_keypair()
    Keyring.create(recovery_public=pair.public, sentinel=sentinel.make(pepper))
    return recovery.encode(pair.private)


def add_user(
    email: str, roles: list[str], words: str, pepper: bytes, cost: passphrase.Cost, name: str = ""
) -> User:
    """Create an account with its own key pair.

    Raises:
        AccountError: the e-mail, a role or the passphrase will not do, or the account exists.
    """
    kept_roles = check_roles(roles)
    try:
        address = normalise_email(email).lower()
    except DirectoryError as error:
        raise AccountError(N_("This e-mail address is not valid.")) from error
    if len(words) < MIN_LENGTH:
        raise AccountError(N_("A passphrase has at least 10 characters."))
    if User.select().where(User.email == address).exists():
        raise AccountError(N_("There is already an account with this e-mail address."))
    salt = os.urandom(16)
    unlock = passphrase.derive(words, salt, pepper, cost)
    pair = keys.generate_keypair()
    user = User(email=address, name=name.strip(), roles=kept_roles, salt=salt, verifier=unlock.verifier)
    user.memory_kib, user.time_cost, user.public_key = cost.memory_kib, cost.time, pair.public
    user.wrapped_private = keys.wrap_private(unlock.kek, pair.private, user.uuid)
    with recorded("account.added", user.uuid):
        user.save(force_insert=True)
    return user


def _spend(key: str) -> None:
    """Take one attempt from the bucket of ``key``.

    Raises:
        TooManyAttempts: when it is empty.
    """
    hashed = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
    moment: datetime = now()
    with Throttle._meta.database.atomic("IMMEDIATE"):
        bucket, _created = Throttle.get_or_create(key=hashed)
        refilled = max(0.0, (moment - bucket.at).total_seconds()) / REFILL_SECONDS
        spent = max(0.0, bucket.spent - refilled)
        if math.floor(BUCKET - spent) < 1:
            raise TooManyAttempts
        bucket.spent, bucket.at = spent + 1, moment
        bucket.save()


def _give_back(*keys_spent: str) -> None:
    """Return the attempt: an office behind one address may sign in as often as it likes."""
    hashed = [hashlib.sha256(key.encode("utf-8", "replace")).hexdigest() for key in keys_spent]
    Throttle.update(spent=Throttle.spent - 1).where(Throttle.key.in_(hashed), Throttle.spent >= 1).execute()


def sign_in(email: str, words: str, address: str, pepper: bytes) -> str | None:
    """Check a passphrase and open a session.

    Returns:
        The browser's token, or None when e-mail and passphrase do not belong together. An unknown
        e-mail takes as long as a wrong passphrase, so that accounts cannot be guessed.
    Raises:
        TooManyAttempts: for this e-mail address or this network address.
    """
    kept = email.strip().lower()
    _spend(f"email:{kept}")
    _spend(f"address:{address}")
    user: User | None = User.get_or_none(User.email == kept, User.active)
    salt = bytes(user.salt) if user else b"\0" * 16
    cost = passphrase.Cost(user.memory_kib, user.time_cost) if user else passphrase.Cost()
    unlock = passphrase.derive(words, salt, pepper, cost)
    if user is None or not passphrase.matches(unlock.verifier, bytes(user.verifier)):
        return None
    _give_back(f"email:{kept}", f"address:{address}")
    try:
        private = keys.unwrap_private(unlock.kek, bytes(user.wrapped_private), user.uuid)
    except WrongKey:
        private = b""  # the server's pepper is missing or another: the directory works, cases stay shut
    token = os.urandom(32)
    row = Session(user=user, token_hash=browser.token_hash(token))
    row.sealed_private = browser.seal_for_browser(token, private, row.uuid) if private else b""
    with recorded("session.opened", row.uuid, user.uuid):
        row.save(force_insert=True)
    return token.hex()


def session_of(token_hex: str, idle_minutes: int) -> Session | None:
    """The live session of a browser's token, or None. Marks it as seen at most once a minute."""
    try:
        token = bytes.fromhex(token_hex)
    except ValueError:
        return None
    row: Session | None = (
        Session.select(Session, User)
        .join(User)
        .where(Session.token_hash == browser.token_hash(token))
        .first()
    )
    if row is None or not row.alive(idle_minutes) or not row.user.active:
        return None
    if (now() - row.last_seen).total_seconds() > 60:
        Session.update(last_seen=now()).where(Session.id == row.id).execute()
    return row


def sign_out(session: Session) -> None:
    """Revoke a session: its token opens nothing any more."""
    with recorded("session.closed", session.uuid, session.user.uuid):
        Session.update(revoked=True).where(Session.id == session.id).execute()
