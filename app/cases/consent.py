"""Who agreed to what. A consent is for one recipient and certain blocks, or a linked person's scope.

Nothing is assumed: what is not covered by an active consent does not leave, and is not written.
"""

from datetime import date

from app.auth.models import User
from app.cases import clock
from app.cases.errors import CaseError
from app.cases.models import Case, Consent, Document, Person, Referral
from app.cases.opening import Opened
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_
from directory import merging
from directory.models import Service

# What may leave, block by block. ``linked`` is about a third person, so it asks his consent too.
BLOCKS = ("identity", "contact", "language", "household", "question", "situation", "done", "linked")
LINKED_SCOPES = ("support", "share")
HOW = ("oral", "written", "phone")
LONGEST = 10_000


def is_active(row: Consent, today: date) -> bool:
    """Whether a consent counts on a day."""
    ended = row.until is not None and row.until < today
    return bool(row.withdrawn is None and row.given <= today and not ended)


def of_case(case: Case) -> list[Consent]:
    """All consents of a case with their recipients and persons, the latest first."""
    query = Consent.select(Consent, Service, Person, User).left_outer_join(Service)
    query = query.switch(Consent).left_outer_join(Person).switch(Consent).join(User)
    return list(query.where(Consent.case == case).order_by(Consent.given.desc(), Consent.id.desc()))


def overtaken(rows: list[Consent]) -> dict[str, Service]:
    """Of those that count today, and were given for a sheet that is another one by now because two were
    merged: the sheet that stands, by their uuid, unless there is an agreement for it too. They do not hold
    for it. The number of queries does not depend on theirs."""
    today = clock.today()
    active = {row.uuid: row.service.external_id for row in rows if row.service and is_active(row, today)}
    sheets = merging.sheets_now(list(set(active.values())))
    asked = {old: one for old, one in sheets.items() if one.external_id not in active.values()}
    return {uuid: asked[old] for uuid, old in active.items() if old in asked}


def linked_scope(case: Case, today: date) -> set[str]:
    """What every linked person of the case agrees to on a day, each for oneself. No text says which of them
    it is about, so the word of one does not speak for another. Two queries."""
    persons = Person.select(Person.id).where(Person.case == case, Person.kind == "linked")
    agreed: dict[int, set[str]] = {row.id: set() for row in persons}
    for row in Consent.select().where(Consent.case == case, Consent.party == "linked"):
        if row.person_id in agreed and is_active(row, today):
            agreed[row.person_id].update(row.scope.split())
    return set.intersection(*agreed.values()) if agreed else set()


def linked_must_agree(case: Case, scope: str) -> None:
    """Raises CaseError unless every linked person has agreed to ``scope`` and has not withdrawn."""
    if scope not in linked_scope(case, clock.today()):
        raise CaseError(
            N_("The person concerned has not agreed to this. Record the agreement first, under Agreements.")
        )


def covering(referral: Referral) -> list[Consent]:
    """The client's active consents for this recipient."""
    rows = Consent.select().where(
        Consent.case == referral.case_id, Consent.party == "client", Consent.withdrawn.is_null()
    )
    today = clock.today()
    return [
        row for row in rows
        if row.service_id == referral.service_id and row.unit == referral.unit and is_active(row, today)
    ]  # fmt: skip


def covers(referral: Referral) -> bool:
    """Whether, today, every block that the referral holds may go to its recipient."""
    agreed = {code for row in covering(referral) for code in row.scope.split()}
    blocks = set(referral.blocks.split())
    if "linked" in blocks and "share" not in linked_scope(referral.case, clock.today()):
        return False
    return bool(agreed) and blocks <= agreed


def give(
    case: Case, opened: Opened, by: User, party: str, scope: list[str], how: str, given: date, *,
    until: date | None = None, proof: str = "", person: Person | None = None, service: Service | None = None,
    unit: str = "", document: Document | None = None,
) -> Consent:  # fmt: skip
    """Record that somebody agreed.

    Raises:
        CaseError: nothing to agree to, an unknown code, an impossible date, too long a text, or nobody
            it is for.
    """
    allowed = BLOCKS if party == "client" else LINKED_SCOPES
    kept = [code for code in allowed if code in scope]
    if not kept or how not in HOW or party not in {"client", "linked"}:
        raise CaseError(N_("Say what is agreed to, and how it was said."), "how" if kept else "scope")
    if given > clock.today():
        raise CaseError(N_("These dates are not possible for an agreement."), "given")
    if until is not None and until < given:
        raise CaseError(N_("These dates are not possible for an agreement."), "until")
    if party == "linked" and (person is None or person.kind != "linked" or person.case_id != case.id):
        raise CaseError(N_("Choose who agreed."), "person")
    if party == "client" and service is None and not unit:
        raise CaseError(N_("Choose for whom the agreement is."), "to")
    row = Consent(
        case=case, author=by, party=party, scope=" ".join(kept), how=how, given=given, until=until,
        person=person if party == "linked" else None, service=service, unit=unit, document=document,
    )  # fmt: skip
    row.proof = opened.hide("consent", row.uuid, "proof", within(proof, LONGEST, "proof"))
    with written("consent.given", case, opened, by):
        row.save(force_insert=True)
    return row
