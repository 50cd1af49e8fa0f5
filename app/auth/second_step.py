"""A second step at signing in: the code of six digits that a telephone makes (TOTP, RFC 6238).

Each account chooses it for itself, or whoever runs the server asks it of all (``CODE_REQUIRED``). Its secret
is sealed to the account's own key: neither a copy of the data nor the administrator can make a code, and it
is looked at once the passphrase has opened that key. It stops whoever learnt a passphrase and has only that;
it encrypts nothing (docs/security.md).
"""

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import pyotp
import segno

from app.audit import AuditLine, recorded
from app.auth.models import SecondStep, Session, User
from app.auth.sessions import end
from app.i18n import N_
from app.vault import keys
from app.vault.errors import Tampered
from directory.clock import now

# How long a browser that showed a code is not asked for another one: a working day.
DAY_SECONDS = 12 * 3600
# Codes of so many steps before and after this one count too: telephones are not on time to the second.
_STEP_SECONDS, _BESIDE = 30, 1
_PADDED = 64
# The line in the log of a right passphrase with a code that does not count, and how long its owner is told.
NOT_COUNTED = "account.code_wrong"
_TOLD = timedelta(days=30)
_CHOSEN = ("account.passphrase", "account.opened")


ASKED = N_("This account asks for a code: type your passphrase again, and the code on your telephone.")
WRONG = N_("This code does not count: wrong, too old, or used already. Type the next one.")
DAMAGED = N_(
    "No code can be checked: what the server keeps for it is damaged. Ask your administrator to take it off."
)


class CodeWanted(Exception):
    """The passphrase is right, and the account asks for a code too. The message is a gettext source string:
    there is none yet (``ASKED``), it does not count (``WRONG``), or none can be checked (``DAMAGED``)."""


@dataclass(frozen=True)
class Offer:
    """What a telephone is to take over: as an address (for a QR code), in letters, and sealed, as the form
    brings it back."""

    address: str
    letters: str
    sealed: str

    @property
    def picture(self) -> str:
        """The QR code, as the address of an image that stands in it."""
        drawn = segno.make(self.address, error="m", micro=False)
        return drawn.svg_data_uri(scale=5, border=4, light="#fff")  # no camera reads it on a dark page


class OfferMade(Exception):
    """The passphrase is right, and the account is to choose a code now: of ``offer``. ``given``: what was
    typed is none of it."""

    def __init__(self, offer: Offer, given: bool) -> None:
        super().__init__()
        self.offer, self.given = offer, given


class Typed(NamedTuple):
    """What a sign-in form has beside the passphrase: the code, the ``proof`` that the browser keeps, and the
    offer that was shown, sealed."""

    code: str = ""
    proof: str = ""
    offer: str = ""


NOTHING_TYPED = Typed()


def _context(user: User) -> bytes:
    return b"second step " + str(user.uuid).encode()


def _offer(user: User, secret: str, sealed: str) -> Offer:
    address = pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name="Schakel")
    return Offer(address, " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)), sealed)


def offer(user: User) -> Offer:
    """A new secret, which counts only once a code of it came back (``switch_on``)."""
    secret = pyotp.random_base32()
    sealed = keys.seal_text(bytes(user.public_key), secret, _PADDED, _context(user))
    return _offer(user, secret, base64.b64encode(sealed).decode())


def offered(user: User, private: bytes, sealed: str) -> Offer | None:
    """The offer that a form brings back; None where it was not made to this account."""
    try:
        secret = keys.open_text(private, base64.b64decode(sealed, validate=True), _context(user))
    except (Tampered, ValueError):  # no base64, or letters that are not even ASCII
        return None
    return _offer(user, secret, sealed)


def _step_of(secret: str, code: str) -> int | None:
    """Of which step of thirty seconds ``code`` is, of those that count now."""
    typed, totp = "".join(code.split()).encode("utf-8", "replace"), pyotp.TOTP(secret)
    present = int(time.time()) // _STEP_SECONDS
    for step in range(present - _BESIDE, present + _BESIDE + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), typed):
            return step
    return None


def _kept(user: User) -> SecondStep | None:
    found: SecondStep | None = SecondStep.get_or_none(SecondStep.user == user.id)
    return found


def with_one() -> set[int]:
    """The ids of the accounts that sign in with a code."""
    return {int(kept.user_id) for kept in SecondStep.select()}


def has_one(user: User) -> bool:
    """Whether the account signs in with a code."""
    return _kept(user) is not None


def not_counted(user: User) -> list[datetime]:
    """When in the last thirty days, since the passphrase was chosen, it was typed with a code that does not
    count, newest first: by its owner, or by somebody who has learnt it. Read from the log."""
    mine = AuditLine.select(AuditLine.at).where(AuditLine.about == user.uuid, AuditLine.at > now() - _TOLD)
    chosen = mine.where(AuditLine.verb.in_(_CHOSEN)).order_by(AuditLine.at.desc()).first()
    lines = mine.where(AuditLine.verb == NOT_COUNTED).order_by(AuditLine.at.desc())
    return [line.at for line in lines if chosen is None or line.at > chosen.at]


def switch_on(user: User, made: Offer, code: str, session: Session | None = None) -> bool:
    """From now on the account signs in with codes of what was offered. Returns whether ``code`` is one. All
    sessions but this one end: they were opened with the passphrase alone, perhaps by whoever learnt it.

    Raises:
        peewee.IntegrityError: the account has codes, set up a moment ago.
    """
    step = _step_of(made.letters.replace(" ", ""), code)
    if step is None:
        return False
    with recorded("account.code_on", user.uuid, user.uuid):
        SecondStep.create(user=user, sealed=base64.b64decode(made.sealed), used=step)
        end(Session.user == user, Session.id != (session.id if session else 0))
    return True


def switch_off(user: User, by: str) -> None:
    """The passphrase is enough again. ``by``: the uuid of the owner, or of an administrator where the
    telephone is lost; '' on the command line."""
    with recorded("account.code_off", user.uuid, by):
        SecondStep.delete().where(SecondStep.user == user.id).execute()


def _mark(kept: SecondStep) -> str:
    return hashlib.sha256(bytes(kept.sealed)).hexdigest()[:16]


def proof(user: User) -> str:
    """What a browser keeps (signed) once it showed a code: whose, of which secret, when. '' where the account
    has none."""
    kept = _kept(user)
    return f"{user.uuid} {_mark(kept)} {int(time.time())}" if kept else ""


def _is_proof(user: User, kept: SecondStep, shown: str) -> bool:
    said, _, at = shown.rpartition(" ")
    age = time.time() - int(at) if at.isdecimal() else -1
    return said == f"{user.uuid} {_mark(kept)}" and 0 <= age < DAY_SECONDS


def is_asked(user: User, shown: str) -> bool:
    """Whether a browser that keeps ``shown`` (``proof``) is asked for a code when ``user`` signs in."""
    kept = _kept(user)
    return kept is not None and not _is_proof(user, kept, shown)


def _choose(user: User, private: bytes, typed: Typed) -> None:
    made = offered(user, private, typed.offer)
    if made is None or not switch_on(user, made, typed.code):
        raise OfferMade(made or offer(user), given=made is not None and bool(typed.code.strip()))


def check(user: User, private: bytes, typed: Typed, required: bool) -> str:
    """In a transaction that writes: let nobody pass without what the account asks for. A code counts once.

    Without the private key (the server's pepper is missing) no code can be checked: the account then opens
    the directory alone.

    Returns:
        What the browser keeps that showed a code just now (``proof``); '' where none was looked at.
    Raises:
        CodeWanted: there is no code, or it does not count.
        OfferMade: codes are ``required`` of everybody, and the account is still to choose them.
    """
    kept = _kept(user)
    if kept is None and required and private:
        _choose(user, private, typed)
        return proof(user)
    if kept is None or not private or _is_proof(user, kept, typed.proof):
        return ""
    if not typed.code.strip():
        raise CodeWanted(ASKED)
    try:
        secret = keys.open_text(private, bytes(kept.sealed), _context(user))
    except Tampered as error:
        raise CodeWanted(DAMAGED) from error
    step = _step_of(secret, typed.code)
    once = SecondStep.update(used=step).where(SecondStep.id == kept.id, SecondStep.used < step)
    if step is None or not once.execute():
        raise CodeWanted(WRONG)
    return proof(user)
