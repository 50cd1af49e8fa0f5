"""Slips of a search mended: what a mistyped word is likeliest to be, beside the others."""

from functools import cache
from math import inf

from rapidfuzz.distance import OSA

from directory.search import meant, times, tongues
from directory.search.answering import Source
from directory.search.compounds import joined_in, mended
from directory.search.tokens import known
from directory.search.understood import Reading
from directory.search.words import Column, column, in_names, term
from directory.terms import Thesaurus
from search_index import ranking
from search_index.index import Index
from search_index.speller import SHORTEST, Guess, cost
from search_index.text import SILENT, without_article

# How many guesses of a mistyped word are searched.
MOST_GUESSES = 4
# In a sentence of so many words, only a likely slip is mended: "by the throat" is no threat.
SENTENCE = 5
# A word that was cut short in a sentence lacks so many letters at most: *héro* is *héroïne*, and *taak* no
# *taakstraf*.
MOST_LACKING = 3
# At most so many words are guessed at: who mistypes more is better served by what the others bring.
MOST_CORRECTED = 4
# Guesses of so many first words are tried with the others.
MOST_FITTED = 4
# In a longer text, each word of it would fit some guess.
MOST_FITTED_IN = 8
# A word that lacks its end has so many letters.
SHORTEST_CUT = 5
# Names of days and languages with a slip have so many letters.
SHORTEST_NAME = 5


@cache
def _names() -> dict[str, list[tuple[str, float]]]:
    """Names of days and languages by their first letter, each with what a slip of it may cost: *Berger* is no
    slip of *berber*, nor *romain* of *roumain*."""
    found: dict[str, list[tuple[str, float]]] = {}
    for names, most in ((times.names(), ranking.LIKELY_SLIP), (tongues.names(), ranking.SURE_SLIP)):
        for name in sorted(names):
            if len(name) >= SHORTEST_NAME:
                found.setdefault(name[0], []).append((name, most))
    return found


def of_a_name(token: str) -> str:
    """The day or language of which an unknown word is one slip away, as *zatredag* and *arabbe*; itself where
    there is none, or it is one as it stands (*turkse*)."""
    if len(token) >= SHORTEST_NAME and not tongues.asked((token,)):
        for name, most in _names().get(token[0], ()):
            if OSA.distance(token, name, score_cutoff=1) <= 1 and cost(token, name) <= most:
                return name
    return token


def _is_likely(typed: str, guess: Guess) -> bool:
    """Whether a slip is likely even where the word may be right: an easy one, or the first letter left out.
    A strange letter in a long word is not: who *attached* a letter was not attacked."""
    return guess.cost <= ranking.LIKELY_SLIP or guess.word[1:] == typed


class Slips:
    """What may be mistyped in a search that is being read."""

    def __init__(self, index: Index, thesaurus: Thesaurus, reading: Reading) -> None:
        self.index, self.thesaurus, self.reading = index, thesaurus, reading
        self.tokens = reading.tokens
        # What else the words may have been meant to be, by where each stands.
        self._others: dict[int, list[Source]] = {}

    def is_sentence(self) -> bool:
        """Whether a sentence was typed, rather than words to look for; where or when is no part of it."""
        if len(self.tokens) < SENTENCE:
            return False
        known = self.reading.known
        said = [token for at, token in enumerate(self.tokens) if at not in known]
        return len(said) >= SENTENCE and sum(token not in SILENT for token in said) > 1

    def _common(self, word: str) -> int:
        if word in SILENT:  # *vsia* is a *visa*
            return 0
        return min(ranking.MOST_FOR_COMMON, self.index.bits("w", word).bit_count())

    def _is_called(self, word: str) -> bool:
        """Whether anything is called so."""
        return self.thesaurus.leads(word) or bool(in_names(self.index, "w", word))

    def _compounds(self, token: str) -> dict[str, float]:
        """Words that a compound with a slip in one half was to be: ``scguldenbemiddeling`` is *schulden*
        and *bemiddeling*, and so *schuldbemiddeling*."""
        found: dict[str, float] = {}
        for whole in mended(self.index, token):
            for vocabulary in (self.index.vocabulary, self.thesaurus.vocabulary):
                near = [Guess(whole.word, 0.0)] if whole.word in vocabulary else []
                for guess in near or vocabulary.guesses(whole.word, False):
                    found[guess.word] = min(whole.cost + guess.cost, found.get(guess.word, inf))
        return found

    def guesses(self, at: int) -> list[Guess]:
        best: dict[str, float] = {}
        for bare in without_article(self.tokens[at]):
            if known(self.index, self.thesaurus, bare):
                best[bare] = ranking.SLIPS["article"]
                break
        # Within a sentence people cut words short ("l'héro"), but those of needs, not the names of streets.
        half = at == len(self.tokens) - 1 or not self.is_sentence()
        for vocabulary, begun in ((self.index.vocabulary, half), (self.thesaurus.vocabulary, True)):
            for guess in vocabulary.guesses(self.tokens[at], begun):
                best[guess.word] = min(guess.cost, best.get(guess.word, inf))
        if not best:
            best = self._compounds(self.tokens[at])
        if len(self.tokens[at]) == SHORTEST:  # "tok" is no *took*, and a *guy* in a sentence nobody
            sentence = self.is_sentence()
            best = {word: cost for word, cost in best.items() if not sentence and self._is_called(word)}
        if not best:
            return []
        dearer, common = ranking.NOT_MUCH_DEARER, ranking.FOR_COMMON
        least = min(best.values()) + dearer + ranking.MOST_FOR_COMMON * common
        near = [word for word, cost in best.items() if cost <= least]  # the others cannot be among them
        likely = sorted(near, key=lambda word: (best[word] - common * self._common(word), word))
        return [Guess(word, best[word]) for word in likely if best[word] <= best[likely[0]] + dearer][
            :MOST_GUESSES
        ]

    def is_cut_short(self, at: int) -> bool:
        """Whether a word before the last one is likelier a known one without a letter or two (*dokte
        molenbeek*) than half a word (*schuldb molenbeek*)."""
        typed = self.tokens[at]
        if at == len(self.tokens) - 1 or len(typed) < SHORTEST_CUT:
            return False
        best = self.guesses(at)[:1]
        return any(each.cost <= ranking.LIKELY_SLIP and 0 < len(each.word) - len(typed) <= 2 for each in best)

    def correct(self, unknown: list[int]) -> list[str]:
        """The tokens with the likeliest words in the place of those at ``unknown``, if they lead anywhere."""
        tokens = list(self.tokens)
        for at in unknown:
            # A word that stands in longer ones may be right: only a likely slip is mended.
            likely = self.is_sentence() or bool(self.reading.columns[at].found)
            typed = self.tokens[at]
            guesses = [each for each in self.guesses(at) if not likely or _is_likely(typed, each)]
            if self.is_sentence() and at < len(self.tokens) - 1:
                guesses = [each for each in guesses if len(each.word) - len(typed) <= MOST_LACKING]
            if len(self.tokens) == 1:
                guesses = [each for each in guesses if self._leads(at, each)]
            guesses = self._fitting(at, guesses)
            others = self._others[at] = []
            for rank, guess in enumerate(guesses):
                if not rank and self._leads(at, guess):
                    tokens[at] = guess.word
                else:
                    factor = ranking.FACTORS["typo"] * ranking.NEXT_GUESS**rank
                    others += self._sources(guess.word, factor, not rank)
        return tokens

    def add_others(self, columns: list[Column]) -> None:
        """Add what else the words may have been meant to be to the search as it is read at last."""
        if len(columns) == len(self.tokens):
            for at, sources in self._others.items():
                columns[at].add(self.index, sources)

    def _sources(self, word: str, factor: float, likeliest: bool) -> list[Source]:
        """What a guess asks for: the word, and of the likeliest also the compounds that hold it."""
        found = [term("typo", (word,), factor, word)]
        if likeliest:
            made = column(self.index, word, False).sources
            found += [Source(s.how, s.factor * factor, s.words, s.label) for s in made if s.how == "part"]
        return found

    def _leads(self, at: int, guess: Guess) -> bool:
        """Whether anything is found by a guess at a position, by itself or with those beside it; or, where it
        is likely and alone, by the needs of which it is a part."""
        word = guess.word
        if word in self.index.vocabulary:
            return True
        tokens = [*self.tokens[:at], word, *self.tokens[at + 1 :]]
        made = joined_in(self.index, self.thesaurus, tokens)
        if any(begin <= at < end for begin, end, _word in made):
            return True
        said = self.thesaurus.expand(tokens, half=False, through=frozenset((at,)))
        if any(found.met for one in said for found in meant.found(self.index, one, 1.0)):
            return True
        alone = all(token in SILENT for beside, token in enumerate(tokens) if beside != at)
        least = len(word) - len(self.tokens[at])  # what a word costs for being begun makes its slip no worse
        begun = ranking.SLIPS["begun"] + ranking.SLIPS["lacking"] * least if least > 1 else 0.0
        return alone and guess.cost <= ranking.LIKELY_SLIP + begun and bool(self.thesaurus.partly(word, at))

    def _fitting(self, at: int, guesses: list[Guess]) -> list[Guess]:
        """Guesses that make a term with another word of the search first: *loyer en retad* is no *read*."""
        if len(guesses) < 2 or not 1 < len(self.tokens) <= MOST_FITTED_IN or at >= MOST_FITTED:
            return guesses

        def strange(guess: Guess) -> int:
            tokens = [*self.tokens[:at], guess.word, *self.tokens[at + 1 :]]
            made = self.thesaurus.expand(tokens, half=False, through=frozenset((at,)))
            fits = [each.said for each in made if at in each.positions and len(each.positions) > 1]
            return min(fits, default=len(tokens) + 1)

        return sorted(guesses, key=strange)
