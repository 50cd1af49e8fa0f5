"""Towns outside the region: what is there is not in the directory, and an address that has their name is no
answer. *CPAS Wavre* is not on the chaussée de Wavre, and *gevangenis Brugge* is not De Brug.
"""

from collections.abc import Sequence, Set
from functools import cache
from itertools import pairwise

from directory import facts, number_words, place_names, streets
from directory.places import EVERYWHERE
from directory.search.found import Found, found_by
from directory.search.spelling import as_typed
from directory.search.time_words import SINCE
from directory.search.understood import Reading
from directory.search.words import Column, exact
from search_index import ranking
from search_index.bits import any_of
from search_index.index import Index
from search_index.kept import kept
from search_index.text import SILENT

# Between a desk and its town nothing else stands: *ocmw van Gent*, *cpas de la Louvière*.
_OF_A_TOWN = frozenset("van de der den du des d la le l te in a au of the at".split())
# Who lived there lives elsewhere now.
_NO_LONGER = frozenset(
    "woonde woonden habitait habitais lived vroeger voorheen avant before vient came".split()
)
# Before these a number is a year: *né en 1950*.
_OF_A_YEAR = SINCE | frozenset("en in jaar annee year".split())


@cache
def _by_first() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in place_names.towns_elsewhere():
        found.setdefault(name[0], []).append(name)
    return found


def towns(tokens: Sequence[str]) -> frozenset[int]:
    """Where the words stand that name a town outside the region, and no street."""
    held: set[int] = set()
    for at, token in enumerate(tokens):
        for name in _by_first().get(token, ()):
            end = at + len(name)
            if tuple(tokens[at:end]) == name and not streets.has_in_name(tokens, at, end, gates=True):
                held.update(range(at, end))
    return frozenset(held)


def _help_line(word: str) -> bool:
    """Whether a number is one to call. From 2000 on, nearly every one may be one to send messages to."""
    return word < "2000" and bool(facts.short_number(word))


def postal_codes(index: Index, tokens: Sequence[str], away: Set[int]) -> frozenset[int]:
    """Where the postal codes of towns outside the region stand: alone, beside the name of a town (``away``),
    alone with what every municipality has (*cpas 4000*), or, of one around the region, right beside that. Not
    an amount, a year or a house in a street; a number that a sheet has may be anything."""
    desks = frozenset(at for at, token in enumerate(tokens) if token in EVERYWHERE)
    if len(tokens) > 1 and not away and not desks:
        return frozenset()

    def is_one(at: int, word: str) -> bool:
        if not place_names.is_code_elsewhere(word) or number_words.is_sum(tokens, at):
            return False
        near, year = word in place_names.around(), number_words.is_year(word)
        likely = near or not (_help_line(word) or index.bits("w", word))
        if at + 1 in away or (at - 1 in away and not year):
            return likely
        if (at and tokens[at - 1] in _OF_A_YEAR) or not streets.named(tokens[:at]) <= away:
            return False
        alone = all(
            one == at or one in desks or one in away or tokens[one] in SILENT for one in range(len(tokens))
        )
        if near and desks:
            return alone or not desks.isdisjoint((at - 1, at + 1))
        # Alone, one of around the region that a sheet has may be anything too.
        return alone and likely and (not near or not index.bits("w", word)) and (near or not year)

    return frozenset(at for at, token in enumerate(tokens) if is_one(at, token))


def is_desk(reading: Reading) -> bool:
    """Whether nothing is asked for but what each municipality has, of one outside the region: that of another
    one here is no answer. Beside other words the town may be a name (*Jan Aalst ocmw*)."""
    tokens, away = reading.tokens, reading.outside
    desks = frozenset(at for at, token in enumerate(tokens) if token in EVERYWHERE)
    if not away or not desks or not _NO_LONGER.isdisjoint(tokens):
        return False
    named = sorted(desks | away)
    if any(at not in away and at not in desks and token not in SILENT for at, token in enumerate(tokens)):
        return False
    return any(
        (one in desks) != (other in desks) and _OF_A_TOWN.issuperset(tokens[one + 1 : other])
        for one, other in pairwise(named)
    )


def told(text: str, reading: Reading, matched: int) -> list[str]:
    """The towns outside the region and their postal codes, as they were typed. ``matched``: the sheets found;
    a number that leads to one is no postal code."""
    if not reading.outside or (matched and reading.contact):
        return []
    return as_typed(text, reading, reading.outside)


@kept
def _told_of(index: Index, token: str) -> Found:
    told = any_of(held for mask, held in index.masks("w", token).items() if mask & ranking.TOLD)
    return found_by(index, [exact(token)]).within(told)


def column(index: Index, token: str) -> Column:
    """A word of the name of a town. Sheets answer it that say in so many words that they are for there."""
    made = Column(token, index)
    made.take(_told_of(index, token))
    made.own = bool(made.found)
    return made
