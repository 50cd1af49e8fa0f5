"""Numbered steps that bring both databases to the schema of the models (docs/migrations.md).

``data/`` and ``keys/`` hold the steps of the two databases. Each is one transaction, and runs once,
also when it arrives with a lower number than one that ran already.
"""

from pathlib import Path
from typing import Any

from playhouse.migrations import Runner

HERE = Path(__file__).parent


def runner(database: Any, part: str) -> Any:
    """The library's runner for ``data`` or ``keys``."""
    return Runner(database, str(HERE / part))


def pending(database: Any, part: str) -> tuple[list[str], list[str]]:
    """Steps that this program has and the database has not, and the other way round."""
    rows = runner(database, part).status()
    ahead = [row.name for row in rows if row.path is None]
    return [row.name for row in rows if row.applied is None], ahead
