"""A server that is killed in the middle of taking in, or of undoing, leaves all of a batch or nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from app import db
from app.config import load
from directory.importing import COLUMNS, arriving, batches, undoing
from directory.importing.models import Batch
from directory.models import Phone, Service
from tests.directory.conftest import GOOD

ROWS = 1500
# The work of a server, that says on its output when it begins to write.
WORK = """
import sys
from app import db
from app.config import load
from directory.importing import batches, undoing
from directory.importing.models import Batch
db.open_database(load())
batch = Batch.get()
print("writing", flush=True)
(batches.apply if sys.argv[1] == "apply" else undoing.undo)(batch, "eva")
print("done", flush=True)
"""


@pytest.fixture
def batch(tmp_path):
    """A staged batch of many rows, in a real database."""
    database = db.open_database(load({"DATA_DIR": str(tmp_path / "data")}))
    db.upgrade(database)
    lines = [",".join(COLUMNS)]
    for number in range(ROWS):
        row = GOOD | {"id": f"s{number}", "name_nl": f"Dienst {number}"}
        lines.append(",".join(f'"{row.get(name, "")}"' for name in COLUMNS))
    made = arriving.receive("many.csv", "\n".join(lines).encode(), "eva")
    batches.stage(made)
    assert made.added == ROWS
    yield made
    db.close(database)


def killed(tmp_path, verb, after):
    """Start the work, kill -9 it ``after`` seconds into its writing."""
    env = {**os.environ, "DATA_DIR": str(tmp_path / "data")}
    with subprocess.Popen([sys.executable, "-c", WORK, verb], env=env, stdout=subprocess.PIPE) as work:
        assert work.stdout.readline() == b"writing\n"
        time.sleep(after)
        work.send_signal(signal.SIGKILL)


def whole(count, of=ROWS):
    assert count in (0, of), count
    return count


def test_all_or_nothing_whenever_the_server_is_killed(batch, tmp_path):
    outcomes = set()
    for attempt in range(8):
        killed(tmp_path, "apply", 0.06 * attempt)
        state = Batch.get().state
        sheets = whole(Service.select().count())
        assert whole(Phone.select().count(), 2 * ROWS) == 2 * sheets
        assert (state == "applied") == (sheets == ROWS), state
        outcomes.add(sheets)
        if sheets:
            break
    assert 0 in outcomes, "no kill came before the end: the test shows nothing"
    if Batch.get().state != "applied":
        batches.apply(Batch.get(), "eva")  # what was killed is simply taken in again
    outcomes.clear()
    for attempt in range(8):
        killed(tmp_path, "undo", 0.05 * attempt)
        sheets = whole(Service.select().count())
        assert (Batch.get().state == "undone") == (sheets == 0)
        outcomes.add(sheets)
        if not sheets:
            break
    assert ROWS in outcomes
    if Batch.get().state != "undone":
        undoing.undo(Batch.get(), "eva")
    assert Service.select().count() == 0
    path = tmp_path / "data" / "schakel.db"
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)
