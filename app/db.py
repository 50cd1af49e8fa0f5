"""The databases: opened with the settings that keep acknowledged text safe, and made by migrations.

By default SQLite in WAL mode with ``synchronous=FULL``: an answer to the browser means that the bytes are on
the disk. ``secure_delete`` so that an erased text is not left in free pages, and ``empty_logs`` so that it is
not left in the write-ahead log. PostgreSQL by ``DATABASE_URL``.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee
from playhouse.db_url import connect

from app import migrations
from app.audit import AuditLine
from app.auth.models import Invitation, Keyring, SecondStep, Session, Throttle, User
from app.cases.models import MODELS as CASE_MODELS
from app.cases.models import CaseKey
from app.config import Config, ConfigError
from app.resources.models import MODELS as RESOURCE_MODELS
from app.spelled import Spelled
from directory.keeping import MODELS as KEEPING_MODELS
from directory.models import MODELS as DIRECTORY_MODELS
from directory.transactions import hurried

_AHEAD = "the database was made by a later version of this program (it has {}): install that version"
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "secure_delete": "on",
}
MODELS: list[type[peewee.Model]] = [
    *DIRECTORY_MODELS, *KEEPING_MODELS, User, Invitation, Session, SecondStep, Throttle, Keyring,
    AuditLine,
    *CASE_MODELS, *RESOURCE_MODELS,
]  # fmt: skip
# In a file of their own, so that they can be backed up for a shorter time than the data.
KEY_MODELS: list[type[peewee.Model]] = [CaseKey]


# Whether this process still has to empty a log that somebody read from at that moment.
_owed = False


class SchemaBehind(Exception):
    """The database is not of the version that this code needs."""


MENDED = "stop the server and put the last backup back: schakel restore FOLDER --force (docs/restoring.md)"


def _connection(url: str, path: Path) -> Any:
    made = connect(url) if url else peewee.SqliteDatabase(str(path), pragmas=PRAGMAS)
    made.context_class = Spelled
    return made


def _bind(database: Any, models: list[type[peewee.Model]]) -> None:
    # The list has every model: to follow the references of each took a third of making an application.
    database.bind(models, bind_refs=False, bind_backrefs=False)


def open_database(config: Config) -> Any:
    """Open both databases of ``config`` and bind every model; returns the one with the data.

    Files are made readable by their owner alone. A connection is kept for as long as its thread lives.
    """
    os.umask(0o077)
    config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = _connection(config.database_url, config.database_path)
    _bind(database, MODELS)
    _bind(_connection(config.keys_database_url, config.keys_path), KEY_MODELS)
    return database


def parts(database: Any) -> list[tuple[str, Any]]:
    """Both databases with the names of their migrations' folders."""
    return [("data", database), ("keys", CaseKey._meta.database)]


def close(database: Any) -> None:
    """Close both."""
    for _part, one in parts(database):
        one.close()


def empty_logs(wait: int = 300) -> bool:
    """Once it is committed that a text or a key is gone: take SQLite's write-ahead logs into the databases
    and cut them to nothing. What was overwritten stands in them otherwise, until others write as much.

    Whoever reads at that moment is waited for, ``wait`` milliseconds. It is tried again after later answers
    of this process (``empty_logs_again``), the next time that something is deleted, and when one starts.

    Returns:
        Whether both are empty.
    """
    global _owed
    done = True
    for one in (AuditLine._meta.database, CaseKey._meta.database):
        if isinstance(one, peewee.SqliteDatabase):
            try:
                with hurried(one, wait):
                    (busy, _frames, _moved) = one.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except peewee.OperationalError:  # a full disk, say: what was committed stays so
                busy = 1
            done = done and not busy
    _owed = not done
    return done


def empty_logs_again() -> None:
    """Where ``empty_logs`` could not. Without waiting: a backup reads for as long as it copies, and the next
    request is there already."""
    if _owed:
        empty_logs(wait=0)


@contextmanager
def first_boot_lock(config: Config) -> Iterator[None]:
    """Let one process at a time create and fill the database (several workers start at once)."""
    os.umask(0o077)
    config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(config.data_dir / "setup.lock", "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def upgrade(database: Any) -> bool:
    """Run the migrations that are missing. Returns whether there were any.

    Raises:
        SchemaBehind: the database was made by a later program.
    """
    done = False
    for part, one in parts(database):
        one.connect(reuse_if_open=True)
        _missing, ahead = migrations.pending(one, part)
        if ahead:
            raise SchemaBehind(_AHEAD.format(ahead[-1]))
        done = bool(migrations.runner(one, part).up()) or done
    return done


def is_sound(connection: Any, how: str = "quick_check") -> bool:
    """Whether SQLite can read all of a database; with ``integrity_check`` it compares the indexes too.

    Raises:
        sqlite3.OperationalError: somebody has it locked, or the disk gives no answer.
    """
    try:
        return bool(connection.execute(f"PRAGMA {how}(1)").fetchone() == ("ok",))
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return False


def _is_damaged(one: Any) -> bool:
    try:
        one.connect(reuse_if_open=True)
    except peewee.OperationalError:
        raise
    except peewee.DatabaseError:  # what is there is no database
        return True
    return isinstance(one, peewee.SqliteDatabase) and not is_sound(one.connection())


def open_sound(config: Config) -> Any:
    """As ``open_database``, before anything is served, made or copied; refuses what is damaged. Where the
    disk lost a page, some answers fail and later writes spoil more; and empty data would be filled anew, as
    on a first visit, and take the place of every backup.

    SQLite reads both whole: two milliseconds for a megabyte. PostgreSQL looks after its own.

    Raises:
        ConfigError: with what mends it.
    """
    database = open_database(config)
    files, begun = {"data": config.database_path, "keys": config.keys_path}, {}
    for part, one in parts(database):
        if _is_damaged(one):
            raise ConfigError(f"{files[part]} is damaged: {MENDED}")
        begun[part] = bool(one.get_tables())
    if begun["keys"] and not begun["data"]:  # of a new server the data are made first
        if config.database_url:
            raise ConfigError(
                "DATABASE_URL names an empty database, although there are keys: put its backup back"
            )
        raise ConfigError(f"{files['data']} is empty, or was not there, although there are keys: {MENDED}")
    return database


def check_version(database: Any) -> None:
    """Refuse a database that this program does not understand.

    Raises:
        SchemaBehind: with the command that mends it.
    """
    for part, one in parts(database):
        one.connect(reuse_if_open=True)
        missing, ahead = migrations.pending(one, part)
        if missing:
            raise SchemaBehind(f"the database misses {missing[0]}: run 'schakel db upgrade'")
        if ahead:
            raise SchemaBehind(_AHEAD.format(ahead[-1]))
