"""A session that is over holds no key, however it ended; and in the end there is no row of it."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from app.auth.models import Session, User
from app.cases.finding import SHELVES
from directory.clock import now
from tests.web.conftest import WORDS, enter, send
from tests.web.test_cases import open_case
from tests.web.test_people import NEW, link_in, uuid_of


def first_of_alice():
    return Session.select().join(User).where(User.email == "alice@example.org").order_by(Session.id).first()


def new_link(app, alice, dora):
    link = link_in(send(dora, f"/admin/people/{uuid_of('alice@example.org')}/link"))
    assert send(app.test_client(), link, password=NEW).status_code == 303


def from_another_browser(app, alice, dora, **form):
    other = app.test_client()
    enter(other, "alice@example.org")
    path = f"/account/sessions/{first_of_alice().uuid}" if not form else "/account/passphrase"
    assert send(other, path, **form).status_code == 303


ENDS = {
    "signing out": lambda app, alice, dora: send(alice, "/sign-out"),
    "ended from another browser": from_another_browser,
    "another passphrase": lambda *who: from_another_browser(*who, present=WORDS, new=NEW),
    "a new link": new_link,
    "shut": lambda app, alice, dora: send(dora, f"/admin/people/{uuid_of('alice@example.org')}", do="shut"),
    "signing in over it": lambda app, alice, dora: enter(alice, "dora@example.org"),
    "signing in again": lambda app, alice, dora: enter(alice, "alice@example.org"),
}


@pytest.mark.parametrize("how", ENDS)
def test_a_session_that_was_ended_keeps_no_key(app, alice, dora, how):
    token, row = alice.get_cookie("schakel").value, first_of_alice()
    assert row.sealed_private
    ENDS[how](app, alice, dora)
    ended = Session.get_by_id(row.id)
    assert ended.revoked
    assert bytes(ended.sealed_private) == b""
    thief = app.test_client()
    thief.set_cookie("schakel", token)
    assert thief.get("/resources").status_code == 303


@pytest.mark.parametrize("asks", ["its own browser", "another browser", "somebody who signs in"])
def test_a_session_that_fell_idle_keeps_no_key_once_anybody_asks_for_a_page(app, alice, dora, asks):
    row = first_of_alice()
    Session.update(last_seen=now() - timedelta(minutes=31)).where(Session.id == row.id).execute()
    Session.update(last_seen=now() - timedelta(minutes=2)).where(Session.id != row.id).execute()
    if asks == "somebody who signs in":
        enter(app.test_client(), "dora@example.org")
    else:
        {"its own browser": alice, "another browser": dora}[asks].get("/resources")
    assert bytes(Session.get_by_id(row.id).sealed_private) == b""
    assert not Session.get_by_id(row.id).revoked, "a form may still be sealed to its account"
    others = Session.select().where(Session.id != row.id)
    assert all(bytes(one.sealed_private) for one in others)


def test_one_of_the_future_ends_before_its_hour_comes(app, alice, dora):
    """It was opened while the clock was ahead."""
    row = first_of_alice()
    Session.update(last_seen=now() + timedelta(days=3)).where(Session.id == row.id).execute()
    enter(app.test_client(), "dora@example.org")
    ended = Session.get_by_id(row.id)
    assert (ended.revoked, bytes(ended.sealed_private)) == (True, b"")
    assert Session.select().where(~Session.revoked).count() == 2


def test_after_a_week_there_is_no_row_of_it(app, alice, dora):
    row = first_of_alice()
    Session.update(last_seen=now() - timedelta(days=8)).where(Session.id == row.id).execute()
    enter(app.test_client(), "dora@example.org")
    assert Session.get_or_none(Session.id == row.id) is None
    assert alice.get("/resources").status_code == 303


def test_what_was_read_for_searching_goes_when_somebody_signs_in_over_it(alice, bob):
    SHELVES._held.clear()
    open_case(alice)
    send(alice, "/cases/find", q="zilver")
    assert len(SHELVES) == 1
    enter(alice, "bob@example.org")
    assert len(SHELVES) == 0


def test_while_somebody_else_writes_for_long_a_search_is_answered_and_the_session_marked_later(app, alice):
    """It waited for the lock, answered with an error after 15 s, and kept a worker as long."""
    app.testing = False
    earlier = now() - timedelta(minutes=2)
    Session.update(last_seen=earlier).execute()
    with closing(sqlite3.connect(Session._meta.database.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert alice.get("/resources?q=ocmw").status_code == 200
        other.execute("ROLLBACK")
    assert first_of_alice().last_seen == earlier
    alice.get("/resources?q=ocmw")
    assert first_of_alice().last_seen > earlier
