"""A form of case work that was open when the screen locked is kept sealed and sent afterwards."""

import re

import pytest

from app.auth import sealed_forms
from app.auth.models import User
from app.cases import kept
from app.cases.models import Case, KeptForm, LooseDraft, Partner
from tests.web.conftest import person, send
from tests.web.test_cases import open_case, text_of


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice)


def keep(browser, path, **form):
    return send(browser, "/cases/kept", kept_form=path, **form)


def test_the_form_waits_sealed_and_goes_once_it_is_sent(config, alice, case):
    assert keep(alice, f"{case}/partners", name="Meester Duizendblad", role="lawyer").status_code == 204
    for path in config.data_dir.rglob("*"):
        if path.is_file():
            assert b"Duizendblad" not in path.read_bytes(), path
    page = text_of(alice.get("/cases/kept"))
    assert f'action="{case}/partners"' in page
    assert 'value="Meester Duizendblad"' in page
    uuid = KeptForm.get().uuid
    assert f'name="kept_form" value="{uuid}"' in page
    # Refused, it is on the page as it was typed, and still kept.
    assert send(alice, f"{case}/partners", kept_form=uuid, role="nonsense").status_code == 422
    assert KeptForm.select().count() == 1
    send(alice, f"{case}/partners", kept_form=uuid, name="Meester Duizendblad", role="lawyer")
    assert (Partner.select().count(), KeptForm.select().count()) == (1, 0)
    assert alice.get("/cases/kept").status_code == 303


def shown(browser):
    """(Label, words) of the forms that wait, and the whole page."""
    page = text_of(browser.get("/cases/kept"))
    return re.findall(r'<dt>([^<]*)</dt><dd class="text">([^<]*)</dd>', page), page


def test_each_field_has_its_label_and_codes_are_in_words(alice, case):
    alice.set_cookie("language", "en")
    keep(
        alice, f"{case}/partners", name="Duizendblad", role="lawyer", since="2026-03-05", phone="02 411 12",
        seen="a" * 24, csrf_token="x", window="33333333-aaaa-4aaa-8aaa-000000000001",
    )  # fmt: skip
    lines, page = shown(alice)
    assert lines == [
        ("Name", "Duizendblad"),
        ("Role", "Lawyer"),
        ("Since", "5 Mar 2026"),
        ("Phone", "02 411 12"),
    ]
    assert "<h2>Zilverberk</h2>" in page, "which case it is about"
    assert "Not needed any more" in page


def test_the_words_of_a_form_are_those_of_its_page(alice, case):
    alice.set_cookie("language", "en")
    keep(
        alice,
        f"{case}/notes",
        text="Over de huur\nen meer",
        interventions=["1", "2"],
        minutes="20",
        due="x",
        kind="",
    )
    keep(alice, f"{case}/question", text="Wie weet dit")
    keep(alice, f"{case}/referrals/x/compose", **{"text-question": "Kan zij komen?", "take": ["question"]})
    keep(alice, f"{case}/tasks", words="Bellen", urgent="on", kind="task", holder="3f0c-" + "a" * 31)
    labels = [label for label, _words in shown(alice)[0]]
    assert labels[:1] + labels[2:4] == ["Note", "Minutes", "By"]
    assert [label for label in labels if label in ("Your question", "Urgent", "What is to be done")] == [
        "Your question", "What is to be done", "Urgent",
    ]  # fmt: skip
    assert ("Note", "Over de huur\nen meer") in shown(alice)[0]
    assert not any("3f0c" in words for _label, words in shown(alice)[0])


def test_whoever_is_off_the_team_reads_no_title_of_the_case(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    keep(bob, f"{case}/partners", name="Meester Duizendblad")
    assert "Zilverberk" in shown(bob)[1]
    send(bob, f"{case}/team/{User.get(User.email == 'bob@example.org').uuid}", do="leave")
    assert "Zilverberk" not in shown(bob)[1]
    assert "Meester Duizendblad" in shown(bob)[1]


def test_it_is_ones_own_and_can_be_put_away(alice, bob, dora, case):
    keep(alice, f"{case}/partners", name="Meester Duizendblad")
    assert bob.get("/cases/kept").status_code == 303
    assert dora.get("/cases/kept").status_code == 404
    uuid = KeptForm.get().uuid
    send(bob, "/cases/kept/away", form=uuid)
    assert KeptForm.select().count() == 1
    send(alice, "/cases/kept/away", form=uuid)
    assert KeptForm.select().count() == 0


def test_it_leads_nowhere_else_and_goes_with_its_case(alice, case):
    for path in ("https://elsewhere.example/", "//elsewhere", "/sign-out", f"{case}/../../x", ""):
        assert keep(alice, path, name="x").status_code == 400
    keep(alice, f"{case}/partners", name="x")
    send(alice, f"{case}/closing", do="close")
    send(alice, f"{case}/closing", do="erase", sure="on", asked="on")
    assert KeptForm.select().count() == 0


def erase(browser, case):
    send(browser, f"{case}/closing", do="close")
    assert send(browser, f"{case}/closing", do="erase", sure="on", asked="on").status_code == 303


def test_what_was_typed_with_the_case_chosen_goes_with_it_and_nothing_else(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    uuid, other = (one.rsplit("/", 1)[1] for one in (case, open_case(bob, "Waterlelie")))
    for window, to, text in ((1, other, "Over Waterlelie"), (2, uuid, "Over Zilverberk"), (3, "", "Zonder")):
        typed = {"text": text, "case": to, "window": f"33333333-aaaa-4aaa-8aaa-{window:012}", "base": "0"}
        assert send(bob, "/cases/note/draft", **typed).status_code == 200
    for to in (other, uuid, "new"):
        keep(bob, "/cases/note", case=to, text="Nog niet verstuurd", title="Nieuw")
    keep(bob, "/cases/refer/ocmw-1080", case=uuid, kind="info")
    assert (LooseDraft.select().count(), KeptForm.select().count()) == (3, 4)
    erase(alice, case)
    page = text_of(bob.get("/cases/note"))
    assert [text in page for text in ("Over Waterlelie", "Over Zilverberk", "Zonder")] == [True, False, True]
    assert (LooseDraft.select().count(), KeptForm.select().count()) == (2, 2)
    keep(bob, f"{case}/client", reach="x")
    keep(bob, "/cases/note", case=uuid, text="x")
    assert KeptForm.select().count() == 2


def test_the_draft_that_stands_on_the_page_goes_with_its_case_and_leaves_those_beside_it(alice, case):
    uuid = case.rsplit("/", 1)[1]
    for window, to, text in ((1, "", "Zonder"), (2, uuid, "Over Zilverberk")):
        typed = {"text": text, "case": to, "window": f"33333333-aaaa-4aaa-8aaa-{window:012}", "base": "0"}
        send(alice, "/cases/note/draft", **typed)
    erase(alice, case)
    page = text_of(alice.get("/cases/note"))
    assert ("Zonder" in page, "Over Zilverberk" in page) == (True, False)
    assert "Over Zilverberk" not in text_of(alice.get("/cases/today"))


def test_a_draft_of_before_learns_its_case_when_its_author_looks(alice, case):
    send(alice, "/cases/note/draft", text="Over Zilverberk", case=case.rsplit("/", 1)[1], base="0")
    LooseDraft.update(case=None).execute()
    alice.get("/cases/today")
    erase(alice, case)
    assert LooseDraft.select().count() == 0


def test_nobody_learns_from_it_whether_a_case_exists_that_is_not_theirs(alice, bob, case):
    other = open_case(bob).rsplit("/", 1)[1]
    nowhere = "0f2c4f0e-1111-4222-8333-444455556666"
    for uuid in (other, nowhere):
        assert keep(alice, f"/cases/{uuid}/client", reach="x").status_code == 404
        assert keep(alice, "/cases/note", case=uuid, text="x").status_code == 404
        typed = {"text": "x", "case": uuid, "window": f"33333333-aaaa-4aaa-8aaa-{uuid[-12:]}", "base": "0"}
        assert send(alice, "/cases/note/draft", **typed).status_code == 200
    assert KeptForm.select().count() == 0
    assert {row.case_id for row in LooseDraft.select()} == {None}


def test_a_form_that_was_moved_to_another_address_does_not_open(alice, case):
    other = open_case(alice, "Waterlelie")
    for at in (case, other):
        keep(alice, f"{at}/client", reach=f"Over {at}")
    first, second = KeptForm.select().order_by(KeptForm.id)
    KeptForm.update(path=second.path).where(KeptForm.id == first.id).execute()
    page = text_of(alice.get("/cases/kept"))
    assert (f"Over {case}" in page, f"Over {other}" in page) == (False, True)


def test_a_form_of_before_it_was_bound_to_its_address_still_opens(alice, case):
    author = User.get(User.email == "alice@example.org")
    sealed = sealed_forms.seal(author, [("reach", "Van vroeger")])
    KeptForm.create(author=author, path=f"{case}/client", case=Case.get(), sealed=sealed)
    assert "Van vroeger" in text_of(alice.get("/cases/kept"))


def test_so_many_forms_wait_and_no_more_and_the_next_goes_through_the_sign_in_page(alice, bob, case):
    for number in range(kept.MOST):
        assert keep(alice, f"{case}/client", reach=str(number)).status_code == 204
    assert keep(alice, f"{case}/client", reach="te veel").status_code == 404
    assert KeptForm.select().count() == kept.MOST
    row = KeptForm.get()
    assert send(alice, "/cases/kept/away", form=row.uuid).status_code == 303
    assert keep(alice, f"{case}/client", reach="weer plaats").status_code == 204


def test_reception_and_the_editor_have_no_part_in_any_of_it(app, alice, eva, case):
    """Who receives people without working on cases has the directory, and no case exists."""
    reception = person(app, "reception@example.org", "editor")
    pages = (
        "",
        "/people",
        "/ties",
        "/board",
        "/consents",
        "/referrals",
        "/closing",
        "/certificate",
        "/question",
    )
    for browser in (reception, eva):
        for page in pages:
            assert browser.get(f"{case}{page}").status_code == 404
        for page in ("/cases/note", "/cases/kept", "/cases/emergency"):
            assert browser.get(page).status_code == 404
        assert send(browser, f"{case}/notes", text="x").status_code == 404
        assert send(browser, "/cases/note", text="x").status_code == 404
        assert browser.get("/resources/ocmw-1080").status_code == 200
