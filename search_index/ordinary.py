"""Ordinary words of Dutch, French and English: who types *geslapen* mistyped no *geslagen*.

From the word lists of pyspellchecker, which say how often each word is said in film subtitles: people speak
there as a client does on the telephone. Reading these takes a second and 100 MB, so `make setup` writes down
once what is needed of them: a number for each word, 500 kB in all, where one is found in a few microseconds.
It is made of a hash of the word, so long that no two words share one, and of the languages that have it.
"""

import hashlib
import logging
import os
import sys
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path

from search_index.text import words

FILE = Path(__file__).with_name("ordinary.bin")
# The bit of each language, in the lowest of a number.
LANGUAGES = {"nl": 1, "fr": 2, "en": 4}
ALL = sum(LANGUAGES.values())
# Said more often than once in so many words. Of what caseworkers search, two words in three are, and of their
# slips one in twenty; with a quarter or three times as many it is much the same.
SELDOM = 2_000_000
# Shorter ones may be anything.
SHORTEST = 3
# So many words are kept with their languages.
MOST_KEPT = 5_000
_SIZE = array("Q").itemsize
log = logging.getLogger(__name__)


def _sum(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=_SIZE).digest(), "big") & ~ALL


def _gathered() -> "array[int]":
    """The numbers of all ordinary words as they are compared: without accents, an elision cut off."""
    from spellchecker import SpellChecker  # of no use to who finds what was written

    found: Counter[int] = Counter()
    for lang, bit in LANGUAGES.items():
        said = SpellChecker(language=lang).word_frequency
        often: Counter[str] = Counter()
        for typed, times in said.items():
            if len(typed) >= SHORTEST and len(pieces := words(typed)) == 1 and len(pieces[0]) >= SHORTEST:
                often[pieces[0]] += times
        least = said.total_words / SELDOM
        for one in {_sum(word) for word, times in often.items() if times > least}:
            found[one] |= bit
    return array("Q", sorted(one | bits for one, bits in found.items()))


def write() -> None:
    """Put what is kept of the lists beside this file."""
    kept = _gathered().tobytes()
    beside = FILE.with_suffix(f".{os.getpid()}.new")  # two may set up at once
    beside.write_bytes(zlib.crc32(kept).to_bytes(_SIZE, sys.byteorder) + kept)
    beside.replace(FILE)


@cache
def _kept() -> "array[int]":
    """What was written; gathered again where it is missing or harmed."""
    try:
        told = FILE.read_bytes()
    except OSError:
        told = b""
    kept = told[_SIZE:]
    if not kept or len(kept) % _SIZE or zlib.crc32(kept).to_bytes(_SIZE, sys.byteorder) != told[:_SIZE]:
        log.warning("the ordinary words are missing or harmed, and are read anew: run make setup")
        return _gathered()
    found = array("Q")
    found.frombytes(kept)
    return found


@lru_cache(maxsize=MOST_KEPT)
def _languages(word: str) -> int:
    """The bits of the languages that have a word. Of a search, each word is asked for several times."""
    kept, sought = _kept(), _sum(word)
    at = bisect_left(kept, sought)
    return kept[at] & ALL if at < len(kept) and kept[at] & ~ALL == sought else 0


def is_ordinary(word: str, lang: str) -> bool:
    """Whether a folded word (``text.words``) is one that people use in a language; in any where it is ''."""
    return bool(_languages(word) & LANGUAGES.get(lang, ALL))


if __name__ == "__main__":
    write()
