"""The words of a search that are looked at: of a long sentence those that say something, and those that were
written in one taken apart."""

from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import OSA

from directory import place_names, streets
from directory.persons import called
from directory.search import time_words, tongues
from directory.search.compounds import SHORTEST_SPLIT, halves
from directory.terms import Thesaurus
from search_index import ranking
from search_index.index import Index
from search_index.ordinary import is_ordinary
from search_index.speller import cost
from search_index.text import SILENT, STOP, words

MOST_TOKENS, MOST_OF_A_SENTENCE = 12, 60
# Of a longer sentence, so many words that are none are mended in so many ways, beside so many on either side,
# to see whether it tells of a danger.
MOST_STRANGE, AROUND = 4, 4
# A word that was written on to others, beside small ones, has so many letters.
SHORTEST_PIECE = 4
# Names of days and languages with a slip have so many letters.
SHORTEST_NAME = 5
# One of the two words of a term has at least so many.
SHORTEST_FIRST = 3
_VOWELS = frozenset("aeiouyh")
# Small words that stand between those of a name.
_BETWEEN = frozenset("van het de der den du des la le les en et aux au of the and in".split())


def looked_at(index: Index, thesaurus: Thesaurus, text: str) -> tuple[list[str], bool]:
    """The words of ``text``: of a long sentence, what may be urgent and what says something; and whether any
    were taken apart."""
    typed = streets.without_houses(words(text)[:MOST_OF_A_SENTENCE])
    last = len(typed) - 1
    found = [piece for at, one in enumerate(typed) for piece in apart(index, thesaurus, one, at == last)]
    found = found[:MOST_OF_A_SENTENCE]  # of sixty words written in one there would be hundreds
    for at in reversed(range(len(found)) if len(found) > 1 else ()):
        if len(found[at]) >= SHORTEST_SPLIT and not is_known(index, thesaurus, found[at]):
            found[at : at + 1] = _apart_with_others(index, thesaurus, found, at)
    spaced = _urgent_if_spaced(index, thesaurus, found, called(text))
    other = len(found) > len(typed) or spaced != found
    return _shortened(index, thesaurus, spaced, text), other


def _spaced(found: list[str], at: int) -> Iterator[tuple[int, int, str, str]]:
    """The word at ``at`` with a blank beside it moved by a letter, or put into it: (from, to, one, two), the
    two words that would stand in the place of those there."""
    word = found[at]
    if at + 1 < len(found):
        after = found[at + 1]
        yield at, at + 2, word[:-1], word[-1] + after
        yield at, at + 2, word + after[0], after[1:]
    if at:
        before = found[at - 1]
        yield at - 1, at + 1, before[:-1], before[-1] + word
        yield at - 1, at + 1, before + word[0], word[1:]
    for end in range(2, len(word) - 1):
        yield at, at + 1, word[:end], word[end:]


def _urgent_if_spaced(
    index: Index, thesaurus: Thesaurus, found: list[str], names: frozenset[str]
) -> list[str]:
    """The words as they tell of a danger where a blank slipped: *she wants tod ie*, *wil nietmeer leven*."""
    if len(found) < 2:
        return found
    strange = [
        at for at, word in enumerate(found) if word not in names and not is_known(index, thesaurus, word)
    ]
    tried = [
        [*found[:begin], one, two, *found[end:]]
        for at in strange[:MOST_STRANGE]
        for begin, end, one, two in _spaced(found, at)
        if all(piece in SILENT or piece in found or is_ordinary(piece, "") for piece in (one, two))
    ]
    if not tried or thesaurus.urgent(found):
        return found
    return next(filter(thesaurus.urgent, tried), found)


def _shortened(index: Index, thesaurus: Thesaurus, found: list[str], text: str) -> list[str]:
    if len(found) <= MOST_TOKENS:
        return found
    meant = thesaurus.urgent(found) or _urgent_if_mended(index, thesaurus, found, called(text))
    urgent = frozenset(sorted(meant)[:MOST_TOKENS])
    telling = [at for at, word in enumerate(found) if at not in urgent and word not in SILENT]
    # Where there is room, the small words of a phrase too: *wil papa zien*, *ken geen nederlands*.
    beside = [
        at - 1
        for at in telling
        if at and at - 1 not in urgent and found[at - 1] in SILENT and len(found[at - 1]) > 1
    ]
    kept = urgent.union([*telling, *beside][: max(0, MOST_TOKENS - len(urgent))])
    return [found[at] for at in sorted(kept)] or found[:MOST_TOKENS]


@cache
def _names() -> dict[str, list[tuple[str, float]]]:
    """Names of days and languages by their first letter, each with what a slip of it may cost: *Berger* is no
    slip of *berber*, nor *romain* of *roumain*."""
    found: dict[str, list[tuple[str, float]]] = {}
    for names, most in ((time_words.names(), ranking.LIKELY_SLIP), (tongues.names(), ranking.SURE_SLIP)):
        for name in sorted(names):
            if len(name) >= SHORTEST_NAME:
                found.setdefault(name[0], []).append((name, most))
    return found


def of_a_name(token: str) -> str:
    """The day or language of which an unknown word is one slip away, as *zatredag* and *arabbe*; itself where
    there is none, or it is one as it stands (*turkse*), or a word that people use (to *finish* school)."""
    if len(token) >= SHORTEST_NAME and not tongues.asked((token,)):
        for name, most in _names().get(token[0], ()):
            if OSA.distance(token, name, score_cutoff=1) <= 1 and cost(token, name) <= most:
                return token if is_ordinary(token, "") else name
    return token


def _urgent_if_mended(
    index: Index, thesaurus: Thesaurus, found: list[str], names: frozenset[str]
) -> frozenset[int]:
    """Where the words stand that are urgent once one that is no word is mended: of "... says he wantss to
    die" in a long sentence, the small words too."""
    strange = [
        at for at, word in enumerate(found)
        if len(word) > 2 and word not in names
        and not is_known(index, thesaurus, word) and not is_ordinary(word, "")
    ]  # fmt: skip
    for at in strange[:MOST_STRANGE]:
        begin = max(0, at - AROUND)
        before, after = found[begin:at], found[at + 1 : at + 1 + AROUND]
        near = [guess.word for guess in thesaurus.vocabulary.one_slip_from(found[at])]
        for word in thesaurus.going_with([*before, *after], near)[:MOST_STRANGE]:
            meant = thesaurus.urgent([*before, word, *after])
            if len(before) in meant:
                return frozenset(begin + one for one in meant)
    return frozenset()


def is_known(index: Index, thesaurus: Thesaurus, token: str) -> bool:
    """Whether the directory or the thesaurus has the word as it stands, or it is a town outside the region:
    it is neither half nor mistyped."""
    said = token in index.vocabulary or token in thesaurus.vocabulary
    return said or token in SILENT or token.isdigit() or token in place_names.elsewhere()


def apart(index: Index, thesaurus: Thesaurus, word: str, last: bool) -> list[str]:
    """The words that an unknown one is made of, as in ``huisvanhetkind`` or ``sanspapiers``; itself where it
    is not all of known ones, or a Dutch compound that the directory explains. ``last``: it may be half a
    word."""
    if len(word) < SHORTEST_SPLIT or not word.isalpha() or is_known(index, thesaurus, word):
        return [word]
    begun = last and (index.vocabulary.begins(word) or thesaurus.vocabulary.begins(word))
    if begun or halves(index, word):
        return [word]
    pieces = _term_of_two(index, thesaurus, word)
    if is_ordinary(word, ""):  # *kinderarts* is a *kinder arts*, and *pourtant* no *pour tant*
        return pieces if pieces and SILENT.isdisjoint(pieces) else [word]
    pieces = pieces or _pieces(index, thesaurus, word)
    # *Zelfmord* is *zelfmoord* rather than *zelf* and *mord*.
    return pieces if pieces and not thesaurus.vocabulary.one_slip_from(word) else [word]


def _apart_with_others(index: Index, thesaurus: Thesaurus, found: list[str], at: int) -> list[str]:
    """The halves of an unknown compound of which the first, which says what it is about, makes a need with
    another word: *familiebegeleiding detentie* is about the family of detainees. Itself where none does."""
    word, here = found[at], frozenset((at,))
    for pair in halves(index, word, thesaurus.vocabulary):
        made = thesaurus.expand([*found[:at], *pair, *found[at + 1 :]], half=False, through=here)
        if any(one.positions - {at, at + 1} and not one.group.urgent for one in made):
            return list(pair)
    return [word]


def _term_of_two(index: Index, thesaurus: Thesaurus, word: str) -> list[str]:
    """The two words of a term that was written in one: *sosenfants*."""
    for end in range(SHORTEST_FIRST, len(word) - SHORTEST_FIRST + 1):
        pieces = [word[:end], word[end:]]
        if all(is_known(index, thesaurus, piece) for piece in pieces) and _is_term(thesaurus, pieces):
            return pieces
    return []


def _pieces(index: Index, thesaurus: Thesaurus, word: str) -> list[str]:
    """The fewest known words that together are ``word``: where they are a term of the thesaurus, or have
    small words between them and no word is a slip away. *Zelfmordlijn* is no *zelf mord lijn*."""
    ends = range(SHORTEST_PIECE, len(word) - SHORTEST_PIECE + 1)
    first = any(is_known(index, thesaurus, word[:end]) for end in ends)
    if not first or not any(is_known(index, thesaurus, word[end:]) for end in ends):
        return []
    # By where they end: the pieces of what stands before.
    ways: dict[int, list[str]] = {0: []}
    for end in range(SHORTEST_PIECE, len(word) + 1):
        for begin in [at for at in ways if at < end]:
            piece, before = word[begin:end], ways[begin]
            if end in ways and len(before) + 1 >= len(ways[end]):
                continue
            if _may_stand(index, thesaurus, piece, bool(before), word[end : end + 1]):
                ways[end] = [*before, piece]
    found = ways.get(len(word), [])
    said = [piece for piece in found if len(piece) >= SHORTEST_PIECE]
    alike = len(said) == len(found) or index.vocabulary.guesses(word, False)
    if alike and not _is_term(thesaurus, found):
        return []
    return [piece for piece in found if len(piece) > 1]  # an elision is cut off


def _is_term(thesaurus: Thesaurus, pieces: list[str]) -> bool:
    telling = {at for at, piece in enumerate(pieces) if piece not in STOP}
    return any(telling <= one.positions for one in thesaurus.expand(pieces, half=False))


def _may_stand(index: Index, thesaurus: Thesaurus, piece: str, within: bool, follows: str) -> bool:
    """Whether a piece is a word; a short one only between two others."""
    if len(piece) >= SHORTEST_PIECE:
        return is_known(index, thesaurus, piece)
    if not within or not follows:
        return False
    return piece in _BETWEEN if len(piece) > 1 else piece in "dl" and follows in _VOWELS
