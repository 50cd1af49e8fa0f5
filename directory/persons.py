"""Names of people, as far as a title, a capital or a list of those that are usual here tells them."""

import csv
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from search_index.text import words

# First and family names that are usual in Brussels, by what each is.
_USUAL = Path(__file__).parent / "data" / "people.csv"
# Of fewer letters nobody can tell whose name is begun.
LEAST_OF_A_NAME = 5

# What stands before somebody's name.
TITLES = frozenset(
    "mevrouw mevr mw juffrouw mejuffrouw mej meneer mijnheer heer dhr madame mme mademoiselle mlle "
    "monsieur mr mrs miss mister maitre meester".split()
)
# The same, and much else where no capital follows: *MS* is an illness.
SHORT_TITLES = frozenset("m ms dr".split())
# Who somebody is to another, before a name with a capital.
_RELATIVES = frozenset(
    "zoon dochter man vrouw moeder vader mama papa broer zus kind vriend vriendin partner client cliente "
    "klant fils fille mari femme mère mere père pere maman frère frere sœur soeur enfant copain copine "
    "compagnon compagne ami amie son daughter husband wife mother father mum dad brother sister child friend "
    "girlfriend boyfriend".split()
)
# What may stand between two names: *Fatima El Amrani*, *Van den Berg*.
BETWEEN = frozenset("van de den der het ten ter la le les du des von el al ben bin abu en et and".split())
# Before a name that is a place's or a hospital's then: *clinique Saint Jean*.
SAINTS = frozenset("saint sainte sint st ste".split())
_TITLE = re.compile(rf"\b(?:{'|'.join(sorted(TITLES))})\b")
# Letters, digits, or the end of a sentence.
_PIECE = re.compile(r"[^\W\d_]+|\d+|[.!?]")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+")


def is_title(piece: str) -> bool:
    """Whether a piece of text stands before somebody's name, with a capital behind it or not."""
    bare = piece.strip('.,;:!?()[]"“”«»').casefold()
    return bare in TITLES or bare in SHORT_TITLES


def _behind_titles(text: str) -> Iterator[str]:
    """The words behind a title, with a capital or not, and those with a capital behind them; of whom somebody
    is called by what they are to one another, only with a capital."""
    if text.islower() and _TITLE.search(text) is None:
        return  # as nearly every search
    pieces = [piece for piece in _PIECE.findall(text) if piece not in "!?"]
    at = 0
    while at < len(pieces):
        low, at = pieces[at].casefold(), at + 1
        if low not in TITLES and low not in SHORT_TITLES and low not in _RELATIVES:
            continue
        first, begin = low in TITLES, at
        while at < len(pieces):
            piece = pieces[at]
            joins = (piece == "." and at == begin) or piece.casefold() in BETWEEN
            if not joins and not (first and piece.isalpha()) and not _CAPITAL.fullmatch(piece):
                break
            if not joins:
                yield piece
                first = False
            at += 1


def titled(text: str) -> frozenset[str]:
    """The words that are somebody's name since they stand behind a title or behind whom it is about: *mevrouw
    Peeters*, *mme peeters*, *dr. El Amrani*, *mijn dochter Femke*."""
    return frozenset(word for name in _behind_titles(text) for word in words(name))


def called(text: str) -> frozenset[str]:
    """The words that are names, since they have a capital behind a title or within a sentence: *mijn zoon
    Steven* is no *sterven*. Without a title, none where every other word has one."""
    if text.islower():
        return frozenset()
    pieces = _PIECE.findall(text)
    found = [two for one, two in pairwise(pieces) if one.isalpha() and _CAPITAL.fullmatch(two)]
    if 2 * len(found) > sum(map(str.isalpha, pieces)):
        found = []
    found += filter(_CAPITAL.fullmatch, _behind_titles(text))
    return frozenset(word for name in found for word in words(name))


@cache
def _usual() -> list[str]:
    with _USUAL.open(encoding="utf-8", newline="") as handle:
        named = [name for row in csv.DictReader(handle) for name in row["names"].split("|")]
    return sorted({word for name in named for word in words(name) if word not in BETWEEN})


def is_usual(word: str, half: bool) -> bool:
    """Whether many people here are called so: *Mohamed* is no slip of *ashamed*. Such a word may be one of
    the directory too; that is for the caller to tell. ``half``: or may be called so once it is whole."""
    names = _usual()
    at = bisect_left(names, word)
    if at == len(names):
        return False
    return names[at] == word or (half and len(word) >= LEAST_OF_A_NAME and names[at].startswith(word))
