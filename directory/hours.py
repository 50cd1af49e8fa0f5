"""Opening hours for people: in words, and over the coming days.

They are stored and evaluated as OSM ``opening_hours``; this module only reads them out (``typed_hours`` reads
what people type).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from directory import facts, nights

_WORDS = {
    "Mo": ("ma", "lu", "Mon"), "Tu": ("di", "ma", "Tue"), "We": ("wo", "me", "Wed"),
    "Th": ("do", "je", "Thu"), "Fr": ("vr", "ve", "Fri"), "Sa": ("za", "sa", "Sat"),
    "Su": ("zo", "di", "Sun"), "PH": ("feestdagen", "jours fériés", "public holidays"),
    "SH": ("schoolvakantie", "vacances scolaires", "school holidays"),
    "unknown": ("uren niet bekend", "heures inconnues", "hours not known"),
    "off": ("gesloten", "fermé", "closed"), "closed": ("gesloten", "fermé", "closed"),
    "24/7": ("dag en nacht", "jour et nuit", "day and night"), "week": ("week", "semaine", "week"),
    "Jan": ("jan", "janv.", "Jan"), "Feb": ("feb", "févr.", "Feb"), "Mar": ("maart", "mars", "March"),
    "Apr": ("april", "avril", "April"), "May": ("mei", "mai", "May"), "Jun": ("juni", "juin", "June"),
    "Jul": ("juli", "juil.", "July"), "Aug": ("aug", "août", "Aug"), "Sep": ("sept", "sept.", "Sept"),
    "Oct": ("okt", "oct.", "Oct"), "Nov": ("nov", "nov.", "Nov"), "Dec": ("dec", "déc.", "Dec"),
}  # fmt: skip
# *The first Monday of the month*, and hours of which the end is not said.
_PLACES = {
    "1": ("1e", "1er", "1st"), "2": ("2e", "2e", "2nd"), "3": ("3e", "3e", "3rd"), "4": ("4e", "4e", "4th"),
    "5": ("5e", "5e", "5th"), "-1": ("laatste", "dernier", "last"),
}  # fmt: skip
_AND = (" en ", " et ", " and ")
_OF_MONTH = ("van de maand", "du mois", "of the month")
_FROM = ("vanaf", "à partir de", "from")
# How a remark is stored that is the same in every language; any other is shown as it was written.
APPOINTMENT = "by appointment"
_REMARKS = {APPOINTMENT: ("op afspraak", "sur rendez-vous", "by appointment")}
_LANGS = ("nl", "fr", "en")
_TOKEN = re.compile(
    r'"[^"]*"|24/7|(?P<day>Mo|Tu|We|Th|Fr|Sa|Su)\[(?P<places>(?:[1-5]|-1)(?:,(?:[1-5]|-1))*)\]'
    r"|(?<![-\d:])(?P<since>\d{1,2}:\d{2})\+|[A-Za-z]+|\s*;|-|,\s*"
)
_SIGNS = {";": " ·", "-": "–", ",": ", "}
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


def remark(text: str, lang: str) -> str:
    """What stands in quotes, in the reader's language where it is known."""
    return _REMARKS.get(text, (text,) * 3)[_LANGS.index(lang) if lang in _LANGS else 2]


def in_words(expression: str, lang: str) -> str:
    """``Mo-Fr 09:00-12:00`` as ``ma-vr 09:00-12:00``; what stands in quotes stays as it is."""
    at = _LANGS.index(lang) if lang in _LANGS else 2
    if _REMARK.fullmatch(expression):
        return remark(expression[1:-1], lang)

    def word(found: re.Match[str]) -> str:
        text = found.group()
        if text.startswith('"'):
            return f"({remark(text[1:-1], lang)})"
        if found["day"]:
            places = _AND[at].join(_PLACES[one][at] for one in found["places"].split(","))
            return f"{places} {_WORDS[found['day']][at]} {_OF_MONTH[at]}"
        if found["since"]:
            return f"{_FROM[at]} {found['since']}"
        return _SIGNS.get(text.strip()) or _WORDS.get(text, (text,) * 3)[at]

    return _TOKEN.sub(word, expression)


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
