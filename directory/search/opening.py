"""Which sheets are surely open at a time, and which are surely not: by their hours, and closed periods."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache, reduce
from operator import and_
from typing import NamedTuple

from directory import availability, facts
from directory.search.time_words import PARTS
from directory.search.times import Times
from search_index import bits
from search_index.index import Index
from search_index.kept import kept, latest

# Over so many different opening hours, what is open is not looked at at every keystroke.
MOST_HOURS = 3000
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
EVENING, NIGHT = timedelta(hours=18), timedelta(hours=26)
# Times that change with the minute; the others with the day.
_OF_THE_MINUTE = frozenset({"now", "today", "tonight"})
# Days of which the name tells how many lie between.
AHEAD = {"today": 0, "tomorrow": 1, "overmorrow": 2}
SATURDAY, SUNDAY = 5, 6


class Held(NamedTuple):
    """Sheets that are surely open then, and surely not."""

    open: int
    shut: int


class Span(NamedTuple):
    """From when to when. ``whole``: a day, of which hours without an end say enough."""

    begin: datetime
    end: datetime
    whole: bool = False


def closed_on(index: Index, day: date) -> int:
    """Sheets that are closed for a while, whatever their hours say."""
    iso = day.isoformat()
    periods = ((period.partition("/"), held) for period, held in index.values("closed"))
    return bits.any_of(held for (first, _to, last), held in periods if first <= iso <= last)


def held_at(index: Index, when: datetime) -> Held:
    """Sheets that are surely open at ``when`` (Brussels time, or any aware time), and surely not; kept for as
    long as the same minute is asked for."""
    minute = when.astimezone(facts.BRUSSELS) if when.tzinfo else when
    minute = minute.replace(second=0, microsecond=0, tzinfo=None)
    return latest(index, "open at", minute, lambda: _during(index, Span(minute, minute + MINUTE)))


def unknown_at(index: Index, when: datetime) -> int:
    """Sheets of which nobody knows whether they are open at ``when``: neither surely open nor surely not."""
    held = held_at(index, when)
    return index.all & ~held.open & ~held.shut


@kept
def _once(_index: Index, states: tuple[object, ...]) -> tuple[object, ...]:
    """The same states are one object, whichever minutes they are of: lists are kept with them for long."""
    return states


def states_of_hours(index: Index, now: datetime) -> tuple[object, ...]:
    """What every kind of opening hours says of this minute; for a while the same. Of too many kinds, the
    minute itself."""
    minute = now.replace(second=0, microsecond=0)

    def said() -> tuple[object, ...]:
        kinds = index.values("hours")
        if len(kinds) > MOST_HOURS:
            return (minute,)
        return _once(index, tuple([facts.open_in(hours, minute) for hours, _bits in kinds]))

    return latest(index, "opening", minute, said)


def parts_over(now: datetime) -> int:
    """How many parts of today are over at ``now``: *deze namiddag* means something else from then on."""
    return sum(now.hour >= last for _first, last, _said in PARTS.values())


def _spans(code: str, now: datetime) -> Iterator[Span]:
    """When a time is; of several, any."""
    midnight = datetime.combine(now.date(), time())
    if code == "now":
        yield Span(now, now + MINUTE)
    elif code == "tonight":
        yield Span(max(now, midnight + EVENING), midnight + DAY)
    elif code == "night":
        yield Span(midnight + NIGHT, midnight + NIGHT + MINUTE)
    else:
        named, _dot, part = ("any", ".", code) if code == "evening" else code.partition(".")
        for day in days(named, now.date()):
            span = _part(datetime.combine(day, time()), part)
            if named == "today" and now < span.end:  # what is over today is over
                span = Span(max(now, span.begin), span.end)
            yield span


@lru_cache(maxsize=200)
def days(named: str, today: date) -> list[date]:
    """The days that a time names (``times.Times.codes``, without a part of the day), from ``today`` on."""
    if named in AHEAD:
        return [today + AHEAD[named] * DAY]
    week = [today + ahead * DAY for ahead in range(7)]
    if named == "any":
        return week
    if named == "weekend":  # on a Sunday, what is left of it
        return [day for day in week if SATURDAY <= day.weekday() >= today.weekday()]
    if named.isdigit():
        return [day for day in week if day.weekday() == int(named)]
    called = [day for ahead in range(366) if _is_called(day := today + ahead * DAY, named)]
    return [day for day in called if day.weekday() != SUNDAY] if named == "holiday" else called[:1]


def _is_called(day: date, named: str) -> bool:
    """Whether a day is ``12-25``, a public holiday by its name (``Easter-Monday``), or any (``holiday``)."""
    if named[:1].isdigit():
        return f"{day:%m-%d}" == named
    called = availability.holiday_name(day, "en").replace(" ", "-")
    return called == named or bool(called and named == "holiday")


def _part(day: datetime, part: str) -> Span:
    """A part of a day, an hour, or all of it."""
    if part in PARTS:
        first, last, _said = PARTS[part]
        return Span(day + timedelta(hours=first), day + timedelta(hours=last))
    if part:
        at = datetime.combine(day, time.fromisoformat(part))
        return Span(at, at + MINUTE)
    return Span(day, day + DAY, True)


def _by_hours(index: Index, day: date, opens: Callable[[str], bool | None]) -> Held:
    """``opens``: what hours say; None where they do not tell. ``day``: on which a sheet may be closed."""
    held = shut = 0
    for hours, sheets in index.values("hours"):
        says = opens(hours)
        held |= sheets if says else 0
        shut |= sheets if says is False else 0
    closed = closed_on(index, day)
    return Held(held & ~closed, shut | closed)


def _during(index: Index, span: Span) -> Held:
    return _by_hours(index, span.begin.date(), lambda hours: facts.opens_within(hours, *span))


def _at(index: Index, code: str, now: datetime) -> Held:
    if code == "always":
        return _by_hours(index, now.date(), lambda hours: facts.is_always_open(hours, now.date()))
    held, shut = 0, -1 if (spans := list(_spans(code, now))) else 0
    for span in spans:
        found = _during(index, span)
        held, shut = held | found.open, shut & found.shut
    return Held(held, shut & ~held)


def held_by(index: Index, code: str, now: datetime) -> Held | None:
    """The sheets that are open at a time (``times.Times.codes``); ``now`` is in Brussels. None where there
    are too many kinds of hours to look at while somebody types."""
    if len(index.values("hours")) > MOST_HOURS:
        return None
    minute = now.replace(second=0, microsecond=0, tzinfo=None)
    stamp = minute if code.partition(".")[0] in _OF_THE_MINUTE else minute.date()
    return latest(index, ("open then", code), stamp, lambda: _at(index, code, minute))


def then(index: Index, codes: tuple[str, ...], now: datetime) -> Held | None:
    """The sheets that are open at any of several times, and those that are shut at all of them; None where
    nobody looks."""
    found = [each for code in codes if (each := held_by(index, code, now)) is not None]
    shut = reduce(and_, (each.shut for each in found), -1)
    return Held(bits.any_of(each.open for each in found), shut) if found else None


def counted(index: Index, asked: Times | None, of: int, now: datetime) -> list[tuple[str, int]]:
    """The times that are asked for, each with how many of the sheets ``of`` are surely open then."""
    found = [(code, held_by(index, code, now)) for code in asked.codes] if asked else []
    return [(code, (held.open & of).bit_count()) for code, held in found if held is not None]
