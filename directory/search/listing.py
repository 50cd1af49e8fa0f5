"""The list of a search: the best sheets one by one, equals by name; and a few services in the name of all
that other municipalities have their own of."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from directory import territory
from directory.answers import Elsewhere
from directory.search.where import in_municipality
from search_index import order, ranking
from search_index.bits import numbers_of
from search_index.index import Index
from search_index.kept import kept

# Groups of equals up to this size are put in order at once; larger ones by the beginning of the name first.
SMALL_GROUP = 60
# Of services that every municipality has its own of, so many stand in the list for all of them, where that
# takes at least so many others away: a shorter list has room for each.
SHOWN, LEAST_AWAY = 2, 4
# Looked for among so many, the first that somebody sees, however many are asked for.
FIRST = 12


class Listed(NamedTuple):
    """A sheet by its number, with its score."""

    number: int
    score: float


class Others(NamedTuple):
    """Sheets of one kind, each with the NIS code of the municipality that it is there for."""

    kind: str
    towns: dict[int, str]


def best(index: Index, groups: Iterable[order.Group], most: int) -> list[Listed]:
    """The first ``most``."""
    found: list[Listed] = []
    held, last = 0, 0.0
    for score, bits in groups:
        if held and score != last:
            found += _equals(index, held, last, most - len(found))
            if len(found) >= most:
                return found
            held = 0
        held, last = held | bits, score
    return found + _equals(index, held, last, most - len(found)) if held else found


def _equals(index: Index, held: int, score: float, most: int) -> list[Listed]:
    """The first ``most`` of sheets of one score."""
    if held & (held - 1):
        return [Listed(number, score) for number in _in_order(index, held, most)]
    return [Listed(held.bit_length() - 1, score)]


def _in_order(index: Index, bits: int, most: int) -> list[int]:
    """The first ``most`` of a group of equals, by name."""
    by_name = index.sorts.__getitem__
    if bits.bit_count() <= max(SMALL_GROUP, most):
        return sorted(numbers_of(bits), key=by_name)[:most]
    found: list[int] = []
    for _beginning, held in index.values("order"):
        if part := held & bits:
            found += sorted(numbers_of(part), key=by_name)
            bits ^= part
            if len(found) >= most:
                return found[:most]
    return (found + sorted(numbers_of(bits), key=by_name))[:most]


@kept
def _own(index: Index) -> dict[int, str]:
    """The sheets that are there for a single municipality, each with its NIS code."""
    towns = [(code, held) for code, held in index.values("area") if code != territory.REGION]
    once, twice = order.once_twice(held for _code, held in index.values("area"))
    single = once & ~twice
    return {number: code for code, held in towns for number in numbers_of(held & single)}


def _alike(listed: list[Listed]) -> tuple[list[Listed], list[Listed]]:
    """Of sheets, best first, those that stand for the first ones that are as good as one another, and the
    others of these."""
    for at, first in enumerate(listed):
        least = first.score - ranking.NO_WORSE * abs(first.score)
        alike = [one for one in listed[at:] if one.score >= least]
        if len(alike) >= SHOWN + LEAST_AWAY:
            return alike[:SHOWN], alike[SHOWN:]
    return [], []


def counterparts(index: Index, listed: list[Listed]) -> dict[int, Others]:
    """Of services of one kind that are as good as one another, each for another municipality: by the last of
    those that stand in the list for all, the others. A client lives in one place: eleven others in a row are
    of no use, and hide what is there for everybody."""
    own = _own(index)
    theirs = [one for one in listed if one.number in own]
    if len(theirs) < SHOWN + LEAST_AWAY:
        return {}
    found = {}
    for kind, held in index.values("category"):
        shown, others = _alike([one for one in theirs if held >> one.number & 1])
        away = {one.number: own[one.number] for one in others}
        if len({*away.values()}) >= LEAST_AWAY:
            found[shown[-1].number] = Others(kind, away)
    return found


def come_first(index: Index, listed: list[Listed], others: Others) -> bool:
    """Whether each of ``others`` is the first of the list that its own municipality is left of ``listed``."""
    before = 0
    for number, _score in listed:
        if (code := others.towns.get(number)) and before & in_municipality(index, code):
            return False
        before |= 1 << number
    return True


def together(
    index: Index, ranked: Callable[[int], list[Listed]], limit: int
) -> tuple[list[Listed], dict[str, Elsewhere]]:
    """The first ``limit`` of a list, in which a few stand for all that other municipalities have their own
    of; and these municipalities, by the id of what they would stand behind. ``ranked``: the first so many."""
    listed, elsewhere = ranked(limit), dict[str, Elsewhere]()
    away = counterparts(index, listed[:FIRST])
    if not away:
        return listed, elsewhere
    most = limit + 2 * len(territory.municipalities())
    while True:
        listed = ranked(most)
        away = counterparts(index, listed)
        gone = {number for others in away.values() for number in others.towns}
        if len(listed) < most or len(listed) - len(gone) >= limit:
            break
        most *= 2  # a municipality may have several of a kind
    for at, others in away.items():
        kind = "" if come_first(index, listed, others) else others.kind
        codes = [*dict.fromkeys(others.towns.values())]
        elsewhere[index.ids[at]] = Elsewhere(codes, kind, len(others.towns))
    return [one for one in listed if one.number not in gone][:limit], elsewhere
