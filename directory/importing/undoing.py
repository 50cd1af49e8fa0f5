"""Undoing a batch: every field that still holds what the batch put there goes back to what it was.

What somebody edited since stays, and is told. Sheets that the batch made are removed while nobody touched or
used them, and put away otherwise. What a later batch built on is undone after that one: any other order would
leave values that nobody meant.
"""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import peewee

from directory import editing, merging, revisions, snapshots
from directory.clock import now
from directory.importing import standing
from directory.importing.batches import NotNow
from directory.importing.bulk import insert, update
from directory.importing.models import ADDED, APPLIED, CHANGED, REFUSED, UNDONE, Batch, Conflict, Line, Said
from directory.importing.planning import same
from directory.importing.reasons import FOLLOWED
from directory.importing.standing import chunks
from directory.importing.writing import Write, write
from directory.models import IndexChange, Service
from directory.revisions import Revision
from directory.stamps import raise_stamp
from directory.transactions import writing


@dataclass
class Undone:
    """What an undo did: sheets removed, put away, set back; (external id, field) that stayed as edited."""

    removed: int = 0
    archived: int = 0
    restored: int = 0
    stayed: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class LaterFirst(NotNow):
    """Later batches changed the same fields, or sheets that this one made: they are undone first."""

    batches: list[Batch]


def _written_to(line: Line) -> str:
    """The id of the sheet that a line changed: its own, or of the one into which that was merged."""
    reasons = json.loads(str(line.reasons))
    return next((field for kind, _value, field in reasons if kind == FOLLOWED), str(line.external_id))


def _fields(line: Line) -> set[str]:
    return set(json.loads(str(line.changes))) - set(json.loads(str(line.waits)))


def _written(batch: Batch) -> Any:
    """The lines of a batch that made or changed a sheet, with no more of them than it takes to compare."""
    columns = (Line.external_id, Line.outcome, Line.reasons, Line.changes, Line.waits)
    return Line.select(*columns).where(Line.batch == batch, Line.outcome.in_((ADDED, CHANGED)))


def later(batch: Batch) -> list[Batch]:
    """The batches that stand in the way of undoing this one, the newest first."""
    mine: dict[str, set[str] | None] = {}  # id → fields; None for a sheet that it made
    for line in _written(batch):
        mine[_written_to(line)] = None if line.outcome == ADDED else _fields(line)
    since = Batch.select().where(Batch.state == APPLIED, Batch.id != batch.id, Batch.applied >= batch.applied)
    found = []
    for other in since.order_by(Batch.applied.desc(), Batch.id.desc()):
        if (other.applied, other.id) < (batch.applied, batch.id):
            continue
        for line in _written(other):
            touched = mine.get(_written_to(line), set())
            if touched is None or touched & _fields(line):
                found.append(other)
                break
    return found


def undo(batch: Batch, who: str) -> Undone:
    """Undo a batch that was taken in, in one transaction.

    Raises:
        NotNow: it was not, or it was undone already.
        LaterFirst: later batches are built on it.
    """
    told = Undone()
    with writing(Batch._meta.database):
        fresh = Batch.get_by_id(batch.id)
        if fresh.state != APPLIED:
            raise NotNow("this import is not taken in, or was undone already")
        if others := later(fresh):
            raise LaterFirst(others)
        Conflict.delete().where(Conflict.batch == fresh, Conflict.decided == "").execute()
        lines = list(Line.select().where(Line.batch == fresh).order_by(Line.id))
        sheets = standing.sheets({name for line in lines for name in (line.external_id, _written_to(line))})
        _take_back_words(fresh, lines, sheets)
        _restore([line for line in lines if line.outcome == CHANGED], sheets, who, fresh.name, told)
        _remove([line for line in lines if line.outcome == ADDED], sheets, who, fresh.name, told)
        stayed = [["undo_stayed", external_id, field] for external_id, field in told.stayed]
        fresh.notes = json.dumps(json.loads(str(fresh.notes)) + stayed, ensure_ascii=False)
        fresh.state, fresh.undone, fresh.undone_by = UNDONE, now(), who
        fresh.save()
    batch.__data__.update(fresh.__data__)
    return told


def _take_back_words(batch: Batch, lines: list[Line], sheets: dict[str, Service]) -> None:
    """What the source had said before counts again; where it spoke since, that goes back to it one day."""
    since = (Batch.source == batch.source) & (Batch.state == APPLIED) & (Batch.applied >= batch.applied)
    heard: dict[str, int] = {}  # id → the first line of a later batch about it
    lines = [line for line in lines if line.outcome != REFUSED]
    for names in chunks({line.external_id for line in lines}):
        later_lines: Any = Line.select(Line.external_id, Line.id).join(Batch)
        later_lines = later_lines.where(
            since, Batch.id != batch.id, Line.external_id.in_(names), Line.outcome != REFUSED
        )
        for name, number in later_lines.order_by(Batch.applied.desc(), Line.id.desc()).tuples():
            heard[name] = number
    update(Line, ["said"], [{"id": heard[line.external_id], "said": line.said}
                            for line in lines if line.external_id in heard])  # fmt: skip
    silent = [line for line in lines if line.external_id in sheets and line.external_id not in heard]
    for part in chunks([sheets[line.external_id].id for line in silent]):
        Said.delete().where(Said.source == batch.source, Said.service.in_(part)).execute()
    rows = [
        {"source": batch.source, "service": sheets[line.external_id].id, "state": line.said}
        for line in silent
        if line.said
    ]
    insert(Said, rows)


def _restore(lines: list[Line], sheets: dict[str, Service], who: str, why: str, told: Undone) -> None:
    known = {name: sheets[name] for name in map(_written_to, lines) if name in sheets}
    current = standing.snapshots_of(known.values())
    writes = []
    for line in lines:
        sheet = known.get(_written_to(line))
        if sheet is None:
            continue
        back: dict[str, Any] = {}
        for name, (before, after) in json.loads(line.changes).items():
            if same(name, before, current[sheet.id][name]):
                continue
            if same(name, current[sheet.id][name], after):
                back[name] = before
            else:
                told.stayed.append((sheet.external_id, name))
        if back:
            writes.append(Write(sheet.external_id, back, sheet, current[sheet.id]))
    write(writes, who, why, revisions.RESTORED)
    told.restored = len(writes)


def _only_imported(sheet: Service, line: Line) -> bool:
    """Whether nobody edited, checked or used a sheet that later batches changed; those are undone by now."""
    by_files = (revisions.FOUND, revisions.IMPORTED, revisions.RESTORED)
    by_people = Revision.select().where(Revision.service == sheet, Revision.verb.not_in(by_files))
    used = sheet.archived or sheet.verified_on or merging.references(sheet)
    if used or by_people.exists():
        return False
    present, made = snapshots.of(sheet), json.loads(str(line.values))
    return all(same(name, value, present[name]) for name, value in made.items() if name in present)


def _remove(lines: list[Line], sheets: dict[str, Service], who: str, why: str, told: Undone) -> None:
    made = [(line, sheets[line.external_id]) for line in lines if line.external_id in sheets]
    untouched = [
        sheet for line, sheet in made if sheet.version == line.version or _only_imported(sheet, line)
    ]
    gone = {sheet.id for sheet in untouched}
    touched = [sheet for _line, sheet in made if sheet.id not in gone and not sheet.archived]
    for part in chunks(untouched):
        try:
            with Service._meta.database.atomic():
                told.removed += Service.delete().where(Service.id.in_([one.id for one in part])).execute()
        except peewee.IntegrityError:  # one of them is used, in a referral or as a partner
            touched += _one_by_one(part, told)
    for sheet in touched:
        editing.archive(sheet, who, why)
        told.archived += 1
    if told.removed:
        _tell_the_index()


def _tell_the_index() -> None:
    """Of sheets that are deleted no row tells any more, so no index that there is can follow: the next search
    has one built anew."""
    number = raise_stamp("sheets")
    IndexChange.delete().execute()
    IndexChange.create(number=number, mark=secrets.randbits(31))


def _one_by_one(part: list[Service], told: Undone) -> list[Service]:
    used = []
    for sheet in part:
        try:
            with Service._meta.database.atomic():
                told.removed += Service.delete().where(Service.id == sheet.id).execute()
        except peewee.IntegrityError:
            used.append(sheet)
    return used
