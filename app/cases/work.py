"""Opening a case, and letting colleagues onto it."""

from app.audit import recorded
from app.auth.models import User
from app.cases import opening, teams
from app.cases.access import can_be_given, works_on_cases
from app.cases.errors import CaseError
from app.cases.models import Case, Member
from app.cases.opening import Opened
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_

LONGEST_TITLE = 200


def open_case(user: User, title: str) -> tuple[Case, Opened]:
    """A new case; a pseudonym is enough, and an empty one gets a neutral name.

    Raises:
        CaseError: the account has no part in case work, or the name is too long.
    """
    if not works_on_cases(user):
        raise CaseError(N_("Your account may not do this."))
    name = within(title, LONGEST_TITLE, "title") or "?"  # before there is a key of nothing
    case = Case()
    opened = opening.begin(case, user)
    case.title = opened.hide("case", case.uuid, "title", name)
    with recorded("case.opened", case.uuid, user.uuid):
        case.save(force_insert=True)
        Member.create(case=case, user=user, part="lead")
    return case, opened


def share(case: Case, opened: Opened, by: User, colleague: User, part: str = "colleague") -> None:
    """Let a colleague onto the team; whoever is there for an emergency then stays, without an end. Who is on
    it already gets the case's key once more: what the account has may be damaged.

    Raises:
        CaseError: who asks is not the lead, or the colleague's account has no part in case work.
    """
    with written("case.shared", case, opened, by):
        if teams.part_of(case, by) != "lead":
            raise CaseError(N_("Only the lead of the case decides who is on its team."))
        colleague = User.get_by_id(colleague.id)
        if not can_be_given(colleague) or part not in teams.PARTS:
            raise CaseError(N_("This account does not work on cases."))
        there = Member.get_or_none(Member.case == case, Member.user == colleague)
        guest = there is not None and there.part == "emergency"
        # Never by itself: whoever took over an account with a new link would be let in by the next visitor.
        opening.give(opened, case, colleague)
        if guest:
            Member.delete().where(Member.case == case, Member.user == colleague).execute()
        if guest or there is None:
            Member.create(case=case, user=colleague, part=part)
