"""What many sheets hold now and what is known of how they came to it, in a constant number of queries."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from directory import revisions, snapshots
from directory.importing.models import Said
from directory.models import Organisation, Phone, Service
from directory.snapshots import CODES, ROWS, SCALARS, Snapshot

CHUNK = 500  # SQLite takes only so many variables in one statement
T = TypeVar("T")


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items in lists of at most ``size``."""
    left = iter(items)
    while part := list(islice(left, size)):
        yield part


def sheets(external_ids: Iterable[str]) -> dict[str, Service]:
    """The sheets that are known by these ids, archived ones included."""
    found: dict[str, Service] = {}
    for part in chunks(external_ids):
        found |= {row.external_id: row for row in Service.select().where(Service.external_id.in_(part))}
    return found


def successors(known: dict[str, Service]) -> dict[str, Service]:
    """Of those among ``known`` that were put away for another sheet: the one that stands in for it now."""
    leads = {name: sheet.replaced_by_id for name, sheet in known.items() if sheet.archived}
    found: dict[str, Service] = {}
    for _step in range(10):  # a chain of merges; each step takes all of them one further
        leads = {name: number for name, number in leads.items() if number is not None}
        rows: dict[int, Service] = {}
        for part in chunks(set(leads.values())):
            rows |= {row.id: row for row in Service.select().where(Service.id.in_(part))}
        found |= {name: rows[number] for name, number in leads.items() if not rows[number].archived}
        leads = {name: rows[number].replaced_by_id for name, number in leads.items() if name not in found}
    return found


def _grouped(model: Any, columns: tuple[str, ...], ids: list[int]) -> dict[int, list[tuple[Any, ...]]]:
    rows = defaultdict(list)
    fields = [getattr(model, column) for column in columns]
    order = (model.position, model.id) if model is Phone else (model.id,)
    for part in chunks(ids):
        query = model.select(model.service, *fields).where(model.service.in_(part)).order_by(*order)
        for service, *values in query.tuples():
            rows[service].append(tuple(values))
    return rows


def snapshots_of(these: Iterable[Service]) -> dict[int, Snapshot]:
    """The snapshot of each sheet by its number, as ``snapshots.of`` gives one."""
    rows: list[Any] = list(these)
    ids = [sheet.id for sheet in rows]
    owners: dict[int, Organisation] = {}
    for part in chunks({sheet.organisation_id for sheet in rows} - {None}):
        owners |= {one.id: one for one in Organisation.select().where(Organisation.id.in_(part))}
    lists = {name: _grouped(model, columns, ids) for name, (model, columns) in ROWS.items()}
    codes = {name: _grouped(model, ("code",), ids) for name, model in CODES.items()}
    found: dict[int, Snapshot] = {}
    for sheet in rows:
        taken: Snapshot = {name: getattr(sheet, name) for name in SCALARS}
        owner = owners.get(sheet.organisation_id)
        taken["organisation"] = (owner.name_nl or owner.name_fr or owner.name_en) if owner else ""
        taken["company_number"] = owner.company_number if owner else ""
        for name, (_model, columns) in ROWS.items():
            taken[name] = [dict(zip(columns, row, strict=True)) for row in lists[name].get(sheet.id, ())]
        for name in CODES:
            taken[name] = [row[0] for row in codes[name].get(sheet.id, ())]
        found[sheet.id] = taken
    return found


def said_by(source: str, ids: Iterable[int]) -> dict[int, Snapshot]:
    """What ``source`` last said of each sheet."""
    found: dict[int, Snapshot] = {}
    for part in chunks(ids):
        query: Any = Said.select(Said.service, Said.state)
        rows = query.where(Said.source == source, Said.service.in_(part)).tuples()
        found |= {service: json.loads(state) for service, state in rows}
    return found


def histories(ids: list[int]) -> Iterator[Any]:
    """The revisions of a chunk of sheets, the oldest first."""
    rows = revisions.Revision
    yield from rows.select().where(rows.service.in_(ids)).order_by(rows.id)


def grounds(ids: Iterable[int], now: dict[int, Snapshot], versions: dict[int, int]) -> dict[int, Snapshot]:
    """The state of each sheet from which our edits began, by its number.

    The version that the row was made of, when history has it (``versions``: sheet → version); else the last
    state that came from outside; else, for a sheet that only people wrote, an empty one; else, where
    nobody ever edited, what it holds now.
    """
    found: dict[int, Snapshot] = {}
    outside: dict[int, Any] = {}
    exact: dict[int, Any] = {}
    edited = set[int]()
    for part in chunks(ids):
        for row in histories(part):
            edited.add(row.service_id)
            if row.version == versions.get(row.service_id):
                exact[row.service_id] = row
            if row.verb in (revisions.FOUND, revisions.IMPORTED):
                outside[row.service_id] = row
        for sheet in part:
            known = exact.get(sheet) or outside.get(sheet)
            found[sheet] = known.snapshot() if known else snapshots.empty() if sheet in edited else now[sheet]
    return found
