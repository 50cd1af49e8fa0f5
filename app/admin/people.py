"""What an administrator does with accounts. Who may not work on cases, for however short a time, keeps no key
of one: a colleague on each case lets the account in again (practice, rule 2)."""

from collections.abc import Callable

from app.audit import recorded
from app.auth.accounts import AccountError, check_roles, let_go
from app.auth.models import CASE_ROLES, Session, User
from app.auth.sessions import end
from app.i18n import N_

# How many cases an account answers for, asked under the lock: one may be handed to it at this moment.
Held = Callable[[User], int]
HOLDS = N_("This account still answers for cases: hand them over first.")


def _others_who_administer(user: User) -> bool:
    rows = User.select().where(User.active, User.id != user.id, User.verifier != b"")
    return any(row.has_role("administrator") for row in rows)


def change_roles(user: User, names: list[str], by: User, cases_held: Held) -> None:
    """Give an account other roles.

    Raises:
        AccountError: the roles will not do or are one's own, the account still answers for cases, or nobody
            would be left to administer.
    """
    kept = check_roles(names)
    works = bool(CASE_ROLES & set(kept.split()))
    if user.id == by.id:
        raise AccountError(N_("Your account may not do this."))
    with recorded("account.roles", user.uuid, by.uuid):
        if not works and cases_held(user):
            raise AccountError(HOLDS)
        present = User.get_by_id(user.id)
        worked = present.has_role(*CASE_ROLES)
        if (
            present.has_role("administrator")
            and "administrator" not in kept
            and not _others_who_administer(present)
        ):
            raise AccountError(N_("One account at least must administer."))
        if works and not worked:
            let_go(user)
        User.update(roles=kept).where(User.id == user.id).execute()
    if worked and not works:
        let_go(user)


def deactivate(user: User, by: User, cases_held: Held) -> None:
    """Shut an account; its sessions end at once, what it wrote stays.

    Raises:
        AccountError: it still answers for cases, or nobody would be left to administer.
    """
    with recorded("account.shut", user.uuid, by.uuid):
        if cases_held(user):
            raise AccountError(HOLDS)
        if user.has_role("administrator") and not _others_who_administer(user):
            raise AccountError(N_("One account at least must administer."))
        User.update(active=False).where(User.id == user.id).execute()
        end(Session.user == user)
    let_go(user)


def reactivate(user: User, by: User) -> None:
    """Open a shut account again. It has the passphrase it had, and opens no case until it is let in again."""
    with recorded("account.reopened", user.uuid, by.uuid):
        let_go(user)
        User.update(active=True).where(User.id == user.id).execute()
