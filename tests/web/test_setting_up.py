"""Two people set the server up at once: one account and one recovery key come of it; the other hears so."""

import threading

import pytest

from app.audit import AuditLine
from app.auth import setting_up
from app.auth.accounts import AccountError, add_user, begin_keyring
from app.auth.models import Keyring, User
from app.cases.recovery import private_of
from app.vault import passphrase
from app.vault.errors import BadRecoveryKey
from tests.web.conftest import CHEAP, WORDS, enter, token_of
from tests.web.test_doors import key_of
from tests.web.test_people import text_of


def sent(app, browser, email):
    form = {"csrf_token": token_of(browser.get("/setup")), "token": app.config["SETUP_TOKEN"]}
    return browser.post("/setup", data={**form, "email": email, "password": WORDS, "name": "Zilverberk"})


def in_between(monkeypatch, module, name, happens):
    """Have ``happens`` once, in another worker, right behind a call of ``module.name``."""
    real, waiting = getattr(module, name), [happens]

    def slow(*given):
        made = real(*given)
        if waiting:
            waiting.pop()()
        return made

    monkeypatch.setattr(module, name, slow)


@pytest.mark.parametrize("other", ["other@example.org", "boss@example.org"])
def test_one_account_comes_of_two_forms_at_once(app, client, monkeypatch, other):
    client.set_cookie("language", "en")
    won = []
    in_between(
        monkeypatch, passphrase, "derive", lambda: won.append(sent(app, app.test_client(), other).status_code)
    )
    lost = sent(app, client, "boss@example.org")
    assert (won, lost.status_code) == ([200], 422)
    assert "De eerste account bestaat al" in text_of(lost)
    assert 'name="password"' not in text_of(lost)
    assert [user.email for user in User.select()] == [other]
    assert [line.verb for line in AuditLine.select()].count("account.added") == 1


def test_a_form_that_was_open_before_somebody_else_made_the_account_says_so(app, client):
    late = {"csrf_token": token_of(client.get("/setup")), "token": app.config["SETUP_TOKEN"]}
    assert sent(app, app.test_client(), "boss@example.org").status_code == 200
    answer = client.post("/setup", data={**late, "email": "other@example.org", "password": WORDS})
    assert answer.status_code == 422
    assert "boss@example.org" not in text_of(answer)
    assert "<code>" not in text_of(answer)
    # The browser that made it sends its form again when its page is reloaded.
    assert sent(app, client, " Boss@example.org").status_code == 200


def test_one_recovery_key_comes_of_two_that_are_typed_back_at_once(app, client, monkeypatch):
    first, back = key_of(sent(app, client, "boss@example.org"))
    second, other = key_of(sent(app, client, "boss@example.org"))
    answers = []
    browser = app.test_client()
    token = token_of(browser.get("/setup"))
    in_between(
        monkeypatch,
        setting_up.recovery,
        "tail",
        lambda: answers.append(
            browser.post("/setup/key", data={**other, "csrf_token": token, "tail": second})
        ),
    )
    lost = client.post("/setup/key", data={**back, "tail": first})
    assert [(one.status_code, one.location) for one in answers] == [(303, "/sign-in")]
    assert lost.status_code == 409
    assert Keyring.select().count() == 1
    assert private_of(second)
    with pytest.raises(BadRecoveryKey):
        private_of(first)
    assert [line.verb for line in AuditLine.select()].count("recovery.begun") == 1
    assert enter(client, "boss@example.org").status_code == 303


def test_typing_the_key_back_twice_leads_to_the_sign_in_page(app, client):
    kit, back = key_of(sent(app, client, "boss@example.org"))
    for _time in range(2):
        answer = client.post("/setup/key", data={**back, "tail": kit})
        assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_threads_that_set_up_at_the_same_moment_make_one_of_each(app):
    pepper, start, made, kits = app.config["PEPPER"], threading.Barrier(2, timeout=30), [], []

    def run(email):
        start.wait()
        try:
            made.append(add_user(email, ["administrator"], WORDS, pepper, CHEAP, first=True).email)
        except AccountError:
            made.append("refused")
        start.wait()
        kits.append(begin_keyring(pepper))
        User._meta.database.close()

    threads = [threading.Thread(target=run, args=(f"u{number}@example.org",)) for number in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert "refused" in made
    assert User.select().count() == Keyring.select().count() == 1
    assert sorted(kit is None for kit in kits) == [False, True]
