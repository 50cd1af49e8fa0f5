"""When what is searched is to be open, as in *open op zondag*, *ouvert ce soir* or *24/7*; and which sheets
are, by their hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple, cast

from rapidfuzz.distance import OSA

from directory import facts
from search_index.index import Index
from search_index.text import words

_OPEN = frozenset(
    (
        "open opens opened reachable geopend openingsuren bereikbaar "
        "ouvert ouverte ouverts ouvertes joignable"
    ).split()
)
_DAYS = (
    "maandag lundi monday", "dinsdag mardi tuesday", "woensdag mercredi wednesday",
    "donderdag jeudi thursday", "vrijdag vendredi friday", "zaterdag samedi saturday",
    "zondag dimanche sunday",
)  # fmt: skip
# What says a time by itself; and what does beside "open" only: "nu" and "'s nachts" are said of much else.
_ALWAYS = (
    "24/7", "24u/24", "24h/24", "24/24", "7j/7", "7d/7", "24 uur op 24", "24 heures sur 24", "7 dagen op 7",
    "7 jours sur 7", "dag en nacht", "jour et nuit", "day and night", "around the clock",
)  # fmt: skip
_OF_OPEN = {
    "now": ("nu", "now", "maintenant", "momenteel", "actuellement", "right now"),
    "today": ("vandaag", "today", "aujourd'hui"),
    "tomorrow": ("morgen", "tomorrow", "demain"),
    "tonight": ("vanavond", "tonight", "ce soir", "this evening"),
    "evening": (
        "avond",
        "avonds",
        "'s avonds",
        "evening",
        "evenings",
        "soir",
        "soirée",
        "late",
        "laat",
        "tard",
    ),
    "night": ("nacht", "nachts", "'s nachts", "vannacht", "night", "nights", "at night", "nuit", "la nuit"),
}
_WEEKEND = (
    "weekend", "weekends", "week-end", "week-ends", "in het weekend", "le week-end", "ce week-end",
    "this weekend", "dit weekend", "at the weekend",
)  # fmt: skip
# When something happened, or how often it does: no time at which anything is to be open.
_OFTEN = (
    ("elke iedere", "dag avond nacht week ochtend weekend"),
    ("every each last", "day evening night week morning weekend"),
    ("chaque", "jour soir nuit semaine matin week-end"),
    ("tous", "les-jours les-soirs les-matins les-week-ends"),
    ("toutes", "les-nuits les-semaines"),
)
_PASSING = (
    "hier soir", "la nuit passée", "gisterenavond", "gisteren avond", "vorige nacht", "afgelopen nacht",
    *(f"{how} {what}" for hows, whats in _OFTEN for how in hows.split() for what in whats.split()),
)  # fmt: skip
# After a day: *dimanche soir*.
_PARTS = frozenset(
    "ochtend voormiddag middag namiddag avond morning afternoon evening matin midi soir".split()
)
# Over so many different opening hours, what is open is not looked at at every keystroke.
MOST_HOURS = 3000
# From so many letters on a last word may be the beginning of a day, and a word a day with a slip in it.
SHORTEST_HALF, SHORTEST_SLIP = 3, 6
EVENING, NIGHT = time(18), time(2)


@dataclass(frozen=True)
class Opening:
    """A time that is asked for: a day of the week (``0`` is Monday), a key of ``_OF_OPEN``, ``weekend`` or
    ``always``; '' for one that was only told. ``positions``: the words that say so."""

    code: str
    positions: frozenset[int]


class Held(NamedTuple):
    """Sheets that are surely open then, and surely not."""

    open: int
    shut: int


@cache
def _days() -> dict[str, str]:
    """The names of days in the three languages, and what is said of each of them (*zondags*, *Sundays*)."""
    names = {name: str(at) for at, several in enumerate(_DAYS) for name in several.split()}
    return names | {f"{name}s": code for name, code in names.items()}


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    sure = {tuple(words(phrase)): "always" for phrase in _ALWAYS}
    sure |= {tuple(words(phrase)): "weekend" for phrase in _WEEKEND}
    sure |= {tuple(words(phrase)): "" for phrase in _PASSING}
    return sure | {(name,): code for name, code in _days().items()}


@cache
def _phrases_of_open() -> dict[tuple[str, ...], str]:
    return {tuple(words(phrase)): code for code, several in _OF_OPEN.items() for phrase in several}


@cache
def _signs() -> frozenset[str]:
    """Words without any of which no time is asked for."""
    return _OPEN.union(*_phrases())


def _spans(tokens: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for length in range(min(5, len(tokens)), 0, -1):
        for at in range(len(tokens) - length + 1):
            yield at, at + length


def _begun(last: str) -> str:
    """The day that a last word may become, where it is one."""
    found = {code for name, code in _days().items() if name.startswith(last)}
    return found.pop() if len(last) >= SHORTEST_HALF and len(found) == 1 else ""


def _slip(token: str) -> str:
    if len(token) < SHORTEST_SLIP:
        return ""
    return next(
        (code for name, code in _days().items() if OSA.distance(token, name, score_cutoff=1) <= 1), ""
    )


def asked(tokens: tuple[str, ...]) -> Opening | None:
    """The time for which a search asks what is open; None where it asks for none."""
    if _signs().isdisjoint(tokens):
        return None
    opens = frozenset(at for at, token in enumerate(tokens) if token in _OPEN)
    for begin, end in _spans(tokens):
        span = tokens[begin:end]
        code = _phrases().get(span)
        if code is None and opens:
            code = _phrases_of_open().get(span)
        if code is not None:
            while code.isdigit() and tokens[end : end + 1] and tokens[end] in _PARTS:
                end += 1
            return Opening(code, (opens if code else frozenset()).union(range(begin, end)))
    if opens:
        for at, token in enumerate(tokens):
            code = "" if at in opens else _slip(token)
            if code := code or (_begun(token) if at == len(tokens) - 1 else ""):
                return Opening(code, opens | {at})
    return None


def _times(code: str, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """From when to when it is meant; of several times, any."""
    midnight = datetime.combine(now.date(), time())
    if code == "now":
        yield now, now + timedelta(minutes=1)
    elif code == "today":
        yield now, midnight + timedelta(days=1)
    elif code == "tonight":
        yield max(now, midnight.replace(hour=EVENING.hour)), midnight + timedelta(days=1)
    elif code == "evening":
        for ahead in range(7):
            day = midnight + timedelta(days=ahead)
            yield day.replace(hour=EVENING.hour), day + timedelta(days=1)
    elif code == "night":
        night = midnight + timedelta(days=now.time() > NIGHT, hours=NIGHT.hour)
        yield night, night + timedelta(minutes=1)
    else:
        tomorrow = [(now.weekday() + 1) % 7]
        for weekday in {"tomorrow": tomorrow, "weekend": [5, 6]}.get(code) or [int(code)]:
            begin = midnight + timedelta(days=(weekday - now.weekday()) % 7)
            yield begin, begin + timedelta(days=1)


def closed_on(index: Index, day: date) -> int:
    """Sheets that are closed for a while, whatever their hours say."""
    held, iso = 0, day.isoformat()
    for period, bits in index.values("closed"):
        first, _to, last = period.partition("/")
        if first <= iso <= last:
            held |= bits
    return held


def _always(index: Index, now: datetime) -> Held:
    held = shut = 0
    for hours, bits in index.values("hours"):
        always = facts.is_always_open(hours)
        held |= bits if always else 0
        shut |= bits if always is False else 0
    closed = closed_on(index, now.date())
    return Held(held & ~closed, (shut | closed) & ~held)


def _within(index: Index, code: str, now: datetime) -> Held:
    held = unsure = known = 0
    for begin, end in _times(code, now):
        closed = closed_on(index, begin.date())
        for hours, bits in index.values("hours"):
            known |= bits
            says = facts.opens_within(hours, begin, end)
            held |= bits & ~closed if says else 0
            unsure |= bits if says is None else 0
    return Held(held, known & ~held & ~unsure)


def held_by(index: Index, opening: Opening, now: datetime) -> Held:
    """The sheets that are open at the time that is asked for. Of too many kinds of hours to look at while
    somebody types, none."""
    if not opening.code or len(index.values("hours")) > MOST_HOURS:
        return Held(0, 0)
    minute = now.replace(second=0, microsecond=0, tzinfo=None)
    key = ("open then", opening.code)
    if (kept := index.kept.get(key)) is None or kept[0] != minute:
        found = _always(index, now) if opening.code == "always" else _within(index, opening.code, minute)
        kept = index.kept[key] = minute, found
    return cast(Held, kept[1])
