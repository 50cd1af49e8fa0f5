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
from directory.importing.reasons import FOLLOWED, Reason
from directory.importing.remarks import beside, joined
from directory.importing.rows import ONLY_NEW, REMARKS, Incoming
from directory.models import Service
from directory.snapshots import FIELDS, Snapshot


@dataclass
class Planned:
    """What would come of one row. ``changes``: field → (what stands here, what would stand here);
    ``conflicts`` the same, but nothing is done. ``said`` is what the source said of the sheet before, ``of``
    the sheet that it says it of: another than ``sheet`` where that one was merged into ``sheet``.
    """

    row: Incoming
    outcome: str
    sheet: Service | None = None
    current: Snapshot = field(default_factory=dict)
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    conflicts: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    said: Snapshot | None = None
    reasons: list[Reason] = field(default_factory=list)
    of: Service | None = None


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
    if REMARKS in row.values:
        values["access"] = joined(row.values[REMARKS])
    changes = {name: (empty[name], value) for name, value in values.items() if value != empty[name]}
    return Planned(row, ADDED, None, empty, changes, reasons=row.reasons)


def plan(source: str, rows: Iterable[Incoming]) -> list[Planned]:
    """What would come of ``rows`` from ``source``. Writes nothing; a constant number of queries."""
    arriving = list(rows)
    good = [row for row in arriving if not row.refused]
    known = standing.sheets({row.external_id for row in good})
    led = standing.successors(known)
    now = standing.snapshots_of({sheet.id: sheet for sheet in (*known.values(), *led.values())}.values())
    said = standing.said_by(source, now)
    versions = {known[r.external_id].id: r.version for r in good if r.version and r.external_id in known}
    fields = {known[r.external_id].id: {*r.values} & {*FIELDS} for r in good if r.external_id in known}
    asked = [
        sheet for sheet in now
        if sheet in versions or sheet not in said or fields.get(sheet, set()) - said[sheet].keys()
    ]  # fmt: skip
    grounds = standing.grounds(asked, now, versions)

    def base(sheet: Service, row: Incoming) -> Snapshot:
        if row.version == sheet.version:
            return now[sheet.id]  # made of exactly what stands here: every difference was meant
        if row.version or sheet.id not in said:
            return grounds[sheet.id]
        return grounds.get(sheet.id, {}) | said[sheet.id]

    spoken_of = {known[row.external_id].id for row in good if row.external_id in known}
    planned = []
    for row in arriving:
        if not row.refused and row.external_id in led:
            away, kept = known[row.external_id], led[row.external_id]
            told = said.get(away.id)
            planned.append(_followed(row, away, kept, now, base(away, row), told, kept.id in spoken_of))
            spoken_of.add(kept.id)
        else:
            planned.append(_one(row, known, now, said, base))
    return planned


def _followed(
    row: Incoming,
    away: Service,
    kept: Service,
    now: dict[int, Snapshot],
    base: Snapshot,
    said: Snapshot | None,
    twice: bool,
) -> Planned:
    """What comes of a row about a sheet that was merged into another: the source's changes go there where it
    held what the source said before, and wait for a decision elsewhere. ``twice``: the file speaks of that
    sheet too, so that all of it waits.
    """
    ours = now[kept.id]
    values = told_of(row.values, kept)
    taken, conflicts, _stay = merge(values, base, ours)
    for name in list(conflicts):
        if (swapped := _swapped(ours[name], base.get(name), values[name])) is not None:
            taken[name] = (conflicts.pop(name)[0], swapped)
    taken |= _remarked(row.values, said, ours)
    if twice:
        taken, conflicts = {}, {**taken, **conflicts}
    name = kept.name("nl")[0]
    reasons = [*row.reasons, Reason(FOLLOWED, name, str(kept.external_id))]
    outcome = CHANGED if taken else UNCHANGED
    return Planned(row, outcome, kept, ours, taken, conflicts, said, reasons, away)


def _swapped(ours: Any, before: Any, after: Any) -> list[Any] | None:
    """A list in which all that a source said before stands, with what it says now in its place; None where
    not all of it stands there, or it is no list.
    """
    if not isinstance(ours, list) or not isinstance(before, list) or any(one not in ours for one in before):
        return None
    at = min(map(ours.index, before), default=len(ours))
    kept = [one for one in ours if one not in before]
    first = [one for one in ours[:at] if one not in before]
    return [*first, *(one for one in after if one not in kept), *kept[len(first) :]]


def of_known(values: Snapshot) -> Snapshot:
    """What a row says of a sheet that there is, without what counts only for a new one."""
    only_new = values.get(ONLY_NEW, [])
    return {name: value for name, value in values.items() if name not in only_new}


def told_of(values: Snapshot, sheet: Service) -> Snapshot:
    """What a source tells of a sheet. A secret address leaves in no export: its absence says nothing."""
    known = of_known(values)
    if not sheet.address_restricted:
        return known
    return {name: value for name, value in known.items() if value not in ("", [])}


def _remarked(values: Snapshot, said: Snapshot | None, ours: Snapshot) -> dict[str, tuple[Any, Any]]:
    """The change to the note on access that the remarks of a row make, where it does not speak of access."""
    access = ours["access"]
    after = beside(access, (said or {}).get(REMARKS, []), values.get(REMARKS, []))
    return {"access": (access, after)} if "access" not in values and after != access else {}


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
    taken, conflicts, stay = merge(told_of(row.values, sheet), base(sheet, row), ours)
    taken |= _remarked(row.values, said.get(sheet.id), ours)
    reasons = [*row.reasons, *([Reason("kept_here", "", ", ".join(stay))] if stay else [])]
    outcome = CHANGED if taken else UNCHANGED
    return Planned(row, outcome, sheet, ours, taken, conflicts, said.get(sheet.id), reasons)
