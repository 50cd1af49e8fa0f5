"""How services belong together: part of, same network, former name of, alternative when full.

A relation is kept once, from one sheet to the other, and read from both. Only ``alternative`` and
``network`` mean somebody to call instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import peewee

from directory import availability, revisions
from directory.clock import now
from directory.errors import DirectoryError
from directory.models import LANGUAGES, Phone, Service, ServiceArea, ServiceLanguage
from directory.prepared import Prepared, filled
from directory.territory import fold
from directory.transactions import writing

KINDS = ("part_of", "network", "former_name", "alternative")
# Read from both ends as the same.
BOTH_WAYS = frozenset({"network"})
NEXT = 4


class NotRelated(DirectoryError):
    """A relation that cannot be: ``kind`` is kind, self, twice or round."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"not a possible relation: {kind}")
        self.kind = kind


class Relation(peewee.Model):
    """``service`` is part of, in a network with, a former name of, or (when full) has as an alternative:
    ``other``.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=lambda: str(uuid4()))
    service = peewee.ForeignKeyField(Service, backref="relations", on_delete="CASCADE")
    other = peewee.ForeignKeyField(Service, backref="related", on_delete="CASCADE")
    kind = peewee.CharField()
    who = peewee.CharField(default="")
    at = peewee.DateTimeField(default=now)

    # Made by the foreign keys; named here for the type checker.
    service_id: int
    other_id: int

    class Meta:
        indexes = ((("service", "other", "kind"), True),)


@dataclass(frozen=True)
class Tie:
    """A relation as it is read from one sheet: its kind, whether read from the far end, the other sheet."""

    uuid: str
    kind: str
    inverse: bool
    sheet: Service


def of(sheet: Service) -> list[Tie]:
    """The relations of the sheet, from both ends, by kind; two queries. A sheet put away is shown only as
    a former name.
    """
    ties = []
    for mine, far, inverse in (
        (Relation.service, Relation.other, False),
        (Relation.other, Relation.service, True),
    ):
        for row in Relation.select(Relation, Service).join(Service, on=far).where(mine == sheet):
            one = row.service if inverse else row.other
            if not one.archived or row.kind == "former_name":
                ties.append(Tie(row.uuid, row.kind, inverse and row.kind not in BOTH_WAYS, one))
    return sorted(ties, key=lambda tie: (KINDS.index(tie.kind), tie.inverse, tie.sheet.name("nl")[0]))


def _round(sheet: Service, other: Service, kind: str) -> bool:
    """Whether ``other`` already leads back to ``sheet``: nothing is a part of its own part."""
    seen, open_ends = set[int](), {other.id}
    while open_ends:
        if sheet.id in open_ends:
            return True
        seen |= open_ends
        rows: Any = Relation.select(Relation.other)
        rows = rows.where(Relation.kind == kind, Relation.service.in_(open_ends)).tuples()
        open_ends = {row[0] for row in rows} - seen
    return False


def relate(sheet: Service, other: Service, kind: str, who: str) -> Relation:
    """Record a relation from ``sheet`` to ``other``. Raises NotRelated."""
    if kind not in KINDS:
        raise NotRelated("kind")
    if sheet.id == other.id:
        raise NotRelated("self")
    same: Any = (Relation.service == sheet) & (Relation.other == other)
    if kind in BOTH_WAYS:
        same |= (Relation.service == other) & (Relation.other == sheet)
    with writing(Service._meta.database):
        if Relation.select().where(Relation.kind == kind).where(same).exists():
            raise NotRelated("twice")
        if kind in {"part_of", "former_name"} and _round(sheet, other, kind):
            raise NotRelated("round")
        made: Relation = Relation.create(service=sheet, other=other, kind=kind, who=who)
        lend_names(sheet)
    return made


def part(sheet: Service, uuid: str) -> bool:
    """Take away a relation of the sheet, from whichever end. Returns whether there was one."""
    mine = (Relation.service == sheet) | (Relation.other == sheet)
    with writing(Service._meta.database):
        found: Relation | None = Relation.get_or_none(Relation.uuid == uuid, mine)
        if found is not None:
            lend_names(found.service)  # as long as the relation still leads to who loses them
            found.delete_instance()
    return found is not None


def _led(column: Any) -> Prepared:
    def build(*ids: int) -> Any:  # only when it is asked: a query belongs to the database of that moment
        return Service.select(Service.id, Service.replaced_by).where(Service.archived, column.in_(ids))

    return Prepared(Service, build)


def _said(column: Any) -> Prepared:
    def build(*ids: int) -> Any:
        query = Relation.select(Relation.service, Relation.other).join(Service, on=Relation.service)
        kind = Relation.kind == peewee.SQL("'former_name'")
        return query.where(Service.archived, kind, column.in_(ids))

    return Prepared(Relation, build)


# To what sheets that were put away lead, and of what they are a former name: by these, and by those. It is
# asked for every list of new lines; each goes by an index.
_FROM = {
    "old": (_led(Service.id), _said(Relation.service)),
    "new": (_led(Service.replaced_by), _said(Relation.other)),
}


def _steps(column: str, ids: set[int]) -> list[tuple[int, int]]:
    """(a sheet that was put away, the one to which it leads or of which it is a former name), as row ids, of
    those that have one of ``ids`` as ``old`` or as ``new``."""
    led, said = _FROM[column]
    values = filled(list(ids))
    found = [(row.id, row.replaced_by_id) for row in led.rows(*values) if row.replaced_by_id]
    return found + [(row.service_id, row.other_id) for row in said.rows(*values)]


def _all_steps(column: str, ids: Sequence[int]) -> dict[int, list[int]]:
    """From each sheet on the way from ``ids`` to those a step further, back to what was or on to what is."""
    found: dict[int, list[int]] = {}
    ends = set(ids)
    while ends:
        for one in ends:
            found[one] = []
        for old, new in _steps(column, ends):
            at, to = (old, new) if column == "old" else (new, old)
            found[at].append(to)
        ends = {to for at in ends for to in found[at]} - found.keys()
    return found


def _reached(start: int, steps: dict[int, list[int]]) -> list[int]:
    """What a sheet reaches step by step, the nearest first, without itself."""
    found, ends = [start], [start]
    while ends:
        ends = list(dict.fromkeys(one for end in ends for one in steps.get(end, ()) if one not in found))
        found += ends
    return found[1:]


def former_names(ids: Sequence[int]) -> dict[int, list[str]]:
    """What those sheets were called before that had other names, by row id; in two queries where none had.
    Clients say the old name for years: the names of a sheet that was put away lead to the one that it leads
    to."""
    steps = _all_steps("new", ids)
    before = {one: reached for one in ids if (reached := _reached(one, steps))}
    if not before:
        return {}
    every = {old for several in before.values() for old in several}
    called = {sheet.id: _called(sheet) for sheet in Service.select().where(Service.id.in_(every))}
    return {one: [name for old in several for name in called[old]] for one, several in before.items()}


def _called(sheet: Service) -> list[str]:
    return [text for lang in LANGUAGES if (text := getattr(sheet, f"name_{lang}"))] + (
        [sheet.alt_names] if sheet.alt_names else []
    )


def lend_names(sheet: Service) -> None:
    """Let search follow, where a sheet was put away or taken back, to those that have its names."""
    onward = _all_steps("old", [sheet.id])
    for one in Service.select().where(Service.id.in_(_reached(sheet.id, onward))):
        revisions.baseline(one)  # so that who edits it now is not told of an edit that was none
        one.touched()


def _codes(model: Any, sheets: list[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {one: set() for one in sheets}
    for sheet, code in model.select(model.service, model.code).where(model.service.in_(sheets)).tuples():
        found[sheet].add(code)
    return found


def _people(sheet: Service) -> set[str]:
    """For whom the sheet is, in the parts in which it says so."""
    return {fold(part) for part in str(sheet.audience).replace(",", ";").split(";")} - {""}


def _same_kind(sheet: Service) -> list[Service]:
    """Others of the category that serve the same municipalities: who can be called first, then those for the
    same people, who speak the same languages.
    """
    others = list(
        Service.select().where(Service.category == sheet.category, ~Service.archived, Service.id != sheet.id)
    )
    ids = [sheet.id, *(one.id for one in others)]
    areas, spoken = _codes(ServiceArea, ids), _codes(ServiceLanguage, ids)
    query: Any = Phone.select(Phone.service).where(Phone.service.in_(ids))
    called, people = {row[0] for row in query.tuples()}, _people(sheet)

    def serves(one: Service) -> bool:
        mine, theirs = areas[sheet.id], areas[one.id]
        return not mine or "BRU" in theirs or "BRU" in mine or bool(mine & theirs)

    def order(one: Service) -> tuple[Any, ...]:
        shared = len(spoken[one.id] & spoken[sheet.id])
        return (
            one.id not in called,
            -len(_people(one) & people),
            not areas[one.id],
            -shared,
            one.name("nl")[0],
        )

    return sorted((one for one in others if serves(one)), key=order)


def call_next(sheet: Service) -> list[tuple[Service, str]]:
    """Whom to call when the sheet's service is full or closed, and why: ``alternative`` and ``network`` as
    the editors said, then ``same`` kind for the same place. Nobody who is full or closed too.
    """
    told = [
        (tie.sheet, tie.kind)
        for tie in sorted(of(sheet), key=lambda tie: tie.kind != "alternative")
        if tie.kind in {"alternative", "network"} and not tie.inverse and not tie.sheet.archived
    ]
    named = {one.id for one, _why in told}
    found = [*told, *((one, "same") for one in _same_kind(sheet) if one.id not in named)]
    shut = availability.unavailable([one.id for one, _why in found])
    return [(one, why) for one, why in found if one.id not in shut][:NEXT]
