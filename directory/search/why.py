"""Why a sheet was found: where each word of the search matched, and which words to mark there."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import cast

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


def _matches(index: Index, token: str, how: str, alternative: Alternative, mask: int) -> Iterator[Match]:
    if alternative[0] == "f":
        yield Match("category", "", (), token, how)
        return
    words = _marks(index, alternative)
    for field, lang in _places(mask):
        yield Match(field, lang, words, token, how)


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
        self.index, self.shown = index, shown
        # Small words explain nothing, unless nothing else was typed.
        columns = [each for each in reading.columns if each.token not in STOP]
        self.columns = columns or reading.columns
        self._ways: dict[int, list[tuple[int, Spot]]] = {}
        self._known: dict[tuple[tuple[int, Spot], ...], list[Match]] = {}

    def of(self, number: int) -> list[Match]:
        """All matches of one of the ``shown``, by the words of the search. Sheets that were found in the
        same ways get the same list."""
        if not self._ways:
            self._look()
        key = tuple(self._ways[number])
        if (known := self._known.get(key)) is None:
            found = chain.from_iterable(self._of_way(*way) for way in key)
            known = self._known[key] = list(dict.fromkeys(found))
        return known

    def _look(self) -> None:
        """The best ways in which each of the sheets answers each word."""
        ones = {number: 1 << number for number in self.shown}
        every = of_numbers(self.shown)
        self._pieces: list[tuple[str, Piece]] = []
        self._ways = {number: [] for number in self.shown}
        for column in self.columns:
            left, wanting = dict.fromkeys(self.shown, MOST_WAYS), every
            for piece in sorted(column.pieces(every), key=_value, reverse=True):
                if not (part := piece.bits & wanting):
                    continue
                at = len(self._pieces)
                self._pieces.append((column.token, piece))
                spots = self._spots(piece, part)
                for number, one in ones.items():
                    if not part & one:
                        continue
                    self._ways[number] += [(at, spot) for spot, bits in spots if bits & one]
                    left[number] -= 1
                    if not left[number]:
                        wanting ^= one
                if not wanting:
                    break

    def _spots(self, piece: Piece, every: int) -> list[tuple[Spot, int]]:
        if piece.at >= 0:
            return [((piece.source.words[0][piece.at], piece.mask), piece.bits)]
        return [(spot, part) for spot, bits in _spots(self.index, piece) if (part := bits & every)]

    def _of_way(self, at: int, spot: Spot) -> Iterable[Match]:
        token, piece = self._pieces[at]
        alternative, mask = spot
        how = piece.source.how
        if piece.at >= 0 and alternative[0] == "s" and how == "exact":
            how = "stem"
        return _matches(self.index, token, how, alternative, mask)
