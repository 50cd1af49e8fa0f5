"""A batch: staged (read, mapped, judged, planned), taken in, undone. The domain's door for files and feeds.

Staging writes its rows as it goes and shows how far it is. Taking in, and undoing, are one transaction each,
the state of the batch with it: a server that is killed leaves all of a batch or nothing.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from directory import editing, revisions
from directory.clock import now
from directory.errors import BadFile, DirectoryError
from directory.importing import doubles, files, rows, telling
from directory.importing.arriving import as_json as _json
from directory.importing.arriving import fail, mapping_of
from directory.importing.bulk import insert, update
from directory.importing.mapping import Mapping
from directory.importing.models import (
    ADDED,
    APPLIED,
    APPLYING,
    CHANGED,
    PLANNED,
    READING,
    REFUSED,
    UNCHANGED,
    UNDONE,
    Batch,
    Conflict,
    Line,
    Said,
)
from directory.importing.planning import Planned, of_known, plan, told_of
from directory.importing.reasons import FOLLOWED, Reason, some_of
from directory.importing.rows import REMARKS, Incoming
from directory.importing.standing import chunks
from directory.importing.writing import Write, write
from directory.models import Service
from directory.transactions import writing

_STEP = 200  # rows between two looks at how far it is
Told = Callable[[int, int], None]


class NotNow(DirectoryError):
    """The batch is in no state for what was asked."""


def notes_about(tables: list[Any], mapping: Mapping) -> list[Reason]:
    """What is to be said about the whole file."""
    notes = [Reason("question", str(number)) for table in tables for number in table.questions]
    if left := [str(number) for table in tables for number in table.left]:
        notes.append(Reason("rows_left", some_of(left)))
    if "category" not in mapping.targets() and mapping.category:
        notes.append(Reason("no_category_column", mapping.category))
    if mapping.source:
        notes.append(Reason("renamed_ids", f"{mapping.source}-"))
    return notes


def _line(batch: Batch, one: Planned) -> dict[str, Any]:
    row = one.row
    shown = {**one.changes, **one.conflicts}
    return {
        "batch": batch.id, "number": row.number, "external_id": row.external_id[:255],
        "name": row.name[:255], "outcome": one.outcome, "values": _json(row.values),
        "changes": _json(shown if one.outcome != ADDED else {}), "made_of": row.version,
        "reasons": _json([[r.kind, r.value, r.field] for r in one.reasons]),
        "cells": _json(row.cells) if one.outcome == REFUSED else "{}", "conflicts": len(one.conflicts),
        "waits": _json(list(one.conflicts)),
    }  # fmt: skip


def _count(batch: Batch, planned: Iterable[Planned]) -> None:
    for name in (ADDED, CHANGED, UNCHANGED, REFUSED, "conflicts"):
        setattr(batch, name, 0)
    for one in planned:
        setattr(batch, one.outcome, getattr(batch, one.outcome) + 1)
        batch.conflicts += len(one.conflicts)


def stage(batch: Batch, told: Told | None = None) -> None:
    """The dry run: read the file by its mapping and write down, row by row, what would come of it.

    A file that turns out to be unusable leaves the batch ``failed`` with the reason.
    """
    mapping = mapping_of(batch)
    Line.delete().where(Line.batch == batch).execute()
    batch.state, batch.done, batch.problem, batch.source = READING, 0, "", mapping.source
    batch.beat = now()
    batch.save()
    try:
        tables = files.read(batch.name, bytes(batch.content or b""))
        arriving: list[Incoming] = []
        for part in chunks(rows.incoming(tables, mapping), _STEP):
            arriving += part
            Batch.update(done=len(arriving), beat=now()).where(Batch.id == batch.id).execute()
            if told:
                told(len(arriving), batch.total)
    except BadFile as error:
        fail(batch, error)
        return
    notes = telling.that_hold(notes_about(tables, mapping), arriving)
    batch.notes = _json([[r.kind, r.value, r.field] for r in notes])
    put_lines(batch, plan(mapping.source, arriving))


def put_lines(batch: Batch, planned: list[Planned]) -> None:
    """Write down what a batch is going to do, for a person to look at before it is taken in."""
    doubles.tell(planned)
    database = Batch._meta.database
    for part in chunks(planned, 1000):  # short, so that nobody waits long
        with writing(database):
            insert(Line, [_line(batch, one) for one in part])
    _count(batch, planned)
    batch.state, batch.done, batch.beat = PLANNED, len(planned), now()
    batch.save()


def _arriving(batch: Batch) -> list[Incoming]:
    """The staged rows of a batch again."""
    return [
        Incoming(
            line.number, line.external_id, json.loads(line.values),
            [Reason(*reason) for reason in json.loads(line.reasons)], json.loads(line.cells), line.made_of,
        )
        for line in Line.select().where(Line.batch == batch).order_by(Line.id)
    ]  # fmt: skip


def apply(batch: Batch, who: str) -> list[Planned]:
    """Take in the good rows of a staged batch, in one transaction.

    Planned once more in it: what changed here since the dry run is not gone over.

    Raises:
        NotNow: it was taken in already, or never staged.
    """
    with writing(Batch._meta.database):
        fresh = Batch.get_by_id(batch.id)
        if fresh.state not in (PLANNED, APPLYING):
            raise NotNow("this import was taken in already, or is not ready")
        lines = {(line.number, line.external_id): line for line in fresh.lines}
        planned = plan(fresh.source, [_without_told(row) for row in _arriving(fresh)])
        versions = take(planned, fresh, who)
        changed = []
        for one in planned:
            line = lines[one.row.number, one.row.external_id[:255]]
            for name, value in _line(fresh, one).items():
                if name not in ("batch", "number", "external_id"):
                    setattr(line, name, value)
            line.version = versions.get(one.row.external_id, 0) if one.outcome in (ADDED, CHANGED) else 0
            line.said = _json(one.said) if one.said is not None else ""
            changed.append(line)
        _update_lines(changed)
        _count(fresh, planned)
        fresh.state, fresh.content, fresh.applied, fresh.applied_by = APPLIED, None, now(), who
        fresh.save()
    batch.__data__.update(fresh.__data__)
    return planned


def _without_told(row: Incoming) -> Incoming:
    """The row without what the plan before said of it; the plan says it anew."""
    row.reasons = [reason for reason in row.reasons if reason.kind not in (FOLLOWED, "kept_here", "archived")]
    return row


def _update_lines(lines: list[Line]) -> None:
    """Write what came of each line, with what it takes to undo it."""
    names = ("outcome", "changes", "reasons", "conflicts", "waits", "version", "said")
    update(Line, names, [{"id": line.id, **{name: getattr(line, name) for name in names}} for line in lines])


def take(planned: list[Planned], batch: Batch, who: str) -> dict[str, int]:
    """Write what is planned, remember what the source said, keep the conflicts. In a transaction.

    Returns:
        External id → version of each sheet that was made or changed.
    """
    writes = [
        Write(
            one.sheet.external_id if one.sheet else one.row.external_id,
            {n: after for n, (_b, after) in one.changes.items()},
            one.sheet,
            one.current,
        )
        for one in planned
        if one.changes and one.outcome in (ADDED, CHANGED)
    ]
    versions = write(writes, who, batch.name, revisions.IMPORTED)
    ids = {
        row.external_id: row.id
        for part in chunks([one.external_id for one in writes if one.sheet is None])
        for row in Service.select(Service.id, Service.external_id).where(Service.external_id.in_(part))
    }
    _remember(batch.source, planned, ids)
    _keep_conflicts(batch, planned)
    return versions


def _remember(source: str, planned: list[Planned], ids: dict[str, int]) -> None:
    fresh: list[dict[str, Any]] = []
    for one in planned:
        if any(reason.kind == "archived" for reason in one.reasons):
            continue  # nothing came of it: it is news still when the sheet is brought back
        of = one.of or one.sheet
        sheet = of.id if of is not None else ids.get(one.row.external_id)
        told = one.row.values if one.outcome == ADDED else of_known(one.row.values)
        before = {name: value for name, value in (one.said or {}).items() if name != REMARKS}
        said = {**before, **told}
        if sheet is not None and one.outcome != REFUSED and one.said != said:
            fresh.append({"source": source, "service": sheet, "state": _json(said)})
    for part in chunks([row["service"] for row in fresh]):
        Said.delete().where(Said.source == source, Said.service.in_(part)).execute()
    insert(Said, fresh)


def _keep_conflicts(batch: Batch, planned: list[Planned]) -> None:
    _put_aside(batch.source, planned)
    # Of two rows about one sheet the word of its own row counts as the last.
    for one in sorted(planned, key=lambda one: one.of is None):
        for name, (ours, theirs) in one.conflicts.items():
            mine = (Conflict.batch == batch) & (Conflict.service == one.sheet) & (Conflict.field == name)
            Conflict.delete().where(mine).execute()
            Conflict.create(
                batch=batch, service=one.sheet, field=name, ours=_json(ours), theirs=_json(theirs)
            )


def _put_aside(source: str, planned: list[Planned]) -> None:
    """What waits for a decision and ``source`` says otherwise by now, or once more, waits no longer. What
    another source says of the same field does.
    """
    says: dict[tuple[int, str], list[Any]] = {}
    for one in planned:
        if one.sheet is None or one.sheet.archived:
            continue
        for name, value in told_of(one.row.values, one.sheet).items():
            for sheet in filter(None, (one.sheet, one.of)):
                kept = says.setdefault((sheet.id, name), [])
                kept += [] if name in one.conflicts or value == one.current.get(name) else [value]
    waiting: Any = Conflict.select().join(Batch).where(Batch.source == source, Conflict.decided == "")
    past = [
        one.id for one in waiting
        if json.loads(one.theirs) not in says.get((one.service_id, one.field), [json.loads(one.theirs)])
    ]  # fmt: skip
    for part in chunks(past):
        Conflict.update(decided="later").where(Conflict.id.in_(part)).execute()


def forget(batch: Batch) -> None:
    """Throw away a batch that was not taken in.

    Raises:
        NotNow: it was.
    """
    if batch.state in (APPLIED, UNDONE):
        raise NotNow("this import was taken in; it can be undone")
    batch.delete_instance(recursive=True)


def decide(conflict: Conflict, whose: str, who: str) -> None:
    """Settle a conflict: ``ours`` stays, or ``theirs`` is taken, with its line of history.

    Raises:
        NotNow: it was settled, or a newer word of the source took its place.
    """
    with writing(Batch._meta.database):
        fresh = Conflict.get_by_id(conflict.id)
        if fresh.decided or whose not in ("ours", "theirs"):
            raise NotNow("this was decided already")
        if whose == "theirs":
            value = json.loads(str(fresh.theirs))
            sheet = editing.successor(fresh.service) or fresh.service  # it may have been merged meanwhile
            editing.change(sheet, {fresh.field: value}, revisions.IMPORTED, who, fresh.batch.name)
        fresh.decided, fresh.decided_by = whose, who
        fresh.save()
