"""Guessing runs out, and locks nobody out but whoever guesses."""

import re
from datetime import timedelta

import pytest

from app.auth import attempts
from app.auth.accounts import add_user, begin_keyring
from app.auth.models import Throttle
from directory.clock import now
from tests.web.conftest import CHEAP, WORDS, enter, token_of


@pytest.fixture
def team(app):
    """The addresses of five people with an account."""
    begin_keyring(app.config["PEPPER"])
    emails = [f"u{number}@example.org" for number in range(5)]
    for email in emails:
        add_user(email, ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    return emails


def tried(browser, email, words, address="127.0.0.1"):
    form = {"csrf_token": token_of(browser.get("/sign-in")), "email": email, "password": words}
    return browser.post("/sign-in", data=form, environ_overrides={"REMOTE_ADDR": address}).status_code


def test_who_guesses_at_one_address_locks_nobody_out_elsewhere(app, team):
    bad = app.test_client()
    for email in team:
        for _time in range(10):
            enter(bad, email, "wrong words here")
    assert tried(bad, team[0], WORDS) == 429
    for email in team:
        assert tried(app.test_client(), email, WORDS, "10.9.9.9") == 303


def test_from_one_address_ten_guesses_at_an_account_and_thirty_in_all(app, team):
    bad, statuses = app.test_client(), []
    for email in team:
        statuses.append([enter(bad, email, "wrong words here").status_code for _time in range(11)])
    assert statuses[:3] == [[422] * 10 + [429]] * 3
    assert statuses[3:] == [[429] * 11] * 2


def test_one_who_mistypes_does_not_lock_out_the_office(app, team):
    bad = app.test_client()
    for _time in range(40):
        enter(bad, team[0], "wrong words here")
    assert tried(app.test_client(), team[1], WORDS) == 303


def test_guessing_from_many_addresses_runs_out_and_a_browser_that_is_known_signs_in(app, team):
    known, bad = app.test_client(), app.test_client()
    assert tried(known, team[0], WORDS) == 303
    statuses = [tried(bad, team[0], "wrong words here", f"10.0.{n}.1") for n in range(61)]
    assert statuses == [422] * 60 + [429]
    assert tried(app.test_client(), team[0], WORDS, "10.9.9.9") == 429
    assert tried(known, team[0], WORDS) == 303
    assert tried(known, team[1], WORDS, "10.9.9.9") == 303, "who signed in last is another now"
    assert tried(known, team[0], WORDS, "10.9.9.9") == 429


def test_guessing_in_a_known_browser_runs_out_too(app, team):
    known = app.test_client()
    assert tried(known, team[0], WORDS) == 303
    statuses = [tried(known, team[0], "wrong words here", f"10.0.{n}.1") for n in range(11)]
    assert statuses == [422] * 10 + [429]


def test_a_network_of_ipv6_is_one_address(app, team):
    bad = app.test_client()
    statuses = [tried(bad, team[0], "wrong words here", f"2001:db8::{n:x}") for n in range(1, 12)]
    assert statuses == [422] * 10 + [429]
    assert tried(bad, team[0], WORDS, "2001:db8:0:1::1") == 303
    assert attempts._network("::ffff:10.1.2.3") == "10.1.2.3"
    assert attempts._network("10.1.2.3") == "10.1.2.3"
    assert attempts._network("a socket") == "a socket"


def test_invented_addresses_leave_no_rows_once_refused_and_those_of_before_go(app, team):
    bad = app.test_client()
    for number in range(28):  # for an address of nobody a passphrase is worked out at the full price
        attempts.spend(*attempts.buckets(f"r{number}@x.example", "127.0.0.1", False))
    statuses = [enter(bad, f"r{number}@x.example", "wrong words").status_code for number in range(28, 33)]
    assert statuses == [422] * 2 + [429] * 3
    assert Throttle.select().count() == 1 + 2 * 30
    Throttle.update(at=now() - timedelta(hours=2, seconds=1)).execute()
    assert tried(app.test_client(), team[0], WORDS) == 303
    assert Throttle.select().count() == 3


def test_what_was_spent_comes_back_one_by_one(app, team):
    bad = app.test_client()
    for _time in range(10):
        enter(bad, team[0], "wrong words here")
    Throttle.update(at=now() - timedelta(seconds=121)).execute()
    assert [enter(bad, team[0], "wrong words here").status_code for _time in range(2)] == [422, 429]


def test_what_was_spent_while_the_clock_was_ahead_locks_nobody_out_for_years(app, team):
    bad = app.test_client()
    for _time in range(11):
        enter(bad, team[0], "wrong words here")
    assert tried(bad, team[0], WORDS) == 429
    Throttle.update(at=now() + timedelta(days=900)).execute()
    assert tried(bad, team[0], WORDS) == 303


def test_after_a_wrong_passphrase_the_address_stands_and_the_passphrase_is_typed_next(app, alice):
    browser = app.test_client()
    fresh = browser.get("/sign-in")
    form = {"csrf_token": token_of(fresh), "email": "alice@example.org", "password": "wrong words of nobody"}
    answer = browser.post("/sign-in", data=form)
    field = re.compile(r"<input[^>]*\bautofocus")
    assert 'id="email"' in field.search(fresh.text).group()
    assert 'id="password"' in field.search(answer.text).group()
    assert 'value="alice@example.org"' in answer.text


def test_a_waiting_form_in_strange_letters_keeps_nobody_from_signing_in(app, team):
    browser = app.test_client()
    form = {"csrf_token": token_of(browser.get("/sign-in")), "email": team[0], "password": WORDS}
    for sealed in ("٣", "no base64", "AAAA"):
        assert browser.post("/sign-in", data=form | {"kept_sealed": sealed}).status_code == 303
