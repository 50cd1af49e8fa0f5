"""Who gets in, who does not, and what every answer carries."""

import re
from pathlib import Path

import pytest

from app.audit import AuditLine
from app.auth.accounts import AccountError, add_user, begin_keyring, check_roles
from app.auth.models import Keyring, Session, User
from app.cases.recovery import private_of
from app.security import HEADERS
from app.vault.errors import BadRecoveryKey
from tests.web.conftest import CHEAP, WORDS, enter, fresh_token, token_of


def someone(email, roles, words, pepper, cost):
    """An account on a server that is set up."""
    begin_keyring(pepper)
    return add_user(email, roles, words, pepper, cost)


def test_every_route_refuses_the_anonymous_unless_it_is_public(app, client):
    someone("someone@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
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
    someone("bob@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    texts = []
    for email in ("bob@example.org", "who@example.org"):
        answer = enter(client, email, "wrong words here")
        assert answer.status_code == 422
        texts.append(re.search(r'role="alert">([^<]+)<', answer.get_data(as_text=True)).group(1))
    assert texts[0] == texts[1]


def test_attempts_run_out_and_signing_in_rightly_costs_none(app, client):
    someone("bob@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    for _time in range(12):
        assert enter(app.test_client(), "bob@example.org").status_code == 303
    statuses = [enter(client, "bob@example.org", "wrong words here").status_code for _time in range(11)]
    assert statuses == [422] * 10 + [429]


def test_a_copied_cookie_opens_nothing_after_sign_out(app, alice):
    cookie = alice.get_cookie("schakel").value
    alice.post("/sign-out", data={"csrf_token": fresh_token(alice)})
    thief = app.test_client()
    thief.set_cookie("schakel", cookie)
    assert thief.get("/resources").status_code == 303
    assert [line.verb for line in AuditLine.select()][-1] == "session.closed"


def test_an_idle_session_ends_and_one_from_the_future_too(alice):
    for moved in ("-31 minutes", "+10 minutes"):
        Session._meta.database.execute_sql("update session set last_seen = datetime('now', ?)", (moved,))
        assert alice.get("/resources").status_code == 303


def test_a_change_from_another_site_or_without_its_token_is_refused(alice):
    token = fresh_token(alice)
    assert alice.post("/sign-out").status_code == 400
    for header in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert alice.post("/sign-out", data={"csrf_token": token}, headers=header).status_code == 403
    assert alice.get("/resources").status_code == 200


@pytest.mark.parametrize(
    ("path", "back"),
    [("/account", "/account"), ("/account/passphrase", "/account"), ("/cases", "/cases"),
     ("/resources/exil/report", "/resources/exil/report"), ("/sign-out", "")],
)  # fmt: skip
def test_a_form_that_is_no_longer_valid_leads_back_to_its_page(alice, path, back):
    page = alice.post(path).get_data(as_text=True).partition("<main")[2]
    links = re.findall(r'<a href="([^"]+)"', page.partition("</main>")[0])
    assert links == ([back, "/"] if back else ["/"])


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "x", "/a\nb"]
)
def test_signing_in_never_leads_outside(app, client, target):
    someone("bob@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    form = {"csrf_token": token_of(client.get("/sign-in")), "email": "bob@example.org", "password": WORDS}
    assert client.post("/sign-in", data={**form, "next": target}).location == "/"


def test_an_administrator_never_works_on_cases():
    with pytest.raises(AccountError, match="separate account"):
        check_roles(["administrator", "caseworker"])
    assert check_roles(["editor", "admin"]) == "editor administrator"


KIT = r"<code>((?:[0-9A-Z]{5}-){11}[0-9A-Z])<"


def key_of(page):
    """The recovery key that a page shows, and what its form carries."""
    text = page.get_data(as_text=True)
    mark = re.search(r'name="mark" value="([^"]+)"', text).group(1)
    return re.search(KIT, text).group(1), {"csrf_token": token_of(page), "mark": mark}


def test_the_first_account_needs_the_code_of_the_terminal_and_the_key_typed_back(app, client):
    page = client.get("/setup")
    form = {"csrf_token": token_of(page), "email": "boss@example.org", "password": WORDS}
    wrong = client.post("/setup", data={**form, "token": "guess"})
    assert wrong.status_code == 422
    assert 'value="boss@example.org"' in wrong.get_data(as_text=True)
    made = client.post("/setup", data={**form, "token": app.config["SETUP_TOKEN"]})
    assert User.get().roles == "administrator"
    assert not Keyring.select().exists()
    kit, back = key_of(made)
    # Before it was typed back, nobody signs in.
    assert client.get("/sign-in").location == "/setup"
    assert client.post("/sign-in", data=form).location == "/setup"
    for slip in ("", "AAAAAA", kit[:6]):
        again = client.post("/setup/key", data={**back, "tail": slip})
        assert again.status_code == 422
        assert kit not in again.get_data(as_text=True)
    assert client.post("/setup/key", data={**back, "mark": "made up", "tail": kit}).status_code == 422
    ended = client.post("/setup/key", data={**back, "tail": kit[-7:].replace("-", " ").lower()})
    assert (ended.status_code, ended.location) == (303, "/sign-in")
    assert private_of(kit)
    assert enter(client, "boss@example.org").status_code == 303
    assert client.get("/setup").status_code == 404
    assert client.post("/setup", data={**form, "token": app.config["SETUP_TOKEN"]}).status_code == 404
    assert client.post("/setup/key", data={**back, "tail": "AAAAAA"}).status_code == 404


def test_reloading_before_the_key_was_typed_back_shows_another_one_and_the_first_is_void(app, client):
    form = {"csrf_token": token_of(client.get("/setup")), "email": "boss@example.org", "password": WORDS}
    first, _back = key_of(client.post("/setup", data={**form, "token": app.config["SETUP_TOKEN"]}))
    assert client.get("/setup/key").location == "/setup"
    page = client.get("/setup")
    assert page.status_code == 200
    assert 'name="password"' not in page.get_data(as_text=True)
    assert client.post("/setup", data={**form, "token": "guess"}).status_code == 422
    second, back = key_of(client.post("/setup", data={**form, "token": app.config["SETUP_TOKEN"]}))
    assert first != second
    assert User.select().count() == 1
    assert client.post("/setup/key", data={**back, "tail": first}).status_code == 422
    assert client.post("/setup/key", data={**back, "tail": second}).status_code == 303
    assert private_of(second)
    with pytest.raises(BadRecoveryKey):
        private_of(first)


def test_the_audit_log_only_grows(alice):
    for query in (AuditLine.delete(), AuditLine.update(verb="x")):
        with pytest.raises(Exception, match="only grows"):
            query.execute()
