"""Who is on the team of a case, as what; and handing a case over, one or many."""

from collections.abc import Mapping
from datetime import datetime

from app.auth.models import User
from app.cases import circles, clock, drafts, opening, rekeying, tasks
from app.cases.access import can_be_given, in_time, works_on_cases
from app.cases.errors import CaseError, KeyMoved
from app.cases.models import Case, Member, Task
from app.cases.opening import Opened
from app.cases.writing import MOVED, written
from app.i18n import N_

PARTS = ("deputy", "colleague")


def part_of(case: Case, user: User) -> str:
    """Somebody's part in a case, or ''."""
    row = Member.get_or_none(Member.case == case, Member.user == user)
    return str(row.part) if row else ""


def colleagues(but: User) -> list[User]:
    """The accounts that can be let onto a case."""
    rows = User.select().where(User.active, User.id != but.id).order_by(User.name, User.email)
    return [user for user in rows if can_be_given(user)]


def change_part(case: Case, opened: Opened, by: User, who: User, part: str) -> None:
    """Make a colleague deputy, or no longer. Raises CaseError unless the lead asks."""
    with written("team.part", case, opened, by):
        if part_of(case, by) != "lead":
            raise CaseError(N_("Only the lead of the case decides who is on its team."))
        if part not in PARTS or part_of(case, who) not in PARTS:
            raise CaseError(N_("Choose one of the options."))
        Member.update(part=part).where(Member.case == case, Member.user == who).execute()


def _nothing_open(case: Case, opened: Opened, who: User) -> None:
    if not drafts.of(case, opened, who).empty:
        raise CaseError(N_("There is still a draft open in this case. Save it or empty it first."))


def leave(case: Case, opened: Opened, by: User, private: bytes, who: User) -> Opened:
    """Take somebody off the team: the case gets another key. A private note stays with the case.

    Raises:
        CaseError: the lead does not leave before handing over; only the lead takes somebody else off; or
            the leaver's own draft is still open.
        KeyMoved: the team changed at the same moment; nothing changed.
    """
    readable = _readable(case, opened, by, private)
    with rekeying.renewing(case, opened) as renewal:  # under the lock: who leads may change at this moment
        part = part_of(case, who)
        if part == "lead":
            raise CaseError(N_("The lead hands the case over first."))
        if not part or (by.id != who.id and part_of(case, by) != "lead"):
            raise CaseError(N_("Only the lead of the case decides who is on its team."))
        if by.id == who.id:
            _nothing_open(case, opened, who)
        return off(renewal, case, opened, by, who, readable)


def _readable(case: Case, opened: Opened, by: User, private: bytes) -> dict[int, Opened]:
    """The keys of one's own circles, by row id."""
    return {number: one.opened for number, one in circles.mine(case, opened, by, private).items()}


def off(
    renewal: rekeying.Renewal, case: Case, opened: Opened, by: User, who: User, readable: Mapping[int, Opened]
) -> Opened:
    """Off the team and its circles, whatever the part; open tasks are nobody's own, and the case gets
    another key. ``readable``: see ``circles.leave``."""
    circles.leave(renewal, case, opened, by, readable, who)
    Task.update(holder=None).where(Task.case == case, Task.holder == who, Task.done.is_null()).execute()
    return rekeying.leave(renewal, case, opened, by, who)


def _may_hand_over(case: Case, by: User, to: User) -> User:
    """The lead of now. Raises CaseError when it is not for ``by`` to give the case to ``to``."""
    row = Member.select(Member, User).join(User).where(Member.case == case, Member.part == "lead").first()
    takes = row is not None and to.id == by.id and part_of(case, by) == "deputy"
    if row is None or not (row.user_id == by.id or takes):
        raise CaseError(N_("The lead hands a case over, or a deputy takes it over."))
    if row.user_id == to.id or not can_be_given(to):
        raise CaseError(N_("This account does not work on cases."))
    return row.user


def move_lead(case: Case, opened: Opened, lead: User, to: User, by: User, words: str) -> None:
    """``to`` answers for the case from now on; the lead's open tasks go along, and a task says so.

    Raises:
        KeyMoved: ``lead`` does not lead it any more.
        CaseError: ``to`` works on cases no more.
    """
    with written("case.handed", case, opened, by):
        handed = (Member.case == case) & (Member.user == lead) & (Member.part == "lead")
        if not Member.update(part="colleague").where(handed).execute():  # a moment ago to somebody else
            raise KeyMoved(MOVED)
        if not can_be_given(User.get_by_id(to.id)):
            raise CaseError(N_("This account does not work on cases."))
        if not opening.holds_key(case, to):
            opening.give(opened, case, to)
        moved = Member.update(part="lead", until=None).where(Member.case == case, Member.user == to)
        if not moved.execute():
            Member.create(case=case, user=to, part="lead")
        mine = (Task.case == case) & (Task.holder == lead) & Task.done.is_null()
        Task.update(holder=to).where(mine).execute()
        if words:
            tasks.store(case, opened, by, words, clock.today(), kind="handover", holder=to)


def hand_over(
    case: Case, opened: Opened, by: User, private: bytes, to: User, *, stay: bool, words: str = ""
) -> None:
    """Give a case to another lead; a deputy may take it over. ``words``: the task that the new lead gets.

    Raises:
        CaseError: it is not for ``by`` to do, ``to`` does not work on cases, or a draft is still open.
    """
    lead = _may_hand_over(case, by, to)
    if stay or lead.id != by.id:
        move_lead(case, opened, lead, to, by, words)
        return
    _nothing_open(case, opened, by)
    readable = _readable(case, opened, by, private)
    with rekeying.renewing(case, opened) as renewal:
        move_lead(case, opened, lead, to, by, words)
        off(renewal, case, opened, by, lead, readable)


def since(case: Case) -> list[tuple[User, str, datetime]]:
    """The team: who, as what, since when; the lead first."""
    order = {"lead": 0, "deputy": 1, "colleague": 2}
    rows = Member.select(Member, User).join(User).where(Member.case == case, in_time())
    found = [(row.user, row.part, row.since) for row in rows]
    return sorted(found, key=lambda one: (order.get(one[1], 3), one[0].name or one[0].email))


def locked_out(case: Case, users: list[User]) -> set[int]:
    """Of the team: who works on cases and can be let in again, because the case does not open for them (a
    forgotten passphrase, an account that was shut)."""
    inside = {user.id for user in opening.holders(case, users)}
    return {user.id for user in users if user.active and works_on_cases(user)} - inside


def answers_for(user: User) -> int:
    """How many cases the account answers for: those that it leads, and those that nobody else on the team can
    open now. They are handed over, or their lead is let in again, before the account is shut."""
    found = 0
    for row in Member.select(Member, Case).join(Case).where(Member.user == user):
        holders = rekeying.holding(row.case, rekeying.team(row.case))
        found += row.part == "lead" or [one.id for one in holders] == [user.id]
    return found
