"""Breaking the glass: a case that is not one's own, with the printed recovery key out of the safe.

It asks for a reason and for the client's name as the client gave it (no list of names is ever shown), ends
by itself after some hours, and stands on top of the case for its lead at once (practice.md, 2.3).
"""

import re
from datetime import timedelta
from typing import Any

from app import db
from app.audit import recorded
from app.auth.models import User
from app.cases import desk, opening, people, recovery, rekeying
from app.cases.access import works_on_cases
from app.cases.closing import must_lead
from app.cases.errors import CaseError
from app.cases.letters import fold
from app.cases.models import Case, CaseKey, Emergency, Member
from app.cases.opening import Opened
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_
from app.vault.errors import VaultError
from directory.clock import now

SHORTEST_REASON, LONGEST_REASON = 10, 1_000


def _words(text: str) -> set[str]:
    """The words of a name, however it is typed: an emergency is no moment to look for an accent."""
    return {word for word in re.findall(r"\w+", fold(text)) if len(word) > 1}


def _named(name: str, opened: dict[str, Opened]) -> list[Case]:
    """The cases of which the title or the client's name is ``name``, all of it, in any order: a part of it
    that one case alone has would let anybody in who guesses."""
    asked, found = _words(name), []
    for case in Case.select().where(Case.uuid.in_(list(opened))):
        key = opened[case.uuid]
        title = key.show("case", case.uuid, "title", case.title)
        if asked in (_words(title), _words(people.client_of(case, key)["name"])):
            found.append(case)
    return found


def break_glass(by: User, kit: str, name: str, reason: str) -> Case:
    """Let ``by`` onto one case for the hours that the service set. ``kit`` is the printed recovery key.

    Every attempt leaves a line in the log.

    Raises:
        CaseError: no part in case work, no real reason or too long a one, not the key of this server,
            or not exactly one case of that name.
    """
    if not works_on_cases(by):
        raise CaseError(N_("Your account may not do this."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise CaseError(N_("Write down why this cannot wait: the lead of the case reads it."), "reason")
    reason = within(reason, LONGEST_REASON, "reason")
    with recorded("emergency.tried", "", by.uuid):
        pass
    try:
        opened, _total = recovery.open_all(recovery.private_of(kit))
    except VaultError as error:
        raise CaseError(
            N_("This is not the recovery key of this server. Look for a slip in typing."), "kit"
        ) from error
    found = _named(name, opened) if _words(name) else []
    if len(found) != 1:
        raise CaseError(
            N_(
                "No case has exactly this name, or more than one has. "
                "Write the whole name as the client gives it."
            ),
            "name",
        )
    case = found[0]
    if Member.select().where(Member.case == case, Member.user == by, Member.part != "emergency").exists():
        raise CaseError(N_("You are on the team of this case already: find it under My cases."))
    _admit(case, opened[case.uuid], by, reason)
    return case


def _admit(case: Case, opened: Opened, by: User, reason: str) -> None:
    until = now() + timedelta(hours=desk.number("emergency_hours"))
    opening.give(opened, case, by)
    row = Emergency(case=case, user=by, until=until)
    row.reason = opened.hide("emergency", row.uuid, "reason", reason)
    with written("emergency.opened", case, opened, by):
        row.save(force_insert=True)
        Member.delete().where(Member.case == case, Member.user == by).execute()
        Member.create(case=case, user=by, part="emergency", until=until)


def shut_ended() -> None:
    """Delete the sealed keys of emergencies that are over, the first time that anybody works on a case
    afterwards: a clock that is put back opens nothing again. One from the future, which was begun while the
    clock was ahead, is over too: its hours would come. Who was there stands on top of the case until its lead
    has seen it. Two queries, at every page of case work."""
    moment = now()
    over = Member.select(Case.uuid, User.uuid).join(Case).switch(Member).join(User)
    ahead = (Member.part == "emergency") & (Member.since > moment + timedelta(minutes=1))
    ended: Any = over.where(ahead | ((Member.part == "emergency") & (Member.until <= moment))).tuples()
    # Compared by value: SQLite takes no query of some hundred conditions.
    theirs: set[tuple[str, str]] = set(ended)
    held: Any = CaseKey.select(CaseKey.id, CaseKey.case_uuid, CaseKey.holder).where(
        CaseKey.case_uuid.in_([case for case, _holder in theirs])
    )
    if gone := [key for key, *pair in held.tuples() if tuple(pair) in theirs]:
        Member.update(until=moment).where(ahead).execute()
        CaseKey.delete().where(CaseKey.id.in_(gone)).execute()
        db.empty_logs()


def unseen(case: Case, opened: Opened) -> list[tuple[Emergency, str]]:
    """What the lead has not acknowledged yet, with its reason. One query."""
    rows = (
        Emergency.select(Emergency, User).join(User).where(Emergency.case == case, Emergency.seen.is_null())
    )
    return [(row, opened.read("emergency", row.uuid, "reason", row.reason)) for row in rows]


def acknowledge(case: Case, opened: Opened, by: User, row: Emergency) -> None:
    """The lead has seen it; the access ends with it, and the case gets another key.

    Raises:
        CaseError: somebody else than the lead asks.
        KeyMoved: the team changed at the same moment; nothing changed.
    """
    must_lead(case, by)
    guest = (Member.case == case) & (Member.user == row.user) & (Member.part == "emergency")
    with rekeying.renewing(case, opened) as renewal:
        with written("emergency.seen", case, opened, by):
            Emergency.update(seen=now()).where(Emergency.id == row.id).execute()
        if Member.select().where(guest).exists():
            rekeying.leave(renewal, case, opened, by, row.user)
