"""What happens to the database behind the index's back, and what is built beside while searches go on."""

import os
import shutil
import sys

import pytest

from directory import indexing, search
from directory.models import Service
from directory.search import Criteria
from search_index import writing
from search_index.store import WRITE
from tests.search.conftest import ASKED, RIGHT, add, answers, first, flip, rename


class Kept:
    """A backup of the database, and putting it back while nobody looks."""

    def __init__(self, database, folder):
        self.database, self.path = database, folder / "kept.db"
        database.execute_sql("VACUUM INTO ?", (str(self.path),))

    def put_back(self):
        live = self.database.database
        self.database.close()
        for path in (live, f"{live}-wal", f"{live}-shm"):
            if os.path.exists(path):
                os.unlink(path)
        shutil.copy(self.path, live)
        self.database.connect()


@pytest.mark.parametrize(("edits", "fresh"), [(0, True), (1, False), (1, True), (2, True), (3, False)])
def test_an_index_that_is_newer_than_the_restored_database(small, tmp_path, fresh, edits):
    """After the restore other edits are made, as many as there were or more, before anybody searches."""
    kept = Kept(small, tmp_path)
    for number in (1, 2):
        rename(f"s{number}", f"Wandelclub {number}")
        assert first(f"wandelclub {number}") == [f"s{number}"]
    kept.put_back()
    for number in range(edits):
        rename(f"s{6 + number}", f"Zwembad {number}")
        if number:
            indexing._note()
    if fresh:
        indexing.use_index(tmp_path / "index")
    assert first("wandelclub") == []
    assert first("schuldbemiddeling zuid") == ["s2"]
    assert [first(f"zwembad {number}") for number in range(edits)] == [[f"s{6 + n}"] for n in range(edits)]


def test_a_backup_with_an_edit_that_nobody_had_searched_yet(small, tmp_path):
    rename("s1", "Wandelclub")
    kept = Kept(small, tmp_path)
    assert first("wandelclub") == ["s1"]
    rename("s2", "Zwembad")
    assert first("zwembad") == ["s2"]
    kept.put_back()
    assert first("zwembad") == []
    assert first("wandelclub") == ["s1"]


def finish_beside():
    if indexing.state.beside is not None:
        indexing.state.beside.join(30)


def test_while_a_big_index_is_built_beside_plain_sql_answers(folder, monkeypatch):
    monkeypatch.setattr(indexing, "AT_ONCE", 3)
    for path in folder.rglob("*.seg"):
        flip(path)
    found = answers()
    assert {text for text, (_sheet, degraded) in found.items() if degraded}
    # Plain SQL knows no slips; all else is as right.
    assert {
        text: sheet for text, (sheet, _) in found.items() if sheet or text != "Onthal"
    }.items() <= ASKED.items()
    finish_beside()
    assert answers() == RIGHT


def test_a_big_restored_directory_is_answered_by_plain_sql(small, tmp_path, monkeypatch):
    kept = Kept(small, tmp_path)
    rename("s1", "Wandelclub")
    assert first("wandelclub") == ["s1"]
    kept.put_back()
    monkeypatch.setattr(indexing, "AT_ONCE", 3)
    result = search.find(Criteria(q="wandelclub"))
    assert result.degraded
    assert not result.hits
    finish_beside()
    assert answers() == RIGHT


@pytest.mark.parametrize("taken_in", [3, 1000], ids=["built anew", "taken in"])
def test_after_a_big_import_the_index_answers_as_it_was_and_says_so_until_all_is_in(
    small, monkeypatch, taken_in
):
    """Nothing said so; and up to a thousand sheets were taken in while the search waited."""
    monkeypatch.setattr(indexing, "AT_ONCE", 3)
    monkeypatch.setattr(indexing, "MOST_TAKEN_IN", taken_in)
    for number in range(20, 30):
        add(number, f"Huis {number}")
    with indexing.state.index.store.lock(WRITE):  # it takes a while
        found = search.find(Criteria(q="lepel"))
        assert (found.degraded, found.behind) == (False, True)
        assert found.hits[0].external_id == "s3"
        assert search.find(Criteria(q="huis 25")).behind
        assert search.moment() is None
    for _again in range(2):
        search.find(Criteria(q="lepel"))
        finish_beside()
    assert not search.find(Criteria(q="lepel")).behind
    assert first("huis 25") == ["s25"]
    assert answers() == RIGHT


def test_the_starter_directory_is_built_while_the_first_search_waits(starter, tmp_path):
    shutil.rmtree(tmp_path / "index")
    assert not search.find(Criteria(q="schuldbemiddeling")).degraded


def test_what_takes_longer_is_done_beside(small, tmp_path):
    """Of a thousand sheets the first search waited for 2 seconds, beside an import for 7."""
    rows = [
        {"external_id": f"more{number}", "category": "food", "name_nl": f"Zwembad {number}"}
        for number in range(indexing.AT_ONCE + 1)
    ]
    with small.atomic():
        Service.insert_many(rows).execute()
    assert search.find(Criteria(q="zwembad 7")).behind
    finish_beside()
    assert first("zwembad 7") == ["more7"]
    (tmp_path / "index" / "current").unlink()
    usual = sys.getswitchinterval()
    found = search.find(Criteria(q="zwembad 7"))
    assert found.degraded
    assert found.hits
    finish_beside()
    assert sys.getswitchinterval() == usual
    assert not search.find(Criteria(q="zwembad 7")).degraded


def test_an_index_of_which_much_is_deleted_is_built_anew_beside(small, monkeypatch):
    """Small ones are joined by the commits themselves: here everything counts as large."""
    monkeypatch.setattr(writing, "JOINED", 4)
    index = indexing.state.index
    for number in range(4):
        assert not index.worn
        rename(f"s{number + 1}", f"Wandelclub {number}")
        assert first(f"wandelclub {number}") == [f"s{number + 1}"]
    assert index.worn
    assert first("zuiderzorg") == ["s10"]
    finish_beside()
    assert first("wandelclub 3") == ["s4"]
    assert not index.worn
    assert len(index._segments) == 1
