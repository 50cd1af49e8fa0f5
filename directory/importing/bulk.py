"""Many rows of a table in one statement that is prepared once. Building each statement anew took most of the
time of a batch, in which nobody else can save on SQLite.
"""

from collections.abc import Sequence
from typing import Any

import peewee


def _values(row: dict[str, Any], fields: Sequence[Any]) -> list[Any]:
    def value(field: Any) -> Any:
        if field.name in row:
            return field.db_value(row[field.name])
        made = field.default() if callable(field.default) else field.default
        return field.db_value(made)

    return [value(field) for field in fields]


def _run(model: Any, sql: str, rows: list[list[Any]]) -> None:
    model._meta.database.cursor().executemany(sql, rows)


def insert(model: type[peewee.Model], rows: list[dict[str, Any]]) -> None:
    """Insert ``rows`` (by field); what a row leaves out takes its default."""
    meta: Any = model._meta
    fields = [field for field in meta.sorted_fields if not isinstance(field, peewee.AutoField)]
    names = ", ".join(f'"{field.column_name}"' for field in fields)
    marks = ", ".join([meta.database.param] * len(fields))
    sql = f'INSERT INTO "{meta.table_name}" ({names}) VALUES ({marks})'  # noqa: S608 - names of our own tables
    if rows:
        _run(model, sql, [_values(row, fields) for row in rows])


def update(model: type[peewee.Model], names: Sequence[str], rows: list[dict[str, Any]]) -> None:
    """Set the fields ``names`` of the rows, each known by its ``id``."""
    meta: Any = model._meta
    fields = [meta.fields[name] for name in names]
    param = meta.database.param
    sets = ", ".join(f'"{field.column_name}" = {param}' for field in fields)
    sql = f'UPDATE "{meta.table_name}" SET {sets} WHERE "id" = {param}'  # noqa: S608 - names of our own tables
    if rows:
        _run(model, sql, [[*_values(row, fields), row["id"]] for row in rows])
