"""Dutch compounds: the words of which one is made, and words that are one when written together."""

from collections.abc import Iterator, Sequence
from functools import cache

from directory.models import LANGUAGES
from directory.taxonomies import codes, label
from directory.terms import Thesaurus
from search_index import ranking
from search_index.index import Index
from search_index.kept import kept
from search_index.speller import Guess
from search_index.text import SILENT, stems, words
from search_index.vocabulary import Vocabulary

# A search of more words is a long one.
FEW_TOKENS = 6
# At most so many neighbours are taken for one word written apart; one in a long search.
MOST_JOINED = 2
SHORTEST_PART, SHORTEST_SPLIT, SHORTEST_HALF_OF_SPLIT, SHORTEST_REST = 5, 8, 4, 3
# Of an unknown compound they say nothing: half of all services are a centre.
_GENERIC = SILENT | frozenset(
    (
        "centrum centra werking groep groepen plaats bureau lokaal lijn kantoor kantoren bescherming aangifte"
    ).split()
)
# What Dutch puts between the halves of a compound.
_LINKS = ("", "s", "e", "en")
# Fields in French and English, and what a mask says besides where a word stands.
_NOT_DUTCH = ranking.SHORT | ranking.FIRST
_NOT_DUTCH |= sum(bit for (_field, lang), bit in ranking.BIT.items() if lang in {"fr", "en"})


def halves(index: Index, word: str, besides: Vocabulary | None = None) -> list[tuple[str, str]]:
    """Two words of the directory, or of those ``besides``, of which a compound is made: ``voedselpakket`` of
    voedsel and pakket."""
    if len(word) < SHORTEST_SPLIT or word.isdigit():
        return []

    def known(piece: str) -> bool:
        return piece in index.vocabulary or (besides is not None and piece in besides)

    pairs = []
    for cut in range(SHORTEST_HALF_OF_SPLIT, len(word) - SHORTEST_HALF_OF_SPLIT + 1):
        if not known(word[cut:]):
            continue
        for link in _LINKS:
            first = word[:cut].removesuffix(link)
            if len(first) >= SHORTEST_HALF_OF_SPLIT and known(first):
                pairs.append((first, word[cut:]))
                break
    return pairs


@cache
def _labels() -> tuple[frozenset[str], frozenset[str]]:
    """The words of the kinds of help in Dutch, and in French and English."""
    of = {
        lang: {word for code in codes("category") for word in words(label("category", code, lang))}
        for lang in LANGUAGES
    }
    return frozenset(of["nl"]), frozenset(of["fr"] | of["en"])


def made_of(index: Index, word: str, most: int) -> list[str]:
    """Longer words of which Dutch makes ``word`` a half: those that stand in Dutch, or where no language is
    told, and not in French or English alone; at most so many that end so, and that begin so."""
    known = index.vocabulary
    longer = dict.fromkeys([*known.ending(word, most), *known.starting(word, most)])
    longer.pop(word, None)
    return [one for one in longer if _is_dutch(index, one)]


def _is_dutch(index: Index, word: str) -> bool:
    dutch, others = _labels()
    elsewhere = _NOT_DUTCH | (ranking.LABEL if word in others and word not in dutch else 0)
    return any(mask & ~elsewhere for mask in index.masks("w", word))


def mended(index: Index, word: str) -> Iterator[Guess]:
    """An unknown word as a compound with a likely slip in one of its halves: *scguldenbemiddeling*."""
    known = index.vocabulary
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first, rest = word[:cut], word[cut:]
        guesses: list[Guess] = []
        if rest in known and rest not in _GENERIC:
            guesses += [Guess(one.word + rest, one.cost) for one in known.guesses(first, False)]
        if first in known and first not in _GENERIC:
            guesses += [Guess(first + one.word, one.cost) for one in known.guesses(rest, False)]
        for one in guesses:
            if one.cost <= ranking.LIKELY_SLIP and halves(index, one.word):
                yield one


def piece_of(index: Index, thesaurus: Thesaurus, word: str) -> str:
    """The longest known word with which an unknown Dutch compound ends or begins, or ''. One that is a term
    by itself tells more than one that only stands in terms: *enkelbandbegeleiding* is about an *enkelband*,
    but *verkeersadvocaat* asks for an *advocaat*.
    """

    def leads(piece: str) -> bool:
        return piece not in _GENERIC and (piece in index.vocabulary or thesaurus.leads(piece))

    lengths = range(len(word) - SHORTEST_REST, SHORTEST_PART - 1, -1)
    sides = [word[-length:] for length in lengths], [word[:length] for length in lengths]
    head, first = [next(filter(leads, side), "") for side in sides]
    if head in thesaurus.vocabulary and thesaurus.is_term(head):  # as it stands: *ventie* is no *venter*
        return head
    return first if thesaurus.is_term(first) else max(head, first, key=len)


@kept
def _is_one(index: Index, word: str, first: str) -> bool:
    """Whether the directory has words that stand apart as one, ``word``, which is no mere inflection of the
    ``first`` of them: *famille à la rue* has no *famillea*, which French takes for a verb."""
    return word in index.vocabulary or any(
        index.masks("s", root) for root in set(stems(word)).difference(stems(first))
    )


def _in_one(tokens: Sequence[str]) -> list[str]:
    """Neighbours in one word, also without what Dutch adds to the first: *schulden bemiddelaar*."""
    first, rest = tokens[0], "".join(tokens[1:])
    ways = [first + rest]
    if len(tokens) == 2 and len(rest) >= SHORTEST_PART:
        bare = [first.removesuffix(link) for link in _LINKS if link and first.endswith(link)]
        ways += [one + rest for one in bare if len(one) >= SHORTEST_HALF_OF_SPLIT]
    return ways


def joined_in(index: Index, thesaurus: Thesaurus, tokens: Sequence[str]) -> list[tuple[int, int, str]]:
    """(from, to, word): neighbours that are one word when written together."""
    made = []
    for count in (3, 2):
        for at in range(len(tokens) - count + 1):
            if SILENT.issuperset(tokens[at : at + count]):
                continue  # *met een bandje* is not at once (*meteen*)
            for word in _in_one(tokens[at : at + count]):
                if len(word) > 5 and not word.isdigit() and (
                    word in thesaurus.vocabulary or _is_one(index, word, tokens[at])
                    or (at + count == len(tokens) and index.vocabulary.begins(word))
                ):  # fmt: skip
                    made.append((at, at + count, word))
                    break
    return made[: MOST_JOINED if len(tokens) <= FEW_TOKENS else 1]
