"""The words of the index in order: beginnings and endings by bisection, and what a mistyped word may mean."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import islice
from operator import attrgetter

from search_index.speller import LONGEST_BEGINNING, Guess, cost, edits, guesses, sound

# Beginnings up to this length are kept as a set: the speller asks for hundreds of them, which are the edits
# of a shorter one.
SHORT_BEGINNING = LONGEST_BEGINNING + 1
MOST_GUESSES = 6


def holding(lines: str, piece: str, most: int) -> list[str]:
    """Those of ``lines``, one after each \\n, that hold ``piece``; those that begin with it before others."""
    found: dict[str, None] = {}
    for mark in ("\n" + piece, piece):
        at = lines.find(mark)
        while at >= 0 and len(found) < most:
            begin = lines.rfind("\n", 0, at + 1) + 1
            end = lines.find("\n", at + 1)
            found[lines[begin:end]] = None
            at = lines.find(mark, end)
    return list(found)


class Lexicon:
    """A sorted list of words, and the same words written backwards for endings (Dutch compounds)."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(words)
        self._known = frozenset(self.words)
        self._backwards: list[str] | None = None
        self._forwards: list[str] = []
        self._begun: set[str] | None = None
        self._sounds: dict[str, list[str]] | None = None

    def __contains__(self, word: str) -> bool:
        return word in self._known

    @staticmethod
    def _range(words: list[str], beginning: str) -> tuple[int, int]:
        begin = bisect_left(words, beginning)
        return begin, bisect_left(words, beginning + "\x7f", begin)

    def _short(self) -> set[str]:
        """Every short beginning of a word."""
        if self._begun is None:
            self._begun = {word[:end] for word in self.words for end in range(1, SHORT_BEGINNING + 1)}
        return self._begun

    def begins(self, beginning: str) -> bool:
        """Whether any word begins so."""
        if len(beginning) <= SHORT_BEGINNING:
            return beginning in self._short()
        at = bisect_left(self.words, beginning)
        return at < len(self.words) and self.words[at].startswith(beginning)

    def among(self, likely: frozenset[str]) -> set[str]:
        """Those of ``likely`` that are words."""
        return set(likely & self._known)

    def beginnings(self, likely: frozenset[str]) -> frozenset[str]:
        """Those of ``likely``, none longer than SHORT_BEGINNING, with which a word begins."""
        return likely & self._short()

    def begun(self, beginning: str) -> list[str]:
        """Words that begin so, in order."""
        begin, end = self._range(self.words, beginning)
        return self.words[begin:end]

    def ended(self, end: str) -> list[str]:
        """Longer words that end so."""
        if self._backwards is None:
            self._forwards = sorted(self.words, key=lambda word: word[::-1])
            self._backwards = [word[::-1] for word in self._forwards]
        begin, stop = self._range(self._backwards, end[::-1])
        least = len(end) + 2
        return [word for word in self._forwards[begin:stop] if len(word) > least]

    def sounding(self, said: str) -> list[str]:
        """Words of at least five letters that sound so (``speller.sound``)."""
        if self._sounds is None:
            self._sounds = {}
            for word in self.words:
                if len(word) > 4 and not word.isdigit():
                    self._sounds.setdefault(sound(word), []).append(word)
        return self._sounds.get(said, [])


class Vocabulary:
    """The words that lead somewhere. ``lives``: tells it of a word of which all sheets may be gone, since an
    index keeps the words of deleted sheets until it is built anew; None where all live."""

    def __init__(self, words: Iterable[str], lives: Callable[[str], bool] | None = None) -> None:
        self._all = Lexicon(words)
        self._lives = lives
        self._guessed: dict[tuple[str, bool], list[Guess]] = {}

    def _living(self, words: Iterable[str], most: int | None = None) -> list[str]:
        return list(islice(words if self._lives is None else filter(self._lives, words), most))

    def __contains__(self, word: str) -> bool:
        return word in self._all and (self._lives is None or self._lives(word))

    def begins(self, beginning: str) -> bool:
        """Whether any word begins so."""
        if self._lives is None or not self._all.begins(beginning):
            return self._all.begins(beginning)
        return any(map(self._lives, self._all.begun(beginning)))

    def starting(self, beginning: str, most: int) -> list[str]:
        """Words that begin so, the shortest first."""
        return self._living(sorted(self._all.begun(beginning), key=len), most)

    def ending(self, end: str, most: int) -> list[str]:
        """Longer words that end so, the shortest first."""
        return self._living(sorted(self._all.ended(end), key=len), most)

    def one_slip_from(self, word: str) -> list[Guess]:
        """The words that are a single edit away, the likeliest first."""
        near = self._living(self._all.among(edits(word)))
        return sorted((Guess(one, cost(word, one)) for one in near), key=attrgetter("cost", "word"))

    def guesses(self, word: str, half: bool) -> list[Guess]:
        """What ``word``, which is unknown, may have been meant to be, the likeliest first."""
        key = (word, half)
        if (found := self._guessed.get(key)) is None:
            if len(self._guessed) > 5000:
                self._guessed.clear()
            likely = {guess.word: guess for guess in guesses(self._all, word, half)}
            found = [likely[one] for one in self._living(likely, MOST_GUESSES)]
            self._guessed[key] = found
        return found
