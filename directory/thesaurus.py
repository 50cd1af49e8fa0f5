"""The words that mean the same, or nearly, in three languages: expanded when searching, not when indexing."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search_index import ranking
from search_index.text import STOP, words

DATA = Path(__file__).parent / "data"
Term = tuple[str, ...]


@dataclass(frozen=True)
class Expansion:
    """Other terms for the words at ``positions``, and how much they count."""

    positions: frozenset[int]
    terms: tuple[Term, ...]
    labels: tuple[str, ...]
    weight: float


@cache
def _groups() -> tuple[dict[Term, list[int]], list[tuple[tuple[Term, ...], tuple[str, ...], float]]]:
    by_term: dict[Term, list[int]] = {}
    groups = []
    with open(DATA / "synonyms.csv", encoding="utf-8", newline="") as handle:
        for at, row in enumerate(csv.DictReader(handle)):
            labels = tuple(row["all_terms"].split("|"))
            terms = tuple(tuple(w for w in words(label) if w not in STOP) for label in labels)
            weight = ranking.EQUIVALENT if row["kind"] == "equivalent" else ranking.RELATED
            groups.append((tuple(t for t in terms if t), labels, weight))
            for term in terms:
                by_term.setdefault(term, []).append(at)
    return by_term, groups


def expand(tokens: list[str]) -> list[Expansion]:
    """Every group that one of its terms, in full, stands for in the search."""
    by_term, groups = _groups()
    kept = [(at, token) for at, token in enumerate(tokens) if token not in STOP]
    found = []
    for begin in range(len(kept)):
        for end in range(begin + 1, min(begin + 5, len(kept)) + 1):
            span = kept[begin:end]
            for group in by_term.get(tuple(token for _at, token in span), ()):
                terms, labels, weight = groups[group]
                found.append(Expansion(frozenset(at for at, _token in span), terms, labels, weight))
    return found
