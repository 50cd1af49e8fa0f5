"""Which place a search names: a municipality in either language, an alias, a postal code, a neighbourhood,
half of one at the end of the search, or one with a slip of the thumb; and whether it says "near"."""

import csv
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory import territory
from search_index.text import words

# The city, whose name most people use for the whole region.
CITY = "21004"
_OF_THE_REGION = {("brussel",), ("bruxelles",), ("brussels",), ("bxl",), ("bru",)}
# Words that ask for what is nearest, not for what is there.
_NEAR = {
    tuple(said.split()) for said in (
        "dichtbij|dicht bij|vlakbij|vlak bij|kort bij|nabij|naast|omgeving|omgeving van|in de omgeving van|"
        "in de buurt van|in de buurt|buurt|bij|rond|rondom|niet ver van|pres de|pres|proche de|"
        "a proximite de|proximite|pas loin de|non loin de|autour de|a cote de|aux alentours de|alentours|"
        "aux environs de|dans les environs de|near|close to|around|nearby|next to|not far from"
    ).split("|")
}  # fmt: skip
# "Aan mijn haren" is no prison of Haren.
_HAIR, _WHOSE = "haren", frozenset({"mijn", "zijn", "haar", "hun", "ons", "lange"})
# Where a near miss of a name is more likely another word.
SHORTEST_HALF, SHORTEST_NEAR, SHORTEST_QUARTER = 4, 5, 6


@dataclass(frozen=True)
class Place:
    """What is named. ``codes``: NIS codes, most often one. ``positions``: the words of the search that name
    it, ``asked`` those that ask for what is near. ``region``: perhaps the whole region is meant. ``meant``:
    the name where it was mistyped. ``quarter``: the name of a neighbourhood."""

    codes: tuple[str, ...]
    positions: frozenset[int]
    region: bool = False
    near: bool = False
    asked: frozenset[int] = field(default_factory=frozenset)
    meant: str = ""
    quarter: bool = False


@cache
def _of_quarters() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The names of neighbourhoods with the codes of their municipalities."""
    with open(territory.DATA / "quarters.csv", encoding="utf-8", newline="") as handle:
        return {
            tuple(words(name)): tuple(row["nis_codes"].split("|"))
            for row in csv.DictReader(handle)
            for name in row["names"].split("|")
        }


@cache
def _names() -> dict[tuple[str, ...], tuple[str, ...]]:
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    for nis, town in territory.municipalities().items():
        for name in (town.name_nl, town.name_fr, *town.postal_codes, *town.aliases):
            names.setdefault(tuple(words(name)), (nis,))
    for quarter, codes in _of_quarters().items():
        names.setdefault(quarter, codes)
    for region in _OF_THE_REGION:
        names[region] = (CITY,)
    return names


@cache
def _municipalities() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Names and postal codes of municipalities alone, without the city, which is also the region."""
    others = {*_of_quarters(), *_OF_THE_REGION, (_HAIR,)}
    return {name: codes for name, codes in _names().items() if name not in others}


@cache
def _official() -> dict[str, tuple[str, ...]]:
    """The names of municipalities as one string, for halves and slips."""
    found: dict[str, tuple[str, ...]] = {}
    for nis, town in territory.municipalities().items():
        for name in (town.name_nl, town.name_fr, *town.aliases):
            if len(name) >= SHORTEST_NEAR:
                found[" ".join(words(name))] = (nis,)
    return found


@cache
def _in_order() -> list[str]:
    return sorted(_official())


@cache
def _quarters() -> dict[str, list[str]]:
    """Names of one long word that are no municipality's, by their first letter."""
    found: dict[str, list[str]] = {}
    for name in _names():
        if len(name) == 1 and len(name[0]) >= SHORTEST_QUARTER and not name[0].isdigit():
            found.setdefault(name[0][0], []).append(name[0])
    return found


def _whole(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[int]] | None:
    """The longest name, the last of those that are as long. A city's name gives way to a more telling one."""
    names = _names()
    weak = None
    for length in range(min(5, len(tokens)), 0, -1):
        for at in range(len(tokens) - length, -1, -1):
            span = tokens[at : at + length]
            if span not in names or (span == (_HAIR,) and at and tokens[at - 1] in _WHOSE):
                continue
            found = names[span], frozenset(range(at, at + length))
            if span not in _OF_THE_REGION:
                return found
            weak = weak or found
    return weak


def _others(tokens: tuple[str, ...], positions: frozenset[int]) -> Iterator[tuple[tuple[str, ...], range]]:
    """Further municipalities in the search, as in *ocmw schaarbeek of evere*: the longest names first."""
    taken = set(positions)
    for length in range(min(5, len(tokens)), 0, -1):
        for at in range(len(tokens) - length + 1):
            span, where = tokens[at : at + length], range(at, at + length)
            if taken.isdisjoint(where) and span in _municipalities():
                taken.update(where)
                yield _municipalities()[span], where


def _half(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[int]] | None:
    """The last one to three words as the beginning of the name of one municipality."""
    for length in range(min(3, len(tokens)), 0, -1):
        typed = " ".join(tokens[-length:])
        if len(typed.replace(" ", "")) < SHORTEST_HALF or typed.isdigit() or len(tokens[-length]) < 2:
            continue
        names = _in_order()
        begin = bisect_left(names, typed)
        found = {_official()[name] for name in names[begin : bisect_left(names, typed + "\x7f", begin)]}
        if len(found) == 1:
            return found.pop(), frozenset(range(len(tokens) - length, len(tokens)))
    return None


def _slip(
    tokens: tuple[str, ...], inflected: frozenset[str]
) -> tuple[tuple[str, ...], str, frozenset[int]] | None:
    best: tuple[float, str, frozenset[int]] | None = None
    for length in (3, 2, 1):
        for at in range(len(tokens) - length, -1, -1):
            typed = " ".join(tokens[at : at + length])
            if len(typed) < SHORTEST_NEAR or any(token.isdigit() for token in tokens[at : at + length]):
                continue
            # "Ixeles" may be a form of a word of the directory; one slip from a place, it is likelier that.
            form = not inflected.isdisjoint(tokens[at : at + length])
            allowed = 1 if form or len(typed) < 7 else 2
            near = process.extract(
                typed, _official().keys(), scorer=OSA.distance, score_cutoff=allowed, limit=None
            )
            for name, far, _at in near:
                strange = name[0] != typed[0] and len(typed) < (8 if far > 1 else 6)
                strange = strange or (form and (name,) in _OF_THE_REGION)
                if not strange and (best is None or far < best[0]):
                    best = (far, name, frozenset(range(at, at + length)))
    if best:
        return _official()[best[1]], best[1], best[2]
    return _slip_of_quarter(tokens)


def _slip_of_quarter(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], str, frozenset[int]] | None:
    """A neighbourhood of one word with one slip that is not in its first letter: *simois*."""
    for at in range(len(tokens) - 1, -1, -1):
        typed = tokens[at]
        if len(typed) >= SHORTEST_QUARTER:
            for name in _quarters().get(typed[0], ()):
                if OSA.distance(typed, name, score_cutoff=1) <= 1:
                    return _names()[(name,)], name, frozenset((at,))
    return None


def _asks_near(tokens: tuple[str, ...], positions: frozenset[int]) -> frozenset[int]:
    """The words just before (or after) the place that say "near"."""
    first, last = min(positions), max(positions)
    for length in (4, 3, 2, 1):
        if first >= length and tokens[first - length : first] in _NEAR:
            return frozenset(range(first - length, first))
        if tokens[last + 1 : last + 1 + length] in _NEAR - {
            ("bij",),
            ("rond",),
            ("in", "de", "buurt", "van"),
        }:
            return frozenset(range(last + 1, last + 1 + length))
    return frozenset()


@lru_cache(maxsize=2000)
def find(
    tokens: tuple[str, ...],
    known: frozenset[str] = frozenset(),
    inflected: frozenset[str] = frozenset(),
) -> Place | None:
    """The place that ``tokens`` name; ``known`` are those of them that are words of the directory, which
    are not taken for half or mistyped names, ``inflected`` those of which it has only other forms."""
    found, meant = _whole(tokens), ""
    if found is None and tokens and (tokens[-1] not in known | inflected or len(tokens[-1]) == 1):
        found = _half(tokens)
    if found is None:
        unknown = tuple("" if token in known else token for token in tokens)
        if slip := _slip(unknown, inflected):
            found, meant = (slip[0], slip[2]), slip[1]
    if found is None:
        return None
    codes, positions = found
    if tuple(tokens[at] for at in sorted(positions)) in _municipalities():
        for more, where in _others(tokens, positions):
            codes, positions = tuple(dict.fromkeys(codes + more)), positions.union(where)
    name = tuple(tokens[at] for at in sorted(positions))
    region, quarter = name in _OF_THE_REGION, name in _of_quarters()
    asked = _asks_near(tokens, positions)
    # "bij Schaarbeek" is near it, but "bij Brussel" is in it.
    return Place(codes, positions, region and not asked, bool(asked), asked, meant, quarter)


@cache
def kilometres(code: str) -> dict[str, float]:
    """The distance from a municipality to each, itself at 0."""
    return {other: territory.distance_km(code, other) for other in territory.municipalities()}
