"""One word of a search, and all that answers it: itself, its stems, longer words, parts, what it may mean.

A *source* is a way in which a sheet can answer a word. What it finds are *pieces*: sets of sheets with how
much the word counts there. A *column* holds all pieces of one word; a sheet counts with its best.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import log
from typing import NamedTuple

from directory.search.compounds import SHORTEST_PART, halves
from search_index import ranking
from search_index.documents import LONGEST_HALF
from search_index.index import Index
from search_index.order import Levels, distinct
from search_index.text import ASKING, STOP, stems

# At most so many longer words are taken up for a half or a part.
MOST_LONGER, MOST_COMPOUNDS = 60, 40
# At most so many words and terms are kept with what they find.
MOST_KEPT = 20_000
# A word that stands in this part of the sheets, or in fewer, has its full weight.
RARE = 0.02
Alternative = tuple[str, str, float]
# Ways of one kind: that a sheet has a word and its stem, or a term that means the same, says one thing.
_KIND_OF = {
    **dict.fromkeys(("exact", "stem", "prefix", "part", "typo", "joined"), "word"),
    "equivalent": "also", "related": "also",
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """``words``: each is answered by any of its alternatives (kind, term, factor); a sheet must answer all.
    ``how``: as in ``answers.Match``. ``label``: the term of the thesaurus, or the word. ``half``: by a term
    that may be meant, as its last word is still being typed."""

    how: str
    factor: float
    words: tuple[tuple[Alternative, ...], ...]
    label: str = ""
    half: bool = False

    @property
    def kind(self) -> str:
        """What kind of reason it is: the word, words that mean the same, a need, or a kind of help."""
        return "facet" if self.words[0][0][0] == "f" else _KIND_OF.get(self.how, self.how)


class Piece(NamedTuple):
    """Sheets that a source found. ``at``: which alternative of its only word; -1 where it has several."""

    value: float
    bits: int
    source: Source
    at: int
    mask: int


def _reason(piece: Piece) -> str:
    """What kind of reason a piece is for its sheets; '' where it is none to be counted beside others.

    A list is not to jump by what half a word may become; a word of an address says nothing, and one of the
    label of a kind of help no more than the kind.
    """
    source, mask = piece.source, piece.mask
    if source.half or (mask and not mask & ranking.TOLD):
        return ""
    if mask == ranking.LABEL:
        return "" if source.kind == "word" else "facet"
    return source.kind


class Found(NamedTuple):
    """What sources found together. ``best``: each sheet with its best piece. ``reasons``: sheets by what
    kind of reason there is for them."""

    pieces: list[Piece]
    best: Levels
    reasons: dict[str, int]


def together(index: Index, sources: Iterable[Source]) -> Found:
    """What several sources find."""
    pieces = [piece for source in sources for piece in found(index, source)]
    reasons: dict[str, int] = {}
    for piece in pieces:
        if reason := _reason(piece):
            reasons[reason] = reasons.get(reason, 0) | piece.bits
    return Found(pieces, distinct([(piece.value, piece.bits) for piece in pieces]), reasons)


@dataclass
class Column:
    """A word of the search with all that answers it."""

    token: str
    weight: float = 1.0
    sources: list[Source] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def add(self, index: Index, sources: list[Source]) -> None:
        """Take sources in."""
        self.sources += sources
        self.take(together(index, sources))

    def take(self, found: Found) -> None:
        """Take in what sources found."""
        if found.pieces:
            self.found.append(found)
            self.__dict__.pop("levels", None)

    @property
    def pieces(self) -> Iterator[Piece]:
        return (piece for one in self.found for piece in one.pieces)

    @cached_property
    def levels(self) -> Levels:
        """Each sheet with its best piece, and a little more where several kinds of reasons agree on it."""
        reasons: dict[str, int] = {}
        for found in self.found:
            for reason, bits in found.reasons.items():
                reasons[reason] = reasons.get(reason, 0) | bits
        once = twice = 0
        for bits in reasons.values():
            twice |= once & bits
            once |= bits
        best = [level for found in self.found for level in found.best]
        if not twice:
            return self.found[0].best if len(self.found) == 1 else distinct(best)
        agreed = [(value + ranking.AGREED, part) for value, bits in best if (part := bits & twice)]
        return distinct([*agreed, *best])

    @property
    def bits(self) -> int:
        """All sheets that answer."""
        held = 0
        for _value, level in self.levels:
            held |= level
        return held


def _of_word(
    index: Index, alternatives: tuple[Alternative, ...], need: bool
) -> Iterator[tuple[float, int, int, int]]:
    fields = ranking.of_need if need else ranking.value
    for at, (kind, term, factor) in enumerate(alternatives):
        for mask, bits in index.masks(kind, term).items():
            if value := (fields(mask) if kind != "f" else ranking.FACET):
                yield value * factor, bits, at, mask


def _all_of(columns: list[Levels]) -> Levels:
    """Sheets that answer every word, as much as the one that they answer least."""
    marks = sorted({value for levels in columns for value, _bits in levels}, reverse=True)
    seen, met = 0, []
    for mark in marks:
        every = -1
        for levels in columns:
            held = 0
            for value, bits in levels:
                if value < mark:
                    break
                held |= bits
            every &= held
        if fresh := every & ~seen:
            met.append((mark, fresh))
            seen |= fresh
    return met


def _met(
    index: Index, words: tuple[tuple[Alternative, ...], ...], need: bool
) -> list[tuple[float, int, int, int]]:
    """(value, sheets, which alternative, mask) of sheets that answer every word; of several words, the mask
    says only which sheets have some of them in nothing but the label of their kind of help."""
    if len(words) == 1:
        return list(_of_word(index, words[0], need))
    columns, told = [], -1
    for word in words:
        pieces = list(_of_word(index, word, need))
        columns.append(distinct([(value, bits) for value, bits, _at, _mask in pieces]))
        if not columns[-1]:
            return []
        own = 0
        for _value, bits, _at, mask in pieces:
            own |= bits if mask != ranking.LABEL else 0
        told &= own
    met = []
    for value, bits in _all_of(columns):
        met += [(value, bits & told, -1, 0), (value, bits & ~told, -1, ranking.LABEL)]
    return [one for one in met if one[1]]


def found(index: Index, source: Source) -> list[Piece]:
    """The sheets that a source leads to."""
    need = source.how == "need"
    key = ("need", source.words) if need else source.words
    if (met := index.kept.get(key)) is None:
        met = index.kept[key] = _met(index, source.words, need)
    factor = source.factor
    return [Piece(value * factor, bits, source, at, mask) for value, bits, at, mask in met]


@lru_cache(maxsize=50_000)
def as_it_is(word: str) -> tuple[Alternative, ...]:
    """A word itself and its stems."""
    roots = sorted(stems(word))
    return (("w", word, ranking.FACTORS["exact"]), *(("s", root, ranking.FACTORS["stem"]) for root in roots))


def term(how: str, words: Iterable[str], factor: float, label: str = "", half: bool = False) -> Source:
    """A source that asks for every word of a term."""
    return Source(how, factor, tuple(as_it_is(word) for word in words), label, half)


def exact(word: str) -> Source:
    return Source("exact", 1.0, ((("w", word, ranking.FACTORS["exact"]),),), word)


def _stemmed(word: str) -> list[Source]:
    alternatives = tuple(("s", root, ranking.FACTORS["stem"]) for root in sorted(stems(word)))
    return [Source("stem", 1.0, (alternatives,), word)] if alternatives else []


def half(index: Index, word: str) -> list[Source]:
    """Longer words that begin so."""
    if len(word) < 2:
        return []
    factor = ranking.FACTORS["prefix"]
    if len(word) <= LONGEST_HALF:
        return [Source("prefix", 1.0, ((("g", word, factor),),), word)]
    longer = [one for one in index.vocabulary.starting(word, MOST_LONGER) if one != word]
    alternatives = tuple(("w", one, factor) for one in longer)
    return [Source("prefix", 1.0, (alternatives,), word)] if longer else []


def parts(index: Index, word: str) -> list[Source]:
    """Dutch compounds that hold the word at their end or beginning, and the halves of one that it is."""
    if word.isdigit() or len(word) < SHORTEST_PART:
        return []
    factor = ranking.FACTORS["part"]
    longer = dict.fromkeys(index.vocabulary.ending(word, MOST_COMPOUNDS))
    longer |= dict.fromkeys(index.vocabulary.starting(word, MOST_COMPOUNDS))
    longer.pop(word, None)
    sources = []
    if longer:
        sources.append(Source("part", 1.0, (tuple(("w", one, factor) for one in longer),), word))
    sources += [term("part", pair, ranking.FACTORS["split"], word) for pair in halves(index, word)]
    return sources


def weight(index: Index, word: str) -> float:
    """How much a word says: less when it says nothing, or when many sheets have it."""
    if word in STOP:
        return ranking.STOP_WORD
    if word in ASKING:
        return ranking.ASKING_WORD
    held = index.bits("w", word)
    for root in stems(word):
        held |= index.bits("s", root)
    count, every = held.bit_count(), index.all.bit_count()
    if not count or not every:
        return 1.0
    part = log(1 + every / count) / log(1 + 1 / RARE)
    return max(ranking.COMMON_WORD, min(1.0, part))


def column(index: Index, word: str, last: bool) -> Column:
    """What answers a word without guessing. ``last``: it may still be being typed."""
    if (kept := index.kept.get((word, last))) is None:
        if len(index.kept) > MOST_KEPT:
            index.kept.clear()
        kept = index.kept[word, last] = _column(index, word, last)
    made = Column(word, kept.weight, list(kept.sources), list(kept.found))
    made.levels = kept.levels
    return made


def _column(index: Index, word: str, last: bool) -> Column:
    made = Column(word, weight(index, word))
    sources = [exact(word), *_stemmed(word)]
    if last:
        sources += half(index, word)
    if word not in STOP:
        sources += parts(index, word)
    made.add(index, sources)
    return made
