"""A search understood: which words count how much, what else answers them, which place or number is meant."""

from directory import places
from directory.search import answering, meant, times, tongues, understood
from directory.search.answering import Source
from directory.search.compounds import FEW_TOKENS, halves, joined_in, piece_of
from directory.search.contacts import contact_in
from directory.search.tokens import known, looked_at
from directory.search.understood import Reading
from directory.search.words import Column, column, half, term
from directory.terms import LEAST_HALF, Expansion, Thesaurus
from search_index import ranking
from search_index.index import Index
from search_index.speller import Guess
from search_index.text import SILENT, stems, without_article, words

# How many guesses of a mistyped word are searched, and how many dearer than the best they may be.
MOST_GUESSES, NOT_MUCH_DEARER = 4, 0.45
# How much less a guess costs for each sheet that has the word, up to so many.
FOR_COMMON, MOST_FOR_COMMON = 0.05, 5
# A slip that costs no more is likelier than a word of which only longer ones are known.
LIKELY = 0.9
# What it costs to have left an apostrophe out.
ARTICLE = 0.5
# In a sentence of so many words, only such a slip is mended: "by the throat" is no threat.
SENTENCE = 5
# Of so many letters, half a word is looked for in the thesaurus only where the directory has no such word.
LEAST_UNANSWERED = 3
# The very words only.
_NO_WORDS = Thesaurus([])
# A word before the last one is taken for half a word from so many letters on.
SHORTEST_HALF = 4
# At most so many words are guessed at: who mistypes more is better served by what the others bring.
MOST_CORRECTED = 4
# Guesses of so many first words are tried with the others.
MOST_FITTED = 4


def _inflected(index: Index, token: str) -> bool:
    """Whether the directory has the word in another form."""
    return any(index.masks("s", root) for root in stems(token))


def _single(begin: int, end: int) -> list[tuple[int, int]]:
    return [(at, at + 1) for at in range(begin, end)]


def _turn(one: Expansion) -> tuple[bool, bool, bool]:
    """What is urgent is taken in first, and what counts only where nothing else is found last."""
    return one.group.otherwise, not one.group.urgent, one.term.same


class _Reader:
    def __init__(self, index: Index, thesaurus: Thesaurus, tokens: list[str]) -> None:
        self.index, self.thesaurus, self.tokens = index, thesaurus, tokens
        self.reading = Reading(tokens)

    def is_sentence(self) -> bool:
        """Whether a sentence was typed, rather than words to look for; where or when is no part of it."""
        if len(self.tokens) < SENTENCE:
            return False
        known = self.reading.known
        said = [token for at, token in enumerate(self.tokens) if at not in known]
        return len(said) >= SENTENCE and sum(token not in SILENT for token in said) > 1

    def _common(self, word: str) -> int:
        return min(MOST_FOR_COMMON, self.index.bits("w", word).bit_count())

    def guesses(self, at: int) -> list[Guess]:
        best: dict[str, float] = {}
        for bare in without_article(self.tokens[at]):
            if known(self.index, self.thesaurus, bare):
                best[bare] = ARTICLE
                break
        # Within a sentence people cut words short ("l'héro"), but those of needs, not the names of streets.
        half = at == len(self.tokens) - 1 or not self.is_sentence()
        for vocabulary, begun in ((self.index.vocabulary, half), (self.thesaurus.vocabulary, True)):
            for guess in vocabulary.guesses(self.tokens[at], begun):
                best[guess.word] = min(guess.cost, best.get(guess.word, 9.0))
        if not best:
            return []
        least = min(best.values()) + NOT_MUCH_DEARER + MOST_FOR_COMMON * FOR_COMMON
        near = [word for word, cost in best.items() if cost <= least]  # the others cannot be among them
        likely = sorted(near, key=lambda word: (best[word] - FOR_COMMON * self._common(word), word))
        return [
            Guess(word, best[word]) for word in likely if best[word] <= best[likely[0]] + NOT_MUCH_DEARER
        ][:MOST_GUESSES]

    def expand(
        self,
        tokens: list[str],
        spans: list[tuple[int, int]],
        factors: dict[int, float],
        through: set[int],
        least: int = LEAST_HALF,
    ) -> list[Expansion]:
        """Take in what the thesaurus says of ``tokens``. ``spans``: where each stands in the search.
        ``factors``: how sure the words at a position are, where they are not. ``through``: an expansion must
        come by one of these positions. ``least``: letters of half a word."""
        taken: list[Expansion] = []
        where = frozenset(at for at, span in enumerate(spans) if through.intersection(range(*span)))
        if not where:
            return taken
        some = where if len(where) < len(tokens) else None
        found_by = self.thesaurus.expand(tokens, half=True, through=some, least=least)
        for expansion in sorted(found_by, key=_turn):
            positions = {p for at in expansion.positions for p in range(*spans[at])}
            if not positions & through or self.reading.is_urgent_elsewhere(expansion, positions):
                continue
            if expansion.group.otherwise and self.reading.is_answered():
                continue
            # What one word needs only by way of another is for where nothing else answers it.
            alone = expansion.term.same and len(positions) == 1
            if alone and any(self.reading.columns[p].found for p in positions):
                continue
            found = meant.found(self.index, expansion, min(factors.get(p, 1.0) for p in positions))
            for position in positions:
                for one in found:
                    self.reading.columns[position].take(one)
            self.reading.take(expansion, positions, found)
            taken.append(expansion)
        return taken

    def join(
        self, joined: list[tuple[int, int, str]], tokens: list[str], sure: float = 1.0
    ) -> list[Expansion]:
        """Take in neighbours among ``tokens`` that are one word when written together."""
        taken, factor = [], ranking.FACTORS["joined"] * sure
        for begin, end, word in joined:
            made = column(self.index, word, end == len(tokens))
            sources = [Source(s.how, s.factor * factor, s.words, s.label) for s in made.sources]
            for position in range(begin, end):
                self.reading.columns[position].add(self.index, sources)
            whole = [*tokens[:begin], word, *tokens[end:]]
            spans = [*_single(0, begin), (begin, end), *_single(end, len(tokens))]
            where = set(range(begin, end))
            taken += self.expand(whole, spans, dict.fromkeys(where, factor), where)
        return taken

    def correct(self, unknown: list[int]) -> tuple[list[str], dict[int, float]]:
        """The tokens with the likeliest words in the place of those at ``unknown``, and how sure each is."""
        tokens, guessed = list(self.tokens), {}
        for at in unknown:
            # A word that stands in longer ones may be right: only a likely slip is mended.
            most = LIKELY if self.is_sentence() or self.reading.columns[at].found else 9.0
            guesses = [each for each in self.guesses(at) if each.cost <= most]
            if len(self.tokens) == 1:
                guesses = [each for each in guesses if self._leads(at, each.word)]
            for rank, guess in enumerate(self._fitting(at, guesses)):
                factor = ranking.FACTORS["typo"] * ranking.NEXT_GUESS**rank
                if not rank and self._leads(at, guess.word):
                    tokens[at], guessed[at] = guess.word, factor
                self.reading.columns[at].add(self.index, [term("typo", (guess.word,), factor, guess.word)])
        return tokens, guessed

    def _leads(self, at: int, word: str) -> bool:
        """Whether anything is found by a word at a position, by itself or with those beside it."""
        tokens = [*self.tokens[:at], word, *self.tokens[at + 1 :]]
        made = joined_in(self.index, self.thesaurus, tokens)
        if word in self.index.vocabulary or any(begin <= at < end for begin, end, _word in made):
            return True
        said = self.thesaurus.expand(tokens, half=False, through=frozenset((at,)))
        return any(found.met for one in said for found in meant.found(self.index, one, 1.0))

    def _fitting(self, at: int, guesses: list[Guess]) -> list[Guess]:
        """Guesses that make a term with another word of the search first: *loyer en retad* is no *read*."""
        if len(guesses) < 2 or len(self.tokens) < 2 or at >= MOST_FITTED:
            return guesses

        def strange(guess: Guess) -> int:
            tokens = [*self.tokens[:at], guess.word, *self.tokens[at + 1 :]]
            made = self.thesaurus.expand(tokens, half=False, through=frozenset((at,)))
            fits = [each.said for each in made if at in each.positions and len(each.positions) > 1]
            return min(fits, default=len(tokens) + 1)

        return sorted(guesses, key=strange)

    def compounds(self, unknown: list[int]) -> list[int]:
        """Take the halves of unknown compounds through the thesaurus; returns what stays unknown."""
        still = []
        for at in unknown:
            pairs = halves(self.index, self.tokens[at])
            for pair in pairs[:2]:
                for expansion in self.thesaurus.expand(list(pair), half=False):
                    if len(expansion.positions) == len(pair):
                        for found in meant.found(self.index, expansion, ranking.FACTORS["split"]):
                            self.reading.columns[at].take(found)
            if _unanswered(self.reading.columns[at]):
                still.append(at)
        return still

    def pieces(self, unknown: list[int]) -> list[Expansion]:
        """Take the known piece of unknown compounds that are no slip of another word."""
        taken = []
        for at in unknown:
            if self.reading.columns[at].found or self.guesses(at):
                continue
            if known := piece_of(self.index, self.thesaurus, self.tokens[at]):
                factor = ranking.FACTORS["part"]
                self.reading.columns[at].add(self.index, [term("part", (known,), factor, known)])
                tokens = [*self.tokens[:at], known, *self.tokens[at + 1 :]]
                taken += self.expand(tokens, _single(0, len(tokens)), {at: factor}, {at})
        return taken

    def halves(self, unknown: list[int]) -> list[int]:
        """Take words before the last one for half ones, as in ``schuldb anderlecht``; returns what is still
        unknown."""
        still = []
        for at in unknown:
            column = self.reading.columns[at]
            if len(column.token) >= SHORTEST_HALF and not self.is_sentence():
                column.add(self.index, half(self.index, column.token))
            if _unanswered(column):
                still.append(at)
        return still


def _unanswered(column: Column) -> bool:
    """Whether nothing but a longer word that happens to hold it answers a word."""
    return all(source.how == "part" for found in column.found for source, _met in found.met)


def read(index: Index, thesaurus: Thesaurus | None, text: str) -> Reading:
    """Understand ``text``. ``thesaurus``: None searches the very words only. Never an error."""
    contact, rest = contact_in(text)
    widened, thesaurus = thesaurus is not None, thesaurus or _NO_WORDS
    tokens = looked_at(index, thesaurus, rest or text)
    if widened:
        tokens = tongues.interpreted(tokens)
    reader = _Reader(index, thesaurus, tokens)
    reading = reader.reading
    reading.contact, reading.apart = contact, len(tokens) > len(words(rest or text))
    reading.columns = [column(index, token, at == len(tokens) - 1) for at, token in enumerate(tokens)]
    sure = frozenset(token for token in tokens if known(index, thesaurus, token))
    forms = frozenset(token for token in tokens if token not in sure and _inflected(index, token))
    reading.place = places.find(tuple(tokens), sure, forms)
    reading.times = times.asked(tuple(tokens), sure)
    if reading.times and reading.contact:  # "24/7" is no number, and "02 533 24 24" no time
        whole = len(reading.times.positions) == len(tokens)
        reading.contact, reading.times = ("", reading.times) if whole else (reading.contact, None)
    reading.tongues = tongues.asked(tuple(tokens))
    for at in reading.times.positions if reading.times else ():
        if any(sign.isdigit() for sign in tokens[at]):  # a "7" in a text is no reason
            reading.columns[at] = Column(tokens[at], index.kept)
    named = reading.known
    if reading.place and reading.place.meant:
        for at in reading.place.positions:
            meant_place = term(
                "typo", words(reading.place.meant), ranking.FACTORS["typo"], reading.place.meant
            )
            reading.columns[at].add(index, [meant_place])
    if reading.place and reading.place.quarter and not reading.place.region:
        there = answering.there(reading.place.codes)
        for at in reading.place.positions:
            reading.columns[at].add(index, [there])
    joined = joined_in(index, thesaurus, tokens)
    spans = _single(0, len(tokens))
    # "Psychologue proche de Forest" asks for no "psychologue pour les proches".
    asked = reading.place.asked if reading.place else frozenset()
    said = ["" if at in asked else token for at, token in enumerate(tokens)] if asked else tokens
    expansions = reader.expand(said, spans, {}, set(range(len(tokens)))) + reader.join(joined, tokens)
    if tokens and len(tokens[-1]) == LEAST_UNANSWERED and not reading.columns[-1].found:
        expansions += reader.expand(tokens, spans, {}, {len(tokens) - 1}, LEAST_UNANSWERED)
    unknown = [
        at for at, each in enumerate(reading.columns)
        if _unanswered(each) and at not in named and each.token not in SILENT and not each.token.isdigit()
    ]  # fmt: skip
    corrected = tokens
    if unknown := reader.halves(reader.compounds(unknown))[:MOST_CORRECTED]:
        expansions += reader.pieces(unknown)
        corrected, guessed = reader.correct(unknown)
        if reading.place is None:
            reading.place = places.find(tuple(corrected), sure.union(forms, corrected))
        expansions += reader.expand(corrected, spans, guessed, set(guessed))
        if len(tokens) <= FEW_TOKENS:
            again = [one for one in joined_in(index, thesaurus, corrected) if one not in joined]
            expansions += reader.join(again, corrected, ranking.FACTORS["typo"])
    understood.weigh(reading, sure | forms)
    reading.corrected = understood.shown(rest or text, reading, corrected)
    reading.also = meant.labels(expansions)
    return reading


__all__ = ["Reading", "read"]
