"""The index is a cache: whatever happens to its files, the search that meets it answers rightly."""

import json
import os
import shutil
from contextlib import suppress

import pytest
from whoosh.filedb.compound import CompoundStorage

from directory import indexing, search
from directory.models import Service
from directory.search import Criteria
from search_index.store import SCHEMA_VERSION, IndexDamaged
from tests.search.conftest import RIGHT, add, answers, first, flip, rename


def truncate(path):
    os.truncate(path, path.stat().st_size // 2)


def empty(path):
    os.truncate(path, 0)


def lengthen(path):
    path.write_bytes(path.read_bytes() + b"\0" * 64)


def endless(path):
    """As long as no disk is, at no cost: whoever read it had no memory left, at every search for good."""
    os.truncate(path, 1 << 40)


def folder_instead(path):
    path.unlink()
    path.mkdir()


HARMS = [os.unlink, truncate, empty, flip, lengthen, endless]


def test_the_harms_are_harms(tmp_path):
    for harm in HARMS:
        path = tmp_path / harm.__name__
        path.write_bytes(bytes(range(100)))
        harm(path)
        assert not path.exists() or path.stat().st_size != 100 or path.read_bytes() != bytes(range(100))


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
    {"seen": 10**30}, {"seen": -1}, {"mark": 5}, {"seen": -(10**30)}, {"seen": -(2**63) - 1}, {"seen": 2**63},
    {"seen": True}, {"mark": 10**30}, {"mark": -1}, {"sizes": {}}, {"sizes": []}, {"sizes": None},
]  # fmt: skip


def test_a_pointer_that_is_nearly_right(folder):
    for change in NEARLY_RIGHT:
        pointer = json.loads((folder / "current").read_text())
        (folder / "current").write_text(json.dumps({**pointer, **change}))
        assert answers() == RIGHT, change


def only(folder, name, values=("sums", "sizes")):
    """The pointer keeps the files with that ending alone."""
    pointer = json.loads((folder / "current").read_text())
    for value in values:
        pointer[value] = {file: said for file, said in pointer[value].items() if file.endswith(name)}
    (folder / "current").write_text(json.dumps(pointer))


@pytest.mark.parametrize("fresh", [True, False])
def test_a_pointer_without_the_segments_of_its_table_of_contents(folder, fresh):
    """No server started any more, and the command that builds anew wanted to read the old one first."""
    only(folder, ".toc")
    if fresh:
        indexing.use_index(folder)
    assert answers() == RIGHT
    only(folder, ".toc")
    indexing.use_index(folder)
    assert not indexing.opened()
    indexing.rebuild()
    assert indexing.opened()
    assert answers() == RIGHT


def test_a_pointer_that_says_that_a_file_is_endless_and_is_right(folder):
    pointer = json.loads((folder / "current").read_text())
    for name in pointer["sizes"]:
        endless(folder / pointer["folder"] / name)
        pointer["sizes"][name] = 1 << 40
    (folder / "current").write_text(json.dumps(pointer))
    assert answers() == RIGHT


def test_building_anew_reads_nothing_of_the_index_that_is_there(folder, monkeypatch):
    index = indexing.state.index
    read = index.store.read

    def once_whole(**given):
        assert len([one for one in folder.iterdir() if one.is_dir()]) == 1
        assert json.loads((folder / "current").read_text())["folder"] != before
        return read(**given)

    before = json.loads((folder / "current").read_text())["folder"]
    monkeypatch.setattr(index.store, "read", once_whole)
    indexing.use_index(folder)
    indexing.state.index.store = index.store
    indexing.rebuild()
    assert answers() == RIGHT


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


@pytest.mark.parametrize("lock", ["lock", "lock-build"])
def test_a_folder_instead_of_a_lock(folder, lock):
    (folder / lock).unlink(missing_ok=True)
    (folder / lock / "deeper").mkdir(parents=True)
    (folder / "current").unlink()
    assert answers() == RIGHT
    rename("s1", "Wandelclub")
    assert first("wandelclub") == ["s1"]


def test_a_file_instead_of_the_whole_folder(folder):
    shutil.rmtree(folder)
    folder.write_text("in the way")
    assert answers() == RIGHT
    assert folder.stat().st_mode & 0o777 == 0o700


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


@pytest.mark.mistakes  # the files are as they were written
def test_a_piece_that_is_deleted_while_it_is_written_is_missed(folder, monkeypatch):
    """Whoosh put the others together and read nought as the number of every sheet: none was found, and the
    checksums were right."""
    assemble, lost = CompoundStorage.assemble, []

    def without(handle, storage, names, **options):
        lost.extend(name for name in names if name.endswith(".col") and not lost)
        return assemble(handle, storage, [name for name in names if name not in lost], **options)

    monkeypatch.setattr(CompoundStorage, "assemble", staticmethod(without))
    with suppress(IndexDamaged):
        indexing.rebuild()
    assert lost
    assert answers() == RIGHT
    assert not search.find(Criteria(q="ocmw"), limit=20).degraded


def test_an_index_that_is_lost_between_two_looks_at_it_is_no_empty_answer(folder, monkeypatch):
    """While an edit waits to be taken in, a search looks at the index twice."""
    opened = indexing.opened

    def lost():
        for path in files(folder):
            path.unlink()
        return opened()

    assert answers() == RIGHT
    indexing.state.late = True
    monkeypatch.setattr(indexing, "opened", lost)
    assert first("huis")
