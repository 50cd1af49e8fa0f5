"""History: every version of a sheet, who made it, when and why; differences; bringing one back.

A revision keeps the whole snapshot, not the difference: any version can be read and brought back without
replaying others, and a sheet is some kilobytes. What changed outside an editor's hands (an import) has
no revision of its own; the state that it left is kept as ``found`` before the next edit goes over it.
"""

import json
from dataclasses import dataclass
from typing import Any

import peewee

from directory import snapshots
from directory.clock import now
from directory.models import Service
from directory.snapshots import FIELDS, Snapshot

ADDED, EDITED, FOUND, IMPORTED, RESTORED, MERGED, ARCHIVED, REOPENED = (
    "added", "edited", "found", "imported", "restored", "merged", "archived", "reopened",
)  # fmt: skip
# These change no field: every rise of the version has its line, so that two editors can be compared.
CHECKED, NOTED, UNNOTED, AVAILABILITY = "checked", "noted", "unnoted", "availability"
HIDDEN, SHOWN = "hidden", "shown"


class Revision(peewee.Model):
    """A sheet as it was at ``version``. ``who`` is an account's uuid, or '' where it was no person."""

    id = peewee.AutoField()
    service = peewee.ForeignKeyField(Service, backref="revisions", on_delete="CASCADE")
    version = peewee.IntegerField()
    at = peewee.DateTimeField(default=now)
    who = peewee.CharField(default="")
    verb = peewee.CharField()
    why = peewee.TextField(default="")
    state = peewee.TextField()

    class Meta:
        indexes = ((("service", "version"), False),)

    def snapshot(self) -> Snapshot:
        """What the sheet held; fields that came later are as in an empty sheet."""
        return snapshots.empty() | json.loads(str(self.state))


@dataclass(frozen=True)
class Difference:
    """One field that is not the same in two versions."""

    field: str
    before: Any
    after: Any


def differences(before: Snapshot, after: Snapshot) -> list[Difference]:
    """Field by field, in reading order."""
    return [Difference(f, before[f], after[f]) for f in FIELDS if before[f] != after[f]]


def last(sheet: Service) -> Revision | None:
    """The newest revision, or None for a sheet that was never edited here."""
    found: Revision | None = (
        Revision.select().where(Revision.service == sheet).order_by(Revision.id.desc()).first()
    )
    return found


def keep(sheet: Service, verb: str, who: str, why: str = "") -> Revision:
    """Keep the sheet as it stands now."""
    state = json.dumps(snapshots.of(sheet), ensure_ascii=False)
    return Revision.create(
        service=sheet, version=sheet.version, verb=verb, who=who, why=why[:2000], state=state
    )


def baseline(sheet: Service) -> None:
    """Before an edit: keep what stands, when history does not know it (an import, the starter data)."""
    known = last(sheet)
    if known is None or known.snapshot() != snapshots.of(sheet):
        Revision.create(
            service=sheet, version=sheet.version, verb=FOUND, at=sheet.updated,
            state=json.dumps(snapshots.of(sheet), ensure_ascii=False),
        )  # fmt: skip


def at_version(sheet: Service, version: int) -> Revision | None:
    """The revision that holds the sheet as it was at ``version``, if history has it."""
    found: Revision | None = (
        Revision.select()
        .where(Revision.service == sheet, Revision.version == version)
        .order_by(Revision.id.desc())
        .first()
    )
    return found


def history(sheet: Service) -> list[tuple[Revision, list[Difference]]]:
    """Every revision with what it changed since the one before, the newest first."""
    rows = list(Revision.select().where(Revision.service == sheet).order_by(Revision.id))
    told: list[tuple[Revision, list[Difference]]] = []
    before: Snapshot | None = None
    for row in rows:
        state = row.snapshot()
        told.append((row, differences(before, state) if before is not None else []))
        before = state
    return told[::-1]
