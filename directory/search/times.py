"""When what is searched is to be open: *open op zondag*, *vrijdagnamiddag*, *ouvert ce soir*, *24/7*."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import product

from rapidfuzz.distance import OSA

from search_index.text import SILENT, STOP, words

Tokens = tuple[str, ...]
DAY = timedelta(days=1)
_OPEN = frozenset(
    (
        "open opens opened reachable geopend openingsuren bereikbaar "
        "ouvert ouverte ouverts ouvertes joignable"
    ).split()
)
_DAYS = (
    "maandag lundi monday", "dinsdag mardi tuesday", "woensdag mercredi wednesday",
    "donderdag jeudi thursday", "vrijdag vendredi friday", "zaterdag samedi saturday",
    "zondag dimanche sunday",
)  # fmt: skip
_DUTCH_DAYS = tuple(names.split()[0] for names in _DAYS)
# What may stand after a day, or be one word with it: *dimanche soir*, *vrijdagnamiddag*; from when to when.
PARTS = {
    "am": (8, 12, "ochtend voormiddag morning matin matinée"),
    "noon": (12, 14, "middag midi noon"),
    "pm": (13, 18, "namiddag afternoon après-midi"),
    "evening": (18, 24, "avond evening soir soirée"),
}
_HOUR = re.compile(r"(\d{1,2})(?:(?:uur|heures|[uh])(\d{2})?|(am|pm))")
# What says a time by itself; and what does beside "open" only: "nu" and "'s nachts" are said of much else.
_ALWAYS = (
    "24/7", "7/7", "24/24", "24u/24", "24h/24", "24/24u", "24h24", "24u24", "24 op 24", "24u op 24",
    "24h sur 24", "7j/7", "7d/7", "24 uur op 24", "24 heures sur 24", "7 dagen op 7", "7 jours sur 7",
)  # fmt: skip
_WEEKEND = (
    "weekend", "weekends", "week-end", "week-ends", "in het weekend", "le week-end", "ce week-end",
    "this weekend", "dit weekend", "at the weekend",
)  # fmt: skip
_OF_OPEN = {
    "now": ("nu", "now", "maintenant", "momenteel", "actuellement", "right now"),
    "today": ("vandaag", "today", "aujourd'hui"),
    "tomorrow": ("morgen", "tomorrow", "demain"),
    "tonight": ("vanavond", "tonight", "ce soir", "this evening"),
    "evening": (
        "avond",
        "avonds",
        "'s avonds",
        "evening",
        "evenings",
        "soir",
        "soirée",
        "late",
        "laat",
        "tard",
    ),
    "night": ("nacht", "nachts", "'s nachts", "vannacht", "night", "nights", "at night", "nuit", "la nuit"),
}
# Who drinks "jour et nuit" asks for nothing that is open then.
_DAY_AND_NIGHT = ("dag en nacht", "jour et nuit", "day and night", "around the clock")
_WHO = frozenset(
    "ik hij zij ze mijn haar zijn je il elle mon ma mes son sa i he she my his her we nous".split()
)
# When something happened, how often it does, or an hour of no day.
_OFTEN = (
    ("elke iedere", "dag avond nacht week ochtend weekend"),
    ("every each last", "day evening night week morning weekend"),
    ("chaque", "jour soir nuit semaine matin week-end"),
    ("tous", "les-jours les-soirs les-matins les-week-ends"),
    ("toutes", "les-nuits les-semaines"),
)
_PASSING = (
    "midi", "à midi", "entre midi", "noon", "'s middags", "hier soir", "la nuit passée", "gisterenavond",
    "gisteren avond", "vorige nacht", "afgelopen nacht",
    *(f"{how} {what}" for hows, whats in _OFTEN for how in hows.split() for what in whats.split()),
)  # fmt: skip
_GONE_BEFORE = frozenset("last vorige vorig afgelopen gisteren elke iedere every each chaque".split())
_GONE_AFTER = frozenset("passe passee dernier derniere".split())
# What stands before an hour, and how far from it one means.
_AROUND = dict.fromkeys("na apres after later".split(), timedelta(minutes=30)) | dict.fromkeys(
    "tot jusque jusqu until till before avant voor".split(), timedelta(minutes=-30)
)
# What may stand before an hour at which something is to be open; nobody asks for one of the night so.
_AT, EARLIEST = _OPEN.union(_AROUND, "om a at vanaf from de d".split()), "06:00"
# From so many letters on a last word may be the beginning of a day, and a word a day with a slip in it.
SHORTEST_HALF, SHORTEST_SLIP = 4, 6
LONGEST_PHRASE = 5


@dataclass(frozen=True)
class Times:
    """``codes``: the times that are asked for: a day of the week (``0`` is Monday), with a part of it or an
    hour (``0.am``, ``0.14:30``), an hour of any day (``any.18:00``), a key of ``_OF_OPEN``, ``weekend`` or
    ``always``; none where a time was only told. ``positions``: the words that say so."""

    codes: tuple[str, ...]
    positions: frozenset[int]


@cache
def _days() -> dict[str, str]:
    """The names of days in the three languages, and what is said of each of them (*zondags*, *Sundays*)."""
    names = {name: str(at) for at, several in enumerate(_DAYS) for name in several.split()}
    return names | {f"{name}s": code for name, code in names.items()}


@cache
def _phrases() -> dict[Tokens, str]:
    said = dict.fromkeys(_ALWAYS, "always") | dict.fromkeys(_WEEKEND, "weekend") | dict.fromkeys(_PASSING, "")
    return {tuple(words(phrase)): code for phrase, code in (said | _days()).items()}


@cache
def _phrases_of_open() -> dict[Tokens, str]:
    return {tuple(words(phrase)): code for code, several in _OF_OPEN.items() for phrase in several}


@cache
def _day_and_night() -> dict[Tokens, str]:
    return {tuple(words(phrase)): "always" for phrase in _DAY_AND_NIGHT}


@cache
def _parts() -> dict[str, str]:
    return {"".join(words(word)): part for part, (*_hours, said) in PARTS.items() for word in said.split()}


@cache
def _signs() -> frozenset[str]:
    """Words without any of which no time is asked for."""
    return _OPEN.union(*_phrases(), *_day_and_night())


def _code(tokens: Tokens, begin: int, end: int, opens: bool) -> str | None:
    """What the words from ``begin`` to ``end`` say; '' for a time that is only told, None for no time."""
    span = tokens[begin:end]
    if (code := _phrases().get(span)) is not None:
        told = tokens[begin - 1 : begin] and tokens[begin - 1] in _GONE_BEFORE
        return "" if told or (tokens[end : end + 1] and tokens[end] in _GONE_AFTER) else code
    if opens and (code := _phrases_of_open().get(span)):
        return code
    if code := _day_and_night().get(span):
        return code if opens or _WHO.isdisjoint(tokens) else ""
    return (_day_and_part(span[0]) or None) if len(span) == 1 else None


def _day_and_part(token: str) -> str:
    """*Vrijdagnamiddag* is one word."""
    for at, name in enumerate(_DUTCH_DAYS):
        if token.startswith(name) and (part := _parts().get(token.removeprefix(name))):
            return f"{at}.{part}"
    return ""


def _hour(said: str) -> str:
    """*14u30*, *10h*, *2pm* as ``14:30``; '' for what is none."""
    found = _HOUR.fullmatch(said)
    if not found:
        return ""
    hour, minute = int(found[1]), found[2] or "00"
    if found[3] and hour > 12:
        return ""
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return f"{hour:02}:{minute}" if hour < 24 and minute < "60" else ""


def _part_after(tokens: Tokens, at: int) -> tuple[str, int]:
    """The part of the day or the hour that stands at ``at``, or after a small word; and where it ends."""
    for begin in (at, at + 1) if tokens[at : at + 1] and tokens[at] in STOP else (at,):
        for length in (2, 1):
            said = "".join(tokens[begin : begin + length])
            if begin + length <= len(tokens) and (part := _parts().get(said) or _hour(said)):
                return part, begin + length
    return "", at


def _of_any_day(tokens: Tokens) -> tuple[str, range]:
    """An hour that stands beside "open" alone, *open om 20u*, with where it stands; *after* it or *until* it
    is half an hour later or earlier."""
    for at, length in product(range(len(tokens)), (2, 1)):
        if hour := _hour("".join(tokens[at : at + length])):
            before = tokens[at - 1] if at else ""
            if before not in _AT or hour < EARLIEST:
                continue  # *binnen 1 uur* is how soon
            meant = datetime.combine(date.min + DAY, time.fromisoformat(hour))
            meant += _AROUND.get(before, timedelta())
            begin = at - 1 if before in _AT - _OPEN else at
            return f"any.{meant:%H:%M}", range(begin, min(at + length, len(tokens)))
    return "", range(0)


def _guessed(tokens: Tokens, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Beside "open": days with a slip in them, and a last word that may become one."""
    for at, token in enumerate(tokens):
        if token in known or token in SILENT or token in _OPEN:
            continue
        near = (
            code for name, code in _days().items()
            if (len(token) >= SHORTEST_SLIP and OSA.distance(token, name, score_cutoff=1) <= 1)
            or (at == len(tokens) - 1 and len(token) >= SHORTEST_HALF and name.startswith(token))
        )  # fmt: skip
        if code := next(near, ""):
            yield at, code


def names() -> set[str]:
    """Names of days (folded) in the three languages."""
    return {word for day in _DAYS for word in words(day)}


def asked(tokens: Tokens, known: frozenset[str] = frozenset()) -> Times | None:
    """The times at which something is to be open; None where the search says none. ``known``: words of the
    directory and the thesaurus, which are no slips."""
    if _signs().isdisjoint(tokens) and not any(token.startswith(_DUTCH_DAYS) for token in tokens):
        return None
    opens = {at for at, token in enumerate(tokens) if token in _OPEN}
    found: dict[int, str] = {}
    taken: set[int] = set()
    for length in range(min(LONGEST_PHRASE, len(tokens)), 0, -1):
        for begin in range(len(tokens) - length + 1):
            code = _code(tokens, begin, begin + length, bool(opens))
            if code is None or not taken.isdisjoint(range(begin, begin + length)):
                continue
            end = begin + length
            if code.isdigit() or code == "tomorrow":
                part, end = _part_after(tokens, end)
                code += f".{part}" if part else ""
            found[begin] = code
            taken.update(range(begin, end))
    if opens and not any(found.values()) and (hour := _of_any_day(tokens))[0]:
        found[hour[1].start] = hour[0]
        taken.update(hour[1])
    elif opens and not any(found.values()):
        found |= {at: code for at, code in _guessed(tokens, known) if at not in taken}
        taken |= found.keys()
    codes = tuple(dict.fromkeys(found[at] for at in sorted(found) if found[at]))
    return Times(codes, frozenset(taken | opens if codes else taken)) if taken else None
