"""Who may see a case: its team, and nobody else. For all others it does not exist (practice.md, 2.1)."""

from functools import reduce
from operator import or_
from typing import Any

from app.auth.models import CASE_ROLES, User
from app.cases.models import Case, Member
from directory.clock import now


def works_on_cases(user: User) -> bool:
    """Whether the account may have cases at all. An administrator or a directory editor may not."""
    return user.has_role(*CASE_ROLES) and not user.has_role("administrator")


def can_be_given(user: User) -> bool:
    """Whether a case can be sealed to the account: it works on cases, is not shut, and its owner has set a
    passphrase."""
    return works_on_cases(user) and bool(user.active) and bool(user.public_key)


def in_time() -> Any:
    """The condition on ``Member`` that every question for who is on a team now asks: an emergency counts
    while its hours last, and not before it began (the clock was put back)."""
    moment = now()
    return Member.until.is_null() | ((Member.until > moment) & (Member.since <= moment))


def can_work() -> Any:
    """The condition on ``User`` that says what ``works_on_cases`` does, of an account that is not shut."""
    works = [User.roles.contains(role) for role in sorted(CASE_ROLES)]
    return User.active & reduce(or_, works) & ~User.roles.contains("administrator")


def of_team(case: Case) -> set[int]:
    """Who belongs to the team of a case now, by the account's row id: not who is there for an emergency."""
    rows = Member.select(Member.user).where(Member.case == case, Member.part != "emergency", in_time())
    return {row.user_id for row in rows}


def visible_to(user: User) -> Any:
    """The query that every other query of cases starts from."""
    query = Case.select(Case).join(Member).where(Member.user == user, in_time())
    return query if works_on_cases(user) else query.where(False)


def team(case: Case) -> list[Member]:
    """The members of a case now with their accounts, the lead first."""
    order = {"lead": 0, "deputy": 1}
    rows = Member.select(Member, User).join(User).where(Member.case == case, in_time())
    return sorted(rows, key=lambda row: (order.get(row.part, 2), row.user.email))
