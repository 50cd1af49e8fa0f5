"""The verbs of whoever keeps the directory: add, edit, archive, bring back.

Each is one transaction with its line of history, and raises the sheet's version so that search follows.
Editing is not verifying: none of these touches ``verified_on``.
"""

import secrets
from dataclasses import dataclass, field
from typing import Any

from directory import relations, revisions, snapshots
from directory.checking import Problem, check
from directory.errors import DirectoryError
from directory.models import Service
from directory.revisions import Difference
from directory.snapshots import CODES, FIELDS, ROWS, Snapshot
from directory.territory import fold
from directory.transactions import writing

LISTS = {*ROWS, *CODES}


class Refused(DirectoryError):
    """What was typed cannot stand; ``problems`` says where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(f"{p.field}: {p.kind}" for p in problems))
        self.problems = problems


@dataclass
class Overtaken(DirectoryError):
    """Somebody else saved the sheet in the meantime.

    ``changes`` is what they changed; ``merged`` has their changes with what was typed on top;
    ``clashes`` are the fields that both changed, in ``merged`` as they were typed; of a list, where both
    changed one row, it holds both.
    """

    version: int
    who: str
    merged: Snapshot
    changes: list[Difference] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)


def find(external_id: str, archived: bool = False) -> Service | None:
    """The sheet of an external id, or None. ``archived`` takes those that were put away too."""
    found: Service | None = Service.get_or_none(Service.external_id == external_id)
    return found if found is not None and (archived or not found.archived) else None


def new_id(snapshot: Snapshot) -> str:
    """An external id for a new sheet, made of its name."""
    name = snapshot["name_nl"] or snapshot["name_fr"] or snapshot["name_en"]
    slug = "-".join("".join(c if c.isascii() else " " for c in fold(name)).split())[:40].strip("-")
    return f"{slug or 'sheet'}-{secrets.token_hex(3)}"


def create(typed: Snapshot, external_id: str, who: str, why: str = "") -> Service:
    """A new sheet. Its external id never changes.

    Raises:
        Refused: what was typed cannot stand.
    """
    judged, problems = check(typed, snapshots.empty())
    if problems:
        raise Refused(problems)
    with writing(Service._meta.database):
        sheet: Service = Service.create(external_id=external_id, category=judged["category"])
        snapshots.put(sheet, judged)
        revisions.keep(sheet, revisions.ADDED, who, why)
    return sheet


def reconcile(
    base: Snapshot, mine: Snapshot, theirs: Snapshot
) -> tuple[Snapshot, list[Difference], list[str]]:
    """Two edits of one version: theirs with mine on top, what they changed, and where both did. Two who add
    to one list, or who correct another row of it, both keep what they did.
    """
    changes = revisions.differences(base, theirs)
    touched = {change.field for change in changes}
    typed = {name for name in FIELDS if mine[name] != base[name]}
    merged = {name: mine[name] if name in typed else theirs[name] for name in FIELDS}
    clashes = [name for name in FIELDS if name in typed & touched and mine[name] != theirs[name]]
    for name in LISTS.intersection(clashes):
        merged[name] = _joined(base[name], mine[name], theirs[name])
        if name in CODES or all(one in mine[name] or one in theirs[name] for one in base[name]):
            clashes.remove(name)
    return merged, changes, clashes


def _joined(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    """A list that both changed: as mine, without what they took away, and with what they added behind it."""
    kept = [one for one in mine if one in theirs or one not in base]
    return [*kept, *(one for one in theirs if one not in mine and one not in base)]


def _overtaken(sheet: Service, typed: Snapshot, version: int) -> Overtaken:
    theirs = snapshots.of(sheet)
    known = revisions.at_version(sheet, version)
    latest = revisions.last(sheet)
    who = latest.who if latest is not None and latest.version == sheet.version else ""
    if known is None:  # an import went over it: what was typed stays, what differs is shown
        differing = revisions.differences(typed, theirs)
        both = {name: _joined([], typed[name], theirs[name]) for name in ROWS}
        return Overtaken(sheet.version, who, typed | both, differing, [one.field for one in differing])
    merged, changes, clashes = reconcile(known.snapshot(), typed, theirs)
    return Overtaken(sheet.version, who, merged, changes, clashes)


def _is_same(sheet: Service, version: int) -> bool:
    """Whether the sheet still holds what it held at ``version``: it was checked meanwhile, not edited."""
    known = revisions.at_version(sheet, version)
    return known is not None and known.snapshot() == snapshots.of(sheet)


def save(external_id: str, typed: Snapshot, version: int, who: str, why: str = "") -> list[str]:
    """Store an edit that was made of ``version``. Returns the fields that changed.

    Raises:
        Refused: what was typed cannot stand; this is told first, nothing of it is lost either way.
        Overtaken: the sheet is at another version by now.
    """
    with writing(Service._meta.database):
        sheet = Service.get(Service.external_id == external_id)
        judged, problems = check(typed, snapshots.of(sheet))
        if sheet.version != version and not _is_same(sheet, version):
            raise _overtaken(sheet, judged, version)
        if problems:
            raise Refused(problems)
        return change(sheet, judged, revisions.EDITED, who, why)


def restrict_address(external_id: str, restricted: bool, who: str) -> None:
    """Say that the address of a sheet is for the own service alone, or no longer. History tells that it was
    said; no version keeps it, so that bringing one back never opens an address.
    """
    with Service._meta.database.atomic():
        sheet = Service.get(Service.external_id == external_id)
        if sheet.address_restricted != restricted:
            revisions.baseline(sheet)
            sheet.address_restricted = restricted
            sheet.changed()
            revisions.keep(sheet, revisions.HIDDEN if restricted else revisions.SHOWN, who)


def change(sheet: Service, snapshot: Snapshot, verb: str, who: str, why: str = "") -> list[str]:
    """Make the sheet what ``snapshot`` says, with its history. For verbs that have judged it already."""
    with Service._meta.database.atomic():
        revisions.baseline(sheet)
        changed = snapshots.put(sheet, snapshot)
        if changed:
            revisions.keep(sheet, verb, who, why)
    return changed


def restore(sheet: Service, revision: Any, who: str, why: str = "") -> list[str]:
    """Bring back what the sheet was at ``revision``; a new version, nothing is lost."""
    return change(sheet, revision.snapshot(), revisions.RESTORED, who, why)


def archive(sheet: Service, who: str, why: str = "", replaced_by: Service | None = None) -> None:
    """Take the sheet from search. Its address leads to ``replaced_by``, or says that it was put away."""
    with Service._meta.database.atomic():
        revisions.baseline(sheet)
        sheet.archived, sheet.replaced_by = True, replaced_by
        sheet.changed()
        relations.lend_names(sheet)
        revisions.keep(sheet, revisions.ARCHIVED, who, why)


def reopen(sheet: Service, who: str, why: str = "") -> None:
    """Put an archived sheet back into search."""
    with Service._meta.database.atomic():
        relations.lend_names(sheet)
        sheet.archived, sheet.replaced_by = False, None
        sheet.changed()
        revisions.keep(sheet, revisions.REOPENED, who, why)


def successor(sheet: Service) -> Service | None:
    """The sheet that stands in for an archived one, however many times it was replaced, or None."""
    seen = set[int]()
    current: Service | None = sheet
    while current is not None and current.archived and current.id not in seen:
        seen.add(current.id)
        current = current.replaced_by
    return current if current is not None and not current.archived else None
