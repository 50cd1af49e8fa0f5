"""Migrations: the schema they make is the models', and nothing is ever left half done."""

import os
import signal
import subprocess
import sys
from datetime import datetime
from importlib import import_module

import peewee
import pytest

from app import db, migrations
from app.audit import AuditLine
from app.config import load
from directory import thesaurus
from directory.models import Phone, Service, Stamp, ThesaurusGroup

PARTS = {"data": db.MODELS, "keys": db.KEY_MODELS}


@pytest.fixture
def opened(tmp_path):
    """A database of an installation of its own, without any table."""
    database = db.open_database(load({"DATA_DIR": str(tmp_path / "data")}))
    yield database
    db.close(database)


def described(database, table):
    """Columns, indexes and foreign keys of a table, with what happens on deletion."""
    columns = {(c.name, c.data_type.upper(), c.null, c.primary_key) for c in database.get_columns(table)}
    indexes = {(tuple(i.columns), i.unique) for i in database.get_indexes(table)}
    rows = database.execute_sql(f'pragma foreign_key_list("{table}")').fetchall()
    return columns, indexes, {tuple(row[2:7]) for row in rows}


@pytest.mark.parametrize("part", PARTS)
def test_the_migrated_schema_equals_the_models(opened, part, tmp_path):
    db.upgrade(opened)
    migrated = dict(db.parts(opened))[part]
    made = peewee.SqliteDatabase(tmp_path / "made.db")
    with made.bind_ctx(PARTS[part], bind_refs=False, bind_backrefs=False):
        made.create_tables(PARTS[part])
    tables = set(made.get_tables())
    assert set(migrated.get_tables()) - {"schema_migration"} == tables
    for table in tables:
        assert described(migrated, table) == described(made, table), table
    made.close()


def test_queries_are_spelled_as_peewee_spells_them(opened):
    other, named = Service.alias(), Service.alias("named")
    table = Service._meta.table.alias("x")
    of_them = Service.select(other.id).where(other.replaced_by == Service.id)
    queries = [
        *(model.select().order_by(model._meta.primary_key.desc()) for model in db.MODELS + db.KEY_MODELS),
        Phone.select(Phone, Service).join(Service).where(Service.name_nl.contains("x"), Phone.id << [1, 2]),
        Service.select(other.id, named.name_nl).join(other, on=other.replaced_by == Service.id)
        .switch(Service).join(named, on=named.id == other.id).group_by(named.name_nl),
        Service.select(peewee.fn.COUNT(Service.id).alias("many")).where(peewee.fn.EXISTS(of_them)),
        Service.select(of_them.limit(1), Service.id) | other.select(other.id, other.id),
        table.select(peewee.Column(table, "id")).where(peewee.Column(table, "name_nl") == "x"),
        Service.update(version=Service.version + 1).where(Service.id.in_(of_them)),
        Service.delete().where(Service.archived),
        Stamp.insert(name="x", value=1).on_conflict(
            conflict_target=[Stamp.name], update={Stamp.value: Stamp.value + 1}, where=Stamp.value > 2
        ),
    ]  # fmt: skip
    for quote in ('""', "``"):
        for query in queries:
            made, plain = opened.get_sql_context(quote=quote), peewee.Context
            assert type(made) is not plain
            options = opened.get_context_options() | {"quote": quote}
            assert made.sql(query).query() == plain(**options).sql(query).query()


def test_upgrading_twice_changes_nothing(opened):
    assert db.upgrade(opened) is True
    assert db.upgrade(opened) is False
    db.check_version(opened)


def test_a_group_that_was_edited_before_edits_were_marked_keeps_its_words(opened):
    db.upgrade(opened)
    thesaurus.fill()
    ThesaurusGroup.update(terms_nl="onze eigen woorden").where(ThesaurusGroup.code == "ocmw").execute()
    AuditLine.create(at=datetime(2026, 11, 1), verb="thesaurus.changed", about="ocmw")
    import_module("app.migrations.data.0092_edited_groups").up(None, opened)
    Stamp.update(value=0).where(Stamp.name == "thesaurus-package").execute()
    assert thesaurus.fill()
    kept = dict(ThesaurusGroup.select(ThesaurusGroup.terms_nl, ThesaurusGroup.packaged).tuples())
    assert kept["onze eigen woorden"] in (0, False)
    assert sum(map(bool, kept.values())) > 100


def test_a_database_that_is_behind_or_ahead_is_refused_in_one_line(opened):
    with pytest.raises(db.SchemaBehind, match=r"^the database misses .*: run 'schakel db upgrade'$"):
        db.check_version(opened)
    db.upgrade(opened)
    opened.execute_sql("insert into schema_migration (name, applied) values ('9999_later', '2030-01-01')")
    for refusing in (db.check_version, db.upgrade):
        with pytest.raises(db.SchemaBehind, match="later version"):
            refusing(opened)


def test_a_step_with_a_lower_number_that_arrives_later_is_still_taken(opened, tmp_path):
    opened.connect(reuse_if_open=True)
    folder = tmp_path / "steps"
    folder.mkdir()
    step = "from peewee import *\n\n\ndef up(migrator, db):\n    db.execute_sql('create table {} (x)')\n"
    (folder / "0020_later.py").write_text(step.format("later"))
    assert migrations.Runner(opened, str(folder)).up() == ["0020_later"]
    (folder / "0010_earlier.py").write_text(step.format("earlier"))
    assert migrations.Runner(opened, str(folder)).up() == ["0010_earlier"]


def test_a_step_that_is_killed_in_the_middle_leaves_the_old_schema(tmp_path):
    folder = tmp_path / "steps"
    folder.mkdir()
    (folder / "0001_slow.py").write_text(
        "import time\n\n\ndef up(migrator, db):\n    db.execute_sql('create table half (x)')\n"
        "    print('half', flush=True)\n    time.sleep(60)\n"
    )
    code = (
        "import sys, peewee; from app.migrations import Runner; "
        "Runner(peewee.SqliteDatabase(sys.argv[1], pragmas={'journal_mode': 'wal'}), sys.argv[2]).up()"
    )
    line = [sys.executable, "-c", code, str(tmp_path / "x.db"), str(folder)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout.readline() == "half\n"
        os.kill(running.pid, signal.SIGKILL)
    left = peewee.SqliteDatabase(tmp_path / "x.db")
    assert left.get_tables() in (["schema_migration"], [])
    left.close()


def test_four_processes_at_the_first_boot_make_one_schema_and_one_directory(tmp_path):
    env = os.environ | {"DATA_DIR": str(tmp_path / "data")}
    line = [sys.executable, "-m", "app.cli", "prepare"]
    running = [
        subprocess.Popen(line, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _time in range(4)
    ]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0] * 4, said
    assert sum("Starter directory" in out for out, _err in said) == 1
    database = db.open_database(load({"DATA_DIR": str(tmp_path / "data")}))
    db.check_version(database)
    assert Service.select().count() == 129
    db.close(database)


def test_only_the_owner_reads_anything_under_the_data(tmp_path):
    env = os.environ | {"DATA_DIR": str(tmp_path / "data")}
    subprocess.run(
        [sys.executable, "-m", "app.cli", "prepare"], env=env, check=True, stdout=subprocess.DEVNULL
    )
    found = [tmp_path / "data", *(tmp_path / "data").rglob("*")]
    assert len(found) > 5
    assert [path for path in found if path.stat().st_mode & 0o077] == []


def test_a_second_run_changes_nothing_and_is_quick(tmp_path):
    env = os.environ | {"DATA_DIR": str(tmp_path / "data")}
    line = [sys.executable, "-m", "app.cli", "prepare"]
    subprocess.run(line, env=env, check=True, stdout=subprocess.DEVNULL)
    before = {path: path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()}
    begin = os.times().children_user
    subprocess.run(line, env=env, check=True, stdout=subprocess.DEVNULL)
    assert os.times().children_user - begin < 3  # of its own work, whatever else the machine does
    after = {path: path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()}
    assert {path for path in after if not path.name.endswith(("-wal", "-shm"))} == {
        path for path in before if not path.name.endswith(("-wal", "-shm"))
    }
    assert before[tmp_path / "data/schakel.db"] == after[tmp_path / "data/schakel.db"]


@pytest.mark.parametrize("change", ["update auditline set verb = 'x'", "delete from auditline"])
def test_the_audit_log_only_grows(opened, change):
    db.upgrade(opened)
    AuditLine.create(at="2026-01-01", verb="note.added")
    with pytest.raises(peewee.IntegrityError, match="only grows"):
        opened.execute_sql(change)
    assert AuditLine.get().verb == "note.added"
