"""The words that matched, marked in the text in which they stand."""

import re
from collections.abc import Collection
from functools import lru_cache

from markupsafe import Markup, escape

from search_index.text import fold

_WORD = re.compile(r"\w+")
# How many characters stand around a word that is quoted from a longer text.
AROUND = 60
# Texts of which the words are kept: those of the lines that were shown last.
MOST_TEXTS = 4000


@lru_cache(maxsize=MOST_TEXTS)
def _words(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where each word of a text begins and ends, and the word folded."""
    return tuple((found.start(), found.end(), fold(found.group())) for found in _WORD.finditer(text))


_escaped = lru_cache(maxsize=MOST_TEXTS)(escape)


def _places(text: str, words: Collection[str]) -> list[tuple[int, int]]:
    """Where a word stands that is one of ``words``, or begins as one of them that ends in ``*``."""
    begins = tuple(word[:-1] for word in words if word.endswith("*"))
    return [
        (begin, end) for begin, end, word in _words(text)
        if word in words or (begins and word.startswith(begins))
    ]  # fmt: skip


def marked(text: str, words: Collection[str]) -> Markup:
    """``text`` escaped, with ``<mark>`` around each word that is one of ``words`` (folded; ``sch*`` for all
    that begin so)."""
    places = _places(text, words) if words else []
    if not places:
        return _escaped(text)
    parts, at = [], 0
    for begin, end in places:
        parts += [escape(text[at:begin]), Markup("<mark>%s</mark>") % text[begin:end]]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def quoted(text: str, words: Collection[str]) -> Markup:
    """The piece of ``text`` around the first of ``words``, marked; empty when none stands there."""
    for first, last in _places(text, words)[:1]:
        begin = text.rfind(" ", 0, max(first - AROUND, 0)) + 1
        end = text.find(" ", last + AROUND)
        piece = text[begin : end if end > 0 else None]
        before, after = ("…" if begin else ""), ("…" if end > 0 else "")
        return Markup("%s%s%s") % (before, marked(piece, words), after)
    return Markup("")
