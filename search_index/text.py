"""How text in three languages becomes comparable words."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "’": "'", "ʼ": "'", "`": "'"})
_ELISION = re.compile(r"\b(?:l|d|qu|n|s|j|m|t|c)'(?=\w)")
_ACRONYM = re.compile(r"\b(?:\w\.){2,}")
_WORD = re.compile(r"[a-z0-9]+")
_STEMMERS = tuple(snowballstemmer.stemmer(name) for name in ("dutch", "french", "english"))
# Words that say nothing about a need, in the three languages.
STOP = frozenset(
    (
        "de het een en van voor in op aan met bij te naar of om die dat is zijn mijn ik wil we "
        "le la les l d un une des du et pour au aux dans sur avec chez ou qui que se veut est ma mon mes je "
        "the a an of for to and with at on my i who wants"
    ).split()
)


def fold(text: str) -> str:
    """Lower case, no accents, ligatures written out."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a text, folded: elisions cut off, dots taken out of acronyms."""
    flat = _ELISION.sub("", fold(text))
    flat = _ACRONYM.sub(lambda found: found.group().replace(".", ""), flat)
    return _WORD.findall(flat)


@lru_cache(maxsize=50_000)
def stems(word: str) -> frozenset[str]:
    """The word's stems in the three languages, each under a sigil so that no stem reads as a word."""
    if len(word) < 4 or word.isdigit():
        return frozenset()
    return frozenset("~" + stemmer.stemWord(word) for stemmer in _STEMMERS)
