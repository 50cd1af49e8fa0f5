"""The hour that the last words of a task say: *om 15u*, *à 15h30*, *at 3pm*, *om half vier*, *à midi*."""

import re
from datetime import date, datetime, time, timedelta

from app.cases import clock

OF_THE_DAY = (
    "morgen|ochtend|voormiddag|middag|namiddag|avond|vroeg|matin|matinee|midi|apres-midi|soir|soiree|morning|"
    "noon|afternoon|evening"
)
_PART = (
    rf"(?:(?:in de|in the|dans la|dans l'|du|de l'|l'|au|a|'s) ?)?"
    rf"(?:{OF_THE_DAY}"
    rf"|'s (?:morgens|ochtends|voormiddags|middags|namiddags|avonds))"
)
_NUMBERS = {
    name: number
    for names in (
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
        "zeventien achttien negentien twintig",
        "une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
        "dix-huit dix-neuf vingt",
        "one two three four five six seven eight nine ten eleven twelve",
    )
    for number, name in enumerate(names.split(), 1)
}
# What says that an hour follows; behind *voor* and *na* may as well stand how long something lasts.
_AT = "om|rond|omstreeks|tegen|vanaf|a|vers|avant|des|at|around|by|before|from"
_HOUR = re.compile(
    rf"(?:^| )((?:(?P<at>{_AT}) |(?:voor|na|pour|apres|after) )?(?:"
    rf"(?P<half>\d{{1,2}}(?::\d{{2}})? ?[ap])\.?m"
    rf"|(?P<clock>\d{{1,2}}:\d{{2}}|\d{{1,2}}\.\d{{2}}(?= ?(?:uur|u|h)))(?: ?(?:uur|u|h))?"
    rf"|(?<=at )(?P<bare>\d{{1,2}})"
    rf"|(?P<hour>\d{{1,2}}|{'|'.join(_NUMBERS)}) ?(?:uur|u|heures?|h|o'clock)(?: ?(?P<minutes>\d{{2}}))?"
    rf")(?: (?P<part>{_PART}))?)$"
)
# Of minutes, how far they are from the hour; what else is said beside an hour rather counts something.
_QUARTERS = {"kwart": 15, "quarter": 15, "quart": 15, "half": 30, "demi": 30, "demie": 30}
_MINUTES = _QUARTERS | {
    "vijf": 5, "tien": 10, "twintig": 20, "cinq": 5, "dix": 10, "quinze": 15, "vingt": 20, "trente": 30,
    "five": 5, "ten": 10, "twenty": 20, "5": 5, "10": 10, "20": 20,
}  # fmt: skip
_SAID = rf"\d{{1,2}}|{'|'.join(_NUMBERS)}"
_BEFORE = frozenset(("voor", "to", "moins"))
# *half vier*, *tien over half vier*; *kwart voor drie*, *a quarter to three*; *trois heures et demie*.
_SPOKEN = re.compile(
    rf"(?:^| )((?:(?P<at>{_AT}) |(?:voor|na|pour|apres|after|tot|until) )?(?:"
    rf"(?:(?P<far>vijf|tien|5|10) (?P<beside>voor|over|na) )?(?P<half>half) (?P<of>{_SAID})"
    rf"|(?:een |a )?(?P<minutes>{'|'.join(_MINUTES)}) (?P<side>voor|over|na|to|past|after) (?P<hour>{_SAID})"
    rf"|(?:(?P<heures>{_SAID}) ?(?:heures?|h)|(?P<midi>midi)) (?:(?P<cote>et|moins) (?:le )?)?"
    rf"(?P<avec>{'|'.join(_MINUTES)})"
    rf")(?: uur)?(?: (?P<part>{_PART}))?)$"
)
_NOON = re.compile(rf"(?:^| )((?:{_AT}) (?:midi|noon))$")
_MORNING = re.compile("morgen|ochtend|voormiddag|vroeg|matin|morning")
_PART_ALONE = re.compile(rf"(?:^| )({_PART})$")
# Before a number of hours that is no time of the day: so long, since then.
_SO_LONG = frozenset(
    "binnen over gedurende pendant durant dans sous in within for sinds sedert depuis since".split()
)
_GONE = frozenset("gisteren hier yesterday".split())
# A smaller number of hours with nothing before it is rather how long something lasts.
_SURELY = 9
# Who says three o'clock means the afternoon: at night nobody is called.
_NIGHT = 7
_LONGEST = 8


def at_end(plain: list[str]) -> tuple[int, time | None]:
    """How many of the last of some folded words say an hour or a part of the day, and the hour, where it is
    surely one."""
    said = " ".join(plain[-_LONGEST:])
    if found := _SPOKEN.search(said):
        count = len(found[1].split())
        return count, _spoken(found, plain[:-count])
    if found := _HOUR.search(said):
        count = len(found[1].split())
        return count, _meant(found, plain[:-count])
    if found := _NOON.search(said):
        return 2, time(12)
    found = _PART_ALONE.search(said)
    return (len(found[1].split()) if found else 0), None


def _meant(found: re.Match[str], before: list[str]) -> time | None:
    """The hour that was found; None for one that does not exist, or that is rather so many hours."""
    digits = found["half"] or found["clock"] or f"{found['bare'] or found['hour']}:{found['minutes'] or '00'}"
    name, _colon, rest = digits.rstrip("ap ").replace(".", ":").partition(":")
    hour, minute = _NUMBERS.get(name) or int(name), int(rest or 0)
    if not found["at"] and not found["half"] and (hour < _SURELY or _SO_LONG.intersection(before[-1:])):
        return None
    if _GONE.intersection(before[-1:]) or hour > 23 or minute > 59:
        return None
    return time(_of_the_day(hour, name, found), minute)


def _spoken(found: re.Match[str], before: list[str]) -> time | None:
    """The hour of words that say how far it is from a whole one; None where they rather count something."""
    name = found["of"] or found["hour"] or found["heures"] or "12"
    hour = _NUMBERS.get(name) or int(name)
    if found["half"]:
        sure, minutes = name in _NUMBERS, -30
        minutes += _MINUTES[found["far"]] * (-1 if found["beside"] == "voor" else 1) if found["far"] else 0
    else:
        told, side = found["minutes"] or found["avec"], found["side"] or found["cote"]
        sure = told in _QUARTERS if found["side"] else hour >= _SURELY  # at noon too
        minutes = _MINUTES[told] * (-1 if side in _BEFORE else 1)
    if (
        not (found["at"] or found["part"] or sure)
        or hour > 23
        or (_SO_LONG | _GONE).intersection(before[-1:])
    ):
        return None
    return _at(hour * 60 + minutes, found["part"] or "")


def _at(minutes: int, part: str) -> time:
    """So many minutes of a clock of twelve hours or of twenty-four, as a time of the day."""
    if not _MORNING.search(part):
        minutes += 720 * (minutes < 720 if part else 0 < minutes < _NIGHT * 60)
    return time(minutes // 60 % 24, minutes % 60)


def _of_the_day(hour: int, said: str, found: re.Match[str]) -> int:
    """From 0 to 23: *3pm*, *3 uur 's namiddags* and plain *3 uur* are 15, *03:00* is not."""
    part = found["part"] or ""
    if found["half"]:
        return hour % 12 + 12 * found["half"].endswith("p") if hour <= 12 else hour
    if _MORNING.search(part):
        return hour
    later = hour < 12 if part else 0 < hour < _NIGHT and not said.startswith("0")
    return hour + 12 * later


def day_of(hour: time, at: datetime) -> date:
    """The day of an hour that has none: that of the moment ``at`` (UTC), or the next where it has passed."""
    return clock.day_of(at) + timedelta(days=hour < clock.hour_of(at))
