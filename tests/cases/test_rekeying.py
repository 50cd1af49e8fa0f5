"""Two changes of a team at the same moment: one of them happens, and the case still opens."""

import threading

import pytest

from app.cases import circles, emergency, notes, rekeying, teams, work
from app.cases.errors import KeyMoved
from app.cases.models import Case, CaseKey, Circle, CircleMember, Emergency, Member, Note
from app.cases.notes import Content
from app.vault.errors import VaultError
from tests.cases.conftest import someone


@pytest.fixture
def carl(base):
    return someone("carl", "caseworker")


@pytest.fixture
def shared(case, alice, bob, carl):
    for one in (bob, carl):
        work.share(case.case, case.opened, alice.user, one.user, "colleague")
    notes.add_note(case.case, case.opened, alice.user, Content("Verslag"))
    return case


def opened_by(case, person):
    """The title and the notes as somebody reads them now; None when the case does not open."""
    key = person.open(case)
    if key is None:
        return None
    rows = Note.select().where(Note.circle.is_null())
    texts = [key.show("note", row.uuid, "text", row.text) for row in rows]
    return key.show("case", case.uuid, "title", Case.get_by_id(case.id).title), texts


WHOLE = ("Zilverberk", ["Verslag"])


def test_a_second_change_with_the_key_of_before_is_refused_and_changes_nothing(shared, alice, bob, carl):
    stale, key = Case.get_by_id(shared.case.id), alice.open(shared.case)
    teams.leave(shared.case, shared.opened, alice.user, alice.private, bob.user)
    sealed = CaseKey.select().count()
    with pytest.raises(KeyMoved):
        teams.leave(stale, key, alice.user, alice.private, carl.user)
    assert CaseKey.select().count() == sealed
    assert Member.select().where(Member.user == carl.user).exists()
    assert opened_by(shared.case, alice) == opened_by(shared.case, carl) == WHOLE
    assert opened_by(shared.case, bob) is None


def test_two_requests_at_once_leave_a_case_that_opens(shared, alice, bob, carl):
    """The lead takes one off while another leaves: threads with connections of their own."""
    alice_key, bob_key = alice.open(shared.case), bob.open(shared.case)
    gate, refused = threading.Barrier(2), []

    def leave(person, key, who):
        mine = Case.get_by_id(shared.case.id)
        gate.wait()
        try:
            teams.leave(mine, key, person.user, person.private, who.user)
        except KeyMoved:
            refused.append(who)
        finally:
            Case._meta.database.close()
            CaseKey._meta.database.close()

    threads = [
        threading.Thread(target=leave, args=args) for args in ((bob, bob_key, bob), (alice, alice_key, carl))
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(refused) == 1
    assert opened_by(shared.case, alice) == opened_by(shared.case, refused[0]) == WHOLE


def test_a_change_that_was_cut_off_between_the_databases_is_made_once_more(shared, alice, bob, monkeypatch):
    """The new key is sealed and the data never committed: the key of before still opens everything."""
    real = rekeying._again

    def killed(*_given):
        raise KeyboardInterrupt

    monkeypatch.setattr(rekeying, "_again", killed)
    with pytest.raises(KeyboardInterrupt):
        teams.leave(shared.case, shared.opened, alice.user, alice.private, bob.user)
    assert CaseKey.select().where(CaseKey.version == 2).exists()
    assert opened_by(shared.case, alice) == opened_by(shared.case, bob) == WHOLE
    monkeypatch.setattr(rekeying, "_again", real)
    teams.leave(shared.case, shared.opened, alice.user, alice.private, bob.user)
    assert opened_by(shared.case, alice) == WHOLE
    assert opened_by(shared.case, bob) is None
    assert {row.version for row in CaseKey.select()} == {2}


def test_a_change_never_stands_inside_another_transaction(shared, alice, bob):
    with pytest.raises(RuntimeError), Case._meta.database.atomic():
        teams.leave(shared.case, shared.opened, alice.user, alice.private, bob.user)


@pytest.fixture
def circle(shared, alice, bob, carl):
    made = circles.begin(shared.case, shared.opened, alice.user, "psy", [bob.user, carl.user])
    notes.add_note(shared.case, shared.opened, bob.user, Content("In de kring"), made)
    return made


def in_circle(case, person):
    found = circles.mine(Case.get_by_id(case.id), person.open(case), person.user, person.private)
    return [
        one.opened.show("note", row.uuid, "text", row.text)
        for one in found.values() for row in Note.select().where(Note.circle == one.row)
    ]  # fmt: skip


def test_a_circle_that_changes_twice_at_once_still_opens(shared, circle, alice, bob, carl):
    stale = circles.mine(shared.case, shared.opened, alice.user, alice.private)[circle.row.id]
    circles.change(shared.case, shared.opened, alice.user, circle, [bob.user])
    with pytest.raises(KeyMoved):
        circles.change(shared.case, shared.opened, alice.user, stale, [carl.user])
    assert {row.user_id for row in CircleMember.select()} == {alice.user.id, bob.user.id}
    assert in_circle(shared.case, alice) == in_circle(shared.case, bob) == ["In de kring"]


def test_a_note_with_the_key_that_a_circle_had_is_refused(shared, circle, alice, bob):
    before = circles.mine(shared.case, shared.opened, bob.user, bob.private)[circle.row.id]
    note = Note.get(Note.circle == circle.row)
    circles.change(shared.case, shared.opened, alice.user, circle, [bob.user])
    with pytest.raises(KeyMoved):
        notes.add_note(shared.case, shared.opened, bob.user, Content("Te laat"), before)
    with pytest.raises((KeyMoved, VaultError)):
        notes.correct(shared.case, shared.opened, note, bob.user, Content("Te laat"), before.opened)
    assert in_circle(shared.case, bob) == ["In de kring"]
    assert Circle.get().key_version == 2


def test_an_emergency_that_is_ended_twice_is_ended_once(shared, alice):
    guest = someone("gust", "caseworker")
    emergency._admit(shared.case, shared.opened, guest.user, "spoed, echt spoed")
    stale, key, row = Case.get_by_id(shared.case.id), alice.open(shared.case), Emergency.get()
    emergency.acknowledge(shared.case, shared.opened, alice.user, row)
    with pytest.raises(KeyMoved):
        emergency.acknowledge(stale, key, alice.user, row)
    assert opened_by(shared.case, alice) == WHOLE
    assert guest.open(shared.case) is None


def test_a_damaged_row_keeps_its_bytes_and_does_not_hold_the_team(shared, alice, bob):
    row = Note.get()
    Note.update(text=b"\x01" + b"kapot" * 20).where(Note.id == row.id).execute()
    teams.leave(shared.case, shared.opened, alice.user, alice.private, bob.user)
    assert bytes(Note.get().text) == b"\x01" + b"kapot" * 20
    assert bob.open(shared.case) is None
    assert alice.open(shared.case).read("note", row.uuid, "text", Note.get().text).startswith("This cannot")


def test_a_case_whose_title_does_not_open_keeps_its_key(shared, alice, bob):
    Case.update(title=b"\x01" + b"kapot" * 20).execute()
    with pytest.raises(VaultError):
        teams.leave(shared.case, shared.opened, alice.user, alice.private, bob.user)
    assert alice.open(shared.case) is not None
    assert bob.open(shared.case) is not None
