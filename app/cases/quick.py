"""What a note's text may ask for by itself: ``/task call back tomorrow`` makes a dated task."""

import re
from datetime import date, timedelta

from app.cases import clock
from app.cases.errors import CaseError

_LINE = re.compile(r"^\s*/(?:task|taak|t[âa]che)\s+(.+)$", re.IGNORECASE)
_DAYS = {
    "today": 0, "vandaag": 0, "aujourd'hui": 0, "aujourd’hui": 0,
    "tomorrow": 1, "morgen": 1, "demain": 1, "overmorgen": 2, "après-demain": 2,
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
_NUMERIC = re.compile(r"^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?$")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_PLUS = re.compile(r"^\+(\d{1,3})$")


def _numeric(day: str, month: str, year: str | None, today: date) -> date | None:
    try:
        found = date(int(year or today.year), int(month), int(day))
        if year:
            return found if clock.FIRST <= found <= clock.LAST else None
        return found if found >= today else found.replace(year=found.year + 1)
    except ValueError:
        return None


def day_of(word: str, today: date) -> date | None:
    """The day that a word means: ``morgen``, ``vendredi`` (the next), ``12/3``, ``2026-12-01``, ``+7``."""
    folded = word.casefold()
    if folded in _DAYS:
        return today + timedelta(days=_DAYS[folded])
    if folded in _WEEKDAYS:
        return today + timedelta(days=(_WEEKDAYS[folded] - today.weekday() - 1) % 7 + 1)
    if found := _NUMERIC.match(folded):
        return _numeric(found[1], found[2], found[3], today)
    if found := _PLUS.match(folded):
        return today + timedelta(days=int(found[1]))
    if _ISO.match(folded):
        try:
            return clock.read_day(folded)
        except CaseError:
            return None
    return None


def impossible_day(text: str) -> str:
    """The last word of a task's line that was meant as a day and cannot be one, *31/02* or *9999-12-31*; ''
    when there is none. *50/50* and *7/24* are no days: the second number of those is no month."""
    for line in text.split("\n"):
        found = _LINE.match(line)
        _head, _space, word = found[1].strip().rpartition(" ") if found else ("", "", "")
        numeric = _NUMERIC.match(word)
        meant = _ISO.match(word) or (
            numeric and (numeric[3] or (int(numeric[1]) <= 31 and int(numeric[2]) <= 12))
        )
        if meant and day_of(word, clock.today()) is None:
            return word
    return ""


def take_tasks(text: str, today: date) -> tuple[str, list[tuple[str, date | None]]]:
    """The text with its task lines marked by a box, and the tasks: their words and day.

    The day is the last word of the line when it reads as one; a task may have none.
    """
    lines, tasks = [], []
    for line in text.split("\n"):
        found = _LINE.match(line)
        if not found:
            lines.append(line)
            continue
        words = found[1].strip()
        head, _space, tail = words.rpartition(" ")
        due = day_of(tail, today) if head else None
        tasks.append((head.strip() if due else words, due))
        lines.append(f"☐ {words}")
    return "\n".join(lines), tasks
