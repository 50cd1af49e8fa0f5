"""Who leaves a case takes no key along that still opens anything; who gets it finds everything."""

import pytest

from app.auth.models import Keyring, User
from app.cases import (
    circles,
    conferences,
    drafts,
    notes,
    partners,
    people,
    recovery,
    tasks,
    teams,
    work,
)  # fmt: skip
from app.cases.errors import CaseError, KeyMoved
from app.cases.models import HIDDEN, Case, CaseKey, Member, Note, NoteVersion, Task
from app.cases.notes import Content
from app.vault import keys
from app.vault.errors import VaultError
from tests.cases.conftest import someone


@pytest.fixture
def carl(base):
    return someone("carl", "caseworker")


@pytest.fixture
def shared(case, alice, bob):
    """Alice's case with Bob as deputy, and something in each of its tables."""
    work.share(case.case, case.opened, alice.user, bob.user, "deputy")
    fill(case, alice)
    return case


def fill(case, alice):
    row, opened = case.case, case.opened
    people.save_client(row, opened, alice.user, {"name": "Maria"})
    partners.save(row, opened, alice.user, None, {"name": "Meester Janssens"})
    note = notes.add_note(row, opened, alice.user, Content("Eerste versie"))
    notes.correct(row, opened, note, alice.user, Content("Tweede versie"), opened)
    tasks.add_task(row, opened, alice.user, "Bellen", None, holder=alice.user)
    given = {"on": "2026-01-05", "participants": "Wij", "decisions": "Samen", "told": "on"}
    conferences.hold(row, opened, alice.user, given)


def texts(case, opened):
    """Everything of a case that can be read with a key."""
    return (
        opened.show("case", case.uuid, "title", Case.get_by_id(case.id).title),
        people.client_of(case, opened)["name"],
        [line.facts["name"] for line in partners.of_case(case, opened)],
        [
            opened.show("note", row.uuid, "text", row.text)
            for row in Note.select().where(Note.circle.is_null())
        ],
        [opened.show_facts("version", row.uuid, row.facts)["text"] for row in NoteVersion.select()],
        [opened.show("task", row.uuid, "words", row.words) for row in Task.select().order_by(Task.id)][:1],
        [one.facts["decisions"] for one in conferences.of_case(case, opened)],
    )


WANTED = (
    "Zilverberk",
    "Maria",
    ["Meester Janssens"],
    ["Tweede versie"],
    ["Eerste versie"],
    ["Bellen"],
    ["Samen"],
)


def test_who_stays_reads_everything_and_who_left_nothing_with_any_key(shared, alice, bob):
    old = bob.open(shared.case)
    assert texts(shared.case, old) == WANTED
    teams.leave(shared.case, shared.opened, alice.user, alice.private, bob.user)
    assert texts(shared.case, alice.open(shared.case)) == WANTED
    assert bob.open(shared.case) is None
    assert CaseKey.select().where(CaseKey.holder == bob.user.uuid).count() == 0
    with pytest.raises(VaultError):
        texts(shared.case, old)  # the key that was taken along
    for name, (model, columns) in HIDDEN.items():
        for row in model.select():
            for column in columns:
                if getattr(row, column) is not None:
                    with pytest.raises(VaultError):
                        old.show(name, row.uuid, column, getattr(row, column))


def test_a_text_written_with_the_old_key_at_that_moment_is_refused_not_lost(shared, alice, bob):
    old = alice.open(shared.case)
    teams.leave(shared.case, shared.opened, alice.user, alice.private, bob.user)
    with pytest.raises((KeyMoved, VaultError)):
        notes.add_note(shared.case, old, alice.user, Content("Te laat"))
    with pytest.raises(KeyMoved):
        tasks.add_task(shared.case, old, alice.user, "Te laat", None)
    assert texts(shared.case, alice.open(shared.case)) == WANTED


def test_handing_over_gives_the_case_its_tasks_and_a_task_that_says_so(shared, alice, carl):
    teams.hand_over(
        shared.case, shared.opened, alice.user, alice.private, carl.user, stay=True, words="Lees de fiche"
    )
    parts = {row.user.email: row.part for row in Member.select()}
    assert parts == {
        "alice@example.org": "colleague",
        "bob@example.org": "deputy",
        "carl@example.org": "lead",
    }
    opened = carl.open(shared.case)
    mine = [opened.show("task", row.uuid, "words", row.words) for row in Task.select().where(
        Task.holder == carl.user)]  # fmt: skip
    assert mine == ["Bellen", "Lees de fiche"]
    assert texts(shared.case, alice.open(shared.case))[0] == "Zilverberk"


def test_handing_over_without_staying_takes_the_key_away(shared, alice, carl):
    teams.hand_over(shared.case, shared.opened, alice.user, alice.private, carl.user, stay=False)
    assert alice.open(shared.case) is None
    assert texts(shared.case, carl.open(shared.case)) == WANTED
    assert not Member.select().where(Member.user == alice.user).exists()


def test_an_open_draft_keeps_its_author_on_the_case(shared, alice, bob, carl):
    drafts.save(shared.case, shared.opened, alice.user, alice.private, {"text": "Nog niet af"}, 0)
    with pytest.raises(CaseError, match="draft"):
        teams.hand_over(shared.case, shared.opened, alice.user, alice.private, carl.user, stay=False)
    assert teams.part_of(shared.case, alice.user) == "lead"
    teams.hand_over(shared.case, shared.opened, alice.user, alice.private, carl.user, stay=True)
    assert drafts.of(shared.case, shared.opened, alice.user).text == "Nog niet af"


def test_a_deputy_takes_over_and_a_colleague_does_not(shared, alice, bob, carl):
    work.share(shared.case, shared.opened, alice.user, carl.user)
    with pytest.raises(CaseError):
        teams.hand_over(shared.case, carl.open(shared.case), carl.user, carl.private, carl.user, stay=True)
    with pytest.raises(CaseError):
        teams.hand_over(shared.case, bob.open(shared.case), bob.user, bob.private, carl.user, stay=True)
    teams.hand_over(shared.case, bob.open(shared.case), bob.user, bob.private, bob.user, stay=False)
    assert teams.part_of(shared.case, bob.user) == "lead"
    assert teams.part_of(shared.case, alice.user) == "colleague"


def test_nobody_is_given_a_case_who_does_not_work_on_cases(shared, alice, base):
    dora, gone = someone("dora", "administrator"), someone("gone", "caseworker")
    User.update(active=False).where(User.id == gone.user.id).execute()
    for other in (dora.user, User.get_by_id(gone.user.id), alice.user):
        with pytest.raises(CaseError):
            teams.hand_over(shared.case, shared.opened, alice.user, alice.private, other, stay=True)


def test_the_lead_does_not_leave_and_a_colleague_takes_nobody_off(shared, alice, bob):
    with pytest.raises(CaseError):
        teams.leave(shared.case, shared.opened, alice.user, alice.private, alice.user)
    with pytest.raises(CaseError):
        teams.leave(shared.case, bob.open(shared.case), bob.user, bob.private, alice.user)


def circle_notes(circle, key):
    return [
        key.show("note", row.uuid, "text", row.text) for row in Note.select().where(Note.circle == circle)
    ]


def test_who_leaves_a_circle_or_its_case_reads_nothing_of_it_any_more(shared, alice, bob, carl):
    work.share(shared.case, shared.opened, alice.user, carl.user)
    made = circles.begin(shared.case, shared.opened, alice.user, "Psychologen", [bob.user, carl.user])
    notes.add_note(shared.case, shared.opened, alice.user, Content("Onder ons"), made)
    old = circles.mine(shared.case, bob.open(shared.case), bob.user, bob.private)[made.row.id]
    circles.change(shared.case, shared.opened, alice.user, made, [carl.user])
    assert circles.mine(shared.case, bob.open(shared.case), bob.user, bob.private) == {}
    with pytest.raises(VaultError):
        circle_notes(made.row, old.opened)
    opened = alice.open(shared.case)
    teams.leave(shared.case, opened, alice.user, alice.private, carl.user)
    opened = alice.open(shared.case)
    mine = circles.mine(shared.case, opened, alice.user, alice.private)[made.row.id]
    assert mine.name == "Psychologen"
    assert circle_notes(made.row, mine.opened) == ["Onder ons"]
    assert CaseKey.select().where(CaseKey.holder == carl.user.uuid).count() == 0


def test_only_its_owner_changes_a_circle_and_only_within_the_team(shared, alice, bob, carl):
    made = circles.begin(shared.case, shared.opened, alice.user, "Wij", [bob.user])
    theirs = circles.mine(shared.case, bob.open(shared.case), bob.user, bob.private)[made.row.id]
    with pytest.raises(CaseError):
        circles.change(shared.case, bob.open(shared.case), bob.user, theirs, [bob.user])
    with pytest.raises(CaseError):
        circles.change(shared.case, shared.opened, alice.user, made, [carl.user])


def test_a_private_note_stays_with_the_case_for_subject_access_after_its_author_left(shared, alice, bob):
    private = circles.own(shared.case, bob.open(shared.case), bob.user, bob.private)
    notes.add_note(shared.case, bob.open(shared.case), bob.user, Content("Alleen ik"), private)
    teams.leave(shared.case, shared.opened, alice.user, alice.private, bob.user)
    assert circles.mine(shared.case, alice.open(shared.case), alice.user, alice.private) == {}
    assert (
        CaseKey.select().where(CaseKey.case_uuid == private.row.uuid, CaseKey.holder == "recovery").exists()
    )


def test_the_printed_key_hands_over_all_cases_of_somebody_who_is_gone(alice, bob, base):
    pair = keys.generate_keypair()
    Keyring.update(recovery_public=pair.public).execute()
    row, opened = work.open_case(alice.user, "Zilverberk")
    other, _other = work.open_case(alice.user, "Linde")
    work.share(row, opened, alice.user, bob.user, "deputy")
    assert recovery.hand_over(pair.private, alice.user, bob.user) == (2, 2)
    for case in (row, other):
        assert bob.open(case).show("case", case.uuid, "title", Case.get_by_id(case.id).title)
        assert alice.open(case) is None
    assert recovery.open_all(pair.private)[1] == 2
    assert len(recovery.open_all(pair.private)[0]) == 2


def test_a_circle_outlives_a_hand_over_with_the_printed_key_for_those_who_are_left(alice, bob, carl, base):
    pair = keys.generate_keypair()
    Keyring.update(recovery_public=pair.public).execute()
    row, opened = work.open_case(alice.user, "Zilverberk")
    work.share(row, opened, alice.user, carl.user, "colleague")
    made = circles.begin(row, opened, alice.user, "Psychologen", [carl.user])
    notes.add_note(row, opened, alice.user, Content("Onder ons"), made)
    recovery.hand_over(pair.private, alice.user, bob.user)
    mine = circles.mine(row, carl.open(row), carl.user, carl.private)[made.row.id]
    assert (mine.name, circle_notes(made.row, mine.opened)) == ("Psychologen", ["Onder ons"])
    assert mine.row.owner_id == carl.user.id  # somebody decides again who reads it
    notes.add_note(row, carl.open(row), carl.user, Content("Later"), mine)
    with pytest.raises(VaultError):
        circle_notes(made.row, made.opened)
    assert circles.mine(row, bob.open(row), bob.user, bob.private) == {}
    assert not CaseKey.select().where(CaseKey.holder == alice.user.uuid).exists()
