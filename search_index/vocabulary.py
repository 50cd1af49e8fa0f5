"""The words of the index in order: beginnings and endings by bisection, and what a mistyped word may mean."""

from bisect import bisect_left
from collections.abc import Iterable

from search_index.speller import Guess, guesses, sound

# Beginnings up to this length are kept as a set: the speller asks for hundreds of them.
SHORT_BEGINNING = 6


class Vocabulary:
    """A sorted list of words, and the same words written backwards for endings (Dutch compounds)."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(words)
        self._known = frozenset(self.words)
        self._backwards: list[str] | None = None
        self._begun: set[str] | None = None
        self._sounds: dict[str, list[str]] | None = None
        self._guessed: dict[tuple[str, bool], list[Guess]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def __len__(self) -> int:
        return len(self.words)

    @staticmethod
    def _range(words: list[str], beginning: str) -> tuple[int, int]:
        begin = bisect_left(words, beginning)
        return begin, bisect_left(words, beginning + "\x7f", begin)

    def begins(self, beginning: str) -> bool:
        """Whether any word begins so."""
        if len(beginning) <= SHORT_BEGINNING:
            if self._begun is None:
                self._begun = {word[:end] for word in self.words for end in range(1, SHORT_BEGINNING + 1)}
            return beginning in self._begun
        at = bisect_left(self.words, beginning)
        return at < len(self.words) and self.words[at].startswith(beginning)

    def starting(self, beginning: str, most: int) -> list[str]:
        """Words that begin so, the shortest first."""
        begin, end = self._range(self.words, beginning)
        found = self.words[begin:end]
        return sorted(found, key=len)[:most] if len(found) > 1 else found

    def ending(self, end: str, most: int) -> list[str]:
        """Longer words that end so, the shortest first."""
        if self._backwards is None:
            self._backwards = sorted(word[::-1] for word in self.words)
        begin, stop = self._range(self._backwards, end[::-1])
        found = [word[::-1] for word in self._backwards[begin:stop] if len(word) > len(end) + 2]
        return sorted(found, key=len)[:most]

    def sounding(self, said: str) -> list[str]:
        """Words of at least five letters that sound so (``speller.sound``)."""
        if self._sounds is None:
            self._sounds = {}
            for word in self.words:
                if len(word) > 4 and not word.isdigit():
                    self._sounds.setdefault(sound(word), []).append(word)
        return self._sounds.get(said, [])

    def guesses(self, word: str, half: bool) -> list[Guess]:
        """What ``word``, which is unknown, may have been meant to be, the likeliest first."""
        key = (word, half)
        if (found := self._guessed.get(key)) is None:
            if len(self._guessed) > 5000:
                self._guessed.clear()
            found = self._guessed[key] = guesses(self, word, half)
        return found
