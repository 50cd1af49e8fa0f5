"""What may be counted of case work: codes, days and numbers of clear columns. No case is opened, and what
comes out names none."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import peewee

from app.cases import clock
from app.cases.models import MISTAKE, Case, Closure, Interpreting, Note, Referral, Tally
from directory.models import Service


def _within(column: Any, begin: date, end: date) -> Any:
    return (column >= clock.begin_of(begin)) & (column < clock.begin_of(end + timedelta(days=1)))


def contacts(begin: date, end: date) -> Iterator[dict[str, Any]]:
    """The notes of a period, a private one included: it was a contact too. Not one written by mistake."""
    columns = (
        Note.at, Note.case, Note.interventions, Note.domains, Note.channel, Note.language, Note.phase,
        Note.status, Note.profile, Note.minutes,
    )  # fmt: skip
    for row in Note.select(*columns).where(_within(Note.at, begin, end), Note.kind != MISTAKE).namedtuples():
        yield {
            "day": clock.day_of(row.at), "family": row.case,
            "interventions": tuple(row.interventions.split()),
            "domains": tuple(row.domains.split()), "channel": row.channel, "language": row.language,
            "phase": row.phase, "status": tuple(row.status.split()), "profile": row.profile,
            "minutes": row.minutes,
        }  # fmt: skip


def referrals(begin: date, end: date) -> Iterator[dict[str, Any]]:
    """The referrals begun in a period; not those entered by mistake, nor those never sent."""
    query = Referral.select(Referral, Service).left_outer_join(Service)
    query = query.where(
        _within(Referral.at, begin, end), Referral.status.not_in(["draft", "entered_in_error"])
    )
    for row in query:
        waited = (row.answered - row.asked).days if row.answered and row.asked else None
        yield {
            "day": clock.day_of(row.at), "category": row.service.category if row.service else row.unit,
            "kind": row.kind, "status": row.status, "outcome": row.outcome, "reason": row.reason,
            "days": waited,
        }  # fmt: skip


def interpreters(begin: date, end: date) -> Iterator[dict[str, Any]]:
    """The bookings made in a period."""
    for row in Interpreting.select().where(_within(Interpreting.at, begin, end)):
        yield {
            "day": clock.day_of(row.at), "language": row.language, "status": row.counted,
            "minutes": row.minutes, "cents": row.cents,
        }  # fmt: skip


def opened_and_closed(begin: date, end: date) -> tuple[int, int]:
    """How many cases were opened, and how many were closed and are still."""
    opened = Case.select(peewee.fn.COUNT(Case.id)).where(_within(Case.created, begin, end)).scalar()
    closed = Closure.select(peewee.fn.COUNT(Closure.id)).where(_within(Closure.at, begin, end)).scalar()
    return int(opened), int(closed)


def left() -> Iterator[dict[str, Any]]:
    """The counters of erased cases."""
    for row in Tally.select():
        yield {"month": row.month, "measure": row.measure, "code": row.code, "n": row.n}
