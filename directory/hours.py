"""Opening hours for people: in words, and over the coming days.

They are stored and evaluated as OSM ``opening_hours``; this module only reads them out (``typed_hours`` reads
what people type).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from directory import facts, nights
from directory.hours_aloud import APPOINTMENT, in_words, remark

__all__ = [
    "APPOINTMENT",
    "DAY",
    "TYPED",
    "Day",
    "coming_week",
    "in_words",
    "remark",
    "say_when",
    "typed_days",
]

# How days are typed by somebody who never heard of the syntax, by language: "di" is two different days.
TYPED = {
    lang: dict(zip(words.split(), "Mo Tu We Th Fr Sa Su".split() * 3, strict=True))
    for lang, words in {
        "nl": "ma di wo do vr za zo maa din woe don vrij zat zon "
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "fr": "lu ma me je ve sa di lun mar mer jeu ven sam dim "
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "en": "mo tu we th fr sa su mon tue wed thu fri sat sun "
        "monday tuesday wednesday thursday friday saturday sunday",
    }.items()
}
TYPED["en"] |= {"tues": "Tu", "weds": "We", "thur": "Th", "thurs": "Th"}
DAY = "|".join(sorted({word for words in TYPED.values() for word in words}, key=len, reverse=True))


# What stands in quotes, as *by appointment*.
_REMARK = re.compile(r'"[^"]*"')


@dataclass(frozen=True)
class Day:
    """One day of the coming week: (from, to, remark) of each span that it is open. ``to`` is '?' where
    the hours do not really say until when, or whether a holiday counts; of a day of which only a remark is
    known both are empty.
    """

    day: date
    spans: tuple[tuple[str, str, str], ...]


def say_when(expression: str) -> bool:
    """Whether hours tell of days or times, and not a remark alone."""
    return bool(_REMARK.sub("", expression).strip())


def typed_days(lang: str) -> dict[str, str]:
    """Word → day of the syntax, in every language; a word that is another day elsewhere as in ``lang``."""
    return {**TYPED["en"], **TYPED["fr"], **TYPED["nl"], **TYPED.get(lang, {})}


def is_plausible(begin: str, end: str) -> bool:
    """Whether hours that were written without am or pm can be from ``begin`` to ``end`` (``HH:MM``). "9-5" is
    no night and "2-4" is an afternoon: what a program makes of them must not be believed.
    """
    return (begin < end or end == "00:00") and not "01:00" <= begin < "06:00"


def _end(expression: str, start: datetime, end: datetime | None) -> str:
    if facts.open_at(expression, start) is None:
        return "?"
    return "24:00" if end is None or end.date() > start.date() else f"{end:%H:%M}"


def _span(begin: str, end: str, note: str) -> tuple[str, str, str]:
    return ("", "", note) if note and (begin, end) == ("00:00", "?") else (begin, end, note)


def coming_week(expression: str, begin: date, lang: str = "") -> list[Day]:
    """The seven days from ``begin``, holidays taken into account; empty for hours that cannot be read.
    Remarks are in ``lang``."""
    if not expression or not facts.hours_are_valid(expression):
        return []
    week = []
    for offset in range(7):
        day = begin + timedelta(days=offset)
        midnight = datetime.combine(day, datetime.min.time())
        spans = [
            _span(f"{start:%H:%M}", _end(expression, start, end), remark(note, lang))
            for start, end, state, note in nights.spans(expression, midnight, midnight + timedelta(days=1))
            if state != nights.CLOSED
        ]
        week.append(Day(day, tuple(spans)))
    return week
