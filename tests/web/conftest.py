"""The application on a directory of its own, and people who are signed in to it."""

import logging
import re
from contextlib import contextmanager

import pytest

from app import db
from app.auth.accounts import add_user, begin_keyring
from app.config import load
from app.factory import create_app
from app.vault.passphrase import Cost
from directory import importing
from tests.conftest import STARTER

CHEAP = Cost(memory_kib=64, time=1)
WORDS = "een lange zin hier"


@pytest.fixture
def config(tmp_path):
    return load({"DATA_DIR": str(tmp_path / "data")})


@pytest.fixture
def app(config):
    """The application with the starter directory and no account."""
    database = db.open_database(config)
    db.upgrade(database)
    importing.import_csv(STARTER)
    db.close(database)
    made = create_app(config, CHEAP)
    yield made
    db.close(db.AuditLine._meta.database)


@pytest.fixture
def client(app):
    return app.test_client()


def token_of(page):
    """The form token of a page."""
    return re.search(r'name="csrf_token" value="([^"]+)"', page.get_data(as_text=True)).group(1)


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
