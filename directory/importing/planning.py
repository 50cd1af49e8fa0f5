"""What would come of a file: row by row, on three grounds at once.

A field is compared with what its source said last time. What the source changed and nobody here touched is
taken; what was edited here and the source left alone stays; what both changed is a conflict and stays ours
until somebody decides. So the same file twice changes nothing, and an import never goes over an edit.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from directory import checking, snapshots
from directory.checking import tidy
from directory.importing import standing
from directory.importing.models import ADDED, CHANGED, REFUSED, UNCHANGED
from directory.importing.reasons import Reason
from directory.importing.rows import Incoming
from directory.models import Service
from directory.snapshots import FIELDS, Snapshot


@dataclass
class Planned:
    """What would come of one row. ``changes``: field → (what stands here, what would stand here);
    ``conflicts`` the same, but nothing is done. ``said`` is what the source said of the sheet before.
    """

    row: Incoming
    outcome: str
    sheet: Service | None = None
    current: Snapshot = field(default_factory=dict)
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    conflicts: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    said: Snapshot | None = None
    reasons: list[Reason] = field(default_factory=list)


def _plain(name: str, value: Any) -> Any:
    """A value as it is compared: what the form would make of it is no difference."""
    if name == "locations":
        return [
            {k: v for k, v in checking._location(0, row, []).items() if k != "municipality"} for row in value
        ]
    if name == "phones":
        return [(row["number"], row.get("note", "")) for row in value]
    return tidy(value) if isinstance(value, str) else value


def same(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field say the same."""
    return bool(one == other or _plain(name, one) == _plain(name, other))


def merge(
    incoming: Snapshot, base: Snapshot, ours: Snapshot
) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """(What is taken, what conflicts, which edits of ours stay) of the fields that differ from ours."""
    taken, conflicts, stay = {}, {}, []
    for name in FIELDS:
        if name not in incoming or same(name, incoming[name], ours[name]):
            continue
        before = base.get(name, ours[name])
        if same(name, before, ours[name]):
            taken[name] = (ours[name], incoming[name])
        elif same(name, before, incoming[name]):
            stay.append(name)
        else:
            conflicts[name] = (ours[name], incoming[name])
    return taken, conflicts, stay


def _new(row: Incoming) -> Planned:
    empty = snapshots.empty()
    values = {name: value for name, value in row.values.items() if name in FIELDS}
    changes = {name: (empty[name], value) for name, value in values.items() if value != empty[name]}
    return Planned(row, ADDED, None, empty, changes, reasons=row.reasons)


def plan(source: str, rows: Iterable[Incoming]) -> list[Planned]:
    """What would come of ``rows`` from ``source``. Writes nothing; a constant number of queries."""
    arriving = list(rows)
    good = [row for row in arriving if not row.refused]
    known = standing.sheets({row.external_id for row in good})
    now = standing.snapshots_of(known.values())
    said = standing.said_by(source, now)
    versions = {known[r.external_id].id: r.version for r in good if r.version and r.external_id in known}
    asked = [sheet for sheet in now if sheet in versions or sheet not in said]
    grounds = standing.grounds(asked, now, versions)

    def base(sheet: Service, row: Incoming) -> Snapshot:
        if row.version == sheet.version:
            return now[sheet.id]  # made of exactly what stands here: every difference was meant
        if row.version or sheet.id not in said:
            return grounds[sheet.id]
        return grounds.get(sheet.id, {}) | said[sheet.id]

    return [_one(row, known, now, said, base) for row in arriving]


def _one(
    row: Incoming,
    known: dict[str, Service],
    now: dict[int, Snapshot],
    said: dict[int, Snapshot],
    base: Callable[[Service, Incoming], Snapshot],
) -> Planned:
    if row.refused:
        return Planned(row, REFUSED, reasons=row.reasons)
    sheet = known.get(row.external_id)
    if sheet is None:
        return _new(row)
    ours = now[sheet.id]
    if sheet.archived:
        return Planned(row, UNCHANGED, sheet, ours, reasons=[*row.reasons, Reason("archived")])
    values = row.values
    if sheet.address_restricted:  # such an address leaves in no export: its absence in a file says nothing
        values = {name: value for name, value in values.items() if value not in ("", [])}
    taken, conflicts, stay = merge(values, base(sheet, row), ours)
    reasons = [*row.reasons, *([Reason("kept_here", "", ", ".join(stay))] if stay else [])]
    outcome = CHANGED if taken else UNCHANGED
    return Planned(row, outcome, sheet, ours, taken, conflicts, said.get(sheet.id), reasons)
