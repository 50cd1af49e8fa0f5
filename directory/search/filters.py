"""Filters as sets of sheets, and how many results each value would leave."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from directory import territory
from directory.answers import FILTERS, Criteria
from directory.clock import months_later
from directory.search.opening import MOST_HOURS, held_at, unknown_at
from directory.search.where import in_municipality
from search_index.bits import any_of
from search_index.index import Index
from search_index.kept import latest

# Filters whose values are facets of the index as they are.
_CODED = ("category", "language", "audience", "access", "cost")
# Within how many months a sheet may have been verified.
MONTHS = (1, 3, 6, 12, 24)


def verified_since(index: Index, day: date) -> int:
    """Sheets that were checked on ``day`` or later."""
    iso = day.isoformat()
    return any_of(held for value, held in index.values("verified") if value >= iso)


def held_by(index: Index, name: str, criteria: Criteria, today: date) -> int:
    """The set of sheets that one filter in use leaves."""
    value = getattr(criteria, name)
    if name == "municipality":
        return in_municipality(index, value)
    if name == "open_at":
        return unknown_at(index, value) if criteria.hours_unknown else held_at(index, value).open
    if name == "verified_within":
        return verified_since(index, months_later(today, -value))
    return index.bits("f", f"{name}={value}")


@dataclass(frozen=True)
class Filters:
    """The filters of a search. ``each``: by name, the sheets that it leaves."""

    every: int
    each: dict[str, int]

    def pool(self, without: str = "") -> int:
        """The sheets that all filters leave, or all but one of them."""
        held = self.every
        for name, bits in self.each.items():
            if name != without:
                held &= bits
        return held


def of(index: Index, criteria: Criteria, today: date) -> Filters:
    """The filters in use."""
    return Filters(index.all, {name: held_by(index, name, criteria, today) for name in criteria.filtered()})


def _values(index: Index, name: str, criteria: Criteria, now: datetime) -> Iterator[tuple[str, int]]:
    if name in _CODED:
        yield from index.values(name)
    elif name == "municipality":
        for code in territory.municipalities():
            yield code, in_municipality(index, code)
    elif name == "interpreter":
        yield "yes", index.bits("f", "interpreter=yes")
    elif name == "verified_within":
        for months in MONTHS:
            yield str(months), verified_since(index, months_later(now.date(), -months))
    elif criteria.open_at or len(index.values("hours")) <= MOST_HOURS:
        yield "now", held_at(index, now).open
        yield "unknown", unknown_at(index, now)


def _all_values(index: Index, criteria: Criteria, now: datetime) -> list[tuple[str, list[tuple[str, int]]]]:
    """Every value of every filter with its sheets; they stay the same for a minute."""
    minute, timed = now.replace(second=0, microsecond=0), criteria.open_at is not None

    def made() -> list[tuple[str, list[tuple[str, int]]]]:
        return [(name, list(_values(index, name, criteria, minute))) for name in FILTERS]

    return latest(index, ("filters", timed), minute, made)


def counts(
    index: Index, filters: Filters, matched: int, anywhere: int, criteria: Criteria, now: datetime
) -> dict[str, dict[str, int]]:
    """For each filter, how many of ``matched`` each of its values leaves under the other filters; how many of
    ``anywhere``, which answer under the filter of a municipality, each of those."""
    found, under_all = {}, filters.pool() & matched
    for name, values in _all_values(index, criteria, now):
        if name == "municipality":
            held = filters.pool(without=name) & anywhere
        else:
            held = filters.pool(without=name) & matched if name in filters.each else under_all
        found[name] = {value: (leaves & held).bit_count() for value, leaves in values}
    return found


def unknown_hours(index: Index, filters: Filters, matched: int, criteria: Criteria) -> int:
    """Where who is open is asked for: how many of ``matched`` the other filters leave of which nobody knows
    whether they are. None of them is in the list, and any of them may be the answer."""
    if criteria.open_at is None or criteria.hours_unknown:
        return 0
    held = filters.pool(without="open_at") & matched
    return (held & unknown_at(index, criteria.open_at)).bit_count() if held else 0


def without(criteria: Criteria, name: str) -> Criteria:
    """The same search without one filter."""
    nothing: dict[str, Any] = {name: None if name in {"open_at", "verified_within"} else ""}
    if name == "open_at":
        nothing["hours_unknown"] = False
    return replace(criteria, **nothing)
