"""Rights in the folder of the index that somebody took away, or that root has, who built it."""

import ctypes
import json
import logging
import os
from pathlib import Path

import pytest

from directory import indexing, search
from directory.search import Criteria
from tests.search.conftest import first, forked, rename

OTHER = 1234
# CI is root, so these run before anything lands. Who is not has nobody to give a file to: a user namespace
# holds one user alone, and a file that only says it is another's would prove nothing.
NOBODYS = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")


def bow():
    """Of root, take away that no right holds for it: files of others are then others', too."""
    if os.geteuid() == 0:
        header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).capset(header, none) == 0


@pytest.fixture
def humbly(small, tmp_path):
    """``humbly(work, ...)`` in a process for which rights hold; what it logged."""

    def run(work, *given):
        told = tmp_path / "told"

        def begin():
            bow()
            logging.getLogger().addHandler(logging.FileHandler(told))
            work(*given)

        assert os.waitstatus_to_exitcode(os.waitpid(forked(small, begin), 0)[1]) == 0
        return told.read_text().splitlines() if told.exists() else []

    return run


def generation(folder):
    return folder / json.loads((folder / "current").read_text())["folder"]


def called(folder, name):
    return [folder] if name == "." else list(folder.glob(name))


def taken(mode, name):
    def harm(folder):
        for path in called(folder, name):
            path.chmod(mode)

    return harm


def without_pointer(harm):
    def both(folder):
        (folder / "lock-build").touch()
        harm(folder)
        (folder / "current").unlink()

    return both


def given(*names):
    def harm(folder):
        for name in names:
            for path in called(folder, name):
                path.chmod(0o700 if path.is_dir() else 0o600)
                os.chown(path, OTHER, OTHER)

    return harm


HARMS = {
    "lock": taken(0, "lock"),
    "lock to build": without_pointer(taken(0, "lock-build")),
    "generation": taken(0, "v*"),
    "generation, to write": taken(0o500, "v*"),
    "segment": taken(0, "v*/*.seg"),
    "pointer": taken(0, "current"),
    "folder": taken(0, "."),
    "folder, to write": taken(0o500, "."),
}
GIVEN = {
    "lock": given("lock"),
    "lock to build": without_pointer(given("lock-build")),
    "generation": given("v*"),
    "all that is in it": given("v*/*", "v*", "current", "lock"),
}


@pytest.fixture(params=[True, False], ids=["fresh", "open"])
def harmed(request, small, tmp_path):
    """``harmed(harm)``: the folder of the index, met by a process that has it open, or by a fresh one."""

    def does(harm):
        harm(tmp_path / "index")
        if request.param:
            indexing.use_index(tmp_path / "index")
        return tmp_path / "index"

    return does


def heals():
    rename("s1", "Wandelclub")
    assert first("wandelclub") == ["s1"]
    assert not search.find(Criteria(q="wandelclub")).degraded


@pytest.mark.parametrize("what", HARMS)
def test_rights_that_were_taken_away_are_taken_back(humbly, harmed, what):
    folder = harmed(HARMS[what])
    humbly(heals)
    assert folder.stat().st_mode & 0o777 == 0o700


@NOBODYS
@pytest.mark.parametrize("what", GIVEN)
def test_what_is_somebody_elses_makes_way(humbly, harmed, what):
    harmed(GIVEN[what])
    humbly(heals)


@NOBODYS
def test_of_a_generation_that_others_let_us_read_an_edit_is_taken_in_all_the_same(humbly, tmp_path):
    for path in [generation(tmp_path / "index"), *generation(tmp_path / "index").iterdir()]:
        path.chmod(0o755)
        os.chown(path, OTHER, OTHER)
    humbly(heals)


@NOBODYS
def test_what_cannot_be_removed_is_said_once_and_goes_with_the_next_build(humbly, tmp_path):
    folder = tmp_path / "index"
    old = generation(folder)
    given("v*")(folder)

    def twice():
        indexing.rebuild()
        indexing.rebuild()

    assert [line for line in humbly(twice) if str(old) in line] == [
        f"{old} is of no use and cannot be removed: do so as the user who owns it"
    ]
    os.chown(old, 0, 0)
    humbly(indexing.rebuild)
    assert not old.exists()


@NOBODYS
def test_what_nobody_but_an_operator_can_heal_is_said_once_and_sql_answers(humbly, tmp_path, monkeypatch):
    """Not at every search; nor again after the rest that is longer each time."""
    given(".")(tmp_path / "index")
    monkeypatch.setattr(indexing, "LONGEST_REST", 0.0)

    def looks():
        for _again in range(6):
            found = search.find(Criteria(q="lepel"))
            assert found.degraded
            assert [hit.external_id for hit in found.hits] == ["s3"]

    told = humbly(looks)
    assert sum("give" in line for line in told) == 1
    assert f"give {tmp_path / 'index'} with all in it to the user who runs Schakel, or remove it" in told[0]
    assert len(told) == 2, "the other line says that it failed three times"


@NOBODYS
def test_what_root_builds_in_the_folder_of_another_is_theirs(small, tmp_path):
    """``sudo schakel index rebuild``: the server could not read it, nor write an edit any more."""
    data = tmp_path / "data"
    data.mkdir()
    os.chown(data, OTHER, OTHER)
    indexing.use_index(data / "index")
    indexing.rebuild()
    made = [data / "index", *Path(data / "index").rglob("*")]
    assert len(made) > 4
    assert {(path.stat().st_uid, path.stat().st_gid) for path in made} == {(OTHER, OTHER)}
