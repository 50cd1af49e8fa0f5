"""Opening hours as the library reads them, and the nights that it cuts off at midnight.

*Mo-Su 20:00-08:00; PH 20:00-08:00*: to the library the rule of a day takes the place of all that others say
of that day, also of the night before it, which would end at midnight on Christmas Eve. A night goes on to its
own end, whatever rule there is for the day in which it ends.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

# The library raises ParserError, and its own stub says SyntaxError and lacks the name.
from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

_RULE = re.compile(r'(?:[^;"]|"[^"]*"?)+')
_RANGE = re.compile(r"(\d\d):(\d\d)\s*-\s*(\d\d):(\d\d)")
# What is said to be closed for a part of a day stays closed.
_CLOSES = re.compile(r":\d\d\s*(?:off|closed)")
_WHOLE_DAY = 24 * 60
OPEN, CLOSED, UNKNOWN = "OPEN", "CLOSED", "UNKNOWN"


class Span(NamedTuple):
    """From when to when (None: for ever) it is ``OPEN``, ``CLOSED`` or ``UNKNOWN``; and what is remarked."""

    begin: datetime
    end: datetime | None
    state: str
    note: str


class Night(NamedTuple):
    """Until when a night goes on that began the day before; not ``sure`` where the day itself is closed."""

    until: datetime
    sure: bool
    note: str


@lru_cache(maxsize=20_000)
def parsed(expression: str) -> OpeningHours | None:
    """The hours as the library reads them, on Belgian holidays; None where it cannot."""
    try:
        return OpeningHours(expression, timezone=None, country="BE")
    except (ParserError, UnicodeEncodeError):
        return None


def _spans(hours: OpeningHours, begin: datetime, end: datetime) -> Iterator[Span]:
    for start, until, state, note in hours.intervals(begin, end):
        yield Span(max(start, begin), until, str(state).rpartition(".")[2].upper(), note)


@lru_cache(maxsize=20_000)
def _over_midnight(rule: str) -> frozenset[tuple[time, time]]:
    """The times of a rule that go on after midnight: *22:00-06:00*, *20:00-26:00*."""
    found = set()
    for one in _RANGE.findall(rule):
        first, first_minute, last, last_minute = map(int, one)
        begin, end = first * 60 + first_minute, last * 60 + last_minute
        if begin < _WHOLE_DAY and (end <= begin or end > _WHOLE_DAY) and (late := end % _WHOLE_DAY) > 0:
            found.add((time(*divmod(begin, 60)), time(*divmod(late, 60))))
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _rules(expression: str) -> tuple[str, ...]:
    """The rules of hours of which one may cut off a night of another; () where none can."""
    rules = tuple(rule.strip() for rule in _RULE.findall(expression))
    cuts = len(rules) > 1 and any(map(_over_midnight, rules)) and not _CLOSES.search(expression)
    return rules if cuts else ()


def _began(rule: str, eve: datetime) -> Span | None:
    """The span of a rule by itself that is open in the last minute of a day."""
    hours = parsed(rule)
    if hours is None or not hours.is_open(eve):
        return None
    begin = datetime.combine(eve.date(), time())
    near = _spans(hours, begin, begin + timedelta(days=3))
    return next(span for span in near if span.end is None or span.end > eve)


def _is_a_night(rule: str, begin: datetime, end: datetime) -> bool:
    """Whether a rule says in so many words that what it has open goes on after midnight, until ``end``."""
    next_day = end.date() == begin.date() + timedelta(days=1)
    return next_day and any(
        early >= begin.time() and late == end.time() for early, late in _over_midnight(rule)
    )


@lru_cache(maxsize=20_000)
def cut_off(expression: str, day: date) -> Night | None:
    """The night before ``day``, which the library may end at midnight because of a rule of that day."""
    rules, midnight = _rules(expression), datetime.combine(day, time())
    hours, eve = parsed(expression) if rules else None, midnight - timedelta(minutes=1)
    if hours is None or not hours.is_open(eve):
        return None
    # Of the rules of a day the last one counts.
    for rule in reversed(rules):
        if began := _began(rule, eve):
            if began.end is None or not _is_a_night(rule, began.begin, began.end):
                return None
            own = {span.state for span in _spans(hours, midnight, midnight + timedelta(days=1))}
            return Night(began.end, own != {CLOSED}, began.note)
    return None


def spans(expression: str, begin: datetime, end: datetime) -> Iterator[Span]:
    """What hours say from ``begin`` to ``end`` (Brussels time, without a zone), in order; nothing where they
    cannot be read."""
    hours = parsed(expression)
    for span in _spans(hours, begin, end) if hours else ():
        night = cut_off(expression, span.begin.date()) if span.state == CLOSED else None
        if night is None or span.begin >= night.until:
            yield span
            continue
        until = min(night.until, span.end or night.until)
        yield Span(span.begin, until, OPEN if night.sure else UNKNOWN, night.note)
        if span.end is None or until < span.end:
            yield span._replace(begin=until)
