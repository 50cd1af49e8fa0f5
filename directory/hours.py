"""Opening hours for people: in words, over the coming days, and what is wrong with what was typed.

They are stored and evaluated as OSM ``opening_hours``; this module only reads them out.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

from directory import facts

_WORDS = {
    "Mo": ("ma", "lu", "Mon"), "Tu": ("di", "ma", "Tue"), "We": ("wo", "me", "Wed"),
    "Th": ("do", "je", "Thu"), "Fr": ("vr", "ve", "Fri"), "Sa": ("za", "sa", "Sat"),
    "Su": ("zo", "di", "Sun"), "PH": ("feestdagen", "jours fériés", "public holidays"),
    "SH": ("schoolvakantie", "vacances scolaires", "school holidays"),
    "off": ("gesloten", "fermé", "closed"), "closed": ("gesloten", "fermé", "closed"),
    "24/7": ("dag en nacht", "jour et nuit", "day and night"), "week": ("week", "semaine", "week"),
    "Jan": ("jan", "janv.", "Jan"), "Feb": ("feb", "févr.", "Feb"), "Mar": ("maart", "mars", "March"),
    "Apr": ("april", "avril", "April"), "May": ("mei", "mai", "May"), "Jun": ("juni", "juin", "June"),
    "Jul": ("juli", "juil.", "July"), "Aug": ("aug", "août", "Aug"), "Sep": ("sept", "sept.", "Sept"),
    "Oct": ("okt", "oct.", "Oct"), "Nov": ("nov", "nov.", "Nov"), "Dec": ("dec", "déc.", "Dec"),
}  # fmt: skip
_LANGS = ("nl", "fr", "en")
_TOKEN = re.compile(r'"[^"]*"|24/7|[A-Za-z]+|;')
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
_DAY = re.compile(rf"\b(?:{DAY})\b\.?", re.IGNORECASE)
_TIME = re.compile(r"\b(\d{1,2})(?:\s?[uh:.]\s?(\d{2})?)?(?:\s?(?:uur|heures|h))?(?=\s*(?:[-–,;]|$))", re.I)
_SPAN = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")


@dataclass(frozen=True)
class Day:
    """One day of the coming week: (from, to, remark) of each span that it is open. ``to`` is '?' where
    the hours do not really say until when, or whether a holiday counts.
    """

    day: date
    spans: tuple[tuple[str, str, str], ...]


def in_words(expression: str, lang: str) -> str:
    """``Mo-Fr 09:00-12:00`` as ``ma-vr 09:00-12:00``; what stands in quotes stays as it is."""
    at = _LANGS.index(lang) if lang in _LANGS else 2

    def word(found: re.Match[str]) -> str:
        text = found.group()
        if text.startswith('"'):
            return f"({text[1:-1]})"
        return " ·" if text == ";" else _WORDS.get(text, (text,) * 3)[at]

    return _TOKEN.sub(word, expression).replace("-", "–").replace(",", ", ").replace(",  ", ", ")


def wrong_at(expression: str) -> int | None:
    """The place (from 0) of the first character that cannot be read, or None for hours that are right."""
    if facts.hours_are_valid(expression):
        return None
    try:
        OpeningHours(expression, timezone=None, country="BE")
    except (ParserError, UnicodeEncodeError) as error:
        place = re.search(r"--> (\d+):(\d+)", str(error))
        if place and place.group(1) == "1":
            return min(int(place.group(2)) - 1, max(len(expression) - 1, 0))
    return 0


def typed_days(lang: str) -> dict[str, str]:
    """Word → day of the syntax, in every language; a word that is another day elsewhere as in ``lang``."""
    return {**TYPED["en"], **TYPED["fr"], **TYPED["nl"], **TYPED.get(lang, {})}


def is_plausible(begin: str, end: str) -> bool:
    """Whether hours that were written without am or pm can be from ``begin`` to ``end`` (``HH:MM``). "9-5" is
    no night and "2-4" is an afternoon: what a program makes of them must not be believed.
    """
    return (begin < end or end == "00:00") and not "01:00" <= begin < "06:00"


def suggestion(typed: str, lang: str) -> str:
    """What ``maandag 9u-12u`` was meant to be (``Mo 09:00-12:00``), or '' when nobody can tell."""
    known = typed_days(lang)

    def day(found: re.Match[str]) -> str:
        return known[found.group().rstrip(".").lower()]

    def time(found: re.Match[str]) -> str:
        return f"{int(found.group(1)):02}:{found.group(2) or '00'}"

    text = re.sub(r"\s(?:tot|à|to|until|–|—)\s|\s*[–—]\s*|\s+-\s+", "-", typed.strip())
    text = re.sub(r"\s(?:en|et|and|&)\s", ",", text)
    text = _TIME.sub(time, _DAY.sub(day, text))
    text = re.sub(r"\s*([-,;])\s*", r"\1", text).replace(";", "; ")
    sure = all(is_plausible(begin, end) for begin, end in _SPAN.findall(text))
    return text if sure and text != typed and facts.hours_are_valid(text) else ""


def _end(expression: str, start: datetime, end: datetime | None) -> str:
    if facts.open_at(expression, start) is None:
        return "?"
    return "24:00" if end is None or end.date() > start.date() else f"{end:%H:%M}"


def coming_week(expression: str, begin: date) -> list[Day]:
    """The seven days from ``begin``, holidays taken into account; empty for hours that cannot be read."""
    if not expression or not facts.hours_are_valid(expression):
        return []
    hours = OpeningHours(expression, timezone=None, country="BE")
    week = []
    for offset in range(7):
        day = begin + timedelta(days=offset)
        midnight = datetime.combine(day, datetime.min.time())
        spans = [
            (f"{start:%H:%M}", _end(expression, start, end), note)
            for start, end, state, note in hours.intervals(midnight, midnight + timedelta(days=1))
            if str(state).rpartition(".")[2].upper() != "CLOSED"
        ]
        week.append(Day(day, tuple(spans)))
    return week
