"""Why a sheet was found: where each word of the search matched, and which words to mark there."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from directory.answers import Match
from directory.search.reading import Reading
from directory.search.words import Alternative, Column, Piece
from search_index import ranking
from search_index.index import Index
from search_index.text import STOP, stem
from search_index.vocabulary import Vocabulary

# For one word, at most so many different ways in which it matched.
MOST_WAYS = 3


@lru_cache(maxsize=5000)
def _places(mask: int) -> tuple[tuple[str, str], ...]:
    """(field, language), what counts most first."""
    found = [place for place, bit in ranking.BIT.items() if mask & bit]
    return tuple(sorted(found, key=lambda place: -ranking.FIELDS[place[0]]))


def _spelled(vocabulary: Vocabulary, root: str) -> tuple[str, ...]:
    """The words of a stem."""
    begun = vocabulary.starting(root[: max(3, len(root) - 2)], 200)
    return tuple(word for word in begun if root in {stem(word, lang) for lang in ("nl", "fr", "en")})


def _marks(index: Index, alternative: Alternative) -> tuple[str, ...]:
    kind, term, _factor = alternative
    if kind == "g":
        return (term + "*",)
    return _spelled(index.vocabulary, term) if kind == "s" else (term,)


def _matches(index: Index, token: str, how: str, alternative: Alternative, mask: int) -> Iterator[Match]:
    if alternative[0] == "f":
        yield Match("category", "", (), token, how)
        return
    words = _marks(index, alternative)
    for field, lang in _places(mask):
        yield Match(field, lang, words, token, how)


def _of_piece(index: Index, token: str, piece: Piece, one: int) -> Iterator[Match]:
    source = piece.source
    how = source.how
    if piece.at >= 0:
        if source.words[0][piece.at][0] == "s" and how == "exact":
            how = "stem"
        yield from _matches(index, token, how, source.words[0][piece.at], piece.mask)
        return
    for word in source.words:
        for alternative in word:
            kind, term, _factor = alternative
            for mask, bits in index.masks(kind, term).items():
                if bits & one:
                    yield from _matches(index, token, how, alternative, mask)


def _of_column(index: Index, column: Column, one: int) -> Iterator[Match]:
    """The best ways in which a sheet answers a word."""
    held = sorted((piece for piece in column.pieces if piece.bits & one), key=lambda piece: -piece.value)
    for piece in held[:MOST_WAYS]:
        yield from _of_piece(index, column.token, piece, one)


def matches(index: Index, reading: Reading, number: int) -> list[Match]:
    """All matches of one sheet, by the words of the search."""
    one = 1 << number
    # Small words explain nothing, unless nothing else was typed.
    columns = [each for each in reading.columns if each.token not in STOP] or reading.columns
    found: Iterable[Match] = (match for column in columns for match in _of_column(index, column, one))
    return list(dict.fromkeys(found))
