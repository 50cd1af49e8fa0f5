"""A database in a temporary directory, and the starter directory in it."""

import gc
import logging
import shutil
import socket
from functools import lru_cache

import flask
import hypothesis
import peewee
import pytest
from babel.support import Translations
from jinja2 import BytecodeCache
from werkzeug.routing import Rule

from app import db
from app.config import load
from app.spelled import Spelled
from directory import importing, indexing, search, thesaurus
from directory.keeping import MODELS as KEEPING_MODELS
from directory.models import MODELS as DIRECTORY_MODELS
from directory.models import Service, ThesaurusGroup
from directory.search import Criteria

# How fast the program is, tests that measure it say: an example of another is no slower for a busy machine.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")
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


@pytest.fixture(scope="session", autouse=True)
def rubbish_sought_seldom():
    """The collector does not walk over modules and collected tests, thousands of them, at every other test; a
    server has it so too (``warm.up``). A fifth of the time of what asks for pages."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


class _Compiled(BytecodeCache):
    """What a template was compiled to, kept in memory."""

    def __init__(self):
        self.kept = {}

    def load_bytecode(self, bucket):
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket):
        self.kept[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def templates_and_catalogues_read_once():
    """A test that makes an application compiles no template again, and reads no catalogue again."""
    loads, kept = Translations.load, {}

    def loaded(*given):
        if str(given) not in kept:
            kept[str(given)] = loads(*given)
        return kept[str(given)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flask.Flask, "jinja_options", {"bytecode_cache": _Compiled()})
        patch.setattr(Translations, "load", loaded)
        yield


@pytest.fixture(scope="session", autouse=True)
def addresses_compiled_once():
    """Nor does it compile its two hundred addresses, which took most of the time that it takes to be made."""
    compiles, kept = Rule.compile, {}

    def compiled(rule):
        key = rule.rule, rule.subdomain, rule.host, rule.merge_slashes, repr(rule.defaults)
        if key not in kept:
            compiles(rule)
            kept[key] = rule
        same = kept[key]
        for name in ("_parts", "_trace", "_converters", "arguments"):
            setattr(rule, name, getattr(same, name))
        for name in ("_build", "_build_unknown"):
            setattr(rule, name, getattr(same, name).__func__.__get__(rule))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "compile", compiled)
        yield


@pytest.fixture(scope="session", autouse=True)
def thesaurus_read_once():
    """Groups that say the same as those of another test's database are not taken apart again."""
    reads = thesaurus.Thesaurus

    @lru_cache(4)
    def read(said):
        return reads(ThesaurusGroup(**dict(row)) for row in said)

    def same(rows):
        return read(tuple(tuple(row.__data__.items()) for row in rows))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(thesaurus, "Thesaurus", same)
        yield


def free_port():
    """A port of this machine on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def prepared(folder):
    """A server's data with the starter directory and its index, made in ``folder`` and closed."""
    config = load({"DATA_DIR": str(folder)})
    base = db.open_database(config)
    db.upgrade(base)
    indexing.use_index(config.index_path)
    importing.import_path(STARTER)
    search.find(Criteria(q="ocmw"))  # brings the index and the thesaurus
    db.close(base)
    return folder


@pytest.fixture(scope="session")
def ready_made(tmp_path_factory):
    """Such data, made once; ``data_of(ready_made, folder)`` is a copy that a test may write to."""
    return prepared(tmp_path_factory.mktemp("ready") / "data")


def data_of(made, folder):
    """A copy of ``ready_made`` in ``folder``, which does not exist yet. Returns its settings."""
    shutil.copytree(made, folder)
    return load({"DATA_DIR": str(folder)})


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """A file with the tables of the directory, and in them the packaged thesaurus alone: to fill it and to
    read groups with other ids takes a second."""
    path = tmp_path_factory.mktemp("tables") / "directory.db"
    base = peewee.SqliteDatabase(path, pragmas={"synchronous": 0})
    with base.bind_ctx(MODELS, bind_refs=False, bind_backrefs=False):
        base.create_tables(MODELS)
        thesaurus.fill()
    base.close()
    return path


def bind(base):
    """The models of the directory use ``base``, and so does every model that points at a sheet (followed from
    one of them: from each, it took half of the time that a database takes)."""
    base.bind(MODELS, bind_refs=False, bind_backrefs=False)
    base.bind([Service])
    base.context_class = Spelled


@pytest.fixture
def database(tables, tmp_path):
    """An empty directory."""
    shutil.copy(tables, tmp_path / "directory.db")
    # No test pulls the plug of the machine: what the system holds is as good as written.
    pragmas = {"foreign_keys": 1, "synchronous": 0}
    base = peewee.SqliteDatabase(tmp_path / "directory.db", pragmas=pragmas)
    bind(base)
    base.connect()
    indexing.use_index(tmp_path / "index")
    yield base
    base.close()


@pytest.fixture
def starter(database, ready_made, tmp_path):
    """The starter directory."""
    database.close()
    shutil.copy(ready_made / "schakel.db", tmp_path / "directory.db")
    shutil.copytree(ready_made / "index", tmp_path / "index")
    database.connect()
    return database
