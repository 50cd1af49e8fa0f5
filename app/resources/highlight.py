"""The words that matched, marked in the text in which they stand."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from search_index.text import fold

# A word, or an acronym with its dots: the index has *I.T.E.R.* in one piece.
_WORD = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?|\w+")
# How many characters stand around a word that is quoted from a longer text.
AROUND = 60
# Texts of which the words are kept: those of the lines that were shown last.
MOST_TEXTS = 4000


@lru_cache(maxsize=MOST_TEXTS)
def _words(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where each word of a text begins and ends, and the word folded."""
    return tuple(
        (found.start(), found.end(), fold(found.group()).replace(".", "")) for found in _WORD.finditer(text)
    )


_OPEN, _SHUT = Markup("<mark>"), Markup("</mark>")
_escaped = lru_cache(maxsize=MOST_TEXTS)(escape)
# Where words stand in a text: the beginning and the end of each.
Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, eq=False)
class Wanted:
    """Words to mark: folded, in full (``whole``) or by how they begin (``begins``)."""

    whole: frozenset[str]
    begins: tuple[str, ...]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Wanted":
        """``words`` to look for (folded; ``sch*`` for all that begin so)."""
        every = frozenset(words)
        return cls(every, tuple(sorted(word[:-1] for word in every if word.endswith("*"))))

    def places(self, text: str) -> Places:
        """Where they stand in ``text``."""
        if not self.begins:
            return tuple([(at, end) for at, end, word in _words(text) if word in self.whole])
        whole, begins = self.whole, self.begins
        return tuple(
            [(at, end) for at, end, word in _words(text) if word in whole or word.startswith(begins)]
        )


def wanted(words: Collection[str]) -> Wanted | None:
    """``words`` to look for; None for none."""
    return Wanted.of(words) if words else None


def mark(text: str, places: Places) -> Markup:
    """``text`` escaped, with ``<mark>`` around each of ``places``."""
    return _piece(text, places, 0, len(text)) if places else _escaped(text)


def quote(text: str, asked: Wanted) -> Markup:
    """The piece of ``text`` around the first of what is ``asked``, marked; empty when none stands there."""
    places = asked.places(text)
    return _around(text, places[0], places) if places else Markup("")


def quote_told(pieces: Iterable[tuple[str, str]], asked: Wanted, typed: Wanted) -> Markup:
    """The same of a text that is told in other words: each piece as it was written and as it is told. Around
    the first piece in which something stands that is ``asked``; marked is what was ``typed``, where the
    words that are told have it."""
    text, found = "", None
    for written, told in pieces:
        if found is None and asked.places(written):
            found = len(text), len(text) + len(told)
        text += told
    return _around(text, found, typed.places(text)) if found else Markup("")


@lru_cache(maxsize=MOST_TEXTS)  # as a word is typed, most of what it matches stays the same
def _around(text: str, piece: tuple[int, int], places: Places) -> Markup:
    first, last = piece
    begin = text.rfind(" ", 0, max(first - AROUND, 0)) + 1
    end = text.find(" ", last + AROUND)
    before, after = ("…" if begin else ""), ("…" if end > 0 else "")
    return Markup("").join([before, _piece(text, places, begin, end if end > 0 else len(text)), after])


def _piece(text: str, places: Places, at: int, stop: int) -> Markup:
    """``text`` from ``at`` to ``stop``, with what of ``places`` stands there marked."""
    parts = []
    for begin, end in places:
        if begin >= at and end <= stop:
            parts += [text[at:begin], _OPEN, text[begin:end], _SHUT]
            at = end
    return Markup("").join([*parts, text[at:stop]])  # which escapes what is no Markup
