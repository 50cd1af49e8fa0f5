"""What was also searched, in words."""

from collections.abc import Iterable
from functools import lru_cache

from app.resources.words import value_name
from directory.territory import fold

# What a plural adds to a word in the three languages; of what is the word itself, nothing.
_PLURAL = frozenset(("", "s", "x", "en", "es", "'s"))


def term_name(term: str) -> str:
    """A term that was also searched; a kind of help (``category=youth``) by its name."""
    name, facet, value = term.partition("=")
    return value_name(name, value) if facet else term


@lru_cache(maxsize=2_000)
def _folded(name: str) -> str:
    """The same terms come at every other keystroke; of what was typed, nothing is kept."""
    return fold(name)


def _is_plural(several: list[str], others: Iterable[list[str]]) -> bool:
    """Whether words are those of one of the ``others`` but for what a plural adds: *OCMWS*, *avocats pro
    deo*."""
    alike = [one for one in others if len(one) == len(several) and one is not several]
    return any(
        all(
            word.startswith(first) and word[len(first) :] in _PLURAL
            for word, first in zip(several, one, strict=True)
        )
        for one in alike
    )


def also_named(terms: list[str], typed: str) -> list[str]:
    """The terms in words, each once whatever its capitals, and none that is but the plural of another or of
    what was ``typed``. Where that leaves nothing, what there is: the switch stands behind it."""
    if not terms:
        return []
    named: dict[str, str] = {}
    for name in map(term_name, terms):
        named.setdefault(_folded(name), name)
    names, said = list(named.values()), fold(typed).split()
    words = [folded.split() for folded in named]
    others = [said[at:end] for at in range(len(said)) for end in range(at + 1, len(said) + 1)] + words
    once = [name for name, mine in zip(names, words, strict=True) if not _is_plural(mine, others)]
    return once or names
