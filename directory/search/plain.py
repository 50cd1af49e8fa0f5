"""Search without the index, while it is being built: plain SQL, every word somewhere in the sheet's texts.

Filters, their counts and what suits a client are what they are with the index: the same code asks the rows
(``rows.Rows``). Only the words are taken plainly: no slips, no thesaurus, and accents count.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from unicodedata import normalize

from peewee import fn

from directory import facts, territory
from directory.answers import Criteria, Hit, Results
from directory.models import Location, Phone, Service
from directory.search import clients, filters, ways_out
from directory.search.rows import Rows
from search_index.bits import numbers_of, of_numbers
from search_index.index import Index
from search_index.text import STOP, fold, words

_TEXTS = (
    Service.name_nl, Service.name_fr, Service.name_en, Service.alt_names, Service.description_nl,
    Service.description_fr, Service.description_en, Service.audience,
)  # fmt: skip
# At most so many words are asked for.
MOST_WORDS = 6
_LETTERS = re.compile(r"[^\W_]+")


def _like(word: str) -> str:
    """A word anywhere in a text, whatever letter stands where it has an accent: SQLite does not know the
    capital of one."""
    return f"%{''.join(sign if sign.isascii() else '_' for sign in word)}%"


def _holds(word: str) -> Any:
    like = _like(word)
    places = Location.select(Location.service).where(
        Location.municipality_nl**like | Location.municipality_fr**like | (Location.postal_code == word)
    )
    met = Service.id.in_(places)
    for column in _TEXTS:
        met |= column**like
    return met


def _numbers(text: str) -> Any:
    digits = "".join(c for c in text if c.isascii() and c.isdigit()).lstrip("0")
    if len(digits) < 4 or any(c.isalpha() for c in text) or territory.nis_of(text):
        return None
    return Service.id.in_(Phone.select(Phone.service).where(Phone.number.contains(digits)))


def _asked(text: str) -> list[str]:
    """The words that are looked for, as they are typed: without elisions, marks and small words."""
    found: list[str] = []
    for piece in normalize("NFC", text.lower()).split():
        found += (
            words(piece) if piece.isascii() else filter(lambda one: len(one) > 1, _LETTERS.findall(piece))
        )
    return [word for word in found if fold(word) not in STOP][:MOST_WORDS]


def _matching(text: str) -> dict[int, str]:
    """The sheets that hold every word, as external ids by their numbers: those that have the first one in a
    name before others, then by name. All of them, where nothing is asked."""
    query, asked = Service.select(Service.id, Service.external_id).where(~Service.archived), _asked(text)
    if (number := _numbers(text)) is not None:
        query = query.where(number)
    else:
        for word in asked:
            query = query.where(_holds(word))
    first = _like(asked[0] if asked else "")
    named = Service.name_nl**first | Service.name_fr**first
    rows: Any = query.order_by(named.desc(), fn.LOWER(Service.name_nl), Service.id).tuples()
    return dict(rows)


@dataclass
class _Plain:
    """A plain search at work. ``matched``: all sheets that hold the words, whatever the filters; ``pool``:
    those that the filters leave of them."""

    criteria: Criteria
    now: datetime

    def __post_init__(self) -> None:
        criteria = self.criteria
        # What asks facets alone takes rows for an index.
        self.index = cast(Index, Rows())
        self.typed = bool(_asked(criteria.q)) or _numbers(criteria.q) is not None
        self.ids = _matching(criteria.q) if self.typed or criteria.filtered() else {}
        self.matched = of_numbers(self.ids)
        self.filters = filters.of(self.index, criteria, self.now.date())
        self.pool = self.filters.pool() & self.matched
        case = clients.to_be_helped(criteria.case, criteria.municipality)
        self.signals = clients.of_case(self.index, case, None, None) if case else []

    def _in_order(self) -> list[int]:
        left = set(numbers_of(self.pool))
        worth = dict.fromkeys(left, 0.0)
        for signal in self.signals:
            for value, bits in signal.extra.levels:
                for number in numbers_of(bits & self.pool):
                    worth[number] += value
        return sorted((number for number in self.ids if number in left), key=lambda one: -worth[one])

    def hits(self, limit: int) -> list[Hit]:
        """From a case, who suits the client first, and why; then as they were found."""
        return [Hit(self.ids[number], reasons=self._reasons(number)) for number in self._in_order()[:limit]]

    def _reasons(self, number: int) -> tuple[str, ...]:
        reasons = (pair for signal in self.signals for pair in signal.reasons)
        return tuple(dict.fromkeys(code for code, held in reasons if held >> number & 1))

    def counts(self) -> dict[str, dict[str, int]]:
        """As ``filters.counts``; before anything is typed, of all sheets."""
        offered = self.matched if self.typed else self.index.all
        return filters.counts(self.index, self.filters, offered, offered, self.criteria, self.now)

    def count(self, other: Criteria) -> int:
        """How many the same words find under other filters; or none, under filters alone."""
        held = self.matched if other.q == self.criteria.q else self.index.all
        return (filters.of(self.index, other, self.now.date()).pool() & held).bit_count()


def find(criteria: Criteria, limit: int) -> Results:
    """As ``search.find``."""
    search = _Plain(criteria, datetime.now(facts.BRUSSELS))
    return Results(
        search.hits(limit),
        search.pool.bit_count(),
        facets=search.counts,
        suggestions=lambda: ways_out.suggest(None, None, criteria, search.count, lambda _other: None),
        degraded=True,
        hours_unknown=filters.unknown_hours(search.index, search.filters, search.matched, criteria),
    )
