"""The terms of the thesaurus as searching uses them: which groups the words of a search reach."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from directory import in_order
from directory.expansion import Expansion, goes_on, is_within, phrased
from directory.groups import Group, Target, Term, lang_of, of_rows
from directory.lookup import (
    MOST_KEPT,
    NONE,
    Everyday,
    Lookup,
    Positions,
    Whole,
    Word,
    keys_of,
    several,
    word_of,
)
from directory.models import ThesaurusGroup
from search_index import ranking
from search_index.text import SILENT, STOP, TOLD
from search_index.vocabulary import Vocabulary

# From so many letters on a word may be the beginning of a term.
LEAST_HALF = 4
# In longer searches, one word makes a need as it stands alone: among others its stem may be anything's.
FEW_WORDS = 2
# A last word of fewer letters may be any word, and is none yet.
LEAST_COUNTED = 4
# Of so many searches it is kept what their words are to the thesaurus.
MOST_SEARCHES = 2000
# At most so many half-typed terms are taken up, and so many terms of one search.
MOST_HALF, MOST_TAKEN = 5, 12
# Of a word that is only a part of terms: so many needs.
MOST_PARTLY = 3
NOWHERE: Positions = frozenset()
# Before the code of such a group: no word begins so.
SAID = "@"
# By what words of a language are known; whether also by what people say for the same thing.
_Known = dict[tuple[frozenset[str], str, bool], frozenset[str]]


class _Read(NamedTuple):
    """The words of a search, its phrases before each by itself, and the terms of several words that stand in
    it as a whole."""

    phrases: list[Word]
    single: list[Word]
    whole: set[Whole]

    @property
    def words(self) -> list[Word]:
        return self.phrases + self.single


_NOTHING = _Read([], [], set())


class Thesaurus:
    """All groups, looked up by the words of a search."""

    def __init__(self, rows: Iterable[ThesaurusGroup]) -> None:
        self._terms: list[tuple[Group, Term]] = []
        self._lookup, self._everyday = Lookup(), Everyday()
        # Of the terms of which words stand in a row.
        self._numbers: dict[tuple[Group, Term], int] = {}
        self.groups, self._said = of_rows(rows)
        for group in self._said:
            for term in group.terms:
                self._everyday.add(group.code, term.choices, lang_of(term))
        known, keys = set(self._everyday.words), _Known()
        for group in self.groups:
            for term in group.terms:
                known.update(*term.choices)
                number = self._lookup.add(self._places(group, term, keys))
                self._terms.append((group, term))
                if term.linked:
                    self._numbers[group, term] = number
        self.vocabulary = Vocabulary(known)
        self._of_token: dict[str, Word] = {}
        self._of_search: dict[Target, _Read] = {}
        self._parts: dict[tuple[str, bool], list[tuple[Expansion, float]]] = {}

    def _places(self, group: Group, term: Term, known: _Known) -> Iterator[frozenset[str]]:
        """By what the words of a term are known. In a need of several words, each stands for all that people
        say for the same thing. ``known``: what was found out for other terms, and is added to."""
        several, lang = group.kind == "need" and len(term.choices) > 1, lang_of(term)
        for at, chosen in enumerate(term.choices):
            wide = several and at not in term.very
            if (keys := known.get((chosen, lang, wide))) is None:
                said = self._everyday.of(chosen) if wide else ()
                every = (key for word in chosen for key in keys_of(word, lang))
                keys = known[chosen, lang, wide] = frozenset(every).union(SAID + code for code in said)
            yield keys

    def has(self, words: Target, but: str) -> bool:
        """Whether a group other than ``but`` has them as a term."""
        own = (group for group in (*self.groups, *self._said) if group.code != but)
        return any(term.words == words for group in own for term in group.terms)

    def is_term(self, word: str) -> bool:
        """Whether a word is a term by itself, in any inflection."""
        return bool(self._word(NOWHERE, word).own.alone)

    def leads(self, word: str) -> bool:
        """Whether a word says something outside needs: it is a term, or a word of one that means the same."""
        longer = self._word(NOWHERE, word).own.longer
        return self.is_term(word) or any(self._terms[number][0].kind != "need" for number in longer)

    def going_with(self, others: Iterable[str], words: Iterable[str]) -> list[str]:
        """Those of ``words`` that terms of several words have with one of ``others``, it may be."""
        begun = several(self._word(NOWHERE, other) for other in others)
        return [word for word in words if self._word(NOWHERE, word).several & begun]

    def is_said(self, word: str) -> bool:
        """Whether people say it for something within needs, as *fils*: by itself it asks for nothing."""
        return bool(self._word(NOWHERE, word).said)

    def expand(
        self,
        tokens: list[str],
        half: bool,
        through: Positions | None = None,
        least: int = LEAST_HALF,
        there: Positions = NOWHERE,
    ) -> list[Expansion]:
        """The groups of which a term, in full and in any order, stands in the search. Shorter terms within
        longer ones do not count. ``half``: the last word may still be being typed, from ``least`` letters on.
        ``through``: a term must have a word at one of these positions. ``there``: where words stand that only
        say in which place, or please: none that must not follow a term (*bang van haar in Etterbeek*)."""
        known, last = self._read(tuple(tokens)), len(tokens) - 1
        after = ["" if at in there else token for at, token in enumerate(tokens)] if there else tokens
        silent = all(token in STOP for token in tokens)
        # "ET" is electronic monitoring where nothing else is typed, and otherwise a French "and".
        # A letter or two behind them make no sentence yet.
        short = half and last > 0 and len(tokens[-1]) < LEAST_COUNTED and tokens[-1] not in self.vocabulary
        count = sum(token not in SILENT for token in (tokens[:-1] if short else tokens))
        found = self._found(known, count, through)
        if not silent:
            found = [phrase for one in found for phrase in phrased(one, tokens)]
        found = list(self._in_order(found, known.words, after))
        found = [one for one in found if not (one.term.unless and goes_on(one, after))]
        if half and tokens and len(tokens[-1]) >= least and not any(last in one.positions for one in found):
            begun = self._half(known.words, last, tokens[-1])
            found += [one for one in begun if not one.term.linked and not goes_on(one, after)]
        if not found:
            return []
        best: dict[tuple[str, Positions], Expansion] = {}
        for one in sorted(found, key=lambda one: one.said):
            best.setdefault((one.group.code, one.positions), one)
        # Of a real sentence there are a few; of a heap of words, what is urgent and takes in the most of it.
        most = sorted(best.values(), key=lambda one: (not one.group.urgent, -len(one.positions)))[:MOST_TAKEN]
        told = [frozenset(at for at in one.positions if tokens[at] not in SILENT) for one in most]
        said = list(zip(most, told, strict=True))
        return [one for one, mine in said if not any(is_within(one, mine, *other) for other in said)]

    def partly(self, token: str, at: int, any_term: bool = False) -> list[tuple[Expansion, float]]:
        """The needs of which most terms have a word that by itself is none, as *loyer* of *loyer impayé*: how
        much each has of it, to the first of them. No danger: a part of its words is none. ``any_term``: also
        those of which a single term has it as it stands."""
        if (known := self._parts.get((token, any_term))) is None:
            if len(self._parts) > MOST_SEARCHES:
                self._parts.clear()
            known = self._parts[token, any_term] = self._partly(token, any_term)
        return [(one._replace(positions=frozenset((at,))), much) for one, much in known]

    def _partly(self, token: str, any_term: bool) -> list[tuple[Expansion, float]]:
        # The word as it stands, before its inflections: *coups* are no *coupure*.
        codes = () if any_term else self._everyday.of([token])
        exact = self._lookup.uses([token, *(SAID + code for code in codes)])
        by_group: dict[Group, list[int]] = {}
        for number in exact.longer or ({} if any_term else self._word(NOWHERE, token).fills):
            by_group.setdefault(self._terms[number][0], []).append(number)
        found = [
            (group, numbers[0], sum(1 / len(self._terms[number][1].choices) for number in numbers))
            for group, numbers in by_group.items()
            if group.kind == "need" and not group.urgent and not group.otherwise
        ]
        found.sort(key=lambda each: -each[2])
        most = found[0][2] if found else 0.0
        least = max(0.0 if any_term else ranking.LEAST_OF_A_NEED, most * ranking.MUCH_OF_A_NEED)
        return [
            (Expansion(group, self._terms[number][1]._replace(same=True), NOWHERE, said=1), much / most)
            for group, number, much in found[:MOST_PARTLY] if much >= least
        ]  # fmt: skip

    def urgent(self, tokens: Sequence[str]) -> frozenset[int]:
        """Where the words stand that may be urgent, with those after them that tell whether they are."""
        found = self._found(self._read(tuple(tokens)), len(tokens), None)
        meant = {at for one in found if one.group.urgent for at in one.positions}
        return frozenset(at + ahead for at in meant for ahead in range(3) if at + ahead < len(tokens))

    def _read(self, tokens: Target) -> _Read:
        """What the words of a search are to the thesaurus; kept, since of a search that is being typed all
        words but the last one were there before."""
        if (known := self._of_search.get(tokens)) is None:
            if len(self._of_search) > MOST_SEARCHES:
                self._of_search.clear()
            known = self._of_search[tokens] = (
                self._with(self._read(tokens[:-1]), tokens) if tokens else _NOTHING
            )
        return known

    def _with(self, before: _Read, tokens: Target) -> _Read:
        """What stands there with the last of ``tokens``, of what stood there ``before`` it."""
        here = frozenset((len(tokens) - 1,))
        mine = self._word(here, tokens[-1])
        single, phrases, last = [*before.single, mine], before.phrases, mine.several
        if before.single and self._everyday.is_in_phrases(tokens[-1]):
            found = self._everyday.phrases(list(enumerate(tokens)))
            phrases = [word_of(at, NONE, [self._lookup.uses([SAID + code])]) for at, code in found]
            last |= several(phrase for phrase in phrases if phrase.at & here)
        whole = {one for one in before.whole if not last >> one.number & 1} if before.whole else set[Whole]()
        return _Read(phrases, single, whole | self._lookup.whole(phrases + single, here))

    def _found(self, known: _Read, count: int, through: Positions | None) -> list[Expansion]:
        """Of a search of ``count`` words."""
        chosen, whole = known.words, known.whole
        if through is not None:
            whole = self._lookup.whole(chosen, through)
            chosen = [one for one in chosen if one.at & through]
        few = count <= FEW_WORDS
        found = {
            Whole(number, one.at, 0) for one in chosen for number in one.own.alone
            if number in one.exact or self._terms[number][0].kind != "need" or (few and not one.exact)
        }  # fmt: skip
        return self._expansions(found | whole)

    def _in_order(
        self, found: list[Expansion], words: list[Word], tokens: Sequence[str]
    ) -> Iterator[Expansion]:
        """Those of which the words stand in a row where they have to."""
        between = {at for at, token in enumerate(tokens) if token in SILENT}
        for one in found:
            if not one.term.linked:
                yield one
                continue
            options = self._lookup.options(words, self._numbers[one.group, one.term])
            may_end = partial(in_order.may_end, one.term.unless, tokens)
            if row := in_order.fitted(options, one.term.linked, between, may_end):
                yield one._replace(positions=row.positions, said=row.said, end=row.end)

    def _expansions(self, found: set[Whole], half: bool = False) -> list[Expansion]:
        in_order = sorted(found, key=lambda one: (one.number, min(one.positions)))
        return [
            Expansion(*self._terms[number], positions, half, said) for number, positions, said in in_order
        ]

    def _word(self, at: Positions, token: str) -> Word:
        """Where a word stands, in any inflection."""
        if (known := self._of_token.get(token)) is None:
            if len(self._of_token) > MOST_KEPT:
                self._of_token.clear()
            # "Je sais" is no "saisie": a word that says nothing is known as it stands.
            keys = keys_of(token) if token not in SILENT or token in TOLD else [token]
            said = [self._lookup.uses([SAID + code]) for code in self._everyday.typed(token)]
            known = self._of_token[token] = word_of(
                at, self._lookup.uses(keys), said, self._lookup.uses([token]).alone
            )
        return Word(at, *known[1:])

    def _half(self, words: list[Word], position: int, last: str) -> list[Expansion]:
        """By what the ``last`` word, at ``position``, may become."""
        others, here = [word for word in words if position not in word.at], frozenset((position,))
        begun = several(others)
        half: list[Expansion] = []
        for word in self.vocabulary.starting(last, MOST_HALF):
            mine = self._word(here, word)
            found = {Whole(number, here, 0) for number in mine.own.alone}
            if common := mine.several & begun:
                whole = self._lookup.among([*others, mine], common)
                found |= {one for one in whole if position in one.positions}
            half += self._expansions(found, True)
        # Those that take in more of what was typed first.
        return sorted(half, key=lambda one: -len(one.positions))[:MOST_HALF]
