"""What was also searched, in words."""

from app.resources.words import value_name
from directory.territory import fold

# What a plural adds to a word in the three languages; of what is the word itself, nothing.
_PLURAL = frozenset(("", "s", "x", "en", "es", "'s"))


def term_name(term: str) -> str:
    """A term that was also searched; a kind of help (``category=youth``) by its name."""
    name, facet, value = term.partition("=")
    return value_name(name, value) if facet else term


def _is_plural(several: list[str], one: list[str]) -> bool:
    """Whether words are those of ``one`` but for what a plural adds: *OCMWS*, *avocats pro deo*."""
    return len(several) == len(one) and all(
        word.startswith(first) and word[len(first) :] in _PLURAL
        for word, first in zip(several, one, strict=True)
    )


def also_named(terms: list[str], typed: str) -> list[str]:
    """The terms in words, each once whatever its capitals, and none that is but the plural of another or of
    what was ``typed``. Where that leaves nothing, what there is: the switch stands behind it."""
    named: dict[str, str] = {}
    for name in map(term_name, terms):
        named.setdefault(fold(name), name)
    names, said = list(named.values()), fold(typed).split()
    words = [folded.split() for folded in named]
    typed_too = [said[at:end] for at in range(len(said)) for end in range(at + 1, len(said) + 1)]
    once = [
        name for name, mine in zip(names, words, strict=True)
        if not any(_is_plural(mine, one) for one in [*typed_too, *words] if one is not mine)
    ]  # fmt: skip
    return once or names
