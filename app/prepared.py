"""A query whose SQL is written once. Every request asks who is signed in, and putting that query together
took longer than running it.
"""

from collections.abc import Callable
from typing import Any


class Prepared:
    """``build`` makes the query of the values that it is asked with, and binds nothing but them, in their
    order."""

    def __init__(self, build: Callable[..., Any]) -> None:
        self._build = build
        self._written: dict[Any, tuple[Any, str]] = {}

    def first(self, *values: Any) -> Any:
        """The first row, as the query's models, or None."""
        query = self._build(*values)
        database = query._database
        kind = type(database)
        if kind not in self._written:
            sql, bound = query.sql()
            if list(map(bytes, bound)) != list(map(bytes, values)):
                raise ValueError("a prepared query binds its values alone, in their order")
            self._written[kind] = (query, sql)
        return next(
            iter(query._get_cursor_wrapper(database.execute_sql(self._written[kind][1], values))), None
        )
