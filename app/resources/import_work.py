"""The work of an import: at once when it is small, in a process of its own when it takes long.

A process of its own: a worker of the server answers one request at a time and is stopped after half a
minute, and whoever is on the phone must not wait for somebody's list. How far it is stands in the batch.
"""

import os
import subprocess
import sys
from datetime import timedelta

from flask import current_app

from app import db
from app.audit import recorded
from app.config import load
from directory.clock import now
from directory.importing import arriving, batches, undoing
from directory.importing.models import APPLYING, ARRIVED, READING, Batch

# What one request does by itself: bytes of a file to look into, rows to read, rows to write.
BYTES_AT_ONCE, ROWS_AT_ONCE, ROWS_WRITTEN_AT_ONCE = 1_000_000, 500, 5_000
BUSY = (ARRIVED, READING, APPLYING)
# Without a sign of life for so long, the work was interrupted.
SILENCE = timedelta(seconds=60)
_started: list[subprocess.Popen[bytes]] = []


def work(verb: str, batch: Batch, who: str) -> None:
    """``look``, ``stage``, ``apply`` or ``undo``, here and now."""
    if verb in ("look", "stage"):
        (arriving.look if verb == "look" else batches.stage)(batch)
        return
    with recorded(f"import.{'applied' if verb == 'apply' else 'undone'}", batch.uuid, who):
        if verb == "apply":
            batches.apply(batch, who)
        else:
            undoing.undo(batch, who)


def _is_small(verb: str, batch: Batch) -> bool:
    if verb == "look":
        return len(batch.content or b"") <= BYTES_AT_ONCE
    return batch.total <= (ROWS_AT_ONCE if verb == "stage" else ROWS_WRITTEN_AT_ONCE)


def start(verb: str, batch: Batch, who: str) -> None:
    """Do the work, or have it done. A batch that is not small is busy from now on."""
    if _is_small(verb, batch):
        work(verb, batch, who)
        return
    batch.beat = now()
    batch.state = {"look": ARRIVED, "stage": READING, "apply": APPLYING}.get(verb, batch.state)
    batch.save(only=["beat", "state"])
    config = current_app.config["SCHAKEL"]
    env = {**os.environ, "DATA_DIR": str(config.data_dir), "DATABASE_URL": config.database_url,
           "KEYS_DATABASE_URL": config.keys_database_url}  # fmt: skip
    command = [sys.executable, "-m", "app.resources.import_work", verb, batch.uuid, who]
    _started[:] = [one for one in _started if one.poll() is None]
    null = subprocess.DEVNULL
    _started.append(
        subprocess.Popen(command, env=env, stdin=null, stdout=null, stderr=null, start_new_session=True)  # noqa: S603
    )


def is_interrupted(batch: Batch) -> bool:
    """Whether the work on a busy batch has stopped without an end: nothing of it was taken in."""
    return batch.state in BUSY and batch.beat is not None and now() - batch.beat > SILENCE


def main(arguments: list[str]) -> None:
    """The process of its own."""
    verb, uuid, who = arguments
    os.nice(10)
    db.open_database(load())
    work(verb, Batch.get(Batch.uuid == uuid), who)


if __name__ == "__main__":
    main(sys.argv[1:])
