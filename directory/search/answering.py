"""What a word or a term is asked of the index, and the sheets that answer it."""

from collections.abc import Iterator
from typing import NamedTuple

from search_index import ranking
from search_index.index import Index
from search_index.kept import kept
from search_index.order import Levels, distinct

Alternative = tuple[str, str, float]
# Ways of one kind: that a sheet has a word and its stem, or a term that means the same, says one thing.
_KIND_OF = {
    **dict.fromkeys(("exact", "stem", "prefix", "part", "typo"), "word"),
    "equivalent": "also", "related": "also",
}  # fmt: skip


class Source(NamedTuple):
    """``words``: each is answered by any of its alternatives (kind, term, factor); a sheet must answer all.
    ``how``: as in ``answers.Match``. ``label``: the term of the thesaurus, or the word. ``half``: by a term
    that may be meant, as its last word is still being typed. ``lang``: of the term; '' for any."""

    how: str
    factor: float
    words: tuple[tuple[Alternative, ...], ...]
    label: str = ""
    half: bool = False
    lang: str = ""

    @property
    def kind(self) -> str:
        """What kind of reason it is: the word, words that mean the same, a need, or a kind of help."""
        return "facet" if self.words[0][0][0] == "f" else _KIND_OF.get(self.how, self.how)


def there(codes: tuple[str, ...]) -> Source:
    """Who stands in a municipality that is named: its sheet need not have that name of it, nor that of a
    neighbourhood."""
    facets = tuple(("f", f"located={code}", ranking.FACTORS["there"]) for code in codes)
    return Source("there", 1.0, (facets,))


def speaking(codes: tuple[str, ...]) -> Source:
    """Whose staff speak languages of ours that are named, all of them: its sheet need not say so in words."""
    facets = tuple((("f", f"language={code}", ranking.FACTORS["there"]),) for code in codes)
    return Source("there", 1.0, facets)


class Met(NamedTuple):
    """Sheets that answer some words, whoever asks for them. ``parts``: (value, sheets, which alternative,
    mask). ``best``: each sheet with its best part. ``told``: those that it says something of; ``labelled``:
    those that have a word in the label of their kind of help, which says no more than the kind. ``every``:
    all of them."""

    parts: list[tuple[float, int, int, int]]
    best: Levels
    told: int
    labelled: int
    every: int


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


def _parts(
    index: Index, words: tuple[tuple[Alternative, ...], ...], need: bool
) -> list[tuple[float, int, int, int]]:
    """(value, sheets, which alternative, mask) of sheets that answer every word; of several words, the mask
    says only which sheets have some of them in nothing but the label of their kind of help."""
    if len(words) == 1:
        return list(_of_word(index, words[0], need))
    columns, told, every = [], -1, -1
    for word in words:
        one = _word(index, word, need)
        every &= one.every
        if not every:
            return []
        columns.append(one.levels)
        told &= one.own
    met = []
    for value, bits in _all_of([_within(levels, every) for levels in columns]):
        met += [(value, bits & told, -1, 0), (value, bits & ~told, -1, ranking.LABEL)]
    return [one for one in met if one[1]]


class _Word(NamedTuple):
    """One word of several that must be answered. ``own``: sheets that have it in more than the label of their
    kind of help."""

    levels: Levels
    every: int
    own: int


@kept
def _word(index: Index, alternatives: tuple[Alternative, ...], need: bool) -> _Word:
    pieces = list(_of_word(index, alternatives, need))
    every = own = 0
    for _value, bits, _at, mask in pieces:
        every |= bits
        own |= bits if mask != ranking.LABEL else 0
    return _Word(distinct([(value, bits) for value, bits, _at, _mask in pieces]), every, own)


def _within(levels: Levels, every: int) -> Levels:
    return [(value, part) for value, bits in levels if (part := bits & every)]


def met(index: Index, source: Source) -> Met:
    """The sheets that a source leads to; kept, whatever the source is worth."""
    return _met(index, source.words, source.how == "need")


@kept
def _met(index: Index, words: tuple[tuple[Alternative, ...], ...], need: bool) -> Met:
    return _weighed(_parts(index, words, need))


def _weighed(parts: list[tuple[float, int, int, int]]) -> Met:
    told = labelled = every = 0
    for _value, bits, _at, mask in parts:
        every |= bits
        if mask == ranking.LABEL:
            labelled |= bits
        elif not mask or mask & ranking.TOLD:  # a word of an address says nothing
            told |= bits
    return Met(parts, distinct([(value, bits) for value, bits, _at, _mask in parts]), told, labelled, every)
