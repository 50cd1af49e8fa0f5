"""Notes in the browser's windows: what a refused form, a template or another window must not take away."""

import re
import threading

import pytest

from app import db
from app.cases import work
from app.cases.models import Case, LooseDraft, Note, Partner
from tests.web.conftest import send, token_of
from tests.web.test_cases import base_of, open_case, text_of

ONE, TWO = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice)


def test_a_refused_note_shows_what_another_window_typed_and_keeps_it(alice, case):
    send(alice, f"{case}/draft", text="Begin", window=ONE, base="0")
    send(alice, f"{case}/draft", text="Begin, en thuis een bladzijde", window=TWO, base="1")
    page = send(alice, f"{case}/notes", text="Begin", minutes="veel", window=ONE, base="1")
    assert page.status_code == 422
    assert "thuis een bladzijde" in text_of(page)
    send(alice, f"{case}/draft", text="Begin", minutes="5", window=ONE, base=base_of(page))
    send(alice, f"{case}/notes", text="Begin", minutes="5", window=ONE)
    assert "thuis een bladzijde</textarea>" in text_of(alice.get(case))


def test_a_refused_note_without_a_case_shows_what_another_window_typed(alice):
    alice.get("/cases/note")
    send(alice, "/cases/note/draft", text="Begin", window=ONE, base="1")
    send(alice, "/cases/note/draft", text="Begin, en thuis een bladzijde", window=TWO, base="2")
    page = send(alice, "/cases/note", text="Begin", window=ONE, base="2")
    assert page.status_code == 422
    assert "thuis een bladzijde" in text_of(page)


def test_opening_a_note_from_anywhere_leaves_what_was_chosen_without_a_text(alice, case):
    alice.get("/cases/note")
    form = {"minutes": "25", "channel": "phone", "case": "new", "title": "Mevrouw Duizendblad"}
    send(alice, "/cases/note/draft", text="", window=ONE, base="1", **form)
    version = LooseDraft.get().version
    page = text_of(alice.get("/cases/note"))
    for shown in (
        'value="25"',
        'value="phone" selected',
        'value="new" selected',
        'value="Mevrouw Duizendblad"',
    ):
        assert shown in page
    assert LooseDraft.get().version == version
    assert "Mevrouw Duizendblad" in text_of(alice.get("/cases/today"))


def test_a_template_leaves_the_chosen_case_and_the_new_name(alice, case):
    send(
        alice,
        "/cases/note/insert",
        text="Hallo",
        case="new",
        title="Mevrouw Duizendblad",
        window=ONE,
        base="0",
    )
    page = text_of(alice.get("/cases/note"))
    assert 'value="new" selected' in page
    assert "Duizendblad" in page
    uuid = case.rsplit("/", 1)[1]
    send(
        alice,
        "/cases/note/insert",
        text="Hallo",
        case=uuid,
        window=TWO,
        base=base_of(alice.get("/cases/note")),
    )
    assert f'value="{uuid}" selected' in text_of(alice.get("/cases/note"))


def test_choosing_a_partner_to_call_leaves_a_draft_that_has_no_text(alice, case):
    send(alice, f"{case}/partners", name="Meester Q", person="Q")
    send(alice, f"{case}/draft", text="", task="Bellen over uitstel", window=ONE, base="0")
    assert "over uitstel" in text_of(alice.get(f"{case}?with={Partner.get().uuid}"))


def test_another_window_shows_the_task_the_day_and_the_minutes(alice, case):
    form = {"task": "Bellen over uitstel", "due": "2126-12-01", "minutes": "35"}
    send(alice, f"{case}/draft", text="", window=ONE, base="0", **form)
    answer = text_of(send(alice, f"{case}/draft", text="Iets anders", window=TWO, base="0"))
    for words in ("Bellen over uitstel", "2126-12-01", "35 min"):
        assert words in answer
    assert re.search(rf'name="append" value="{ONE}"', answer)


def test_a_draft_that_is_only_a_task_holds_its_author_on_the_case(alice, bob, case):
    from app.auth.models import User

    send(alice, f"{case}/draft", text="", task="Brief aan de rechtbank", window=ONE, base="0")
    bob_uuid = User.get(User.email == "bob@example.org").uuid
    assert send(alice, f"{case}/handover", to=bob_uuid).status_code == 422
    assert alice.get(case).status_code == 200


def test_a_note_without_a_case_that_is_sent_again_with_more_is_corrected(alice):
    form = {"text": "Belt over de huur", "window": ONE, "case": "new", "title": "Wilg"}
    saved = send(alice, "/cases/note", **form)
    again = send(alice, "/cases/note", **form | {"text": "Belt over de huur. En over het bezoek."})
    assert again.location == saved.location
    assert (Case.select().count(), Note.select().count()) == (1, 1)
    assert "En over het bezoek." in text_of(alice.get(saved.location))


def test_a_note_in_a_new_case_that_is_sent_twice_at_once_is_one_note_in_one_case(app, alice, monkeypatch):
    again = app.test_client()
    for name in ("schakel", "form"):
        again.set_cookie(name, alice.get_cookie(name).value)
    token = token_of(alice.get("/cases/note"))
    form = {"csrf_token": token, "case": "new", "title": "Zilver", "text": "Belde", "window": ONE}
    open_one, answers = work.open_case, []

    def post():
        answers.append(again.post("/cases/note", data=form).location)
        db.close(Case._meta.database)  # this thread's own connections

    def slowly(*given):
        if not other.is_alive() and not answers:
            other.start()
            other.join(1)  # what it can do before the first is done, it does
        return open_one(*given)

    other = threading.Thread(target=post)
    monkeypatch.setattr(work, "open_case", slowly)
    answers.append(alice.post("/cases/note", data=form).location)
    other.join()
    assert answers == [f"/cases/{Case.get().uuid}"] * 2
    assert (Case.select().count(), Note.select().count()) == (1, 1)


def test_a_refused_note_makes_no_case(alice):
    form = {"case": "new", "title": "Zilver", "text": "Belde", "window": ONE}
    assert send(alice, "/cases/note", minutes="veel", **form).status_code == 422
    assert Case.select().count() == 0
    assert send(alice, "/cases/note", minutes="5 min.", **form).status_code == 303
    assert Case.select().count() == 1
    assert Note.get().minutes == 5


def test_a_name_for_a_new_case_is_enough_to_open_one(alice, case):
    saved = send(alice, "/cases/note", title="Zilver", text="Belde", window=ONE)
    assert "Zilver" in text_of(alice.get(saved.location))
    assert saved.location != case


def test_a_note_with_a_case_and_a_name_for_a_new_one_goes_to_neither(alice, case):
    page = send(alice, "/cases/note", case=case.split("/")[-1], title="Zilver", text="Belde", window=ONE)
    assert page.status_code == 422
    assert "Belde</textarea>" in text_of(page)
    assert "Zilver" in text_of(page)
    assert (Case.select().count(), Note.select().count()) == (1, 0)
