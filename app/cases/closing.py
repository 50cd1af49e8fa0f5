"""Closing a case, its retention clock, and erasing it: one transaction that leaves counts of nobody.

The service sets how long a closed case is kept (``desk.settings``); there is no hidden default.
"""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from app import db
from app.audit import AuditLine, noted, recorded
from app.auth.models import User
from app.cases import clock, desk, documents, lifecycle
from app.cases.errors import CaseError
from app.cases.models import (
    MISTAKE,
    MODELS,
    Case,
    CaseKey,
    Circle,
    Closure,
    Document,
    Draft,
    Interpreting,
    Member,
    Note,
    Referral,
    Tally,
    Task,
)
from app.cases.opening import Opened
from app.cases.writing import written
from app.i18n import N_
from directory.clock import months_later
from directory.models import Service

# The lines in the log of what was erased: a case (opened by mistake or not), and each of its circles.
_ERASED, _CIRCLE_ERASED = {False: "case.erased", True: "case.erased.mistake"}, "circle.erased"


def must_lead(case: Case, by: User) -> None:
    """Raises CaseError unless ``by`` answers for the case."""
    if not Member.select().where(Member.case == case, Member.user == by, Member.part == "lead").exists():
        raise CaseError(N_("Only the lead of the case does this."))


def still_open(case: Case) -> tuple[int, int]:
    """What asks for attention before closing: referrals under way, and tasks that are not done."""
    under_way = Referral.select().where(Referral.case == case, Referral.status.in_(lifecycle.OPEN)).count()
    return under_way, Task.select().where(Task.case == case, Task.done.is_null()).count()


def close(case: Case, opened: Opened, by: User) -> Closure:
    """Close a case: the clock of the service's retention period starts.

    Raises:
        CaseError: somebody else than the lead asks, it is closed already, or a referral is under way.
    """
    must_lead(case, by)
    months = desk.settings()["retention_months"]
    after = months_later(clock.today(), int(months)) if months else None
    with written("case.closed", case, opened, by):
        if Closure.select().where(Closure.case == case).exists():
            raise CaseError(N_("This case is closed already."))
        if still_open(case)[0]:
            raise CaseError(N_("A referral is still under way: end it first."))
        return Closure.create(case=case, user=by, erase_after=after)


def reopen(case: Case, opened: Opened, by: User) -> None:
    """The client is back: the clock stops. Whoever is on the team may, since whoever is called writes."""
    with written("case.reopened", case, opened, by):
        Closure.delete().where(Closure.case == case).execute()


def begun(case: Case, opened: Opened, by: User) -> bool:
    """In the transaction of whatever begins or goes on in a case (a note, a referral, a task): a closed one
    is open again by it, which is what it returns. Otherwise the retention clock would erase what is under
    way."""
    closed = Closure.select().where(Closure.case == case).exists()
    if closed:
        reopen(case, opened, by)
    return bool(closed)


def _count(case: Case) -> Counter[tuple[str, str, str]]:
    """What stays: how often something happened, by month. Nothing in it points at anybody."""
    counts: Counter[tuple[str, str, str]] = Counter()
    counts[(f"{clock.day_of(case.created):%Y-%m}", "case", "")] += 1
    for note in Note.select().where(Note.case == case, Note.kind != MISTAKE):
        month = f"{clock.day_of(note.at):%Y-%m}"
        counts[(month, "contact", note.channel)] += 1
        counts[(month, "minutes", "")] += note.minutes or 0
        for measure, codes in (("intervention", note.interventions), ("domain", note.domains)):
            counts.update((month, measure, code) for code in codes.split())
        for measure in ("phase", "language", "status", "profile"):
            counts[(month, measure, getattr(note, measure))] += 1
    rows = Referral.select(Referral, Service).left_outer_join(Service).where(Referral.case == case)
    for row in rows:
        category = row.service.category if row.service else row.unit
        counts[(f"{clock.day_of(row.at):%Y-%m}", "referral", f"{category}:{row.outcome or row.status}")] += 1
    for booking in Interpreting.select().where(Interpreting.case == case):
        counts[(f"{clock.day_of(booking.at):%Y-%m}", "interpreter", booking.counted)] += 1
    return counts


def closures(cases: list[Case]) -> dict[str, Closure]:
    """Those of ``cases`` that are closed, by the case's uuid. One query."""
    rows = Closure.select(Closure, Case).join(Case).where(Closure.case.in_([case.id for case in cases]))
    return {row.case.uuid: row for row in rows}


def may_erase(case: Case, today: date) -> bool:
    """Whether the retention period of a closed case is over."""
    row = Closure.get_or_none(Closure.case == case)
    return row is not None and row.erase_after is not None and row.erase_after <= today


def is_blank(case: Case, by: User) -> bool:
    """Whether a case holds nothing but what opening it makes, and perhaps a draft of ``by``."""
    made = {Member, Closure, Draft}
    holding = [model for model in MODELS if "case" in model._meta.fields and model not in made]
    others = Draft.select().where(Draft.case == case, Draft.author != by)
    return not others.exists() and not any(
        model.select().where(model._meta.fields["case"] == case).exists() for model in holding
    )


def _may_be_erased(case: Case, by: User, client_asks: bool, mistake: bool) -> None:
    must_lead(case, by)
    if not Closure.select().where(Closure.case == case).exists():
        raise CaseError(N_("Close the case first."))
    if still_open(case)[0]:
        raise CaseError(N_("A referral is still under way: end it first."))
    if mistake and not is_blank(case, by):
        raise CaseError(N_("Something was written in this case: it is not erased as a mistake."))
    if mistake or client_asks or may_erase(case, clock.today()):
        return
    if not Closure.get(Closure.case == case).erase_after:
        raise CaseError(N_("No retention period is set: a case is erased only if the client asks for it."))
    raise CaseError(N_("The retention period is not over. Before that only if the client asks for it."))


def erase(folder: Path, case: Case, by: User, client_asks: bool = False, mistake: bool = False) -> None:
    """Remove everything: person, ties, notes, drafts, letters, files; then its keys, so that no old copy of
    the data opens either. Anonymous counters stay, except of a case that was opened by ``mistake``: it never
    was one, and the log says so. ``folder`` is ``DATA_DIR/files``.

    Where the two are cut off from each other (no room, no power), ``forget_erased`` does the rest.

    Raises:
        CaseError: somebody else than the lead asks, the case is not closed, a referral is under way, or it
            is too early and the client does not ask for it; or a mistake has something in it.
    """
    with recorded(_ERASED[mistake], case.uuid, by.uuid):
        _may_be_erased(case, by, client_asks, mistake)
        stored = [row.stored for row in Document.select(Document.stored).where(Document.case == case)]
        keyed = [case.uuid, *(row.uuid for row in Circle.select().where(Circle.case == case))]
        for (month, measure, code), number in ({} if mistake else _count(case)).items():
            row, _made = Tally.get_or_create(month=month, measure=measure, code=code)
            Tally.update(n=Tally.n + number).where(Tally.id == row.id).execute()
        noted(_CIRCLE_ERASED, keyed[1:], by.uuid)
        Case.delete().where(Case.id == case.id).execute()
    _forget(keyed)
    documents.unlink(folder, stored)


def _forget(keyed: list[str]) -> None:
    with CaseKey._meta.database.atomic():
        CaseKey.delete().where(CaseKey.case_uuid.in_(keyed)).execute()
    db.empty_logs()


def forget_erased() -> None:
    """Delete the keys of cases and circles that were erased, where that was cut off: old copies of the data
    would open with them. Only of what the log says was erased, and is not there: a key that has no case may
    be of one that is being opened, or is still to be put back from a backup."""
    verbs = (*_ERASED.values(), _CIRCLE_ERASED)
    erased: Any = AuditLine.select(AuditLine.about).where(AuditLine.verb.in_(verbs)).tuples()
    there: Any = [*Case.select(Case.uuid).tuples(), *Circle.select(Circle.uuid).tuples()]
    kept: Any = CaseKey.select(CaseKey.case_uuid).distinct().tuples()
    if left := (set(kept) & set(erased)) - set(there):
        _forget([uuid for (uuid,) in left])
