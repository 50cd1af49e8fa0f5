"""The best of many sheets without looking at each: sets are split signal by signal, the best first.

Each signal says which sheets have which value. A set of sheets that is alike in all signals so far has an
upper bound of its score; the set with the highest is split by the next signal. Sets that are split to the
end come out in the order of their scores, and the search stops when there are enough. What tells sheets
apart most is asked first: that brings the bounds down to the scores soonest.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import heappop, heappush
from typing import NamedTuple

from search_index import ranking

Levels = list[tuple[float, int]]
# The bound of a score: value of the words, their coverage, what may come of both, and the other signals.
_Most = Callable[[float, float, float, float, float], float]
# What may still come: value of the words, their coverage, and the other signals.
_Further = tuple[float, float, float]
# Minus the bound, a number that keeps them apart, the signal to split by and from which of its levels on, the
# sheets, and what they have so far: the value of the words, their coverage, and the other signals.
_Split = tuple[float, int, int, int, int, float, float, float]


class Words(NamedTuple):
    """How well sheets answer one word: values from high to low, each with its own sheets. ``every``: all of
    these sheets, where the caller knows them."""

    levels: Levels
    weight: float
    every: int = 0


@dataclass(frozen=True, eq=False)
class Extra:
    """A signal besides the words; sheets that are not named have 0."""

    levels: Levels

    @classmethod
    def of(cls, *levels: tuple[float, int]) -> "Extra":
        """Without those of ``levels`` that no sheet has."""
        return cls([each for each in levels if each[1]])


class Group(NamedTuple):
    """Sheets of one score."""

    score: float
    bits: int


def distinct(pieces: list[tuple[float, int]]) -> Levels:
    """Levels from pieces that overlap: each sheet keeps its highest value."""
    if len(pieces) < 2:
        return [piece for piece in pieces if piece[1]]
    by_value: dict[float, int] = {}
    for value, bits in pieces:
        by_value[value] = by_value.get(value, 0) | bits
    seen, levels = 0, []
    for value in sorted(by_value, reverse=True):
        if fresh := by_value[value] & ~seen:
            levels.append((value, fresh))
            seen |= fresh
    return levels


def value_of(levels: Levels, number: int) -> float:
    """What a sheet has of a signal; 0 where it is not named."""
    return next((value for value, bits in levels if bits >> number & 1), 0.0)


# Levels; the weight of a word, 0 for a signal besides the words; all sheets that it names. No named tuple:
# it is taken apart in the innermost loop, where that takes twice as long.
_Signal = tuple[Levels, float, int]


def union(levels: Levels) -> int:
    """All sheets that have any value."""
    every = 0
    for _value, bits in levels:
        every |= bits
    return every


def once_twice(several: Iterable[int]) -> tuple[int, int]:
    """The sheets that are in any of ``several`` sets, and in two of them."""
    once = twice = 0
    for bits in several:
        twice |= once & bits
        once |= bits
    return once, twice


def merged(extras: Sequence[Extra]) -> Extra:
    """Several signals as one: the sums of their levels."""
    parts: Levels = []
    for extra in extras:
        mine, theirs = union(extra.levels), union(parts)
        sums = [
            (value + more, both)
            for value, bits in parts
            for more, held in extra.levels
            if (both := bits & held)
        ]
        sums += [(value, alone) for value, bits in parts if (alone := bits & ~mine)]
        sums += [(value, alone) for value, bits in extra.levels if (alone := bits & ~theirs)]
        parts = sums
    return Extra(distinct(parts))


def _spread(signal: _Signal) -> float:
    """How far sheets can be apart by a signal."""
    levels, weight, _every = signal
    return levels[0][0] * weight if weight else max(levels[0][0], 0.0) - min(levels[-1][0], 0.0)


def _from(signal: _Signal, start: int, ahead: _Further) -> _Further:
    """The most that the levels of a signal from ``start`` on can add, and those ``ahead`` of it."""
    (levels, weight, _every), (value, cover, extra) = signal, ahead
    top = levels[start][0]
    if weight:
        return value + top * weight, cover + weight, extra
    return value, cover, extra + max(top, 0.0)


def _ahead(signals: list[_Signal]) -> list[_Further]:
    """For each signal, the most that it and those after it can add."""
    ahead = [(0.0, 0.0, 0.0)]
    for signal in reversed(signals):
        ahead.append(_from(signal, 0, ahead[-1]))
    return ahead[::-1]


def _of_one(
    one: int, signals: list[_Signal], value: float, cover: float, extra: float
) -> tuple[float, float, float]:
    """What one sheet has in the end, when ``signals`` are still to be looked at."""
    for levels, weight, every in signals:
        if not every & one:
            continue
        for level, bits in levels:
            if bits & one:
                if weight:
                    value, cover = value + level * weight, cover + weight
                else:
                    extra += level
                break
    return value, cover, extra


def _without_words(_value: float, _cover: float, _more: float, _further: float, extra: float) -> float:
    return extra


def _in_turn(pool: int, columns: Sequence[Words], extras: Sequence[Extra]) -> list[_Signal]:
    """The signals that tell sheets of ``pool`` apart, that which tells most first."""
    whole = sum(column.weight for column in columns) or 1.0
    signals = [(each.levels, each.weight / whole, each.every or union(each.levels)) for each in columns]
    signals += [(each.levels, 0.0, union(each.levels)) for each in extras]
    return sorted([each for each in signals if each[-1] & pool], key=_spread, reverse=True)


def _bound(columns: Sequence[Words], sure: float) -> _Most:
    if not columns:
        return _without_words
    return partial(ranking.at_most, sure=sure, steep=ranking.STEEP) if sure else ranking.at_most


def best(pool: int, columns: Sequence[Words], extras: Sequence[Extra], sure: float = 0.0) -> Iterator[Group]:
    """The sheets of ``pool`` in groups of equal score, best first.

    Of a set, only the best level of a signal is split off; the rest waits with the bound of the next level,
    and most of that is never looked at. ``sure``: of a search for a client, as ``ranking.sure_for_a_client``.
    """
    if not pool:
        return
    signals, most, count = _in_turn(pool, columns, extras), _bound(columns, sure), 0
    ahead, last = _ahead(signals), len(signals)
    heap: list[_Split] = [(0.0, count, 0, 0, pool, 0.0, 0.0, 0.0)]
    while heap:
        below, _count, at, start, held, value, cover, extra = heappop(heap)
        while at < last:
            if not held & (held - 1):  # one sheet: its score is worked out at once
                value, cover, extra = _of_one(held, signals[at:], value, cover, extra)
                below, at = -most(value, cover, 0.0, 0.0, extra), last
                break
            levels, weight, every = signals[at]
            after = ahead[at + 1]
            if held & every:
                while not (part := held & levels[start][1]):
                    start += 1
                if rest := held ^ part:
                    count, next_at, next_start, more = count + 1, at + 1, 0, after
                    if start + 1 < len(levels):
                        next_at, next_start = at, start + 1
                        more = _from(signals[at], next_start, after)
                    bound = most(value, cover, more[0], more[1], extra + more[2])
                    heappush(heap, (-bound, count, next_at, next_start, rest, value, cover, extra))
                held = part
                if weight:
                    value, cover = value + levels[start][0] * weight, cover + weight
                else:
                    extra += levels[start][0]
            at, start = at + 1, 0
            below = -most(value, cover, after[0], after[1], extra + after[2])
            if heap and below > heap[0][0]:
                break
        if at == last and (not heap or below <= heap[0][0]):
            # What is the same sum in another order of its parts is one score.
            yield Group(round(-below, 9), held)
        else:
            count += 1
            heappush(heap, (below, count, at, start, held, value, cover, extra))
