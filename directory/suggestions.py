"""What somebody says is otherwise than the sheet has it: shown at once, unconfirmed, until an editor decides.

It comes from a colleague (two taps on a sheet), from the service itself (through its link), or from another
source (a feed, a file), and carries its source and date: where two disagree, the sheet shows both. What can
be read as values stands in ``proposed`` and is taken over with one click; words alone are worked in by hand.
"""

import json
from typing import Any
from uuid import uuid4

import peewee

from directory import clock, editing, facts, revisions, snapshots, typed_hours, verifying
from directory.checking import check, tidy
from directory.clock import now
from directory.editing import Refused
from directory.errors import BadFact, DirectoryError
from directory.models import Service
from directory.sheet_links import SheetLink
from directory.snapshots import CRITICAL, Snapshot
from directory.transactions import writing

# What a colleague can report, and the part of the sheet that it is about.
KINDS = {
    "phone": "phone", "hours": "hours", "address": "address", "access": "access", "languages": "languages",
    "closed": "", "other": "",
}  # fmt: skip
# What else a suggestion can be: a service that says that all is right, and values from elsewhere.
CONFIRMED, VALUES = "confirmed", "values"
COLLEAGUE, SERVICE, SOURCE = "colleague", "service", "source"
OPEN, ACCEPTED, CHANGED, REJECTED, REPLACED = "open", "accepted", "changed", "rejected", "replaced"
LONGEST = 2000


class NothingSaid(DirectoryError):
    """A report of a kind that needs words, without words."""


class Settled(DirectoryError):
    """Another editor decided already."""


class Moved(DirectoryError):
    """The sheet is not any more what the suggestion was made of, or it has only words: it needs a person."""


class Suggestion(peewee.Model):
    """``words`` as they were written; ``number`` the phone that it is about, as stored.

    ``proposed`` and ``base`` (JSON): fields with their new value, and what the sheet held then; where the
    service itself answers, also what it was shown of the critical parts (null: not shown). ``covered``:
    ``proposed`` says all that the words say. ``who``: the colleague's uuid, or ''. ``day``: of the source.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=lambda: str(uuid4()))
    service = peewee.ForeignKeyField(Service, backref="suggestions", on_delete="CASCADE")
    link = peewee.ForeignKeyField(SheetLink, null=True, backref="suggestions", on_delete="SET NULL")
    origin = peewee.CharField()
    kind = peewee.CharField()
    number = peewee.CharField(default="")
    words = peewee.TextField(default="")
    proposed = peewee.TextField(default="{}")
    base = peewee.TextField(default="{}")
    covered = peewee.BooleanField(default=False)
    source = peewee.CharField(default="")
    day = peewee.DateField()
    who = peewee.CharField(default="", index=True)
    at = peewee.DateTimeField(default=now)
    state = peewee.CharField(default=OPEN, index=True)
    decided_at = peewee.DateTimeField(null=True)
    decided_by = peewee.CharField(default="")
    answer = peewee.TextField(default="")
    heard = peewee.BooleanField(default=False)

    def values(self) -> Snapshot:
        """Field → what it should be."""
        found: Snapshot = json.loads(str(self.proposed))
        return found

    def parts(self) -> list[str]:
        """The critical parts that it is about, or none."""
        named = [part for part, fields in CRITICAL.items() if set(fields) & set(self.values())]
        own = KINDS.get(str(self.kind), "")
        return named or ([own] if own else [])

    def can_be_taken(self, current: Snapshot) -> bool:
        """Whether one click takes it over, given what the sheet holds now."""
        if self.kind in (CONFIRMED, "closed"):
            return True
        base, values = json.loads(str(self.base)), self.values()
        return bool(values) and bool(self.covered) and all(current[name] == base[name] for name in values)

    def confirms(self, current: Snapshot) -> list[str]:
        """The parts that the service said to be so: what it was shown stands there still, or is what it
        corrects. ``current``: the sheet before that.
        """
        base, values = json.loads(str(self.base)), self.values()
        return [
            part for part, fields in CRITICAL.items()
            # An answer of before the program kept what was shown confirms no more than it corrects.
            if all(name in values or (name in base and base[name] == current[name]) for name in fields)
        ]  # fmt: skip


def recount(sheet: Service) -> None:
    """Note on the sheet how many suggestions wait for an editor."""
    waiting = Suggestion.select().where(Suggestion.service == sheet, Suggestion.state == OPEN).count()
    Service.update(remarks=waiting).where(Service.id == sheet.id).execute()


def _phones(current: Snapshot, number: str, words: str) -> Snapshot:
    """The phones without the dead one, or with the right one in its place."""
    rows = []
    for row in current["phones"]:
        if row["number"] != number:
            rows.append(row)
        elif words:
            rows.append({"number": facts.normalise_phone(words), "note": row["note"]})
    return {"phones": rows}


def _read(current: Snapshot, kind: str, number: str, words: str, lang: str) -> Snapshot:
    """What the words of a report say as values, or nothing."""
    try:
        if kind == "phone" and number in [row["number"] for row in current["phones"]]:
            return _phones(current, number, words)
        if kind == "phone" and words and not number:
            return {"phones": [*current["phones"], {"number": facts.normalise_phone(words), "note": ""}]}
    except BadFact:
        return {}
    if kind == "hours" and words:
        meant = typed_hours.read(words, lang).expression
        return {"opening_hours": meant} if meant else {}
    return {}


def report(
    sheet: Service, who: str, kind: str, words: str = "", number: str = "", source: str = "", lang: str = "nl"
) -> Suggestion:
    """A colleague says that something is wrong, and, where known, what is right. ``lang`` of the words.

    Raises:
        NothingSaid: *other* without words, or no kind that there is.
    """
    words = tidy(words)[:LONGEST]
    if kind not in KINDS or (kind == "other" and not words):
        raise NothingSaid(kind)
    proposed = _read(snapshots.of(sheet), kind, number, words, lang)
    said: dict[str, Any] = {
        "kind": kind,
        "number": number[:100],
        "words": words,
        "source": tidy(source)[:200],
    }
    return propose(sheet, proposed, origin=COLLEAGUE, who=who, **said)


def propose(
    sheet: Service,
    proposed: Snapshot,
    *,
    origin: str = SOURCE,
    shown: Snapshot | None = None,
    **more: Any,
) -> Suggestion:
    """Keep a suggestion. ``shown``: what the service was shown of its critical parts. ``more``: kind, number,
    words, source, day, who, link, covered.
    """
    current = snapshots.of(sheet)
    proposed = {name: value for name, value in proposed.items() if value != current[name]}
    said = {"kind": VALUES, "day": clock.today(), "covered": bool(proposed), **more}
    with writing(Service._meta.database):
        made: Suggestion = Suggestion.create(
            service=sheet, origin=origin,
            proposed=json.dumps(proposed, ensure_ascii=False),
            base=json.dumps((shown or {}) | {name: current[name] for name in proposed}, ensure_ascii=False),
            **said,
        )  # fmt: skip
        recount(sheet)
    return made


def answered(link: SheetLink, proposed: Snapshot, words: str, source: str, seen: Snapshot) -> Suggestion:
    """The service answers through its link to what it has ``seen`` there (field → value). Its last answer
    stands in for those that nobody has read yet.
    """
    with writing(Service._meta.database):
        waiting = (Suggestion.link == link) & (Suggestion.state == OPEN)
        Suggestion.update(state=REPLACED, decided_at=now()).where(waiting).execute()
        SheetLink.update(answers=SheetLink.answers + 1).where(SheetLink.id == link.id).execute()
        kind = VALUES if proposed or words else CONFIRMED
        covered = bool(proposed) and not words
        said = {"kind": kind, "words": words[:LONGEST], "source": source[:200], "covered": covered}
        shown = {name: seen.get(name) for fields in CRITICAL.values() for name in fields}
        return propose(link.service, proposed, origin=SERVICE, link=link, shown=shown, **said)


def waiting(sheet: Service) -> list[Suggestion]:
    """The open ones of a sheet, the newest first."""
    rows = Suggestion.select().where(Suggestion.service == sheet, Suggestion.state == OPEN)
    return list(rows.order_by(Suggestion.id.desc()))


def dead_numbers(ids: list[int]) -> dict[int, set[str]]:
    """Of sheets by their row ids, the numbers as stored of which somebody says that they do not work."""
    found: dict[int, set[str]] = {}
    if ids:
        open_ones = (Suggestion.state == OPEN) & (Suggestion.kind == "phone") & (Suggestion.number != "")
        rows: Any = Suggestion.select(Suggestion.service, Suggestion.number).tuples()
        for sheet, number in rows.where(Suggestion.service.in_(ids), open_ones):
            found.setdefault(sheet, set()).add(number)
    return found


def _settle(row: Suggestion, state: str, who: str, answer: str) -> None:
    decided = {"state": state, "decided_at": now(), "decided_by": who, "answer": tidy(answer)[:LONGEST]}
    mine = (Suggestion.id == row.id) & (Suggestion.state == OPEN)
    if not Suggestion.update(**decided).where(mine).execute():
        raise Settled(str(row.uuid))
    recount(row.service)


def accept(row: Suggestion, who: str, answer: str = "") -> None:
    """Make the sheet what the suggestion says. What the service itself says is a check of all that it saw,
    but for what changed here since.

    Raises:
        Settled: it was decided already.
        Moved: the sheet changed since, or there are only words.
        Refused: what is proposed cannot stand.
    """
    with writing(Service._meta.database):
        _settle(row, ACCEPTED, who, answer)
        sheet = Service.get_by_id(row.service.id)
        current = snapshots.of(sheet)
        if not row.can_be_taken(current):
            raise Moved(str(row.uuid))
        why = " · ".join(part for part in (row.words, row.source) if part)
        if row.kind == "closed":
            editing.archive(sheet, who, why)
            return
        judged, problems = check({**current, **row.values()}, current)
        if problems:
            raise Refused(problems)
        editing.change(sheet, judged, revisions.EDITED, who, why)
        if row.origin == SERVICE and (parts := row.confirms(current)):
            verifying.verify(sheet, who, "service", row.source, clock.local_day(row.at), parts)


def changed(row: Suggestion, who: str, answer: str = "") -> None:
    """An editor worked it in by hand. Raises Settled."""
    with writing(Service._meta.database):
        _settle(row, CHANGED, who, answer)


def reject(row: Suggestion, who: str, answer: str = "") -> None:
    """It is not so. Raises Settled."""
    with writing(Service._meta.database):
        _settle(row, REJECTED, who, answer)


def reported_by(who: str, unheard: bool = False) -> list[Suggestion]:
    """What a colleague reported, the newest first; ``unheard``: what was decided since they last looked."""
    rows = Suggestion.select(Suggestion, Service).join(Service).where(Suggestion.who == who)
    if unheard:
        rows = rows.where(Suggestion.state != OPEN, ~Suggestion.heard)
    return list(rows.order_by(Suggestion.id.desc()).limit(100))


def heard(who: str) -> None:
    """The colleague has seen what was decided."""
    Suggestion.update(heard=True).where(Suggestion.who == who, Suggestion.state != OPEN).execute()
