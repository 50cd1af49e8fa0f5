"""Breaking the glass: who is let in for hours, by the printed key, and how that ends."""

from datetime import timedelta

import pytest

from app.auth.accounts import begin_keyring
from app.auth.models import Keyring
from app.cases import (
    access,
    circles,
    desk,
    emergency,
    looking,
    opening,
    people,
    recovery,
    tasks,
    teams,
    work,
)
from app.cases.access import visible_to
from app.cases.errors import CaseError
from app.cases.models import Case, CaseKey, Emergency, Member
from directory.clock import now
from tests.cases.conftest import someone


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
