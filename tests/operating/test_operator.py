"""The commands of an operator on real data: backups, the recovery key, the health check."""

import shutil
import sqlite3
from contextlib import nullcontext
from ipaddress import IPv4Address

import pytest
from peewee import IntegrityError, OperationalError

from app import db, operator
from app.auth.accounts import add_user
from app.auth.models import User
from app.cases import opening, teams, work
from app.cases.models import Case, CaseKey
from app.vault.keys import unwrap_private
from app.vault.passphrase import Cost, derive
from directory import indexing
from tests.conftest import free_port
from tests.web.conftest import CHEAP, WORDS

NEW = "een heel andere zin"


def test_a_drill_proves_that_the_printed_key_opens_every_case(kit, run):
    assert run("recovery", "check", typed=kit)[:2] == (0, "2 of 2 cases open with this key.\n")
    assert run("recovery", "check", typed=kit.lower().replace("-", " "))[0] == 0


def test_a_drill_tells_of_a_case_that_does_not_open(kit, run):
    row = CaseKey.get(CaseKey.holder == "recovery")
    CaseKey.update(sealed=bytes(row.sealed)[::-1]).where(CaseKey.id == row.id).execute()
    assert run("recovery", "check", typed=kit)[:2] == (1, "1 of 2 cases open with this key.\n")
    code, _out, err = run("recovery", "rotate", typed=kit)
    assert (code, "nothing is changed" in err) == (1, True)
    assert run("recovery", "check", typed=kit)[1].startswith("1 of 2")


@pytest.mark.parametrize("slip", ["", "ABCDE", "another"])
def test_a_wrong_key_is_one_line_and_changes_nothing(kit, run, slip):
    from app.vault import keys, recovery

    typed = recovery.encode(keys.generate_keypair().private) if slip == "another" else slip
    for verb in (["check"], ["rotate"], ["admit", "alice@example.org"]):
        code, out, err = run("recovery", *verb, typed=typed)
        assert (code, out, err.count("\n")) == (1, "", 1)
    assert run("recovery", "check", typed=kit)[0] == 0


def test_who_forgot_the_passphrase_gets_the_cases_back_and_no_others(app, kit, run):
    from app.auth.accounts import lock

    pepper = app.config["PEPPER"]
    bob = add_user("bob@example.org", ["caseworker"], WORDS, pepper, CHEAP)
    work.open_case(bob, "Van Bob")
    alice = User.get(User.email == "alice@example.org")
    lock(alice, NEW, pepper, CHEAP)
    alice.save()
    unlock = derive(NEW, bytes(alice.salt), pepper, Cost(alice.memory_kib, alice.time_cost))
    private = unwrap_private(unlock.kek, bytes(alice.wrapped_private), alice.uuid)
    cases = list(Case.select())
    assert opening.open_many(cases, alice, private) == {}
    assert run("recovery", "admit", "alice@example.org", typed=kit)[1].startswith("2 cases")
    opened = opening.open_many(cases, alice, private)
    titles = {
        opened[case.uuid].show("case", case.uuid, "title", case.title)
        for case in cases
        if case.uuid in opened
    }
    assert titles == {"Zilverberk", "Waterlelie"}
    User.update(active=False).where(User.id == alice.id).execute()
    code, _out, err = run("recovery", "admit", "alice@example.org", typed=kit)
    assert (code, err.count("\n")) == (1, 1)


def test_the_cases_of_somebody_who_is_gone_get_another_lead(app, kit, run):
    add_user("bob@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    add_user("dora@example.org", ["administrator"], WORDS, app.config["PEPPER"], CHEAP)
    alice, bob = "alice@example.org", "bob@example.org"
    for to in ("dora@example.org", "nobody@example.org", alice):
        code, _out, err = run("recovery", "handover", alice, to, typed=kit)
        assert (code, err.count("\n")) == (1, 1)
    code, out, _err = run("recovery", "handover", alice, bob, typed=kit)
    assert (code, out) == (0, f"2 of 2 cases of {alice} are now led by {bob}.\n")
    assert run("recovery", "check", typed=kit)[:2] == (0, "2 of 2 cases open with this key.\n")


def test_a_document_of_which_a_power_cut_left_a_rest_is_copied_again(config, kit, run, tmp_path):
    folder = config.files_path / "ab"
    folder.mkdir(parents=True)
    (folder / "ab12").write_bytes(b"sealed")
    (folder / "ab13.new").write_bytes(b"of an upload that goes on")
    kept = tmp_path / "copies/files"
    for left in (None, b"", b"sealed"):
        if left is not None:
            (kept / "ab12").write_bytes(left)
        out = run("backup", str(tmp_path / "copies"))[1]
        assert out.endswith(f"({0 if left == b'sealed' else 1} new)\n")
        assert [(one.name, one.read_bytes()) for one in kept.iterdir()] == [("ab12", b"sealed")]
        assert (kept / "ab12").stat().st_mode & 0o777 == 0o600


def test_a_backup_is_sound_keeps_keys_apart_and_holds_no_secret(config, kit, run, tmp_path):
    code, out, _err = run("backup", str(tmp_path / "copies"))
    assert code == 0
    data, keys, files = out.splitlines()
    assert files == f"{tmp_path / 'copies/files'} (0 new)"
    assert "/data/" in data
    assert "/keys/" in keys
    # Nor the index, whose files would run what somebody wrote into a copy of them.
    assert sorted(str(path) for path in (tmp_path / "copies").rglob("*.*")) == [data, keys]
    with sqlite3.connect(data) as copied:
        assert copied.execute("select count(*) from 'case'").fetchone() == (2,)
        assert copied.execute("pragma integrity_check").fetchone() == ("ok",)
        assert not copied.execute("select name from sqlite_master where name = 'casekey'").fetchone()
    with sqlite3.connect(keys) as copied:
        assert copied.execute("select count(*) from casekey").fetchone() == (4,)
    pepper = (config.secrets_path / "pepper").read_text()
    for path in (tmp_path / "copies").rglob("*.db"):
        assert path.stat().st_mode & 0o077 == 0
        assert pepper.encode() not in path.read_bytes()
        assert bytes.fromhex(pepper) not in path.read_bytes()


@pytest.mark.parametrize("within", [".", "nightly", "../data/nightly", "..", "link"])
def test_no_backup_is_made_within_the_data(config, kit, run, tmp_path, within):
    """``..``: of a DATA_DIR that is called data, or keys, the folder around it is filled as a backup is."""
    (tmp_path / "safe").mkdir()
    (config.data_dir / "link").symlink_to(config.data_dir)
    before = sorted(config.data_dir.rglob("*"))
    code, out, err = run("backup", str(config.data_dir / within))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert f"is in DATA_DIR ({config.data_dir}): choose a folder elsewhere" in err
    assert sorted(config.data_dir.rglob("*")) == before
    assert run("backup", str(tmp_path / "safe"))[0] == 0


def test_a_backup_for_which_the_disk_has_no_room_is_told_and_half_of_it_counts_as_none(
    kit, run, tmp_path, monkeypatch
):
    connect = sqlite3.connect

    def small(path, **more):
        made = connect(path, **more)
        if str(path).endswith(".new") and "keys-" in str(path):
            made.execute("PRAGMA max_page_count = 2")
        return made

    monkeypatch.setattr(sqlite3, "connect", small)
    code, _out, err = run("backup", str(tmp_path / "copies"))
    assert (code, err.count("\n")) == (1, 1)
    assert "cannot be written: database or disk is full" in err
    assert [path.name for path in (tmp_path / "copies/keys").iterdir()] == []


def test_what_sqlite_left_behind_is_no_backup_of_postgresql(kit, run, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://localhost/data")
    monkeypatch.setenv("KEYS_DATABASE_URL", "postgresql://localhost/keys")
    code, out, err = run("backup", str(tmp_path / "copies"))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "with its tools" in err
    assert not (tmp_path / "copies").exists()


def test_a_backup_while_a_team_changes_opens(app, config, kit, run, tmp_path, monkeypatch):
    alice = User.get(User.email == "alice@example.org")
    pepper = app.config["PEPPER"]
    bob = add_user("bob@example.org", ["caseworker"], WORDS, pepper, CHEAP)
    unlock = derive(WORDS, bytes(alice.salt), pepper, CHEAP)
    private = unwrap_private(unlock.kek, bytes(alice.wrapped_private), alice.uuid)
    case = Case.select().first()
    opened = opening.open_many([case], alice, private)[case.uuid]
    work.share(case, opened, alice, bob)
    copy, copied = operator._copy, []

    def slowly(live, target):
        if copied:  # the data are copied, the keys are not yet
            teams.leave(case, opened, alice, private, bob)
        copy(live, target)
        copied.append(target)

    monkeypatch.setattr(operator, "_copy", slowly)
    assert run("backup", str(tmp_path / "copies"))[0] == 0
    assert Case.get_by_id(case.id).key_version == 2
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "restored"))
    (tmp_path / "restored").mkdir()
    for target, live in zip(copied, (config.database_path, config.keys_path), strict=True):
        shutil.copyfile(target, tmp_path / "restored" / live.name)
    assert run("recovery", "check", typed=kit)[:2] == (0, "2 of 2 cases open with this key.\n")
    restored = Case.get_by_id(case.id)
    assert restored.key_version == 1
    assert opening.open_many([restored], alice, private)
    db.close(Case._meta.database)


def test_the_health_check_fails_with_one_line_when_nobody_answers(kit, run, monkeypatch):
    monkeypatch.setenv("PORT", "1")
    code, _out, err = run("health")
    assert (code, err) == (1, "schakel: the server does not answer on port 1\n")


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        (str(IPv4Address(0)), "127.0.0.1:1"), ("::", "[::1]:1"), ("::1", "[::1]:1"),
        ("192.0.2.7", "192.0.2.7:1"), ("localhost", "localhost:1"),
    ],
)  # fmt: skip
def test_the_health_check_asks_where_the_server_is_reached_from_here(run, monkeypatch, host, asked):
    seen = []

    def answers(url, timeout):
        seen.append(url)
        return nullcontext()

    monkeypatch.setattr(operator.urllib.request, "urlopen", answers)
    monkeypatch.setenv("HOST", host)
    monkeypatch.setenv("PORT", "1")
    assert run("health")[0] == 0
    assert seen == [f"http://{asked}/healthz"]


@pytest.mark.parametrize(
    "command", [["serve"], ["prepare"], ["db", "upgrade"], ["directory", "search", "ocmw"]]
)
def test_a_database_that_cannot_be_used_is_told_in_one_line(tmp_path, monkeypatch, run, command):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORT", str(free_port()))  # a server may run beside the tests
    (tmp_path / "schakel.db").write_bytes(b"no database at all" * 400)
    code, out, err = run(*command)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "schakel restore FOLDER --force" in err
    for name in ("DATABASE_URL", "KEYS_DATABASE_URL"):
        monkeypatch.setenv(name, f"postgresql://anna:secret@127.0.0.1:1/{name.lower()}")
    code, out, err = run(*command)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("schakel: the database cannot be used: connection failed")
    assert "secret" not in err


def test_nor_is_an_error_without_words_a_traceback(kit, run, monkeypatch):
    def broken(_config, _args):
        raise OperationalError

    monkeypatch.setattr(operator, "recovery_check", broken)
    assert run("recovery", "check") == (1, "", "schakel: the database cannot be used: OperationalError\n")


def test_an_error_of_ours_in_the_database_is_no_matter_of_the_operators(kit, run, monkeypatch):
    def broken(_config, _args):
        User.insert(uuid=User.get().uuid).execute()

    monkeypatch.setattr(operator, "recovery_check", broken)
    with pytest.raises(IntegrityError):
        run("recovery", "check")


def test_whoever_searches_on_the_command_line_waits_for_an_index_that_takes_long(
    config, kit, run, monkeypatch
):
    """It would end, and what it builds beside with it."""
    monkeypatch.setattr(indexing, "AT_ONCE", 3)
    shutil.rmtree(config.index_path)
    code, out, _err = run("directory", "search", "schuldbemidelling")  # plain SQL knows no slips
    assert (code, bool(out)) == (0, True)
    assert [one.name for one in config.index_path.iterdir() if one.name == "current"]
