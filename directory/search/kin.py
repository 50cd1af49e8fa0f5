"""Who somebody is to another, in two words: of *petit-fils* and *mother-in-law* one says it, the other only
which."""

from collections.abc import Sequence

# Before the word that says who it is, in French and in English; and behind it.
_BEFORE = frozenset(
    "petit petite petits petites grand grande grands grandes beau belle beaux belles demi arriere step half "
    "foster".split()
)
_BEHIND = ("in", "law")
_KIN = frozenset(
    "fils fille filles enfant enfants mere meres pere peres parent parents frere freres soeur soeurs neveu "
    "niece cousin cousine mother father son sons daughter daughters brother brothers sister sisters "
    "mum dad child children ami amie copain copine".split()
)


def which(tokens: Sequence[str]) -> frozenset[int]:
    """Where the words stand that only say which one of one's kin it is: a *petit-fils* asks for no *petit
    prêt*, and a *mother-in-law* for no lawyer."""
    found = set[int]()
    for at, token in enumerate(tokens):
        if token in _KIN:
            if tuple(tokens[at + 1 : at + 3]) == _BEHIND:
                found.add(at + 2)
            before = at - 1
            while before >= 0 and tokens[before] in _BEFORE:
                found.add(before)
                before -= 1
    return frozenset(found)


def behind(tokens: Sequence[str]) -> frozenset[int]:
    """Those of them that stand behind: a *law* that is a word by itself in no term."""
    return frozenset(at for at in which(tokens) if tokens[at] not in _BEFORE)
