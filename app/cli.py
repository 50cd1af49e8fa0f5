"""``schakel``: everything an operator does. Errors are one line on standard error and exit code 1."""

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import peewee

from app import db, demo, operator, restoring, serving
from app.auth import commands as users
from app.auth.accounts import AccountError
from app.auth.models import Keyring, User
from app.cases import closing, documents, recovery
from app.config import Config, ConfigError, load
from app.exchange import commands as sources
from app.factory import setup_token
from app.vault.errors import VaultError
from directory import importing, indexing, search, taxonomies, verifying
from directory.clock import now
from directory.errors import DirectoryError
from directory.models import Service
from directory.search import explain, warm
from directory.transactions import broken_by
from search_index.index import IndexDamaged


def _ready(config: Config) -> None:
    db.check_version(db.open_database(config))
    indexing.use_index(config.index_path)
    verifying.use_rhythm(config.check_months)


def db_upgrade(config: Config, _args: argparse.Namespace) -> int:
    with db.first_boot_lock(config):
        done = db.upgrade(db.open_sound(config))
    print("The database is made ready." if done else "The database is up to date.")
    return 0


def prepare(config: Config, _args: argparse.Namespace) -> int:
    """What ``make run`` calls before serving: database, starter directory, index. Idempotent."""
    with db.first_boot_lock(config):
        db.upgrade(db.open_sound(config))
        indexing.use_index(config.index_path)
        if not Service.select().exists():
            report = importing.import_path(importing.STARTER)
            print(f"Starter directory: {report.added} services.")
            indexing.refresh()
        documents.sweep(config.files_path, now())
        closing.forget_erased()
        recovery.settle()
        if config.demo:
            demo.fill(config)
        if demo.is_demo():
            print("\n".join(demo.sign_in_lines(config)))
        elif not (User.select().exists() and Keyring.select().exists()):
            print(f"First visit: http://{config.address}/setup?token={setup_token(config)}")
    return 0


def serve(config: Config, args: argparse.Namespace) -> int:
    serving.can_listen(config)
    if args.prepare:
        prepare(config, args)
    else:
        db.open_sound(config)
    db.close(Service._meta.database)
    app = serving.made(config)
    sys.stderr.writelines(f"schakel: {wanting}\n" for wanting in app.config["WANTING"])
    print(f"Schakel listens on http://{config.address}", flush=True)
    serving.run(app, config.address, config.workers)
    return 0


def directory_import(config: Config, args: argparse.Namespace) -> int:
    _ready(config)

    def told(rows: int) -> None:
        print(f"\r{rows} rows read", end="", file=sys.stderr, flush=True)

    seen = told if sys.stderr.isatty() else None
    report = importing.import_path(Path(args.file), args.dry_run, args.category, told=seen)
    if seen:
        print("\r", end="", file=sys.stderr)
    for note in report.notes:
        print(note, file=sys.stderr)
    for row, external_id, note in report.warnings:
        print(f"row {row} ({external_id}): {note}", file=sys.stderr)
    for row, external_id, reason in report.refused:
        print(f"row {row} ({external_id or 'no id'}): {reason}", file=sys.stderr)
    print(
        f"added {report.added}, changed {report.changed}, unchanged {report.unchanged}, "
        f"refused {len(report.refused)}{' (dry run: nothing was written)' if args.dry_run else ''}"
    )
    if report.conflicts:
        print(f"kept as edited here, for a decision on the page of imports: {report.conflicts} fields")
    if not args.dry_run:
        indexing.refresh()
    return 1 if report.refused else 0


def _answer(query: str, limit: int) -> dict[str, object]:
    begin = time.perf_counter()
    hits = search.find(search.Criteria(q=query), limit=limit).hits
    spent = (time.perf_counter() - begin) * 1000
    return {"query": query, "ids": [hit.external_id for hit in hits], "ms": round(spent, 3)}


def directory_search(config: Config, args: argparse.Namespace) -> int:
    _ready(config)
    with suppress(OSError, peewee.DatabaseError, IndexDamaged):  # what can be searched without is searched
        indexing.refresh()
    if args.batch:
        warm.up()
        for line in sys.stdin:
            print(json.dumps(_answer(line.rstrip("\r\n"), args.limit), ensure_ascii=False), flush=True)
        return 0
    if args.query is None:
        print("schakel: give a query, or --batch with queries on standard input", file=sys.stderr)
        return 2
    if args.explain:
        print(explain.told(search.Criteria(q=args.query), args.limit))
        return 0
    for external_id in _answer(args.query, args.limit)["ids"]:  # type: ignore[attr-defined]
        sheet = Service.get(Service.external_id == external_id)
        print(f"{external_id}\t{sheet.name('nl')[0]}")
    return 0


def index_rebuild(config: Config, _args: argparse.Namespace) -> int:
    _ready(config)
    indexing.rebuild()
    print("The index is rebuilt.")
    return 0


def _count(text: str) -> int:
    """A whole number from 1; argparse tells of any other in one line."""
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0):
        raise argparse.ArgumentTypeError(f"must be a whole number from 1, not {text!r}")
    return int(text[:9])


def parser() -> argparse.ArgumentParser:
    """The command line; ``--help`` at each level is made of the texts here."""
    top = argparse.ArgumentParser(prog="schakel", description="Case notes and directory on your own server.")
    level = top.add_subparsers(required=True, metavar="COMMAND")

    def command(
        where: "argparse._SubParsersAction[argparse.ArgumentParser]",
        name: str,
        does: str,
        run: Callable[[Config, argparse.Namespace], int],
    ) -> argparse.ArgumentParser:
        made = where.add_parser(name, help=does, description=does)
        made.set_defaults(run=run)
        return made

    def on_data(
        where: "argparse._SubParsersAction[argparse.ArgumentParser]",
        name: str,
        does: str,
        run: Callable[[Config, argparse.Namespace], int],
    ) -> argparse.ArgumentParser:
        def opened(config: Config, args: argparse.Namespace) -> int:
            _ready(config)
            return run(config, args)

        return command(where, name, does, opened)

    def group(name: str, does: str) -> "argparse._SubParsersAction[argparse.ArgumentParser]":
        return level.add_parser(name, help=does, description=does).add_subparsers(
            required=True, metavar="ACTION"
        )

    answering = command(level, "serve", "Serve the application.", serve)
    answering.add_argument("--host", help="address to listen on (HOST)")
    answering.add_argument("--port", help="port to listen on (PORT)")
    answering.add_argument("--workers", help="worker processes (WORKERS)")
    answering.add_argument("--prepare", action="store_true", help="first do what 'schakel prepare' does")
    command(level, "prepare", "Make database, starter directory and index where missing.", prepare)
    command(group("db", "The database."), "upgrade", "Bring the database to this version.", db_upgrade)
    users.add(group("user", "Accounts."), on_data)
    directory = group("directory", "The directory of services.")
    importer = command(
        directory, "import", "Take in CSV, XLSX or HSDS (JSON), a folder or a zip of these.", directory_import
    )
    importer.add_argument("file", help="a file, or a folder of files")
    importer.add_argument(
        "--category",
        default="",
        choices=["", *taxonomies.codes("category")],
        metavar="CODE",
        help="kind of service of the rows that name none of ours",
    )
    importer.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
    searcher = command(directory, "search", "Search the directory.", directory_search)
    searcher.add_argument("query", nargs="?", help="what is needed and where, in quotes")
    searcher.add_argument("--limit", type=_count, default=10, help="how many sheets at most (10)")
    searcher.add_argument(
        "--batch", action="store_true", help="one query a line in, one JSON object a line out"
    )
    searcher.add_argument(
        "--explain", action="store_true", help="say what each signal adds to each score (docs/search.md)"
    )
    sources.add(directory, on_data)
    saving = command(
        level, "backup", "Copy the databases, data and keys apart, while people work.", operator.backup
    )
    saving.add_argument("folder", help="where the folders data and keys are made")
    again = command(level, "restore", "Put a backup back, here or on a new machine.", restoring.restore)
    again.add_argument(
        "backup", nargs="+", help="the folder of the backups (its last one), or the two files of one"
    )
    again.add_argument(
        "--force", action="store_true", help="put aside what DATA_DIR holds, instead of refusing"
    )
    command(level, "health", "Ask whether the server answers.", operator.health)
    kit = group("recovery", "The printed recovery key, typed on standard input.")
    command(kit, "check", "Prove that it opens every case; changes nothing.", operator.recovery_check)
    command(kit, "rotate", "Replace it by a new one.", operator.recovery_rotate)
    admitting = command(
        kit, "admit", "Open the cases of somebody who forgot the passphrase.", operator.recovery_admit
    )
    admitting.add_argument("email", help="of that person")
    giving = command(
        kit, "handover", "Give the cases of somebody who is gone to another lead.", operator.recovery_handover
    )
    giving.add_argument("email", help="who answers for the cases now")
    giving.add_argument("to", help="who will")
    index = group("index", "The search index.")
    command(index, "rebuild", "Build the index anew from the database.", index_rebuild)
    return top


def _told(error: peewee.DatabaseError) -> str:
    """What the operator can do something about: a server that is not there, a folder that cannot be written,
    a file that is no database. Another error of a database is one of ours.

    Raises:
        peewee.DatabaseError: it is.
    """
    if not isinstance(error, peewee.OperationalError) and type(error) is not peewee.DatabaseError:
        raise error
    first, *_rest = str(broken_by(error)).splitlines() or [type(error).__name__]
    damaged = type(error) is peewee.DatabaseError
    return f"the database cannot be used: {first}" + (f": {db.MENDED}" if damaged else "")


def _settings(args: argparse.Namespace) -> Config:
    """The settings; what stands on the command line goes before the environment, by the same rules."""
    said = {name: getattr(args, name.lower(), None) for name in ("HOST", "PORT", "WORKERS")}
    return load({**os.environ, **{name: text for name, text in said.items() if text is not None}})


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit code."""
    args = parser().parse_args(arguments)
    try:
        code: int = args.run(_settings(args), args)
        sys.stdout.flush()
    except peewee.DatabaseError as error:
        print(f"schakel: {_told(error)}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # who reads has read enough (| head); what is left is flushed at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except (ConfigError, AccountError, DirectoryError, VaultError, db.SchemaBehind, OSError) as error:
        for line in str(error).splitlines() or [""]:
            print(f"schakel: {line}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
