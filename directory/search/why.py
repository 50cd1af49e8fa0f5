"""Why a sheet was found: where each word of the search matched, and which words to mark there."""

from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple, cast

from directory.answers import Match
from directory.search.answering import Alternative
from directory.search.understood import Reading
from directory.search.words import Piece
from search_index import ranking
from search_index.bits import of_numbers
from search_index.index import Index
from search_index.text import STOP, stem

# For one word, at most so many different ways in which it matched.
MOST_WAYS = 3
_value = attrgetter("value")


@lru_cache(maxsize=5000)
def _places(mask: int) -> tuple[tuple[str, str], ...]:
    """(field, language), what counts most first."""
    found = [place for place, bit in ranking.BIT.items() if mask & bit]
    return tuple(sorted(found, key=lambda place: -ranking.FIELDS[place[0]]))


def _spelled(index: Index, root: str) -> tuple[str, ...]:
    """The words of a stem."""
    if (found := index.kept.get(("spelled", root))) is None:
        begun = index.vocabulary.starting(root[: max(3, len(root) - 2)], 200)
        found = tuple(word for word in begun if root in {stem(word, lang) for lang in ("nl", "fr", "en")})
        index.kept["spelled", root] = found
    return cast(tuple[str, ...], found)


def _marks(index: Index, alternative: Alternative) -> tuple[str, ...]:
    kind, term, _factor = alternative
    if kind == "g":
        return (term + "*",)
    return _spelled(index, term) if kind == "s" else (term,)


class Way(NamedTuple):
    """How a sheet answers a word of the search: by which alternative, and where that stands."""

    token: str
    how: str
    alternative: Alternative
    mask: int


def _matches(index: Index, way: Way) -> list[Match]:
    token, how, alternative, mask = way
    if alternative[0] == "f":
        return [Match("category", "", (), token, how)]
    words = _marks(index, alternative)
    return [Match(field, lang, words, token, how) for field, lang in _places(mask)]


Spot = tuple[Alternative, int]


def _spots(index: Index, piece: Piece) -> list[tuple[Spot, int]]:
    """Every alternative of a piece that asks for several words, and where it stands, with the sheets."""
    key = ("spots", piece.source.words)
    if (found := index.kept.get(key)) is None:
        found = index.kept[key] = [
            ((alternative, mask), bits)
            for word in piece.source.words
            for alternative in word
            for mask, bits in index.masks(alternative[0], alternative[1]).items()
        ]
    return cast(list[tuple[Spot, int]], found)


class Why:
    """Why the sheets that a search shows were found; worked out for all of them together, when one is asked
    for: most pieces of a search hold none of them.
    """

    def __init__(self, index: Index, reading: Reading, shown: list[int]) -> None:
        self.index, self.shown, self.every = index, shown, of_numbers(shown)
        # Small words explain nothing, unless nothing else was typed.
        columns = [each for each in reading.columns if each.token not in STOP]
        self.columns = columns or reading.columns
        # Ways by their numbers, in which sheets have them; and what was worked out of them.
        self._numbers: dict[Way, int] = {}
        self._ways: dict[int, list[int]] = {}
        self._by_number: list[Way] = []
        self._told: dict[int, list[Match]] = {}
        self._known: dict[tuple[int, ...], list[Match]] = {}
        self._near: dict[int, list[tuple[Spot, int]]] = {}

    def of(self, number: int) -> list[Match]:
        """All matches of one of the ``shown``, by the words of the search. Sheets that were found in the
        same ways get the same list."""
        if not self._ways:
            self._look()
            self._by_number = list(self._numbers)
        key = tuple(dict.fromkeys(self._ways[number]))
        if (known := self._known.get(key)) is None:
            known = self._known[key] = [match for at in key for match in self._matches(at)]
        return known

    def _matches(self, at: int) -> list[Match]:
        if (told := self._told.get(at)) is None:
            told = self._told[at] = _matches(self.index, self._by_number[at])
        return told

    def _look(self) -> None:
        """The best ways in which each of the sheets answers each word."""
        ones = {number: 1 << number for number in self.shown}
        self._ways = {number: [] for number in self.shown}
        for column in self.columns:
            left, wanting = dict.fromkeys(self.shown, MOST_WAYS), self.every
            for piece in sorted(column.pieces(self.every), key=_value, reverse=True):
                if not (part := piece.bits & wanting):
                    continue
                ways = [(self._number(column.token, piece, spot), bits) for spot, bits in self._spots(piece)]
                for number, one in ones.items():
                    if not part & one:
                        continue
                    self._ways[number] += [at for at, bits in ways if bits & one]
                    left[number] -= 1
                    if not left[number]:
                        wanting ^= one
                if not wanting:
                    break

    def _spots(self, piece: Piece) -> list[tuple[Spot, int]]:
        if piece.at >= 0:
            return [((piece.source.words[0][piece.at], piece.mask), piece.bits)]
        # The pieces of a source have the same spots, and the words of a term the same source.
        words = piece.source.words
        if (near := self._near.get(id(words))) is None:
            near = [(spot, held) for spot, bits in _spots(self.index, piece) if (held := bits & self.every)]
            self._near[id(words)] = near
        return near

    def _number(self, token: str, piece: Piece, spot: Spot) -> int:
        alternative, mask = spot
        how = piece.source.how
        if piece.at >= 0 and alternative[0] == "s" and how == "exact":
            how = "stem"
        return self._numbers.setdefault(Way(token, how, alternative, mask), len(self._numbers))
