"""The index is a cache: whatever happens to its files, the search that meets it answers rightly."""

import json
import os
import shutil

import pytest

from directory import indexing, search
from directory.models import Service
from directory.search import Criteria
from search_index import segments, writing
from search_index.index import Index
from search_index.store import SCHEMA_VERSION
from tests.search.conftest import ASKED, RIGHT, add, answers


def first(text):
    return [hit.external_id for hit in search.find(Criteria(q=text)).hits][:1]


def flip(path):
    data = bytearray(path.read_bytes())
    for at in {0, len(data) // 3, len(data) // 2, len(data) - 1} if data else ():
        data[at] ^= 0xFF
    path.write_bytes(bytes(data) or b"\xff")


def truncate(path):
    os.truncate(path, path.stat().st_size // 2)


def empty(path):
    os.truncate(path, 0)


def lengthen(path):
    path.write_bytes(path.read_bytes() + b"\0" * 64)


def folder_instead(path):
    path.unlink()
    path.mkdir()


HARMS = [os.unlink, truncate, empty, flip, lengthen]


def test_the_harms_are_harms(tmp_path):
    for harm in HARMS:
        path = tmp_path / harm.__name__
        path.write_bytes(bytes(range(100)))
        harm(path)
        assert not path.exists() or path.read_bytes() != bytes(range(100))


@pytest.fixture
def folder(small, tmp_path):
    """The index's folder, after edits: a generation of several segments."""
    for number in (1, 2):
        add(20 + number, f"Extra huis {number}")
        first("extra")
    return tmp_path / "index"


def files(folder):
    """All files; their names change with every generation."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    assert {".seg", ".toc", ""} <= {path.suffix for path in found}
    return found


@pytest.mark.parametrize("fresh", [True, False], ids=["a fresh process", "a process that has it open"])
@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_harm_to_any_file_is_met_with_the_right_answer(folder, harm, fresh):
    for at in range(len(files(folder))):
        whole = files(folder)
        if at >= len(whole):
            break  # the first repair leaves one segment where there were several
        harm(whole[at])
        if fresh:
            indexing.use_index(folder)
        assert answers() == RIGHT, whole[at].name
        # And the next process finds it whole.
        indexing.use_index(folder)
        indexing.state.index.open()
        assert answers() == RIGHT


@pytest.mark.parametrize("fresh", [True, False])
@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_harm_to_each_of_several_segments(folder, harm, fresh):
    """Every time one of them is harmed among others that are whole."""
    for at in range(3):
        while len(found := sorted(folder.rglob("*.seg"))) < 3:
            add(100 + Service.select().count(), "Nog een huis")
            assert first("nog een huis")
        harm(found[at])
        if fresh:
            indexing.use_index(folder)
        assert answers() == RIGHT


@pytest.mark.parametrize("fresh", [True, False])
def test_an_empty_folder_and_none_at_all(folder, fresh):
    for path in list(folder.iterdir()):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    if fresh:
        indexing.use_index(folder)
    assert answers() == RIGHT
    shutil.rmtree(folder)
    if fresh:
        indexing.use_index(folder)
    assert answers() == RIGHT
    assert folder.stat().st_mode & 0o777 == 0o700


NONSENSE = [
    "", "{", "[]", "null", "7", '"v"', "{}", "\ufffd\0", "[" * 50_000,
    '{"folder": 3, "seen": 1, "mark": 1, "sums": {}}',
    '{"folder": "../..", "seen": 1, "mark": 1, "sums": {}}',
    '{"folder": "nowhere", "seen": 1, "mark": 1, "sums": []}',
]  # fmt: skip


@pytest.mark.parametrize("fresh", [True, False])
def test_a_pointer_with_nonsense(folder, fresh):
    for text in NONSENSE:
        (folder / "current").write_text(text)
        if fresh:
            indexing.use_index(folder)
        assert answers() == RIGHT, text[:40]


def test_a_pointer_with_bytes_that_are_no_text(folder):
    (folder / "current").write_bytes(b"\xff\xfe\x00")
    assert answers() == RIGHT


NEARLY_RIGHT = [
    {"sums": {}}, {"sums": {"_MAIN_1.toc": 1}}, {"sums": {"../../secret": 1}}, {"seen": "7"}, {"seen": None},
    {"mark": []}, {"more": 1}, {"folder": f"v{SCHEMA_VERSION}-" + "0" * 32},
    {"seen": 10**30}, {"seen": -1}, {"mark": 5},
]  # fmt: skip


def test_a_pointer_that_is_nearly_right(folder):
    for change in NEARLY_RIGHT:
        pointer = json.loads((folder / "current").read_text())
        (folder / "current").write_text(json.dumps({**pointer, **change}))
        assert answers() == RIGHT, change


def test_a_generation_of_another_schema(folder):
    """As the next version of the program finds it, or the one before after a step back."""
    pointer = json.loads((folder / "current").read_text())
    other = pointer["folder"].replace(f"v{SCHEMA_VERSION}-", f"v{SCHEMA_VERSION + 1}-")
    (folder / pointer["folder"]).rename(folder / other)
    (folder / "current").write_text(json.dumps({**pointer, "folder": other}))
    indexing.use_index(folder)
    assert answers() == RIGHT
    assert [path.name.split("-")[0] for path in folder.iterdir() if path.is_dir()] == [f"v{SCHEMA_VERSION}"]


def test_what_stands_in_the_way_of_a_file(folder):
    folder_instead(folder / "current")
    assert answers() == RIGHT


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


def rename(external_id, name):
    sheet = Service.get(external_id=external_id)
    sheet.name_nl = name
    sheet.changed()


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


def test_after_a_big_import_the_old_generation_answers_until_the_new_one_stands(small, monkeypatch):
    monkeypatch.setattr(indexing, "AT_ONCE", 3)
    for number in range(20, 30):
        add(number, f"Huis {number}")
    found = search.find(Criteria(q="lepel"))
    assert not found.degraded
    assert found.hits[0].external_id == "s3"
    finish_beside()
    assert first("huis 25") == ["s25"]
    assert answers() == RIGHT


@pytest.fixture
def broken_reading(small, monkeypatch):
    """A mistake in our own code: no posting list can be read."""

    def wrong(*_given):
        raise TypeError("of the program, not of the disk")

    monkeypatch.setattr(segments.Segment, "masks", wrong)
    indexing.use_index(indexing.state.index.path)


@pytest.mark.mistakes
def test_a_mistake_of_ours_is_logged_without_what_was_typed_and_search_goes_on(broken_reading, caplog):
    result = search.find(Criteria(q="lepel"))
    assert result.degraded
    assert [hit.external_id for hit in result.hits] == ["s3"]
    assert "the index is whole and cannot be read: TypeError at" in caplog.text
    assert "lepel" not in caplog.text
    assert "of the program" not in caplog.text


@pytest.mark.mistakes
def test_an_index_that_cannot_be_read_right_after_it_was_built_is_not_built_for_ever(
    broken_reading, monkeypatch
):
    built = []
    build = Index.rebuild
    monkeypatch.setattr(Index, "rebuild", lambda self, *more: (built.append(1), build(self, *more)))
    for _time in range(10):
        assert search.find(Criteria(q="lepel")).hits[0].external_id == "s3"
    assert 1 <= len(built) <= indexing.MOST_FAILURES
    # Mended, it is built again after the rest.
    monkeypatch.undo()
    assert search.find(Criteria(q="lepel")).degraded
    indexing.state.rests_until = 0.0
    assert answers() == RIGHT
    assert indexing.state.failures == 0


@pytest.mark.mistakes
@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), TypeError("ours")], ids=["full", "ours"]
)
def test_where_nothing_can_be_written_searches_answer_from_what_there_is(folder, monkeypatch, error, caplog):
    def full(*_given):
        raise error

    monkeypatch.setattr(Index, "rebuild", full)
    monkeypatch.setattr(Index, "update", full)
    rename("s1", "Wandelclub")
    for _time in range(5):
        assert answers() == RIGHT
    assert caplog.text.count("could not be brought up to date") == indexing.MOST_FAILURES
    shutil.rmtree(folder)
    assert first("wandelclub") == ["s1"]
    monkeypatch.undo()
    indexing.state.rests_until = 0.0
    result = search.find(Criteria(q="wandelclub"))
    assert not result.degraded
    assert result.hits[0].external_id == "s1"


@pytest.mark.mistakes
def test_a_failed_update_leaves_the_commit_before_it_whole(small, monkeypatch):
    def full(self, segments):
        raise OSError(28, "No space left on device")

    rename("s1", "Wandelclub")
    folder = indexing.state.index.path
    before = {path.name for path in folder.rglob("*") if path.suffix in {".seg", ".toc"}}
    monkeypatch.setattr(writing._Writer, "_commit_toc", full)
    assert answers() == RIGHT
    assert {path.name for path in folder.rglob("*") if "MAIN_" in path.name} - {"MAIN_WRITELOCK"} == before
    indexing.use_index(folder)
    assert answers() == RIGHT
    monkeypatch.undo()
    indexing.use_index(folder)
    assert first("wandelclub") == ["s1"]


def test_what_a_killed_writer_left_behind_goes_with_the_next_commit(folder):
    generation = next(path for path in folder.iterdir() if path.is_dir())
    (generation / "MAIN_halfwritten.pst").write_bytes(b"x")
    (generation / "_MAIN_99.toc").write_bytes(b"x")
    (generation / "MAIN.tmp").mkdir()
    (folder / ".current-dead").write_text("{")
    indexing.use_index(folder)
    assert answers() == RIGHT
    rename("s9", "Wandelclub")
    assert first("wandelclub") == ["s9"]
    left = {path.name for path in folder.rglob("*")}
    assert not left & {"MAIN_halfwritten.pst", "_MAIN_99.toc", "MAIN.tmp", ".current-dead"}
