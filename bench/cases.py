"""Case work as a caseworker waits for it: saving a note (on the disk before the answer), keeping a draft, and
the page of a case with few and with many notes. Over the whole application, in one process, no network.
"""

import logging
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from flask.testing import FlaskClient

import directory
from app import db
from app.auth.accounts import add_user, begin_keyring
from app.config import load, secret
from app.factory import create_app
from app.vault import passphrase
from directory import importing, indexing

STARTER = Path(directory.__file__).parent / "data" / "services.csv"
SAVES, PAGES = 200, 60
FEW, MANY = 5, 500
WORDS = "een lange zin voor de meting"
TEXT = "Belde na het eerste bezoek. Was geschrokken, wil weten hoe het nu verder gaat met de huur. " * 4
CHEAP = passphrase.Cost(memory_kib=64, time=1)


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, "a page with a form has a token"
    return found.group(1)


@contextmanager
def _signed_in() -> Iterator[FlaskClient]:
    """A server's data in a temporary folder, with its real settings for the disk, and somebody signed in."""
    with tempfile.TemporaryDirectory() as folder:
        config = load({"DATA_DIR": folder})
        database = db.open_database(config)
        db.upgrade(database)
        indexing.use_index(config.index_path)
        importing.import_path(STARTER)
        pepper = secret(config, "pepper")
        begin_keyring(pepper)
        add_user("bench@example.org", ["caseworker"], WORDS, pepper, CHEAP)
        db.close(database)
        client = create_app(config, CHEAP).test_client()
        form = {"email": "bench@example.org", "password": WORDS}
        form["csrf_token"] = _token(client.get("/sign-in").get_data(as_text=True))
        assert client.post("/sign-in", data=form).status_code == 303
        yield client
        db.close(db.AuditLine._meta.database)


class _Queries(logging.Handler):
    """Counts what Peewee asks."""

    def __init__(self) -> None:
        super().__init__()
        self.n = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.n += 1


def _queries(client: FlaskClient, path: str) -> int:
    log, counter = logging.getLogger("peewee"), _Queries()
    level = log.level
    log.addHandler(counter)
    log.setLevel(logging.DEBUG)
    try:
        client.get(path)
    finally:
        log.removeHandler(counter)
        log.setLevel(level)
    return counter.n


def _timed(times: int, act: Callable[[], Any]) -> list[float]:
    spent = []
    for _time in range(times):
        begin = time.perf_counter()
        assert act().status_code in (200, 303)
        spent.append((time.perf_counter() - begin) * 1000)
    return spent


def _line(what: str, spent: list[float], more: str = "") -> str:
    return f"{what:<34} p50 {median(spent):6.1f} ms   p95 {quantiles(spent, n=20)[-1]:6.1f} ms{more}"


def run() -> list[str]:
    """The lines to print. Times include everything but the network: session, keys, encryption, fsync."""
    lines = [f"Case work ({SAVES} notes of {len(TEXT)} characters, {PAGES} pages; every save is on the disk)"]
    with _signed_in() as client:
        token = _token(client.get("/resources").get_data(as_text=True))
        answer = client.post("/cases", data={"title": "Meting", "csrf_token": token})
        case = answer.location
        form = {"text": TEXT, "csrf_token": token, "base": "0"}
        for _note in range(FEW):
            client.post(f"{case}/notes", data=form)
        few = _timed(PAGES, lambda: client.get(case))
        few_queries = _queries(client, case)
        drafts = _timed(SAVES, lambda: client.post(f"{case}/draft", data=form))
        saves = _timed(SAVES, lambda: client.post(f"{case}/notes", data=form))
        for _note in range(MANY - FEW - SAVES):
            client.post(f"{case}/notes", data=form)
        many = _timed(PAGES, lambda: client.get(case))
        many_queries = _queries(client, case)
    lines.append(_line("a note is saved", saves))
    lines.append(_line("a draft is kept", drafts))
    lines.append(_line(f"the page of a case, {FEW} notes", few, f"   {few_queries} queries"))
    lines.append(_line(f"the page of a case, {MANY} notes", many, f"   {many_queries} queries"))
    assert few_queries == many_queries, "the number of queries does not depend on the number of notes"
    return lines


if __name__ == "__main__":
    print("\n".join(run()))
