"""Terms found by the words of a search: each place of a term has words that may stand in it, in any order."""

from collections.abc import Container, Iterable
from functools import lru_cache
from itertools import accumulate
from operator import or_
from typing import NamedTuple

from search_index.bits import numbers_of, of_numbers
from search_index.text import stems

# So many words are kept with the terms in which they stand.
MOST_KEPT = 20_000
# How many words of a search are set in the places of a term until they fit.
MOST_TRIED = 40
# What may stand in each place of a term.
Choices = tuple[frozenset[str], ...]


@lru_cache(maxsize=MOST_KEPT)
def keys_of(word: str, lang: str = "") -> frozenset[str]:
    """By what a word is known: itself and its stems, in ``lang`` or in each of the three languages. Who types
    *impôts* does not mean the Dutch *impotent*, which has the same stem in French."""
    return frozenset([word, *(f"~{root}" for root in stems(word, lang))])


class Uses(NamedTuple):
    """Terms, by their numbers, that are one word alone, and longer ones with the places (as bits) that it can
    fill."""

    alone: list[int]
    longer: dict[int, int]


Positions = frozenset[int]
NONE = Uses([], {})


class Word(NamedTuple):
    """A word or phrase of a search: where it stands, the terms that have it, those that have another for
    which it is said, and of both the places that it can fill; ``several`` are the terms that it can fill in
    part (``bits``: common words are in thousands), ``places`` those of which it can fill the first place, the
    second and so on (empty until somebody asks, and one list for a word wherever it stands). ``exact``: the
    terms of one word that are just this word.
    """

    at: Positions
    own: Uses
    said: list[Uses]
    fills: dict[int, int]
    several: int
    places: list[int]
    exact: Container[int]


def word_of(at: Positions, own: Uses, said: list[Uses], exact: Iterable[int] = ()) -> Word:
    """A word from where it is used."""
    fills = _united([own, *said])
    return Word(at, own, said, fills, of_numbers(fills), [], frozenset(exact))


def _places(word: Word) -> list[int]:
    """The terms of which a word can fill the first place, the second and so on."""
    if not word.places:
        by_place: list[list[int]] = []
        for number, bits in word.fills.items():
            while bits:
                place = bits.bit_length() - 1
                by_place += [[] for _place in range(place + 1 - len(by_place))]
                by_place[place].append(number)
                bits ^= 1 << place
        word.places.extend(map(of_numbers, by_place))
    return word.places


def several(words: Iterable[Word]) -> int:
    """The terms that any of ``words`` can fill in part."""
    held = 0
    for word in words:
        held |= word.several
    return held


def _united(several: list[Uses]) -> dict[int, int]:
    """The places that a word can fill by any of several uses."""
    first, *others = sorted((uses.longer for uses in several), key=len, reverse=True)
    if not any(others):
        return first
    filled = dict(first)
    for longer in others:
        for number, places in longer.items():
            filled[number] = filled.get(number, 0) | places
    return filled


class Whole(NamedTuple):
    """A term that stands in a search, where, and for how many of its words another is said."""

    number: int
    positions: Positions
    said: int


Options = list[tuple[int, Positions]]


def _fitting(number: int, places: Iterable[Options]) -> Whole | None:
    """The words of a search set in the places of a term, each in one place: phrases before words, and the
    term's own words before what is said for them. The place with the fewest words is filled first."""
    options = [sorted(one, key=lambda word: (-len(word[1]), word[0])) for one in sorted(places, key=len)]
    return _fit(Whole(number, frozenset(), 0), 0, options, [MOST_TRIED])


def _fit(found: Whole, at: int, options: list[Options], left: list[int]) -> Whole | None:
    """``found`` with the places from ``at`` on filled too. ``left``: how many words may still be tried. Not a
    function within the other: that would refer to itself, and leave work for the collector at every term."""
    if at == len(options):
        return found
    for more, positions in options[at]:
        if left[0] and not positions & found.positions:
            left[0] -= 1
            wider = Whole(found.number, found.positions | positions, found.said + more)
            if whole := _fit(wider, at + 1, options, left):
                return whole
    return None


class Lookup:
    """Terms by the words that may stand in each of their places. ``add`` numbers them."""

    def __init__(self) -> None:
        self._lengths: list[int] = []
        # The terms of no more than so many places.
        self._short: list[int] = []
        self._uses: dict[str, Uses] = {}

    def add(self, places: Iterable[Iterable[str]]) -> int:
        number, keys = len(self._lengths), list(places)
        self._lengths.append(len(keys))
        self._short.clear()
        for place, one in enumerate(keys):
            for key in one:
                if (uses := self._uses.get(key)) is None:
                    uses = self._uses[key] = Uses([], {})
                if len(keys) == 1:
                    uses.alone.append(number)
                else:
                    uses.longer[number] = uses.longer.get(number, 0) | 1 << place
        return number

    def uses(self, keys: Iterable[str]) -> Uses:
        """Where a word stands that is known by ``keys``."""
        found = [uses for key in keys if (uses := self._uses.get(key))]
        if len(found) < 2:
            return found[0] if found else NONE
        return Uses(sorted({number for uses in found for number in uses.alone}), _united(found))

    def whole(self, words: list[Word], through: Positions | None = None) -> set[Whole]:
        """The terms of several words that stand in a search as a whole; with a word at one of ``through``."""
        if len(words) < 2:
            return set()
        once = twice = 0
        for word in words:
            twice |= once & word.several
            once |= word.several
        if through is not None and twice:
            twice &= several(word for word in words if word.at & through)
        return self.among(words, twice)

    def _full(self, words: list[Word], terms: int) -> list[int]:
        """Those of ``terms`` of which each place can be filled, in rising order."""
        fillers = [word for word in words if word.several & terms]
        asked_first = sum(len(word.fills) for word in fillers if not word.places)
        if terms.bit_count() * len(fillers) < asked_first:
            filled = dict.fromkeys(numbers_of(terms), 0)
            for word in fillers:
                for number in filled:
                    filled[number] |= word.fills.get(number, 0)
            return [number for number, places in filled.items() if places + 1 == 1 << self._lengths[number]]
        return self._full_of_many(fillers, terms)

    def _full_of_many(self, words: list[Word], terms: int) -> list[int]:
        """The same place by place, of thousands in no time once all words were asked for."""
        if not self._short:
            by_length: list[list[int]] = [[] for _length in range(max(self._lengths, default=0) + 1)]
            for number, length in enumerate(self._lengths):
                by_length[length].append(number)
            self._short = list(accumulate(map(of_numbers, by_length), or_))
        fillers = [_places(word) for word in words]
        for place, held in enumerate(self._short[:-1]):
            for places in fillers:
                if place < len(places):
                    held |= places[place]
            terms &= held
            if not terms:
                break
        return numbers_of(terms)

    def among(self, words: list[Word], terms: int) -> set[Whole]:
        """The same, of some terms only."""
        found = set[Whole]()
        if not terms:
            return found
        for number in self._full(words, terms):
            if whole := _fitting(number, self.options(words, number)):
                found.add(whole)
        return found

    def options(self, words: list[Word], number: int) -> list[Options]:
        """For each place of a term the words of a search that may stand there."""
        places: list[Options] = [[] for _place in range(self._lengths[number])]
        for at, own, said, *_more in words:
            for more, uses in ((0, own), *[(1, one) for one in said]):
                if bits := uses.longer.get(number, 0):
                    for place, options in enumerate(places):
                        if bits >> place & 1:
                            options.append((more, at))
        return places


class Everyday:
    """What people say for one and the same thing, by the code of its group: words, and phrases of several."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self._of_word: dict[str, set[str]] = {}
        self._codes: dict[str, set[str]] = {}
        self._phrases, self._of_phrase = Lookup(), list[str]()
        self._of_token: dict[str, Uses] = {}

    def add(self, code: str, choices: Choices, lang: str) -> None:
        for chosen in choices:
            self.words |= chosen
        if len(choices) == 1:
            for word in choices[0]:
                self._of_word.setdefault(word, set()).add(code)
            for key in {key for word in choices[0] for key in keys_of(word, lang)}:
                self._codes.setdefault(key, set()).add(code)
        else:
            self._phrases.add({key for word in chosen for key in keys_of(word, lang)} for chosen in choices)
            self._of_phrase.append(code)

    def of(self, words: Iterable[str]) -> set[str]:
        """The codes of what any of ``words``, exactly so, is said for: *marier* is no *mari*."""
        return {code for word in words for code in self._of_word.get(word, ())}

    def typed(self, word: str) -> set[str]:
        """The codes of what a word that was typed, in any inflection, is said for."""
        return {code for key in keys_of(word) for code in self._codes.get(key, ())}

    def is_in_phrases(self, token: str) -> bool:
        """Whether any phrase has the word."""
        return bool(self._uses_of(token).longer)

    def phrases(self, kept: list[tuple[int, str]]) -> list[tuple[Positions, str]]:
        """The phrases that stand in a search, each with what it is said for."""
        used = [(at, uses) for at, token in kept if (uses := self._uses_of(token)).longer]
        if len(used) < 2:
            return []
        whole = self._phrases.whole([word_of(frozenset((at,)), uses, []) for at, uses in used])
        found = [(one.positions, self._of_phrase[one.number]) for one in whole]
        return sorted(found, key=lambda one: (min(one[0]), one[1]))

    def _uses_of(self, token: str) -> Uses:
        if (known := self._of_token.get(token)) is None:
            if len(self._of_token) > MOST_KEPT:
                self._of_token.clear()
            known = self._of_token[token] = self._phrases.uses(keys_of(token))
        return known
