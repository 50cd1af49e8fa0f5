"""On a full disk, as SQLite itself tells it: who goes is signed out, who comes is told why they cannot."""

from contextlib import suppress

import peewee
import pytest

from app.audit import AuditLine, noted
from app.auth.models import Session, User
from tests.web.conftest import WORDS, enter, send, token_of
from tests.web.test_people import text_of
from tests.web.test_sessions import first_of_alice


@pytest.fixture
def full(app, alice):
    """No line of the log can be written any more."""
    app.config["NO_LINE_CAN_BE_WRITTEN"] = True
    database = AuditLine._meta.database
    (pages,) = database.execute_sql("PRAGMA page_count").fetchone()
    database.execute_sql(f"PRAGMA max_page_count = {pages:d}")
    for lines in (20, 1):  # one by one, on what is left of the last page
        with suppress(peewee.OperationalError):
            while True:
                noted("tried", ["x" * 60] * lines, "")


def test_who_signs_out_is_signed_out(app, alice, full):
    row, token = first_of_alice(), alice.get_cookie("schakel").value
    answer = send(alice, "/sign-out")
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert alice.get_cookie("schakel") is None
    ended = Session.get_by_id(row.id)
    assert (ended.revoked, bytes(ended.sealed_private)) == (True, b"")
    thief = app.test_client()
    thief.set_cookie("schakel", token)
    assert thief.get("/account").status_code == 303


def test_the_browser_forgets_a_session_that_cannot_be_ended(app, alice, monkeypatch):
    app.config["NO_LINE_CAN_BE_WRITTEN"] = True

    def fails(*_given):
        raise peewee.OperationalError("database or disk is full")

    monkeypatch.setattr("app.auth.sessions.end", fails)
    assert send(alice, "/sign-out").status_code == 303
    assert alice.get_cookie("schakel") is None


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nl", "De server kan niets bewaren."),
        ("fr", "Le serveur ne peut"),
        ("en", "The server cannot write."),
    ],
)
def test_who_signs_in_is_told_why_not_and_what_waits_goes_on_waiting(app, full, caplog, lang, told):
    browser = app.test_client()
    browser.set_cookie("language", lang)
    form = {"csrf_token": token_of(browser.get("/sign-in")), "email": "alice@example.org", "password": WORDS}
    answer = browser.post("/sign-in", data={**form, "kept_sealed": "Zilverberk"})
    page = text_of(answer)
    assert answer.status_code == 503
    assert told in page
    assert 'name="kept_sealed" value="Zilverberk"' in page
    assert browser.get_cookie("schakel") is None
    assert [line.getMessage() for line in caplog.records] == [
        "the database cannot be written: database or disk is full"
    ]


def test_once_there_is_room_everybody_signs_in(app, full):
    AuditLine._meta.database.execute_sql("PRAGMA max_page_count = 1000000")
    assert enter(app.test_client(), "alice@example.org").status_code == 303


def test_a_page_of_the_database_that_cannot_be_read_is_told_to_the_operator(alice, monkeypatch, caplog):
    def spoiled(*_given):
        raise peewee.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(User, "get_by_id", spoiled)
    answer = alice.get("/account", headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    assert [line.getMessage() for line in caplog.records] == [
        "the database is damaged: database disk image is malformed"
    ]
