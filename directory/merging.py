"""Two sheets that are one service become one: what points at the one put away points at the one kept.

Whatever table has a foreign key to a sheet is moved (favourites, notes of one's own, what the team knows,
relations …), found through the schema, so that a table that comes later is not forgotten; only what is part
of the sheet itself, or of its own history, stays with it, and what names to whom a client agreed that
something goes: who edits the directory does not carry that over to another service. What points by the
external id (a partner in an encrypted case, a mention in a note, a printed address) follows the redirect.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import uuid4

import peewee

from directory import editing, revisions, snapshots, suggestions
from directory.checking import check
from directory.clock import now
from directory.errors import DirectoryError
from directory.models import LANGUAGES, Service
from directory.snapshots import CODES, FIELDS, ROWS, Snapshot
from directory.transactions import writing

# Tables that are the sheet itself, what it went through, how it was counted, or what a source says under its
# id: they stay with it.
OWN = {
    "location", "phone", "contactfunction", "servicelanguage", "servicearea", "serviceexpertise", "revision",
    "verification", "sheetuse", "service", "merge", "keptapart", "saturation", "closedperiod", "said",
    "conflict",
}  # fmt: skip
# To whom something may go, or went, as it was said to the client: it stays with the sheet that was named.
AS_AGREED = {"referral", "consent"}
Key = int | str


class NotMergeable(DirectoryError):
    """These two cannot become one: the same sheet twice, or one that was put away already."""


class Merge(peewee.Model):
    """``away`` was merged into ``kept``. ``moved``: table and column → keys of the rows that were moved
    (JSON); ``before``: what the kept sheet was; ``after``: what the merge made of it.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=lambda: str(uuid4()))
    away = peewee.ForeignKeyField(Service, backref="merged_away", on_delete="CASCADE")
    kept = peewee.ForeignKeyField(Service, backref="merged_in", on_delete="CASCADE")
    who = peewee.CharField(default="")
    at = peewee.DateTimeField(default=now)
    moved = peewee.TextField()
    before = peewee.TextField()
    after = peewee.TextField()
    undone_at = peewee.DateTimeField(null=True)
    undone_by = peewee.CharField(default="")

    # Made by the foreign keys; named here for the type checker.
    away_id: int
    kept_id: int

    @property
    def references(self) -> int:
        """How many references were moved."""
        return sum(len(keys) for keys in json.loads(str(self.moved)).values())


def _pointing(stay: set[str]) -> Iterator[tuple[str, peewee.ForeignKeyField, Any]]:
    """(Name, foreign key, key column) of every table that points at a sheet, but for those that ``stay``.

    A row is known again by its uuid where it has one: numbers of deleted rows are given out again.
    """
    # Only those that are there: the directory may stand without the application.
    tables = set(Service._meta.database.get_tables()) - stay
    for column, model in Service._meta.backrefs.items():
        if model._meta.table_name in tables:
            fields = model._meta.fields
            yield f"{model._meta.table_name}.{column.name}", column, fields.get("uuid", fields.get("id"))


def references(sheet: Service) -> int:
    """How many rows elsewhere point at the sheet."""
    return sum(column.model.select().where(column == sheet).count() for _n, column, _k in _pointing(OWN))


def _move(column: Any, key: Any, keys: list[Key], source: Service, target: Service) -> list[Key]:
    """Point the rows at ``target``; returns the keys of those moved. A row stays that would stand there
    twice, or that would lead from the sheet to itself.
    """
    moved = []
    others = [one for one in Service._meta.backrefs if one.model is column.model and one is not column]
    for one in keys:
        update = column.model.update({column: target}).where(key == one, column == source)
        update = update.where(*(other != target for other in others))
        try:
            with Service._meta.database.atomic():
                if update.execute():
                    moved.append(one)
        except peewee.IntegrityError:  # a favourite of both: the one of the kept sheet is enough
            continue
    return moved


KEPT, AWAY, BOTH = "kept", "away", "both"


def asked(kept: Snapshot, away: Snapshot) -> list[str]:
    """The fields in which the two differ and both say something: an editor chooses."""
    return [name for name in FIELDS if kept[name] != away[name] and not _silent(kept, name)
            and not _silent(away, name) and name != "alt_names"]  # fmt: skip


def _silent(snapshot: Snapshot, name: str) -> bool:
    return snapshot[name] in ("", None, []) or (name == "phone_interpreter" and snapshot[name] == "unknown")


def _both(name: str, kept: Any, away: Any) -> Any:
    if name in ROWS:
        first = ROWS[name][1][0]  # what tells rows apart: the number, the street, the function
        known = {row[first] for row in kept}
        return kept + [row for row in away if row[first] not in known]
    return list(dict.fromkeys([*kept, *away])) if name in CODES else kept


def combined(kept: Snapshot, away: Snapshot, choices: dict[str, str]) -> Snapshot:
    """The sheet that the two make. ``choices``: field → ``kept``, ``away`` or ``both`` (lists alone).

    Without a choice: what the kept sheet says, gaps filled from the other, lists put together. Every name
    that is given up stays findable among the other names.
    """
    made = dict(kept)
    for name in FIELDS:
        choice = choices.get(name, BOTH)
        if choice == AWAY or _silent(kept, name):
            made[name] = away[name]
        elif choice == BOTH:
            made[name] = _both(name, kept[name], away[name])
    told = [one[f"name_{lang}"] for one in (kept, away) for lang in LANGUAGES]
    others = [part.strip() for one in (kept, away) for part in str(one["alt_names"]).split(",")]
    shown = {made[f"name_{lang}"] for lang in LANGUAGES}
    made["alt_names"] = ", ".join(dict.fromkeys(text for text in others + told if text and text not in shown))
    return made


def _recount(*sheets: Service) -> None:
    for sheet in sheets:
        suggestions.recount(sheet)


def merge(away: Service, kept: Service, snapshot: Snapshot, who: str, why: str = "") -> Merge:
    """Put ``away`` away for ``kept``, which becomes what ``snapshot`` says; one transaction. An address that
    was secret on either stays secret, also after undoing.

    Raises:
        NotMergeable: see there.
        editing.Refused: the snapshot cannot stand.
    """
    with writing(Service._meta.database):
        away, kept = (Service.get_by_id(sheet.id) for sheet in (away, kept))
        if away.id == kept.id or away.archived or kept.archived:
            raise NotMergeable("a sheet that was put away, or the same twice")
        before = snapshots.of(kept)
        judged, problems = check(snapshot, before)
        if problems:
            raise editing.Refused(problems)
        moved = {}
        for name, column, key in _pointing(OWN | AS_AGREED):
            rows = column.model.select(key).where(column == away).order_by(column.model.id)
            moved[name] = _move(column, key, [row[0] for row in rows.tuples()], away, kept)
        secret = kept.address_restricted or away.address_restricted
        editing.restrict_address(kept.external_id, secret, who)
        kept = Service.get_by_id(kept.id)
        editing.change(kept, judged, revisions.MERGED, who, why)
        editing.archive(away, who, why, replaced_by=kept)
        made: Merge = Merge.create(
            away=away, kept=kept, who=who, moved=json.dumps(moved),
            before=json.dumps(before, ensure_ascii=False), after=json.dumps(judged, ensure_ascii=False),
        )  # fmt: skip
        _recount(away, kept)
    return made


def _undone(kept: Service, row: Merge) -> Snapshot:
    """The kept sheet without what the merge changed; what was edited since stays as it was edited."""
    before, after = (snapshots.empty() | json.loads(str(text)) for text in (row.before, row.after))
    present = snapshots.of(kept)
    return {name: before[name] if present[name] == after[name] else present[name] for name in FIELDS}


def undo(row: Merge, who: str) -> None:
    """Take a merge back: both sheets stand again, references lead where they led. Twice changes nothing.

    Raises:
        NotMergeable: the kept sheet was itself merged or put away since; that is undone first.
    """
    with writing(Service._meta.database):
        row = Merge.get_by_id(row.id)
        if row.undone_at is not None:
            return
        away, kept = Service.get_by_id(row.away_id), Service.get_by_id(row.kept_id)
        if kept.archived or not away.archived:
            raise NotMergeable("the kept sheet was put away since, or the other was taken back")
        editing.reopen(away, who)
        moved = json.loads(str(row.moved))
        for name, column, key in _pointing(OWN | AS_AGREED):
            _move(column, key, moved.get(name, []), kept, away)
        editing.change(kept, _undone(kept, row), revisions.RESTORED, who)
        _recount(away, kept)
        Merge.update(undone_at=now(), undone_by=who).where(Merge.id == row.id).execute()


def with_those_before(sheet: Service) -> list[int]:
    """The sheet and those that were put away for it, by row id: what was counted there counts here."""
    found, fresh = [sheet.id], [sheet.id]
    while fresh:
        rows = Service.select(Service.id).where(Service.replaced_by.in_(fresh), Service.id.not_in(found))
        fresh = [row.id for row in rows]
        found += fresh
    return found


def lately(since: datetime) -> list[Merge]:
    """The merges from ``since`` on that still stand, the newest first, with both sheets."""
    away = Service.alias()
    query = Merge.select(Merge, Service, away).join(Service, on=Merge.kept).switch(Merge)
    query = query.join(away, on=(Merge.away == away.id), attr="away")
    return list(query.where(Merge.undone_at.is_null(), Merge.at >= since).order_by(Merge.id.desc()))


def standing(numbers: list[int]) -> dict[int, str]:
    """Of these sheets, by row id, those that a merge put away → its uuid: undoing that brings them back with
    all that was moved. One that came back otherwise, and was put away again, is not among them."""
    query: Any = Merge.select(Merge.away, Merge.uuid).join(Service, on=Merge.away).order_by(Merge.id)
    query = query.where(Merge.away.in_(numbers), Merge.undone_at.is_null(), Merge.kept == Service.replaced_by)
    return dict(query.where(Service.archived).tuples())


def current(external_ids: list[str]) -> dict[str, str]:
    """External id → the id of the sheet that it leads to now, for those that were put away for another.
    What cannot be moved because it is encrypted (a partner of a case) is read through this.
    """
    other = Service.alias()
    leads = dict(zip(external_ids, external_ids, strict=True))
    for _step in range(10):  # a chain of merges; each step takes all of them one further
        query: Any = Service.select(Service.external_id, other.external_id)
        query = query.join(other, on=(Service.replaced_by == other.id))
        query = query.where(Service.archived, Service.external_id.in_(set(leads.values())))
        onward = dict(query.tuples()) if leads else {}
        if not onward:
            break
        leads = {old: onward.get(new, new) for old, new in leads.items()}
    return {old: new for old, new in leads.items() if old != new}


def sheets_now(external_ids: list[str]) -> dict[str, Service]:
    """External id → the sheet that it leads to now, for those that were put away for another."""
    onward = current(external_ids)
    rows = Service.select().where(Service.external_id.in_(set(onward.values())))
    sheets = {row.external_id: row for row in rows}
    return {old: sheets[new] for old, new in onward.items()}
