"""One way to begin a transaction that writes, on SQLite and on PostgreSQL alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import peewee

# Any number, the same in every process of Schakel.
_WRITERS = 0x5C4A6B


@contextmanager
def hurried(database: Any, milliseconds: int = 300) -> Iterator[None]:
    """Wait only so long for somebody else's write, where a person waits for a list. Raises OperationalError
    sooner than usual.
    """
    if not isinstance(database, peewee.SqliteDatabase):
        database.execute_sql(f"SET lock_timeout = {milliseconds:d}")
        try:
            yield
        finally:
            database.execute_sql("RESET lock_timeout")
        return
    (usual,) = database.execute_sql("PRAGMA busy_timeout").fetchone()
    database.execute_sql(f"PRAGMA busy_timeout = {milliseconds:d}")
    try:
        yield
    finally:
        database.execute_sql(f"PRAGMA busy_timeout = {usual:d}")


@contextmanager
def writing(database: Any) -> Iterator[Any]:
    """A transaction in which nobody else writes: what is read in it still holds when it is written.

    SQLite: ``BEGIN IMMEDIATE`` (a deferred one that reads first fails at once when another writes).
    PostgreSQL: an advisory lock to the end of the transaction, which gives the same meaning; the path
    not taken is SERIALIZABLE with retries in every verb.
    """
    if isinstance(database, peewee.SqliteDatabase):
        with database.atomic("IMMEDIATE") as transaction:
            yield transaction
        return
    with database.atomic() as transaction:
        database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (_WRITERS,))
        yield transaction


# What SQLite says of a transaction that it ended by itself, as it does on a full disk.
_ENDED_ALREADY = ("cannot rollback", "no such savepoint")


def broken_by(error: BaseException) -> BaseException:
    """The error with which a transaction broke, where undoing it failed in its turn, which says nothing."""
    while str(error).startswith(_ENDED_ALREADY) and error.__context__ is not None:
        error = error.__context__
    return error
