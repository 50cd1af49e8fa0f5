"""What a number is beside the words around it: an age, a sum, a year, an hour, a house."""

from collections.abc import Sequence, Set

from search_index.text import STOP

# After an age; that a text has such a word is no answer.
YEARS = frozenset("jaar jarige jarigen jarig ans an year years yr yrs yo".split())
_OLD = frozenset("old oud oude".split())
# Before so many years that are no age, and after them.
_SINCE = frozenset("depuis sinds sedert pendant since dans apres".split())
_AGO = frozenset("geleden ago lang".split())
# Between whom it is about and an age without its years: *mijn zoon is 15*.
_HAS = frozenset("is van de of est aged age nu now".split())
HOURS = frozenset("u h uur uren heure heures hour hours".split())
_MONEY = frozenset({"euro", "euros", "eur"})
# After a number that is an hour, a sum or so long; before one of a house.
_UNITS = HOURS | _MONEY | frozenset("minuut minuten minute minutes cent cents".split())
_NUMBER = frozenset("nummer numero number nr".split())
# So many euros each time: *1500 par mois*, *1080/maand*.
_EACH = frozenset({"par", "per"})
_MONTH = frozenset({"maand", "mois", "month"})
_TIMES = _MONTH | frozenset("an jaar year semaine week".split())
# Of fewer digits, a number is an age or so many euros rather than a name.
SHORTEST_NUMBER = 3


def is_amount(token: str) -> bool:
    """Whether a word is an age or so many euros rather than a name."""
    return token.isdigit() and len(token) < SHORTEST_NUMBER


def is_year(word: str) -> bool:
    """Whether a number is rather the year of somebody's birth, or of a debt."""
    return len(word) == len("1900") and "1900" <= word <= "2035"


def is_sum(tokens: Sequence[str], at: int) -> bool:
    """Whether a number is so many euros: *1200 euro*, *1080,00 eur*, *1500 par mois*; in *50 euro 1080*
    the last is none."""
    if not tokens[at].isdigit():
        return False
    end = at + 1
    if "".join(tokens[end : end + 1]).isdigit() and len(tokens[end]) < len("000"):
        end += 1  # cents
    after, time = (*tokens[end : end + 2], "", "")[:2]
    if after in _MONEY or after in _MONTH or (after in _EACH and time in _TIMES):
        return True
    return at > 0 and tokens[at - 1] in _MONEY and not (at > 1 and tokens[at - 2].isdigit())


def in_years(tokens: Sequence[str]) -> frozenset[int]:
    """Where numbers stand that are ages since they say so, and the words that say it."""
    found = set[int]()
    for at, token in enumerate(tokens[:-1]):
        if not is_amount(token) or tokens[at + 1] not in YEARS:
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
