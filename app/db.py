"""The database: opened with the settings that keep acknowledged text safe, and made once.

SQLite in WAL mode with ``synchronous=FULL``: an answer to the browser means that the bytes are on
the disk. ``secure_delete`` so that an erased text is not left in free pages.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

import peewee

from app.audit import AuditLine
from app.auth.models import Invitation, Keyring, Session, Throttle, User
from app.cases.models import MODELS as CASE_MODELS
from app.cases.models import CaseKey
from app.config import Config
from app.resources.models import MODELS as RESOURCE_MODELS
from directory.models import MODELS as DIRECTORY_MODELS

SCHEMA_VERSION = 1
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "secure_delete": "on",
}
MODELS: list[type[peewee.Model]] = [
    *DIRECTORY_MODELS, User, Invitation, Session, Throttle, Keyring, AuditLine, *CASE_MODELS,
    *RESOURCE_MODELS,
]  # fmt: skip
# In a file of their own, so that they can be backed up for a shorter time than the data.
KEY_MODELS: list[type[peewee.Model]] = [CaseKey]

# The log only grows: not even our own code can change or remove a line.
_AUDIT_GUARDS = (
    "CREATE TRIGGER IF NOT EXISTS audit_no_update BEFORE UPDATE ON auditline "
    "BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
    "CREATE TRIGGER IF NOT EXISTS audit_no_delete BEFORE DELETE ON auditline "
    "BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
)


class SchemaBehind(Exception):
    """The database is not of the version that this code needs."""


def open_database(config: Config) -> peewee.SqliteDatabase:
    """Open the database of ``config`` and bind every model to it."""
    config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = peewee.SqliteDatabase(
        str(config.database_path),
        pragmas=PRAGMAS,
    )
    database.bind(MODELS)
    keys = peewee.SqliteDatabase(str(config.data_dir / "keys.db"), pragmas=PRAGMAS)
    keys.bind(KEY_MODELS)
    return database


def close(database: peewee.SqliteDatabase) -> None:
    """Close both files."""
    database.close()
    CaseKey._meta.database.close()


@contextmanager
def first_boot_lock(config: Config) -> Iterator[None]:
    """Let one process at a time create and fill the database (several workers start at once)."""
    config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(config.data_dir / "setup.lock", "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def upgrade(database: peewee.SqliteDatabase) -> bool:
    """Bring the schema to ``SCHEMA_VERSION`` in one transaction. Returns whether anything was done."""
    database.connect(reuse_if_open=True)
    if database.pragma("user_version") >= SCHEMA_VERSION:
        return False
    keys = CaseKey._meta.database
    keys.connect(reuse_if_open=True)
    keys.create_tables(KEY_MODELS)
    with database.atomic("IMMEDIATE"):
        database.create_tables(MODELS)
        for guard in _AUDIT_GUARDS:
            database.execute_sql(guard)
        database.pragma("user_version", SCHEMA_VERSION)
    return True


def check_version(database: peewee.SqliteDatabase) -> None:
    """Refuse a database that this code does not understand.

    Raises:
        SchemaBehind: with the command that mends it.
    """
    database.connect(reuse_if_open=True)
    CaseKey._meta.database.connect(reuse_if_open=True)
    found = database.pragma("user_version")
    if found != SCHEMA_VERSION:
        raise SchemaBehind(
            f"the database is of version {found}, this program needs {SCHEMA_VERSION}: "
            "run 'schakel db upgrade'"
        )
