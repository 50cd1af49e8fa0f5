"""Two accounts at one desk, in one browser: what was typed on a page of the first is not taken in the name of
the second, nor shown to them; it waits for who typed it."""

import re

import pytest

from app.auth import accounts
from app.cases.models import Case, KeptForm, Note
from app.i18n import address_again
from tests.web.conftest import enter, send, token_of
from tests.web.test_cases import open_case, text_of

UUID = "33333333-aaaa-4aaa-8aaa-000000000001"
# What answers with a file, or is only there for a picture or a text.
NO_PAGES = {"cases.document", "cases.document_file", "cases.picture", "auth.calendar"}
WORDS = "Geheim van mevrouw Duizendblad"


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice)


def left_open(browser, case, who):
    """The token of a page of Alice's, after she signed out and ``who`` signed in on the same browser."""
    token = token_of(browser.get(case))
    send(browser, "/sign-out")
    assert enter(browser, f"{who}@example.org").status_code == 303
    return token


def sent_on(browser, path, form):
    """The sign-in page to which a form of nobody's session is carried."""
    sent = browser.post(path, data=form)
    assert sent.status_code == 307
    return browser.post(sent.location, data=form)


@pytest.mark.parametrize("who", ["bob", "dora"])
def test_a_form_of_anothers_page_does_nothing_and_waits_for_its_author(alice, bob, dora, case, who):
    token = left_open(alice, case, who)
    for path in ("/cases/note", f"{case}/notes", f"{case}/client"):
        form = {"csrf_token": token, "text": WORDS, "title": WORDS, "case": "new", "name": WORDS}
        answer = alice.post(path, data=form)
        assert answer.status_code == 403
        assert "Deze pagina" in text_of(answer) or "This page was" in text_of(answer)
        assert WORDS not in text_of(answer)
    assert (Note.select().count(), Case.select().count()) == (0, 1)
    assert {row.author.email for row in KeptForm.select()} == {"alice@example.org"}
    assert WORDS not in text_of(alice.get("/cases/kept", follow_redirects=True))
    enter(alice, "alice@example.org")
    assert text_of(alice.get("/cases/kept")).count(WORDS) >= 3


def test_nothing_of_it_stands_on_a_page_that_refuses_it(alice, bob, case, monkeypatch):
    token = left_open(alice, case, "bob")
    alice.delete_cookie("form")
    for given in (token, token.partition("~")[0], "x", ""):
        answer = alice.post(f"{case}/client", data={"csrf_token": given, "reach": WORDS})
        assert (answer.status_code, WORDS in text_of(answer)) == (400, False)


def test_a_page_that_was_shown_to_nobody_sends_nothing_in_an_accounts_name(alice, case):
    unmarked = token_of(alice.get(case)).partition("~")[0]
    answer = alice.post(f"{case}/notes", data={"csrf_token": unmarked, "text": WORDS})
    assert (answer.status_code, WORDS in text_of(answer), Note.select().count()) == (403, False, 0)
    assert alice.post("/language", data={"csrf_token": unmarked, "lang": "fr"}).status_code == 303
    marked = token_of(alice.get(case))
    left_open(alice, case, "alice")
    assert alice.post(f"{case}/notes", data={"csrf_token": marked, "text": WORDS}).status_code == 303


def test_a_page_that_locks_keeps_its_form_for_its_author_whoever_signed_in_since(alice, bob, case):
    token = left_open(alice, case, "bob")
    form = {"csrf_token": token, "kept_form": f"{case}/client", "reach": WORDS}
    assert alice.post("/cases/kept", data=form).status_code == 204
    assert KeptForm.get().author.email == "alice@example.org"
    assert WORDS not in text_of(alice.get("/cases/kept", follow_redirects=True))


def test_what_a_page_sends_as_one_types_is_not_anothers_draft_and_waits_nowhere(alice, bob, case):
    token = left_open(alice, case, "bob")
    for headers in ({"HX-Request": "true"}, {"Sec-Fetch-Mode": "cors"}):
        form = {"csrf_token": token, "text": WORDS}
        assert alice.post("/cases/note/draft", data=form, headers=headers).status_code == 403
    assert WORDS not in text_of(alice.get("/cases/note"))
    assert KeptForm.select().count() == 0


def test_outside_case_work_too_and_signing_out_is_for_everybody(alice, eva, case):
    token = left_open(alice, case, "eva")
    for path in ("/account", "/resources/ocmw-1080/note"):
        answer = alice.post(path, data={"csrf_token": token, "name": WORDS, "text": WORDS})
        assert (answer.status_code, WORDS in text_of(answer)) == (403, False)
    assert alice.post("/sign-out", data={"csrf_token": token}).status_code == 303


def language_of(who):
    return accounts.User.get(accounts.User.email == f"{who}@example.org").language


def test_another_language_is_for_who_is_there_now_and_leads_to_no_page_of_the_other(alice, eva, case):
    """Neither an address of a case that is not theirs, nor the words of the other's search."""
    token, before = left_open(alice, case, "eva"), language_of("alice")
    for lang, there in (("fr", case), ("en", "/resources?q=Duizendblad")):
        answer = alice.post("/language", data={"csrf_token": token, "lang": lang, "next": there})
        assert (answer.status_code, answer.location) == (303, "/")
        assert (language_of("eva"), language_of("alice")) == (lang, before)
        assert f'<html lang="{lang}">' in text_of(alice.get("/resources"))
    own = token_of(alice.get("/account"))
    answer = alice.post("/language", data={"csrf_token": own, "lang": "nl", "next": "/account"})
    assert answer.location == "/account"


@pytest.mark.parametrize("given", ["", "x", "x~y"])
def test_another_language_still_needs_a_form_of_this_browser_and_of_this_site(alice, bob, case, given):
    token, before = left_open(alice, case, "bob"), language_of("bob")
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
    for form, headers, status in (({"csrf_token": given}, {}, 400), ({"csrf_token": token}, elsewhere, 403)):
        answer = alice.post("/language", data=form | {"lang": "fr"}, headers=headers)
        assert (answer.status_code, language_of("bob")) == (status, before)


def test_what_goes_through_the_sign_in_page_is_sealed_to_whose_page_it_was(alice, bob, case):
    token = left_open(alice, case, "bob")
    send(alice, "/sign-out")  # who signed in last here is Bob
    page = sent_on(alice, "/account", {"csrf_token": token, "name": WORDS})
    form = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', text_of(page)))
    assert WORDS not in text_of(page)
    for email, shown in (("bob@example.org", False), ("alice@example.org", True)):
        answer = alice.post("/sign-in", data=form | {"email": email, "password": "een lange zin hier"})
        assert (WORDS in text_of(answer)) == shown
    sent = alice.post("/account", data={"csrf_token": token_of(answer), "name": WORDS})
    assert sent.status_code == 303, "the page that answers signing in is of who signed in"


def test_a_form_of_an_account_that_was_shut_is_carried_nowhere(alice, bob, case):
    token = left_open(alice, case, "bob")
    send(alice, "/sign-out")
    accounts.User.update(active=False).where(accounts.User.email == "alice@example.org").execute()
    page = sent_on(alice, "/account", {"csrf_token": token, "name": WORDS})
    assert WORDS not in text_of(page)


def test_a_page_that_answers_a_form_names_an_address_that_can_be_asked_for(alice, case):
    for path, form, address in (
        (f"{case}/client", {"birth_year": "9"}, f"{case}/people"),
        (f"{case}/tasks", {"words": " "}, case),
        ("/cases/find?x=1", {"q": "ander"}, "/cases/find?x=1"),
        (f"{case}/nothing/there", {}, case),
    ):
        answer = send(alice, path, **form)
        assert answer.status_code != 303
        assert f'<meta name="address" content="{address}">' in text_of(answer)
        assert alice.get(address).status_code == 200
    assert 'name="address"' not in text_of(alice.get(case))


def test_every_answer_to_a_form_names_a_page_that_is_asked_for_with_what_the_form_was_about(app):
    """Never a part of another address taken for an identifier, nor a file."""
    asks, wrong = app.url_map.bind("localhost"), []
    for rule in app.url_map.iter_rules():
        if "POST" not in rule.methods or rule.endpoint.startswith("hsds"):
            continue
        given = dict.fromkeys(rule.arguments, 7 if "<int" in rule.rule else UUID)
        with app.test_request_context(asks.build(rule.endpoint, given, method="POST"), method="POST"):
            address = address_again()
        endpoint, about = asks.match(address, method="GET")
        if endpoint in NO_PAGES or not about.items() <= given.items():
            wrong.append((rule.rule, address))
    assert wrong == []


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/favourites", "/"),
        ("/knowledge/7", "/"),
        ("/cases/7/documents/7/delete", "/cases/7/documents"),
        ("/cases/7/appointments", "/cases/7"),
    ],
)
def test_the_nearest_page_above_a_form(app, path, address):
    with app.test_request_context(path, method="POST"):
        assert address_again() == address


def test_a_partners_link_is_kept_nowhere(alice, bob, case):
    """Its address is the key."""
    token = left_open(alice, case, "bob")
    for path in ("/cases/partner/geheim", "/cases/kept"):
        form = {"csrf_token": token, "do": "confirm", "words": WORDS, "kept_form": "/cases/partner/geheim"}
        assert alice.post(path, data=form).status_code in {400, 403}
    assert KeptForm.select().count() == 0


def test_what_was_taken_in_is_not_told_to_who_signs_in_next(alice, bob, case):
    assert send(alice, f"{case}/tasks", words="Bellen").status_code == 303
    send(alice, "/sign-out")
    enter(alice, "bob@example.org")
    assert "data-told" not in text_of(alice.get("/cases"))


def test_another_language_on_ones_own_account_stays_there(alice):
    assert 'name="next" value="/account"' in text_of(alice.get("/account"))
    assert 'name="next" value="/resources?q=voedsel"' in text_of(alice.get("/resources?q=voedsel"))


def test_a_question_of_which_nobody_could_look_through_the_length_is_refused_whole(alice, case):
    answer = send(alice, f"{case}/question", text="x" * 30_000)
    assert answer.status_code == 422
    assert "x" * 30_000 in text_of(answer)
