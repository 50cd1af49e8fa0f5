"""One sheet as the index sees it, and the terms that lead to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from search_index import ranking
from search_index.text import STOP, fold, stem, words

# Half words up to this length have a list of their own; longer ones are looked up in the vocabulary.
LONGEST_HALF = 4
_PIECES = re.compile(r"[()\[\]/|;,]|\s[–—-]\s")
Posting = tuple[str, str, int]


@dataclass(frozen=True)
class Document:
    """``number`` is small, whole and the sheet's own for ever; ``id`` and ``sort`` (what a list of equals is
    ordered by) are kept with it. ``texts``: (field, language, text) with the names of ``ranking.PLACES``.
    ``facets``: ``name=value``. ``contacts``: digits, addresses and sites to be found by a piece of them.
    """

    number: int
    id: str
    sort: str
    texts: list[tuple[str, str, str]] = field(default_factory=list)
    facets: list[str] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)


def _names(text: str) -> Iterator[list[str]]:
    """A name, and each piece of it between brackets and dashes."""
    yield words(text)
    pieces = _PIECES.split(text)
    if len(pieces) > 1:
        yield from (words(piece) for piece in pieces)


def _of_name(text: str, bit: int) -> tuple[int, dict[str, int], set[str]]:
    """The mask of a name's words, what its first words add, and its marks: whole names and neighbours."""
    marks, first = set(), {}
    for name in _names(text):
        if name:
            marks.add("=" + " ".join(name))
            first[name[0]] = bit | ranking.FIRST
    flat = words(text)
    marks.update(f"{one} {two}" for one, two in pairwise(flat))
    written = [piece for piece in text.split() if any(word not in STOP for word in words(piece))]
    short = len(written) <= ranking.FEW_WORDS
    return bit | (ranking.SHORT if short else 0), first, marks


def _add(masks: dict[str, int], key: str, mask: int) -> None:
    masks[key] = masks.get(key, 0) | mask


def postings(document: Document) -> list[Posting]:
    """(kind, term, mask) of all: kind w is a word, s a stem, g the beginning of a word, m a mark of a name,
    f a facet, c a contact."""
    whole: dict[str, int] = {}
    roots: dict[str, int] = {}
    halves: dict[str, int] = {}
    marks: set[str] = set()
    for name, lang, text in document.texts:
        mask = ranking.BIT[name, lang]
        if name in {"name", "alt"}:
            for part in re.split("[;,]", text) if name == "alt" else (text,):
                wide, first, found = _of_name(part, mask)
                marks |= found
                for word in words(part):
                    _add(whole, word, wide | first.get(word, 0))
        else:
            for word in words(text):
                _add(whole, word, mask)
        # *Belg* is in no address of the *prisons belges*.
        for word in set(words(text)) if name != "contact" else ():
            for root in _roots(word, lang):
                _add(roots, root, mask)
    _halve(whole, halves)
    return [
        *(("w", word, mask) for word, mask in whole.items()),
        *(("s", root, mask) for root, mask in roots.items()),
        *(("g", half, mask) for half, mask in halves.items()),
        *(("m", mark, 1) for mark in marks),
        *(("f", facet, 1) for facet in set(document.facets)),
        *(("c", contact, 1) for contact in set(document.contacts)),
    ]


def _roots(word: str, lang: str) -> set[str]:
    langs = (lang,) if lang else ("nl", "fr", "en")
    return {root for code in langs if (root := stem(word, code))}


# At two and three letters only what a sheet is, not all that its description mentions.
_TELLING = ~sum(ranking.BIT["text", lang] for lang in ("nl", "fr", "en"))


def _halve(whole: dict[str, int], halves: dict[str, int]) -> None:
    for word, mask in whole.items():
        for length in range(2, min(len(word), LONGEST_HALF + 1)):
            kept = mask if length == LONGEST_HALF else mask & _TELLING
            if kept & ~(ranking.SHORT | ranking.FIRST):
                _add(halves, word[:length], kept)


def sort_key(text: str) -> str:
    """By what a name is put in order: folded, without signs."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))[:60]
