"""What a mistyped word was meant to be.

One edit in short words (of three letters, two exchanged or one left out), two from seven letters on (of half
a word from eight), three where letters were only left out of a long one: a letter too many, too few, another,
or two exchanged. A neighbouring key, an exchange and a doubled letter cost less than a strange letter, a slip
in the first letter more. Candidates come from the sorted vocabulary by bisection (half a word is right, or
nearly), so that the time does not grow with the vocabulary; only they are compared.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from math import inf
from operator import attrgetter
from typing import NamedTuple, Protocol

from rapidfuzz.distance import OSA

from search_index import ranking

LETTERS = "abcdefghijklmnopqrstuvwxyz"
# The rows of a Belgian keyboard (azerty) and of an English one (qwerty); which keys are beside one another.
KEYBOARDS = (("azertyuiop", "qsdfghjklm", "wxcvbn"), ("qwertyuiop", "asdfghjkl", "zxcvbnm"))
_NEIGHBOURS = {
    pair
    for rows in KEYBOARDS
    for row in rows
    for one, two in pairwise(row)
    for pair in ((one, two), (two, one))
} | {
    pair
    for rows in KEYBOARDS
    for upper, lower in pairwise(rows)
    for at, one in enumerate(lower)
    for two in upper[max(0, at - 1) : at + 2]
    for pair in ((one, two), (two, one))
}  # fmt: skip
# Letters that sound alike in Dutch or French are taken for one another.
_ALIKE = {frozenset(pair) for pair in ("ck", "sz", "iy", "cs", "gj", "kq", "vf", "td", "ei", "ao")}
# Spellings that sound alike in Dutch or French, each by one of them: who writes by ear has the sound right.
_SOUNDS = (
    ("eau", "o"), ("aux", "o"), ("au", "o"), ("ou", "o"), ("ph", "f"), ("sch", "sk"), ("ch", "g"),
    ("qu", "k"), ("ij", "i"), ("ei", "i"), ("ai", "e"), ("ae", "a"), ("ee", "e"), ("ie", "i"), ("th", "t"),
    ("gh", "g"), ("dt", "t"), ("x", "ks"),
)  # fmt: skip
_LETTERS = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "f", "y": "i", "d": "t", "j": "g"})
SHORTEST, TWO_EDITS = 3, 7
# From so many letters on, so many may have been left out and no other slip made: who leaves two out of eight
# typed six.
LEFT_OUT = {11: 3, 6: 2}
# Half a word of so many letters may have two slips.
TWO_IN_HALF = 8
_MOST_COMPARED = 4000
# Of a half word, and of the first half of a long one, so many letters are tried with every slip.
LONGEST_BEGINNING = 6
# An edit: which, from where to where in the one word, and in the other.
_Step = tuple[str, int, int, int, int]
# A single edit by the letters of both words that are not alike.
_SINGLE = {(1, 1): "replace", (0, 1): "insert", (1, 0): "delete"}


class Guess(NamedTuple):
    """A known word, and how far it is from what was typed."""

    word: str
    cost: float


class Words(Protocol):
    """What the speller needs of a vocabulary."""

    def beginnings(self, likely: frozenset[str]) -> Iterable[str]: ...
    def begun(self, beginning: str) -> list[str]: ...
    def ended(self, end: str) -> list[str]: ...
    def sounding(self, said: str) -> list[str]: ...
    def among(self, likely: frozenset[str]) -> set[str]: ...


@lru_cache(maxsize=200)
def edits(word: str) -> frozenset[str]:
    """All that is one edit away."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + letter + b[1:] for a, b in cuts if b for letter in LETTERS}
    found |= {a + letter + b for a, b in cuts for letter in LETTERS}
    return frozenset(found - {word})


def sound(word: str) -> str:
    """How a word sounds, roughly: the same for spellings of it by ear."""
    for written, said in _SOUNDS:
        word = word.replace(written, said)
    flat = word.translate(_LETTERS)
    return "".join(letter for at, letter in enumerate(flat) if not at or letter != flat[at - 1])


@lru_cache(maxsize=20_000)
def cost(typed: str, word: str) -> float:
    """How unlikely it is that ``word`` was meant: about 1 for each edit, less for an easy slip
    (``ranking.SLIPS``)."""
    total, costs = 0.0, ranking.SLIPS
    for tag, at, end, begin, stop in _steps(typed, word):
        one, two = typed[at:end], word[begin:stop]
        if tag == "swap":
            step = costs["exchanged"]
        elif tag == "replace":
            near = (one, two) in _NEIGHBOURS or frozenset(one + two) in _ALIKE
            step = costs["beside" if near else "another"]
        elif tag == "insert":
            double = two in (word[max(0, begin - 1) : begin], word[stop : stop + 1])
            step = costs["doubled" if double else "more or less"]
        else:
            double = one in (typed[max(0, at - 1) : at], typed[end : end + 1])
            step = costs["doubled" if double else "more or less"]
        # Nobody means a word that begins with the same letter twice.
        twice = tag == "delete" and step == costs["doubled"]
        total += step + (costs["first"] if at == 0 and tag != "swap" and not twice else 0.0)
    return total


def left_out(typed: str, word: str) -> bool:
    """Whether ``typed`` is ``word`` with a few letters left out, none of them at its beginning or end."""
    most = next((many for length, many in LEFT_OUT.items() if len(typed) >= length), 1)
    if typed[0] != word[0] or typed[-1] != word[-1] or not 0 < len(word) - len(typed) <= most:
        return False
    rest = iter(word)
    return all(letter in rest for letter in typed)


def _steps(one: str, two: str) -> list[_Step]:
    """The single edits from ``one`` to ``two``, neighbours that changed places as one ``swap``; what ends
    alike is not looked at."""
    i, j = len(one), len(two)
    while i and j and one[i - 1] == two[j - 1]:
        i, j = i - 1, j - 1
    at, least = 0, min(i, j)
    while at < least and one[at] == two[at]:
        at += 1
    if (kind := _SINGLE.get((i - at, j - at))) is not None:
        return [(kind, at, i, at, j)]
    if i == j == at + 2 and one[at] == two[at + 1] and one[at + 1] == two[at]:
        return [("swap", at, i, at, j)]
    return _of_several(one[:i], two[:j])


def _of_several(one: str, two: str) -> list[_Step]:
    steps: list[_Step] = []
    rows = [list(range(len(two) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(two, 1):
            best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                best = min(best, rows[i - 2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    i, j = len(one), len(two)
    while i or j:
        now = rows[i][j]
        if i > 1 and j > 1 and one[i - 1] == two[j - 2] and one[i - 2] == two[j - 1] and (
            one[i - 1] != two[j - 1] and rows[i - 2][j - 2] + 1 == now
        ):  # fmt: skip
            i, j = i - 2, j - 2
            steps.append(("swap", i, i + 2, j, j + 2))
        elif i and j and rows[i - 1][j - 1] + (one[i - 1] != two[j - 1]) == now:
            i, j = i - 1, j - 1
            if one[i] != two[j]:
                steps.append(("replace", i, i + 1, j, j + 1))
        elif j and rows[i][j - 1] + 1 == now:
            j -= 1
            steps.append(("insert", i, i, j, j + 1))
        else:
            i -= 1
            steps.append(("delete", i, i + 1, j, j))
    return steps


def _shortest(words: list[str], most: int) -> list[str]:
    return words if len(words) <= most else sorted(words, key=len)[:most]


def _candidates(words: Words, typed: str) -> set[str]:
    """Words that begin or end like what was typed, or of which the first half is one slip from it."""
    third, half = max(3, len(typed) // 3), len(typed) // 2
    found = set(_shortest(words.begun(typed[:third]), _MOST_COMPARED))
    found.update(_shortest(words.ended(typed[-third:]), _MOST_COMPARED))
    # A slip further on leaves the first third as it is.
    for beginning in words.beginnings(edits(typed[: min(half, LONGEST_BEGINNING)])):
        found.update(_shortest(words.begun(beginning), 1000))
    return found


def _whole(words: Words, typed: str) -> dict[str, float]:
    """What words cost that are one edit away, or two from a longer one; or of which letters were left out."""
    if len(typed) < TWO_EDITS:
        near = words.among(edits(typed) | {typed})
    else:
        least, most = len(typed) - 2, len(typed) + 2
        near = {
            word for word in _candidates(words, typed)
            if least <= len(word) <= most and OSA.distance(typed, word, score_cutoff=2) <= 2
        }  # fmt: skip
    if len(typed) >= min(LEFT_OUT):
        alike = _shortest(words.begun(typed[:3]), _MOST_COMPARED)
        near |= {word for word in alike if left_out(typed, word)}
    return {word: cost(typed, word) for word in near}


def _cost_of_half(typed: str, begun: str) -> float | None:
    """How far ``typed`` is from ``begun``, or from it without some of its last letters; None when too far."""
    lengths, most = range(len(typed) - 1, len(begun) + 1), 2 if len(typed) >= TWO_IN_HALF else 1
    near = [n for n in lengths if OSA.distance(typed, begun[:n], score_cutoff=most) <= most]
    return min((cost(typed, begun[:n]) for n in near), default=None)


def _half(words: Words, typed: str) -> dict[str, float]:
    """What words cost whose beginning is one slip from what was typed, or two where much was."""
    found: dict[str, float] = {}
    # Many words begin alike: only so much of them is compared.
    prices: dict[str, float | None] = {}
    cut, end = typed[:LONGEST_BEGINNING], len(typed) + (2 if len(typed) >= TWO_IN_HALF else 1)
    more, lacking = ranking.SLIPS["begun"], ranking.SLIPS["lacking"]
    for beginning in words.beginnings(edits(cut) | {cut}):
        for word in _shortest(words.begun(beginning), 200):
            if (begun := word[:end]) not in prices:
                prices[begun] = _cost_of_half(typed, begun)
            if (price := prices[begun]) is not None:
                # A little more than for a whole word, and the shortest ending first.
                found[word] = price + more + lacking * max(0, len(word) - len(typed))
    return found


def _of_three(words: Words, typed: str) -> dict[str, float]:
    """What words cost of which two letters were exchanged, or one was left out: a third of the letters being
    another, it may be any word."""
    cuts = [(typed[:at], typed[at:]) for at in range(len(typed) + 1)]
    likely = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    likely |= {a + letter + b for a, b in cuts for letter in LETTERS}
    return {word: cost(typed, word) for word in words.among(frozenset(likely))}


def guesses(words: Words, typed: str, half: bool) -> list[Guess]:
    """The likeliest words first. ``half``: the word may still be being typed."""
    if len(typed) < SHORTEST or typed.isdigit():
        return []
    if len(typed) == SHORTEST:
        found = _of_three(words, typed)
    else:
        found = _whole(words, typed)
        for word in words.sounding(sound(typed)):
            found[word] = min(ranking.SLIPS["sounds"], found.get(word, inf))
        # A longer word may be two slips away as a whole, and one as far as it was typed.
        for word, price in _half(words, typed).items() if half else ():
            found[word] = min(price, found.get(word, inf))
    return sorted(map(Guess._make, found.items()), key=attrgetter("cost", "word"))
