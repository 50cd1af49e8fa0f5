"""Somebody leaves a case and may have kept its key: a new key, and everything encrypted anew with it.

Keys and data are two databases. All of it happens under the write lock of the data, so that there is one
change of a team at a time: the new key is sealed to those who stay and held the one before, the data changes,
it is committed, and then the old key is deleted. A crash in between leaves an unused key, never a text
without one.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import peewee

from app import db
from app.auth.models import Keyring, User
from app.cases import opening
from app.cases.access import in_time, works_on_cases
from app.cases.errors import CaseError
from app.cases.models import HIDDEN, Case, CaseKey, Circle, Member, Note, NoteVersion
from app.cases.opening import RECOVERY, Keyed, Opened
from app.cases.writing import check_key, written
from app.i18n import N_
from app.vault import keys
from app.vault.errors import Tampered
from directory.transactions import writing


@dataclass
class Renewal:
    """What one transaction renews: the rows that name another key, and which sealed keys go after it."""

    rows: list[Keyed] = field(default_factory=list)
    dead: list[Any] = field(default_factory=list)


@contextmanager
def renewing(case: Case, opened: Opened) -> Iterator[Renewal]:
    """Around everything that one change of a team does: all of it is kept, or nothing. The keys of before
    are deleted once it is committed, so it never stands inside another transaction.

    Raises:
        KeyMoved: the team changed at the same moment; nothing changed, and it can be asked again.
    """
    database = Case._meta.database
    if database.in_transaction():
        raise RuntimeError("keys would be deleted before their successors are committed")
    renewal = Renewal()
    try:
        with writing(database):
            check_key(case, opened)
            yield renewal
    except BaseException:
        for row in renewal.rows:
            row.key_version -= 1
        raise
    for dead in renewal.dead:
        CaseKey.delete().where(dead).execute()
    db.empty_logs()


def _seal(row: Keyed, old: Opened, holders: Iterable[User], renewal: Renewal) -> Opened:
    """A key of the next version, sealed to ``holders`` (see ``holding``) and for recovery. ``row`` then
    names that version; it is not saved. Raises KeyMoved unless ``old`` is its key now."""
    check_key(row, old)
    row.key_version = old.version + 1
    renewal.rows.append(row)
    renewal.dead.append((CaseKey.case_uuid == row.uuid) & (CaseKey.version < row.key_version))
    key, ring = keys.new_case_key(), Keyring.get()
    with CaseKey._meta.database.atomic():
        # No committed row names these: under the lock, the version of ``old`` is the last one.
        ahead = (CaseKey.case_uuid == row.uuid) & (CaseKey.version >= row.key_version)
        CaseKey.delete().where(ahead).execute()  # of an attempt that was cut off
        for user in holders:
            opening.seal(row, key, user.uuid, bytes(user.public_key))
        opening.seal(row, key, RECOVERY, bytes(ring.recovery_public))
    return Opened(row.uuid, key, row.key_version)


def _again(name: str, rows: Any, old: Opened, new: Opened) -> None:
    """Encrypt columns anew. What ``old`` does not open is damaged already and keeps its bytes: it must not
    hold the team as it is for ever. A case whose title does not open is left alone."""
    model, columns = HIDDEN[name]
    fields = [getattr(model, column) for column in columns]
    for row in rows:
        for column in columns:
            value = getattr(row, column)
            if value is None:
                continue
            try:
                text = old.show(name, row.uuid, column, value)
            except Tampered:
                if model is Case:
                    raise
                continue
            setattr(row, column, new.hide(name, row.uuid, column, text))
        row.save(only=fields)


def _rows(model: type[peewee.Model], case: Case) -> Any:
    """The rows of a table that the case's own key hides; a circle's notes have another."""
    if model is Case:
        return [Case.get_by_id(case.id)]  # as it is now: somebody may have given it another title
    if model is Note:
        return Note.select().where(Note.case == case, Note.circle.is_null())
    if model is NoteVersion:
        return NoteVersion.select(NoteVersion).join(Note).where(Note.case == case, Note.circle.is_null())
    return model.select().where(model.case == case)  # type: ignore[attr-defined]


def team(case: Case) -> list[User]:
    """Who sees the case now: an emergency that is over gets no new key."""
    rows = Member.select(Member, User).join(User).where(Member.case == case, in_time())
    return [row.user for row in rows]


def holding(row: Keyed, users: Iterable[User]) -> list[User]:
    """Those of ``users`` who work on cases and hold the key of now. Their accounts are read again: under the
    lock, this holds until the change is made.

    A new key is sealed to nobody else. Who got other keys since (a forgotten passphrase, or an administrator
    who used the link), and whose account was shut or works on cases no more, was let in again by nobody: a
    change of the team must not do so by itself.
    """
    now_there = User.select().where(User.id.in_([user.id for user in users]), User.active)
    return opening.holders(row, [user for user in now_there if works_on_cases(user)])


def _someone_stays(case: Case, holders: list[User]) -> None:
    """Raises CaseError when only the recovery key, or a guest for some hours, would open the case."""
    stays = Member.select().where(
        Member.case == case, Member.user.in_([user.id for user in holders]), Member.part != "emergency"
    )
    if not stays.exists():
        raise CaseError(
            N_("Nobody else on the team can open this case now. Its lead has to be let in again first.")
        )


def leave(renewal: Renewal, case: Case, opened: Opened, by: User, leaver: User) -> Opened:
    """Take somebody off the team, and give the case another key. Circles: see ``circles.leave``.

    Raises:
        CaseError: nobody who stays could open it.
    """
    with written("team.left", case, opened, by):
        Member.delete().where(Member.case == case, Member.user == leaver).execute()
        holders = holding(case, team(case))
        _someone_stays(case, holders)
        fresh = _seal(case, opened, holders, renewal)
        for name, (model, _columns) in HIDDEN.items():
            _again(name, _rows(model, case), opened, fresh)
        Case.update(key_version=case.key_version).where(Case.id == case.id).execute()
    return fresh


def renew_circle(renewal: Renewal, circle: Circle, old: Opened, stay: list[User]) -> None:
    """Another key for a circle whose members are now ``stay``, sealed to those who held the one before."""
    fresh = _seal(circle, old, holding(circle, stay), renewal)
    _again("note", Note.select().where(Note.circle == circle), old, fresh)
    versions = NoteVersion.select(NoteVersion).join(Note).where(Note.circle == circle)
    _again("version", versions, old, fresh)
    Circle.update(key_version=circle.key_version).where(Circle.id == circle.id).execute()
