"""What changed in the directory, as the database counts it: numbers that are compared before a search."""

from typing import NamedTuple

import peewee

from directory.models import Service, Stamp

_ASKED = (
    "SELECT (SELECT value FROM stamp WHERE name = 'sheets'), "
    "(SELECT mark FROM indexchange WHERE number = (SELECT value FROM stamp WHERE name = 'sheets')), "
    "(SELECT value FROM stamp WHERE name = 'thesaurus'), "
    "EXISTS (SELECT 1 FROM service WHERE indexed < version)"
)


class Stamps(NamedTuple):
    """The last change of sheets, its mark, the last change of the thesaurus, and whether any sheet waits."""

    sheets: int
    mark: int
    thesaurus: int | None
    behind: bool


class _Read(NamedTuple):
    """Stamps as a connection read them last, with what tells that nobody wrote since."""

    connection: object
    at: tuple[int, int]
    stamps: Stamps


_last: _Read | None = None


def raise_stamp(name: str) -> int:
    """Count one change of what ``name`` says; call it in a transaction that writes. Returns the number."""
    more = {Stamp.value: Stamp.value + 1}
    Stamp.insert(name=name, value=1).on_conflict(conflict_target=[Stamp.name], update=more).execute()
    return int(Stamp.select(Stamp.value).where(Stamp.name == name).scalar())


def _ask() -> Stamps:
    row = Service._meta.database.execute_sql(_ASKED).fetchone()
    return Stamps(row[0] or 0, row[1] or 0, row[2], bool(row[3]))


def present_stamps() -> Stamps:
    """As they are now: one query; of SQLite none, as long as nobody wrote anything into its file.

    SQLite says of a connection whether another one committed (``data_version``), and what it changed itself
    (``total_changes``); within a transaction, which may be taken back, they are asked for anew.
    """
    global _last
    database = Service._meta.database
    if not isinstance(database, peewee.SqliteDatabase) or (own := database.connection()).in_transaction:
        return _ask()
    at = (own.execute("PRAGMA data_version").fetchone()[0], own.total_changes)
    last = _last
    if last is None or last.connection is not own or last.at != at:
        last = _last = _Read(own, at, _ask())
    return last.stamps
