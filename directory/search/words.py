"""One word of a search, and all that answers it: itself, its stems, longer words, parts, what it may mean.

A *source* is a way in which a sheet can answer a word. What it finds are *pieces*: sets of sheets with how
much the word counts there. A *column* holds all pieces of one word; a sheet counts with its best.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf, log
from typing import NamedTuple

from directory import place_names
from directory.search.answering import Alternative, Source
from directory.search.compounds import SHORTEST_PART, halves, made_of
from directory.search.found import Found, found_by
from search_index import ranking
from search_index.bits import any_of
from search_index.documents import LONGEST_HALF
from search_index.index import Index
from search_index.kept import MOST, forget, kept
from search_index.order import Levels, distinct, union
from search_index.ordinary import is_ordinary
from search_index.text import SILENT, STOP, stems

# At most so many longer words are taken up for a half or a part.
MOST_LONGER, MOST_COMPOUNDS = 60, 40
# An ordinary word of so many letters is one, rather than half a place.
SHORTEST_SAID = 4


class Answered(NamedTuple):
    """How well each sheet answers a word; and all that do."""

    levels: Levels
    every: int


@dataclass
class Column:
    """A word of the search with all that answers it in the ``index``. ``most``: what an answer is worth at
    most. ``only``: the sheets that may answer it; -1 for all. ``in_names``: of a small word, those that have
    it in a name. ``own``: the first of ``found`` is the word itself. ``full``: the sheets in which it counts
    in full; -1 for all, in others no more than what a need leads to."""

    token: str
    index: Index = field(repr=False)
    weight: float = 1.0
    most: float = inf
    only: int = -1
    in_names: int = 0
    own: bool = False
    full: int = -1
    sources: list[Source] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def add(self, sources: list[Source], most: float = inf) -> None:
        """Take sources in, worth at most ``most``."""
        self.sources += sources
        self.take(_together(self.index, most, *sources))

    def best(self) -> float:
        """How much the best answer is worth; without end where there is none."""
        return max((found.best[0][0] for found in self.found if found.best), default=inf)

    def take(self, found: Found) -> None:
        """Take in what sources found."""
        if found.met:
            self.found.append(found)

    def is_only_begun(self) -> bool:
        """Whether only longer words answer it: *bu* that is no *bureau*."""
        return bool(self.found) and all(
            source.how == "prefix" for found in self.found for source, _met in found.met
        )

    def is_inflected(self) -> bool:
        """Whether nobody has the word as it stands, but others that begin so, or have its stem."""
        return not any(source.how == "exact" for source, _met in self.found[0].met)

    def is_by_chance(self) -> bool:
        """Whether no name has the word, and nothing else is meant by it."""
        text = ranking.FIELDS["text"] + ranking.AGREED
        return all(found.best[0][0] <= text and {"word"}.issuperset(found.reasons) for found in self.found)

    def answered(self) -> Answered:
        """Each sheet with its best piece, and a little more where several kinds of reasons agree on it."""
        return _answered(self.index, self.most, self.only, self.full, self.own, *self.found)


@kept
def _together(index: Index, most: float, *sources: Source) -> Found:
    found = found_by(index, sources)
    if found.best and found.best[0][0] > most:
        found = found.scaled(most / found.best[0][0])
    return found


@kept
def _answered(_index: Index, most: float, only: int, full: int, own: bool, *found: Found) -> Answered:
    """``Column.answered``, kept: a word that was typed before finds the same at every keystroke of the next
    one."""
    levels = _agreed(found, full if own else -1)
    if levels and levels[0][0] > most:
        levels = distinct([(min(value, most), bits) for value, bits in levels])
    if only != -1:
        levels = [(value, part) for value, bits in levels if (part := bits & only)]
    return Answered(levels, union(levels))


def _held_back(several: tuple[Found, ...], full: int) -> Levels:
    """Of several the first, which is the word itself, and counts in full only where ``full`` says."""
    best = several[0].best
    most = max((found.best[0][0] for found in several[1:] if found.best), default=0.0)
    most = min(most, ranking.FIELDS_OF_NEED["name"])
    fully = [(value, part) for value, bits in best if (part := bits & full)]
    return fully + [(min(value, most), part) for value, bits in best if (part := bits & ~full)]


def _agreed(several: tuple[Found, ...], full: int) -> Levels:
    """``full``: in which sheets the first of ``several``, the word itself, counts in full; -1 for all."""
    reasons: dict[str, int] = {}
    for found in several:
        for reason, bits in found.reasons.items():
            reasons[reason] = reasons.get(reason, 0) | bits
    once = twice = thrice = 0
    for bits in reasons.values():
        thrice |= twice & bits
        twice |= once & bits
        once |= bits
    best = [level for found in several for level in found.best]
    if full != -1:
        best = _held_back(several, full) + best[len(several[0].best) :]
    if not twice:
        return best if len(several) == 1 and full == -1 else distinct(best)
    agreed = [(value + ranking.AGREED, part) for value, bits in best if (part := bits & twice)]
    if thrice:
        more = ranking.AGREED + ranking.AGREED_AGAIN
        agreed += [(value + more, part) for value, bits in best if (part := bits & thrice)]
    return distinct([*agreed, *best])


@lru_cache(maxsize=50_000)
def as_it_is(word: str) -> tuple[Alternative, ...]:
    """A word itself and its stems."""
    roots = sorted(stems(word))
    return (("w", word, ranking.FACTORS["exact"]), *(("s", root, ranking.FACTORS["stem"]) for root in roots))


def term(
    how: str, words: Iterable[str], factor: float, label: str = "", half: bool = False, lang: str = ""
) -> Source:
    """A source that asks for every word of a term."""
    return Source(how, factor, tuple(as_it_is(word) for word in words), label, half, lang)


def exact(word: str) -> Source:
    return Source("exact", 1.0, ((("w", word, ranking.FACTORS["exact"]),),), word)


def _stemmed(word: str) -> list[Source]:
    alternatives = tuple(("s", root, ranking.FACTORS["stem"]) for root in sorted(stems(word)))
    return [Source("stem", 1.0, (alternatives,), word)] if alternatives else []


def half(index: Index, word: str) -> list[Source]:
    """Longer words that begin so."""
    if len(word) < 2:
        return []
    factor = ranking.FACTORS["prefix"]
    # "Il boit" asks for no Boitsfort.
    said = len(word) >= SHORTEST_SAID and (is_ordinary(word, "nl") or is_ordinary(word, "fr"))
    if len(word) <= LONGEST_HALF and not (said and place_names.begins_name(word)):
        return [Source("prefix", 1.0, ((("g", word, factor),),), word)]
    longer = [one for one in index.vocabulary.starting(word, MOST_LONGER) if one != word]
    known = said or word in index.vocabulary
    alternatives = tuple(
        ("w", one, factor * (ranking.HALF_PLACE if known and place_names.is_name(one) else 1.0))
        for one in longer
    )
    return [Source("prefix", 1.0, (alternatives,), word)] if longer else []


def parts(index: Index, word: str) -> list[Source]:
    """Dutch compounds that hold the word at their end or beginning, and the halves of one that it is."""
    if word.isdigit() or len(word) < SHORTEST_PART:
        return []
    factor = ranking.FACTORS["part"]
    # A place is no compound: "ouder" is no part of "Oudergem", nor "water" of "Watermaal".
    places = place_names.parts_of_names()
    longer = [one for one in made_of(index, word, MOST_COMPOUNDS) if one not in places]
    sources = []
    if longer:
        sources.append(Source("part", 1.0, (tuple(("w", one, factor) for one in longer),), word))
    for pair in halves(index, word):
        telling = [half for half in pair if half not in SILENT]  # a "bemiddelingsdienst" is whoever mediates
        asked = telling if len(telling) == 1 and len(telling[0]) >= SHORTEST_PART else pair
        sources.append(term("part", asked, ranking.FACTORS["split"], word))
    return sources


def weight(index: Index, word: str) -> float:
    """How much a word says: less when it says nothing, or when many sheets have it."""
    if word in STOP:
        return ranking.STOP_WORD
    if word in SILENT:
        return ranking.ASKING_WORD
    held = index.bits("w", word)
    for root in stems(word):
        held |= index.bits("s", root)
    count, every = held.bit_count(), index.all.bit_count()
    if not count or not every:
        return 1.0
    part = log(1 + every / count) / log(1 + 1 / ranking.RARE)
    return max(ranking.COMMON_WORD, min(1.0, part))


def in_names(index: Index, kind: str, term: str) -> int:
    """The sheets that are called so: by a word ("w") or by how one begins ("g")."""
    return any_of(held for mask, held in index.masks(kind, term).items() if mask & ranking.CALLED)


def column(index: Index, word: str, last: bool) -> Column:
    """What answers a word without guessing. ``last``: it may still be being typed."""
    made = _column(index, word, last)
    return Column(
        word, index, made.weight, in_names=made.in_names, own=made.own,
        sources=list(made.sources), found=list(made.found),
    )  # fmt: skip


@kept
def _column(index: Index, word: str, last: bool) -> Column:
    if len(index.kept) > 2 * MOST:  # where nobody tidies
        forget(index)
    made = Column(word, index, weight(index, word))
    sources = [exact(word), *_stemmed(word)]
    if last:
        sources += half(index, word)
    if word not in STOP:
        sources += parts(index, word)
    made.add(sources)
    made.own = bool(made.found)
    if word in SILENT:
        made.in_names = in_names(index, "w", word) | (in_names(index, "g", word) if last else 0)
    return made
