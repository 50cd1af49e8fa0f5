"""The hour that the last words of a task say: *om 15u*, *à 15h30*, *at 3pm*, *om drie uur*, *à midi*."""

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
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf",
        "une deux trois quatre cinq six sept huit neuf dix onze douze",
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
_NOON = re.compile(rf"(?:^| )((?:{_AT}) (?:midi|noon))$")
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


def _of_the_day(hour: int, said: str, found: re.Match[str]) -> int:
    """From 0 to 23: *3pm*, *3 uur 's namiddags* and plain *3 uur* are 15, *03:00* is not."""
    part = found["part"] or ""
    if found["half"]:
        return hour % 12 + 12 * found["half"].endswith("p") if hour <= 12 else hour
    if re.search("morgen|ochtend|voormiddag|vroeg|matin|morning", part):
        return hour
    later = hour < 12 if part else 0 < hour < _NIGHT and not said.startswith("0")
    return hour + 12 * later


def day_of(hour: time, at: datetime) -> date:
    """The day of an hour that has none: that of the moment ``at`` (UTC), or the next where it has passed."""
    return clock.day_of(at) + timedelta(days=hour < clock.hour_of(at))
