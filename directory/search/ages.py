"""How old somebody is, and what is no age: *20 euros*, *om 15 uur*, *le 20 décembre*, *nummer 14*."""

from collections.abc import Sequence, Set

from search_index.text import STOP

# After an age; that a text has such a word is no answer.
_OF_AN_AGE = frozenset("jaar jarige jarig ans an year years yr yrs yo".split())
_OLD = frozenset("old oud oude".split())
# Before so many years that are no age, and after them.
_SINCE = frozenset("depuis sinds sedert pendant since dans apres".split())
_AGO = frozenset("geleden ago lang".split())
# Between whom it is about and an age without its years: *mijn zoon is 15*.
_HAS = frozenset("is van de of est aged age nu now".split())
# After a number that is an hour, a sum or so long; before one of a house.
_UNITS = frozenset(
    "u h uur uren heure heures hour hours minuut minuten minute minutes euro euros eur cent cents".split()
)
_NUMBER = frozenset("nummer numero number nr".split())
# Of fewer digits, a number is an age or so many euros rather than a name.
SHORTEST_NUMBER = 3


def is_amount(token: str) -> bool:
    """Whether a word is an age or so many euros rather than a name."""
    return token.isdigit() and len(token) < SHORTEST_NUMBER


def in_years(tokens: Sequence[str]) -> frozenset[int]:
    """Where numbers stand that are ages since they say so, and the words that say it."""
    found = set[int]()
    for at, token in enumerate(tokens[:-1]):
        if not is_amount(token) or tokens[at + 1] not in _OF_AN_AGE:
            continue
        before, after = tokens[:at], tokens[at + 2 :]
        ago = tuple(before[-2:]) == ("y", "a") or _SINCE.intersection(before[-1:])
        if not ago and not _AGO.intersection(after[:1]):
            found |= {at, at + 1, *({at + 2} if _OLD.intersection(after[:1]) else ())}
    return frozenset(found)


def measured(tokens: Sequence[str]) -> frozenset[int]:
    """Where numbers stand that are an hour, so long, a sum or a house."""
    return frozenset([
        at for at, token in enumerate(tokens)
        if is_amount(token)
        and (_UNITS.intersection(tokens[at + 1 : at + 2]) or (at and tokens[at - 1] in _NUMBER))
    ])  # fmt: skip


def is_bare(tokens: Sequence[str], at: int, whom: Set[int]) -> bool:
    """Whether a number is an age that stands right behind ``whom`` it is about: *my son 15*; only small words
    may come next."""
    if tokens[at + 1 : at + 2] and (tokens[at + 1] not in STOP or tokens[at + 1] in _UNITS):
        return False
    before = at - 1
    while before >= 0 and before not in whom and tokens[before] in _HAS:
        before -= 1
    return before in whom
