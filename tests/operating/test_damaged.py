"""A database that the disk spoiled, or that is gone: it is neither served, nor begun anew, nor copied."""

import gc
import sqlite3

import pytest

from app import db, serving

PAGE = 4096


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch):
    """Whatever else this machine runs."""
    monkeypatch.setattr(serving, "can_listen", lambda _config: None)


@pytest.fixture
def server(backup, elsewhere, run):
    """The folder of a server of which there is a backup, and that nobody has open."""
    assert run("restore", str(backup))[0] == 0
    return elsewhere


def _page(path, at):
    with open(path, "r+b") as handle:
        handle.seek(at * PAGE)
        handle.write(b"\xa5" * PAGE)


def _root(path, table):
    with sqlite3.connect(path) as read:
        return read.execute("select rootpage from sqlite_master where name = ?", [table]).fetchone()[0] - 1


SPOILED = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[: -PAGE - 100]),
    "no database": lambda path: path.write_bytes(b"no database at all" * 400),
    "its first page": lambda path: _page(path, 0),
    "a page": lambda path: _page(path, _root(path, {"schakel": "note", "keys": "casekey"}[path.stem])),
}


def _told(answer, path):
    code, out, err = answer
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert str(path) in err
    assert "schakel restore FOLDER --force" in err


def _ended():
    """As where the process of a command ends: a connection stays open until the collector finds it."""
    db.close(db.AuditLine._meta.database)
    gc.collect()


@pytest.mark.parametrize("name", ["schakel.db", "keys.db"])
@pytest.mark.parametrize("how", SPOILED)
def test_a_damaged_database_is_neither_served_nor_copied_and_its_backup_is_put_back(
    backup, server, kit, run, name, how
):
    path = server / name
    SPOILED[how](path)
    spoiled, copies = path.read_bytes(), sorted(backup.rglob("*.db"))
    for command in (["serve"], ["prepare"], ["db", "upgrade"], ["backup", str(backup)]):
        _told(run(*command), path)
        _ended()
    assert path.read_bytes() == spoiled
    assert sorted(backup.rglob("*.db")) == copies
    assert run("restore", str(backup), "--force")[::2] == (0, "")
    assert run("recovery", "check", typed=kit)[:2] == (0, "2 of 2 cases open with this key.\n")
    (aside,) = server.glob("before-*")
    assert (aside / name).read_bytes()[PAGE:] == spoiled[PAGE:]


@pytest.mark.parametrize("empty", [True, False])
def test_data_that_are_gone_are_not_begun_anew_beside_their_keys(backup, server, run, empty):
    path = server / "schakel.db"
    path.unlink()
    if empty:
        path.touch()
    copies = sorted(backup.rglob("*.db"))
    for command in (["serve", "--prepare"], ["prepare"], ["db", "upgrade"], ["backup", str(backup)]):
        _told(run(*command), path)
        _ended()
    assert sorted(backup.rglob("*.db")) == copies
    assert run("restore", str(backup), "--force")[::2] == (0, "")


def test_an_index_that_lost_its_rows_is_found_by_a_backup(config, kit, run, tmp_path):
    """What reads a table alone does not see it, and VACUUM would mend the copy without a word."""
    with sqlite3.connect(config.database_path) as spoiling:
        spoiling.execute("pragma writable_schema = on")
        (sql,) = spoiling.execute("select sql from sqlite_master where name = 'auditline_who'").fetchone()
        spoiling.execute("update sqlite_master set sql = ? where name = 'auditline_who'", [sql + " where 0"])
    _told(run("backup", str(tmp_path / "copies")), config.database_path)
    assert not (tmp_path / "copies").exists()
