"""Towns outside the region: what is there is not in the directory, and an address that has their name is no
answer. *CPAS Wavre* is not on the chaussée de Wavre, and *gevangenis Brugge* is not De Brug.
"""

from collections.abc import Sequence, Set
from functools import cache
from typing import cast

from directory import facts, place_names
from directory.places import EVERYWHERE
from directory.search.time_words import SINCE
from directory.search.understood import Reading, together
from directory.search.words import Column, Found, exact
from directory.search.words import together as together_in
from search_index import ranking
from search_index.bits import any_of
from search_index.index import Index
from search_index.ordinary import is_ordinary
from search_index.text import SILENT

# Beside one of these, small words between them, the name of a town is that of a street.
_STREETS = frozenset(
    (
        "chaussee chaussees steenweg stwg stw rue straat avenue laan boulevard place plein quai square "
        "straatweg road street"
    ).split()
)
# Those that stand behind the name, by themselves or in one word with it: *Louiza laan*, *Koningsstraat*.
_BEHIND = frozenset("steenweg straatweg straat laan plein street road square".split())
_IN_ONE = ("steenweg", "straatweg", "straat", "laan", "plein")
# Small words between a street and its name: *chaussée de Wavre*.
_OF_A_NAME = SILENT - _STREETS


@cache
def _by_first() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in place_names.towns_elsewhere():
        found.setdefault(name[0], []).append(name)
    return found


def _is_of_a_street(tokens: Sequence[str], begin: int, end: int) -> bool:
    before = begin - 1
    while before >= 0 and tokens[before] in _OF_A_NAME:
        before -= 1
    return (before >= 0 and tokens[before] in _STREETS) or (end < len(tokens) and tokens[end] in _STREETS)


def named_streets(tokens: Sequence[str]) -> frozenset[int]:
    """Where the words stand by which a street is called: *charleroi* of *chaussée de Charleroi*, all of
    *Koningsstraat*."""
    return frozenset(
        at
        for at, token in enumerate(tokens)
        if token not in SILENT
        and (
            _is_of_a_street(tokens, at, at)
            or (token.endswith(_IN_ONE) and not is_ordinary(token, ""))
            or (at + 1 < len(tokens) and tokens[at + 1] in _BEHIND)
        )
    )


def towns(tokens: Sequence[str]) -> frozenset[int]:
    """Where the words stand that name a town outside the region, and no street."""
    held: set[int] = set()
    for at, token in enumerate(tokens):
        for name in _by_first().get(token, ()):
            end = at + len(name)
            if tuple(tokens[at:end]) == name and not _is_of_a_street(tokens, at, end):
                held.update(range(at, end))
    return frozenset(held)


def postal_codes(index: Index, tokens: Sequence[str], away: Set[int]) -> frozenset[int]:
    """Where the postal codes of towns outside the region stand: alone, or beside what every municipality has
    (*1800 cpas*) or the name of a town (``away``). A number that a sheet has may be anything."""
    beside = bool(away) or not EVERYWHERE.isdisjoint(tokens)
    names_one = beside and _is_nothing_else(tokens, away) and SINCE.isdisjoint(tokens)
    if len(tokens) > 1 and not names_one:
        return frozenset()  # *ocmw lening 1500 euro* and *cpas né en 1950* name no town

    def is_one(word: str) -> bool:
        near = word in place_names.around()
        if near and beside:
            return True
        # From 2000 on, nearly every number may be one to send messages to.
        help_line = not near and word < "2000" and facts.short_number(word)
        return place_names.is_code_elsewhere(word) and not help_line and not index.bits("w", word)

    return frozenset(at for at, token in enumerate(tokens) if is_one(token))


def is_desk(reading: Reading) -> bool:
    """Whether what each municipality has is asked for of one outside the region: that of another one here is
    no answer."""
    if not reading.outside or EVERYWHERE.isdisjoint(reading.tokens):
        return False
    # *Rita Van Mechelen ocmw* may be somebody: no sheet has a Rita.
    others = [
        at for at in reading.telling if at not in reading.outside and reading.tokens[at] not in EVERYWHERE
    ]
    return all(reading.columns[at].own for at in others)


def _is_nothing_else(tokens: Sequence[str], outside: Set[int]) -> bool:
    """Whether but for a town, numbers and what every municipality has, a search says nothing."""
    return all(
        at in outside or token in EVERYWHERE or token in SILENT or token.isdigit()
        for at, token in enumerate(tokens)
    )


def told(text: str, reading: Reading, matched: int) -> list[str]:
    """The towns outside the region and their postal codes, as they were typed. ``matched``: the sheets found;
    a number that leads to one is no postal code."""
    if not reading.outside or (matched and reading.contact):
        return []
    return together(text, reading, reading.outside)


def column(index: Index, token: str) -> Column:
    """A word of the name of a town. Sheets answer it that say in so many words that they are for there."""
    made = Column(token, index.kept)
    key = ("beyond", token)
    if (found := index.kept.get(key)) is None:
        told = any_of(held for mask, held in index.masks("w", token).items() if mask & ranking.TOLD)
        found = index.kept[key] = together_in(index, [exact(token)]).within(told)
    made.take(cast(Found, found))
    made.own = bool(made.found)
    return made
