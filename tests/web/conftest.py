"""The application on a directory of its own, and people who are signed in to it."""

import logging
import re
from contextlib import contextmanager

import peewee
import pytest
from flask import g, request

from app import db
from app.auth.accounts import add_user, begin_keyring
from app.config import load
from app.factory import create_app
from app.vault.passphrase import Cost
from directory import indexing
from tests.conftest import data_of

CHEAP = Cost(memory_kib=64, time=1)
WORDS = "een lange zin hier"


@pytest.fixture
def config(tmp_path):
    return load({"DATA_DIR": str(tmp_path / "data")})


# Posts that change nothing: a language kept in a cookie, a search that must not stand in an address, the
# sign-in page that carries a form along, a fresh token, a referral whose conditions are not all recorded yet,
# a recovery key that was typed back already.
CHANGES_NOTHING = {
    "auth.language",
    "auth.form_token",
    "resources.palette_find",
    "auth.sign_in",
    "auth.setup_key",
    "cases.complete",
    "editor.more",
    "editor.alike",
    "cases.found",
    "cases.sheet_options",
}
# What is told without who told it: a line, with who and when, could be laid beside the list.
OF_NOBODY = {"resources.tell_missing"}
# What comes every second while somebody types → the line that stands for more of the same (``recorded``).
OFTEN = {
    "cases.draft": "draft.saved", "cases.quick_draft": "draft.saved",
    "cases.mention": "case.read", "cases.quick_mention": "note.mention",
}  # fmt: skip


def watch_the_log(app):
    """Notes each post that was accepted and left no line in the audit log."""
    silent = set()

    def last():
        return db.AuditLine.select(peewee.fn.MAX(db.AuditLine.id)).scalar() or 0

    def before():
        g.line_before = last()

    def after(response):
        accepted = request.method == "POST" and response.status_code < 400 and response.status_code != 307
        if (
            accepted
            and request.endpoint not in CHANGES_NOTHING | OF_NOBODY
            and last() == g.get("line_before", -1)
            and not db.AuditLine.select().where(db.AuditLine.verb == OFTEN.get(request.endpoint)).exists()
            and "NO_LINE_CAN_BE_WRITTEN" not in app.config
        ):
            silent.add(request.endpoint)
        return response

    app.before_request_funcs.setdefault(None, []).insert(0, before)
    app.after_request(after)
    return silent


@pytest.fixture
def app(config, ready_made):
    """The application with the starter directory and no account."""
    data_of(ready_made, config.data_dir)
    made = create_app(config, CHEAP)
    silent = watch_the_log(made)
    yield made
    db.close(db.AuditLine._meta.database)
    assert not silent, "a change without a line in the log"


@pytest.fixture
def no_index(monkeypatch):
    """There is no index, and it takes a while to make one."""

    def nothing():
        raise indexing.NotReady

    monkeypatch.setattr(indexing, "ready", nothing)


@pytest.fixture
def client(app):
    return app.test_client()


def token_of(page):
    """The form token of a page."""
    return re.search(r'name="csrf_token" value="([^"]+)"', page.get_data(as_text=True)).group(1)


def fresh_token(browser):
    """A token for a form of whoever uses ``browser``, from the page that is made soonest: the first list of
    resources took a fifth of the time of all tests that send one."""
    return token_of(browser.get("/sign-in"))


def send(browser, path, follow=False, **form):
    """Post a form as a page would, with its token."""
    form["csrf_token"] = fresh_token(browser)
    return browser.post(path, data=form, follow_redirects=follow)


def enter(client, email, words=WORDS):
    """Sign in through the form, as a person does."""
    token = token_of(client.get("/sign-in"))
    form = {"csrf_token": token, "email": email, "password": words, "next": "/resources"}
    return client.post("/sign-in", data=form)


def person(app, email, *roles):
    """Somebody with an account, signed in: their browser."""
    add_user(email, list(roles), WORDS, app.config["PEPPER"], CHEAP)
    begin_keyring(app.config["PEPPER"])
    browser = app.test_client()
    assert enter(browser, email).status_code == 303
    return browser


@pytest.fixture
def alice(app):
    """A caseworker: in the tests of cases, the lead."""
    return person(app, "alice@example.org", "caseworker")


@pytest.fixture
def bob(app):
    """A colleague who may be let onto a team."""
    return person(app, "bob@example.org", "caseworker")


@pytest.fixture
def charlie(app):
    """A caseworker who is a stranger to the case."""
    return person(app, "charlie@example.org", "caseworker")


@pytest.fixture
def dora(app):
    """The administrator, who reads no case."""
    return person(app, "dora@example.org", "administrator")


@pytest.fixture
def reception(app):
    """The desk at the entrance: a caseworker by role, on no case."""
    rita = person(app, "rita@example.org", "caseworker")
    form = {"profile": "reception", "csrf_token": fresh_token(rita)}
    assert rita.post("/cases/desk", data=form).status_code == 303
    return rita


@pytest.fixture
def eva(app):
    """The editor of the directory."""
    browser = person(app, "eva@example.org", "editor")
    browser.set_cookie("language", "en")
    return browser


@pytest.fixture
def carl(app):
    """A coordinator, who edits too."""
    return person(app, "carl@example.org", "coordinator")


class _Collector(logging.Handler):
    """Keeps what Peewee says that it asks the database."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.asked = []

    def emit(self, record):
        self.asked.append(str(record.msg))


@pytest.fixture
def queries():
    """A context in which the database's queries are collected."""

    @contextmanager
    def collecting():
        logger, collector = logging.getLogger("peewee"), _Collector()
        level = logger.level
        logger.addHandler(collector)
        logger.setLevel(logging.DEBUG)
        try:
            yield collector.asked
        finally:
            logger.removeHandler(collector)
            logger.setLevel(level)

    return collecting
