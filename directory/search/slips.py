"""Slips of a search mended: what a mistyped word is likeliest to be, beside the others."""

from collections.abc import Collection
from functools import cached_property
from itertools import islice, takewhile
from math import inf
from operator import itemgetter

from directory.expansion import Expansion
from directory.search import meant
from directory.search.answering import Source
from directory.search.compounds import joined_in
from directory.search.guessing import (
    LONGEST_SHORT,
    Fit,
    fitting_beside_small_words,
    is_begun_otherwise,
    is_likely,
    is_named,
    of_compounds,
    of_desk,
    of_two,
    with_a_name_first,
)
from directory.search.tokens import is_known
from directory.search.understood import Reading
from directory.search.words import Column, column, in_names, term
from directory.terms import Thesaurus
from search_index import ranking
from search_index.index import Index
from search_index.ordinary import is_ordinary
from search_index.speller import SHORTEST, Guess
from search_index.text import SILENT, stems, without_article

# How many guesses of a mistyped word are searched.
MOST_GUESSES = 4
# In a sentence of so many words, only a likely slip is mended, or what makes a term with the others: "by the
# throat" is no threat.
SENTENCE = 5
# A word that was cut short in a sentence lacks so many letters at most: *héro* is *héroïne*, and *taak* no
# *taakstraf*.
MOST_LACKING = 3
# At most so many words are guessed at: who mistypes more is better served by what the others bring. Of more
# unknown words than a sentence has by slips, fewer, so that no text takes ten times what others take.
MOST_CORRECTED, MANY_UNKNOWN, FEW_CORRECTED = 4, 6, 2
# What stands in so many names is meant rather than an ordinary word: *caps* is *cpas*.
USUAL = 5
# So many guesses of a word are tried with the others.
MOST_FITTED = 8
# A word that lacks its end has so many letters.
SHORTEST_CUT = 5
# An ordinary word of so many letters may have one too many.
LONG = 6


class Slips:
    """What may be mistyped in a search that is being read."""

    def __init__(self, index: Index, thesaurus: Thesaurus, reading: Reading) -> None:
        self.index, self.thesaurus, self.reading = index, thesaurus, reading
        self.tokens = reading.tokens
        # What else the words may have been meant to be, by where each stands.
        self._others: dict[int, list[Source]] = {}

    @cached_property
    def desk(self) -> dict[int, Guess]:
        """The only word beside a municipality, where it is a slip of the desk that each has."""
        return of_desk(self.index, self.reading)

    def is_sentence(self) -> bool:
        """Whether a sentence was typed, rather than words to look for; where or when is no part of it."""
        beside = self.reading.circumstances
        said = [token for at, token in enumerate(self.tokens) if at not in beside]
        return len(said) >= SENTENCE and sum(token not in SILENT for token in said) > 1

    def _common(self, word: str) -> int:
        if word in SILENT:  # *vsia* is a *visa*
            return 0
        return min(ranking.MOST_FOR_COMMON, self.index.bits("w", word).bit_count())

    def _is_called(self, word: str) -> bool:
        """Whether anything is called so."""
        return self.thesaurus.leads(word) or bool(in_names(self.index, "w", word))

    def guesses(self, at: int, most: int = MOST_GUESSES) -> list[Guess]:
        best: dict[str, float] = {}
        for bare in without_article(self.tokens[at]):
            if is_known(self.index, self.thesaurus, bare):
                best[bare] = ranking.SLIPS["article"]
                break
        # Within a sentence people cut words short ("l'héro"), but those of needs, not the names of streets.
        last, typed = at == len(self.tokens) - 1, self.tokens[at]
        half, beside = last or not self.is_sentence(), last and len(self.tokens) > 1
        for vocabulary, begun in ((self.index.vocabulary, half), (self.thesaurus.vocabulary, True)):
            for guess in vocabulary.guesses(typed, begun):
                named = last and is_named(self.index, guess.word)
                if beside or named or not is_begun_otherwise(typed, guess):
                    best[guess.word] = min(guess.cost, best.get(guess.word, inf))
        if not best:
            best = of_compounds(self.index, self.thesaurus, typed) or of_two(self.index, typed)
        if len(typed) == SHORTEST:  # "tok" is no *took*, and a *guy* in a sentence nobody
            sentence = self.is_sentence()
            best = {word: cost for word, cost in best.items() if not sentence and self._is_called(word)}
        if len(self.tokens) == 1:  # "rasb" is no *ras*, nor "shaer" a *share*: they lead nowhere
            cheapest = sorted(best.items(), key=itemgetter(1, 0))
            away = list(takewhile(lambda pair: not self._leads(at, Guess(*pair)), cheapest))
            best = dict(cheapest[len(away) :])
        if not best:
            return []
        dearer, common = ranking.NOT_MUCH_DEARER, ranking.FOR_COMMON
        least = min(best.values()) + dearer + ranking.MOST_FOR_COMMON * common
        near = [word for word, cost in best.items() if cost <= least]  # the others cannot be among them
        likely = sorted(near, key=lambda word: (best[word] - common * self._common(word), word))
        return [Guess(word, best[word]) for word in likely if best[word] <= best[likely[0]] + dearer][:most]

    def is_cut_short(self, at: int) -> bool:
        """Whether a word before the last one is likelier a known one without a letter or two (*dokte
        molenbeek*) than half a word (*schuldb molenbeek*)."""
        typed = self.tokens[at]
        if at == len(self.tokens) - 1 or len(typed) < SHORTEST_CUT:
            return False
        return any(
            each.cost <= ranking.LIKELY_SLIP and 0 < len(each.word) - len(typed) <= 2
            for each in self.guesses(at)
        )

    def is_danger(self, at: int) -> bool:
        """Whether a word before the last one that may be half a word makes a danger of the search, as a slip:
        *wil niet emer leven*."""
        if self.reading.urgent or len(self.tokens) < SHORTEST or self.reading.is_ordinary(at):
            return False
        return any(fit.urgent for fit in self._fitting(at))

    def correct(self, unknown: list[int]) -> list[str]:
        """The tokens with the likeliest words in the place of those at ``unknown``, if they lead anywhere."""
        tokens = list(self.tokens)
        for at in unknown:
            others = self._others[at] = []
            for rank, guess in enumerate(self._meant(at)):
                if not rank and self._leads(at, guess):
                    tokens[at] = guess.word
                else:
                    factor = ranking.FACTORS["typo"] * ranking.NEXT_GUESS**rank
                    others += self._sources(guess.word, factor, not rank)
        return tokens

    def _meant(self, at: int) -> list[Guess]:
        """What a word may have been meant to be: what makes a term with the others first (*loyer en retad* is
        no *read*). An ordinary word is hardly a slip."""
        if at in self.desk:
            return [self.desk[at]]
        typed, fits = self.tokens[at], self._fitting(at)
        if self.reading.is_ordinary(at):
            return self._instead(at, fits)
        alone = len(self.tokens) == 1
        guesses = self.guesses(at, MOST_FITTED if alone else MOST_GUESSES)
        fitting = fitting_beside_small_words(fits, guesses)
        made = {each.word for each in fitting}
        guesses = [each for each in guesses if each.word not in made]
        if typed in self.reading.names and len(self.tokens) >= SENTENCE:
            # Nobody's name becomes a danger, nor *Peeters* a *Pieters*.
            guesses = [each for each in guesses if self._is_called_with(at, each.word, self.reading.names)]
        # A word that stands in longer ones may be right, and beside a danger nothing else is to be made up
        # (*sayign* is no *saigne*): only a likely slip is mended.
        if self.is_sentence() or self.reading.columns[at].found or self.reading.urgent:
            guesses = [each for each in guesses if is_likely(typed, each)]
        if self.is_sentence() and at < len(self.tokens) - 1:
            guesses = [each for each in guesses if len(each.word) - len(typed) <= MOST_LACKING]
        if alone and len(typed) <= LONGEST_SHORT:  # "awll" is *awel* rather than *all*
            guesses = with_a_name_first(self.index, guesses)
        if alone:  # "rasb" is no *ras*, which leads nowhere
            return list(islice((each for each in guesses if self._leads(at, each)), MOST_GUESSES))
        if len(guesses) > 1:  # "wil stsrv" is *sterven* begun, and no *starve*
            able = self._going_with_others(at, guesses)
            guesses.sort(key=lambda one: one not in able or not (fit := self._fit(at, one)) or fit.said > 0)
        return [*fitting, *guesses][:MOST_GUESSES]

    def _instead(self, at: int, fits: list[Fit]) -> list[Guess]:
        """What may be meant by an ordinary word: what it surely is a slip of, or likely where it makes a
        danger or the very words of a term, unless a letter would have to go (*diet* is no *die*; a long word
        may lose one to all that is asked, *restos du choeur*); what many are called, or one is with the word
        beside it (*bravo médiation*); and outside a sentence another form of it."""
        typed, sure = self.tokens[at], ranking.SURE_SLIP
        found = [
            fit.guess for fit in fits
            if fit.guess.cost <= sure
            or ((fit.urgent or not fit.said) and is_likely(typed, fit.guess)
                and (len(typed) <= len(fit.guess.word) or (len(typed) >= LONG and fit.whole)))
        ]  # fmt: skip
        guesses = self.guesses(at) if len(typed) > SHORTEST else []
        usual = [
            each for each in guesses
            if each.cost <= sure and (in_names(self.index, "w", each.word).bit_count() >= USUAL
                                      or self._is_called_with(at, each.word, set(self.tokens) - SILENT))
        ]  # fmt: skip
        forms = [each for each in guesses if not stems(typed).isdisjoint(stems(each.word))][:1]
        return list(dict.fromkeys(found + usual if self.is_sentence() else found + forms + usual))

    def _fitting(self, at: int) -> list[Fit]:
        """The words a single slip away that make a term of several words with others of the search: those
        of the closest terms first, a danger before another. Of a word that the thesaurus has only a danger,
        where it is none of the language that is spoken: *wil niet mer leven*."""
        typed = self.tokens[at]
        if len(self.tokens) < 2 or len(typed) < SHORTEST:
            return []
        has = typed in self.thesaurus.vocabulary
        if has and (not self.reading.lang or is_ordinary(typed, self.reading.lang)):
            return []
        near = self.thesaurus.vocabulary.one_slip_from(typed)
        tried = self._going_with_others(at, near)[:MOST_FITTED]
        found = [fit for each in tried if (fit := self._fit(at, each))]
        if has:
            found = [fit for fit in found if fit.urgent and fit.guess.cost <= ranking.SURE_SLIP]
        return sorted(found, key=lambda fit: (fit.said, not fit.urgent))

    def _is_called_with(self, at: int, word: str, others: Collection[str]) -> bool:
        """Whether anything is called by a word and one of ``others`` beside it: *Bijzondere Jeugdzrog*."""
        called = in_names(self.index, "w", word)
        beside = [*self.tokens[max(0, at - 1) : at], *self.tokens[at + 1 : at + 2]]
        return any(called & in_names(self.index, "w", other) for other in beside if other in others)

    def _going_with_others(self, at: int, guesses: list[Guess]) -> list[Guess]:
        """Those of the guesses of a word that may make a term with others of the search."""
        beside = [token for other, token in enumerate(self.tokens) if other != at]
        able = set(self.thesaurus.going_with(beside, [each.word for each in guesses]))
        return [each for each in guesses if each.word in able]

    def _fit(self, at: int, guess: Guess) -> Fit | None:
        """How a guess makes a term of several words with others of the search, if it does."""
        tokens = [*self.tokens[:at], guess.word, *self.tokens[at + 1 :]]
        made = self.thesaurus.expand(tokens, half=False, through=frozenset((at,)))
        fits = [each for each in made if self._tells(each, at)]
        if len(self.tokens[at]) == SHORTEST:
            # "Rde kruis" lacks a letter of that very word; "fis en taule" is no *en finir*, and Lea nothing.
            fits = [
                each for each in fits
                if not each.said and any(guess.word in may for may in each.term.choices)
                and len(guess.word) > SHORTEST and is_likely(self.tokens[at], guess)
            ]  # fmt: skip
        if self.tokens[at] in (names := self.reading.names):  # it may stand in a longer one: "Rode Kruus"
            fits = [
                each for each in fits
                if not each.group.urgent and not each.said
                and any(self.tokens[beside] in names for beside in each.positions & {at - 1, at + 1})
            ]  # fmt: skip
        if fits:
            told = {other for other, token in enumerate(self.tokens) if token not in SILENT}
            fit = Fit(
                min(each.said for each in fits),
                guess,
                any(each.group.urgent for each in fits),
                any(told <= each.positions for each in fits),
            )
            # A strange first letter makes the very words of a term, or a danger: "madame Papen".
            if guess.cost <= ranking.SLIPS["another"] or fit.urgent or not fit.said:
                return fit
        return None

    def _tells(self, one: Expansion, at: int) -> bool:
        """Whether a term has more than the word at a position and such as say nothing; of a danger, as in
        *niet meer leven*, these say enough."""
        beside = one.positions - {at}
        return bool(beside) and (one.group.urgent or any(self.tokens[p] not in SILENT for p in beside))

    def add_others(self, columns: list[Column], below: bool = False) -> None:
        """Add what else the words may have been meant to be to the search as it is read at last; ``below``
        the one that is shown as searched, where that is answered."""
        if len(columns) == len(self.tokens):
            for at, sources in self._others.items():
                most = columns[at].best() * ranking.BELOW_THE_SHOWN if below else inf
                columns[at].add(sources, most)

    def _sources(self, word: str, factor: float, likeliest: bool) -> list[Source]:
        """What a guess asks for: the word, and of the likeliest also the compounds that hold it."""
        found = [term("typo", (word,), factor, word)]
        if likeliest:
            made = column(self.index, word, False).sources
            found += [one._replace(factor=one.factor * factor) for one in made if one.how == "part"]
        return found

    def _leads(self, at: int, guess: Guess) -> bool:
        """Whether anything is found by a guess at a position, by itself or with those beside it; or, where it
        is likely and alone, by the needs of which it is a part."""
        word = guess.word
        if word in self.index.vocabulary or " " in word:
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
