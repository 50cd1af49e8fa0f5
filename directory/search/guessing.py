"""What a mistyped word may have been beside what a vocabulary guesses: a compound, two words, or a desk."""

from math import inf
from typing import NamedTuple

from rapidfuzz.distance import OSA

from directory import place_names
from directory.places import EVERYWHERE
from directory.search.compounds import mended
from directory.search.understood import Reading
from directory.search.words import in_names
from directory.terms import Thesaurus
from search_index import ranking
from search_index.index import Index
from search_index.speller import SHORTEST, Guess, cost
from search_index.text import SILENT

# The halves of a name that was written in one.
SHORTEST_IN_ONE = 4
# A word of so few letters has hardly a slip in it where its end is lacking, too.
LONGEST_SHORT = 4


class Fit(NamedTuple):
    """A word that makes a term with others of the search; ``said``: how many words of it stand for others;
    ``urgent``: it is a danger; ``whole``: the search asks for nothing else."""

    said: int
    guess: Guess
    urgent: bool
    whole: bool


def is_likely(typed: str, guess: Guess) -> bool:
    """Whether a slip is likely even where the word may be right: an easy one, or the first letter left out.
    A strange letter in a long word is not: who *attached* a letter was not attacked."""
    return guess.cost <= ranking.LIKELY_SLIP or guess.word[1:] == typed


def is_begun_otherwise(typed: str, guess: Guess) -> bool:
    """Whether a short word would be the beginning of a longer one with another slip in it than letters that
    changed places, are doubled or left out: *judo* is neither *judge* nor *judicial*; *rizm* is *rizome*."""
    word, more = guess.word, len(guess.word) - len(typed)
    if len(typed) > LONGEST_SHORT or more < 1 or OSA.distance(typed, word) < 2:
        return False
    letters = iter(word)
    left_out = all(letter in letters for letter in typed)
    sure = ranking.SURE_SLIP + ranking.SLIPS["begun"] + ranking.SLIPS["lacking"] * more
    return not left_out and round(guess.cost - sure, 9) > 0


def fitting_beside_small_words(fits: list[Fit], guesses: list[Guess]) -> list[Guess]:
    """The words that make a term, but after a small word that is nearer those that only stand for words
    of one: "poour un avocat" is no *poor*."""
    small = next((each for each in guesses if each.word in SILENT), None)
    if small is None:
        return [fit.guess for fit in fits]
    far = [fit.guess for fit in fits if fit.said and not fit.urgent and fit.guess.cost > small.cost]
    near = [fit.guess for fit in fits if fit.guess not in far]
    return [*near, small, *far] if far else near


def is_named(index: Index, word: str) -> bool:
    """Whether a place or anything else is called so."""
    return place_names.is_name(word) or bool(in_names(index, "w", word))


def with_a_name_first(index: Index, guesses: list[Guess]) -> list[Guess]:
    """The likeliest name before what is likelier, but after a sure slip."""
    if not guesses or guesses[0].cost <= ranking.SURE_SLIP:
        return guesses
    names = [one for one in guesses if is_named(index, one.word)]
    return list(dict.fromkeys([*names[:1], *guesses]))


def of_compounds(index: Index, thesaurus: Thesaurus, token: str) -> dict[str, float]:
    """Words that a compound with a slip in one half was to be, with what the slip costs:
    ``scguldenbemiddeling`` is *schulden* and *bemiddeling*, and so *schuldbemiddeling*."""
    found: dict[str, float] = {}
    for whole in mended(index, token):
        for vocabulary in (index.vocabulary, thesaurus.vocabulary):
            near = [Guess(whole.word, 0.0)] if whole.word in vocabulary else []
            for guess in near or vocabulary.guesses(whole.word, False):
                found[guess.word] = min(whole.cost + guess.cost, found.get(guess.word, inf))
    return found


def of_two(index: Index, token: str) -> dict[str, float]:
    """Two words of a name, written in one (*ajwbru*), or with a likely slip in one of them: *teleesrvice*."""
    found: dict[str, float] = {}
    for cut in range(SHORTEST, len(token) - SHORTEST + 1):
        halves = token[:cut], token[cut:]
        if SILENT.isdisjoint(halves) and in_names(index, "w", halves[0]) & in_names(index, "w", halves[1]):
            found[" ".join(halves)] = 0.0
    for cut in range(SHORTEST_IN_ONE, len(token) - SHORTEST_IN_ONE + 1):
        halves = token[:cut], token[cut:]
        for right, typed in (halves, halves[::-1]):
            if not (called := in_names(index, "w", right)):
                continue
            for guess in index.vocabulary.one_slip_from(typed):
                if guess.cost <= ranking.LIKELY_SLIP and called & in_names(index, "w", guess.word):
                    first, last = (right, guess.word) if right == halves[0] else (guess.word, right)
                    found.setdefault(f"{first} {last}", guess.cost)
    return found


def of_desk(index: Index, reading: Reading) -> dict[int, Guess]:
    """What every municipality has one of, as a slip of the only word beside one, by where that stands:
    *cas 1060*, *cps jette*, where nothing is called so."""
    place, telling = reading.place, reading.telling
    if place is None or place.region or len(telling) != 1:
        return {}
    typed = reading.tokens[telling[0]]
    near = [Guess(desk, cost(typed, desk)) for desk in EVERYWHERE if OSA.distance(typed, desk) == 1]
    desks = [each for each in near if is_likely(typed, each) and not in_names(index, "w", typed)]
    return dict(zip(telling, desks, strict=False))
