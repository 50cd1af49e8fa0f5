"""Checking: who looked when, how, at what, and when a sheet is due to be looked at again.

Editing is not verifying. A check is a record of its own; it is of the whole sheet or of some of its critical
parts, and keeps what they held, so that a part that changed afterwards is seen to be unchecked. A sheet is
as fresh as its oldest part: that day stands in ``Service.verified_on`` for search and lists.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import peewee

from directory import revisions, snapshots
from directory.checking import RHYTHMS
from directory.clock import months_later, now, today
from directory.errors import DirectoryError
from directory.models import Service, Stamp
from directory.revisions import Difference
from directory.snapshots import CRITICAL, Snapshot
from directory.transactions import writing

PARTS = tuple(CRITICAL)
# How one came to know. ``service``: the service itself said so, through its link.
HOWS = ("called", "website", "mail", "visit", "service")
MONTHS = 6


class BadCheck(DirectoryError):
    """A check that cannot be: ``kind`` is how, parts or day."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"not a possible check: {kind}")
        self.kind = kind


@dataclass
class Unseen(DirectoryError):
    """What is said to be right is no longer what was looked at: ``changes`` says what it became, none where
    history does not know what it was.
    """

    changes: list[Difference]


class Verification(peewee.Model):
    """Somebody looked, on ``day``, at ``parts`` (separated by spaces) and found them to be ``held`` (JSON).

    ``who`` is the account's uuid; ``source`` says where it was seen, in words.
    """

    id = peewee.AutoField()
    service = peewee.ForeignKeyField(Service, backref="verifications", on_delete="CASCADE")
    at = peewee.DateTimeField(default=now)
    day = peewee.DateField()
    who = peewee.CharField(default="")
    how = peewee.CharField()
    source = peewee.TextField(default="")
    parts = peewee.CharField()
    held = peewee.TextField()


@dataclass(frozen=True)
class Checked:
    """The last check of one part. ``changed``: the part is not any more what was checked."""

    day: date
    who: str
    how: str
    source: str
    changed: bool


class _Default:
    months = MONTHS


def use_rhythm(months: int) -> None:
    """Say in how many months a sheet without a rhythm of its own is due. Called once at start-up.

    Where that changed since the last start, search takes in the sheets that it concerns once more.
    """
    _Default.months = months
    known = Stamp.get_or_none(Stamp.name == "rhythm")
    if known is not None and known.value == months:
        return
    with writing(Service._meta.database):
        again = {Stamp.value: months}
        Stamp.insert(name="rhythm", value=months).on_conflict(
            conflict_target=[Stamp.name], update=again
        ).execute()
        if known is not None:
            Service.update(indexed=0).where(Service.rhythm.is_null()).execute()


def due_on(verified_on: date | None, rhythm: int | None) -> date | None:
    """The day from which the sheet is to be checked again; None when it never was, and so is due now."""
    return months_later(verified_on, rhythm or _Default.months) if verified_on else None


def is_due(verified_on: date | None, rhythm: int | None, day: date) -> bool:
    """Whether the sheet is to be checked on ``day``."""
    due = due_on(verified_on, rhythm)
    return due is None or due <= day


def _latest(day: date, months: int) -> date:
    """The last day of checking that is due by ``day`` under a rhythm."""
    found = months_later(day, -months)
    while months_later(found + timedelta(days=1), months) <= day:
        found += timedelta(days=1)
    return found


def due_by(day: date) -> Any:
    """The condition, for a query of sheets, that one is due by ``day``."""
    rhythm = peewee.fn.COALESCE(Service.rhythm, _Default.months)
    late = [(rhythm == months) & (Service.verified_on <= _latest(day, months)) for months in RHYTHMS]
    condition = Service.verified_on.is_null()
    for one in late:
        condition |= one
    return condition


def held(snapshot: Snapshot, part: str) -> list[Any]:
    """What a part of the sheet holds."""
    return [snapshot[name] for name in CRITICAL[part]]


def _freshest(sheet: Service, snapshot: Snapshot) -> dict[str, Checked]:
    rows = Verification.select().where(Verification.service == sheet)
    found: dict[str, Checked] = {}
    for row in rows.order_by(Verification.day.desc(), Verification.id.desc()):
        kept = json.loads(str(row.held))
        for part in str(row.parts).split():
            if part not in found and part in CRITICAL:
                changed = kept.get(part) != held(snapshot, part)
                found[part] = Checked(row.day, row.who, row.how, row.source, changed)
    return found


def checks(sheet: Service) -> dict[str, Checked]:
    """Part → its last check, for the parts that were ever checked."""
    return _freshest(sheet, snapshots.of(sheet))


def _looked_at(sheet: Service, version: int, parts: list[str]) -> None:
    """Raises Unseen where one of the parts is not what it was at ``version``."""
    if sheet.version == version:
        return
    known = revisions.at_version(sheet, version)
    if known is None:
        raise Unseen([])
    meant = {name for part in parts for name in CRITICAL[part]}
    changes = revisions.differences(known.snapshot(), snapshots.of(sheet))
    if changes := [one for one in changes if one.field in meant]:
        raise Unseen(changes)


def verify(
    sheet: Service,
    who: str,
    how: str,
    source: str = "",
    day: date | None = None,
    parts: Any = PARTS,
    version: int | None = None,
) -> None:
    """Record that ``parts`` were looked at on ``day`` (today) and are right as they stand. ``version``: of
    what was looked at, where that may have been a while ago.

    Raises:
        BadCheck: an unknown way or part, none at all, or a day to come.
        Unseen: a part changed since that version.
    """
    day, parts = day or today(), [part for part in PARTS if part in set(parts)]
    if how not in HOWS:
        raise BadCheck("how")
    if not parts:
        raise BadCheck("parts")
    if not date(2000, 1, 1) <= day <= today():
        raise BadCheck("day")
    with writing(Service._meta.database):
        sheet = Service.get_by_id(sheet.id)
        if version is not None:
            _looked_at(sheet, version, parts)
        revisions.baseline(sheet)
        snapshot = snapshots.of(sheet)
        Verification.create(
            service=sheet, day=day, who=who, how=how, source=source[:2000], parts=" ".join(parts),
            held=json.dumps({part: held(snapshot, part) for part in parts}, ensure_ascii=False),
        )  # fmt: skip
        before, known = (sheet.verified_on, sheet.verified_how), _freshest(sheet, snapshot)
        if set(known) == set(PARTS):
            oldest = min(known.values(), key=lambda one: one.day)
            sheet.verified_on, sheet.verified_how, sheet.verified_by = oldest.day, oldest.how, oldest.who
        # The day and way of the check leave with the sheet: whoever follows us has to hear of others.
        (sheet.changed if (sheet.verified_on, sheet.verified_how) != before else sheet.touched)()
        revisions.keep(sheet, revisions.CHECKED, who, source)
