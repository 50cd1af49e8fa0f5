"""The best of many sheets without looking at each: sets are split signal by signal, the best first.

Each signal says which sheets have which value. A set of sheets that is alike in all signals so far has an
upper bound of its score; the set with the highest is split by the next signal. Sets that are split to the
end come out in the order of their scores, and the search stops when there are enough.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

from search_index import ranking

Levels = list[tuple[float, int]]
# Minus the bound, a number that keeps them apart, the next signal, the sheets, and what they have so far: the
# value of the words, their coverage, and the other signals.
_Split = tuple[float, int, int, int, float, float, float]


@dataclass(frozen=True)
class Words:
    """How well sheets answer one word: values from high to low, each with its own sheets."""

    levels: Levels
    weight: float


@dataclass(frozen=True)
class Extra:
    """A signal besides the words; sheets that are not named have 0."""

    levels: Levels


class Group(NamedTuple):
    """Sheets of one score."""

    score: float
    bits: int


def distinct(pieces: list[tuple[float, int]]) -> Levels:
    """Levels from pieces that overlap: each sheet keeps its highest value."""
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


# The level of all sheets that a signal does not name.
_OTHERS = (0.0, -1)


def _ahead(signals: list[tuple[Levels, float]], words: int) -> list[tuple[float, float, float]]:
    """For each signal, of which ``words`` come first: the most that it and those after it can add."""
    ahead = [(0.0, 0.0, 0.0)]
    for at in reversed(range(len(signals))):
        levels, weight = signals[at]
        value, cover, extra = ahead[-1]
        top = levels[0][0] if levels else 0.0
        if at >= words:
            ahead.append((value, cover, extra + max(top, 0.0)))
        else:
            weight = weight if levels else 0.0
            ahead.append((value + top * weight, cover + weight, extra))
    return ahead[::-1]


def best(pool: int, columns: Sequence[Words], extras: Sequence[Extra]) -> Iterator[Group]:
    """The sheets of ``pool`` in groups of equal score, best first."""
    if not pool:
        return
    whole = sum(column.weight for column in columns) or 1.0
    signals = [(column.levels, column.weight / whole) for column in columns]
    signals += [(extra.levels, 0.0) for extra in extras]
    ahead = _ahead(signals, len(columns))
    answered, last, count = bool(columns), len(signals), 0
    heap: list[_Split] = [(0.0, count, 0, pool, 0.0, 0.0, 0.0)]
    while heap:
        below, _count, at, held, value, cover, extra = heappop(heap)
        if at == last:
            yield Group(-below, held)
            continue
        if not held & (held - 1):  # one sheet: its score is worked out at once, and compared with the bounds
            for levels, weight in signals[at:]:
                for level, bits in levels:
                    if bits & held:
                        if weight:
                            value, cover = value + level * weight, cover + weight
                        else:
                            extra += level
                        break
            score = ranking.total(value, cover, extra) if answered else extra
            if not heap or -score <= heap[0][0]:
                yield Group(score, held)
            else:
                count += 1
                heappush(heap, (-score, count, last, held, value, cover, extra))
            continue
        levels, weight = signals[at]
        at += 1
        more_value, more_cover, more_extra = ahead[at]
        rest = held
        for level, bits in (*levels, _OTHERS):
            if not (part := rest & bits):
                continue
            rest ^= part
            if bits < 0:
                now = (value, cover, extra)
            elif weight:
                now = (value + level * weight, cover + weight, extra)
            else:
                now = (value, cover, extra + level)
            count += 1
            most = now[2] + more_extra
            if answered:
                most = ranking.total(now[0] + more_value, now[1] + more_cover, most)
            heappush(heap, (-most, count, at, part, *now))
            if not rest:
                break
