"""How far two sheets look like one and the same service, in points.

A word of a name counts by its rarity, so that "OCMW Elsene" and "OCMW Etterbeek", which share only what
nineteen sheets share, are no pair; a municipality is one word, however it is written.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from math import log
from typing import Any

from rapidfuzz import fuzz, process

from directory import territory
from directory.models import LANGUAGES, Location, Organisation, Phone, Service
from directory.territory import fold

# Points for what two sheets have in common, and against what speaks for two services.
NAME, PHONE, ADDRESS, COMPANY, EMAIL, WEBSITE = 60, 24, 14, 8, 14, 8
ELSEWHERE, OTHER_KIND = -18, -20
# Where one has its name in Dutch alone and the other in French alone, the names say nothing either way: two
# other things in common then weigh more.
OTHER_TONGUE = 20
# The kind that a list gets which does not say one.
UNSAID = "other"
# Of 100: from here on two words may be one with a typing error.
ALIKE = 84
# Addresses that many share and that name nobody.
_HOSTS = ("facebook.com", "brussel.be", "bruxelles.be")
# Legal forms and small words, which tell no two services apart.
_SMALL = frozenset("vzw asbl npo ivzw aisbl de het een la le les l du des d van en et the of".split())
# What one kind of service is called by, in full and in the other language → one word for it.
_KINDS = {
    "openbaar centrum voor maatschappelijk welzijn": "ocmw", "centre public d action sociale": "ocmw",
    "centre public d aide sociale": "ocmw", "cpas": "ocmw",
    "centrum voor algemeen welzijnswerk": "caw", "centrum algemeen welzijnswerk": "caw",
    "centrum voor geestelijke gezondheidszorg": "cgg", "centrum geestelijke gezondheidszorg": "cgg",
    "service de sante mentale": "ssm", "jongerenadviescentrum": "jac", "maison de justice": "justitiehuis",
}  # fmt: skip
# Streets as they are shortened, and what stands behind the number of a house.
_SHORT = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard",
    "boul": "boulevard", "ch": "chaussee", "chee": "chaussee", "pl": "place", "sq": "square", "str": "straat",
    "stw": "steenweg", "stwg": "steenweg", "st": "saint",
}  # fmt: skip
_BOX = re.compile(r"(?<=\d) (?:bus|bte|boite|box|b) \w+$")
Name = tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """What two sheets are compared by, folded."""

    sheet: int
    category: str = ""
    names: tuple[Name, ...] = ()
    phones: frozenset[str] = frozenset()
    houses: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    company: str = ""
    email: str = ""
    website: str = ""
    tongues: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pair:
    """Two sheets (database ids, the lower first) that may be one. ``why``: name, phone, address,
    company_number, email, website. ``points``: how sure.
    """

    one: int
    two: int
    points: float
    why: tuple[str, ...]


@dataclass
class Deck:
    """All cards, and which of them hold each mark. ``twins``: words one typing error apart. ``joined``:
    whole names written as one word ("teleonthaal").
    """

    cards: dict[int, Card] = field(default_factory=dict)
    words: dict[str, set[int]] = field(default_factory=dict)
    marks: dict[str, set[int]] = field(default_factory=dict)
    twins: dict[str, set[str]] = field(default_factory=dict)
    joined: dict[str, set[int]] = field(default_factory=dict)

    def rarity(self, word: str) -> float:
        """How much a word says: 1 for one that nobody has, towards 0 for one that all have."""
        held = len(self.words.get(word, ()))
        return log((len(self.cards) + 2) / (held + 1)) / log(len(self.cards) + 2)


@cache
def _towns() -> list[tuple[str, str]]:
    """(Folded name or alias with blanks around, the one word for it), the longest first."""
    known = [
        (f" {fold(text)} ", f" {town.nis} ")
        for town in territory.municipalities().values()
        for text in (town.name_nl, town.name_fr, *town.aliases)
    ]
    return sorted(known, key=lambda pair: -len(pair[0]))


def words(text: str) -> Name:
    """The words of a name, folded."""
    folded = f" {fold(text)} "
    for full, short in _KINDS.items():
        folded = folded.replace(f" {full} ", f" {short} ")
    for name, nis in _towns():
        folded = folded.replace(name, nis)
    found = tuple(folded.split())
    return tuple(word for word in found if word not in _SMALL) or found


def website(text: str) -> str:
    """An address as it is compared: without scheme, www and last slash; '' where it names nobody."""
    bare = text.strip().lower().rpartition("://")[2].removeprefix("www.").rstrip("/")
    return "" if bare in _HOSTS else bare


def houses(street: str, postal_code: str) -> frozenset[str]:
    """A street with its number, in whichever order and however shortened, without its box; of a street in
    two languages each. Nothing where that does not say which house.
    """
    if not postal_code or not any(c.isdigit() for c in street):
        return frozenset()
    sides = [_BOX.sub("", fold(side)).split() for side in street.split(" / ")]
    number = [word for word in sides[-1] if word[0].isdigit()] or [w for w in sides[0] if w[0].isdigit()]
    found = set()
    for side in sides:
        named = [_SHORT.get(word, word) for word in side if not word[0].isdigit()]
        own = [word for word in side if word[0].isdigit()] or number
        if named and own:
            found.add(" ".join([*sorted(named), *own, postal_code]))
    return frozenset(found)


def of_places(places: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The houses of (street, postal code)."""
    return frozenset(one for street, code in places for one in houses(street, code))


def names(texts: Iterable[str]) -> tuple[Name, ...]:
    """The names that are not empty, each once, as words."""
    return tuple(dict.fromkeys(found for text in texts if (found := words(text))))


def _by_sheet(model: Any, *columns: Any) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for sheet, *values in model.select(model.service, *columns).tuples():
        found[sheet].append(tuple(values))
    return found


def cards() -> Iterator[Card]:
    """Every sheet that is not put away; three queries."""
    phones = _by_sheet(Phone, Phone.number)
    places = _by_sheet(Location, Location.street, Location.postal_code)
    texts = [getattr(Service, f"name_{lang}") for lang in LANGUAGES]
    query: Any = Service.select(
        Service.id, Service.category, Service.email, Service.website, Organisation.company_number, *texts
    ).left_outer_join(Organisation)
    for sheet, category, email, address, company, *found in query.where(~Service.archived).tuples():
        yield Card(
            sheet, category, names(found), frozenset(number for (number,) in phones[sheet]),
            of_places((street, code) for street, code in places[sheet]),
            frozenset(code for _street, code in places[sheet] if code),
            company or "", email.lower(), website(address),
            frozenset(lang for lang, text in zip(LANGUAGES, found, strict=True) if text),
        )  # fmt: skip


def marks_of(card: Card) -> list[str]:
    """What few sheets share, each with a prefix of its kind."""
    found = [f"p{one}" for one in card.phones] + [f"h{one}" for one in card.houses]
    kinds = (("c", card.company), ("e", card.email), ("w", card.website))
    return found + [kind + one for kind, one in kinds if one]


def _twins(known: Iterable[str]) -> dict[str, set[str]]:
    """Word → words that are the same but for one letter too many, too few or another; of five letters on."""
    gaps: dict[str, list[str]] = defaultdict(list)
    for word in known:
        if len(word) >= 5 and not word.isdigit():
            for gap in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
                gaps[gap].append(word)
    twins: dict[str, set[str]] = defaultdict(set)
    for met in gaps.values():
        for one, two in combinations(met, 2):
            if one != two:
                twins[one].add(two)
                twins[two].add(one)
    return twins


def deck(given: Iterable[Card]) -> Deck:
    """The cards with their marks and words looked up."""
    made = Deck({card.sheet: card for card in given})
    held: dict[str, set[int]] = defaultdict(set)
    marks: dict[str, set[int]] = defaultdict(set)
    joined: dict[str, set[int]] = defaultdict(set)
    for card in made.cards.values():
        for mark in marks_of(card):
            marks[mark].add(card.sheet)
        for name in card.names:
            joined["".join(name)].add(card.sheet)
            for word in name:
                held[word].add(card.sheet)
    made.joined = dict(joined)
    made.words, made.marks, made.twins = dict(held), dict(marks), _twins(held)
    return made


def _in_both(left: Name, right: Name, known: Deck) -> float:
    """The rarity of the words of ``left`` that ``right`` has too; a typing error costs a little."""
    both, left_over = 0.0, list(right)
    for word in left:
        if word in left_over:
            left_over.remove(word)
            both += known.rarity(word)
        elif len(word) >= 5 and not word.isdigit() and left_over:
            found = process.extractOne(word, left_over, scorer=fuzz.ratio, score_cutoff=ALIKE)
            if found:
                left_over.remove(found[0])
                both += known.rarity(found[0]) * found[1] / 100
    return both


def _total(name: Name, known: Deck) -> float:
    return sum(known.rarity(word) for word in name)


def same_name(one: Card, two: Card, known: Deck, begun: bool = False) -> float:
    """0 to 1: how far the nearest two names say the same. ``begun``: ``one`` is still being typed, so that
    what the other has more does not count, once what was typed says enough.
    """
    best = 0.0
    for left in one.names:
        for right in two.names:
            if "".join(left) == "".join(right):
                return 1.0
            both = _in_both(left, right, known)
            whole = (_total(left, known) + _total(right, known)) / 2
            best = max(best, both / whole if whole else 0.0)
            if begun and len("".join(left)) >= 6 and "".join(right).startswith("".join(left)):
                best = max(best, 0.95)
            elif begun and both:
                best = max(best, 0.95 * both / _total(left, known) * min(both / 0.8, 1.0))
    return min(best, 1.0)


def _worth(mark: str, known: Deck, points: int) -> float:
    """A phone that five sheets share says little about two of them."""
    return points * min(1.0, 2 / max(len(known.marks.get(mark, ())), 2))


def weigh(one: Card, two: Card, known: Deck, begun: bool = False) -> Pair:
    """What speaks for the two being one service, in points."""
    gained: dict[str, float] = {}
    name = same_name(one, two, known, begun)
    if name > 0.5:
        gained["name"] = NAME * (name - 0.5) * 2
    shared = (
        ("phone", PHONE, [f"p{mark}" for mark in one.phones & two.phones]),
        ("address", ADDRESS, [f"h{mark}" for mark in one.houses & two.houses]),
        (
            "company_number",
            COMPANY,
            [f"c{one.company}"] if one.company and one.company == two.company else [],
        ),
        ("email", EMAIL, [f"e{one.email}"] if one.email and one.email == two.email else []),
        ("website", WEBSITE, [f"w{one.website}"] if one.website and one.website == two.website else []),
    )
    for why, points, marks in shared:
        if marks:
            gained[why] = max(_worth(mark, known, points) for mark in marks)
    total = sum(gained.values())
    if one.tongues and two.tongues and not one.tongues & two.tongues and len(gained) > 1:
        total += 0 if "name" in gained else OTHER_TONGUE
    if one.towns and two.towns and not one.towns & two.towns:
        total += ELSEWHERE
    kinds = {one.category, two.category} - {"", UNSAID}
    if len(kinds) > 1:
        total += OTHER_KIND
    order = sorted(gained, key=lambda why: -gained[why])
    low, high = sorted((one.sheet, two.sheet))
    return Pair(low, high, max(total, 0.0), tuple(order))
