"""The words that matched, marked in the text in which they stand."""

import re
from collections.abc import Collection
from functools import lru_cache

from markupsafe import Markup, escape

from search_index.text import fold

_WORD = re.compile(r"\w+")
_folded = lru_cache(maxsize=50_000)(fold)
# How many characters stand around a word that is quoted from a longer text.
AROUND = 60


def marked(text: str, words: Collection[str]) -> Markup:
    """``text`` escaped, with ``<mark>`` around each word that is one of ``words`` (folded)."""
    if not words:
        return escape(text)
    parts, at = [], 0
    for found in _WORD.finditer(text):
        if _folded(found.group()) in words:
            parts += [escape(text[at : found.start()]), Markup("<mark>%s</mark>") % found.group()]
            at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def quoted(text: str, words: Collection[str]) -> Markup:
    """The piece of ``text`` around the first of ``words``, marked; empty when none stands there."""
    for found in _WORD.finditer(text):
        if _folded(found.group()) in words:
            begin = text.rfind(" ", 0, max(found.start() - AROUND, 0)) + 1
            end = text.find(" ", found.end() + AROUND)
            piece = text[begin : end if end > 0 else None]
            before, after = ("…" if begin else ""), ("…" if end > 0 else "")
            return Markup("%s%s%s") % (before, marked(piece, words), after)
    return Markup("")
