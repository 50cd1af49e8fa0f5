"""The kinds of help that a search asks for by their own names: *psycholoog*, *CPAS*, *food aid*."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from directory import taxonomies
from directory.models import LANGUAGES
from search_index.text import SILENT, stems, words

# A label that joins two things is the name of neither: not every service of "family and family planning" is
# a planning centre.
_JOINED = re.compile(r"\s(?:en|et|and)\s")
# The same by other names: "Public social welfare centre (OCMW/CPAS)".
_OTHERWISE = re.compile(r"[(),/]")
# What is no kind of its own.
OTHER = "other"
Name = tuple[frozenset[str], ...]


@lru_cache(maxsize=5000)
def _forms(word: str) -> frozenset[str]:
    return frozenset(stems(word)) | {word}


@cache
def _names() -> tuple[tuple[str, Name], ...]:
    """Each kind of help with one of its names, the words of it by their forms."""
    found = []
    for code in set(taxonomies.codes("category")) - {OTHER}:
        for lang in LANGUAGES:
            label = taxonomies.label("category", code, lang)
            for part in () if _JOINED.search(label) else _OTHERWISE.split(label):
                if name := tuple(_forms(word) for word in words(part) if word not in SILENT):
                    found.append((code, name))
    return tuple(found)


@lru_cache(maxsize=5000)
def _named(asked: tuple[str, ...]) -> frozenset[str]:
    forms = tuple(map(_forms, asked))
    return frozenset(
        code for code, name in _names()
        if len(name) == len(forms) and all(one & other for one, other in zip(forms, name, strict=True))
    )  # fmt: skip


def named(ways: Iterable[Sequence[str]]) -> frozenset[str]:
    """The kinds of help that have any of these for a name. ``ways``: the words of the search that tell
    something, and words that mean the same."""
    return frozenset(code for way in ways for code in _named(tuple(way)))
