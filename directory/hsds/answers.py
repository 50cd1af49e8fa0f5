"""The objects that the exchange answers with, made of the keys that ``finding`` gave."""

from collections.abc import Callable, Sequence
from typing import Any

from directory import discretion
from directory.discretion import Discretion
from directory.hsds import loading, writing
from directory.hsds.known import known
from directory.models import Service

Made = dict[str, Any]


def _minimal(sheet: Service, lang: str) -> Made:
    """Id and date, as the standard asks of ``minimal``, and what its schema asks of every service."""
    listed = writing.listed(sheet, lang)
    kept = {name: listed[name] for name in ("id", "name", "status", "last_modified")}
    return {**kept, "modified_date": listed["last_modified"]}


def services(lang: str, full: bool, minimal: bool) -> Callable[[Sequence[int]], list[Made]]:
    """A function: the services of some row numbers."""
    if minimal:
        return lambda numbers: [_minimal(sheet, lang) for sheet in loading.bare(numbers)]
    write = writing.full if full else writing.listed
    return lambda numbers: [write(sheet, lang) for sheet in loading.load(numbers)]


def at_locations(lang: str, full: bool) -> Callable[[Sequence[tuple[int, int]]], list[Made]]:
    """A function: services at locations."""

    def make(keys: Sequence[tuple[int, int]]) -> list[Made]:
        sheets = {sheet.id: sheet for sheet in loading.load(list({number for number, _at in keys}))}
        made = (writing.at_location(sheets[n], at, lang, full) for n, at in keys if n in sheets)
        return [one for one in made if one is not None]

    return make


def organizations(lang: str, full: bool, full_service: bool) -> Callable[[Sequence[list[int]]], list[Made]]:
    """A function: organisations, each with the sheets (row numbers) that it offers."""

    def make(groups: Sequence[list[int]]) -> list[Made]:
        nested = full or full_service
        wanted = [number for group in groups for number in (group if nested else group[:1])]
        sheets = {sheet.id: sheet for sheet in loading.load(wanted)}
        secret = discretion.secret_places(number for group in groups for number in group)
        return [
            _organization(present, lang, nested, full_service, discretion.of_several(group, secret))
            for group in groups
            if (present := [sheets[number] for number in group if number in sheets])
        ]

    return make


def _organization(
    sheets: list[Service], lang: str, nested: bool, full_service: bool, hidden: Discretion
) -> Made:
    """``hidden``: where any of its services is secretly, also one that is not among ``sheets``."""
    if not nested:
        return writing.without(writing.organization(sheets[0], lang), hidden)
    made = writing.without(writing.full_organization(sheets[0], lang), hidden)
    services = [writing.full(one, lang) if full_service else writing.listed(one, lang) for one in sheets]
    for service in services:
        service.pop("organization", None)
    places = [
        at["location"] for one in sheets for at in writing.full(one, lang).get("service_at_locations", [])
    ]
    return {**made, **writing.filled({"locations": places}), "services": services}


def service(wanted: str, lang: str) -> Made | None:
    """The service of an id with all that hangs on it, or None."""
    number = known().services.get(wanted.lower())
    found = [sheet for sheet in loading.load([number]) if not sheet.archived] if number is not None else []
    return writing.full(found[0], lang) if found else None


def at_location(wanted: str, keys: Sequence[tuple[int, int]], lang: str) -> Made | None:
    """The service at a location of an id, among ``keys``, or None."""
    names = {number: made for made, number in known().services.items()}
    for number, at in keys:
        if number in names and writing.at_location_id(names[number], at) == wanted.lower():
            return at_locations(lang, full=True)([(number, at)])[0]
    return None


def organization(wanted: str, lang: str, full_service: bool) -> Made | None:
    """The organisation of an id with what it offers, or None where it offers nothing."""
    now = known()
    owner, stands = now.organizations.get(wanted.lower()), now.stand_ins.get(wanted.lower())
    if owner is None and stands is None:
        return None
    rows: Any = Service.select(Service.id).where(~Service.archived).order_by(Service.id)
    mine = (
        rows.where(Service.organisation == owner) if owner is not None else rows.where(Service.id == stands)
    )
    numbers = [number for (number,) in mine.tuples()]
    return organizations(lang, True, full_service)([numbers])[0] if numbers else None
