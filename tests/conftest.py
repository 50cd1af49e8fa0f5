"""A database in a temporary directory, and the starter directory in it."""

import peewee
import pytest

from directory import importing, indexing
from directory.keeping import MODELS as KEEPING_MODELS
from directory.models import MODELS as DIRECTORY_MODELS

MODELS = [*DIRECTORY_MODELS, *KEEPING_MODELS]
STARTER = importing.STARTER


@pytest.fixture
def database(tmp_path):
    """An empty directory."""
    base = peewee.SqliteDatabase(tmp_path / "directory.db", pragmas={"foreign_keys": 1})
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
