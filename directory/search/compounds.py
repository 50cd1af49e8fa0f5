"""Dutch compounds: the words of which one is made."""

from directory.terms import Thesaurus
from search_index.index import Index

SHORTEST_PART, SHORTEST_SPLIT, SHORTEST_HALF_OF_SPLIT, SHORTEST_REST = 5, 8, 4, 3
# What Dutch puts between the halves of a compound.
_LINKS = ("", "s", "e", "en")


def halves(index: Index, word: str) -> list[tuple[str, str]]:
    """Two known words of which a compound is made: ``voedselpakket`` of voedsel and pakket."""
    if len(word) < SHORTEST_SPLIT or word.isdigit():
        return []
    known = index.vocabulary
    pairs = []
    for cut in range(SHORTEST_HALF_OF_SPLIT, len(word) - SHORTEST_HALF_OF_SPLIT + 1):
        if word[cut:] not in known:
            continue
        for link in _LINKS:
            first = word[:cut].removesuffix(link) if link and word[:cut].endswith(link) else word[:cut]
            if len(first) >= SHORTEST_HALF_OF_SPLIT and first in known and (not link or first != word[:cut]):
                pairs.append((first, word[cut:]))
                break
    return pairs


def piece_of(index: Index, thesaurus: Thesaurus, word: str) -> str:
    """The longest known word with which an unknown Dutch compound begins or ends, or ''."""
    for length in range(len(word) - SHORTEST_REST, SHORTEST_PART - 1, -1):
        for one in (word[-length:], word[:length]):
            if one in index.vocabulary or thesaurus.leads(one):
                return one
    return ""
