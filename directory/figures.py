"""How true the directory is, in figures: what is fresh, what comes due, what is used, what waits."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import peewee

from directory import taxonomies, usage, verifying
from directory.clock import local_day, months_later
from directory.models import Service
from directory.suggestions import OPEN, Suggestion

MONTHS_AHEAD = 12
# A correction that waits longer than so many days is old: (from, until) of each group.
AGES = ((0, 7), (7, 30), (30, None))


@dataclass(frozen=True)
class Share:
    """Of ``total`` sheets of a category, those that were checked within their rhythm."""

    category: str
    fresh: int
    total: int


def _checked() -> list[tuple[str, date | None, int | None]]:
    """(Category, last check, rhythm) of every sheet that is not put away; one query."""
    rows: Any = Service.select(Service.category, Service.verified_on, Service.rhythm).where(~Service.archived)
    return list(rows.tuples())


def any_sheet() -> bool:
    """Whether the directory has a sheet that is not put away."""
    return bool(Service.select().where(~Service.archived).exists())


def fresh_by_category(day: date) -> list[Share]:
    """In the order of the categories; those without sheets are left out."""
    total: dict[str, int] = {}
    fresh: dict[str, int] = {}
    for category, checked, rhythm in _checked():
        total[category] = total.get(category, 0) + 1
        fresh[category] = fresh.get(category, 0) + (not verifying.is_due(checked, rhythm, day))
    order = {code: at for at, code in enumerate(taxonomies.codes("category"))}
    return [
        Share(one, fresh[one], total[one]) for one in sorted(total, key=lambda c: order.get(c, len(order)))
    ]


def due_curve(day: date) -> list[tuple[date, int]]:
    """How many sheets will be due on ``day`` and on the same day of each month of the year to come, if
    nobody checked any.
    """
    dues = [verifying.due_on(checked, rhythm) for _category, checked, rhythm in _checked()]
    days = [months_later(day, months) for months in range(MONTHS_AHEAD + 1)]
    return [(at, sum(due is None or due <= at for due in dues)) for at in days]


def most_used(day: date, limit: int = 10) -> list[tuple[Service, int]]:
    """The sheets opened most in the twelve months up to ``day``."""
    used = usage.lately(day)
    query = Service.select(Service, used.c.times.alias("opened")).where(~Service.archived)
    query = query.join(used, peewee.JOIN.INNER, on=(used.c.used == Service.id))
    rows: list[Any] = list(query.order_by(used.c.times.desc(), Service.id).limit(limit).objects())
    return [(row, row.opened) for row in rows]


def waiting(day: date) -> list[tuple[int, int | None, int]]:
    """(From, until (days, None for no end), how many) of the corrections that wait for an editor, by age."""
    open_ones: Any = Suggestion.select(Suggestion.at).where(Suggestion.state == OPEN)
    days = [(day - local_day(row[0])).days for row in open_ones.tuples()]
    return [
        (low, high, sum(low <= max(age, 0) and (high is None or age < high) for age in days))
        for low, high in AGES
    ]


def checked_lately(day: date, days: int = 30) -> int:
    """How many sheets were last checked in the days up to ``day``."""
    since = day - timedelta(days=days)
    return Service.select().where(~Service.archived, Service.verified_on > since).count()
