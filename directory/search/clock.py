"""The hour at which something is to be open: *14u30*, *2pm*, *18 tot 20u*, *avant 9h*."""

import re

from directory.number_words import HOURS
from directory.search.time_words import AGES, AND, AROUND, TO, Tokens, months

_HOUR = re.compile(r"(\d{1,2})(?:uur|uren|heures?|hours?|[uh])(\d{2})?")
_HALF_DAY = re.compile(r"(\d{1,2})(am|pm)")
_NUMBER = re.compile(r"\d{1,2}")
# Minutes that stand apart from their hour, *9:30*; any other number beside one is something else.
_MINUTES = re.compile(r"[0-5][05]")
# Those of *9:30u*, which is one hour; *18-20u* is two: nobody asks for 18:20.
_MINUTES_OF_ONE = re.compile(r"([0-5][05])(?:uur|[uh])")
_HALVES = ("am", "pm")
_LAST_MINUTE = 24 * 60 - 1


def _told(hour: int, minutes: str, half: str = "") -> str:
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if hour <= 12 else 24
    return f"{hour:02}:{minutes}" if hour < 24 and minutes < "60" else ""


def _minutes_of(hour: str, said: str) -> str:
    """The minutes that ``said`` is behind a number; '' where it is none."""
    if _MINUTES.fullmatch(said):
        return said
    found = _MINUTES_OF_ONE.fullmatch(said)
    return found[1] if found and not (int(found[1]) % 15 and int(hour) < int(found[1]) < 24) else ""


def _clock(tokens: Tokens, at: int, bare: bool = False) -> tuple[str, int]:
    """The hour that stands at ``at``, *14u30*, *10 h*, *2pm*, *9:30*, as ``14:30``, and where it ends; '' for
    what is none. ``bare``: a number alone is one, too."""
    first, second, third = (*tokens[at : at + 3], "", "", "")[:3]
    if (found := _HOUR.fullmatch(first)) and found[2]:
        return _told(int(found[1]), found[2]), at + 1
    if found:
        apart = _MINUTES.fullmatch(second) is not None and third not in HOURS  # *9u - 15 uur*
        return _told(int(found[1]), second if apart else "00"), at + 1 + apart
    if found := _HALF_DAY.fullmatch(first):
        return _told(int(found[1]), "00", found[2]), at + 1
    if not _NUMBER.fullmatch(first):
        return "", at
    if second in _HALVES:
        return _told(int(first), "00", second), at + 2
    if second in HOURS:
        apart = _MINUTES.fullmatch(third) is not None
        return _told(int(first), third if apart else "00"), at + 2 + apart
    unit = third in HOURS and second.isdigit()
    if minutes := _minutes_of(first, f"{second}u" if unit else second):
        half = third if third in _HALVES else ""
        return _told(int(first), minutes, half), at + 2 + (unit or bool(half))
    return (_told(int(first), "00"), at + 1) if bare else ("", at)


def _in_half(first: str, until: str) -> str:
    """The hour with which *6 to 8pm* begins: in the same half of the day, where that is before its end."""
    later = f"{int(first[:2]) + 12:02}{first[2:]}"
    return later if until >= "12:00" and later < until else first


def at_or_from(tokens: Tokens, at: int, bare: bool, bare_until: bool = False) -> tuple[str, int]:
    """The hour at ``at``, of several the one from which it lasts, *18 tot 20u*, *9u-15u*; and where they end.
    ``bare``: numbers alone are hours, too; ``bare_until``: two of them, with *to* between."""
    hour, end = _clock(tokens, at, bare=True)
    until, last = _until(tokens, end, bare, bare_until) if hour else ("", at)
    if not until or (tokens[end] not in TO and until <= hour):
        hour, last = _clock(tokens, at, bare)
    elif tokens[end - 1].isdigit() and tokens[last - 1].endswith(_HALVES):
        hour = _in_half(hour, until)
    return (hour, last) if AGES.isdisjoint(tokens[last : last + 1]) else ("", at)


def _until(tokens: Tokens, end: int, bare: bool, bare_until: bool) -> tuple[str, int]:
    """The hour until which one lasts that ends at ``end``, and where this one ends."""
    to = tokens[end] if end < len(tokens) else ""
    until, last = _clock(tokens, end + (to in TO), bare and to in TO)
    if not until and bare_until and to in TO - AND:
        until, last = _clock(tokens, end + 1, bare=True)
        if not months().keys().isdisjoint(tokens[last : last + 1]):  # *maandag 7 tot 12 januari*
            return "", last
    return until, last


def meant(hour: str, before: Tokens) -> str:
    """The hour that one means who says *before* or *until* one, half an hour earlier, or *after* it, half an
    hour later; of the same day."""
    around = next((AROUND[word] for word in before if word in AROUND), 0)
    minute = min(max(int(hour[:2]) * 60 + int(hour[3:]) + around, 0), _LAST_MINUTE)
    return f"{minute // 60:02}:{minute % 60:02}"
