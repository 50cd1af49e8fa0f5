"""Streets as they stand in a search: what they are called by, the name of one, and the number of a house."""

import re
from collections.abc import Sequence

from directory import territory
from search_index.ordinary import is_ordinary
from search_index.text import SILENT, STREETS

# Every other sheet has one of these in its address.
IN_ADDRESSES = frozenset({"rue", "straat", "street"})
# Beside one of these, small words between them, the name of a town is that of a street.
_BESIDE = STREETS | frozenset("chaussees stwg stw quai square straatweg".split())
# Those that stand behind the name, by themselves or in one word with it: *Louiza laan*, *Koningsstraat*.
_BEHIND = frozenset("steenweg straatweg straat laan plein street road square".split())
_IN_ONE = ("steenweg", "straatweg", "straat", "laan", "plein")
# Called by a town as streets are: *Porte de Namur*, *Halle poort*, *gare de Wavre*.
_BESIDE_GATES = _BESIDE | frozenset("porte poort gare station metro halte arret".split())
# Small words between a street and its name: *chaussée de Wavre*.
_OF_A_NAME = SILENT - _BESIDE
# Between a street and what it is called by, in French.
_OF = frozenset("du de des la d".split())
# The number of a house with its letter, and with its box. After another number it is none: *24/7 1080*,
# *12-18 1080*, *article 60 §7 1080*.
_HOUSE = re.compile(r"(?<!\S)[1-9]\d{0,2}[a-z]?(?: (?:b|bus|bte|boite) ?\d{1,3})?$")
# In a long street it has four digits, and may be any municipality's code: *chaussée de Mons 1200, 1070*.
_HOUSE_IN_A_STREET = re.compile(
    r"\b(?:rue|chaussee|avenue|boulevard|[a-z]*(?:straat|steenweg|laan))\b.*?(?P<house>(?<!\S)[1-9]\d{3}[a-z]?)$"
)
_NUMBERED = re.compile(r"(?:^| )\d\S*$")


def has_in_name(tokens: Sequence[str], begin: int, end: int, gates: bool = False) -> bool:
    """Whether the words from ``begin`` to ``end`` are the name of a street, as what it is stands beside them;
    or, with ``gates``, of a gate or a station."""
    beside = _BESIDE_GATES if gates else _BESIDE
    before = begin - 1
    while before >= 0 and tokens[before] in _OF_A_NAME:
        before -= 1
    return (before >= 0 and tokens[before] in beside) or (end < len(tokens) and tokens[end] in beside)


def named(tokens: Sequence[str]) -> frozenset[int]:
    """Where the words stand by which a street is called: *charleroi* of *chaussée de Charleroi*, all of
    *Koningsstraat*."""
    return frozenset(
        at
        for at, token in enumerate(tokens)
        if token not in SILENT
        and (
            has_in_name(tokens, at, at)
            or (token.endswith(_IN_ONE) and not is_ordinary(token, ""))
            or (at + 1 < len(tokens) and tokens[at + 1] in _BEHIND)
        )
    )


def unnamed(tokens: Sequence[str]) -> tuple[str, ...]:
    """The words, but beside others a sign in the place of that by which a street is called: *mutuelle rue du
    Midi* asks for no noon."""
    # "Op straat zondag" names none.
    behind = [at for at in range(2, len(tokens)) if tokens[at - 1] in _OF and tokens[at - 2] in _BESIDE]
    if not behind:
        return tuple(tokens)
    called = named(tokens).intersection(behind)
    beside = any(at not in called and token not in SILENT for at, token in enumerate(tokens))
    return tuple("-" if at in called and beside else token for at, token in enumerate(tokens))


def kinds(tokens: Sequence[str]) -> frozenset[int]:
    """Where *rue* is only the kind of a street that is named behind it: *avocat rue de Malines* asks for no
    lawyers who come by in the street. Not where somebody is out in it: *à la rue du jour au lendemain*."""
    found = set[int]()
    for at, word in enumerate(tokens):
        name = at + 1
        while name < len(tokens) and tokens[name] in _OF:
            name += 1
        if word == "rue" and at + 1 < name < len(tokens) and "la" not in tokens[max(0, at - 1) : at]:
            found.add(at)
    return frozenset(found)


def without_houses(tokens: list[str]) -> list[str]:
    """Without houses before a postal code, which ask for nothing: *rue des Lilas 12a bte 3, 1080*."""
    kept: list[str] = []
    for word in tokens:
        if word.isdigit() and territory.nis_of(word):
            said = " ".join(kept)
            if house := _HOUSE_IN_A_STREET.search(said):
                kept = said[: house.start("house")].split()
                said = " ".join(kept)
            before = said[: house.start()].rstrip() if (house := _HOUSE.search(said)) else said
            kept = kept if _NUMBERED.search(before) else before.split()
        kept.append(word)
    return kept
