"""What an administrator does with accounts."""

from app.audit import recorded
from app.auth.accounts import AccountError, check_roles
from app.auth.models import CASE_ROLES, Session, User
from app.i18n import N_


def _others_who_administer(user: User) -> bool:
    rows = User.select().where(User.active, User.id != user.id, User.verifier != b"")
    return any(row.has_role("administrator") for row in rows)


def change_roles(user: User, names: list[str], by: User, cases_held: int) -> None:
    """Give an account other roles.

    Raises:
        AccountError: the roles will not do, the account still answers for cases, or nobody would be left
            to administer.
    """
    kept = check_roles(names)
    if cases_held and not CASE_ROLES & set(kept.split()):
        raise AccountError(N_("This account still answers for cases: hand them over first."))
    if user.has_role("administrator") and "administrator" not in kept and not _others_who_administer(user):
        raise AccountError(N_("One account at least must administer."))
    with recorded("account.roles", user.uuid, by.uuid):
        User.update(roles=kept).where(User.id == user.id).execute()


def deactivate(user: User, by: User, cases_held: int) -> None:
    """Shut an account; its sessions end at once, what it wrote stays.

    Raises:
        AccountError: it still answers for cases, or nobody would be left to administer.
    """
    if cases_held:
        raise AccountError(N_("This account still answers for cases: hand them over first."))
    if user.has_role("administrator") and not _others_who_administer(user):
        raise AccountError(N_("One account at least must administer."))
    with recorded("account.shut", user.uuid, by.uuid):
        User.update(active=False).where(User.id == user.id).execute()
        Session.update(revoked=True).where(Session.user == user).execute()


def reactivate(user: User, by: User) -> None:
    """Open a shut account again, with the keys it had."""
    with recorded("account.reopened", user.uuid, by.uuid):
        User.update(active=True).where(User.id == user.id).execute()
