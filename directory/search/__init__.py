"""From what a caseworker types to the sheets that answer it. The ranking is explained in docs/search.md."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from directory import facts, indexing
from directory.answers import CaseContext, Criteria, Hit, Match, Moment, Results, Suggestions
from directory.search import begun, beyond, filters, opening, plain, ways_out
from directory.search.work import Search
from search_index.index import Index, IndexDamaged

__all__ = [
    "CaseContext", "Criteria", "Hit", "Match", "Results", "Suggestions", "find", "moment",
]  # fmt: skip

# Of a danger that the filters leave no help for, so many are shown beside them.
MOST_ASIDE = 2
# More than anybody types; the page takes less.
MOST_TYPED = 500


def _search(index: Index, criteria: Criteria, now: datetime) -> Search:
    """A search at work; of one that is being typed and that nothing answers, without what is begun."""
    search = first = Search(index, criteria, now)
    if search.unasked and search.thesaurus and (text := begun.before_last(search.reading)):
        before = Search(index, replace(criteria, q=text), now)
        return first if before.unasked or not before.matched else before
    for _step in range(begun.MOST_STEPS):
        if search.matched or not search.thesaurus:
            break
        if not (text := begun.earlier(index, search.thesaurus, search.reading)):
            break
        search = Search(index, replace(criteria, q=text), now)
    return search if search.matched else first


def _missing(search: Search, other: Criteria) -> list[str] | None:
    """The words of another search that nothing answers; None where it finds nothing, asks for nothing, or
    would be mended."""
    found = _search(search.index, other, search.now)
    return None if found.unasked or not found.pool or found.corrected() else found.missed()


def _count(search: Search, other: Criteria) -> int:
    """How many another search finds: of the same text under other filters, without reading it again. Of
    another text that asks for nothing, none."""
    index, now, asked = search.index, search.now, search.criteria
    typed = bool(search.reading.columns or search.reading.contact)
    if typed and (other.q, other.also, other.case) == (asked.q, asked.also, asked.case):
        return (filters.of(index, other, now.date()).pool() & search.under(other.municipality)).bit_count()
    found = _search(index, other, now)
    return 0 if found.unasked and other.q != asked.q else found.pool.bit_count()


def _is_behind() -> bool:
    """Whether what changed could not be taken in: the disk is full, or cannot be written, another process
    writes for long, or it is so much that it is done beside."""
    return (indexing.state.failures > 0 or indexing.state.late) and not indexing.opened()


def _moment(index: Index, epoch: object, stamp: int | None, now: datetime) -> Moment:
    states = opening.states_of_hours(index, now)
    return Moment(epoch, stamp, now.date(), opening.parts_over(now), states)


def moment() -> Moment | None:
    """This one, to compare with that of an earlier answer; None while there is no index that is in step."""
    with suppress(IndexDamaged, indexing.NotReady):
        index = indexing.ready()
        if _is_behind():
            return None  # an answer as it was would not say so
        return _moment(index, index.epoch, indexing.state.thesaurus, datetime.now(facts.BRUSSELS))
    return None


def _find(index: Index, criteria: Criteria, limit: int, together: bool) -> Results:
    # Before the search: to look may open another commit, and what is told of a hit is read later.
    behind, now = _is_behind(), datetime.now(facts.BRUSSELS)
    if not index.opened:
        raise IndexDamaged("lost while it was looked at")
    search = _search(index, criteria, now)
    epoch, stamp = index.epoch, indexing.state.thesaurus
    hits, elsewhere = search.hits(limit, together)
    return Results(
        hits,
        search.pool.bit_count(),
        search.corrected(),
        search.reading.also,
        search.missed(),
        search.counts,
        lambda: ways_out.suggest(
            index,
            search.thesaurus,
            criteria,
            lambda other: _count(search, other),
            lambda other: _missing(search, other),
        ),
        moment=lambda: None if behind else _moment(index, epoch, stamp, now),
        unasked=search.unasked,
        elsewhere=elsewhere,
        outside=beyond.told(criteria.q, search.reading, search.matched),
        open_then=opening.counted(index, search.reading.times, search.pool, now),
        hours_unknown=filters.unknown_hours(index, search.filters, search.matched, criteria),
        behind=behind,
        aside=search.aside(MOST_ASIDE),
        spoken=search.spoken(),
    )


def find(criteria: Criteria, limit: int = 20, together: bool = False) -> Results:
    """Search. Never an error, whatever is typed; an empty text with a filter lists what the filter leaves.
    ``together``: of services that every municipality has its own of, a few stand for all (``elsewhere``).

    Of a long text, the first ``MOST_TYPED`` characters are read.

    While there is no index that can be read, plain SQL answers (``Results.degraded``).
    """
    if len(criteria.q) > MOST_TYPED:
        criteria = replace(criteria, q=criteria.q[:MOST_TYPED])
    for _attempt in range(2):
        try:
            return _find(indexing.ready(), criteria, limit, together)
        except IndexDamaged:
            continue  # ready() heals it, or says that this takes a while
        except indexing.NotReady:
            break
    return plain.find(criteria, limit)
