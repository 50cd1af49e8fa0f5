"""What a note's text may ask for by itself: ``/task call back tomorrow`` makes a dated task."""

import re
from datetime import date, datetime, timedelta

from app.cases import clock, hours
from app.cases.errors import CaseError
from app.cases.letters import fold
from directory.clock import months_later
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
_LATER = re.compile(r"^(?:over|binnen|dans|d'ici|in|within) (\d{1,3}|[a-z]+) ([a-z]+)$")
_NUMBERS = {
    name: number
    for names in (
        "een twee drie vier vijf zes zeven acht negen tien",
        "un deux trois quatre cinq six sept huit neuf dix",
        "one two three four five six seven eight nine ten",
    )
    for number, name in enumerate(names.split(), 1)
} | {"une": 1, "a": 1, "an": 1, "veertien": 14, "quinze": 15}  # fmt: skip
_LENGTHS = dict.fromkeys(("dag", "dagen", "jour", "jours", "day", "days"), 1) | dict.fromkeys(
    ("week", "weken", "semaine", "semaines", "weeks"), 7
)
_MONTHS = ("maand", "maanden", "mois", "month", "months")
# The working week ends on Friday.
_THIS_WEEK = re.compile(
    r"^(?:(?:eind|einde|fin|end) )?(?:deze week|van de week|(?:de )?cette semaine|(?:dans|de) la semaine"
    r"|de semaine|binnen de week|within the week|(?:of )?this week|of the week)$"
)
_MONTH_PART = re.compile(
    r"^(eind|einde|begin|half|midden|fin|debut|mi|end|beginning|middle|mid)[ -](?:(?:of|van|de) )?"
    r"(?:(deze|de|du|ce|the|this|volgende|next) )?([a-z]+)( prochain)?$"
)
_PARTS = {"begin": 1, "debut": 1, "beginning": 1, "half": 15, "midden": 15, "mi": 15, "middle": 15, "mid": 15}
# Days that say a part of it too.
_PART_TOO = re.compile(
    r"^(?:(?P<now>van(?:morgen|middag|namiddag|avond)|tonight"
    rf"|(?:deze|cet|cette|ce|this) (?:{hours.OF_THE_DAY}))"
    rf"|(?P<day>{'|'.join(_WEEKDAYS)}) ?(?:{hours.OF_THE_DAY}))$"
)
# Before a day or behind it: by when it is to be done.
_LEAD = re.compile(
    r"(?:^| )(?:tegen|voor|op|uiterlijk|ten laatste|de|avant|pour|d'ici|d'ici a|au plus tard|le|la|au|by|at"
    r"|before|on|for|the|no later than)$"
)
_LATEST = re.compile(r" (ten laatste|uiterlijk|au plus tard|at the latest)$")
# Before a day since when something is: that is no day of a task.
_SINCE = re.compile(r"(?:^| )(?:sinds|sedert|depuis|depuis le|since|vorige|afgelopen|last)$")
# From when, until when, the one of that day: the words go on saying it.
_FROM = re.compile(
    r"(?:^| )(?:vanaf|tot|tot en met|van|a partir de|de|du|des|jusqu'a|jusqu'au|from|until|till)$"
)
_SHORT_DAY = re.compile(r"^(?:ma|di|wo|do|vr|za|zo|lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)$")
# The longest of these has four words: *fin du mois prochain*; what leads to a day has no more.
LONGEST = 4


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


def _number(said: str) -> int:
    """A number in figures or as a word; 0 for anything else."""
    return int(said) if said.isdigit() else _NUMBERS.get(said, 0)


def _in_months(said: str, today: date) -> date | None:
    """*volgende maand*, *dans 2 mois*, *eind deze maand*, *fin janvier*, *mid-January*; None for anything
    else. One that has been is that of next year."""
    if (found := _COMING.match(said)) and (found[1] or found[2]) in _MONTHS:
        return months_later(today, 1)
    if (found := _LATER.match(said)) and found[2] in _MONTHS and _number(found[1]):
        return months_later(today, _number(found[1]))
    if not (found := _MONTH_PART.match(said)):
        return None
    part, which, name, coming = found.groups()
    first = today.replace(day=1)
    if name in _MONTHS:
        first = months_later(first, 1) if coming or which in ("volgende", "next") else first
    elif (month := time_words.months().get(name)) and not coming and which is None:
        first = months_later(first, (month - today.month) % 12)
    else:
        return None
    meant = _day_in(first, part)
    if meant >= today:
        return meant
    return None if name in _MONTHS else _day_in(months_later(first, 12), part)


def _day_in(first: date, part: str) -> date:
    """The day of a month that its beginning, middle or end stands for; ``first`` is its first day."""
    if part in _PARTS:
        return first.replace(day=_PARTS[part])
    return months_later(first, 1) - timedelta(days=1)


def _from_today(said: str) -> int | None:
    """In how many days it is: *morgen*, *+7*, *dans 3 jours*, *volgende week*; None for anything else."""
    if found := _PLUS.match(said):
        return int(found[1])
    if (found := _LATER.match(said)) and (number := _number(found[1])) and found[2] in _LENGTHS:
        return number * _LENGTHS[found[2]]
    if found := _COMING.match(said):
        return _LENGTHS.get(found[1] or found[2])
    return _DAYS.get(said)


def day_of(words: str, today: date) -> date | None:
    """The day that is meant: ``morgen``, ``vendredi`` (the next), ``12/3``, ``2026-12-01``, ``+7``,
    ``1er décembre``, ``over 3 dagen``, ``lundi prochain``, ``cette semaine`` (its Friday), ``eind januari``;
    a stop behind it does not matter."""
    said = " ".join(fold(words).rstrip(".,;:!?)").split())
    if found := _PART_TOO.match(said):
        return today if found["now"] else day_of(found["day"], today)
    if _THIS_WEEK.match(said):
        return today + timedelta(days=(4 if today.weekday() <= 4 else 6) - today.weekday())
    if months := _in_months(said, today):
        return months
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


def _parted(words: str, now: datetime) -> tuple[str, date | None]:
    """The words of a task and its day, where its last words say one: by when is no longer among the words, an
    hour behind it is. With an hour alone it is the next day that has it still to come."""
    whole, spoken, today = words.strip(), words.split(), clock.day_of(now)
    plain = [fold(one).rstrip(".,;:!?)") for one in spoken]
    last = len(plain) - _words_of(_LATEST, plain)
    long, at = hours.at_end(plain[:last])
    for end in dict.fromkeys((last, last - long)):
        for begin in range(max(end - LONGEST, 1), end):
            day = " ".join(plain[begin:end])
            if not (due := day_of(day, today)):
                continue
            before = " ".join(plain[:begin])
            if _SINCE.search(before):
                return whole, None
            article = plain[begin - 1] == "de" and day[0].isdigit()
            if _PART_TOO.match(day) or (_FROM.search(before) and not article):
                return whole, due
            if not (left := _without_lead(plain[:begin], day)):
                return whole, None
            told, hour = whole.rsplit(None, len(plain) - left)[0], spoken[end:last]
            comma = "," if hour and plain[end] in hours.OF_THE_DAY.split("|") else ""
            return " ".join([told + comma, *hour]), due
    if first := _day_first(plain, today):
        return whole, first
    rest = plain[: last - long]
    return whole, hours.day_of(at, now) if at and rest and not _speaks_of_a_day(rest, today) else None


def _day_first(plain: list[str], today: date) -> date | None:
    """The day with which words begin that say more than it: *morgen bellen*, *on Monday call back*. The words
    stay as they are: *Sunday school* would be a school. *24/7* is none, but *op 24/7*."""
    for end in range(min(2 * LONGEST, len(plain) - 1), 0, -1):
        for begin in range(max(end - LONGEST, 0), end):
            lead, day = " ".join(plain[:begin]), " ".join(plain[begin:end])
            led = lead and (found := _LEAD.search(lead)) and found[0] == lead
            short = (numeric := _NUMERIC.match(day)) and not numeric[3]
            if (led or not (lead or short)) and (due := day_of(day, today)):
                return due
    return None


def _speaks_of_a_day(plain: list[str], today: date) -> bool:
    """Whether a day is said somewhere among words, of which an hour may be then: *ze komt maandag om 15u*."""
    said = {" ".join(plain[at : at + count]) for at in range(len(plain)) for count in range(1, LONGEST + 1)}
    return any(day_of(one, today) for one in said)


def _words_of(pattern: re.Pattern[str], plain: list[str]) -> int:
    """How many of the last words ``pattern`` finds."""
    found = pattern.search(" ".join(plain))
    return len(found[1].split()) if found else 0


def _without_lead(plain: list[str], day: str) -> int:
    """How many words are left of those before a day without what leads to it: *tegen*, *d'ici le*; of one in
    figures also its name, *vr 4/12*."""
    while plain:
        named = day[0].isdigit() and (plain[-1] in _WEEKDAYS or _SHORT_DAY.match(plain[-1]))
        found = _LEAD.search(" ".join(plain[-LONGEST:]))
        if not found and not named:
            break
        plain = plain[: len(plain) - (len(found[0].split()) if found else 1)]
    return len(plain)


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


def take_tasks(text: str, now: datetime) -> tuple[str, list[tuple[str, date | None]]]:
    """The text with its task lines marked by a box, and the tasks: their words and day.

    The day is the last words of the line when they read as one, or as an hour; a task may have none. ``now``:
    the moment as of which it is read (UTC).
    """
    lines, tasks = [], []
    for line in text.split("\n"):
        found = _LINE.match(line)
        if not found:
            lines.append(line)
            continue
        tasks.append(_parted(found[1], now))
        lines.append(f"☐ {found[1].strip()}")
    return "\n".join(lines), tasks
