"""What somebody keeps of a service for oneself: a favourite, a note, a place on the list for a hand-out.

A note may say something of a client, so it is sealed to the account's public key: only a signed-in browser
of that account opens it. Nothing here is part of a sheet: it points at one, and so outlives another name,
and a merge.
"""

from dataclasses import dataclass

from app.auth.models import User
from app.resources.models import Favourite, OwnNote, Picked
from app.vault import keys
from app.vault.errors import VaultError
from directory.models import Service
from directory.transactions import writing

# More do not fit on one A4.
MOST_PICKED = 8
LONGEST = 4000
# Sealed notes are of whole steps of this length, so that a length tells little.
STEP = 512


class Full(Exception):
    """The list holds as many as fit on one A4."""


@dataclass(frozen=True)
class Mine:
    """``note``: None when it cannot be read in this browser now."""

    favourite: bool
    picked: bool
    on_paper: int
    note: str | None


def _context(user: User, row: OwnNote) -> bytes:
    return f"own note {user.uuid} {row.uuid}".encode()


def _notes(user: User, private: bytes, sheet: Service) -> list[tuple[OwnNote, str]]:
    """The notes that open, the oldest first; one sealed to a key that was replaced since does not."""
    found = []
    rows = OwnNote.select().where(OwnNote.user == user, OwnNote.service == sheet).order_by(OwnNote.id)
    for row in rows:
        try:
            found.append((row, keys.open_text(private, bytes(row.sealed), _context(user, row))))
        except VaultError:
            continue
    return found


def note(user: User, private: bytes | None, sheet: Service) -> str | None:
    """The user's own note on the sheet, '' without one, None while it cannot be read. Two notes that a
    merge brought together are read as one.
    """
    if private is None:
        return None
    return "\n\n".join(text for _row, text in _notes(user, private, sheet))


def keep_note(user: User, private: bytes, sheet: Service, text: str) -> None:
    """Make ``text`` the user's note on the sheet; '' takes it away."""
    with writing(OwnNote._meta.database):
        for row, _text in _notes(user, private, sheet):
            row.delete_instance()
        if text:
            row = OwnNote(user=user, service=sheet)
            row.sealed = keys.seal_text(bytes(user.public_key), text, STEP, _context(user, row))
            row.save(force_insert=True)


def picked(user: User) -> list[Service]:
    """The sheets on the list for a hand-out, in the order in which they were put there."""
    rows = Service.select().join(Picked).where(Picked.user == user, ~Service.archived)
    return list(rows.order_by(Picked.id))


def pick(user: User, sheet: Service) -> None:
    """Put the sheet on the list; it may stand there already. Raises Full."""
    mine = Picked.user == user
    if Picked.select().where(mine, Picked.service == sheet).exists():
        return
    if len(picked(user)) >= MOST_PICKED:
        raise Full
    Picked.create(user=user, service=sheet)


def put_back(user: User, sheet: Service | None) -> None:
    """Take the sheet from the list, or (None) all."""
    gone = Picked.delete().where(Picked.user == user)
    (gone.where(Picked.service == sheet) if sheet is not None else gone).execute()


def mine(user: User, private: bytes | None, sheet: Service) -> Mine:
    """All that the user keeps of the sheet."""
    favourite = Favourite.select().where(Favourite.user == user, Favourite.service == sheet).exists()
    chosen = [one.id for one in picked(user)]
    return Mine(favourite, sheet.id in chosen, len(chosen), note(user, private, sheet))
