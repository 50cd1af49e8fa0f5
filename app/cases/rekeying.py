"""Somebody leaves a case and may have kept its key: a new key, and everything encrypted anew with it.

Keys and data are two databases. First the new key is sealed to all who stay, then the data changes in one
transaction, then the old key is deleted. A crash in between leaves an unused key, never a text without one.
"""

from collections.abc import Iterable
from typing import Any

import peewee

from app.auth.models import Keyring, User, now
from app.cases import opening
from app.cases.errors import KeyMoved
from app.cases.models import HIDDEN, Case, CaseKey, Circle, Member, Note, NoteVersion
from app.cases.opening import RECOVERY, Keyed, Opened
from app.cases.writing import written
from app.vault import keys


def _seal(row: Keyed, holders: Iterable[User]) -> Opened:
    """A key of the next version, sealed to ``holders`` and for recovery. ``row`` then names that version;
    it is not saved."""
    row.key_version += 1
    key, ring = keys.new_case_key(), Keyring.get()
    with CaseKey._meta.database.atomic():
        ahead = (CaseKey.case_uuid == row.uuid) & (CaseKey.version >= row.key_version)
        CaseKey.delete().where(ahead).execute()  # of an attempt that was cut off
        for user in holders:
            if user.public_key:
                opening.seal(row, key, user.uuid, bytes(user.public_key))
        opening.seal(row, key, RECOVERY, bytes(ring.recovery_public))
    return Opened(row.uuid, key, row.key_version)


def _forget(row: Keyed) -> None:
    """Delete the keys of before."""
    CaseKey.delete().where(CaseKey.case_uuid == row.uuid, CaseKey.version < row.key_version).execute()


def _again(name: str, rows: Any, old: Opened, new: Opened) -> None:
    model, columns = HIDDEN[name]
    fields = [getattr(model, column) for column in columns]
    for row in rows:
        for column in columns:
            value = getattr(row, column)
            if value is not None:
                setattr(
                    row, column, new.hide(name, row.uuid, column, old.show(name, row.uuid, column, value))
                )
        row.save(only=fields)


def _rows(name: str, model: type[peewee.Model], case: Case) -> Any:
    """The rows of a table that the case's own key hides; a circle's notes have another."""
    if model is Case:
        return [case]
    if model is Note:
        return Note.select().where(Note.case == case, Note.circle.is_null())
    if model is NoteVersion:
        return NoteVersion.select(NoteVersion).join(Note).where(Note.case == case, Note.circle.is_null())
    return model.select().where(model.case == case)  # type: ignore[attr-defined]


def _team(case: Case) -> list[User]:
    """Who sees the case now: an emergency that is over gets no new key."""
    in_time = Member.until.is_null() | (Member.until > now())
    return [row.user for row in Member.select(Member, User).join(User).where(Member.case == case, in_time)]


def leave(case: Case, opened: Opened, by: User, leaver: User) -> Opened:
    """Take somebody off the team, and give the case another key. Circles: see ``circles.leave``.

    Raises:
        KeyMoved: the team changed at the same moment; nothing changed, and it can be asked again.
    """
    before = case.key_version
    holders = [user for user in _team(case) if user.id != leaver.id]
    fresh = _seal(case, holders)
    try:
        with written("team.left", case, opened, by):
            Member.delete().where(Member.case == case, Member.user == leaver).execute()
            if {user.id for user in _team(case)} != {user.id for user in holders}:
                raise KeyMoved("the team changed")
            for name, (model, _columns) in HIDDEN.items():
                _again(name, _rows(name, model, case), opened, fresh)
            Case.update(key_version=case.key_version).where(Case.id == case.id).execute()
    except BaseException:
        case.key_version = before
        raise
    _forget(case)
    return fresh


def renew_circle(
    case: Case, opened: Opened, by: User, circle: Circle, old: Opened, stay: list[User]
) -> Opened:
    """Another key for a circle whose members are now ``stay``."""
    fresh = _seal(circle, stay)
    with written("circle.changed", case, opened, by):
        notes = Note.select().where(Note.circle == circle)
        _again("note", notes, old, fresh)
        versions = NoteVersion.select(NoteVersion).join(Note).where(Note.circle == circle)
        _again("version", versions, old, fresh)
        Circle.update(key_version=circle.key_version).where(Circle.id == circle.id).execute()
    _forget(circle)
    return fresh
