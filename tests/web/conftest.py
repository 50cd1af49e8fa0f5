"""The application on a directory of its own, and people who are signed in to it."""

import re

import pytest

from app import db
from app.auth.accounts import add_user
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
    database.close()
    made = create_app(config, CHEAP)
    yield made
    db.AuditLine._meta.database.close()


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


@pytest.fixture
def alice(app, client):
    """A caseworker who is signed in: her browser."""
    add_user("alice@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    assert enter(client, "alice@example.org").status_code == 303
    return client
