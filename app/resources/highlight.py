"""The words that matched, marked in the text in which they stand."""

import re
from collections.abc import Collection
from functools import lru_cache

from markupsafe import Markup, escape

from search_index.text import fold

_WORD = re.compile(r"\w+")
# A part of a Dutch compound this long is worth marking: "bemiddeling" in "schuldbemiddeling".
PART = 5
_folded = lru_cache(maxsize=50_000)(fold)


def _matches(word: str, terms: Collection[str]) -> bool:
    return any(word.startswith(term) or (len(term) >= PART and term in word) for term in terms)


def marked(text: str, terms: Collection[str]) -> Markup:
    """``text`` escaped, with ``<mark>`` around each word that begins with one of ``terms`` (folded words)
    or, for a long one, holds it.
    """
    if not terms:
        return escape(text)
    parts, at = [], 0
    for found in _WORD.finditer(text):
        if _matches(_folded(found.group()), terms):
            parts += [escape(text[at : found.start()]), Markup("<mark>%s</mark>") % found.group()]
            at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def holds(text: str, terms: Collection[str]) -> bool:
    """Whether ``marked`` would mark anything."""
    return any(_matches(_folded(found.group()), terms) for found in _WORD.finditer(text))
