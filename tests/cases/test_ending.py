"""Closing, erasing, subject access, and what leaves without a referral."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.audit import AuditLine
from app.cases import (
    anonymous,
    bundle,
    certificate,
    circles,
    clock,
    closing,
    documents,
    notes,
    opening,
    people,
    referrals,
    work,
)
from app.cases.errors import CaseError
from app.cases.models import MODELS, Case, CaseKey, Closure, Person, Setting, Tally
from app.cases.notes import Content
from directory.clock import months_later, now
from directory.models import Service

SECRET = b"s" * 32


def keep_for(months):
    Setting.create(name="retention_months", value=str(months))


def test_closing_starts_the_clock_that_the_service_set_and_no_hidden_one(case, alice):
    closing.close(case.case, case.opened, alice.user)
    assert Closure.get().erase_after is None
    closing.reopen(case.case, case.opened, alice.user)
    keep_for(12)
    closing.close(case.case, case.opened, alice.user)
    assert Closure.get().erase_after == months_later(clock.today(), 12)
    with pytest.raises(CaseError, match="already"):
        closing.close(case.case, case.opened, alice.user)


def test_only_the_lead_closes_and_no_referral_is_forgotten(case, alice, bob):
    work.share(case.case, case.opened, alice.user, bob.user, "deputy")
    with pytest.raises(CaseError, match="Only the lead"):
        closing.close(case.case, case.opened, bob.user)
    referrals.begin(case.case, case.opened, alice.user, "sent", Service.get(Service.category == "ocmw"))
    with pytest.raises(CaseError, match="still under way"):
        closing.close(case.case, case.opened, alice.user)


def test_a_note_opens_a_closed_case_again(case, alice):
    closing.close(case.case, case.opened, alice.user)
    notes.add_note(case.case, case.opened, alice.user, Content("Belt opnieuw"))
    assert Closure.select().count() == 0


def test_erasing_waits_for_the_clock_unless_the_client_asks(case, alice, base):
    keep_for(1)
    with pytest.raises(CaseError, match="Close the case first"):
        closing.erase(base.files_path, case.case, alice.user)
    closing.close(case.case, case.opened, alice.user)
    with pytest.raises(CaseError, match="not over"):
        closing.erase(base.files_path, case.case, alice.user)
    Closure.update(erase_after=clock.today()).execute()
    closing.erase(base.files_path, case.case, alice.user)
    assert Case.select().count() == 0


def test_erasing_leaves_no_row_and_no_key_but_counts_of_nobody(case, alice, base):
    other, other_opened = work.open_case(alice.user, "Blijft")
    people.save_client(case.case, case.opened, alice.user, {"name": "Zilverberk", "language": "ar"})
    notes.add_note(case.case, case.opened, alice.user, Content("x", ["1"], channel="phone", minutes=20))
    circle = circles.own(case.case, case.opened, alice.user, alice.private)
    notes.add_note(case.case, case.opened, alice.user, Content("Alleen ik"), circle)
    referrals.begin(case.case, case.opened, alice.user, "info", Service.get(Service.category == "ocmw"))
    documents.add(base.files_path, case.case, case.opened, alice.user, "brief.txt", b"Zilverberk")
    kept = documents.add(base.files_path, other, other_opened, alice.user, "brief.txt", b"Blijft")
    closing.close(case.case, case.opened, alice.user)
    closing.erase(base.files_path, case.case, alice.user, client_asks=True)
    assert [path.name for path in base.files_path.glob("*/*")] == [kept.stored]
    for model in MODELS:
        if "case" in model._meta.fields:
            assert model.select().where(model.case == case.case.id).count() == 0, model
    assert {row.case_uuid for row in CaseKey.select()} == {other.uuid}
    assert alice.open(other) == other_opened
    counts = {(row.measure, row.code): row.n for row in Tally.select()}
    assert counts["contact", "phone"] == 1
    assert counts["minutes", ""] == 20
    assert counts["language", "ar"] == 2
    assert counts["referral", "ocmw:given"] == 1


def test_a_bundle_holds_everything_that_its_maker_may_read_and_masks_whole_names(case, alice, bob):
    work.share(case.case, case.opened, alice.user, bob.user)
    child = Person(case=case.case, kind="household")
    people.save_person(case.case, case.opened, alice.user, child, {"name": "Jan", "relation": "child_minor"})
    notes.add_note(case.case, case.opened, alice.user, Content("Jan wil niet mee in januari."))
    mine = circles.own(case.case, case.opened, alice.user, alice.private)
    notes.add_note(case.case, case.opened, alice.user, Content("Alleen van mij"), mine)
    for who, private in ((alice, True), (bob, False)):
        opened = who.open(case.case)
        found = circles.mine(case.case, opened, who.user, who.private)
        held = bundle.of_case(case.case, opened, found, "nl")
        texts = [one.words["text"] for one in held["notes"]]
        assert ("Alleen van mij" in texts) is private
        shown = [bundle.masked_item(one, ["Jan"]).words["text"] for one in held["notes"]]
        assert "▇▇▇ wil niet mee in januari." in shown
    assert bundle.mask_words([people.client_of(case.case, case.opened)], ["Mr. X", ""]) == ["Mr", "Mr. X"]


@given(st.text("abJn é.", max_size=40), st.lists(st.text("abJn", min_size=2, max_size=5), max_size=3))
def test_masking_leaves_no_masked_word_standing(text, words):
    shown = bundle.masked(text, words)
    for word in words:
        assert word.casefold() not in shown.casefold().replace(".", " ").split()


STORY = (
    "Mevrouw Amina Zilverberk (geboren 12/03/1987, 0470 12 34 56, amina@example.org) bezoekt haar man in "
    "Haren op 3 maart 2026. Haar zoon Noor is 9. Mag hij zonder haar naar binnen?"
)


def test_a_question_loses_names_dates_prison_and_numbers(case, alice):
    people.save_client(case.case, case.opened, alice.user, {"name": "Amina Zilverberk"})
    child = Person(case=case.case, kind="household")
    people.save_person(case.case, case.opened, alice.user, child, {"name": "Noor"})
    names = anonymous.names_of(case.case, case.opened)
    shown = anonymous.strip(STORY, names)
    for word in ("Amina", "Zilverberk", "1987", "0470", "@", "Haren", "maart", "Noor"):
        assert word not in shown
    assert "Mag hij zonder haar naar binnen?" in shown
    assert "is 9" in shown


def test_a_question_is_asked_only_as_it_was_looked_at(case, alice, bob):
    text = "Mag een kind alleen op bezoek?"
    seal = anonymous.seal_of(SECRET, case.case, alice.user, text)
    anonymous.must_be_fit(SECRET, case.case, case.opened, alice.user, text, seal)
    refused = [
        (alice, text + " In Haren.", seal), (alice, text + " Ja?", seal), (alice, text, ""),
        (bob, text, seal), (alice, " ", seal),
    ]  # fmt: skip
    for who, words, proof in refused:
        with pytest.raises(CaseError):
            anonymous.must_be_fit(SECRET, case.case, case.opened, who.user, words, proof)


@given(st.text(max_size=120))
def test_stripping_twice_changes_nothing(text):
    once = anonymous.strip(text, ["Amina", "Noor"])
    assert anonymous.strip(once, ["Amina", "Noor"]) == once


def test_a_certificate_says_name_day_and_place_at_the_clients_request(case, alice):
    given = {"asked": "on", "name": "A. Zilverberk", "on": clock.today().isoformat(), "lang": "fr"}
    made = certificate.make(case.case, case.opened, alice.user, given)
    assert vars(made).keys() == {"name", "on", "place", "lang"}
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    for wrong in ({"asked": ""}, {"name": " "}, {"on": "gisteren"}, {"on": tomorrow}):
        with pytest.raises(CaseError):
            certificate.make(case.case, case.opened, alice.user, {**given, **wrong})


def test_keys_that_outlive_an_erasing_that_was_cut_off_go_at_the_next_start(case, alice, base, monkeypatch):
    other, _opened = work.open_case(alice.user, "Blijft")
    circles.own(case.case, case.opened, alice.user, alice.private)
    closing.close(case.case, case.opened, alice.user)
    with monkeypatch.context() as cut_off:
        cut_off.setattr(closing, "_forget", lambda _keyed: None)
        closing.erase(base.files_path, case.case, alice.user, client_asks=True)
    assert CaseKey.select(CaseKey.case_uuid).distinct().count() == 3
    begun = opening.begin(Case(), alice.user)  # of a case that is being opened at this moment
    closing.forget_erased()
    assert {row.case_uuid for row in CaseKey.select()} == {other.uuid, begun.case_uuid}


def test_a_case_that_was_put_back_from_a_backup_keeps_its_keys(case, base):
    AuditLine.create(at=now(), verb="case.erased", about=case.case.uuid)
    closing.forget_erased()
    assert CaseKey.select().where(CaseKey.case_uuid == case.case.uuid).count() == 2
