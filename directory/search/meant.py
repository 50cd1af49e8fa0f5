"""What the thesaurus brings into a search: what else is meant by the words that were typed."""

from collections.abc import Iterable

from directory.search.answering import Source
from directory.search.words import Found, term, together
from directory.terms import Expansion, Term
from search_index import ranking
from search_index.index import Index

# At most so many terms are named as also searched.
MOST_NAMED = 8


def _targets(expansion: Expansion) -> Iterable[Term]:
    return (one for one in expansion.group.targets if one.words != expansion.term.words)


def _sources(expansion: Expansion, factor: float) -> list[Source]:
    """What a group of the thesaurus brings in."""
    group = expansion.group
    part = ranking.FACTORS[group.kind] * factor * (ranking.HALF_TERM if expansion.half else 1.0)
    if group.kind == "need":
        part *= 1 + ranking.MORE_OF_A_NEED * min(2, len(expansion.term.words) - 1)
    half = expansion.half
    sources = [term(group.kind, one.words, part, one.label, half) for one in _targets(expansion)]
    if half:
        sources.append(term("prefix", expansion.term.words, part, expansion.term.label, half))
    sources += [
        Source("need", part, ((("f", facet, ranking.FACTORS["facet"]),),), facet, half)
        for facet in group.facets
    ]
    return sources


def found(index: Index, expansion: Expansion, factor: float) -> Found:
    """What a group of the thesaurus finds; kept, since a word being typed brings it again and again."""
    key = (expansion.group, expansion.term.label, expansion.half, factor)
    if (kept := index.kept.get(key)) is None:
        kept = index.kept[key] = together(index, _sources(expansion, factor))
    return kept


def labels(expansions: Iterable[Expansion]) -> list[str]:
    """The terms that were also searched, one of each language for each group."""
    named: list[str] = []
    for expansion in expansions:
        if expansion.half:
            continue
        seen: set[str] = set()
        for one in _targets(expansion):
            if one.lang and one.lang not in seen and one.label not in named:
                seen.add(one.lang)
                named.append(one.label)
    return named[:MOST_NAMED]
