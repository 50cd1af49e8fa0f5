"""A term of the thesaurus that stands in a search, and when one says less than another."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from directory import in_order
from directory.groups import Group, Term, says


class Expansion(NamedTuple):
    """A group that the search reached through ``term``, by the words at ``positions``; ``half`` when the
    last of them is still being typed. ``said``: how many of them are what people say for the term's own.
    ``end``: where those that stand in a row end; -1 where none do."""

    group: Group
    term: Term
    positions: frozenset[int]
    half: bool = False
    said: int = 0
    end: int = -1


def is_within(one: Expansion, mine: frozenset[int], other: Expansion, theirs: frozenset[int]) -> bool:
    """Whether ``other`` says what ``one`` says and more. ``mine``, ``theirs``: their words that tell
    something, since "I need a doctor" says no more than "doctor". What is urgent in several words stays, and
    *enfant placé* at any age. *Proches de détenus* says more than its words may be said for: no in-laws."""
    if other.half or (other.group.otherwise and other.group is not one.group):
        return False
    if one.group.urgent and len(one.positions) > 1 and not other.group.urgent:
        return False
    if other.said == len(theirs) > 1 and one.said < len(mine):
        return False  # "slaat mij als hij gedronken heeft" is no "kick the booze"
    if mine != theirs:
        return mine < theirs
    as_it_stands = one.positions == other.positions and one.said == len(mine) > 1 > other.said
    return as_it_stands or one.positions < other.positions


def goes_on(one: Expansion, tokens: Sequence[str]) -> bool:
    """Whether words follow with which the term says something else: "wil niet meer leven bij haar ouders"."""
    ends = [at + 1 for at in one.positions if at + 1 not in one.positions] if one.end < 0 else [one.end]
    return in_order.follows(one.term.unless, ends, tokens)


def phrased(one: Expansion, tokens: Sequence[str]) -> Iterator[Expansion]:
    """A term that says something, where it stands; one of small words alone only where they stand in a row,
    as in *wants to die*."""
    if says(one.term):
        yield one
        return
    length = len(one.term.choices)
    for begin in range(len(tokens) - length + 1) if length > 1 else ():
        if all(tokens[begin + at] in may for at, may in enumerate(one.term.choices)):
            yield one._replace(positions=frozenset(range(begin, begin + length)))
            return
