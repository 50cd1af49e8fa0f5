"""Keeps the search index of this server in step with the rows.

Each sheet carries ``version`` and ``indexed``: saving raises the first. Whoever searches next notes the
sheets that are behind: they get the next number of all changes (``change``) and are marked with the version
of that moment, so that a crash or a race loses nothing. Every server's index remembers the last number it
has taken in and follows by itself; PostgreSQL being the shared truth, several servers need not know of one
another.
"""

import logging
import secrets
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import peewee

from directory.models import IndexChange, Service
from directory.reading import documents
from directory.stamps import Stamps, present_stamps, raise_stamp
from directory.transactions import hurried, writing
from search_index.index import Index, IndexBusy, IndexDamaged
from search_index.store import advice, locked_within, where

# Up to so many sheets are indexed while a search waits, some 0.4 s on two cores; more of them beside it. The
# starter directory is among what is built at once.
AT_ONCE = 200
# An index that is behind by more is built anew, which leaves nothing deleted in it.
MOST_TAKEN_IN = 1000
# While something is done beside, a search gets the processor back after so many seconds, not after Python's
# usual 0.005, at each of the many moments when it lets it go.
SWITCHED = 0.0005
# How long a search waits for another process that is writing, in seconds.
PATIENCE = 0.8
# And where the search before waited in vain.
NO_PATIENCE = 0.01
# After so many failures in a row the next attempt waits so many seconds, twice as long each time, to so many:
# somebody frees a disk that is full, and looks whether the edit is found. But as long as the last one took.
MOST_FAILURES, SHORTEST_REST, LONGEST_REST = 3, 1.0, 10.0
# Of so many changes the marks are kept; an index that is further behind is built anew.
MARKS = 1000
log = logging.getLogger(__name__)


@dataclass
class State:
    """What this process knows. ``thesaurus``: the stamp of the thesaurus at the last search. ``failures``:
    times in a row that it could not be mended, or not read after that; ``rests_until``: no attempt before.
    ``late``: at the last search changes could not be taken in: another process wrote for long, or they are
    so many that it is done beside."""

    index: Index | None = None
    thesaurus: int | None = None
    beside: threading.Thread | None = None
    failures: int = 0
    rests_until: float = 0.0
    late: bool = False
    told: str = ""


state = State()


class NotReady(Exception):
    """There is no index that can answer now; it is being built."""


def use_index(path: Path) -> None:
    """Say where the index lives. Called once at start-up."""
    vars(state).update(vars(State(Index(path))))


def _index() -> Index:
    if state.index is None:
        raise RuntimeError("use_index() was not called")
    return state.index


def _note() -> None:
    """Number the sheets that changed since; the row of the stamp keeps two from doing so at once."""
    with writing(Service._meta.database):
        behind = Service.indexed < Service.version
        if not Service.select().where(behind).exists():
            return  # another process was first
        number = raise_stamp("sheets")
        Service.update(change=number, indexed=Service.version).where(behind).execute()
        IndexChange.create(number=number, mark=secrets.randbits(31))
        IndexChange.delete().where(IndexChange.number <= number - MARKS).execute()


def _in_step(index: Index, stamps: Stamps) -> bool:
    return index.opened and (index.seen, index.mark) == (stamps.sheets, stamps.mark)


def _of_this_database(index: Index, stamps: Stamps) -> bool:
    """Whether the last change that the index has taken in is one of this database, which may have been
    restored from a backup and changed since."""
    if index.seen == stamps.sheets:
        return index.mark == stamps.mark
    known = IndexChange.get_or_none(IndexChange.number == index.seen) if index.seen < stamps.sheets else None
    return known is not None and known.mark == index.mark


def _changed(index: Index) -> int:
    """How many sheets the index is behind; no more are counted than tell whether to build it anew."""
    return Service.select().where(Service.change > index.seen).limit(MOST_TAKEN_IN + 1).count()


def _to_build(index: Index, stamps: Stamps) -> bool:
    """Whether the newest commit, which is open or cannot be, is of no use any more."""
    return not index.opened or not _of_this_database(index, stamps) or _changed(index) > MOST_TAKEN_IN


def _open(index: Index) -> None:
    with suppress(IndexDamaged):  # nothing is open then
        index.open()


def _build(index: Index, patience: float, anyhow: bool = False) -> None:
    """Build anew, unless another process just did; edits that come in meanwhile are taken in by the next
    search. A search that waits does so no longer for who updates; what was built beside it waits for them."""
    locked = partial(locked_within, index.write_lock, patience or float("inf"))
    with locked_within(index.build_lock, patience):
        if not anyhow:
            _open(index)
        stamps = present_stamps()
        if anyhow or index.worn or _to_build(index, stamps):
            rows = Service.select(Service.id).where(~Service.archived).order_by(Service.id)
            index.rebuild(documents([row.id for row in rows]), stamps.sheets, stamps.mark, locked)
            index.open()


def _update(index: Index, patience: float) -> None:
    """Take in what changed since the index's last number."""
    with locked_within(index.write_lock, patience):
        index.open()
        stamps = present_stamps()
        if _in_step(index, stamps):
            return
        if not _of_this_database(index, stamps):
            raise IndexDamaged("the database is not the one that the index was made of")
        rows = list(Service.select(Service.id, Service.archived).where(Service.change > index.seen))
        kept = [row.id for row in rows if not row.archived]
        index.update(list(documents(kept)), {row.id for row in rows}, stamps.sheets, stamps.mark)
        index.open()


def _bring(index: Index, patience: float) -> None:
    """Bring the index up to date in the shortest way.

    Raises:
        IndexBusy: another process is at it.
        OSError: the disk is full or cannot be written.
        IndexDamaged: it was harmed while it was written.
    """
    _open(index)
    if not _to_build(index, present_stamps()):
        with suppress(IndexDamaged):
            return _update(index, patience)
    _build(index, patience)
    if not _in_step(index, present_stamps()):
        _update(index, patience)


def opened() -> bool:
    """Open the newest commit, without mending anything. Returns whether it is in step with the database."""
    index, stamps = _index(), present_stamps()
    state.thesaurus = stamps.thesaurus
    _open(index)
    return not stamps.behind and _in_step(index, stamps)


def refresh() -> bool:
    """Bring the index up to date, however long it takes. Returns whether there was anything to do."""
    index = _index()
    if present_stamps().behind:
        _note()
    _open(index)
    if _in_step(index, present_stamps()):
        return False
    _bring(index, float("inf"))
    return True


def rebuild() -> None:
    """Build the index anew from the database, beside the present one."""
    index = _index()
    if present_stamps().behind:
        _note()
    _build(index, float("inf"), anyhow=True)


def _failed(took: float = 0.0) -> None:
    """Count a failure in a row; after too many, rest. ``took``: how many seconds were spent on it."""
    state.failures += 1
    if state.failures >= MOST_FAILURES:
        rest = min(SHORTEST_REST * 2 ** min(state.failures - MOST_FAILURES, 10), LONGEST_REST)
        state.rests_until = time.monotonic() + max(rest, took)
    if state.failures == MOST_FAILURES:
        log.error("the index could not be mended %d times in a row", MOST_FAILURES)


def _tell(error: Exception, path: Path) -> None:
    """Say what went wrong: once, not at every search."""
    if (said := advice(error, path)) != state.told:
        log.warning("the index could not be brought up to date: %s", said)
    state.told = said


def _attempt(mend: Callable[[Index, float], None], index: Index, patience: float) -> None:
    """Bring the index up to date, or leave it as it is: searches go on with what there is."""
    if (begin := time.monotonic()) < state.rests_until:
        return
    try:
        mend(index, patience)
    except IndexBusy:
        state.late = True  # another process is at it
    except (IndexDamaged, OSError, peewee.DatabaseError) as error:
        _failed(time.monotonic() - begin)
        _tell(error, index.path)
    except Exception as error:  # a mistake of ours must not take the directory away from who is on the phone
        _failed(time.monotonic() - begin)
        log.error("the index could not be brought up to date: %s", where(error))


def _work_beside(mend: Callable[[Index, float], None]) -> None:
    """Bring the index up to date in a thread of its own, while searches answer from what there is."""
    if state.beside is not None and state.beside.is_alive():
        return

    def work() -> None:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(SWITCHED)
        try:
            # A thread has a connection of its own.
            with Service._meta.database.connection_context():
                _attempt(mend, Index(_index().path), 0.0)
        finally:
            sys.setswitchinterval(usual)

    state.beside = threading.Thread(target=work, name="index", daemon=True)
    state.beside.start()


def _small(index: Index, stamps: Stamps) -> bool:
    """Whether what is to be done can be done while a search waits."""
    if _to_build(index, stamps):
        return Service.select().where(~Service.archived).limit(AT_ONCE + 1).count() <= AT_ONCE
    return _changed(index) <= AT_ONCE


def ready() -> Index:
    """The index, in step with the database: one cheap query and one look at its files when nothing changed.

    Raises:
        NotReady: it has to be built, which is done beside; answer without it.
    """
    index, stamps, patience = _index(), present_stamps(), NO_PATIENCE if state.late else PATIENCE
    state.thesaurus, state.late = stamps.thesaurus, False
    try:
        if stamps.behind:
            with hurried(Service._meta.database):
                _note()
            stamps = present_stamps()
    except peewee.OperationalError:
        state.late = True  # somebody writes for long, an import: the next search notes it
    if index.lost:
        index.lost = False
        _failed()
    _open(index)
    if _in_step(index, stamps):
        state.failures, state.rests_until, state.told = 0, 0.0, ""
        if index.worn:
            _work_beside(_build)
        return index
    if _small(index, stamps):
        _attempt(_bring, index, patience)
    else:
        state.late = True
        _work_beside(_bring)
    if not index.opened or not _of_this_database(index, present_stamps()):
        raise NotReady
    return index
