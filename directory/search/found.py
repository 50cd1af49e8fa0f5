"""What the sources of a word find: sets of sheets, with how much the word counts there and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from directory.search import answering
from directory.search.answering import Met, Source
from search_index import ranking
from search_index.bits import any_of
from search_index.index import Index
from search_index.order import Levels, distinct


class Piece(NamedTuple):
    """Sheets that a source found. ``at``: which alternative of its only word; -1 where it has several."""

    value: float
    bits: int
    source: Source
    at: int
    mask: int


@dataclass(frozen=True, eq=False)
class Found:
    """What sources found together. ``best``: each sheet with its best piece. ``reasons``: sheets by what
    kind of reason there is for them. ``scale``: what all of it is worth."""

    met: list[tuple[Source, Met]]
    best: Levels
    reasons: dict[str, int]
    scale: float = 1.0

    def pieces(self, of: int) -> Iterator[Piece]:
        """Those that hold any of the sheets ``of``: of hundreds, a few."""
        for source, met in self.met:
            if not met.every & of:
                continue
            factor = source.factor * self.scale
            for value, bits, at, mask in met.parts:
                if part := bits & of:
                    yield Piece(value * factor, part, source, at, mask)

    def begins(self) -> int:
        """The sheets of which a name begins with it."""
        held = 0
        for _source, met in self.met:
            held |= any_of(bits for _value, bits, _at, mask in met.parts if mask & ranking.FIRST)
        return held

    def within(self, of: int) -> "Found":
        """The same for none but the sheets ``of``."""
        met = [(source, one) for source, one in self.met if one.every & of]
        best = [(value, part) for value, bits in self.best if (part := bits & of)]
        return Found(met, best, {why: bits & of for why, bits in self.reasons.items()}, self.scale)

    def scaled(self, by: float) -> "Found":
        """The same, worth more or less."""
        best = [(value * by, bits) for value, bits in self.best]
        return Found(self.met, best, self.reasons, self.scale * by)


def found_by(index: Index, sources: Iterable[Source]) -> Found:
    """What several sources find.

    A list is not to jump by what half a word may become: that is no reason to be counted beside others.
    """
    found = [(source, met) for source in sources if (met := answering.met(index, source)).parts]
    levels: list[tuple[float, int]] = []
    reasons: dict[str, int] = {}
    for source, met in found:
        factor, kind = source.factor, source.kind
        levels += [(value * factor, bits) for value, bits in met.best]
        if source.half:
            continue
        if met.told:
            reasons[kind] = reasons.get(kind, 0) | met.told
        if met.labelled and kind != "word":
            reasons["facet"] = reasons.get("facet", 0) | met.labelled
    return Found(found, distinct(levels) if len(found) > 1 else levels, reasons)
