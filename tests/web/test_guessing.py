"""A passphrase that anybody tries first is refused in one line, wherever one is chosen."""

import random
import secrets

import pytest

from app.auth.accounts import AccountError, add_user
from app.auth.guessing import is_easy
from app.auth.models import User
from tests.web.conftest import CHEAP, WORDS, enter, send, token_of
from tests.web.test_people import NEW, link_in, text_of, uuid_of

OWN = ("Fatima El Amrani", "fatima.elamrani@zilverberk.example.org")
LINE = "This is easily guessed"


@pytest.mark.parametrize(
    "words",
    [
        "aaaaaaaaaaaa", "aaaaaaaaaaab", "abababababab", "abcabcabcabc", "123123123123", "1234567890",
        "0987654321", "azertyuiop", "qwertyuiop", "qwertyuiop123", "QSDFGHJKLM", "azertyazerty",
        "a-a-a-a-a-a-a", "          ", "fatima.elamrani", "Fatima El Amrani", "elamrani1985", "zilverberk 12",
        "Wachtwoord123",
        "motdepasse1", "Mot de passe 12", "password1234", "Welkom Welkom", "schakel12345", "abcdefghijklm",
        "hahahahaha ja", "fatima.elamrani@zilverberk.example.org", "&é\"'(§è!çà",
    ],
)  # fmt: skip
def test_what_anybody_tries_first_is_easy(words):
    assert is_easy(words, *OWN)


@pytest.mark.parametrize(
    "words",
    [
        WORDS, NEW, "een zin van mij", "le chat dort ici", "koffie op dinsdag", "Fatima drinkt koffie",
        "tr0ub4dor&3", "correct horse battery staple", "naar de zee in juni", "мой пароль здесь",
        "我家的猫不喜欢喝冷牛奶", "#7g!Kp2z$q",
    ],
)  # fmt: skip
def test_a_sentence_of_ones_own_will_do(words):
    assert not is_easy(words, *OWN)


def test_what_the_demo_draws_will_do():
    draw = random.Random(7)
    assert not any(
        is_easy(draw.randbytes(16).hex()[:20], "Lotte", "lotte@demo.example") for _ in range(20_000)
    )
    assert not is_easy(secrets.token_urlsafe(12))


def test_one_who_was_invited_or_reset_changes_or_sets_up_is_told(app, client, dora, alice):
    link = link_in(
        send(dora, "/admin/people", email="fatima@example.org", name="Fatima Zilver", roles="editor")
    )
    reset = link_in(send(dora, f"/admin/people/{uuid_of('alice@example.org')}/link"))
    for browser in (client, alice):
        browser.set_cookie("language", "en")
    answers = [
        send(client, link, password="fatima zilver"),
        send(client, reset, password="alicealicealice"),
        send(alice, "/account/passphrase", present=WORDS, new="aaaaaaaaaaaa"),
    ]
    assert [one.status_code for one in answers] == [422] * 3
    assert all(LINE in text_of(one) for one in answers)
    assert enter(app.test_client(), "alice@example.org").status_code == 303
    with pytest.raises(AccountError, match=LINE):
        add_user("jan@example.org", ["editor"], "azertyuiop", app.config["PEPPER"], CHEAP)


def test_the_first_account_is_told_too_and_keeps_what_was_typed(app, client):
    client.set_cookie("language", "en")
    form = {"csrf_token": token_of(client.get("/setup")), "email": "boss@example.org", "name": "Zilverberk"}
    answer = client.post(
        "/setup", data={**form, "token": app.config["SETUP_TOKEN"], "password": "zilverberk99"}
    )
    assert answer.status_code == 422
    assert LINE in text_of(answer)
    assert 'value="boss@example.org"' in text_of(answer)
    assert not User.select().exists()
