"""Two people, or two windows, on one form of a case: the second sees what the first saved."""

import re
from html import unescape

import pytest

from app.cases.models import Note, NoteVersion, Partner, Person, Plan, Referral
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import begin


@pytest.fixture
def case(alice, bob):
    """The address of a case of Alice's, with Bob on its team."""
    at = open_case(alice)
    assert send(alice, f"{at}/team", email="bob@example.org").status_code == 303
    return at


def form_of(page, action):
    """The form of a page that goes to ``action``, as a browser would send it back; and its text."""
    found = re.search(rf'<form[^>]*action="{action}".*?</form>', text_of(page), re.S).group(0)
    return re.search(r'name="seen" value="([^"]*)"', found).group(1), unescape(found)


def second_of_two(alice, bob, page, action, one, two):
    """Alice and Bob open the same form; Alice saves ``one``, then Bob ``two``. Returns the form that Bob gets
    back; once he has seen it, it is taken."""
    seen, _form = form_of(alice.get(page), action)
    assert send(alice, action, seen=seen, **one).status_code == 303
    refused = send(bob, action, seen=seen, **two)
    assert refused.status_code == 422
    again, form = form_of(refused, action)
    assert send(bob, action, seen=again, **two).status_code == 303
    return form


def test_the_second_who_saves_the_client_sees_what_the_first_saved(alice, bob, case):
    one = {"reach": "Nooit na 18 u", "language": "ar"}
    two = {"reach": "Bel na vier uur", "birth_year": "1987"}
    form = second_of_two(alice, bob, f"{case}/people", f"{case}/client", one, two)
    assert "<ins>Nooit na 18 u</ins>" in form
    assert 'value="Bel na vier uur"' in form
    assert 'value="1987"' in form
    # What Bob left alone is as Alice saved it.
    assert 'value="ar" selected' in form
    assert form.count("<ins>") == 1
    assert Person.select().where(Person.kind == "client").count() == 1


def test_what_two_change_in_different_fields_is_kept_of_both(alice, bob, case):
    send(alice, f"{case}/client", reach="Nooit na 18 u", birth_year="1987")
    seen, _form = form_of(alice.get(f"{case}/people"), f"{case}/client")
    one = {"reach": "Nooit na 18 u", "birth_year": "1987", "language": "ar"}
    assert send(alice, f"{case}/client", seen=seen, **one).status_code == 303
    two = {"reach": "", "birth_year": "1987", "name": "Mevrouw W"}
    assert send(bob, f"{case}/client", seen=seen, **two).status_code == 303
    form = form_of(alice.get(f"{case}/people"), f"{case}/client")[1]
    assert 'value="ar" selected' in form
    assert 'value="Mevrouw W"' in form
    assert 'value="1987"' in form
    assert "18 u" not in form  # Bob took it away


def test_the_same_form_sent_twice_is_no_conflict(alice, case):
    for _time in range(2):
        assert send(alice, f"{case}/client", reach="na vier uur").status_code == 303
    assert Person.select().count() == 1


def test_a_person_of_the_household_is_not_written_over(alice, bob, case):
    send(alice, f"{case}/people", kind="household", name="Noor")
    at = f"{case}/people/{Person.get().uuid}"
    one, two = (
        {"name": "Noor", "remark": "Eerst bellen"},
        {"name": "Noor", "birth_year": "2015", "remark": "Sms mag"},
    )
    assert "<ins>Eerst bellen</ins>" in second_of_two(alice, bob, f"{case}/people", at, one, two)


def test_who_was_taken_off_the_record_meanwhile_comes_back_as_a_form_to_add(alice, bob, case):
    send(alice, f"{case}/people", kind="household", name="Noor")
    at = f"{case}/people/{Person.get().uuid}"
    send(alice, at, do="remove")
    page = send(bob, at, name="Noor", remark="Eerst bellen")
    assert page.status_code == 422
    assert 'value="Eerst bellen"' in text_of(page)


def test_a_partner_is_not_written_over(alice, bob, case):
    send(alice, f"{case}/partners", name="School", person="Mevrouw P")
    at = f"{case}/partners/{Partner.get().uuid}"
    one, two = (
        {"name": "School", "next_step": "Bellen"},
        {"name": "School", "next_step": "Mailen", "purpose": "Huiswerk"},
    )
    form = second_of_two(alice, bob, f"{case}/board", at, one, two)
    assert "<ins>Bellen</ins>" in form
    assert 'value="Huiswerk"' in form


def test_a_way_to_stay_in_touch_is_not_written_over(alice, bob, case):
    send(alice, f"{case}/ties", way="visit")
    at = f"{case}/ties/{Plan.get().uuid}"
    one = {"way": "visit", "obstacles": ["cost"], "next": "2026-12-01"}
    two = {"way": "visit", "who": "Moeder", "next": "2026-12-02"}
    form = second_of_two(alice, bob, f"{case}/ties", at, one, two)
    assert "<ins>01/12/2026</ins>" in form
    assert form.count("<ins>") == 1
    assert 'value="cost" checked' in form


def test_a_custody_period_is_told_by_what_it_says_and_not_by_its_place(alice, bob, case):
    send(alice, f"{case}/people", kind="linked", relation="partner")
    at = f"{case}/people/{Person.get().uuid}/custody"
    send(alice, at, custody="remand", begin="2025-01-10", end="2025-02-01", prison="Haren")
    shown = text_of(bob.get(f"{case}/people"))
    which = re.search(r'name="which" value="([^"]+)"', shown).group(1)
    send(alice, at, custody="arrested", begin="2024-01-01", end="2024-01-02", prison="Mons")
    assert send(bob, at, do="remove", which=which).status_code == 303
    left = text_of(bob.get(f"{case}/people")).split("<datalist")[0]
    assert "Mons" in left
    assert "Haren" not in left
    assert send(bob, at, do="remove", which=which).status_code == 422


def test_a_letter_is_not_written_over_and_an_unticked_text_stays_with_the_draft(alice, bob, case):
    at = begin(alice, case, "letter")
    story, name = {"text-situation": "Samen opgesteld"}, {"text-identity": "Mevrouw Z", "text-situation": ""}
    one, two = story | {"take": ["situation"]}, name | {"take": ["identity"]}
    form = second_of_two(alice, bob, at, f"{at}/compose", one, two)
    assert "<ins>Samen opgesteld</ins>" in form
    assert "Mevrouw Z" in form


def test_what_is_not_ticked_is_kept_and_leaves_nowhere(alice, case):
    at = begin(alice, case, "letter")
    texts = {"text-identity": "Mevrouw Z", "text-situation": "Lang verhaal"}
    assert send(alice, f"{at}/compose", take=["identity"], **texts).status_code == 303
    asks, preview = text_of(alice.get(at)).split('id="preview"')
    assert "Lang verhaal" in asks
    assert "Lang verhaal" not in preview
    assert Referral.get().blocks == "identity"
    assert "Lang verhaal" in text_of(send(alice, f"{case}/bundle", section=["referrals"]))


def test_the_second_correction_sees_the_first_and_every_former_text_stays(alice, case):
    send(alice, f"{case}/notes", text="Eerst")
    at = f"{case}/notes/{Note.get().uuid}"
    one, two = {"text": "Eerst, en een alinea"}, {"text": "Eerst, en iets anders"}
    form = second_of_two(alice, alice, at, at, one, two)
    assert "<ins>Eerst, en een alinea</ins>" in form
    assert "Eerst, en een alinea" in text_of(alice.get(at))
    assert NoteVersion.select().count() == 2
