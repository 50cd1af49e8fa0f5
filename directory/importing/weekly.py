"""Opening hours as others write them, to OSM ``opening_hours``; '' where a week does not say it all."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from directory import hours, typed_hours
from directory.hour_words import DAYS, SHARED, clock, is_notation
from directory.territory import fold
from directory.typed_hours import expression

# What may stand beside the day in the heading of a column with its hours.
_BESIDE = set(
    "openingsuren uren opening openingstijden open horaire horaires heures d ouverture hours".split()
)
# Days that have a column each before one of them is a day at all: "Di" or "ma" alone may be anything.
_WEEK = 3


@lru_cache(maxsize=32)
def day_columns(header: tuple[str, ...]) -> dict[str, str]:
    """Heading → the day, written out, of a list that has a column for each day; {} for any other."""
    bare = {one: " ".join(word for word in fold(one).split() if word not in _BESIDE) for one in header}
    found: dict[str, str] = {}
    for known in hours.TYPED.values():
        written = {known[word]: word for word in sorted(known, key=len)}
        days = {one: written[known[word]] for one, word in bare.items() if word in known}
        if len(set(days.values())) >= _WEEK and len(days) > len(found):
            found = days
    return found


def read(text: str, lang: str = "nl") -> str:
    """Hours in words as OSM ``opening_hours``; '' where that is not sure, or is no plain week: nobody looks
    at it before it is kept, and the words then stay. ``lang`` is the language of the file, for short days
    that two languages share.
    """
    if not text or is_notation(text, lang):
        return text
    made = typed_hours.read(text, lang).expression
    return "" if '"' in made or "unknown" in made else made


def of_schedules(rows: Iterable[Mapping[str, str]]) -> str:
    """HSDS schedules (or the older regular_schedules) as one expression; '' where one of them says more
    than a plain week (by the month, between dates, without an hour).
    """
    week: dict[str, list[str]] = {}
    for row in rows:
        if row.get("freq", "").upper() not in ("", "WEEKLY") or row.get("interval", "") not in ("", "1"):
            return ""
        if any(
            row.get(name) for name in ("byweekno", "bymonthday", "byyearday", "valid_to", "until", "count")
        ):
            return ""
        begin, end = clock(row.get("opens_at", "")), clock(row.get("closes_at", ""))
        named = row.get("byday") or row.get("weekday") or ""
        days = [_day(part) for part in named.split(",")]
        if not row.get("opens_at") and not row.get("closes_at") and all(days):
            continue  # a day that is named without hours is shut
        if not (begin and end and all(days)):
            return ""
        for day in days:
            week.setdefault(day, []).append(f"{begin}-{end}")
    return expression(week)


def _day(text: str) -> str:
    word = text.strip()
    short = word[:2].capitalize()
    if len(word) in (2, 3) and short in DAYS:
        return short
    if word in tuple("1234567"):
        return DAYS[int(word) - 1]
    return "" if word.casefold() in SHARED else hours.typed_days("en").get(word.casefold(), "")
