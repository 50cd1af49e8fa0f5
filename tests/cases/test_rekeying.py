"""Two changes of a team at the same moment: one of them happens, and the case still opens."""

import threading

import pytest

from app.auth.models import Keyring, User
from app.cases import circles, emergency, notes, opening, recovery, rekeying, teams, work
from app.cases.errors import CaseError, KeyMoved
from app.cases.models import Case, CaseKey, Circle, CircleMember, Emergency, Member, Note
from app.cases.notes import Content
from app.vault import keys
from app.vault.errors import VaultError
from tests.cases.conftest import Someone, someone


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


def reset(person):
    """The account with another key pair, as a new link gives it, in whoever's hands the link was."""
    pair = keys.generate_keypair()
    User.update(public_key=pair.public).where(User.id == person.user.id).execute()
    return Someone(User.get_by_id(person.user.id), pair.private)


def ended_emergency(shared, alice):
    guest = someone("gust", "caseworker")
    emergency._admit(shared.case, shared.opened, guest.user, "spoed, echt spoed")
    emergency.acknowledge(shared.case, shared.opened, alice.user, Emergency.get())


CHANGES = {
    "a colleague leaves": lambda shared, alice, carl: teams.leave(
        shared.case, carl.open(shared.case), carl.user, carl.private, carl.user
    ),
    "the lead hands over": lambda shared, alice, carl: teams.hand_over(
        shared.case, shared.opened, alice.user, alice.private, carl.user, stay=False
    ),
    "an emergency ends": lambda shared, alice, carl: ended_emergency(shared, alice),
}


@pytest.mark.parametrize("change", CHANGES)
def test_another_key_lets_nobody_in_whose_keys_are_new(shared, circle, alice, bob, carl, change):
    taken_over = reset(bob)
    CHANGES[change](shared, alice, carl)
    assert Case.get().key_version == 2
    assert taken_over.open(shared.case) is None
    assert not CaseKey.select().where(CaseKey.public == taken_over.user.public_key).exists()
    assert Member.select().where(Member.user == bob.user).exists(), "still on the team"
    lead = carl if change == "the lead hands over" else alice
    assert teams.locked_out(shared.case, [bob.user, lead.user]) == {bob.user.id}
    work.share(Case.get(), lead.open(shared.case), lead.user, taken_over.user)
    assert opened_by(shared.case, taken_over) == WHOLE


def test_the_printed_key_hands_over_without_letting_anybody_else_in(shared, alice, bob, carl):
    pair = keys.generate_keypair()
    Keyring.update(recovery_public=pair.public).execute()
    CaseKey.delete().where(CaseKey.holder == "recovery").execute()
    opening.seal(shared.case, shared.opened.key, "recovery", pair.public)
    taken_over = reset(bob)
    assert recovery.hand_over(pair.private, alice.user, carl.user) == (1, 1)
    assert taken_over.open(shared.case) is None
    assert opened_by(shared.case, carl) == WHOLE


def test_a_circle_opens_again_for_who_was_let_onto_the_case_again(shared, circle, alice, bob, carl):
    again = reset(bob)
    circles.change(shared.case, shared.opened, alice.user, circle, [again.user])
    assert not CaseKey.select().where(CaseKey.public == again.user.public_key).exists()
    work.share(shared.case, shared.opened, alice.user, again.user)
    assert in_circle(shared.case, again) == []
    mine = circles.mine(shared.case, shared.opened, alice.user, alice.private)[circle.row.id]
    circles.change(shared.case, shared.opened, alice.user, mine, [again.user])
    assert in_circle(shared.case, again) == in_circle(shared.case, alice) == ["In de kring"]


def test_a_new_circle_is_sealed_to_nobody_who_cannot_open_the_case(shared, alice, bob):
    taken_over = reset(bob)
    circles.begin(shared.case, shared.opened, alice.user, "psy", [taken_over.user])
    assert not CaseKey.select().where(CaseKey.public == taken_over.user.public_key).exists()


def test_the_last_who_opens_a_case_does_not_leave_it(shared, alice, bob, carl):
    reset(alice)
    teams.leave(shared.case, shared.opened, carl.user, carl.private, carl.user)
    with pytest.raises(CaseError, match="Nobody else"):
        teams.leave(Case.get(), bob.open(shared.case), bob.user, bob.private, bob.user)
    assert opened_by(shared.case, bob) == WHOLE


def test_the_printed_key_lets_somebody_into_the_circles_again_too(shared, circle, alice, bob):
    pair = keys.generate_keypair()
    for row, key in ((shared.case, shared.opened), (circle.row, circle.opened)):
        CaseKey.delete().where(CaseKey.case_uuid == row.uuid, CaseKey.holder == "recovery").execute()
        opening.seal(row, key.key, "recovery", pair.public)
    again = reset(alice)
    assert recovery.admit(pair.private, again.user) == 1
    assert in_circle(shared.case, again) == ["In de kring"]


def test_the_printed_key_seals_anew_what_is_damaged(shared, circle, alice):
    pair = keys.generate_keypair()
    for row, key in ((shared.case, shared.opened), (circle.row, circle.opened)):
        CaseKey.delete().where(CaseKey.case_uuid == row.uuid, CaseKey.holder == "recovery").execute()
        opening.seal(row, key.key, "recovery", pair.public)
    CaseKey.update(sealed=b"x" * 80).where(CaseKey.holder == alice.user.uuid).execute()
    assert opened_by(shared.case, alice) != WHOLE
    assert recovery.admit(pair.private, alice.user) == 1
    assert opened_by(shared.case, alice) == WHOLE
    assert in_circle(shared.case, alice) == ["In de kring"]
