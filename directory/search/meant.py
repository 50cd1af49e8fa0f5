"""What the thesaurus brings into a search: what else is meant by the words that were typed."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from directory.expansion import Expansion
from directory.groups import Group, Term, lang_of
from directory.search.answering import Source, met
from directory.search.found import Found, found_by
from directory.search.words import term
from search_index import ranking
from search_index.index import Index
from search_index.kept import kept, kept_longest

# At most so many terms are named as also searched.
MOST_NAMED = 8
# Of one group, of those that are said to be of no language.
MOST_OF_NO_LANGUAGE = 2
# Of so many groups the sources are kept; they depend on no index.
MOST_GROUPS = 4000


def _targets(group: Group, but: tuple[str, ...]) -> Iterable[Term]:
    return (one for one in group.targets if one.words != but)


@lru_cache(maxsize=MOST_GROUPS)
def _sources(group: Group, but: tuple[str, ...], half: bool, further: bool = False) -> list[Source]:
    """What a group of the thesaurus brings in beside the words ``but``, whatever it is worth in a search."""
    targets = group.further if further else _targets(group, but)
    sources = [
        term(
            group.kind, one.words, ranking.FIRST_LEAD if one in group.first else 1.0,
            one.label, half, lang_of(one),
        )
        for one in targets
    ]  # fmt: skip
    for facet in group.further_facets if further else group.facets:
        sources.append(Source("need", 1.0, ((("f", facet, ranking.FACTORS["facet"]),),), facet, half))
    return sources


def _of_group(index: Index, group: Group, words: tuple[str, ...], quiet: bool) -> Found:
    """What it finds, reached by ``words``; of a need the same by whichever of its own. ``quiet``: what is
    reached by half a term, or round about, is no reason to be counted beside others."""
    return _led_to(index, group, words if group.kind != "need" else (), quiet)


@kept_longest
def _led_to(index: Index, group: Group, but: tuple[str, ...], quiet: bool) -> Found:
    found = found_by(index, _sources(group, but, quiet))
    if not found.met and (group.further or group.further_facets):
        found = found_by(index, _sources(group, but, quiet, True))
    return found


def ahead(index: Index, groups: Iterable[Group]) -> Iterator[None]:
    """What groups lead to, before anybody asks: of needs all of it, which is the same by whichever of their
    words they are reached, and of the others, of which it is not, each term. One group at each step."""
    for group in groups:
        if group.kind == "need" and group.terms:
            for quiet in (False, True):
                _of_group(index, group, (), quiet)
        else:
            for source in _sources(group, (), False):
                met(index, source)
        yield


def found(index: Index, expansion: Expansion, factor: float) -> list[Found]:
    """What a group of the thesaurus finds, reached with ``factor``; and longer words, where it was reached by
    half a term."""
    kind, words = expansion.group.kind, expansion.term.words
    part = ranking.FACTORS[kind] * factor * (ranking.HALF_TERM if expansion.half else 1.0)
    if expansion.term.same:
        part *= ranking.FACTORS["equivalent"]
    if kind == "need":
        part *= ranking.SAID**expansion.said * (
            1 + ranking.MORE_OF_A_NEED * min(ranking.MOST_OF_A_NEED, len(words) - 1)
        )
    quiet = expansion.half or expansion.term.same
    return _found(index, expansion.group, words, quiet, part, expansion.term.label if expansion.half else "")


@kept
def _found(
    index: Index, group: Group, words: tuple[str, ...], quiet: bool, part: float, begun: str
) -> list[Found]:
    found = [_of_group(index, group, words, quiet).scaled(part)]
    if begun:
        found.append(found_by(index, [term("prefix", words, part, begun, True)]))
    return found


@kept
def _names(index: Index, group: Group, words: tuple[str, ...]) -> list[Term]:
    """Of what a group brings in: of each language the first term that found anything, else the first."""
    told = {source.label for source, _met in _of_group(index, group, words, False).met}
    seen: dict[str, int] = {}
    named = []
    for one in sorted(_targets(group, words), key=lambda one: one.label not in told):
        if (before := seen.get(one.lang, 0)) < (1 if one.lang else MOST_OF_NO_LANGUAGE):
            seen[one.lang] = before + 1
            named.append(one)
    return named


def labels(index: Index, expansions: list[Expansion]) -> list[str]:
    """What was also searched: of each group a term in each language, and the facets to which it leads. Of
    half a word, what it may become."""
    if not expansions:
        return []
    typed = {one.term.words for one in expansions if not one.half}
    named: dict[str, None] = {}
    for expansion in expansions:
        group = expansion.group
        if expansion.half and group.kind != "need":
            named[expansion.term.label] = None
        for one in _names(index, group, expansion.term.words):
            if one.words not in typed:
                named[one.label] = None
        named |= dict.fromkeys(facet for facet in group.facets if index.bits("f", facet))
        if len(named) >= MOST_NAMED:
            break
    return list(named)[:MOST_NAMED]
