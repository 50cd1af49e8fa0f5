"""The command line as an operator meets it: what is refused, in one line, and what ``--help`` tells."""

import argparse
import io
import os
import signal
import subprocess
import sys

import pytest

from app import cli
from app.auth.models import User


def arguments(level, path=()):
    """(words of the command, argument) of each that it takes."""
    for action in level._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from arguments(below, (*path, name))
        else:
            yield " ".join(path), action


def test_help_says_what_each_argument_is():
    silent = [(path, action.dest) for path, action in arguments(cli.parser()) if not action.help]
    assert silent == []


@pytest.mark.parametrize("limit", ["0", "-3", "ten", "1.5", ""])
def test_a_number_of_sheets_that_is_none_is_refused(kit, run, capsys, limit):
    with pytest.raises(SystemExit) as ended:
        run("directory", "search", f"--limit={limit}", "huur")
    assert ended.value.code == 2
    assert f"must be a whole number from 1, not {limit!r}" in capsys.readouterr().err


def test_no_account_is_made_with_a_passphrase_that_no_browser_can_type(kit, monkeypatch, capsys):
    latin = io.BytesIO("een café aan zee\n".encode("latin-1"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(latin, "utf-8", errors="surrogateescape"))
    assert cli.main(["user", "add", "bob@example.org", "--role", "caseworker", "--password-stdin"]) == 1
    assert capsys.readouterr().err == "schakel: the passphrase on standard input is not text in UTF-8\n"
    assert not User.select().where(User.email == "bob@example.org").exists()


def test_who_reads_only_the_beginning_is_told_nothing_more(kit):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "app.cli", "directory", "search", "ocmw"]
    with os.fdopen(writing, "w") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, "")


def test_a_command_that_is_broken_off_ends_without_a_traceback(kit, run, monkeypatch):
    def broken_off():
        raise KeyboardInterrupt

    monkeypatch.setattr("directory.indexing.rebuild", broken_off)
    assert run("index", "rebuild") == (130, "", "")
