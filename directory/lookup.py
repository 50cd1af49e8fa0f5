"""Terms found by the words of a search: each place of a term has words that may stand in it, in any order."""

from collections.abc import Iterable
from itertools import islice, product
from typing import NamedTuple

from search_index.text import stems

# So many words are kept with the terms in which they stand.
MOST_KEPT = 20_000
# In how many ways the words of a search are set in the places of a term until they fit.
MOST_TRIED = 200
# What may stand in each place of a term.
Choices = tuple[frozenset[str], ...]


def keys_of(word: str) -> set[str]:
    return {word} | {f"~{root}" for root in stems(word)}


class Uses(NamedTuple):
    """Terms, by their numbers, that are one word alone, and longer ones with the places where it stands."""

    alone: list[int]
    longer: dict[int, list[int]]


Positions = frozenset[int]
# Words of a search at their positions, with the terms in which they stand.
Used = list[tuple[Positions, Uses]]


class Lookup:
    """Terms by the words that may stand in each of their places. ``add`` numbers them."""

    def __init__(self) -> None:
        self._lengths: list[int] = []
        self._uses: dict[str, set[tuple[int, int]]] = {}

    def add(self, places: Iterable[Iterable[str]]) -> int:
        number, length = len(self._lengths), 0
        for place, keys in enumerate(places):
            length += 1
            for key in keys:
                self._uses.setdefault(key, set()).add((number, place))
        self._lengths.append(length)
        return number

    def uses(self, keys: Iterable[str]) -> Uses:
        """Where a word stands that is known by ``keys``."""
        found = Uses([], {})
        for number, place in sorted({use for key in keys for use in self._uses.get(key, ())}):
            if self._lengths[number] == 1:
                found.alone.append(number)
            else:
                found.longer.setdefault(number, []).append(place)
        return found

    def whole(self, used: Used) -> set[tuple[int, Positions]]:
        """The terms of several words that stand in ``used`` as a whole, with the positions of their words."""
        once, twice = set[int](), set[int]()
        for _at, use in used:
            twice |= once & use.longer.keys()
            once |= use.longer.keys()
        return self.among(used, twice)

    def among(self, used: Used, numbers: Iterable[int]) -> set[tuple[int, Positions]]:
        """The same, of some terms only."""
        found = set()
        for number in numbers:
            places: dict[int, list[Positions]] = {}
            for at, use in used:
                for place in use.longer.get(number, ()):
                    places.setdefault(place, []).append(at)
            if len(places) < self._lengths[number]:
                continue
            for choice in islice(product(*places.values()), MOST_TRIED):
                if len(where := frozenset().union(*choice)) == sum(map(len, choice)):
                    found.add((number, where))
                    break
        return found


class Everyday:
    """What people say for one and the same thing, by the code of its group: words, and phrases of several."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self._codes: dict[str, set[str]] = {}
        self._phrases, self._of_phrase = Lookup(), list[str]()
        self._of_token: dict[str, Uses] = {}

    def add(self, code: str, choices: Choices) -> None:
        for chosen in choices:
            self.words |= chosen
        if len(choices) == 1:
            for key in {key for word in choices[0] for key in keys_of(word)}:
                self._codes.setdefault(key, set()).add(code)
        else:
            self._phrases.add({key for word in chosen for key in keys_of(word)} for chosen in choices)
            self._of_phrase.append(code)

    def of(self, words: Iterable[str]) -> set[str]:
        """The codes of what any of ``words`` is said for."""
        keys = {key for word in words for key in keys_of(word)}
        return {code for key in keys for code in self._codes.get(key, ())}

    def phrases(self, kept: list[tuple[int, str]]) -> list[tuple[Positions, str]]:
        """The phrases that stand in a search, each with what it is said for."""
        used = [(frozenset((at,)), self._uses_of(token)) for at, token in kept]
        found = [(where, self._of_phrase[number]) for number, where in self._phrases.whole(used)]
        return sorted(found, key=lambda one: (min(one[0]), one[1]))

    def _uses_of(self, token: str) -> Uses:
        if (known := self._of_token.get(token)) is None:
            if len(self._of_token) > MOST_KEPT:
                self._of_token.clear()
            known = self._of_token[token] = self._phrases.uses(keys_of(token))
        return known
