"""A slip of one letter in a search of one's own cases: *zonebloem* for *zonnebloem*.

It looks at words that stand in the cases of the reader, given by the caller, and keeps nothing.
"""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

# A shorter word is one letter away from too many others: *huur* and *duur*, *Noor* and *Noer*.
SHORTEST = 5


def near(words: Iterable[str], texts: Iterable[str]) -> dict[str, list[str]]:
    """Of each word that is long enough and has letters alone, the words of ``texts`` from which one letter
    differs, lacks or is too many, or two changed places. All are folded; words stand apart by blanks. With
    one other digit a number is another one, so those are left out."""
    asked = [word for word in words if len(word) >= SHORTEST and word.isalpha()]
    known: set[str] = set()
    for text in texts if asked else ():
        known.update(text.split())
    return {
        word: [one[0] for one in process.extract_iter(word, known, scorer=OSA.distance, score_cutoff=1)]
        for word in asked
    }
