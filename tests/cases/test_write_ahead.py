"""What was deleted or encrypted anew stands in no file, the databases' write-ahead logs included."""

import sqlite3
from contextlib import closing

import pytest

from app import db
from app.auth.models import Keyring
from app.cases import notes, recovery, tasks, teams, work
from app.cases.models import Case, CaseKey, Note
from app.cases.notes import Content
from app.factory import create_app
from app.vault import keys
from app.vault import recovery as kits
from directory.transactions import hurried
from tests.web.conftest import CHEAP


def logs(config):
    """How much stands in the two write-ahead logs."""
    return [path.stat().st_size for path in sorted(config.data_dir.glob("*.db-wal"))]


def held(config):
    return b"".join(path.read_bytes() for path in config.data_dir.rglob("*") if path.is_file())


@pytest.fixture
def shared(case, alice, bob):
    work.share(case.case, case.opened, alice.user, bob.user)
    notes.add_note(case.case, case.opened, alice.user, Content("Verslag"))
    return case


def test_after_a_change_of_the_team_no_file_holds_what_the_key_of_before_opens(base, shared, alice, bob):
    gone = [bytes(row.sealed) for row in CaseKey.select()]
    gone += [bytes(Note.get().text), bytes(Case.get().title)]
    before = held(base)
    assert [one in before for one in gone] == [True] * 5
    teams.leave(shared.case, shared.opened, alice.user, alice.private, bob.user)
    after = held(base)
    assert [one for one in gone if one in after] == []
    assert logs(base) == [0, 0]


def test_after_a_rotation_no_file_holds_a_key_that_the_old_kit_opens(base, shared):
    pair = keys.generate_keypair()  # of a kit that the test knows
    Keyring.update(recovery_public=pair.public).execute()
    for row in CaseKey.select().where(CaseKey.holder == "recovery"):
        row.sealed, row.public = _sealed_to(pair, shared), pair.public
        row.save()
    gone = bytes(CaseKey.get(CaseKey.holder == "recovery").sealed)
    assert gone in held(base)
    private = recovery.private_of(kits.encode(pair.private))
    recovery.rotate(private, recovery.replacement(private))
    assert gone not in held(base)
    assert logs(base) == [0, 0]


def _sealed_to(pair, shared):
    return keys.seal(pair.public, shared.opened.key, f"case {shared.case.uuid} recovery 1".encode())


def test_whoever_reads_is_waited_for_and_it_is_done_after_a_later_answer(
    base, shared, alice, bob, monkeypatch
):
    with closing(sqlite3.connect(base.keys_path, isolation_level=None)) as other:
        other.execute("begin")
        other.execute("select count(*) from casekey").fetchone()
        teams.leave(shared.case, shared.opened, alice.user, alice.private, bob.user)
        assert logs(base)[0] > 0
        waits = []
        with monkeypatch.context() as patch:
            patch.setattr(db, "hurried", lambda one, wait: waits.append(wait) or hurried(one, wait))
            db.empty_logs_again()
        assert set(waits) == {0}, "the worker has another request to answer"
        assert logs(base)[0] > 0
        other.execute("commit")
        db.empty_logs_again()
        assert logs(base) == [0, 0]
        tasks.add_task(shared.case, alice.open(shared.case), alice.user, "Bellen", None)
        db.empty_logs_again()  # nothing is owed: what others write waits for SQLite's own moment
        assert logs(base)[1] > 0


def test_what_a_process_left_behind_is_done_at_the_next_start(base, shared, monkeypatch, alice, bob):
    with closing(sqlite3.connect(base.keys_path)) as one, closing(sqlite3.connect(base.database_path)) as two:
        for other in (one, two):  # as long as another has it open, SQLite leaves the log
            other.execute("select count(*) from sqlite_master").fetchone()
        gone = [bytes(row.sealed) for row in CaseKey.select()]
        with monkeypatch.context() as patch:
            patch.setattr(db, "empty_logs", lambda: None)
            teams.leave(shared.case, shared.opened, alice.user, alice.private, bob.user)
        db.close(Case._meta.database)
        assert [one in held(base) for one in gone] == [True] * 3
        create_app(base, CHEAP)
        assert [one for one in gone if one in held(base)] == []
        db.close(Case._meta.database)
