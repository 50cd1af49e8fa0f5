"""Opening hours as others write them, to OSM ``opening_hours``; '' where a week does not say it all."""

import re
from collections.abc import Iterable, Mapping

from directory import facts, hours

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NAMES = {
    "monday": "Mo", "tuesday": "Tu", "wednesday": "We", "thursday": "Th", "friday": "Fr", "saturday": "Sa",
    "sunday": "Su", "maandag": "Mo", "dinsdag": "Tu", "woensdag": "We", "donderdag": "Th", "vrijdag": "Fr",
    "zaterdag": "Sa", "zondag": "Su", "lundi": "Mo", "mardi": "Tu", "mercredi": "We", "jeudi": "Th",
    "vendredi": "Fr", "samedi": "Sa", "dimanche": "Su",
}  # fmt: skip
_DAY = re.compile(rf"(?i)\b({'|'.join(_NAMES)})s?\b\s*:?")
_CLOSED = re.compile(r"(?i)\W*(closed|gesloten|fermée?)?\W*")
_HOUR = r"(\d{1,2}(?:[:.hu]\d{2})?\s*(?:[ap]\.?m\.?|[hu](?:ur|eures?)?)?)"
_SPAN = re.compile(rf"(?i){_HOUR}\s*(?:-|–|tot|to|à)\s*{_HOUR}")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.hu](\d{2}))?(?::\d{2})?\s*(?:(a|p)\.?m\.?|[hu].*)?")


def clock(text: str) -> str:
    """``9am``, ``9u30``, ``16:00:00`` or ``4:00 PM`` as ``HH:MM``; '' for what is no time of a day."""
    found = _CLOCK.fullmatch(text.strip().casefold().removesuffix("z").split("+")[0])
    if found is None:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    if text.strip().startswith("23:59:59"):
        return "24:00"
    return f"{hour:02}:{minute:02}" if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else ""


def expression(week: Mapping[str, Iterable[str]]) -> str:
    """The hours of a week (day → spans ``09:00-12:00``) in OSM's syntax, equal days that follow together."""
    spans = {day: ",".join(sorted(set(week.get(day, ())))) for day in DAYS}
    parts: list[str] = []
    at = 0
    while at < 7:
        end = at
        while end + 1 < 7 and spans[DAYS[end + 1]] == spans[DAYS[at]]:
            end += 1
        if spans[DAYS[at]]:
            days = DAYS[at] if at == end else f"{DAYS[at]}-{DAYS[end]}"
            parts.append(f"{days} {spans[DAYS[at]]}")
        at = end + 1
    made = "; ".join(parts)
    return made if facts.hours_are_valid(made) else ""


def _week_in(text: str) -> str:
    """``Sunday: Closed Monday: 9:00-17:00 …`` of a text that goes day by day."""
    pieces = _DAY.split(text)
    if len(pieces) < 3 or pieces[0].strip():
        return ""
    week: dict[str, list[str]] = {}
    for name, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        spans = [(clock(begin), clock(end)) for begin, end in _SPAN.findall(rest)]
        if not _CLOSED.fullmatch(_SPAN.sub("", rest).replace("and", "")) or not all(map(all, spans)):
            return ""
        week.setdefault(_NAMES[name.casefold()], []).extend(f"{b}-{e}" for b, e in spans)
    return expression(week)


def read(text: str) -> str:
    """Hours in words as OSM ``opening_hours``: as they stand, day by day, or as colleagues type them."""
    if not text or facts.hours_are_valid(text):
        return text
    if re.search(r"(?i)\b24\s*/\s*7\b", text) and len(text) < 25:
        return "24/7"
    if len(text) > 1000:
        return ""
    return _week_in(text) or next(
        filter(None, (hours.suggestion(text, lang) for lang in ("nl", "fr", "en"))), ""
    )


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
    return _NAMES.get(word.casefold(), DAYS[int(word) - 1] if word in tuple("1234567") else "")
