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
_SEMICOLON = re.compile(r"(?<=\S) ?; ?(?=\S)")
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
def told(text: str, lang: str) -> tuple[str, bool]:
    """``text`` with its known phrases in ``lang``; and whether that is all of it."""
    pieces = _BETWEEN.split(text)
    said = [(piece, at % 2 or not piece.strip(), _known(piece)) for at, piece in enumerate(pieces)]
    words = "".join(phrase[lang] if phrase else piece for piece, _between, phrase in said)
    if lang == "fr" and any(phrase for _piece, _between, phrase in said):
        words = _SEMICOLON.sub("\N{NO-BREAK SPACE}; ", words)
    return words, all(between or phrase for _piece, between, phrase in said)


@lru_cache(maxsize=MOST_KEPT)
def everywhere(text: str) -> str:
    """``text``, and what it is in the other languages: what its codes are read from."""
    return "\n".join(dict.fromkeys([text, *(told(text, lang)[0] for lang in LANGUAGES)]))
