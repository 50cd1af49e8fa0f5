"""Why a sheet was found: where each word of the search matched, and which words to mark there."""

from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from directory.answers import Match
from directory.models import LANGUAGES
from directory.search.answering import Alternative, Source
from directory.search.found import Found, Piece
from directory.search.understood import Reading
from directory.search.words import Column
from search_index import ranking
from search_index.bits import of_numbers
from search_index.index import Index
from search_index.kept import kept
from search_index.text import STOP, stem, stems

# For one word, at most so many different ways in which it matched.
MOST_WAYS = 3
# How the very word answers that was typed, or begun.
ITSELF = frozenset({"exact", "stem", "prefix"})
_value = attrgetter("value")


@lru_cache(maxsize=5000)
def _places(mask: int) -> tuple[tuple[str, str], ...]:
    """(field, language), what counts most first."""
    found = [place for place, bit in ranking.BIT.items() if mask & bit]
    return tuple(sorted(found, key=lambda place: -ranking.FIELDS[place[0]]))


@kept
def _spelled(index: Index, root: str) -> dict[str, tuple[str, ...]]:
    """The words that have a stem in each language; under '' in any."""
    begun = index.vocabulary.starting(root[: max(3, len(root) - 2)], 200)
    found = {lang: tuple(word for word in begun if stem(word, lang) == root) for lang in LANGUAGES}
    found[""] = tuple(dict.fromkeys(word for words in found.values() for word in words))
    return found


@lru_cache(maxsize=5000)
def _of_langs(mask: int, langs: tuple[str, ...], named: bool) -> tuple[tuple[str, str], ...]:
    """The places that may have a word of ``langs``; in a name (``named``) it may stand in any."""
    return tuple(
        (field, lang) for field, lang in _places(mask)
        if not lang or lang in langs or (named and field == "name")
    )  # fmt: skip


class Way(NamedTuple):
    """How a sheet answers a word of the search: by which alternative, and where that stands. ``langs``: the
    languages of which it is a word; in a text of another, what looks like it is another word."""

    how: str
    alternative: Alternative
    mask: int
    langs: tuple[str, ...] = LANGUAGES


@lru_cache(maxsize=5000)
def _of_stem(word: str, root: str) -> tuple[str, ...]:
    found = tuple(lang for lang in LANGUAGES if root in stems(word, lang))
    return found if 0 < len(found) < len(LANGUAGES) else LANGUAGES


def _langs(source: Source, alternative: Alternative) -> tuple[str, ...]:
    if source.lang:
        return (source.lang,)
    # A stem of what was typed: *medical* has that of *médicaments*.
    return _of_stem(source.label, alternative[1]) if alternative[0] == "s" else LANGUAGES


def _matches(index: Index, token: str, way: Way) -> list[Match]:
    how, (kind, term, _factor), mask, langs = way
    if how == "there":  # the place on the line says it
        return []
    if kind == "f":
        return [Match("category", "", (), token, how)]
    places = _places(mask)
    if langs is not LANGUAGES:
        places = _of_langs(mask, langs, kind == "w")
    if kind == "s":
        spelled = _spelled(index, term)
        return [Match(field, lang, spelled[lang], token, how) for field, lang in places]
    words = (term + "*" if kind == "g" else term,)
    return [Match(field, lang, words, token, how) for field, lang in places]


Spot = tuple[Alternative, int]


@kept
def _spots(index: Index, words: tuple[tuple[Alternative, ...], ...]) -> list[tuple[Spot, int]]:
    """Every alternative of a source that asks for several words, and where it stands, with the sheets."""
    return [
        ((alternative, mask), bits)
        for word in words
        for alternative in word
        for mask, bits in index.masks(alternative[0], alternative[1]).items()
    ]


class Why:
    """Why the sheets that a search shows were found; worked out for all of them together, when one is asked
    for: most pieces of a search hold none of them.
    """

    def __init__(self, index: Index, reading: Reading, shown: list[int]) -> None:
        self.index, self.shown, self.every = index, shown, of_numbers(shown)
        # Small words explain nothing, unless nothing else was typed.
        columns = [each for each in reading.columns if each.token not in STOP]
        self.columns = columns or reading.columns
        self._ways: dict[Way, int] = {}
        # What was found is looked through once, though all words of a term have it; and so is a source.
        self._pieces: dict[Found, list[Piece]] = {}
        self._near: dict[tuple[str, tuple[str, ...], int], list[tuple[int, int]]] = {}
        # The ways of each sheet, as (which word, number of the way); and what was worked out of them.
        self._of_sheet: dict[int, list[tuple[int, int]]] = {}
        self._told: dict[tuple[int, int], list[Match]] = {}
        self._known: dict[tuple[tuple[int, int], ...], list[Match]] = {}

    def of(self, number: int) -> list[Match]:
        """All matches of one of the ``shown``, by the words of the search. Sheets that were found in the
        same ways get the same list."""
        if not self._of_sheet:
            self._look()
        key = tuple(dict.fromkeys(self._of_sheet[number]))
        if (known := self._known.get(key)) is None:
            known = self._known[key] = [match for each in key for match in self._told[each]]
        return known

    def _look(self) -> None:
        """The best ways in which each of the sheets answers each word."""
        self._of_sheet = {number: [] for number in self.shown}
        for at, column in enumerate(self.columns):
            left, wanting = dict.fromkeys(self.shown, MOST_WAYS), self.every
            for piece in self._of_column(column):
                # What was typed itself counts beside the best: it is marked wherever it is shown.
                itself = piece.source.how in ITSELF
                if not (part := piece.bits & (self.every if itself else wanting)):
                    continue
                ways = self._ways_of(piece)
                while part:
                    one = part & -part
                    number, part = one.bit_length() - 1, part ^ one
                    self._of_sheet[number] += [(at, way) for way, bits in ways if bits & one]
                    left[number] -= 1
                    if not left[number]:
                        wanting ^= one
        every = list(self._ways)
        used = {each for pairs in self._of_sheet.values() for each in pairs}
        self._told = {(at, way): _matches(self.index, self.columns[at].token, every[way]) for at, way in used}

    def _of_column(self, column: Column) -> list[Piece]:
        """What of a word holds any of the sheets, the best first."""
        found = [self._of_found(one) for one in column.found]
        if len(found) == 1:
            return found[0]
        return sorted([piece for one in found for piece in one], key=_value, reverse=True)

    def _of_found(self, found: Found) -> list[Piece]:
        if (known := self._pieces.get(found)) is None:
            known = self._pieces[found] = sorted(found.pieces(self.every), key=_value, reverse=True)
        return known

    def _ways_of(self, piece: Piece) -> list[tuple[int, int]]:
        """Each by its number, with its sheets."""
        how, words = piece.source.how, piece.source.words
        if piece.at >= 0:
            alternative = words[0][piece.at]
            way = Way(how, alternative, piece.mask, _langs(piece.source, alternative))
            return [(self._number(way), piece.bits)]
        # The pieces of a source have the same spots, and the words of a term the same source.
        langs = (piece.source.lang,) if piece.source.lang else LANGUAGES
        if (near := self._near.get((how, langs, id(words)))) is None:
            near = self._near[how, langs, id(words)] = [
                (self._number(Way(how, *spot, langs)), held)
                for spot, bits in _spots(self.index, words) if (held := bits & self.every)
            ]  # fmt: skip
        return near

    def _number(self, way: Way) -> int:
        return self._ways.setdefault(way, len(self._ways))
