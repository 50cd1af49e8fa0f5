"""What a note's text may ask for by itself: ``/task call back tomorrow`` makes a dated task."""

import re
from datetime import date, timedelta

from app.cases import clock
from app.cases.errors import CaseError
from app.cases.letters import fold
from directory.search import time_words

# As it is typed: with a dash of a list before it, or a colon behind.
_LINE = re.compile(r"^\s*(?:[-*•]\s*)?/(?:task|taak|t(?:â|a\u0302?)che)(?:\s*:\s*|\s+)(\S.*)$", re.IGNORECASE)
_DAYS = {
    "today": 0, "vandaag": 0, "aujourd'hui": 0, "tomorrow": 1, "morgen": 1, "demain": 1, "overmorgen": 2,
    "apres-demain": 2,
}  # fmt: skip
_WEEKDAYS = {
    name: index
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
    for index, name in enumerate(names.split())
}
_NUMERIC = re.compile(r"^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_PLUS = re.compile(r"^\+(\d{1,3})$")
_NAMED = re.compile(r"^(\d{1,2})(?:er|e|de|ste|st|nd|rd|th)? ([a-z]+)\.?(?: (\d{4}|\d{2}))?$")
_ENGLISH = re.compile(r"^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?$")
_COMING = re.compile(r"^(?:(?:volgende|komende|next) ([a-z]+)|([a-z]+) prochaine?)$")
_LATER = re.compile(r"^(?:over|binnen|dans|in) (\d{1,3}|een|une?|an?|one) ([a-z]+)$")
_LENGTHS = dict.fromkeys(("dag", "dagen", "jour", "jours", "day", "days"), 1) | dict.fromkeys(
    ("week", "weken", "semaine", "semaines", "weeks"), 7
)
# The longest of these has three words: *1 december 2026*, *dans 3 jours*.
LONGEST = 3


def _numeric(day: str, month: str | int, year: str | None, today: date) -> date | None:
    try:
        found = date(int(year or today.year) + (2000 if year and len(year) == 2 else 0), int(month), int(day))
        if year:
            return found if clock.FIRST <= found <= clock.LAST else None
        return found if found >= today else found.replace(year=found.year + 1)
    except ValueError:
        return None


def _written(said: str) -> tuple[str, int, str | None] | None:
    """A day with the name of its month: its number, the month, the year or None."""
    months = time_words.months()
    if (found := _NAMED.match(said)) and found[2] in months:
        return found[1], months[found[2]], found[3]
    if (found := _ENGLISH.match(said)) and found[1] in months:
        return found[2], months[found[1]], found[3]
    return None


def _from_today(said: str) -> int | None:
    """In how many days it is: *morgen*, *+7*, *dans 3 jours*, *volgende week*; None for anything else."""
    if found := _PLUS.match(said):
        return int(found[1])
    if found := _LATER.match(said):
        number = int(found[1]) if found[1].isdigit() else 1
        return number * _LENGTHS[found[2]] if found[2] in _LENGTHS else None
    if found := _COMING.match(said):
        return _LENGTHS.get(found[1] or found[2])
    return _DAYS.get(said)


def day_of(words: str, today: date) -> date | None:
    """The day that is meant: ``morgen``, ``vendredi`` (the next), ``12/3``, ``2026-12-01``, ``+7``,
    ``1er décembre``, ``over 3 dagen``, ``lundi prochain``; a stop behind it does not matter."""
    said = " ".join(fold(words).rstrip(".,;:!?)").split())
    if (days := _from_today(said)) is not None:
        return today + timedelta(days=days)
    coming = _COMING.match(said)
    if (weekday := _WEEKDAYS.get((coming[1] or coming[2]) if coming else said)) is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if found := _NUMERIC.match(said):
        return _numeric(found[1], found[2], found[3], today)
    if written := _written(said):
        return _numeric(*written, today)
    if _ISO.match(said):
        try:
            return clock.read_day(said)
        except CaseError:
            return None
    return None


def _parted(words: str, today: date) -> tuple[str, date | None]:
    """The words of a task and its day, where its last words say one."""
    spoken = words.split()
    for length in range(min(LONGEST, len(spoken) - 1), 0, -1):
        if due := day_of(" ".join(spoken[-length:]), today):
            return words.strip().rsplit(None, length)[0].strip(), due
    return words.strip(), None


def _is_meant_as_day(said: str) -> bool:
    """*50/50* and *7/24* are no days: the second number of those is no month."""
    if written := _written(said):
        return int(written[0]) <= 31
    numeric = _NUMERIC.match(said)
    plain = numeric and int(numeric[1]) <= 31 and int(numeric[2]) <= 12
    return bool(_ISO.match(said) or (numeric and (numeric[3] or plain)))


def impossible_day(text: str) -> str:
    """The last words of a task's line that were meant as a day and cannot be one, *31/02*, *31 februari* or
    *9999-12-31*; '' when there are none."""
    for line in text.split("\n"):
        found = _LINE.match(line)
        spoken = found[1].split() if found else []
        for length in range(min(LONGEST, len(spoken)), 0, -1):
            said = " ".join(spoken[-length:]).rstrip(".,;:!?)")
            if _is_meant_as_day(fold(said)) and day_of(said, clock.today()) is None:
                return said
    return ""


def take_tasks(text: str, today: date) -> tuple[str, list[tuple[str, date | None]]]:
    """The text with its task lines marked by a box, and the tasks: their words and day.

    The day is the last words of the line when they read as one; a task may have none.
    """
    lines, tasks = [], []
    for line in text.split("\n"):
        found = _LINE.match(line)
        if not found:
            lines.append(line)
            continue
        tasks.append(_parted(found[1], today))
        lines.append(f"☐ {found[1].strip()}")
    return "\n".join(lines), tasks
