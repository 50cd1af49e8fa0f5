"""Undoing a batch: every field that still holds what the batch put there goes back to what it was.

What somebody edited since stays, and is told. Sheets that the batch made are removed while nobody touched or
used them, and put away otherwise.
"""

import json
from dataclasses import dataclass, field
from typing import Any

import peewee

from directory import revisions
from directory.importing import standing
from directory.importing.batches import NotNow
from directory.importing.bulk import insert
from directory.importing.models import ADDED, APPLIED, CHANGED, UNDONE, Batch, Conflict, Line, Said
from directory.importing.planning import same
from directory.importing.standing import chunks
from directory.importing.writing import Write, write
from directory.models import Service
from directory.revisions import now
from directory.transactions import writing


@dataclass
class Undone:
    """What an undo did: sheets removed, put away, set back; (external id, field) that stayed as edited."""

    removed: int = 0
    archived: int = 0
    restored: int = 0
    stayed: list[tuple[str, str]] = field(default_factory=list)


def undo(batch: Batch, who: str) -> Undone:
    """Undo a batch that was taken in, in one transaction.

    Raises:
        NotNow: it was not, or it was undone already.
    """
    told = Undone()
    with writing(Batch._meta.database):
        fresh = Batch.get_by_id(batch.id)
        if fresh.state != APPLIED:
            raise NotNow("this import is not taken in, or was undone already")
        Conflict.delete().where(Conflict.batch == fresh, Conflict.decided == "").execute()
        lines = list(Line.select().where(Line.batch == fresh).order_by(Line.id))
        sheets = standing.sheets(line.external_id for line in lines)
        _take_back_words(fresh.source, lines, sheets)
        _restore([line for line in lines if line.outcome == CHANGED], sheets, who, fresh.name, told)
        _remove([line for line in lines if line.outcome == ADDED], sheets, who, fresh.name, told)
        stayed = [["undo_stayed", external_id, field] for external_id, field in told.stayed]
        fresh.notes = json.dumps(json.loads(str(fresh.notes)) + stayed, ensure_ascii=False)
        fresh.state, fresh.undone, fresh.undone_by = UNDONE, now(), who
        fresh.save()
    batch.__data__.update(fresh.__data__)
    return told


def _take_back_words(source: str, lines: list[Line], sheets: dict[str, Service]) -> None:
    """What the source had said before counts again."""
    ids = [sheets[line.external_id].id for line in lines if line.external_id in sheets]
    for part in chunks(ids):
        Said.delete().where(Said.source == source, Said.service.in_(part)).execute()
    rows = [
        {"source": source, "service": sheets[line.external_id].id, "state": line.said}
        for line in lines
        if line.said and line.external_id in sheets
    ]
    insert(Said, rows)


def _restore(lines: list[Line], sheets: dict[str, Service], who: str, why: str, told: Undone) -> None:
    current = standing.snapshots_of(sheets[line.external_id] for line in lines if line.external_id in sheets)
    writes = []
    for line in lines:
        sheet = sheets.get(line.external_id)
        if sheet is None:
            continue
        back: dict[str, Any] = {}
        values = json.loads(line.values)
        for name, (before, after) in json.loads(line.changes).items():
            if not same(name, values.get(name), after) or same(name, before, current[sheet.id][name]):
                continue
            if same(name, current[sheet.id][name], after):
                back[name] = before
            else:
                told.stayed.append((line.external_id, name))
        if back:
            writes.append(Write(line.external_id, back, sheet, current[sheet.id]))
    write(writes, who, why, revisions.RESTORED)
    told.restored = len(writes)


def _remove(lines: list[Line], sheets: dict[str, Service], who: str, why: str, told: Undone) -> None:
    made = [(line, sheets[line.external_id]) for line in lines if line.external_id in sheets]
    untouched = [sheet for line, sheet in made if sheet.version == line.version]
    touched = [sheet for line, sheet in made if sheet.version != line.version and not sheet.archived]
    for part in chunks(untouched):
        try:
            with Service._meta.database.atomic():
                told.removed += Service.delete().where(Service.id.in_([one.id for one in part])).execute()
        except peewee.IntegrityError:  # one of them is used, in a referral or as a partner
            touched += _one_by_one(part, told)
    for sheet in touched:
        revisions.baseline(sheet)
        sheet.archived = True
        sheet.changed()
        revisions.keep(sheet, revisions.ARCHIVED, who, why)
        told.archived += 1


def _one_by_one(part: list[Service], told: Undone) -> list[Service]:
    used = []
    for sheet in part:
        try:
            with Service._meta.database.atomic():
                told.removed += Service.delete().where(Service.id == sheet.id).execute()
        except peewee.IntegrityError:
            used.append(sheet)
    return used
