"""The best of many sheets without looking at each: sets are split signal by signal, the best first.

Each signal says which sheets have which value. A set of sheets that is alike in all signals so far has an
upper bound of its score; the set with the highest is split by the next signal. Sets that are split to the
end come out in the order of their scores, and the search stops when there are enough.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from search_index import ranking

Levels = list[tuple[float, int]]
# Minus the bound, a number that keeps them apart, the next signal, the sheets, and what they have so far: the
# value of the words, their coverage, the other signals, and the value of each signal.
_Split = tuple[float, int, int, int, float, float, float, tuple[float, ...]]


@dataclass(frozen=True)
class Words:
    """How well sheets answer one word: values from high to low, each with its own sheets."""

    levels: Levels
    weight: float


@dataclass(frozen=True)
class Extra:
    """A signal besides the words; sheets that are not named have 0."""

    levels: Levels


@dataclass(frozen=True)
class Group:
    """Sheets of one score: the values of the words, and of the other signals, in their order."""

    score: float
    bits: int
    values: tuple[float, ...]


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


def best(pool: int, columns: Sequence[Words], extras: Sequence[Extra]) -> Iterator[Group]:
    """The sheets of ``pool`` in groups of equal score, best first."""
    signals: list[Words | Extra] = [*columns, *extras]
    if not pool:
        return
    whole = sum(column.weight for column in columns) or 1.0
    # For each signal: the most that it and those after it can add.
    ahead = [(0.0, 0.0, 0.0)]
    for signal in reversed(signals):
        value, cover, extra = ahead[-1]
        top = signal.levels[0][0] if signal.levels else 0.0
        if isinstance(signal, Words):
            weight = signal.weight / whole if signal.levels else 0.0
            ahead.append((value + top * weight, cover + weight, extra))
        else:
            ahead.append((value, cover, extra + max(top, 0.0)))
    ahead.reverse()
    answered = bool(columns)
    count = 0

    def bound(at: int, value: float, cover: float, extra: float) -> float:
        more_value, more_cover, more_extra = ahead[at]
        if not answered:
            return extra + more_extra
        return ranking.total(value + more_value, cover + more_cover, extra + more_extra)

    heap: list[_Split] = [(-bound(0, 0.0, 0.0, 0.0), count, 0, pool, 0.0, 0.0, 0.0, ())]
    while heap:
        below, _count, at, held, value, cover, extra, values = heappop(heap)
        if at == len(signals):
            yield Group(-below, held, values)
            continue
        signal = signals[at]
        weight = signal.weight / whole if isinstance(signal, Words) else 0.0
        rest = held
        for level, bits in signal.levels:
            part = rest & bits
            if not part:
                continue
            rest ^= part
            count += 1
            now = (value + level * weight, cover + weight, extra) if weight else (value, cover, extra + level)
            heappush(heap, (-bound(at + 1, *now), count, at + 1, part, *now, (*values, level)))
            if not rest:
                break
        if rest:
            count += 1
            now = (value, cover, extra)
            heappush(heap, (-bound(at + 1, *now), count, at + 1, rest, *now, (*values, 0.0)))
