"""Which sheets a question to the exchange means. Each filter narrows; none ever adds.

The words of ``search`` are looked for in the official statement alone, not in the search index: that one
also knows the team's knowledge, and a hit would tell that it is there.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any

import peewee

from directory import discretion, territory
from directory.availability import ClosedPeriod
from directory.discretion import Discretion
from directory.hsds import places, terms
from directory.hsds.known import known
from directory.models import Location, Organisation, Service, ServiceArea

_TEXTS = (
    Service.name_nl, Service.name_fr, Service.name_en, Service.alt_names, Service.description_nl,
    Service.description_fr, Service.description_en, Service.audience, Organisation.name_nl,
    Organisation.name_fr, Organisation.name_en,
)  # fmt: skip
# Letters that may carry an accent, and whatever SQLite cannot fold: any one character stands for them.
_UNSURE = re.compile(r"[aceinosuyz]|[^\x00-\x7f]")


@dataclass(frozen=True)
class Filters:
    """What the standard lets ask for; '' and None ask nothing. ``proximity`` is in metres."""

    search: str = ""
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    modified_after: datetime | None = None
    postcode: str = ""
    proximity: float | None = None


def _nowhere() -> Any:
    return Service.id.is_null()


def _of_organization(wanted: str) -> Any:
    """Sheets of an organisation, or the one that stands in for it."""
    now = known()
    if (number := now.organizations.get(wanted.lower())) is not None:
        return Service.organisation == number
    number = now.stand_ins.get(wanted.lower())
    return (Service.id == number) & Service.organisation.is_null() if number is not None else _nowhere()


def _in_territory(codes: list[str]) -> Any:
    areas = ServiceArea.select(ServiceArea.service).where(ServiceArea.code.in_(codes))
    placed = Location.select(Location.service).where(Location.municipality.in_(codes))
    return Service.id.in_(areas) | (~Service.address_restricted & Service.id.in_(placed))


def _with_field(code: str) -> Any:
    if code == "external_id":
        return Service.id.is_null(False)
    if code == "placeholder":
        return Service.organisation.is_null()
    if code == "phone_interpreter":
        return Service.phone_interpreter.in_(("yes", "no"))
    if code == "verified_how":
        return Service.verified_on.is_null(False) & (Service.verified_how != "")
    if code == "closed_period":
        return Service.id.in_(ClosedPeriod.select(ClosedPeriod.service))
    if code in places.FIELDS:
        placed = Location.select(Location.service).where(getattr(Location, code) != "")
        return ~Service.address_restricted & Service.id.in_(placed)
    holds = getattr(Service, code) != ""
    return holds | (getattr(Organisation, code) != "") if code.startswith("name_") else holds


def _with_term(term: terms.Term) -> Any:
    if term.taxonomy == terms.CATEGORY:
        return Service.category == term.code
    return _in_territory([term.code]) if term.taxonomy == terms.TERRITORY else _with_field(term.code)


def _with_taxonomy(wanted: str) -> Any:
    key = next((key for key in terms.TAXONOMIES if terms.taxonomy_id(key) == wanted.lower()), "")
    codes = [term.code for term in terms.all_terms().values() if term.taxonomy == key]
    if key == terms.CATEGORY:
        return Service.category.in_(codes)
    if key == terms.TERRITORY:
        return _in_territory(codes)
    return Service.id.is_null(False) if key == terms.FIELD else _nowhere()


def _covering(postcode: str) -> Any:
    """Sheets that say that they work there, and those that do not say where they work."""
    nis = territory.nis_of(postcode)
    said = ServiceArea.select(ServiceArea.service)
    there = said.where(ServiceArea.code.in_([nis, territory.REGION] if nis else []))
    return Service.id.in_(there) | Service.id.not_in(said)


def _conditions(filters: Filters) -> list[Any]:
    found: list[Any] = [~Service.archived]
    if filters.taxonomy_term_id:
        term = terms.by_id().get(filters.taxonomy_term_id.lower())
        found.append(_with_term(term) if term else _nowhere())
    if filters.taxonomy_id:
        found.append(_with_taxonomy(filters.taxonomy_id))
    if filters.organization_id:
        found.append(_of_organization(filters.organization_id))
    if filters.modified_after is not None:
        found.append(Service.updated >= filters.modified_after)
    if filters.postcode:
        found.append(_covering(filters.postcode))
    return found


def _words(text: str) -> list[str]:
    return territory.fold(text).split()


def matches(told: str, search: str) -> bool:
    """Whether every word of ``search`` stands in ``told``, whatever its accents; none asks nothing."""
    words, folded = _words(search), territory.fold(told)
    return not search.strip() or (bool(words) and all(word in folded for word in words))


def _searched(query: Any, words: list[str]) -> list[int]:
    """The rows of ``query`` in whose texts every word stands, whatever its accents."""
    for word in words:
        pattern = f"%{_UNSURE.sub('_', word)}%"
        query = query.where(reduce(or_, [column**pattern for column in _TEXTS]))
    rows = list(query.select(Service.id, *_TEXTS).tuples())
    secret = discretion.secret_places(number for number, *_texts in rows)
    return [number for number, *texts in rows if _told(texts, words, discretion.of_several([number], secret))]


def _told(texts: list[str], words: list[str], hidden: Discretion) -> bool:
    """Whether every word stands in the texts that leave: to find by what is hidden would tell it."""
    told = " ".join(territory.fold(hidden.told(text)) for text in texts if text)
    return bool(words) and all(word in told for word in words)


def services(filters: Filters) -> list[int]:
    """The row numbers of the sheets that are meant, in the order in which they came in."""
    query: Any = (
        Service.select(Service.id)
        .join(Organisation, peewee.JOIN.LEFT_OUTER)
        .where(reduce(and_, _conditions(filters)))
        .order_by(Service.id)
    )
    if filters.search.strip():
        words = _words(filters.search)
        return _searched(query, words) if words else []
    return [number for (number,) in query.tuples()]


def at_locations(filters: Filters) -> list[tuple[int, int]]:
    """(Row number, which of its locations) of what is meant; never of a restricted address."""
    numbers = services(filters)
    rows: Any = (
        Location.select(Location.service, Location.municipality)
        .join(Service)
        .where(~Service.archived, ~Service.address_restricted)
        .order_by(Location.id)
        .tuples()
    )
    towns: dict[int, list[str]] = {}
    for number, nis in rows:
        towns.setdefault(number, []).append(nis)
    near = _near(filters)
    return [
        (number, at)
        for number in numbers
        for at, nis in enumerate(towns.get(number, []))
        if near is None or nis in near
    ]


def _near(filters: Filters) -> set[str] | None:
    """The municipalities whose middle is near enough; None where nobody asked."""
    if filters.proximity is None:
        return None
    here = territory.nis_of(filters.postcode)
    reach = filters.proximity / 1000
    return {nis for nis in territory.municipalities() if here and territory.distance_km(here, nis) <= reach}


def organizations(search: str = "") -> list[list[int]]:
    """The row numbers of the sheets of each organisation that offers something, in a fixed order."""
    rows: Any = Service.select(Service.id, Service.organisation).where(~Service.archived)
    groups: dict[tuple[str, int], list[int]] = {}
    for number, owner in rows.order_by(Service.id).tuples():
        groups.setdefault(("own", number) if owner is None else ("named", owner), []).append(number)
    if not search.strip():
        return list(groups.values())
    named = _named(_words(search), groups)
    return [group for key, group in groups.items() if key in named]


def _named(words: list[str], groups: dict[tuple[str, int], list[int]]) -> set[tuple[str, int]]:
    """Organisations, and sheets that stand in for one, with every word in a name as it is answered."""
    secret = discretion.secret_places()
    names = ("name_nl", "name_fr", "name_en")
    found: set[tuple[str, int]] = set()
    asked: tuple[tuple[str, Any, Any], ...] = (
        ("named", Organisation, Organisation.select()),
        ("own", Service, Service.select().where(Service.organisation.is_null(), ~Service.archived)),
    )
    for kind, model, rows in asked:
        columns = [getattr(model, name) for name in names]
        for number, *texts in rows.select(model.id, *columns).tuples():
            hidden = discretion.of_several(groups.get((kind, number), []), secret)
            if _told(texts, words, hidden):
                found.add((kind, number))
    return found
