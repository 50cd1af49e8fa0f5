"""The team's load for its coordinator: counts of clear columns. No case is opened, named or linked to."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import peewee

from app.auth.models import User
from app.cases import clock, desk, lifecycle, referrals, tasks
from app.cases.access import works_on_cases
from app.cases.models import MISTAKE, Closure, Desk, Member, Note, Referral, Task

DAYS = 30
COUNTS = ("cases", "deputy", "alone", "tasks", "late", "urgent", "referrals", "silent", "contacts")


@dataclass(frozen=True)
class Load:
    """A colleague's load. ``counts``: see ``COUNTS``; ``alone`` are cases led without a deputy."""

    user: User
    profile: str
    away_until: date | None
    counts: Counter[str]


def _parts() -> tuple[dict[int, int], dict[int, set[int]]]:
    """Of the open cases: who leads each, and who stands in."""
    closed = Closure.select(Closure.case)
    leads: dict[int, int] = {}
    deputies: dict[int, set[int]] = defaultdict(set)
    rows = Member.select().where(Member.part.in_(["lead", "deputy"]), Member.case.not_in(closed))
    for row in rows:
        if row.part == "lead":
            leads[row.case_id] = row.user_id
        else:
            deputies[row.case_id].add(row.user_id)
    return leads, deputies


def _tasks(counts: dict[int, Counter[str]], leads: dict[int, int], today: date) -> None:
    nobody = {row.id for row in Task.select(Task.id).where(Task.done.is_null(), tasks.for_nobody())}
    for row in Task.select().where(Task.done.is_null()):
        who = leads.get(row.case_id) if row.id in nobody else row.holder_id
        if who is not None:
            found = counts[who]
            found["tasks"] += 1
            found["late"] += row.due is not None and row.due < today
            found["urgent"] += bool(row.urgent)


def _referrals(counts: dict[int, Counter[str]], leads: dict[int, int]) -> None:
    days = desk.number("news_after")
    for row in Referral.select().where(Referral.status.in_(lifecycle.UNDER_WAY)):
        who = leads.get(row.case_id)
        if who is not None:
            counts[who]["referrals"] += 1
            counts[who]["silent"] += referrals.is_silent(row, days)


def of_everybody(today: date) -> list[Load]:
    """A line for each account that works on cases; the number of queries does not depend on theirs."""
    leads, deputies = _parts()
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for case, lead in leads.items():
        counts[lead]["cases"] += 1
        counts[lead]["alone"] += not deputies.get(case)
    for others in deputies.values():
        for deputy in others:
            counts[deputy]["deputy"] += 1
    _tasks(counts, leads, today)
    _referrals(counts, leads)
    since = clock.begin_of(today - timedelta(days=DAYS))
    spoken: Any = Note.select(Note.author, peewee.fn.COUNT(Note.id)).where(
        Note.at >= since, Note.kind != MISTAKE
    )
    for author, n in spoken.group_by(Note.author).tuples():
        counts[author]["contacts"] = n
    desks = {row.user_id: row for row in Desk.select()}
    found = []
    for user in User.select().where(User.active).order_by(User.name, User.email):
        if works_on_cases(user):
            row = desks.get(user.id, Desk())
            away = row.away_until if row.away_until and row.away_until >= today else None
            found.append(Load(user, row.profile, away, counts[user.id]))
    return found


def total(loads: list[Load]) -> Counter[str]:
    """The counts of all together."""
    return sum((load.counts for load in loads), Counter())
