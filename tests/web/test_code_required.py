"""Where everybody signs in with a code: who has none yet chooses one before there is a session."""

import re
from dataclasses import replace

import pyotp
import pytest

from app.audit import AuditLine
from app.auth.models import SecondStep, Session, User
from app.cli import main
from tests.web.conftest import WORDS, send
from tests.web.test_second_step import EMAIL, code_of, in_a_while, kept_in, late, set_up, sign_in, text_of

__all__ = ["in_a_while"]


@pytest.fixture
def of_everybody(app):
    """The server asks a code of everybody."""
    app.config["SCHAKEL"] = replace(app.config["SCHAKEL"], code_required=True)


def offered_in(answer):
    """What a sign-in page offers a telephone, and the field that brings it back."""
    page = text_of(answer)
    letters = re.search(r"<code>([A-Z2-7 ]+)</code>", page).group(1).replace(" ", "")
    return pyotp.TOTP(letters), re.search(r'name="offer" value="(.+?)"', page)[1]


def test_where_everybody_signs_in_with_a_code_nobody_is_in_without(app, alice, of_everybody, in_a_while):
    assert alice.get("/cases").status_code == 200  # who is at work is not thrown out
    elsewhere = app.test_client()
    assert 'name="offer"' not in text_of(sign_in(elsewhere, words="een andere zin hier"))
    answer = sign_in(elsewhere)
    assert answer.status_code == 422
    assert 'src="data:image/svg' in text_of(answer)
    assert elsewhere.get("/cases").status_code == 303
    assert Session.select().count() == 1
    totp, offer = offered_in(answer)
    wrong = sign_in(elsewhere, "000000", offer=offer)
    assert offered_in(wrong)[0].secret == totp.secret  # the telephone has this one already
    mistyped = sign_in(elsewhere, code_of(totp), words="een andere zin hier", offer=offer)
    assert offer in text_of(mistyped)
    assert totp.secret not in text_of(mistyped).replace(" ", "")  # a picture is for who has the passphrase
    assert not SecondStep.select().exists()
    assert sign_in(elsewhere, code_of(totp), offer=offer).status_code == 303
    assert elsewhere.get("/cases").status_code == 200
    assert AuditLine.select().where(AuditLine.verb == "account.code_on").count() == 1
    assert sign_in(app.test_client()).status_code == 422
    assert sign_in(elsewhere).status_code == 303  # this browser showed one
    assert alice.get("/cases").status_code == 303  # what was opened with the passphrase alone ends


def test_what_was_being_sent_waits_until_a_code_is_chosen(alice, of_everybody):
    page = late(alice)
    asked = sign_in(alice, **kept_in(page))
    totp, offer = offered_in(asked)
    assert "een zin die wacht" in text_of(sign_in(alice, code_of(totp), offer=offer, **kept_in(asked)))


def test_what_was_offered_to_another_account_or_chosen_in_another_window(app, alice, bob, of_everybody):
    windows = [app.test_client(), app.test_client()]
    offers = [offered_in(sign_in(window)) for window in windows]
    _totp, of_bob = offered_in(sign_in(windows[0], email="bob@example.org"))
    for strange in (of_bob, "geen base64", "٣"):
        totp, again = offered_in(sign_in(windows[0], "000000", offer=strange))
        assert strange != again
    for window, (totp, offer), status in zip(windows, offers, (303, 422), strict=True):
        assert sign_in(window, code_of(totp), offer=offer).status_code == status
    assert SecondStep.select().count() == 1


def test_a_code_that_everybody_needs_is_taken_off_by_the_administrator_alone(
    app, config, alice, dora, of_everybody, in_a_while, monkeypatch, capsys
):
    set_up(alice)
    assert "/account/code/off" not in text_of(alice.get("/account"))
    assert send(alice, "/account/code/off", present=WORDS).status_code == 422
    assert SecondStep.select().exists()
    alices = User.get(User.email == EMAIL)
    assert send(dora, f"/admin/people/{alices.uuid}", do="code_off").status_code == 303
    elsewhere = app.test_client()
    totp, offer = offered_in(sign_in(elsewhere))
    assert sign_in(elsewhere, code_of(totp), offer=offer).status_code == 303
    monkeypatch.setenv("DATA_DIR", str(config.data_dir))
    monkeypatch.setenv("CODE_REQUIRED", "yes")
    assert main(["user", "without-code", EMAIL]) == 0
    assert "new code at the next signing in" in capsys.readouterr().out


def test_without_the_pepper_no_code_is_chosen(app, alice, of_everybody):
    app.config["PEPPER"], app.config["CASES_SHUT"] = b"\0" * 32, True
    assert sign_in(app.test_client()).status_code == 303
    assert not SecondStep.select().exists()
