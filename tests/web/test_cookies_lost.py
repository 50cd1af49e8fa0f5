"""A browser that lost all its cookies while somebody typed: what was typed is sent once they signed in again,
and no other site, account or page gains by it."""

import re
from itertools import product

import pytest

from app.cases.models import Case, KeptForm, Note
from tests.web.conftest import enter, send, token_of
from tests.web.test_cases import open_case, text_of

WORDS = "Geheim van mevrouw Duizendblad"
SCRIPT = {"HX-Request": "true", "Sec-Fetch-Mode": "cors"}
ELSEWHERE = ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"})


@pytest.fixture
def case(alice):
    return open_case(alice)


@pytest.fixture
def token(alice, case):
    """That of a page that still stands there, in a browser without any cookie."""
    found = token_of(alice.get(case))
    for name in ("schakel", "form"):
        alice.delete_cookie(name)
    return found


def test_a_draft_is_answered_as_where_the_session_alone_is_gone(alice, case, token):
    sent = alice.post(f"{case}/draft", data={"csrf_token": token, "text": WORDS}, headers=SCRIPT)
    assert (sent.status_code, sent.data) == (401, b"")


@pytest.mark.parametrize("path", ["{}/notes", "{}/client", "/account"])
def test_a_form_waits_sealed_behind_the_sign_in_page_for_whose_page_it_was(alice, bob, case, token, path):
    path = path.format(case)
    form = {"csrf_token": token, "text": WORDS, "name": WORDS, "reach": WORDS}
    sent = alice.post(path, data=form)
    assert (sent.status_code, KeptForm.select().count()) == (307, 0)
    page = alice.post(sent.location, data=form)
    assert page.status_code == 200
    assert WORDS not in text_of(page)
    carried = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', text_of(page)))
    for email, shown in (("bob@example.org", False), ("alice@example.org", True)):
        answer = alice.post("/sign-in", data=carried | {"email": email, "password": "een lange zin hier"})
        assert (WORDS in text_of(answer)) == shown
    assert alice.post(path, data=form | {"csrf_token": token_of(answer)}).status_code == 303


def test_without_a_mark_of_ours_nothing_is_carried(alice, case, token):
    paths = (f"{case}/notes", f"{case}/draft", "/sign-in?next=/account")
    without = token.partition("~")[0]
    wrong = ("", "x", "x~y", f"{without}~", f"{without}~0123456789abcdef01234567")
    for given, path, headers in product(wrong, paths, ({}, SCRIPT)):
        alice.delete_cookie("schakel")  # an answer may set one: each is asked as the first
        alice.delete_cookie("form")
        form = {"csrf_token": given, "text": WORDS}
        assert alice.post(path, data=form, headers=headers).status_code == 400, (given, path, headers)
    assert (Note.select().count(), KeptForm.select().count()) == (0, 0)


def test_nor_from_another_site_nor_where_it_would_do_anything(alice, case, token):
    form = {"csrf_token": token, "text": WORDS}
    for headers in ELSEWHERE:
        for path in (f"{case}/notes", "/sign-in?next=/account", "/form-token"):
            answer = alice.post(path, data=form, headers=headers)
            assert (answer.status_code, WORDS in text_of(answer)) == (403, False)
    signing_in = form | {"email": "alice@example.org", "password": "een lange zin hier"}
    assert alice.post("/sign-in", data=signing_in).status_code == 400
    for path in ("/language", "/sign-out", "/setup", "/cases/kept"):
        assert alice.post(path, data=form | {"lang": "fr"}).status_code == 400
    assert (Note.select().count(), KeptForm.select().count(), Case.select().count()) == (0, 0, 1)


def test_the_page_takes_a_fresh_token_once_its_account_signed_in_again(alice, case, token):
    assert alice.post("/form-token", data={"csrf_token": token}).json == {}
    assert enter(alice, "alice@example.org").status_code == 303
    form = {"csrf_token": token, "text": WORDS, "base": "0"}
    assert alice.post(f"{case}/draft", data=form, headers=SCRIPT).status_code == 400
    fresh = alice.post("/form-token", data=form).json
    assert f'name="page-owner" content="{fresh["owner"]}"' in text_of(alice.get("/account"))
    sent = alice.post(f"{case}/draft", data=form | {"csrf_token": fresh["token"]}, headers=SCRIPT)
    assert sent.status_code == 200
    assert WORDS in text_of(alice.get(case))


def test_a_page_of_another_account_or_of_nobody_takes_none(alice, bob, case, token):
    assert enter(alice, "bob@example.org").status_code == 303
    for given in (token, token.partition("~")[0], "", "x~y"):
        answer = alice.post("/form-token", data={"csrf_token": given})
        assert (answer.status_code, answer.json) == (200, {})
    assert send(alice, "/sign-out").status_code == 303
