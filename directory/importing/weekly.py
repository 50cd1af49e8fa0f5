"""Opening hours as others write them, to OSM ``opening_hours``; '' where a week does not say it all."""

import re
from collections.abc import Iterable, Mapping

from directory import facts, hours

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = rf"\b(?:{hours.DAY})s?\b\.?"
_TO = r"(?:-|–|—|t/m|tot\s+en\s+met|tot|through|thru|until|till|to|à|au)"
_AND = r"(?:(?:,|;|/|&|\+)?\s*(?:\b(?:en|et|and)\b)?)"
_RUN = re.compile(rf"(?i){_DAY}(?:\s*(?:{_TO}|{_AND})\s*{_DAY})*")
_IN_RUN = re.compile(rf"(?i)(?P<day>{_DAY})|{_TO}")
_NOT = re.compile(r"(?i)\b(?:niet|geen|pas|non|not|no|behalve|sauf|except)\b")
_SHARED = {"ma", "di"}  # Monday and Tuesday, Tuesday and Sunday
_CLOSED = re.compile(r"(?i)\b(?:closed|gesloten|fermée?)\b")
# What may stand around hours without saying anything; a dash only before them, where it is no "until".
_AROUND = re.compile(
    r"(?i)\s*[-–—]?(?:[\s,;:.&/+()]|"
    r"\b(?:en|et|and|van|tussen|op|elke|du|de|des|entre|le|les|chaque|from|between|on|every)\b)*"
)
_HOUR = r"(\d{1,2}(?:[:.hu]\d{2})?\s*(?:[ap]\.?m\.?|[hu](?:ur|eures?)?)?)"
_SPAN = re.compile(rf"(?i){_HOUR}\s*(?:-|–|—|tot|to|till|until|à)\s*{_HOUR}")
_HALF = re.compile(r"(?i)[ap]\.?m")
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


def _days_in(run: str, names: Mapping[str, str]) -> list[str]:
    """The days of ``maandag, woensdag tot vrijdag``."""
    found: list[str] = []
    reaches = False
    for one in _IN_RUN.finditer(run):
        if not one["day"]:
            reaches = True
            continue
        word = one["day"].rstrip(".").casefold()
        day = names[word if word in names else word.removesuffix("s")]
        if reaches:
            at = DAYS.index(found[-1])
            found += [DAYS[(at + step) % 7] for step in range(1, (DAYS.index(day) - at) % 7)]
        found.append(day)
        reaches = False
    return found


def _span(begin: str, end: str) -> str:
    """``9`` and ``5pm`` as ``09:00-17:00``; '' for what may be meant otherwise."""
    marks = [_HALF.search(one) for one in (begin, end)]
    since, till = clock(begin), clock(end)
    if marks[1] and not marks[0]:  # "1-5pm" is an afternoon, "9-5pm" a day
        later = clock(begin + marks[1][0])
        since = later if later and later < till else since
    sure = all(marks) and since != till
    return f"{since}-{till}" if since and till and (sure or hours.is_plausible(since, till)) else ""


def _week_in(text: str, names: Mapping[str, str]) -> str:
    """``Sunday: Closed Monday-Friday: 9:00-17:00 …`` of a text that goes by days; '' unless every word of it
    is understood.
    """
    runs = list(_RUN.finditer(text))
    if not runs or not _AROUND.fullmatch(text[: runs[0].start()]):
        return ""
    week: dict[str, list[str]] = {}
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        rest = text[run.end() : following.start() if following else None]
        spans = [_span(begin, end) for begin, end in _SPAN.findall(rest)]
        left, closed = _CLOSED.subn("", _SPAN.sub(" ", rest))
        if bool(spans) == bool(closed) or not all(spans) or not _AROUND.fullmatch(left):
            return ""
        for day in _days_in(run[0], names):
            week.setdefault(day, []).extend(spans)
    return expression(week)


def _tongue(text: str, lang: str) -> str:
    """The language in which the days of a text are to be read, ``lang`` where it can be; '' where a word is
    one day in one language and another in the next ("ma", "di"), and nothing tells which is meant.
    """
    words = {word.casefold() for word in re.findall(rf"(?i)\b(?:{hours.DAY})\b", text)}
    fitting = [one for one, known in hours.TYPED.items() if words <= known.keys()]
    if lang in fitting or not words & _SHARED:
        return lang
    return fitting[0] if len(fitting) == 1 else ""


def read(text: str, lang: str = "nl") -> str:
    """Hours in words as OSM ``opening_hours``: as they stand, day by day, or as colleagues type them; ''
    where that is not sure. ``lang`` is the language of the file, for short days that two languages share.
    """
    if not text or facts.hours_are_valid(text):
        return text
    if re.search(r"(?i)\b24\s*/\s*7\b", text) and len(text) < 25 and not _NOT.search(text):
        return "24/7"
    if len(text) > 1000 or not (tongue := _tongue(text, lang)):
        return ""
    return _week_in(text, hours.typed_days(tongue)) or hours.suggestion(text, tongue)


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
    return "" if word.casefold() in _SHARED else hours.typed_days("en").get(word.casefold(), "")
