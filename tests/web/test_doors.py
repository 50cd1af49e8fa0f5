"""Who gets in, who does not, and what every answer carries."""

import re
from pathlib import Path

import pytest

from app.audit import AuditLine
from app.auth.accounts import AccountError, add_user, check_roles
from app.auth.models import Session, User
from app.security import HEADERS
from tests.web.conftest import CHEAP, WORDS, enter, token_of


def test_every_route_refuses_the_anonymous_unless_it_is_public(app, client):
    add_user("someone@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    asked = 0
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if getattr(view, "is_public", False) or rule.endpoint == "static" or "GET" not in rule.methods:
            continue
        path = re.sub(r"<[^>]+>", "x", rule.rule)
        answer = client.get(path)
        assert answer.status_code == 303, path
        assert "/sign-in" in answer.location
        asked += 1
    assert asked >= 3


def test_htmx_is_sent_to_the_sign_in_page_rather_than_shown_it_in_a_fragment(client):
    answer = client.get("/resources?q=ocmw", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.data) == (401, b"")
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/resources"


def test_the_words_of_a_search_do_not_stand_on_the_sign_in_page(app, client):
    add_user("bob@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    answer = client.get("/resources?q=Jan+Kwetsuurtje")
    assert answer.location == "/sign-in?next=/resources"
    assert "Kwetsuurtje" not in client.get(answer.location).get_data(as_text=True)
    locks = (Path(__file__).parents[2] / "app/static/lock.js").read_text("utf-8")
    assert "/sign-in?next=" in locks
    assert "location.search" not in locks


def test_every_answer_carries_the_headers_and_no_page_is_stored(alice):
    for path in ("/resources", "/nowhere", "/resources/ocmw-1080", "/healthz"):
        answer = alice.get(path)
        assert answer.headers["Cache-Control"] == "no-store", path
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_a_wrong_passphrase_and_an_unknown_address_get_the_same_answer(app, client):
    add_user("bob@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    texts = []
    for email in ("bob@example.org", "who@example.org"):
        answer = enter(client, email, "wrong words here")
        assert answer.status_code == 422
        texts.append(re.search(r'role="alert">([^<]+)<', answer.get_data(as_text=True)).group(1))
    assert texts[0] == texts[1]


def test_attempts_run_out_and_signing_in_rightly_costs_none(app, client):
    add_user("bob@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    for _time in range(12):
        assert enter(app.test_client(), "bob@example.org").status_code == 303
    statuses = [enter(client, "bob@example.org", "wrong words here").status_code for _time in range(11)]
    assert statuses == [422] * 10 + [429]


def test_a_copied_cookie_opens_nothing_after_sign_out(app, alice):
    cookie = alice.get_cookie("schakel").value
    alice.post("/sign-out", data={"csrf_token": token_of(alice.get("/resources"))})
    thief = app.test_client()
    thief.set_cookie("schakel", cookie)
    assert thief.get("/resources").status_code == 303
    assert [line.verb for line in AuditLine.select()][-1] == "session.closed"


def test_an_idle_session_ends_and_one_from_the_future_too(alice):
    for moved in ("-31 minutes", "+10 minutes"):
        Session._meta.database.execute_sql("update session set last_seen = datetime('now', ?)", (moved,))
        assert alice.get("/resources").status_code == 303


def test_a_change_from_another_site_or_without_its_token_is_refused(alice):
    token = token_of(alice.get("/resources"))
    assert alice.post("/sign-out").status_code == 400
    for header in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert alice.post("/sign-out", data={"csrf_token": token}, headers=header).status_code == 403
    assert alice.get("/resources").status_code == 200


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "x", "/a\nb"]
)
def test_signing_in_never_leads_outside(app, client, target):
    add_user("bob@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    form = {"csrf_token": token_of(client.get("/sign-in")), "email": "bob@example.org", "password": WORDS}
    assert client.post("/sign-in", data={**form, "next": target}).location == "/"


def test_an_administrator_never_works_on_cases():
    with pytest.raises(AccountError, match="separate account"):
        check_roles(["administrator", "caseworker"])
    assert check_roles(["editor", "admin"]) == "editor administrator"


def test_the_first_account_needs_the_code_of_the_terminal_and_shows_the_recovery_key_once(app, client):
    page = client.get("/setup")
    form = {"csrf_token": token_of(page), "email": "boss@example.org", "password": WORDS}
    wrong = client.post("/setup", data={**form, "token": "guess"})
    assert wrong.status_code == 422
    assert 'value="boss@example.org"' in wrong.get_data(as_text=True)
    made = client.post("/setup", data={**form, "token": app.config["SETUP_TOKEN"]})
    assert re.search(r"<code>(?:[0-9A-Z]{5}-){11}[0-9A-Z]<", made.get_data(as_text=True))
    assert User.get().roles == "administrator"
    assert client.get("/setup").status_code == 404


def test_the_audit_log_only_grows(alice):
    for query in (AuditLine.delete(), AuditLine.update(verb="x")):
        with pytest.raises(Exception, match="only grows"):
            query.execute()


def test_a_page_of_another_account_keeps_nothing_in_the_name_of_who_signed_in_since(app, alice, bob):
    mark = re.search(
        r'name="page-owner" content="(\w+)"', alice.get("/cases/note").get_data(as_text=True)
    ).group(1)
    for browser, status in ((alice, 200), (bob, 403)):
        form = {"csrf_token": token_of(browser.get("/resources")), "text": "Duizendblad"}
        answer = browser.post(
            "/cases/note/draft", data=form, headers={"Page-Owner": mark, "HX-Request": "true"}
        )
        assert answer.status_code == status
    assert "Duizendblad" not in bob.get("/cases/note").get_data(as_text=True)
