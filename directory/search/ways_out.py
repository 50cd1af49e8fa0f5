"""Where nothing was found: nearer words, filters in the way, the same need next door."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from operator import attrgetter

from directory import persons, places, streets, territory
from directory.answers import ALL, Criteria, Suggestions
from directory.search import beyond, filters
from directory.terms import Thesaurus
from search_index import ranking
from search_index.index import Index
from search_index.ordinary import is_ordinary
from search_index.text import SILENT, STOP, words

MOST = 4
# So many words are tried in the place of one.
MOST_OF_A_WORD = 3
Count = Callable[[Criteria], int]
# The words of a search that nothing answers; None where it finds nothing.
Missing = Callable[[Criteria], list[str] | None]


def _likely(index: Index, thesaurus: Thesaurus | None, token: str) -> list[str]:
    """Words that a word may have been meant to be: of sheets and of terms, or that begin as it does. Of an
    ordinary one, only those a single slip away: who looks for a *colonne* is not helped by a *volonté*.
    Nothing is near somebody's usual name."""
    if persons.is_usual(token, half=True):
        return []
    known = [index.vocabulary, thesaurus.vocabulary] if thesaurus else [index.vocabulary]
    whole = is_ordinary(token, "")
    guesses = sorted(
        {
            guess
            for one in known
            for guess in (one.one_slip_from(token) if whole else one.guesses(token, True))
        },
        key=attrgetter("cost", "word"),
    )
    begun = index.vocabulary.starting(token[:4], 2) if len(token) > 4 and not whole else []
    return list(dict.fromkeys([*(guess.word for guess in guesses), *begun]))


def _is_used(index: Index, thesaurus: Thesaurus | None, word: str) -> bool:
    """Whether people or the directory use a word: a piece of an address is none."""
    told = any(mask & ranking.TOLD for mask in index.masks("w", word))
    return told or is_ordinary(word, "") or bool(thesaurus and word in thesaurus.vocabulary)


def _helps(typed: str, word: str, missing: list[str] | None) -> bool:
    """Whether a search with ``word`` in the place of one that was ``typed`` leads further: it is answered,
    and where people use what was typed, every other word too: *cour de natation* is no nearer."""
    if missing is None or word in missing:
        return False
    return not (missing and is_ordinary(typed, ""))


def _bared(tokens: list[str]) -> list[str]:
    """Without the small words at both ends: *cours de* is *cours*; nothing where no word tells anything."""
    told = [at for at, token in enumerate(tokens) if token not in STOP]
    return [] if SILENT.issuperset(tokens) else tokens[told[0] : told[-1] + 1]


def _nearer(index: Index, thesaurus: Thesaurus | None, criteria: Criteria, missing: Missing) -> list[str]:
    """Whole searches, of which one word is replaced or left out, that ask for something and find it. Nothing
    is near a number that nobody has or a street where nobody is, and in a directory without sheets, as on the
    first day, nothing is near a word."""
    if not index.all or not any(map(str.isalpha, criteria.q)):
        return []
    tokens = words(criteria.q)[:8]
    telling = [at for at, token in enumerate(tokens) if token not in SILENT]
    away = beyond.towns(tokens)
    away |= beyond.postal_codes(index, tokens, away)
    names = away | streets.named(tokens)
    # Each search that is tried, with the word that was typed and the one in its place.
    tried: dict[str, tuple[str, str]] = {}
    for at in telling:
        likely = [] if at in names else _likely(index, thesaurus, tokens[at])[:MOST_OF_A_WORD]
        for word in (one for one in likely if one not in SILENT and _is_used(index, thesaurus, one)):
            tried.setdefault(" ".join([*tokens[:at], word, *tokens[at + 1 :]]), (tokens[at], word))
    for at in telling if len(telling) > 1 else ():
        if at not in away and (rest := _bared(tokens[:at] + tokens[at + 1 :])):
            tried.setdefault(" ".join(rest), ("", ""))
    found = (text for text, pair in tried.items() if _helps(*pair, missing(replace(criteria, q=text))))
    return list(islice(found, MOST))


def _bare(criteria: Criteria, kept: str = "") -> Criteria:
    """The same search without its filters, or with one of them alone."""
    for name in criteria.filtered():
        if name != kept:
            criteria = filters.without(criteria, name)
    return criteria


def _relaxed(criteria: Criteria, count: Count) -> list[tuple[str, int | None]]:
    """Which filter to take away; all of them, where it takes more than one."""
    names = criteria.filtered()
    found = [(name, number) for name in names if (number := count(filters.without(criteria, name)))]
    if found or len(names) < 2:
        return [*sorted(found, key=lambda pair: -pair[1])]
    return [(ALL, number)] if (number := count(_bare(criteria))) else []


def _alone(criteria: Criteria, count: Count) -> list[tuple[tuple[str, ...], int]]:
    """What the filters leave without the words; where that is nothing, what each of several leaves."""
    names, whole = criteria.filtered(), replace(criteria, q="")
    if words(criteria.q) and names and (number := count(whole)):
        return [(tuple(names), number)]
    each = names if len(names) > 1 else []
    found = [((name,), number) for name in each if (number := count(_bare(whole, name)))]
    return [*sorted(found, key=lambda pair: -pair[1])]


def _next_door(criteria: Criteria, count: Count) -> list[tuple[str, int]]:
    if criteria.municipality not in territory.municipalities():
        return []
    near = sorted(places.kilometres(criteria.municipality).items(), key=lambda pair: pair[1])[1:8]
    found = [(code, count(replace(criteria, municipality=code))) for code, _km in near]
    return [(code, number) for code, number in found if number][:MOST]


def suggest(
    index: Index | None, thesaurus: Thesaurus | None, criteria: Criteria, count: Count, missing: Missing
) -> Suggestions:
    """Ways out of ``criteria``, each of which leads to something. ``count``: the number of results of one;
    ``missing``: its words that nothing answers.
    Where only a filter is in the way, the words were right: no nearer ones. Without an ``index``, there are
    no words to look among."""
    relax = _relaxed(criteria, count)
    alone = [] if relax else _alone(criteria, count)
    if not relax and not alone and criteria.filtered() and not words(criteria.q):
        relax = [(ALL, None)]
    return Suggestions(
        words=_nearer(index, thesaurus, criteria, missing)
        if index and criteria.q.strip() and not relax
        else [],
        relax=relax,
        neighbours=_next_door(criteria, count),
        alone=alone,
    )
