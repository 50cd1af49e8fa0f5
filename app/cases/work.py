"""What is done in a case. Each verb is one transaction and one line in the audit log."""

from datetime import date, timedelta

from app.audit import recorded
from app.auth.models import User, now
from app.cases import opening
from app.cases.access import works_on_cases
from app.cases.errors import CaseError, DraftConflict
from app.cases.models import Case, Draft, Member, Note, Referral, Task
from app.cases.opening import Opened
from app.i18n import N_
from directory import taxonomies
from directory.models import Service

KINDS = ("info", "letter", "warm", "sent")
# Prison management and its psychosocial service, and the justice houses (practice.md, section 1):
# nothing with content is addressed to them. Their address may be given to the client.
JUSTICE_CHAIN = frozenset({"prison", "justice_house"})
# The five things to be recorded before anything about a client leaves the service (practice.md, 2.6).
CONDITIONS = ("told", "agrees", "serves", "limited", "bound")
NEWS_AFTER = timedelta(days=10)


def open_case(user: User, title: str) -> tuple[Case, Opened]:
    """A new case; a pseudonym is enough, and an empty one gets a neutral name.

    Raises:
        CaseError: the account has no part in case work.
    """
    if not works_on_cases(user):
        raise CaseError(N_("Your account may not do this."))
    case = Case()
    opened = opening.begin(case, user)
    case.title = opened.hide("case", case.uuid, "title", title.strip() or "?")
    with recorded("case.opened", case.uuid, user.uuid):
        case.save(force_insert=True)
        Member.create(case=case, user=user, part="lead")
    return case, opened


def share(case: Case, opened: Opened, by: User, colleague: User, part: str = "colleague") -> None:
    """Let a colleague onto the team.

    Raises:
        CaseError: who asks is not the lead, or the colleague's account has no part in case work.
    """
    if not Member.select().where(Member.case == case, Member.user == by, Member.part == "lead").exists():
        raise CaseError(N_("Only the lead of the case decides who is on its team."))
    if (
        not works_on_cases(colleague)
        or not colleague.public_key
        or not colleague.active
        or part not in {"deputy", "colleague"}
    ):
        raise CaseError(N_("This account does not work on cases."))
    known = Member.select().where(Member.case == case, Member.user == colleague).exists()
    if known and opening.holds_key(case, colleague):
        return
    # Never by itself: whoever took over an account with a new link would be let in by the next visitor.
    opening.give(opened, case, colleague)
    with recorded("case.shared", case.uuid, by.uuid):
        if not known:
            Member.create(case=case, user=colleague, part=part)


def _known(scheme: str, codes: list[str]) -> str:
    known = taxonomies.codes(scheme)
    return " ".join(code for code in codes if code in known)


def add_note(
    case: Case, opened: Opened, author: User, text: str, *, interventions: list[str], domains: list[str],
    channel: str = "", minutes: int | None = None,
) -> Note:  # fmt: skip
    """Write a note, and clear the author's draft in the same transaction.

    Raises:
        CaseError: there is neither a text nor a type.
    """
    if not text.strip() and not interventions:
        raise CaseError(N_("Write a word, or choose what kind of contact it was."))
    note = Note(case=case, author=author, minutes=minutes)
    note.interventions, note.domains = _known("intervention", interventions), _known("life_domain", domains)
    note.channel = _known("channel", [channel])
    note.text = opened.hide("note", note.uuid, "text", text)
    with recorded("note.added", case.uuid, author.uuid):
        note.save(force_insert=True)
        Draft.delete().where(Draft.case == case, Draft.author == author).execute()
        Case.update(touched=now()).where(Case.id == case.id).execute()
    return note


def save_draft(case: Case, opened: Opened, author: User, text: str, base: int) -> int:
    """Keep what is being typed. ``base`` is the version that the page last saw; returns the new one.

    Raises:
        DraftConflict: another tab saved in the meantime; nothing is overwritten.
    """
    with recorded("draft.saved", case.uuid, author.uuid):
        draft = Draft.get_or_none(Draft.case == case, Draft.author == author)
        if draft is None:
            draft = Draft(case=case, author=author, version=0)
        elif draft.version != base:
            stored = opened.show("draft", draft.uuid, "text", draft.text)
            if stored != text:
                raise DraftConflict(stored, draft.version)
        draft.text = opened.hide("draft", draft.uuid, "text", text)
        draft.version, draft.saved = draft.version + 1, now()
        draft.save()
    return int(draft.version)


def draft_of(case: Case, opened: Opened, author: User) -> tuple[str, int]:
    """The author's draft and its version; ('', 0) when there is none."""
    draft = Draft.get_or_none(Draft.case == case, Draft.author == author)
    return (opened.show("draft", draft.uuid, "text", draft.text), draft.version) if draft else ("", 0)


def _task(case: Case, opened: Opened, author: User, words: str, due: date | None) -> Task:
    task = Task(case=case, author=author, due=due)
    task.words = opened.hide("task", task.uuid, "words", words)
    return task


def add_task(case: Case, opened: Opened, author: User, words: str, due: date | None) -> Task:
    """Something to do. Raises CaseError when it says nothing."""
    if not words.strip():
        raise CaseError(N_("Say what is to be done."))
    task = _task(case, opened, author, words.strip(), due)
    with recorded("task.added", case.uuid, author.uuid):
        task.save(force_insert=True)
    return task


def finish_task(case: Case, task: Task, by: User) -> None:
    """Mark a task as done; a second time changes nothing."""
    with recorded("task.done", case.uuid, by.uuid):
        Task.update(done=now()).where(Task.id == task.id, Task.done.is_null()).execute()


def _given(referral: Referral, opened: Opened, by: User) -> None:
    """An address or a letter was given and nobody knows yet what comes of it: a task asks in time."""
    task = _task(referral.case, opened, by, "", (now() + NEWS_AFTER).date())
    task.referral = referral
    task.save(force_insert=True)


def refer(
    case: Case, opened: Opened, author: User, service: Service, kind: str, conditions: list[str]
) -> Referral:
    """Refer the client to a service.

    *Info* gives an address to the client: nothing leaves the service. The other kinds become
    ``requested`` when all five conditions are recorded, and stay a ``draft`` until then. A *letter*,
    like *info*, ends at once: it was given, and nobody knows yet what comes of it.

    Raises:
        CaseError: an unknown kind, or anything but *info* to the justice chain.
    """
    if kind not in KINDS:
        raise CaseError(N_("Choose how you refer: info, letter, warm or sent."))
    if kind != "info" and service.category in JUSTICE_CHAIN:
        raise CaseError(
            N_("Nothing about a client goes to prison or justice services. You can give the address.")
        )
    kept = [name for name in CONDITIONS if name in conditions]
    complete = kind == "info" or len(kept) == len(CONDITIONS)
    status = "draft" if not complete else "given" if kind in {"info", "letter"} else "requested"
    referral = Referral(case=case, service=service, author=author, kind=kind, status=status)
    referral.conditions = " ".join(kept)
    with recorded(f"referral.{status}", case.uuid, author.uuid):
        referral.save(force_insert=True)
        if status == "given":
            _given(referral, opened, author)
        Case.update(touched=now()).where(Case.id == case.id).execute()
    return referral


def complete_referral(
    case: Case, opened: Opened, referral: Referral, by: User, conditions: list[str]
) -> bool:
    """Record what was still missing; returns whether the referral is now on its way."""
    kept = [name for name in CONDITIONS if name in {*conditions, *referral.conditions.split()}]
    if referral.status != "draft" or len(kept) < len(CONDITIONS):
        return False
    status = "given" if referral.kind == "letter" else "requested"
    with recorded(f"referral.{status}", case.uuid, by.uuid):
        query = Referral.update(status=status, conditions=" ".join(kept), at=now())
        moved = query.where(Referral.id == referral.id, Referral.status == "draft").execute()
        if moved and status == "given":
            _given(referral, opened, by)
    return True
