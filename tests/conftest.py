"""A database in a temporary directory, and the starter directory in it."""

import logging

import peewee
import pytest

from directory import importing, indexing
from directory.keeping import MODELS as KEEPING_MODELS
from directory.models import MODELS as DIRECTORY_MODELS

MODELS = [*DIRECTORY_MODELS, *KEEPING_MODELS]
STARTER = importing.STARTER


@pytest.fixture(autouse=True)
def no_mistake_is_swallowed(request, caplog):
    """What the search index survives because it was not harmed from outside is a mistake in the program;
    tests that make one on purpose say so (``mistakes``)."""
    yield
    if "mistakes" not in request.keywords:
        found = [
            line.getMessage() for line in caplog.get_records("call")
            if line.levelno >= logging.ERROR and line.name.startswith(("search_index", "directory.indexing"))
        ]  # fmt: skip
        assert not found


@pytest.fixture
def database(tmp_path):
    """An empty directory."""
    # No test pulls the plug of the machine: what the system holds is as good as written.
    pragmas = {"foreign_keys": 1, "synchronous": 0}
    base = peewee.SqliteDatabase(tmp_path / "directory.db", pragmas=pragmas)
    base.bind(MODELS)
    base.connect()
    base.create_tables(MODELS)
    indexing.use_index(tmp_path / "index")
    yield base
    base.close()


@pytest.fixture
def starter(database):
    """The starter directory."""
    importing.import_csv(STARTER)
    return database
