"""What only an operator does, from the command line: backups, the recovery key, a health check."""

import argparse
import os
import shutil
import sqlite3
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

from app import db, pepper
from app.auth.models import User
from app.cases import recovery
from app.cases.errors import CaseError
from app.config import Config, ConfigError, at
from app.vault import recovery as printed
from directory.transactions import writing


def _ready(config: Config) -> None:
    db.check_version(db.open_database(config))


def backup(config: Config, args: argparse.Namespace) -> int:
    """Copy both databases, sound while people work, and the documents, into folders of their own.

    Keys apart from data, because they are kept for a shorter time: an erased case lives on in old
    backups of the data until the last backup of its key is gone. Secrets and the index are not copied:
    the first belong elsewhere, the second is rebuilt.
    """
    if config.database_url:  # what SQLite left in the folder, where it was used before, is no backup
        raise ConfigError(
            "backup is for SQLite; copy databases on PostgreSQL with its tools, and DATA_DIR/files with them"
        )
    folders = {part: Path(args.folder) / part for part in ("data", "keys", "files")}
    _outside(config, folders)
    db.check_version(db.open_sound(config))
    without, lost = pepper.keys_lost(config)
    if lost:  # in thirty days it would have taken the place of every backup that opens them
        raise ConfigError(without)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    with ExitStack() as open_:
        # Both as they stood at one moment at which nobody wrote: a team that changes in between would leave
        # data of one key beside another key. The copying itself holds nobody up.
        with writing(User._meta.database):
            moments = [
                (part, source, open_.enter_context(_as_it_stands(source)))
                for part, source in (("data", config.database_path), ("keys", config.keys_path))
            ]
        for _part, source, live in moments:
            if not db.is_sound(live, "integrity_check"):  # in thirty days there would be no other copy
                raise ConfigError(f"{source} is damaged, and is not copied: {db.MENDED}")
        for part, _source, live in moments:
            folders[part].mkdir(mode=0o700, parents=True, exist_ok=True)
            target = folders[part] / f"{part}-{stamp}.db"
            _copy(live, target)
            print(target)
    print(_files(config.files_path, folders["files"]))
    return 0


def _outside(config: Config, folders: dict[str, Path]) -> None:
    """Before anything is made. What is copied into the data would go with it, on the disk that breaks, and be
    taken for the server's own.

    Raises:
        ConfigError: a folder is the data's, or within it; also by a link, or by a way round.
    """
    data = config.data_dir.resolve()
    for folder in folders.values():
        if folder.resolve().is_relative_to(data):
            raise ConfigError(f"{folder} is in DATA_DIR ({data}): choose a folder elsewhere, on another disk")


@contextmanager
def _as_it_stands(source: Path) -> Iterator[sqlite3.Connection]:
    """A connection that sees a database as it is now, whatever others write meanwhile."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, isolation_level=None)) as live:
        live.execute("BEGIN")
        live.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield live


def _copy(live: sqlite3.Connection, target: Path) -> None:
    """Whole or not at all: half a copy would count as the last backup."""
    half = target.with_suffix(".new")
    try:
        with closing(sqlite3.connect(half, isolation_level=None)) as copied:
            os.chmod(half, 0o600)
            live.backup(copied)
            copied.execute("PRAGMA journal_mode = delete")  # one file, without a log beside it
            copied.execute("VACUUM")
        os.replace(half, target)
    except sqlite3.Error as error:
        half.unlink(missing_ok=True)
        raise ConfigError(f"{target} cannot be written: {error}") from error


def _files(source: Path, target: Path) -> str:
    """Copy the encrypted documents that the folder does not have whole: they never change. Those that were
    deleted since stay there, unreadable without their keys, until they are cleared away by hand."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    copied = 0
    for path in source.glob("*/*"):
        with suppress(FileNotFoundError):  # it was deleted at this moment
            copied += not path.suffix and _copied(path, target / path.name)
    return f"{target} ({copied} new)"


def _copied(path: Path, kept: Path) -> bool:
    """Whether a file had to be copied. It is on the disk before it has its name: what a power cut left of one
    would count as a copy for ever. One that is not as long is such a rest."""
    if kept.exists() and kept.stat().st_size == path.stat().st_size:
        return False
    half = kept.with_suffix(".new")
    with path.open("rb") as original, half.open("wb") as copy:
        os.chmod(half, 0o600)
        shutil.copyfileobj(original, copy)
        copy.flush()
        os.fsync(copy.fileno())
    os.replace(half, kept)
    return True


def _kit() -> bytes:
    if sys.stdin.isatty():
        print("Type the recovery key as it is printed:", file=sys.stderr)
    return recovery.private_of(sys.stdin.readline())


def recovery_check(config: Config, _args: argparse.Namespace) -> int:
    """Prove that the printed key opens every case, and change nothing."""
    _ready(config)
    opened, total = recovery.open_all(_kit())
    print(f"{len(opened)} of {total} cases open with this key.")
    return 0 if len(opened) == total else 1


def recovery_rotate(config: Config, _args: argparse.Namespace) -> int:
    """Replace the recovery key, once the end of the new one was typed back from its print: until then, and
    where this is broken off, the old one opens the cases."""
    _ready(config)
    private = _kit()
    new = recovery.replacement(private)
    kit = printed.encode(new.private)
    print(f"New recovery key. Print it, or write it down, now:\n{kit}", flush=True)
    print(f"Type its last {printed.TAIL} letters and digits from the print:", file=sys.stderr)
    if printed.tail(sys.stdin.readline()) != printed.tail(kit):
        raise ConfigError("this is not how the new key ends: nothing is changed, the old one still counts")
    recovery.rotate(private, new)
    print("From now on the new key counts, and the old one opens nothing any more.")
    return 0


def recovery_admit(config: Config, args: argparse.Namespace) -> int:
    """Let a member with new keys onto the cases that the account is on already."""
    _ready(config)
    user = User.get_or_none(User.email == args.email.strip().lower())
    if user is None or not user.public_key:
        raise ConfigError(f"there is no account of {args.email} with a passphrase")
    try:
        given = recovery.admit(_kit(), user)
    except CaseError as error:
        raise ConfigError(f"{user.email}: {error}") from error
    print(f"{given} cases open again for {user.email}.")
    return 0


def recovery_handover(config: Config, args: argparse.Namespace) -> int:
    """Give all cases that somebody answers for to somebody else, where no deputy is left to take over."""
    _ready(config)
    lead, to = (User.get_or_none(User.email == one.strip().lower()) for one in (args.email, args.to))
    if lead is None or to is None:
        raise ConfigError(f"there is no account of {args.to if lead else args.email}")
    try:
        given, total = recovery.hand_over(_kit(), lead, to)
    except CaseError as error:
        raise ConfigError(f"{to.email}: {error}") from error
    print(f"{given} of {total} cases of {lead.email} are now led by {to.email}.")
    return 0 if given == total else 1


def _from_here(host: str) -> str:
    """The address at which a server that listens on ``host`` is reached on its own machine."""
    with suppress(ValueError):  # a name
        address = ip_address(host)
        if address.is_unspecified:  # it listens on all of them
            return "127.0.0.1" if address.version == 4 else "::1"
    return host


def health(config: Config, _args: argparse.Namespace) -> int:
    """Ask the server whether it is alive, as a container's health check does."""
    try:
        with urllib.request.urlopen(f"http://{at(_from_here(config.host), config.port)}/healthz", timeout=5):
            return 0
    except urllib.error.URLError as error:
        raise ConfigError(f"the server does not answer on port {config.port}") from error
