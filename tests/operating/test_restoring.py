"""``schakel restore``: what was backed up is served again elsewhere, and nothing is lost on the way."""

import shutil
import sqlite3

import pytest

from app import db
from app.auth.models import User
from app.cases.models import Case, CaseKey
from app.config import load
from app.factory import create_app
from tests.conftest import data_of
from tests.test_serving import served, until
from tests.web.conftest import CHEAP, enter


def databases(folder):
    return sorted(path.name for path in folder.rglob("*.db"))


def test_a_backup_is_restored_on_another_machine_and_opens_its_cases(backup, elsewhere, run, kit):
    code, out, err = run("restore", str(backup))
    assert (code, err) == (0, "")
    assert out.endswith(": 1 accounts, 2 cases, 0 documents.\n")
    assert databases(elsewhere) == ["keys.db", "schakel.db"]
    assert not list(elsewhere.glob("restoring-*"))
    for path in elsewhere.glob("*.db"):
        assert path.stat().st_mode & 0o077 == 0
    assert run("recovery", "check", typed=kit)[:2] == (0, "2 of 2 cases open with this key.\n")
    made = create_app(load({"DATA_DIR": str(elsewhere)}), CHEAP)
    browser = made.test_client()
    assert enter(browser, "alice@example.org").status_code == 303
    page = browser.get("/cases").get_data(as_text=True)
    assert "Zilverberk" in page
    assert "Waterlelie" in page
    assert "OCMW" in browser.get("/resources?q=ocmw").get_data(as_text=True)
    db.close(db.AuditLine._meta.database)


def test_what_was_restored_is_served(backup, elsewhere, run):
    assert run("restore", str(backup))[0] == 0
    with served(elsewhere) as (process, url):
        assert until(url + "/healthz") == (200, "ok\n")
        assert "/setup" not in process.stdout.readline()
        assert until(url + "/sign-in")[0] == 200


def test_without_the_pepper_it_stands_there_and_one_line_says_what_is_missing(backup, elsewhere, run):
    (elsewhere / "secrets/pepper").unlink()
    code, _out, err = run("restore", str(backup))
    assert (code, err.count("\n")) == (1, 1)
    assert f"the pepper is missing: put it back from the safe as {elsewhere / 'secrets/pepper'}" in err
    assert not (elsewhere / "secrets/pepper").exists()


def test_the_pepper_of_another_server_is_told(backup, elsewhere, run):
    (elsewhere / "secrets/pepper").chmod(0o600)
    (elsewhere / "secrets/pepper").write_text("ab" * 32)
    code, _out, err = run("restore", str(backup))
    assert (code, err.count("\n")) == (1, 1)
    assert "of another server" in err


@pytest.mark.parametrize(
    ("loss", "told"), [("missing", "the pepper is missing: put it back"), ("another", "of another server")]
)
def test_a_server_that_starts_without_its_pepper_says_so_in_a_line_and_serves(kit, config, loss, told):
    path = config.secrets_path / "pepper"
    path.chmod(0o600)
    path.unlink()
    if loss == "another":
        path.write_text("ab" * 32)
    with served(config.data_dir) as (process, url):
        assert until(url + "/healthz") == (200, "ok\n")
        line = process.stderr.readline()
        process.terminate()
        rest = process.stderr.read()
    assert line.startswith("schakel: ")
    assert told in line
    assert str(path) in line
    assert "no case opens" in line
    assert rest == ""
    assert path.exists() is (loss == "another")


def test_a_server_that_lost_the_keys_of_its_cases_says_so_and_writes_none_beside_them(
    kit, config, run, tmp_path
):
    """An empty database in their place would be taken for theirs: by a new case, and by backups."""
    db.close(db.AuditLine._meta.database)
    safe = config.keys_path.rename(tmp_path / "keys.db")
    with served(config.data_dir) as (process, url):
        assert until(url + "/healthz") == (200, "ok\n")
        line = process.stderr.readline()
        process.terminate()
        assert process.stderr.read() == ""
    assert line.startswith(
        f"schakel: 2 of 2 cases have no key in {config.keys_path}, and nothing opens them: put it"
    )
    code, out, err = run("backup", str(tmp_path / "copies"))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert not (tmp_path / "copies").exists()
    made = create_app(config, CHEAP)
    browser = made.test_client()
    assert enter(browser, "alice@example.org").status_code == 303
    assert browser.get("/cases").status_code == 503
    assert browser.get("/resources?q=ocmw").status_code == 200
    db.close(db.AuditLine._meta.database)
    safe.replace(config.keys_path)
    assert create_app(config, CHEAP).config["WANTING"] == []
    assert run("backup", str(tmp_path / "copies"))[0] == 0


def test_one_case_without_a_key_is_told_and_the_others_open(kit, config):
    CaseKey.delete().where(CaseKey.case_uuid == Case.get().uuid).execute()
    made = create_app(config, CHEAP)
    told = [f"1 of 2 cases have no key in {config.keys_path}, and nothing opens them"]
    assert (made.config["WANTING"], made.config["CASES_SHUT"]) == (told, False)


def test_a_server_that_has_its_pepper_says_nothing_of_it(kit, config):
    with served(config.data_dir) as (process, url):
        until(url + "/healthz")
        process.terminate()
        assert process.stderr.read() == ""


def test_no_account_is_locked_with_the_pepper_of_another_server(kit, config, run):
    """It would sign in, and open no case once the right one is back."""
    path = config.secrets_path / "pepper"
    path.chmod(0o600)
    path.write_text("ab" * 32)
    words = ("user", "add", "bob@example.org", "--role", "caseworker", "--password-stdin")
    code, _out, err = run(*words, typed="een lange zin voor bob")
    assert (code, err.count("\n")) == (1, 1)
    assert "of another server" in err
    assert not User.select().where(User.email == "bob@example.org").exists()


def test_data_that_is_there_is_not_overwritten_but_put_aside_when_asked(backup, elsewhere, run, ready_made):
    shutil.rmtree(elsewhere)
    data_of(ready_made, elsewhere)
    before = (elsewhere / "schakel.db").read_bytes()
    code, _out, err = run("restore", str(backup))
    assert (code, "holds data already" in err) == (1, True)
    assert (elsewhere / "schakel.db").read_bytes() == before
    code, out, _err = run("restore", str(backup), "--force")
    (aside,) = elsewhere.glob("before-*")
    assert str(aside) in out
    with sqlite3.connect(aside / "schakel.db") as old, sqlite3.connect(elsewhere / "schakel.db") as new:
        assert old.execute("select count(*) from user").fetchone() == (0,)
        assert new.execute("select count(*) from user").fetchone() == (1,)
    assert not (elsewhere / "index").exists()


def test_a_server_that_runs_is_left_alone(backup, elsewhere, run, ready_made):
    shutil.rmtree(elsewhere)
    data_of(ready_made, elsewhere)
    with sqlite3.connect(elsewhere / "schakel.db") as live:
        live.execute("select * from user").fetchone()
        code, _out, err = run("restore", str(backup), "--force")
        assert (code, "stop the server first" in err) == (1, True)
    assert not list(elsewhere.glob("before-*"))


def test_the_documents_come_back_and_those_that_are_lost_are_counted(backup, elsewhere, run):
    (data,) = (backup / "data").glob("*.db")
    with sqlite3.connect(data) as copy:
        copy.execute(
            "insert into document (uuid, case_id, author_id, name, key, stored, mime, size, at) select"
            " 'u', 1, 1, x'00', x'00', 'ab12', 'text/plain', 1, '2026-01-01' union select"
            " 'v', 1, 1, x'00', x'00', 'cd34', 'text/plain', 1, '2026-01-01'"
        )
    (backup / "files/ab12").write_bytes(b"sealed")
    code, _out, err = run("restore", str(backup))
    assert (elsewhere / "files/ab/ab12").read_bytes() == b"sealed"
    assert (code, err.startswith("schakel: 1 documents are missing")) == (1, True)


def refused(run, elsewhere, *given):
    code, out, err = run("restore", *map(str, given))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert databases(elsewhere) == []
    return err


def test_what_is_no_pair_is_refused_and_nothing_is_changed(backup, elsewhere, run):
    (data,), (keys,) = (backup / "data").glob("*.db"), (backup / "keys").glob("*.db")
    assert "the one of the keys is missing" in refused(run, elsewhere, data, data)
    assert "give the folder" in refused(run, elsewhere, data)
    assert "no file" in refused(run, elsewhere, data, backup / "keys/gone.db")
    later = keys.rename(backup / "keys/keys-20300101-000000.db")
    assert "no pair" in refused(run, elsewhere, data, later)
    assert "is whole" in refused(run, elsewhere, backup)
    with sqlite3.connect(later) as others:
        others.execute("delete from casekey")
    assert "open none of the cases" in refused(run, elsewhere, data, later.rename(backup / "keys.db"))
    assert "holds no backup" in refused(run, elsewhere, elsewhere)
    (backup / "noise.db").write_bytes(data.read_bytes()[:5000])
    assert "cannot be read" in refused(run, elsewhere, backup / "noise.db", backup / "keys.db")
    (backup / "text.db").write_text("no database")
    assert "cannot be read" in refused(run, elsewhere, backup / "text.db", backup / "keys.db")


def test_the_last_whole_backup_of_a_folder_is_taken_or_the_two_files_in_any_order(backup, elsewhere, run):
    (data,), (keys,) = (backup / "data").glob("*.db"), (backup / "keys").glob("*.db")
    shutil.copy(data, backup / "data/data-20300101-000000.db")
    code, out, _err = run("restore", str(backup))
    assert (code, data.name in out) == (0, True)
    shutil.rmtree(elsewhere / "files", ignore_errors=True)
    assert run("restore", str(keys), str(data), "--force")[0] == 0
