"""A save that is refused leaves what was typed on the page."""

import peewee
import pytest

from app.auth.models import User
from app.cases import notes
from app.cases.errors import KeyMoved
from app.cases.models import Note
from tests.web.conftest import fresh_token, send
from tests.web.test_cases import open_case, text_of

WORDS = "Zij belt morgen terug over de huur"
UUID = "0f2c4f0e-1111-4222-8333-444455556666"


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice, "Zilverberk")


def test_who_was_taken_off_the_team_keeps_the_text(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    bob.get(case)
    uuid = User.get(User.email == "bob@example.org").uuid
    send(alice, f"{case}/team/{uuid}", do="leave")
    for path, form in (
        ("notes", {"text": WORDS, "window": UUID, "channel": "phone"}),
        ("client", {"reach": WORDS, "seen": "a" * 64}),
        ("conferences", {"decisions": WORDS, "on": "2026-01-05"}),
    ):
        answer = send(bob, f"{case}/{path}", **form)
        page = text_of(answer)
        assert answer.status_code == 404
        assert page.count("<textarea") == 1
        assert WORDS in page
        assert "a" * 64 not in page
        assert UUID not in page
    assert Note.select().count() == 0
    # Of a case that is not there, it says the same; and nothing where nothing was sent.
    assert WORDS in text_of(send(bob, f"/cases/{UUID}/notes", text=WORDS))
    assert "<textarea" not in text_of(bob.get(case))


def test_a_form_that_is_not_valid_any_more_keeps_the_text_but_not_of_another_site(alice, case):
    form = {"text": WORDS, "csrf_token": fresh_token(alice)}
    alice.delete_cookie("form")
    answer = alice.post(f"{case}/notes", data=form)
    assert (answer.status_code, WORDS in text_of(answer)) == (400, True)
    form = {"text": WORDS, "csrf_token": fresh_token(alice)}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        answer = alice.post(f"{case}/notes", data=form, headers=headers)
        assert (answer.status_code, WORDS in text_of(answer)) == (403, False)


def test_an_error_of_ours_keeps_the_text_and_no_page_repeats_a_key(alice, case, monkeypatch):
    def broken(*_given, **_more):
        raise RuntimeError

    monkeypatch.setattr(notes, "add_note", broken)
    answer = send(
        alice,
        f"{case}/notes",
        text="<b>Kort</b>",
        kit="aaaa bbbb cccc dddd eeee ffff",
        password="lang en geheim",
    )
    page = text_of(answer)
    assert answer.status_code == 500
    assert "&lt;b&gt;Kort" in page or "<b>Kort" in page.split("<textarea")[1]
    assert "bbbb" not in page
    assert "geheim" not in page


def test_a_case_whose_team_changed_says_so_and_shows_every_text(alice, case, monkeypatch):
    def moved(*_given, **_more):
        raise KeyMoved

    monkeypatch.setattr(notes, "add_note", moved)
    answer = send(alice, f"{case}/notes", text=WORDS, task="De school bellen vandaag", window=UUID)
    page = text_of(answer)
    assert answer.status_code == 409
    for words in (WORDS, "De school bellen vandaag"):
        assert f'<dd class="text">{words}</dd>' in page
    assert f">{UUID}<" not in page
    assert "afgemeld" not in page


def test_a_full_disk_is_told_to_the_operator_and_the_text_stays(alice, case, monkeypatch, caplog):
    def full(*_given, **_more):
        raise peewee.OperationalError("database or disk is full")

    monkeypatch.setattr(notes, "add_note", full)
    answer = send(alice, f"{case}/notes", text=WORDS)
    assert answer.status_code == 503
    assert WORDS in text_of(answer)
    assert [line.getMessage() for line in caplog.records] == [
        "the database cannot be written: database or disk is full"
    ]


def test_an_error_of_the_database_that_may_name_somebody_is_told_by_its_kind(
    alice, case, monkeypatch, caplog
):
    def broken(*_given, **_more):
        raise peewee.OperationalError(f"near {WORDS}")

    monkeypatch.setattr(notes, "add_note", broken)
    assert send(alice, f"{case}/notes", text=WORDS).status_code == 500
    assert [line.getMessage() for line in caplog.records] == ["unforeseen OperationalError"]
