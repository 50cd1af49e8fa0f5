"""Keeps the search index, and this process's facets, in step with the rows.

Each sheet carries ``version`` and ``indexed``; a refresh takes the rows that are behind and marks the
version that it read, so that a crash or a race loses nothing.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peewee import fn

from directory import taxonomies
from directory.models import Location, Phone, Service, ServiceArea, ServiceLanguage
from directory.transactions import writing
from search_index.index import Document, Index, IndexDamaged


@dataclass(frozen=True)
class Facet:
    """What filters and places are decided by. ``digits``: numbers as dialled in Belgium."""

    category: str
    located: frozenset[str]
    areas: frozenset[str]
    languages: frozenset[str]
    digits: tuple[str, ...]
    name: str


@dataclass
class State:
    """What this process knows: the index, and the facets of every sheet at the version it read."""

    index: Index | None = None
    stamp: tuple[Any, ...] | None = None
    facets: dict[str, Facet] = field(default_factory=dict)


state = State()


def use_index(path: Path) -> None:
    """Say where the index lives. Called once at start-up."""
    state.index, state.stamp, state.facets = Index(path), None, {}


def _index() -> Index:
    if state.index is None:
        raise RuntimeError("use_index() was not called")
    return state.index


def _sheets() -> list[Service]:
    query = Service.select().where(~Service.archived)
    children = (Location.select(), Phone.select(), ServiceLanguage.select(), ServiceArea.select())
    return list(query.prefetch(*children))


def _document(sheet: Service) -> Document:
    place = " ".join(
        f"{p.street} {p.postal_code} {p.municipality_nl} {p.municipality_fr}" for p in sheet.locations
    )
    category = " ".join(taxonomies.label("category", sheet.category, lang) for lang in ("nl", "fr", "en"))
    return Document(
        str(sheet.external_id),
        {
            "name": f"{sheet.name_nl} {sheet.name_fr} {sheet.name_en}",
            "alt": sheet.alt_names,
            "category": category,
            "place": f"{place} {sheet.email} {sheet.website}",
            "audience": f"{sheet.audience} {sheet.access}",
            "text": f"{sheet.description_nl} {sheet.description_fr} {sheet.description_en}",
        },
    )


def _facet(sheet: Service) -> Facet:
    numbers = [phone.number.lstrip("+") for phone in sheet.phones]
    return Facet(
        sheet.category,
        frozenset(p.municipality for p in sheet.locations if p.municipality),
        frozenset(row.code for row in sheet.areas),
        frozenset(row.code for row in sheet.languages),
        tuple(f"0{n[2:]}" if n.startswith("32") else n for n in numbers),
        sheet.name_nl or sheet.name_fr,
    )


def rebuild() -> None:
    """Build the index anew from the database, and mark every sheet as indexed at the version read."""
    sheets = _sheets()
    _index().rebuild(_document(sheet) for sheet in sheets)
    with writing(Service._meta.database):
        for sheet in sheets:
            Service.update(indexed=sheet.version).where(
                Service.id == sheet.id, Service.indexed < sheet.version
            ).execute()
    state.stamp = None


def refresh() -> bool:
    """Bring the index up to date when any sheet changed since. Returns whether it did."""
    if not Service.select().where(Service.indexed < Service.version).exists():
        return False
    rebuild()
    return True


def _stamp() -> tuple[Any, ...]:
    """Changes with every edit by any process: versions only rise, and the sum of them with each."""
    columns = (fn.COUNT(Service.id), fn.SUM(Service.version), fn.MAX(Service.updated))
    row: tuple[Any, ...] = Service.select(*columns).where(~Service.archived).tuples().first()
    return row


def ready() -> Index:
    """The index, healed when it has to be, with the facets of the same rows."""
    index = _index()
    refresh()
    try:
        index.open()
    except IndexDamaged:
        rebuild()
        index.open()
    stamp = _stamp()
    if state.stamp != stamp:
        state.facets = {str(sheet.external_id): _facet(sheet) for sheet in _sheets()}
        state.stamp = stamp
    return index
