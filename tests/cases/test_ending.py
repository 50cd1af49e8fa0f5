"""Closing, erasing, subject access, emergencies, and what leaves without a referral."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.auth.accounts import begin_keyring
from app.auth.models import Keyring
from app.cases import (
    access,
    anonymous,
    bundle,
    certificate,
    circles,
    clock,
    closing,
    desk,
    documents,
    emergency,
    looking,
    notes,
    opening,
    people,
    recovery,
    referrals,
    tasks,
    teams,
    work,
)
from app.cases.access import visible_to
from app.cases.errors import CaseError
from app.cases.models import MODELS, Case, CaseKey, Closure, Emergency, Member, Person, Setting, Tally
from app.cases.notes import Content
from directory.clock import months_later, now
from directory.models import Service
from tests.cases.conftest import someone

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


@pytest.fixture
def kit(base):
    """The printed recovery key."""
    Keyring.delete().execute()
    return begin_keyring(b"p" * 32)


def test_glass_is_broken_with_the_printed_key_a_reason_and_the_whole_name(kit, alice, bob):
    case, opened = work.open_case(alice.user, "Amina Zilverberk")
    work.open_case(alice.user, "Zilverberk")
    reason = "Belt in paniek, Alice is ziek"
    with pytest.raises(CaseError, match="why"):
        emergency.break_glass(bob.user, kit, "Amina Zilverberk", "haast")
    with pytest.raises(CaseError, match="not the recovery key"):
        emergency.break_glass(bob.user, kit[:-2] + "xx", "Amina Zilverberk", reason)
    for name in ("Amina", "", "Niemand Zo"):
        with pytest.raises(CaseError, match="No case has exactly this name"):
            emergency.break_glass(bob.user, kit, name, reason)
    assert list(visible_to(bob.user)) == []
    assert emergency.break_glass(bob.user, kit, "zilverberk amina", reason) == case
    assert bob.open(case).show("case", case.uuid, "title", case.title) == "Amina Zilverberk"
    (row, told), = emergency.unseen(case, opened)  # fmt: skip
    assert (row.user, told) == (bob.user, reason)
    with pytest.raises(CaseError, match="already"):
        emergency.break_glass(alice.user, kit, "Amina Zilverberk", reason)


def test_an_emergency_ends_by_the_clock_or_when_the_lead_has_seen_it(kit, alice, bob):
    case, opened = work.open_case(alice.user, "Amina Zilverberk")
    emergency.break_glass(bob.user, kit, "Amina Zilverberk", "Belt in paniek")
    hours = desk.number("emergency_hours")
    assert Member.get(Member.user == bob.user).until <= now() + timedelta(hours=hours)
    with pytest.raises(CaseError, match="Only the lead"):
        emergency.acknowledge(case, opened, bob.user, Emergency.get())
    Member.update(until=now()).where(Member.user == bob.user).execute()
    assert list(visible_to(bob.user)) == []
    emergency.acknowledge(case, opened, alice.user, Emergency.get())
    fresh = Case.get_by_id(case.id)
    assert (opened.version, fresh.key_version) == (1, 2)
    assert opening.open_many([fresh], bob.user, bob.private) == {}
    title = alice.open(case).show("case", case.uuid, "title", fresh.title)
    assert title == "Amina Zilverberk"
    assert Member.select().where(Member.user == bob.user).count() == 0


def test_a_part_of_the_name_opens_nothing_although_one_case_alone_has_it(kit, alice, bob):
    case, opened = work.open_case(alice.user, "Waterlelie")
    people.save_client(case, opened, alice.user, {"name": "Noor de Wit"})
    for part in ("de", "Noor", "Noor-", "de Wit", "Noor Wit", "Waterlelie Noor de Wit"):
        with pytest.raises(CaseError, match="No case has exactly this name"):
            emergency.break_glass(bob.user, kit, part, "Belt in paniek")
    assert emergency.break_glass(bob.user, kit, "Wit, Noor de", "Belt in paniek") == case
    Member.delete().where(Member.user == bob.user).execute()
    assert emergency.break_glass(bob.user, kit, "waterlelie", "Belt in paniek") == case


def test_an_emergency_waits_for_no_accent_of_a_name(kit, alice, bob):
    case, _opened = work.open_case(alice.user, "Zoé Yıldız-Łęcka")
    assert emergency.break_glass(bob.user, kit, "yildiz lecka zoe", "Belt in paniek") == case


def test_a_clock_that_is_put_back_opens_no_emergency_again(kit, alice, bob):
    case, _opened = work.open_case(alice.user, "Amina Zilverberk")
    emergency.break_glass(bob.user, kit, "Amina Zilverberk", "Belt in paniek")
    Member.update(since=now() + timedelta(hours=1)).where(Member.user == bob.user).execute()
    assert list(visible_to(bob.user)) == [], "it has not begun"
    begun = now() - timedelta(hours=5)
    over = Member.update(since=begun, until=begun + timedelta(hours=4)).where(Member.user == bob.user)
    over.execute()
    emergency.shut_ended()
    assert opening.holders(case, [alice.user, bob.user]) == [alice.user]
    Member.update(until=now() + timedelta(hours=1)).where(Member.user == bob.user).execute()
    assert bob.open(case) is None, "as if the clock stood an hour earlier"
    acknowledged = alice.open(case)
    emergency.acknowledge(case, acknowledged, alice.user, Emergency.get())
    assert Case.get_by_id(case.id).key_version == 2, "its lead still gives the case another key"


def test_an_emergency_that_was_begun_while_the_clock_was_ahead_is_over_once_it_is_right(
    kit, alice, bob, monkeypatch
):
    case, _opened = work.open_case(alice.user, "Amina Zilverberk")
    begun = now() + timedelta(days=10)
    with monkeypatch.context() as ahead:
        ahead.setattr(emergency, "now", lambda: begun)
        emergency.break_glass(bob.user, kit, "Amina Zilverberk", "Belt in paniek")
        Member.update(since=begun).where(Member.part == "emergency").execute()
    emergency.shut_ended()
    assert opening.holders(case, [alice.user, bob.user]) == [alice.user]
    monkeypatch.setattr(access, "now", lambda: begun + timedelta(hours=1))
    assert list(visible_to(bob.user)) == [], "its hours do not come"
    assert list(visible_to(alice.user)) == [case]


def test_an_emergency_outlasts_a_clock_that_is_set_right_by_seconds(kit, alice, bob):
    case, _opened = work.open_case(alice.user, "Amina Zilverberk")
    emergency.break_glass(bob.user, kit, "Amina Zilverberk", "Belt in paniek")
    Member.update(since=now() + timedelta(seconds=30)).where(Member.user == bob.user).execute()
    emergency.shut_ended()
    assert opening.holders(case, [alice.user, bob.user]) == [alice.user, bob.user]


def test_however_many_emergencies_nobody_looked_at_case_work_goes_on(kit, alice, bob):
    for _number in range(150):
        other, _opened = work.open_case(alice.user, "Zilverberk")
        Member.create(case=other, user=bob.user, part="emergency", until=now() - timedelta(days=9))
    case, _opened = work.open_case(alice.user, "Amina Acacia")
    emergency.break_glass(bob.user, kit, "Amina Acacia", "Belt in paniek")
    emergency.shut_ended()
    assert opening.holders(case, [alice.user, bob.user]) == [alice.user, bob.user]
    Member.update(until=now()).where(Member.case == case, Member.user == bob.user).execute()
    emergency.shut_ended()
    assert not CaseKey.select().where(CaseKey.holder == bob.user.uuid).exists()
    assert CaseKey.select().where(CaseKey.holder == alice.user.uuid).count() == 151


def test_who_is_there_for_an_emergency_is_in_no_circle_and_reads_as_a_stranger(kit, alice, bob):
    case, opened = work.open_case(alice.user, "Amina Zilverberk")
    emergency.break_glass(bob.user, kit, "Amina Zilverberk", "Belt in paniek")
    with pytest.raises(CaseError, match="people of the team"):
        circles.begin(case, opened, alice.user, "Kring", [bob.user])
    circle = circles.begin(case, opened, alice.user, "Kring", [])
    with pytest.raises(CaseError, match="people of the team"):
        circles.change(case, opened, alice.user, circle, [bob.user])
    looks = {look.who: look.stranger for look in looking.of_case(case)}
    assert looks == {alice.user.called: False, bob.user.called: True}
    Member.update(until=now()).where(Member.user == bob.user).execute()
    assert [row.user for row in access.team(case)] == [alice.user]
    assert [user for user, _part, _since in teams.since(case)] == [alice.user]
    with pytest.raises(CaseError):
        tasks.add_task(case, opened, alice.user, "Bellen", None, holder=bob.user)


def test_an_administrator_breaks_no_glass(kit, alice):
    work.open_case(alice.user, "Amina Zilverberk")
    dora = someone("dora", "administrator")
    with pytest.raises(CaseError, match="may not"):
        emergency.break_glass(dora.user, kit, "Amina Zilverberk", "Omdat het kan, vandaag")
    assert recovery.open_all(recovery.private_of(kit))[1] == 1


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
