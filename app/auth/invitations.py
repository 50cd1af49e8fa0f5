"""Inviting people: the account is made first, its passphrase and its keys only by its owner.

The link is shown to the administrator, who hands it over; no mail is needed. For somebody who forgot the
passphrase it is the same link: the account gets a new key pair, and colleagues let it onto its cases
again. An administrator who uses a link himself therefore still opens no case (practice, rule 2).
"""

import hashlib
import os

from app.audit import recorded
from app.auth.accounts import (
    AccountError,
    account_email,
    check_roles,
    keep_lock,
    let_go,
    lock,
    passphrase_changed,
    passphrase_will_do,
)
from app.auth.models import Invitation, SecondStep, Session, User
from app.auth.sessions import end
from app.i18n import N_
from app.vault import passphrase
from directory.clock import now


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def _link(user: User) -> str:
    token = os.urandom(20).hex()
    Invitation.update(used=now()).where(Invitation.user == user, Invitation.used.is_null()).execute()
    Invitation.create(user=user, token_hash=_hash(token))
    return token


def invite(email: str, name: str, roles: list[str], by: User) -> tuple[User, str]:
    """A new account without a passphrase, and the token of its link.

    Raises:
        AccountError: the e-mail or a role will not do, or the account exists.
    """
    user = User(name=name.strip(), roles=check_roles(roles), memory_kib=0, time_cost=0)
    user.salt = user.verifier = user.public_key = user.wrapped_private = b""
    with recorded("account.invited", user.uuid, by.uuid):
        user.email = account_email(email)
        user.save(force_insert=True)
        return user, _link(user)


def invite_again(user: User, by: User) -> str:
    """Another link for an account that has not been opened yet, or whose passphrase is forgotten.

    The old passphrase works until the link is used.
    """
    with recorded("account.invited", user.uuid, by.uuid):
        return _link(user)


def invited(token: str) -> Invitation | None:
    """The open invitation behind a token, or None."""
    query = Invitation.select(Invitation, User).join(User).where(Invitation.token_hash == _hash(token))
    found: Invitation | None = query.first()
    return found if found and found.open() and found.user.active else None


def accept(invitation: Invitation, words: str, pepper: bytes, cost: passphrase.Cost) -> User:
    """Set the passphrase, with a new key pair; every session of the account ends, and what was sealed to the
    keys of before is let go: colleagues let the account in again.

    Raises:
        AccountError: the passphrase will not do, or meanwhile the link was used, the account shut or its
            passphrase changed.
    """
    user: User = invitation.user
    passphrase_will_do(words, user)
    before = bytes(user.verifier)
    lock(user, words, pepper, cost)
    with recorded("account.opened", user.uuid, user.uuid):
        once = Invitation.update(used=now()).where(Invitation.id == invitation.id, Invitation.used.is_null())
        if not once.execute():
            raise AccountError(N_("This link was used already."))
        if not keep_lock(user, before):
            raise AccountError(
                N_("This link does not work any more. Ask your administrator for another one.")
            )
        end(Session.user == user)
        SecondStep.delete().where(SecondStep.user == user.id).execute()  # sealed to the keys of before
        passphrase_changed(user)
    let_go(user)
    return user
