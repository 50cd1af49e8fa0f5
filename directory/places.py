"""Which municipality a search names: either language, an alias, a postal code, with a slip of the thumb."""

from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from directory import territory
from search_index.text import words


@dataclass(frozen=True)
class Place:
    """The municipality found, and which words of the search (by position) name it."""

    nis: str
    positions: frozenset[int]


@cache
def _names() -> dict[tuple[str, ...], str]:
    names: dict[tuple[str, ...], str] = {}
    for nis, town in territory.municipalities().items():
        for name in (town.name_nl, town.name_fr, *town.aliases, *town.postal_codes):
            names.setdefault(tuple(words(name)), nis)
    return names


@cache
def _single_words() -> dict[str, str]:
    return {name[0]: nis for name, nis in _names().items() if len(name) == 1 and len(name[0]) >= 5}


def _near(word: str) -> str:
    if len(word) < 5 or word.isdigit():
        return ""
    allowed = 1 if len(word) < 8 else 2
    best = min(
        ((DamerauLevenshtein.distance(word, name), name) for name in _single_words() if name[0] == word[0]),
        default=(99, ""),
    )
    return _single_words()[best[1]] if best[0] <= allowed else ""


def find(tokens: list[str]) -> Place | None:
    """The longest name in ``tokens``; else a beginning of one at the end of the search; else a near one."""
    names = _names()
    for length in range(min(5, len(tokens)), 0, -1):
        for at in range(len(tokens) - length, -1, -1):
            if nis := names.get(tuple(tokens[at : at + length])):
                return Place(nis, frozenset(range(at, at + length)))
    for at in range(len(tokens) - 1, -1, -1):
        if nis := _near(tokens[at]):
            return Place(nis, frozenset({at}))
    return None
