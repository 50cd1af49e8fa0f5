"""What sheets say in a few words of for whom they are, how one gets in and what it costs, in the three
languages: a sheet has each of these texts once, in the language of whoever wrote it.

A text is taken apart at ``;`` and at the end of a line. What stands in ``data/phrases.csv``, in whichever
language, is told in the reader's; what does not stays as it was written. The sheet itself is not changed: who
edits it, exports it or exchanges it has the words that were typed.
"""

import csv
import re
from functools import cache, lru_cache

from directory.models import LANGUAGES
from directory.taxonomies import DATA
from search_index.text import fold

_BETWEEN = re.compile(r"(\s*(?:;|\n)\s*)")
# As it is written in French.
_SEMICOLON = re.compile(r" ?; ?")
# The texts of so many sheets are kept as they were told last.
MOST_KEPT = 20_000


@cache
def known() -> dict[str, dict[str, str]]:
    """By its folded words in each language: what is said in nl, fr and en. Where a language has several ways
    to say it, the first is told."""
    found = {}
    with open(DATA / "phrases.csv", encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            ways = {lang: row[lang].split("|") for lang in LANGUAGES}
            told = {lang: first for lang, (first, *_others) in ways.items()}
            found.update({fold(way): told for lang in LANGUAGES for way in ways[lang]})
    return found


def _known(piece: str) -> dict[str, str] | None:
    return known().get(fold(piece.strip().rstrip(".")))


@lru_cache(maxsize=MOST_KEPT)
def pieces(text: str, lang: str) -> tuple[tuple[str, str], ...]:
    """The pieces of ``text`` and what stands between them: each as it was written, and in ``lang`` where it
    is a known phrase."""
    written = _BETWEEN.split(text)
    phrases = [_known(piece) for piece in written]
    told = [phrase[lang] if phrase else piece for piece, phrase in zip(written, phrases, strict=True)]
    if lang == "fr" and any(phrases):
        for at in range(1, len(told), 2):
            if told[at - 1] and told[at + 1]:
                told[at] = _SEMICOLON.sub("\N{NO-BREAK SPACE}; ", told[at])
    return tuple(zip(written, told, strict=True))


@lru_cache(maxsize=MOST_KEPT)
def told(text: str, lang: str) -> tuple[str, bool]:
    """``text`` with its known phrases in ``lang``; and whether that is all of it."""
    both = pieces(text, lang)
    said = all(not piece.strip() or _known(piece) for piece, _told in both[::2])
    return "".join(piece for _written, piece in both), said


@lru_cache(maxsize=MOST_KEPT)
def everywhere(text: str) -> str:
    """``text``, and what it is in the other languages: what its codes are read from."""
    return "\n".join(dict.fromkeys([text, *(told(text, lang)[0] for lang in LANGUAGES)]))
