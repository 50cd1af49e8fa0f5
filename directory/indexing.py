"""Keeps the search index of this server in step with the rows.

Each sheet carries ``version`` and ``indexed``: saving raises the first. Whoever searches next notes the
sheets that are behind: they get the next number of all changes (``change``) and are marked with the version
of that moment, so that a crash or a race loses nothing. Every server's index remembers the last number it
has taken in and follows by itself; PostgreSQL being the shared truth, several servers need not know of one
another.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import peewee

from directory.models import Service, Stamp
from directory.reading import documents
from directory.transactions import writing
from search_index.index import Index, IndexBusy, IndexDamaged

# Up to so many sheets are indexed while a search waits; more of them beside it.
AT_ONCE = 2000
# How long a search waits for another process that is writing, in seconds.
PATIENCE = 0.8
_STAMPS = (
    "SELECT (SELECT value FROM stamp WHERE name = 'sheets'), "
    "(SELECT value FROM stamp WHERE name = 'thesaurus'), "
    "EXISTS (SELECT 1 FROM service WHERE indexed < version)"
)


@dataclass
class State:
    """What this process knows. ``thesaurus``: the stamp of the thesaurus at the last search."""

    index: Index | None = None
    thesaurus: int | None = None
    beside: threading.Thread | None = None


state = State()


class NotReady(Exception):
    """There is no index that can answer now; it is being built."""


def use_index(path: Path) -> None:
    """Say where the index lives. Called once at start-up."""
    state.index, state.thesaurus, state.beside = Index(path), None, None


def _index() -> Index:
    if state.index is None:
        raise RuntimeError("use_index() was not called")
    return state.index


def raise_stamp(name: str) -> int:
    """Count one change of what ``name`` says; call it in a transaction that writes. Returns the number."""
    more = {Stamp.value: Stamp.value + 1}
    Stamp.insert(name=name, value=1).on_conflict(conflict_target=[Stamp.name], update=more).execute()
    return int(Stamp.select(Stamp.value).where(Stamp.name == name).scalar())


def _note() -> int:
    """Number the sheets that changed since; the row of the stamp keeps two from doing so at once."""
    with writing(Service._meta.database):
        number = raise_stamp("sheets")
        behind = Service.indexed < Service.version
        Service.update(change=number, indexed=Service.version).where(behind).execute()
    return number


def _stamps() -> tuple[int, int | None, bool]:
    """The numbers of the last change of sheets and thesaurus, and whether any sheet is behind; one query."""
    row = Service._meta.database.execute_sql(_STAMPS).fetchone()
    return row[0] or 0, row[1], bool(row[2])


@contextmanager
def _locked(index: Index, patience: float) -> Iterator[None]:
    """The writer's lock. Raises IndexBusy after ``patience`` seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            with index.writer_lock(wait=patience == float("inf")):
                yield
            return
        except IndexBusy:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _count() -> int:
    return Service.select().where(~Service.archived).count()


def _build(index: Index) -> None:
    """Build anew; the lock is held. Changes that come in meanwhile are taken in by the next search."""
    seen = _stamps()[0]
    rows = Service.select(Service.id).where(~Service.archived).order_by(Service.id)
    index.rebuild(documents([row.id for row in rows]), seen)


def _catch_up(index: Index) -> None:
    """Take in what changed since the index's last number, or build it; the lock is held."""
    try:
        index.open()
        target = _stamps()[0]
        if index.seen > target:
            raise IndexDamaged("the database is older than the index: it was restored")
        if index.seen == target:
            return
        rows = list(Service.select(Service.id, Service.archived).where(Service.change > index.seen))
        if len(rows) > AT_ONCE or index.worn:
            _build(index)
        else:
            kept = [row.id for row in rows if not row.archived]
            index.update(list(documents(kept)), {row.id for row in rows}, target)
        index.open()
    except IndexDamaged:
        _build(index)
        index.open()


def refresh() -> bool:
    """Bring the index up to date, however long it takes. Returns whether there was anything to do."""
    index = _index()
    sheets, _thesaurus, behind = _stamps()
    if behind:
        sheets = _note()
    try:
        index.open()
        if index.seen == sheets:
            return False
    except IndexDamaged:
        pass
    with _locked(index, float("inf")):
        _catch_up(index)
    return True


def rebuild() -> None:
    """Build the index anew from the database, beside the present one."""
    index = _index()
    if _stamps()[2]:
        _note()
    with _locked(index, float("inf")):
        _build(index)
    index.open()


def _work_beside() -> None:
    """Bring the index up to date in a thread of its own, while searches answer from what there is."""
    if state.beside is not None and state.beside.is_alive():
        return

    def work() -> None:
        database = Service._meta.database
        index = Index(_index().path)
        try:
            # A thread has a connection of its own.
            with database.connection_context(), _locked(index, 0.0):
                _catch_up(index)
        except (IndexBusy, IndexDamaged, OSError, peewee.DatabaseError):
            return  # another process is at it, or the next search tries again

    state.beside = threading.Thread(target=work, name="index", daemon=True)
    state.beside.start()


def _small(index: Index, sheets: int) -> bool:
    """Whether what is to be done can be done while a search waits."""
    if index.seen < 0 or index.seen > sheets:
        return _count() <= AT_ONCE
    return Service.select().where(Service.change > index.seen).limit(AT_ONCE + 1).count() <= AT_ONCE


def ready() -> Index:
    """The index, in step with the database: one cheap query and one look at a file when nothing changed.

    Raises:
        NotReady: it has to be built, which is done beside; answer without it.
    """
    index = _index()
    sheets, state.thesaurus, behind = _stamps()
    try:
        if behind:
            sheets = _note()
    except peewee.OperationalError:
        pass  # somebody writes for long, an import: the next search notes it
    damaged = False
    try:
        index.open()
    except IndexDamaged:
        damaged, index.seen = True, -1
    if damaged or index.seen != sheets:
        try:
            if _small(index, sheets):
                with _locked(index, PATIENCE):
                    _catch_up(index)
            else:
                _work_beside()
        except (IndexBusy, IndexDamaged, OSError):
            pass
        if damaged and index.seen < 0:
            raise NotReady
    return index
