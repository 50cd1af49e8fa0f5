"""A query whose SQL is written once. At every keystroke and with every request the same few are asked, and
putting them together took longer than running them.
"""

from collections.abc import Callable
from typing import Any

import peewee

# Lists of values are filled up to a multiple of so many, so that few lengths of them are written out.
STEP = 12


def filled(values: list[Any]) -> list[Any]:
    """``values`` for an ``IN``, filled up with the last of them."""
    return values + values[-1:] * (-len(values) % STEP)


def _plain(value: Any) -> Any:
    """A value as it was given: PostgreSQL's driver has a wrapper of its own for bytes."""
    value = getattr(value, "obj", value)
    return bytes(value) if isinstance(value, (bytes, memoryview)) else value


class Prepared:
    """``build`` makes the query of the values that it is asked with, and binds nothing but them, in their
    order. ``model``: of which database it is asked."""

    def __init__(self, model: type[peewee.Model], build: Callable[..., Any]) -> None:
        self._model, self._build = model, build
        # By the kind of database and the number of values: its SQL, and what makes models of its rows.
        self._written: dict[tuple[type, int], tuple[str, Any]] = {}

    def rows(self, *values: Any) -> list[Any]:
        """All rows, as the query's models."""
        database = self._model._meta.database
        key = (type(database), len(values))
        if (written := self._written.get(key)) is None:
            query = self._build(*values)
            sql, bound = query.sql()
            if list(map(_plain, bound)) != list(map(_plain, values)):
                raise ValueError("a prepared query binds its values alone, in their order")
            cursor = database.execute_sql(sql, values)
            maker = query._get_cursor_wrapper(cursor)
            maker.initialize()
            maker.cursor = None  # read here and now
            self._written[key] = (sql, maker)
        else:
            sql, maker = written
            cursor = database.execute_sql(sql, values)
        return [maker.process_row(row) for row in cursor.fetchall()]

    def first(self, *values: Any) -> Any:
        """The first row, or None."""
        return next(iter(self.rows(*values)), None)
