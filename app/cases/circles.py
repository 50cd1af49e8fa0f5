"""Circles inside a team: notes that only some read, under a key of their own. A private note is a circle
of one. The recovery key opens circles too, so that subject access and retention reach them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.auth.models import User
from app.cases import opening, rekeying
from app.cases.access import of_team
from app.cases.errors import CaseError
from app.cases.models import Case, CaseKey, Circle, CircleMember
from app.cases.opening import Opened
from app.cases.typed import within
from app.cases.writing import check_key, written
from app.i18n import N_

LONGEST_NAME = 80


@dataclass(frozen=True)
class OpenedCircle:
    """A circle that the reader belongs to, with its key and its name ('' for the private one)."""

    row: Circle
    opened: Opened
    name: str


def mine(case: Case, opened: Opened, user: User, private: bytes) -> dict[int, OpenedCircle]:
    """The reader's circles in a case, by row id. Two queries whatever their number."""
    rows = list(Circle.select().join(CircleMember).where(Circle.case == case, CircleMember.user == user))
    keys = opening.open_many(rows, user, private) if rows else {}
    return {
        row.id: OpenedCircle(row, keys[row.uuid], opened.read("circle", row.uuid, "name", row.name))
        for row in rows
        if row.uuid in keys
    }


def _must_belong(case: Case, user: User) -> None:
    """Raises CaseError for who is there for an emergency: in some hours nobody of the team could read it, nor
    the guest."""
    if user.id not in of_team(case):
        raise CaseError(N_("Who is here for an emergency writes for the whole team."), "circle")


def _make(
    case: Case, opened: Opened, owner: User, name: str, private: bool, users: list[User]
) -> OpenedCircle:
    row = Circle(case=case, owner=owner, private=private)
    key = opening.begin(row, owner)
    for user in opening.holders(case, users):
        opening.give(key, row, user)
    row.name = opened.hide("circle", row.uuid, "name", name)
    with written("circle.made", case, opened, owner):
        row.save(force_insert=True)
        for user in (owner, *users):
            CircleMember.create(circle=row, user=user)
    return OpenedCircle(row, key, name)


def own(case: Case, opened: Opened, user: User, private: bytes) -> OpenedCircle:
    """The circle of the user alone, made at its first note."""
    found = [one for one in mine(case, opened, user, private).values() if one.row.private]
    return found[0] if found else _make(case, opened, user, "", True, [])


def begin(case: Case, opened: Opened, owner: User, name: str, users: list[User]) -> OpenedCircle:
    """A circle of some of the team.

    Raises:
        CaseError: it has no name or too long a one, or somebody is not of the team.
    """
    _must_belong(case, owner)
    if not name.strip():
        raise CaseError(N_("Give the circle a name."), "name")
    others = [user for user in users if user.id != owner.id]
    team = of_team(case)
    if not {user.id for user in others} <= team:
        raise CaseError(N_("A circle is made of people of the team."))
    return _make(case, opened, owner, within(name, LONGEST_NAME, "name"), False, others)


def chosen(case: Case, opened: Opened, user: User, private: bytes, code: str) -> OpenedCircle | None:
    """The circle that a note's form names: '' the whole team, ``private``, or a circle's uuid.

    Raises:
        CaseError: there is no such circle for this user, or the user is not of the team.
    """
    if not code:
        return None
    _must_belong(case, user)
    if code == "private":
        return own(case, opened, user, private)
    for one in mine(case, opened, user, private).values():
        if one.row.uuid == code:
            return one
    raise CaseError(N_("Choose one of the options."))


def members(row: Circle) -> list[User]:
    """Who reads a circle."""
    return [one.user for one in CircleMember.select(CircleMember, User).join(User).where(
        CircleMember.circle == row)]  # fmt: skip


def change(case: Case, opened: Opened, by: User, circle: OpenedCircle, users: list[User]) -> None:
    """Who reads a circle from now on; its owner always does. Who is taken out never reads what is written
    from then on: the circle gets another key. Who cannot open the case gets no key of it.

    Raises:
        CaseError: somebody else than its owner asks, or somebody is not of the team.
        KeyMoved: it changed at the same moment; nothing changed.
    """
    if circle.row.owner_id != by.id or circle.row.private:
        raise CaseError(N_("Only the person who made the circle decides who reads it."))
    team = of_team(case)
    wanted = {user.id: user for user in [by, *users]}
    if not set(wanted) <= team:
        raise CaseError(N_("A circle is made of people of the team."))
    with rekeying.renewing(case, opened) as renewal, written("circle.changed", case, opened, by):
        check_key(circle.row, circle.opened)
        present = {user.id for user in members(circle.row)}
        # Also who was let onto the case again since: the owner says once more who reads the circle.
        for user in opening.holders(case, wanted.values()):
            if not opening.holds_key(circle.row, user):
                opening.give(circle.opened, circle.row, user)
        for number in set(wanted) - present:
            CircleMember.create(circle=circle.row, user=wanted[number])
        gone = present - set(wanted)
        CircleMember.delete().where(CircleMember.circle == circle.row, CircleMember.user.in_(gone)).execute()
        if gone:
            rekeying.renew_circle(renewal, circle.row, circle.opened, list(wanted.values()))


def leave(
    renewal: rekeying.Renewal, case: Case, opened: Opened, by: User, readable: Mapping[int, Opened],
    leaver: User,
) -> None:  # fmt: skip
    """Somebody leaves the team, and so its circles. A private note stays with the case, sealed to its author
    and to the recovery key: it remains part of what the client may ask to see, and is erased with the case.

    A circle that is ``readable`` (its row's id → its key) gets another key; of one that nobody who is present
    can open, the leaver's key is deleted.
    """
    for row in Circle.select().join(CircleMember).where(
        Circle.case == case, CircleMember.user == leaver, ~Circle.private
    ):  # fmt: skip
        stay = [user for user in members(row) if user.id != leaver.id]
        with written("circle.changed", case, opened, by):
            CircleMember.delete().where(CircleMember.circle == row, CircleMember.user == leaver).execute()
            if row.owner_id == leaver.id and stay:
                Circle.update(owner=stay[0]).where(Circle.id == row.id).execute()
            if row.id in readable:
                rekeying.renew_circle(renewal, row, readable[row.id], stay)
            else:
                renewal.dead.append((CaseKey.case_uuid == row.uuid) & (CaseKey.holder == leaver.uuid))
