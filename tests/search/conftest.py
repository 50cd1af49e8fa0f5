"""What a search finds in the starter directory, and a small one of which an index is built in a blink."""

import os
import shutil
import sys
from datetime import datetime

import peewee
import pytest

from directory import facts, indexing, search
from directory.models import Service
from directory.search import Criteria
from search_index.index import Index
from tests.conftest import bind, data_of

NAMES = (
    "Schuldbemiddeling Noord", "Schuldbemiddeling Zuid", "Voedselpakketten De Lepel", "Onthaal Anderlecht",
    "Bezoekruimte Haren", "Juridisch loket", "Nachtopvang", "Kinderopvang Merode", "Taallessen", "Zuiderzorg",
)  # fmt: skip
# What is asked, and who answers; nobody answers the last.
ASKED = {
    "schuldbemiddeling noord": "s1", "lepel": "s3", "bezoekruimte": "s5", "nachtopvang": "s7",
    "Onthal": "s4", "xqzw": "",
}  # fmt: skip


def answers(**filters):
    """The first answer to each of ASKED, and whether it came from plain SQL."""
    found = {text: search.find(Criteria(q=text, **filters), limit=5) for text in ASKED}
    return {
        text: (result.hits[0].external_id if result.hits else "", result.degraded)
        for text, result in found.items()
    }  # fmt: skip


RIGHT = {text: (sheet, False) for text, sheet in ASKED.items()}


def add(number, name, **fields):
    return Service.create(external_id=f"s{number}", category="food", name_nl=name, **fields)


def rename(external_id, name):
    sheet = Service.get(external_id=external_id)
    sheet.name_nl = name
    sheet.changed()


def first(text):
    return [hit.external_id for hit in search.find(Criteria(q=text)).hits][:1]


def flip(path):
    data = bytearray(path.read_bytes())
    for at in {0, len(data) // 3, len(data) // 2, len(data) - 1} if data else ():
        data[at] ^= 0xFF
    path.write_bytes(bytes(data) or b"\xff")


@pytest.fixture(scope="session")
def small_made(tables, tmp_path_factory):
    """A folder with ten sheets, s1 to s10, and an index of them, made once."""
    made = tmp_path_factory.mktemp("small")
    shutil.copy(tables, made / "directory.db")
    base = peewee.SqliteDatabase(made / "directory.db", pragmas={"synchronous": 0})
    bind(base)
    indexing.use_index(made / "index")
    with base.atomic():
        for number, name in enumerate(NAMES, 1):
            add(number, name)
    assert answers() == RIGHT
    base.close()
    return made


@pytest.fixture
def small(small_made, database, tmp_path):
    """Those ten sheets, to write to; their index is open."""
    database.close()
    shutil.copy(small_made / "directory.db", tmp_path / "directory.db")
    shutil.copytree(small_made / "index", tmp_path / "index")
    database.connect()
    assert first("lepel") == ["s3"]
    return database


@pytest.fixture
def folder(small, tmp_path):
    """The index's folder, after edits: a generation of several segments."""
    for number in (1, 2):
        add(20 + number, f"Extra huis {number}")
        first("extra")
    return tmp_path / "index"


@pytest.fixture(scope="session")
def shelf(ready_made, tmp_path_factory):
    """The starter directory, opened once for all tests that only search: its database, to which nothing can
    be written, and what is known of its index."""
    made = data_of(ready_made, tmp_path_factory.mktemp("shelf") / "data")
    base = peewee.SqliteDatabase(made.data_dir / "schakel.db", pragmas={"query_only": 1})
    base.connect()
    yield base, vars(indexing.State(Index(made.index_path)))
    base.close()


@pytest.fixture
def to_search(request, shelf):
    """The starter directory: a test's own where it changes it or the program, otherwise that of all tests, in
    which what others searched is kept as in a server."""
    if {"starter", "database", "monkeypatch"}.intersection(request.fixturenames):
        request.getfixturevalue("starter")
        yield
        return
    base, known = shelf
    bind(base)
    vars(indexing.state).update(known)
    yield
    known.update(vars(indexing.state))


@pytest.fixture
def found(to_search):
    """``found("ocmw 1080")``: the ids, best first; filters by name."""

    def ask(text, limit=3, **filters):
        return [hit.external_id for hit in search.find(Criteria(q=text, **filters), limit=limit).hits]

    return ask


@pytest.fixture
def results(to_search):
    """``results("ocmw 1080")``: the whole answer."""

    def ask(text, limit=20, **filters):
        return search.find(Criteria(q=text, **filters), limit=limit)

    return ask


def forked(database, work, *given):
    """Begin ``work`` in a process of its own, which has nothing open yet. Returns its number."""
    database.close()  # no connection may be carried into another process
    number = os.fork()
    if not number:
        status = 1
        try:
            database.connect(reuse_if_open=True)
            work(*given)
            status = 0
        except BaseException:  # whatever it is, it must not run on as a second pytest
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(status)
    database.connect()
    return number


@pytest.fixture
def at(monkeypatch):
    """Searches at a moment."""

    def set_to(moment):
        there = moment.replace(tzinfo=facts.BRUSSELS)
        clock = type("Clock", (datetime,), {"now": classmethod(lambda _cls, _tz=None: there)})
        monkeypatch.setattr(search, "datetime", clock)

    return set_to
