"""Several windows on one draft, and a window whose answer was lost: nothing that was typed goes away."""

from datetime import date

import pytest

from app.cases import circles, drafts, notes, teams, work
from app.cases.errors import CaseError
from app.cases.models import Draft, LooseDraft, Note, Task
from app.cases.notes import Content

ONE, TWO = (f"22222222-aaaa-4aaa-8aaa-{number:012}" for number in (1, 2))


def typing(case, who, fields, base, window):
    return drafts.save(case.case, case.opened, who.user, who.private, fields, base, window)


def words(case, note):
    return case.opened.show("note", note.uuid, "text", Note.get_by_id(note.id).text)


def test_what_is_added_after_a_lost_answer_corrects_the_note(case, alice):
    first = Content("Belde\n/taak terugbellen", task="Brief", window=ONE)
    note = notes.add_note(case.case, case.opened, alice.user, first)
    typing(case, alice, {"text": "Belde\n/taak terugbellen\nEn nog een alinea"}, 0, ONE)
    assert drafts.of(case.case, case.opened, alice.user).text.endswith("alinea"), (
        "the draft says something new"
    )
    more = Content("Belde\n/taak terugbellen\nEn nog een alinea\n/taak OCMW", task="Brief", window=ONE)
    assert notes.add_note(case.case, case.opened, alice.user, more).id == note.id
    assert words(case, note) == "Belde\n☐ terugbellen\nEn nog een alinea\n☐ OCMW"
    older = [facts["text"] for _at, facts in notes.versions({note.id: case.opened})[note.id]]
    assert older == ["Belde\n☐ terugbellen"]
    asked = sorted(case.opened.show("task", row.uuid, "words", row.words) for row in Task.select())
    assert asked == ["Brief", "OCMW", "terugbellen"]
    assert Draft.select().count() == 0


def test_minutes_that_are_added_after_a_lost_answer_are_there_too(case, alice):
    note = notes.add_note(case.case, case.opened, alice.user, Content("Belde", window=ONE))
    typing(case, alice, {"text": "Belde", "minutes": "25"}, 0, ONE)
    assert Draft.select().count() == 1
    notes.add_note(case.case, case.opened, alice.user, Content("Belde", minutes=25, window=ONE))
    assert Note.get_by_id(note.id).minutes == 25
    assert Draft.select().count() == 0


def test_a_second_sending_for_other_readers_is_a_note_of_its_own(case, alice, bob):
    work.share(case.case, case.opened, alice.user, bob.user)
    note = notes.add_note(case.case, case.opened, alice.user, Content("Belde", window=ONE))
    own = circles.own(case.case, case.opened, alice.user, alice.private)
    private = notes.add_note(case.case, case.opened, alice.user, Content("Belde, en geheim", window=ONE), own)
    assert words(case, note) == "Belde"
    assert own.opened.show("note", private.uuid, "text", private.text) == "Belde, en geheim"
    notes.add_note(case.case, case.opened, bob.user, Content("Van Bob", window=ONE))
    assert Note.select().count() == 3
    # The late draft of a note that the team does not read is known as well.
    own_note = notes.add_note(case.case, case.opened, alice.user, Content("Alleen ik", window=TWO), own)
    typing(case, alice, {"text": "Alleen", "circle": "private"}, 0, own_note.uuid)
    assert Draft.select().count() == 0


@pytest.mark.parametrize(
    "fields", [{"task": "Brief"}, {"due": "2026-12-01"}, {"minutes": "25"}, {"interventions": ["1"]}]
)
def test_any_field_alone_is_a_draft(case, alice, fields):
    kept = typing(case, alice, fields, 0, ONE)
    assert kept.holds
    loose = drafts.save_loose(alice.user, alice.private, fields, 0, ONE)
    started = LooseDraft.get().started
    assert drafts.begin_loose(alice.user, alice.private).fields == loose.fields
    assert LooseDraft.get().started == started
    with pytest.raises(CaseError, match="still a draft open"):
        teams._nothing_open(case.case, case.opened, alice.user)
    assert not drafts.Kept({"window": ONE, "left": TWO, "text": "  \n", "others": {}}).holds
    # Another window that did not see it does not write over it.
    kept = typing(case, alice, {"text": "Iets anders"}, 0, TWO)
    assert kept.aside == {ONE: fields}


def test_what_another_window_typed_goes_behind_with_its_task_and_day(case, alice):
    typing(case, alice, {"text": "Een", "task": "Brief", "due": "2026-12-01", "domains": ["1"]}, 0, ONE)
    typing(case, alice, {"text": "Twee", "task": "Bellen", "domains": ["2"]}, 0, TWO)
    fields = {"text": "Twee", "task": "Bellen", "domains": ["2"]}
    drafts.send(case.case, case.opened, alice.user, fields, 2, TWO, ONE, "")
    kept = drafts.of(case.case, case.opened, alice.user)
    assert kept.text == "Twee\n\nEen\n/task Brief 2026-12-01"
    assert (kept.fields["task"], kept.fields["domains"], kept.others) == ("Bellen", ["2", "1"], {})
    assert "due" not in kept.fields
    note = notes.add_note(case.case, case.opened, alice.user, Content(kept.text, task="Bellen", window=TWO))
    assert note.id
    days = {case.opened.show("task", row.uuid, "words", row.words): row.due for row in Task.select()}
    assert days == {"Brief": date(2026, 12, 1), "Bellen": None}


def test_saving_in_one_window_leaves_the_task_of_another(case, alice):
    typing(case, alice, {"task": "Brief"}, 0, ONE)
    typing(case, alice, {"text": "Twee"}, 0, TWO)
    notes.add_note(case.case, case.opened, alice.user, Content("Twee", window=TWO))
    kept = drafts.of(case.case, case.opened, alice.user)
    assert kept.fields["task"] == "Brief"
    assert kept.line == "Brief"


def test_texts_that_were_set_aside_by_an_earlier_version_are_still_there():
    kept = drafts.Kept({"text": "Mijn", "window": TWO, "others": {ONE: "De andere"}}, 4)
    assert kept.aside == {ONE: {"text": "De andere"}}
