"""Making accounts and signing in: the only place where a passphrase is handled.

The envelope (docs/security.md): the passphrase opens the account's private key; the session keeps
that key sealed under the browser's token, so that a copy of the database opens nothing.
"""

import os
from collections.abc import Callable
from typing import Any

from app.audit import noted, recorded
from app.auth import attempts, second_step
from app.auth.guessing import is_easy
from app.auth.models import CASE_ROLES, ROLES, Keyring, Session, User
from app.auth.sessions import end
from app.i18n import N_
from app.vault import keys, passphrase, recovery, sentinel
from app.vault import session as browser
from app.vault.errors import WrongKey
from directory.errors import DirectoryError
from directory.facts import normalise_email
from directory.transactions import writing

MIN_LENGTH = 10
# What another passphrase ends beside the sessions; case work adds to it (factory.py).
PASSPHRASE_CHANGED: list[Callable[[User], None]] = []
ALIASES = {"admin": "administrator", "directory-editor": "editor"}


# What takes the keys of all cases from an account (see ``let_go``). Case work fills it in.
LET_GO: list[Callable[[User], None]] = []


FIRST_IS_MADE = N_(
    "The first account is made already, with another address or a moment ago. This one is not."
)


class AccountError(Exception):
    """An account that cannot be made. The message is a gettext source string."""


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


def let_go(user: User) -> None:
    """Take the keys of all cases from an account. It stays on its teams, and is let in again by a colleague.

    Keys are another database: it comes before the commit of what would give the account its cases back, and
    after the commit of what takes them away.
    """
    for take in LET_GO:
        take(user)


def begin_keyring(pepper: bytes) -> str | None:
    """Make the recovery key when there is none yet. Returns the kit to print, once, else None."""
    pair = keys.generate_keypair()
    try:
        with writing(Keyring._meta.database):
            keep_recovery(pair.public, pepper)
    except AccountError:
        return None
    return recovery.encode(pair.private)


def keep_recovery(public: bytes, pepper: bytes) -> None:
    """In a transaction that writes: let this be the recovery key.

    Raises:
        AccountError: there is one.
    """
    if Keyring.select().exists():
        raise AccountError(
            N_("Another recovery key counts already. The one you printed opens nothing: tear it up.")
        )
    Keyring.create(recovery_public=public, sentinel=sentinel.make(pepper))


def account_email(email: str) -> str:
    """The e-mail address as an account keeps it.

    Raises:
        AccountError: it is not one, or an account has it already.
    """
    try:
        address = normalise_email(email).lower()
    except DirectoryError as error:
        raise AccountError(N_("This e-mail address is not valid.")) from error
    if User.select().where(User.email == address).exists():
        raise AccountError(N_("There is already an account with this e-mail address."))
    return address


def passphrase_will_do(words: str, user: User) -> None:
    """Raises AccountError when it is too short, or easily guessed for this account."""
    if len(words) < MIN_LENGTH:
        raise AccountError(N_("A passphrase has at least 10 characters."))
    if is_easy(words, user.name, user.email):
        raise AccountError(
            N_("This is easily guessed: a repetition, a row of keys or your name. Take a sentence instead.")
        )


def _wrap(user: User, words: str, private: bytes, pepper: bytes, cost: passphrase.Cost) -> None:
    user.salt = os.urandom(16)
    unlock = passphrase.derive(words, user.salt, pepper, cost)
    user.memory_kib, user.time_cost, user.verifier = cost.memory_kib, cost.time, unlock.verifier
    user.wrapped_private = keys.wrap_private(unlock.kek, private, user.uuid)


def lock(user: User, words: str, pepper: bytes, cost: passphrase.Cost) -> None:
    """Give an account a new key pair that only ``words`` open. The row is not saved."""
    pair = keys.generate_keypair()
    user.public_key = pair.public
    _wrap(user, words, pair.private, pepper, cost)


_LOCK = ("salt", "memory_kib", "time_cost", "verifier", "public_key", "wrapped_private")


def _same(user_id: int, verifier: bytes) -> Any:
    """The condition that an account is still open, and its passphrase still the one of ``verifier``."""
    return (User.id == user_id) & User.active & (User.verifier == verifier)


def keep_lock(user: User, before: bytes) -> bool:
    """Save the passphrase and the keys of an account and nothing else of it: its other columns may have
    changed while Argon2 ran.

    Returns:
        Whether it was saved: not when the account was shut meanwhile, or its passphrase is not the one of the
        verifier ``before`` any more.
    """
    kept = {name: getattr(user, name) for name in _LOCK}
    return bool(User.update(kept).where(_same(user.id, before)).execute())


def add_user(
    email: str,
    roles: list[str],
    words: str,
    pepper: bytes,
    cost: passphrase.Cost,
    name: str = "",
    first: bool = False,
) -> User:
    """Create an account with its own key pair. ``first``: only where there is no account at all.

    Raises:
        AccountError: the e-mail, a role or the passphrase will not do, or the account exists, perhaps since
            the passphrase was being worked out.
    """
    user = User(roles=check_roles(roles), email=account_email(email), name=name.strip())
    passphrase_will_do(words, user)
    lock(user, words, pepper, cost)
    with recorded("account.added", user.uuid):
        if first and User.select().exists():
            raise AccountError(FIRST_IS_MADE)
        account_email(user.email)
        user.save(force_insert=True)
    return user


def must_be_as_proved(user: User) -> None:
    """In a transaction that writes, after ``prove``.

    Raises:
        AccountError: meanwhile the account was shut, or got another passphrase.
    """
    if not User.select().where(_same(user.id, bytes(user.verifier))).exists():
        raise AccountError(N_("This is not your present passphrase."))


def prove(user: User, words: str, pepper: bytes) -> passphrase.Unlock:
    """Whoever sits at a browser that is signed in shows that it is theirs.

    Raises:
        AccountError: ``words`` are not the present passphrase.
        attempts.TooManyAttempts: wrong ones were tried too often.
    """
    spent = attempts.spend(attempts.Bucket(f"present:{user.uuid}", 10))
    cost = passphrase.Cost(user.memory_kib, user.time_cost)
    unlock = passphrase.derive(words, bytes(user.salt), pepper, cost)
    if not passphrase.matches(unlock.verifier, bytes(user.verifier)):
        raise AccountError(N_("This is not your present passphrase."))
    attempts.give_back(spent)
    return unlock


def change_passphrase(
    user: User, words: str, new: str, pepper: bytes, cost: passphrase.Cost, session: Session
) -> None:
    """Another passphrase for the same keys: one row changes, and other sessions end.

    Raises:
        AccountError: the present passphrase is not this, or the new one will not do.
        attempts.TooManyAttempts: wrong ones were tried too often.
    """
    unlock = prove(user, words, pepper)
    passphrase_will_do(new, user)
    try:
        private = keys.unwrap_private(unlock.kek, bytes(user.wrapped_private), user.uuid)
    except WrongKey as error:  # the server's key is missing: a new passphrase now would lose the old keys
        raise AccountError(
            N_("The server's key is missing: your passphrase cannot be changed now.")
        ) from error
    before = bytes(user.verifier)
    _wrap(user, new, private, pepper, cost)
    with recorded("account.passphrase", user.uuid, user.uuid):
        if not keep_lock(user, before):
            raise AccountError(N_("This is not your present passphrase."))
        end(Session.user == user, Session.id != session.id)
        passphrase_changed(user)


def passphrase_changed(user: User) -> None:
    """In the transaction that gives an account another passphrase: what hangs on the old one ends."""
    for ended in PASSPHRASE_CHANGED:
        ended(user)


def sign_in(
    email: str,
    words: str,
    address: str,
    pepper: bytes,
    last: str = "",
    typed: second_step.Typed = second_step.NOTHING_TYPED,
    required: bool = False,
) -> tuple[str, str] | None:
    """Check a passphrase, and a code where the account asks for one, and open a session.

    ``last``: the uuid of who signed in last in this browser, where that is certain; ``typed``: what the form
    has for the second step; ``required``: whether nobody signs in without one.

    Returns:
        The browser's token, and the ``second_step.proof`` that it keeps from now on where it showed a code
        ('' where it showed none); or None when e-mail and passphrase do not belong together, or no longer do
        when the passphrase is worked out. An unknown e-mail takes as long as a wrong passphrase, so that
        accounts cannot be guessed.
    Raises:
        attempts.TooManyAttempts: for this e-mail address or this network address.
        second_step.CodeWanted, second_step.OfferMade: the passphrase is right, and a code is asked for, or is
            still to be chosen. Who typed a wrong one has an attempt less, and the log has a line.
    """
    kept = email.strip().lower()
    known = bool(last) and User.select().where(User.email == kept, User.uuid == last).exists()
    spent = attempts.spend(*attempts.buckets(kept, address, known))
    user: User | None = User.get_or_none(User.email == kept, User.active, User.verifier != b"")
    salt = bytes(user.salt) if user else b"\0" * 16
    cost = passphrase.Cost(user.memory_kib, user.time_cost) if user else passphrase.Cost()
    unlock = passphrase.derive(words, salt, pepper, cost)
    if user is None or not passphrase.matches(unlock.verifier, bytes(user.verifier)):
        return None
    try:
        private = keys.unwrap_private(unlock.kek, bytes(user.wrapped_private), user.uuid)
    except WrongKey:
        private = b""  # the server's pepper is missing or another: the directory works, cases stay shut
    token = os.urandom(32)
    row = Session(user=user, token_hash=browser.token_hash(token))
    row.sealed_private = browser.seal_for_browser(token, private, row.uuid) if private else b""
    try:
        with writing(Session._meta.database):
            # Meanwhile a new link may have given the account other keys and ended its sessions, or its owner
            # may have chosen a code: this one too.
            if not User.select().where(_same(user.id, bytes(user.verifier))).exists():
                return None
            proof = second_step.check(user, private, typed, required)
            attempts.give_back(spent)
            with recorded("session.opened", row.uuid, user.uuid):
                row.save(force_insert=True)
    except second_step.CodeWanted as wanted:
        if str(wanted) == second_step.WRONG:
            noted(second_step.NOT_COUNTED, [user.uuid], user.uuid)
        else:
            attempts.give_back(spent)
        raise
    except second_step.OfferMade as made:
        if not made.given:
            attempts.give_back(spent)
        raise
    return token.hex(), proof
