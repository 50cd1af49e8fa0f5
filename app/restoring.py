"""``schakel restore``: a backup becomes the data of a server again, on this machine or a new one.

Everything is put together, looked at and brought to this version in a folder beside the data; what cannot
be used is refused there, before anything that exists was touched. Secrets are in no backup: they stay.
"""

import argparse
import os
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app import db, pepper
from app.auth.models import User
from app.cases.models import Document
from app.config import Config, ConfigError

# A table that only this one of the two databases has.
TELLS = {"data": "user", "keys": "casekey"}
_NAME = re.compile(r"(data|keys)-(\d{8}-\d{6})\.db")


def _part(path: Path) -> str:
    """Which of the two databases a file is: ``data`` or ``keys``.

    Raises:
        ConfigError: it is none of them, or cannot be read.
    """
    if not path.is_file():
        raise ConfigError(f"there is no file {path}")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
            tables = {name for (name,) in copy.execute("select name from sqlite_master where type = 'table'")}
            sound = db.is_sound(copy)
    except sqlite3.DatabaseError:
        tables, sound = set(), False
    if not sound:
        raise ConfigError(f"{path} cannot be read as a database: it is damaged, or no backup")
    found = [part for part, table in TELLS.items() if table in tables]
    if len(found) != 1:
        raise ConfigError(f"{path} is no backup that Schakel made")
    return found[0]


def _newest(folder: Path) -> tuple[Path, Path]:
    """The last backup of which both halves are in ``folder``, as ``schakel backup`` fills it."""
    stamps: dict[str, set[str]] = {"data": set(), "keys": set()}
    for part, found in stamps.items():
        names = (_NAME.fullmatch(path.name) for path in (folder / part).glob("*.db"))
        found.update(name[2] for name in names if name and name[1] == part)
    for part, found in stamps.items():
        if not found:
            raise ConfigError(f"{folder / part} holds no backup: there is no {part}-….db")
    both = stamps["data"] & stamps["keys"]
    if not both:
        raise ConfigError(
            f"no backup in {folder} is whole: none of data/ was made together with one of keys/"
        )
    stamp = max(both)
    return folder / "data" / f"data-{stamp}.db", folder / "keys" / f"keys-{stamp}.db"


def _pair(given: list[str]) -> tuple[Path, Path]:
    """The database of the data and that of the keys, from a folder or from the two files in any order."""
    paths = [Path(one) for one in given]
    if len(paths) == 1 and paths[0].is_dir():
        paths = list(_newest(paths[0]))
    if len(paths) != 2:
        raise ConfigError("give the folder of the backups, or both files: data-….db and keys-….db")
    found = {_part(path): path for path in paths}
    if len(found) != 2:
        missing = next(part for part in TELLS if part not in found)
        raise ConfigError(f"both files are of the same kind: the one of the {missing} is missing")
    names = [_NAME.fullmatch(path.name) for path in found.values()]
    if len({name[2] for name in names if name}) == 2:
        raise ConfigError("these two files are no pair: they were made at different moments")
    return found["data"], found["keys"]


def _documents_of(data: Path) -> Path | None:
    """Where the documents of a backup are, beside its databases."""
    return next((one / "files" for one in data.absolute().parents[:2] if (one / "files").is_dir()), None)


@contextmanager
def _staged(config: Config, data: Path, keys: Path) -> Iterator[Config]:
    """A folder inside the data with what is to be put back, at this program's version; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="restoring-", dir=config.data_dir))
    stage = replace(config, data_dir=folder)
    try:
        shutil.copyfile(data, stage.database_path)
        shutil.copyfile(keys, stage.keys_path)
        database = db.open_database(stage)
        try:
            db.upgrade(database)
            yield stage
        finally:
            db.close(database)
    finally:
        shutil.rmtree(folder)


def _take_documents(source: Path | None, target: Path) -> int:
    """Copy the documents that the data names. Returns how many are in no folder."""
    missing = 0
    for row in Document.select(Document.stored):
        kept = target / row.stored[:2] / row.stored  # as app/cases/documents.py looks for it
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if source is not None and (source / row.stored).is_file():
            shutil.copyfile(source / row.stored, kept)
        else:
            missing += 1
    return missing


def _cases() -> str:
    """How many cases have their key; refused where none has, as the two files are then of two servers."""
    total, without = pepper.keyless()
    if total and without == total:
        raise ConfigError("these two files are no pair: the keys open none of the cases")
    return f"{total} cases" + (f" ({without} without a key: nothing opens them)" if without else "")


def _standing(config: Config) -> list[Path]:
    """What stands in the data's folder and would be replaced."""
    databases = [*config.data_dir.glob("schakel.db*"), *config.data_dir.glob("keys.db*")]
    return [*databases, *(one for one in (config.files_path, config.index_path) if one.exists())]


def _closed(path: Path) -> None:
    """Write a database's journal into its file, which works only while no server has it open."""
    if not path.exists():
        return
    with closing(sqlite3.connect(path, timeout=1)) as base:
        try:
            base.execute("pragma journal_mode = delete")
        except sqlite3.OperationalError as error:
            raise ConfigError(f"{path} is in use: stop the server first") from error
        except sqlite3.DatabaseError:
            return  # damaged, which may be why somebody restores: it is put aside as it is


def _put_aside(config: Config) -> Path | None:
    """Move what stands there into a folder of its own. None when nothing did."""
    if not _standing(config):
        return None
    _closed(config.database_path)
    _closed(config.keys_path)
    aside = config.data_dir / f"before-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    for path in _standing(config):
        os.replace(path, aside / path.name)
    return aside


def _move_in(stage: Config, config: Config) -> None:
    """The data last: a folder without it is not served as if it were whole."""
    for one, other in (
        (stage.files_path, config.files_path),
        (stage.keys_path, config.keys_path),
        (stage.database_path, config.database_path),
    ):
        if one.exists():
            os.replace(one, other)


def restore(config: Config, args: argparse.Namespace) -> int:
    """Put a backup back. Returns 1 when it stands there but something is missing, in one line each.

    Raises:
        ConfigError, SchemaBehind: nothing was changed, and why.
    """
    if config.database_url:
        raise ConfigError("restore is for SQLite; put databases on PostgreSQL back with its own tools")
    data, keys = _pair(args.backup)
    with db.first_boot_lock(config):
        if any(path.suffix == ".db" for path in _standing(config)) and not args.force:
            raise ConfigError(f"{config.data_dir} holds data already: --force puts that aside and goes on")
        with _staged(config, data, keys) as stage:
            cases = _cases()
            lost = _take_documents(_documents_of(data), stage.files_path)
            told = f"{User.select().count()} accounts, {cases}, {Document.select().count()} documents"
            wanting = [pepper.read(config)[1]]
            db.close(User._meta.database)  # a closed database has no journal beside its file
            aside = _put_aside(config)
            _move_in(stage, config)
    if lost:
        wanting.append(
            f"{lost} documents are missing: they belong in the folder files/ beside data/ and keys/"
        )
    print(f"Restored from {data.name} and {keys.name}: {told}.")
    if aside:
        print(f"What stood there is in {aside}: delete it when it is not needed any more.")
    for line in filter(None, wanting):
        print(f"schakel: {line}", file=sys.stderr)
    return 1 if any(wanting) else 0
