"""Signing in with a code beside the passphrase: what it stops, and what it stops nobody from."""

import re
import time
from types import SimpleNamespace

import pyotp
import pytest

from app.audit import AuditLine
from app.auth import accounts, routes, second_step
from app.auth.models import SecondStep, Session, User
from app.cli import main
from tests.web.conftest import WORDS, enter, person, send, token_of

EMAIL = "alice@example.org"


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def in_a_while(monkeypatch):
    """A function that lets the clock of codes be so many seconds ahead."""

    def ahead(seconds):
        monkeypatch.setattr(second_step, "time", SimpleNamespace(time=lambda: time.time() + seconds))

    ahead(0)
    return ahead


def set_up(browser, **other):
    """Choose a code; returns the answer, and what the telephone makes its codes with."""
    page = text_of(browser.get("/account/code"))
    letters = re.search(r"<code>([A-Z2-7 ]+)</code>", page).group(1).replace(" ", "")
    totp = pyotp.TOTP(letters)
    form = {
        "present": WORDS,
        "code": code_of(totp),
        "offer": re.search(r'name="offer" value="(.+?)"', page)[1],
    }
    return send(browser, "/account/code", **form | other), totp


def code_of(totp, steps=0):
    """The code that a telephone shows now, or so many steps of thirty seconds later."""
    return totp.generate_otp(int(second_step.time.time()) // 30 + steps)


def sign_in(browser, code=None, words=WORDS, **more):
    form = {"csrf_token": token_of(browser.get("/sign-in")), "email": EMAIL, "password": words, **more}
    return browser.post("/sign-in", data=form | ({} if code is None else {"code": code}))


def late(browser):
    """The sign-in page with what was being sent when the session had ended."""
    form = {"csrf_token": token_of(browser.get("/account")), "name": "een zin die wacht"}
    Session.update(revoked=True).execute()
    return browser.post(browser.post("/account", data=form).location, data=form)


def kept_in(answer):
    """What a sign-in page brings back of it."""
    return dict(re.findall(r'name="(kept_sealed|next)" value="(.*?)"', text_of(answer).split("<main")[1]))


def test_the_passphrase_alone_is_not_enough_elsewhere_and_a_code_counts_once(app, alice, in_a_while):
    answer, totp = set_up(alice)
    assert answer.location == "/account?code=1"
    elsewhere = app.test_client()
    assert 'name="code"' not in text_of(elsewhere.get("/sign-in"))  # who signs in with one, nobody is told
    refused = sign_in(elsewhere)
    assert refused.status_code == 422
    assert 'name="code"' in text_of(refused)
    assert f'value="{EMAIL}"' in text_of(refused)
    assert Session.select().count() == 1
    in_a_while(60)
    code = code_of(totp)
    assert sign_in(elsewhere, code, words="een andere zin hier").status_code == 422
    assert sign_in(elsewhere, f" {code[:3]} {code[3:]}").status_code == 303  # as telephones show it
    assert elsewhere.get("/cases").status_code == 200
    assert sign_in(app.test_client(), code).status_code == 422
    assert sign_in(app.test_client(), code_of(totp, -1)).status_code == 422  # of before the one that was used
    assert sign_in(app.test_client(), code_of(totp, 1)).status_code == 303


def test_the_code_with_which_it_was_set_up_opens_nothing_more(app, alice, in_a_while):
    _answer, totp = set_up(alice)
    assert sign_in(app.test_client(), code_of(totp)).status_code == 422
    in_a_while(30)
    assert sign_in(app.test_client(), code_of(totp)).status_code == 303


def test_a_browser_that_showed_a_code_is_asked_again_after_a_working_day(alice, in_a_while):
    set_up(alice)
    in_a_while(second_step.DAY_SECONDS - 60)
    assert 'name="code"' not in text_of(alice.get("/sign-in"))
    assert sign_in(alice).status_code == 303
    in_a_while(second_step.DAY_SECONDS + 60)  # since the code, not since the last signing in
    assert 'name="code"' in text_of(alice.get("/sign-in"))
    assert sign_in(alice).status_code == 422
    in_a_while(-60)  # nor does one of the future count
    assert sign_in(alice).status_code == 422


def test_what_a_browser_keeps_is_of_one_account_and_one_secret(app, alice, in_a_while):
    set_up(alice)
    shown = second_step.proof(User.get(User.email == EMAIL))
    bob = person(app, "bob@example.org", "caseworker")
    set_up(bob)
    assert second_step.is_asked(User.get(User.email == "bob@example.org"), shown)
    send(alice, "/account/code/off", present=WORDS)
    set_up(alice)
    assert second_step.is_asked(User.get(User.email == EMAIL), shown)


def test_a_browser_is_remembered_for_a_code_that_it_showed_and_for_no_other(alice, in_a_while, monkeypatch):
    """The working day ends between the check and the answer."""
    set_up(alice)
    in_a_while(second_step.DAY_SECONDS - 60)
    late = second_step.DAY_SECONDS + 60
    monkeypatch.setattr(routes, "lapse", lambda _minutes: in_a_while(late))
    assert sign_in(alice).status_code == 303
    assert sign_in(alice).status_code == 422


def test_a_code_that_is_chosen_while_a_passphrase_is_worked_out_is_asked_for(
    app, alice, in_a_while, monkeypatch
):
    sealing = accounts.browser.seal_for_browser

    def meanwhile(*given):
        SecondStep.create(user=User.get(User.email == EMAIL), sealed=b"", used=0)
        return sealing(*given)

    monkeypatch.setattr(accounts.browser, "seal_for_browser", meanwhile)
    assert sign_in(app.test_client()).status_code == 422
    assert [row.revoked for row in Session.select()] == [False]


def test_whoever_signed_in_elsewhere_with_the_passphrase_alone_is_out_once_a_code_is_chosen(
    app, alice, in_a_while
):
    elsewhere = app.test_client()
    assert enter(elsewhere, EMAIL).status_code == 303
    set_up(alice, code="000000")
    assert elsewhere.get("/cases").status_code == 200
    set_up(alice)
    assert elsewhere.get("/cases").status_code == 303
    assert alice.get("/cases").status_code == 200


def test_a_secret_that_is_damaged_lets_nobody_in_and_says_what_helps(app, alice, in_a_while):
    _answer, totp = set_up(alice)
    whole = bytes(SecondStep.get().sealed)
    for spoiled in (b"", whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        SecondStep.update(sealed=spoiled).execute()
        answer = sign_in(app.test_client(), code_of(totp, 1))
        assert answer.status_code == 422
        assert "beschadigd" in text_of(answer)
        assert sign_in(app.test_client()).status_code == 422


def test_codes_run_out_as_passphrases_do(app, alice, in_a_while):
    set_up(alice)
    elsewhere = app.test_client()
    for _time in range(30):  # who is asked for the first time has guessed nothing
        assert sign_in(elsewhere, "").status_code == 422
    answers = [sign_in(elsewhere, "000000").status_code for _guess in range(11)]
    assert answers == [422] * 10 + [429]


def test_the_secret_stands_nowhere_in_clear(config, alice, in_a_while):
    page = text_of(alice.get("/account/code"))
    letters = re.search(r"<code>([A-Z2-7 ]+)</code>", page).group(1).replace(" ", "")
    assert alice.get("/account/code").headers["Cache-Control"] == "no-store"
    _answer, totp = set_up(alice)
    for path in config.data_dir.rglob("*.db*"):
        held = path.read_bytes()
        assert not any(one.encode() in held for one in (letters, totp.secret))
    assert totp.secret not in text_of(alice.get("/account"))


def test_only_who_holds_telephone_and_passphrase_sets_it_up(app, alice, bob, in_a_while):
    assert set_up(alice, present="een andere zin hier")[0].status_code == 422
    assert set_up(alice, code="000000")[0].status_code == 422
    of_bob = re.search(r'name="offer" value="(.+?)"', text_of(bob.get("/account/code")))[1]
    for strange in (of_bob, "", "geen base64", "AAAA", "٣"):
        assert set_up(alice, offer=strange)[0].status_code == 422
    assert not SecondStep.select().exists()
    page = text_of(alice.get("/account/code"))
    letters = re.search(r"<code>([A-Z2-7 ]+)</code>", page).group(1)
    again = send(
        alice, "/account/code", present=WORDS, code="1", offer=re.search(r'offer" value="(.+?)"', page)[1]
    )
    assert letters in text_of(again)  # the same picture: the telephone has it already


def test_of_two_windows_the_first_counts_and_another_needs_the_passphrase(alice, in_a_while):
    page = text_of(alice.get("/account/code"))
    letters, offer = re.search(r"<code>(.+?)</code>", page)[1], re.search(r'offer" value="(.+?)"', page)[1]
    set_up(alice)
    first = bytes(SecondStep.get().sealed)
    code = code_of(pyotp.TOTP(letters.replace(" ", "")))
    assert send(alice, "/account/code", present=WORDS, code=code, offer=offer).status_code == 409
    assert alice.get("/account/code").location == "/account"
    assert send(alice, "/account/code/off", present="een andere zin hier").status_code == 422
    assert bytes(SecondStep.get().sealed) == first
    assert send(alice, "/account/code/off", present=WORDS).location == "/account?no_code=1"
    assert sign_in(alice).status_code == 303


def test_what_was_being_sent_waits_until_the_code_is_there_too(app, alice, in_a_while):
    _answer, totp = set_up(alice)
    page = late(alice)
    in_a_while(second_step.DAY_SECONDS)
    for code, waits in ((None, False), (code_of(totp), True)):
        page = sign_in(alice, code, **kept_in(page))
        assert ("een zin die wacht" in text_of(page)) is waits


def test_a_lost_telephone(app, config, alice, dora, monkeypatch, in_a_while):
    """The administrator takes the code off, or a new link does, or for the only administrator the command."""
    alices, doras = (User.get(User.email == f"{name}@example.org") for name in ("alice", "dora"))
    set_up(alice)
    assert send(alice, f"/admin/people/{alices.uuid}", do="code_off").status_code == 403
    assert "code_off" in text_of(dora.get("/admin/people"))
    assert send(dora, f"/admin/people/{alices.uuid}", do="code_off").status_code == 303
    assert "code_off" not in text_of(dora.get("/admin/people"))
    assert sign_in(app.test_client()).status_code == 303
    assert [line.who for line in AuditLine.select().where(AuditLine.verb == "account.code_off")] == [
        doras.uuid
    ]
    set_up(alice)
    page = text_of(send(dora, f"/admin/people/{alices.uuid}/link"))
    link = re.search(r"<code>https?://[^/]+(/welcome/\w+)</code>", page).group(1)
    assert send(app.test_client(), link, password="een heel andere zin").status_code == 303
    assert enter(app.test_client(), EMAIL, "een heel andere zin").status_code == 303
    set_up(dora)
    monkeypatch.setenv("DATA_DIR", str(config.data_dir))
    assert send(dora, f"/admin/people/{doras.uuid}", do="code_off").status_code == 404
    assert send(dora, f"/admin/people/{doras.uuid}/link").status_code == 404, "it would take the code off"
    assert f"/admin/people/{doras.uuid}/link" not in text_of(dora.get("/admin/people"))
    for email, said in (("x@example.org", 1), ("dora@example.org", 0), ("dora@example.org", 1)):
        assert main(["user", "without-code", email]) == said
    assert not SecondStep.select().exists()


def test_without_the_pepper_no_code_is_asked_and_none_counts_as_shown(app, alice, in_a_while):
    set_up(alice)
    app.config["PEPPER"], app.config["CASES_SHUT"] = b"\0" * 32, True
    elsewhere = app.test_client()
    assert sign_in(elsewhere).status_code == 303
    assert elsewhere.get("/resources").status_code == 200
    with elsewhere.session_transaction() as kept:
        assert "code" not in kept


def test_a_right_passphrase_with_a_wrong_code_is_in_the_log_and_its_owner_is_told(app, alice, in_a_while):
    set_up(alice)
    user = User.get(User.email == EMAIL)
    sign_in(app.test_client())  # one who is asked for a code and goes away
    sign_in(app.test_client(), "000000", words="een andere zin hier")
    lines = AuditLine.select().where(AuditLine.verb == second_step.NOT_COUNTED)
    assert not lines.count()
    assert "notice" not in text_of(alice.get("/account"))
    for _try in range(2):
        sign_in(app.test_client(), "00000")
    assert [(line.about, line.who) for line in lines] == [(user.uuid, user.uuid)] * 2
    assert "2 keer in de laatste 30 dagen" in text_of(
        alice.get("/account", headers={"Accept-Language": "nl"})
    )
    AuditLine.insert(
        verb=second_step.NOT_COUNTED, about="another", at=AuditLine.select().first().at
    ).execute()
    assert len(second_step.not_counted(user)) == 2
    send(alice, "/account/passphrase", present=WORDS, new="een heel andere lange zin")
    assert "notice" not in text_of(alice.get("/account"))
