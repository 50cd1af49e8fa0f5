"""From what a caseworker types to the sheets that answer it. The ranking is explained in docs/search.md."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory import indexing, places, territory, thesaurus
from directory.answers import CaseContext, Criteria, FacetCount, Hit, Match, Results, Suggestions
from directory.indexing import Facet
from search_index import ranking
from search_index.index import Index
from search_index.text import STOP, stems, words

Scores = dict[str, float]
__all__ = [
    "CaseContext", "Criteria", "FacetCount", "Hit", "Match", "Results", "Suggestions", "find",
]  # fmt: skip


def _best(into: Scores, more: Scores, factor: float) -> None:
    for found, weight in more.items():
        if (score := weight * factor) > into.get(found, 0.0):
            into[found] = score


def _word(index: Index, word: str, last: bool) -> Scores:
    """What one word finds without any guessing: itself, its stems, its beginning, its compounds."""
    scores: Scores = {}
    _best(scores, index.postings(word), ranking.EXACT)
    for stem in stems(word):
        _best(scores, index.postings(stem), ranking.STEM)
    if last and len(word) > 1:
        for longer in index.starting_with(word):
            _best(scores, index.postings(longer), ranking.PREFIX)
    if len(word) > 4 and not word.isdigit():
        for compound in index.holding(word):
            _best(scores, index.postings(compound), ranking.PART)
    return scores


def _term(index: Index, term: tuple[str, ...]) -> Scores:
    """The sheets that hold every word of a term; they count as much as its weakest word."""
    scores: Scores | None = None
    for word in term:
        found: Scores = {}
        _best(found, index.postings(word), ranking.EXACT)
        for stem in stems(word):
            _best(found, index.postings(stem), ranking.STEM)
        scores = found if scores is None else {k: min(v, found[k]) for k, v in scores.items() if k in found}
    return scores or {}


def _guess(index: Index, word: str, last: bool) -> tuple[Scores, str]:
    """What an unknown word was meant to be: a compound written apart or together, or a slip."""
    scores: Scores = {}
    if parts := index.split(word):
        _best(scores, _term(index, tuple(parts)), ranking.PART)
        if scores:
            return scores, ""
    near = index.nearest(word, whole=not last)
    for known in near:
        _best(scores, index.postings(known), ranking.TYPO)
        for expansion in thesaurus.expand([known]):
            for term in expansion.terms:
                _best(scores, _term(index, term), ranking.TYPO * expansion.weight)
    return scores, near[0] if near else ""


@dataclass
class _Reading:
    """A search understood: scores for each word, and what was guessed on the way."""

    columns: list[Scores]
    weights: list[float]
    corrected: list[str]
    also: list[str]
    place: places.Place | None


def _joined(index: Index, tokens: list[str], columns: list[Scores]) -> None:
    """``detentie huis`` is also ``detentiehuis``."""
    for at in range(len(tokens) - 1):
        together = tokens[at] + tokens[at + 1]
        found = index.postings(together) or (
            {} if at + 2 < len(tokens) else _word(index, together, True) if len(together) > 5 else {}
        )
        for column in (columns[at], columns[at + 1]):
            _best(column, found, ranking.EXACT)


def _read(index: Index, tokens: list[str]) -> _Reading:
    place = places.find(tokens)
    named = place.positions if place else frozenset()
    columns: list[Scores] = []
    corrected, also, changed = list(tokens), [], False
    for at, token in enumerate(tokens):
        columns.append(_word(index, token, last=at == len(tokens) - 1))
    for expansion in thesaurus.expand(tokens):
        for term in expansion.terms:
            found = _term(index, term)
            for at in expansion.positions:
                _best(columns[at], found, expansion.weight)
        also += [label for label in expansion.labels if label not in also]
    _joined(index, tokens, columns)
    for at, token in enumerate(tokens):
        if not columns[at] and at not in named and token not in STOP:
            columns[at], known = _guess(index, token, last=at == len(tokens) - 1)
            if known:
                corrected[at], changed = known, True
    weights = [ranking.STOP_WORD if t in STOP else 0.3 if at in named else 1.0 for at, t in enumerate(tokens)]
    return _Reading(columns, weights, corrected if changed else [], also[:8], place)


def _place_score(facet: Facet, nis: str) -> float:
    score = ranking.LOCATED if nis in facet.located else 0.0
    if nis in facet.areas:
        return score + ranking.COMPETENT
    if territory.REGION in facet.areas or not facet.areas:
        return score + ranking.REGIONAL
    return score + ranking.ELSEWHERE


def _total(reading: _Reading) -> Scores:
    totals: Scores = {}
    counts: Scores = {}
    for column, weight in zip(reading.columns, reading.weights, strict=True):
        for found, score in column.items():
            totals[found] = totals.get(found, 0.0) + score * weight
            counts[found] = counts.get(found, 0.0) + weight
    whole = sum(reading.weights) or 1.0
    totals = {f: score * (counts[f] / whole) ** ranking.COVERAGE for f, score in totals.items()}
    if reading.place:
        meant = [w for at, w in enumerate(reading.weights) if at not in reading.place.positions and w == 1.0]
        pool = totals if meant else indexing.state.facets
        totals = {
            f: totals.get(f, 0.0) + _place_score(indexing.state.facets[f], reading.place.nis)
            for f in pool if f in indexing.state.facets
        }  # fmt: skip
    return totals


def _by_phone(text: str) -> Scores:
    """Sheets whose number holds the digits typed (at least four, in any spelling)."""
    if not text or any(c.isalpha() for c in text):
        return {}
    digits = "".join(c for c in text if c.isascii() and c.isdigit())
    for country in ("0032", "32") if "+" in text or digits.startswith("0032") else ():
        if digits.startswith(country):
            digits = "0" + digits[len(country) :].lstrip("0")
            break
    if len(digits) < 3:
        return {}
    return {
        f: ranking.PHONE + (1 if any(n.startswith(digits) for n in facet.digits) else 0)
        for f, facet in indexing.state.facets.items()
        if any(digits in number for number in facet.digits)
    }


def _allowed(criteria: Criteria) -> Iterator[str]:
    for found, facet in indexing.state.facets.items():
        town = criteria.municipality
        if criteria.category and facet.category != criteria.category:
            continue
        if criteria.language and criteria.language not in facet.languages:
            continue
        if town and town not in facet.located | facet.areas and territory.REGION not in facet.areas:
            continue
        yield found


def find(criteria: Criteria, limit: int = 20) -> Results:
    """Search. Never an error, whatever is typed; an empty text with a filter lists what the filter leaves."""
    index = indexing.ready()
    tokens = words(criteria.q)[:12]
    reading = _read(index, tokens)
    scores = _by_phone(criteria.q)
    if not scores and tokens:
        scores = _total(reading)
    allowed = set(_allowed(criteria))
    if not tokens and (criteria.category or criteria.municipality or criteria.language):
        scores = dict.fromkeys(allowed, 0.0)
    if criteria.municipality:
        scores = {
            f: s + _place_score(indexing.state.facets[f], criteria.municipality) for f, s in scores.items()
        }
    ranked = sorted(
        (f for f in scores if f in allowed), key=lambda f: (-scores[f], indexing.state.facets[f].name, f)
    )
    return Results(
        [Hit(found, scores[found]) for found in ranked[:limit]],
        len(ranked),
        " ".join(reading.corrected) or None,
        reading.also,
    )
