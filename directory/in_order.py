"""What comes after what in a search. Within *peur > de > père* nothing but small words may stand, so that *ma
mère a peur de tomber* is no fear of a mother."""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import NamedTuple

from directory.groups import TELLING
from directory.lookup import Choices, Options, Positions
from search_index.text import SILENT

# So many ways of setting the words of a search in the places of a term are tried.
MOST_TRIED = 200


class Row(NamedTuple):
    """Where the words of a term stand, for how many of them another is said, and where what stands in a row
    ends."""

    positions: Positions = frozenset()
    said: int = 0
    end: int = -1


def fitted(
    options: list[Options], linked: Container[int], between: Container[int], may_end: Callable[[int], bool]
) -> Row | None:
    """The words of a search set in the places of a term. ``linked``: the places of which the word comes next
    after that of the place before. ``between``: where words stand that may come between. ``may_end``: whether
    what stands in a row may end at a place."""
    return _fit(Row(), frozenset(), 0, options, linked, between, may_end, [MOST_TRIED])


def _follows(at: Positions, before: Positions, between: Container[int]) -> bool:
    return min(at) > max(before) and all(one in between for one in range(max(before) + 1, min(at)))


def _fit(
    row: Row,
    before: Positions,
    place: int,
    options: list[Options],
    linked: Container[int],
    between: Container[int],
    may_end: Callable[[int], bool],
    left: list[int],
) -> Row | None:
    """``row`` with the places from ``place`` on filled too. ``before``: where the word of the place before
    stands. ``left``: how many words may still be tried."""
    if place == len(options):
        return row if may_end(row.end) else None
    in_row = place in linked or place + 1 in linked
    for more, at in sorted(options[place], key=lambda word: (word[0], min(word[1]))):
        if not left[0] or at & row.positions or (place in linked and not _follows(at, before, between)):
            continue
        if in_row and more and all(one in between for one in at):
            continue  # "peur de son examen" is of no son
        left[0] -= 1
        end = max(at) + 1 if place in linked else row.end
        wider = Row(row.positions | at, row.said + more, end)
        if whole := _fit(wider, at, place + 1, options, linked, between, may_end, left):
            return whole
    return None


def follows(rows: Iterable[Choices], ends: Sequence[int], tokens: Sequence[str]) -> bool:
    """Whether any row of words that must not follow a term stands where it ends."""
    return any(
        len(tokens) >= end + len(row) and all(_may_be(tokens[end + at], may) for at, may in enumerate(row))
        for row in rows
        for end in ends
    )


def _may_be(token: str, may: frozenset[str]) -> bool:
    """Whether a word is any of those that must not follow; of none, any is. '' stands for a word that counts
    for nothing."""
    return bool(token) and (not may or token in may or (TELLING in may and token not in SILENT))


def may_end(rows: Iterable[Choices], tokens: Sequence[str], end: int) -> bool:
    """Whether none of these rows of words follows at a place."""
    return not follows(rows, [end], tokens)
