"""Sheets that may be one and the same service: found without comparing every sheet with every other.

Two sheets are compared only where they share something that few share (a block): a phone, a company number,
an e-mail address, a website, a house, or the rarer words of a name, one typing error allowed. What is
compared is weighed in points (``directory.resemblance``); ``LIKELY`` points make a likely pair.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import peewee
from peewee import fn
from rapidfuzz import fuzz, process

from directory import facts, resemblance
from directory.clock import now
from directory.errors import BadFact
from directory.models import LANGUAGES, Service
from directory.resemblance import ALIKE, Card, Deck, Pair, weigh
from directory.snapshots import Snapshot
from directory.transactions import writing

LIKELY = 58
# While a name is being typed less is known, and a warning costs only a look.
WORTH_A_LOOK = 46
# A block that more sheets share says nothing; names are then still met through their two rarest words.
WIDEST = 24
MOST = 200


class KeptApart(peewee.Model):
    """An editor looked, and these two are different services. ``one`` has the lower id."""

    id = peewee.AutoField()
    one = peewee.ForeignKeyField(Service, backref="kept_apart", on_delete="CASCADE")
    two = peewee.ForeignKeyField(Service, backref="kept_apart_of", on_delete="CASCADE")
    who = peewee.CharField(default="")
    at = peewee.DateTimeField(default=now)

    class Meta:
        indexes = ((("one", "two"), True),)


def _blocks(known: Deck) -> Iterator[set[int]]:
    """Groups of sheets that share a mark, a rare word (or one like it), or the two rarest words of a name."""
    yield from known.marks.values()
    yield from known.joined.values()
    for word, held in known.words.items():
        group = held.union(*(known.words[twin] for twin in known.twins.get(word, ())))
        if not word.isdigit():
            yield group
    rarest: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for card in known.cards.values():
        for name in card.names:
            key = sorted(set(name), key=lambda word: (len(known.words[word]), word))[:2]
            rarest[tuple(key)].add(card.sheet)
    yield from rarest.values()


def _pairs(known: Deck, arriving: bool = False) -> list[Pair]:
    """The likely pairs of a deck, the surest first; ``arriving``: only those with a card that is no sheet yet
    (a number below 0).
    """
    met: set[tuple[int, int]] = set()
    for block in _blocks(known):
        if 1 < len(block) <= WIDEST:
            both = combinations(sorted(block), 2)
            met.update(pair for pair in both if not arriving or pair[0] < 0)
    weighed = (weigh(known.cards[one], known.cards[two], known) for one, two in met)
    return sorted((p for p in weighed if p.points >= LIKELY), key=lambda p: (-p.points, p.one, p.two))


_kept: dict[str, tuple[tuple[Any, ...], Deck, list[Pair]]] = {}


def _stamp() -> tuple[Any, ...]:
    """Changes with every edit of a sheet by any process: versions only rise."""
    columns = (fn.COUNT(Service.id), fn.SUM(Service.version), fn.MAX(Service.updated))
    row: tuple[Any, ...] = Service.select(*columns).where(~Service.archived).tuples().first()
    return (id(Service._meta.database), *row)


def _known() -> tuple[Deck, list[Pair]]:
    """The deck of the present sheets and its likely pairs, kept in the process until a sheet changes."""
    stamp = _stamp()
    if "all" not in _kept or _kept["all"][0] != stamp:
        made = resemblance.deck(resemblance.cards())
        _kept["all"] = (stamp, made, _pairs(made))
    return _kept["all"][1:]


def likely(limit: int = MOST) -> list[Pair]:
    """The pairs that an editor should look at; those that were judged to be different are left out."""
    judged = set(KeptApart.select(KeptApart.one, KeptApart.two).tuples())
    return [pair for pair in _known()[1] if (pair.one, pair.two) not in judged][:limit]


def met_by(cards: Iterable[Card]) -> list[Pair]:
    """The likely pairs of a card of what is no sheet yet (``sheet`` below 0) with a sheet, or with another
    such card; the surest first.
    """
    return _pairs(resemblance.deck([*resemblance.cards(), *cards]), arriving=True)


def card_of(snapshot: Snapshot) -> Card:
    """What is typed, or stands in a file, as it is compared."""
    numbers = []
    for row in snapshot["phones"]:
        try:
            numbers.append(facts.normalise_phone(row["number"]))
        except BadFact:  # half a number, while it is being typed
            continue
    places = snapshot["locations"]
    return Card(
        sheet=0,
        category=snapshot["category"],
        names=resemblance.names(snapshot[f"name_{lang}"] for lang in LANGUAGES),
        phones=frozenset(numbers),
        houses=resemblance.of_places((row["street"], row["postal_code"]) for row in places),
        towns=frozenset({row["postal_code"] for row in places} - {""}),
        company="".join(c for c in snapshot["company_number"] if c.isdigit()),
        email=snapshot["email"].lower(),
        website=resemblance.website(snapshot["website"]),
        tongues=frozenset(lang for lang in LANGUAGES if snapshot[f"name_{lang}"]),
    )


def _near(word: str, known: Deck) -> set[str]:
    """The words of names that a typed word may be: itself, one that it begins, one with a typing error."""
    near = {word} if word in known.words else set()
    if len(word) >= 4:
        near |= {one for one in known.words if one.startswith(word)}
        near |= {one for one, *_rest in process.extract(word, known.words.keys(), scorer=fuzz.ratio,
                                                         score_cutoff=ALIKE, limit=5)}  # fmt: skip
    return near


def alike(snapshot: Snapshot, limit: int = 3) -> list[Pair]:
    """The sheets (``two``) that what is being typed may be already; ``one`` is 0. The surest first."""
    known, card = _known()[0], card_of(snapshot)
    met: Counter[int] = Counter()
    for word in {word for name in card.names for word in name}:
        for near in _near(word, known):
            met.update(dict.fromkeys(known.words[near], known.rarity(near)))
    for begun in {"".join(name) for name in card.names}:
        for joined, held in known.joined.items():
            if len(begun) >= 6 and joined.startswith(begun):
                met.update(dict.fromkeys(held, 2.0))
    for mark in resemblance.marks_of(card):
        met.update(dict.fromkeys(known.marks.get(mark, ()), 1))
    weighed = [weigh(card, known.cards[sheet], known, begun=True) for sheet, _seen in met.most_common(200)]
    # A number that one sheet has is worth a look whatever else the two say; not a public line (1813, 106),
    # which any service may give beside its own.
    having = [
        known.marks.get(f"p{number}", set()) for number in card.phones if not facts.short_number(number)
    ]
    own = {sheet for sheets in having if len(sheets) == 1 for sheet in sheets}
    found = [pair for pair in weighed if pair.points >= WORTH_A_LOOK or pair.two in own]
    return sorted(found, key=lambda pair: (-pair.points, pair.two))[:limit]


def keep_apart(one: Service, two: Service, who: str) -> None:
    """These two are different services: they are not proposed again."""
    low, high = sorted((one.id, two.id))
    with writing(Service._meta.database):
        KeptApart.insert(one=low, two=high, who=who).on_conflict_ignore().execute()
