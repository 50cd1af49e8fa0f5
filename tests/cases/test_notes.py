"""Notes: what a text asks for by itself, what stays with a note, and what a correction keeps."""

import time
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases import circles, clock, consent, desk, drafts, mentions, notes, partners, people, work
from app.cases.custody import Period
from app.cases.errors import CaseError
from app.cases.models import Draft, Note, NoteVersion, Person, Task
from app.cases.notes import Content
from app.cases.overtaken import fingerprint
from app.cases.quick import day_of, take_tasks
from app.cases.snippet_texts import HOUSE
from app.vault.errors import Tampered
from directory.models import Service

TODAY = date(2026, 11, 24)  # a Tuesday
NOON = datetime(2026, 11, 24, 11, 0)  # in UTC


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("morgen", date(2026, 11, 25)), ("demain", date(2026, 11, 25)), ("overmorgen", date(2026, 11, 26)),
        ("Vrijdag", date(2026, 11, 27)), ("mardi", date(2026, 12, 1)), ("+10", date(2026, 12, 4)),
        ("2/3", date(2027, 3, 2)), ("24.12", date(2026, 12, 24)), ("1/2/2027", date(2027, 2, 1)),
        ("2026-12-01", date(2026, 12, 1)), ("31/2", None), ("2026-02-31", None), ("huur", None),
        ("29/2", None), ("morgen.", date(2026, 11, 25)), ("aujourd’hui !", TODAY),
        ("12 décembre", date(2026, 12, 12)), ("1er févr.", date(2027, 2, 1)),
        ("3 mrt 2027", date(2027, 3, 3)),
        ("December 12th", date(2026, 12, 12)), ("12/03/27", date(2027, 3, 12)),
        ("12 maart 27", date(2027, 3, 12)),
        ("31 februari", None),
        ("lundi prochain", date(2026, 11, 30)), ("volgende week", date(2026, 12, 1)),
        ("dans 3 jours", date(2026, 11, 27)), ("over een week", date(2026, 12, 1)), ("12 huizen", None),
        ("in 3 kamers", None), ("fils prochain", None),
        ("deze week", date(2026, 11, 27)), ("fin de semaine", date(2026, 11, 27)),
        ("volgende maand", date(2026, 12, 24)), ("dans quinze jours", date(2026, 12, 9)),
        ("over 2 maanden", date(2027, 1, 24)), ("fin du mois", date(2026, 11, 30)),
        ("fin du mois prochain", date(2026, 12, 31)), ("eind januari", date(2027, 1, 31)),
        ("mi-février", date(2027, 2, 15)), ("begin november", date(2027, 11, 1)),
        ("end of February", date(2027, 2, 28)), ("half deze maand", None), ("begin de les", None),
        ("ce soir", TODAY), ("zaterdagavond", date(2026, 11, 28)),
    ],
)  # fmt: skip
def test_a_word_at_the_end_of_a_task_may_be_its_day(word, day):
    assert day_of(word, TODAY) == day


@given(st.text(max_size=200), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_no_text_breaks_the_reading_of_tasks_and_the_other_lines_stay(text, today):
    kept, found = take_tasks(text, datetime.combine(today, datetime.min.time()))
    plain = [line for line in text.split("\n") if not line.strip().lower().startswith("/")]
    assert [line for line in kept.split("\n") if line in plain] == [line for line in plain if line in kept]
    assert len(kept.split("\n")) == len(text.split("\n"))
    assert all(words for words, _due in found)


@pytest.mark.parametrize(("on", "ends"), [("2026-11-27", "2026-11-27"), ("2026-11-28", "2026-11-29")])
def test_the_week_of_a_task_ends_on_friday_and_in_the_weekend_with_it(on, ends):
    assert day_of("cette semaine", date.fromisoformat(on)) == date.fromisoformat(ends)


def test_a_task_line_makes_a_dated_task_in_three_languages(case, alice):
    text = "Belde\n/taak OCMW bellen morgen\n/tâche rappeler l'avocat\nEinde"
    note = notes.add_note(case.case, case.opened, alice.user, Content(text))
    rows = {case.opened.show("task", row.uuid, "words", row.words): row.due for row in Task.select()}
    assert rows == {"OCMW bellen": clock.today() + timedelta(days=1), "rappeler l'avocat": None}
    shown = case.opened.show("note", note.uuid, "text", note.text)
    assert shown == "Belde\n☐ OCMW bellen morgen\n☐ rappeler l'avocat\nEinde"


@pytest.mark.parametrize(
    ("line", "words", "due"),
    [
        ("/taak bel terug morgen.", "bel terug", date(2026, 11, 25)),
        ("/Taak: huur bellen vrijdag", "huur bellen", date(2026, 11, 27)),
        ("- /tâche appeler l’école lundi prochain", "appeler l’école", date(2026, 11, 30)),
        ("/task  write  the bank on 3 March 2027", "write  the bank", date(2027, 3, 3)),
        ("/taak bellen vr 4/12", "bellen", date(2026, 12, 4)),
        ("/taak huisbaas bellen tegen vrijdag", "huisbaas bellen", date(2026, 11, 27)),
        ("/taak brief uiterlijk op maandag 30/11", "brief", date(2026, 11, 30)),
        ("/tâche trouver un avocat la semaine prochaine", "trouver un avocat", date(2026, 12, 1)),
        ("/tâche rappeler d’ici le 12 décembre", "rappeler", date(2026, 12, 12)),
        ("/tâche envoyer vendredi au plus tard", "envoyer", date(2026, 11, 27)),
        ("/task call the bank before Friday", "call the bank", date(2026, 11, 27)),
        ("/task call at the end of this week", "call", date(2026, 11, 27)),
        ("/taak bellen morgen om 10u30", "bellen om 10u30", date(2026, 11, 25)),
        ("/tâche le greffe demain matin", "le greffe, matin", date(2026, 11, 25)),
        ("/taak bezoek vrijdag namiddag", "bezoek vrijdag namiddag", date(2026, 11, 27)),
        ("/taak bellen vanaf maandag", "bellen vanaf maandag", date(2026, 11, 30)),
        ("/tâche préparer la réunion de lundi", "préparer la réunion de lundi", date(2026, 11, 30)),
        ("/taak ziek sinds maandag", "ziek sinds maandag", None),
        ("/taak brief voor de rechter", "brief voor de rechter", None),
        ("/tâche le bus de midi", "le bus de midi", None),
        ("/taak tegen vrijdag", "tegen vrijdag", None),
        ("/taak morgen", "morgen", None),
        ("/taak 12 december", "12 december", None),
        ("/tachemorgen", None, None),
    ],
)
def test_a_task_line_is_read_as_it_is_typed(line, words, due):
    assert take_tasks(line, NOON)[1] == ([(words, due)] if words else [])


@pytest.mark.parametrize("word", ["31/02", "31 februari.", "12/13/26", "2026-02-30"])
def test_a_day_that_cannot_be_is_refused_and_not_dropped(case, alice, word):
    with pytest.raises(CaseError, match="cannot be the day"):
        notes.add_note(case.case, case.opened, alice.user, Content(f"/taak huur {word}"))


def test_phase_profile_and_language_of_the_day_stay_with_the_note(case, alice):
    desk.choose(alice.user, "criminologist")
    people.save_client(case.case, case.opened, alice.user, {"language": "ar"})
    row = Person(case=case.case, kind="linked")
    people.save_person(case.case, case.opened, alice.user, row, {"relation": "spouse"})
    people.add_period(case.case, case.opened, alice.user, row, Period("remand", date(2024, 3, 1)))
    notes.add_note(case.case, case.opened, alice.user, Content("x"))
    people.add_period(case.case, case.opened, alice.user, row, Period("free", date(2024, 6, 1)))
    desk.choose(alice.user, "jurist")
    seen = fingerprint({"language": "ar"})
    people.save_client(case.case, case.opened, alice.user, {"language": "nl", "seen": seen})
    notes.add_note(case.case, case.opened, alice.user, Content("y"))
    found = [(note.phase, note.profile, note.language) for note in Note.select().order_by(Note.id)]
    assert found == [("during", "criminologist", "ar"), ("after", "jurist", "nl")]


def test_a_mention_leads_to_a_sheet_a_partner_or_a_colleague_also_after_a_new_name(case, alice, bob):
    sheet = Service.get(Service.external_id == "ocmw-1080")
    partners.save(case.case, case.opened, alice.user, None, {"name": "School", "person": "Mevrouw Peeters"})
    text = f"Met @[{sheet.name_nl}] en @[Mevrouw Peeters], en @[Bob]; @[Niemand]"
    note = notes.add_note(case.case, case.opened, alice.user, Content(text))
    Service.update(name_nl="Anders").where(Service.id == sheet.id).execute()
    links = case.opened.show_facts("note", note.uuid, Note.get().links, "links")
    cut = mentions.pieces(text, links)
    assert "".join(piece.text for piece in cut) == text.replace("[", "").replace("]", "")
    assert [piece.kind for piece in cut if piece.text.startswith("@")] == [
        "sheet",
        "partner",
        "colleague",
        "",
    ]
    assert links[sheet.name_nl] == "sheet:ocmw-1080"


def test_a_correction_is_a_new_version_and_the_old_one_stays_readable(case, alice, bob):
    note = notes.add_note(case.case, case.opened, alice.user, Content("Eerste", minutes=10))
    notes.correct(case.case, case.opened, note, alice.user, Content("Tweede", minutes=20), case.opened)
    notes.correct(case.case, case.opened, note, alice.user, Content("Derde"), case.opened)
    older = [facts["text"] for _at, facts in notes.versions({note.id: case.opened})[note.id]]
    assert older == ["Tweede", "Eerste"]
    assert case.opened.show("note", note.uuid, "text", Note.get().text) == "Derde"
    with pytest.raises(CaseError, match="Only the author"):
        notes.correct(case.case, case.opened, note, bob.user, Content("Van een ander"), case.opened)
    with pytest.raises(CaseError):
        notes.correct(case.case, case.opened, note, alice.user, Content(" "), case.opened)
    assert NoteVersion.select().count() == 2


def test_a_draft_keeps_every_field_and_goes_with_the_note(case, alice):
    drafts.save(case.case, case.opened, alice.user, alice.private, {"text": "Half", "minutes": "5"}, 0, ONE)
    kept = drafts.of(case.case, case.opened, alice.user)
    assert kept.fields == {"text": "Half", "minutes": "5", "window": ONE}
    notes.add_note(case.case, case.opened, alice.user, Content("Half en af", window=ONE))
    assert Draft.select().count() == 0


ONE, TWO, THREE = (f"11111111-aaaa-4aaa-8aaa-{number:012}" for number in (1, 2, 3))


def texts(others):
    return [one["text"] for one in others.values()]


@given(st.lists(st.tuples(st.sampled_from([ONE, TWO, THREE]), st.text("ab", min_size=1)), max_size=12))
def test_whatever_the_order_each_window_finds_its_last_text_kept(typed):
    kept, last = drafts.Kept(), {}
    for window, text in typed:
        fields = drafts.merged(kept, {"text": text}, 0, window)
        kept, last[window] = drafts.Kept(fields, kept.version + 1), text
        assert set(last.values()) <= {kept.text, *texts(kept.others)}
    saved = set()  # what stands in a note needs no draft
    while kept is not None and last:
        window = kept.fields["window"]
        saved.add(text := last.pop(window))
        rest = drafts.left_behind(kept, window, {"text": text})
        kept = drafts.Kept(rest, kept.version + 1) if rest else None
        shown = {kept.text, *texts(kept.others)} if kept else set()
        assert set(last.values()) - saved <= shown


def test_what_a_window_still_had_on_its_way_does_not_undo_what_it_sent():
    kept = drafts.Kept({"text": "Mijn tekst", "window": TWO, "others": {ONE: "De andere"}}, 4)
    kept = drafts.Kept(drafts.sent(kept, {"text": "Mijn tekst"}, 4, TWO, ONE, ""), 5)
    assert (kept.text, kept.others) == ("Mijn tekst\n\nDe andere", {})
    kept = drafts.Kept(drafts.merged(kept, {"text": "Mijn tek"}, 4, TWO), 6)  # typed a moment before
    assert (kept.text, kept.aside) == ("Mijn tekst\n\nDe andere", {})
    # The page came back and something was typed in it: both stand there.
    kept = drafts.Kept(drafts.merged(kept, {"text": "Mijn tekst, verder"}, 4, TWO), 7)
    assert kept.text == "Mijn tekst, verder"
    assert texts(kept.aside) == ["Mijn tekst\n\nDe andere"]


def test_what_comes_late_is_known_as_late_after_the_next_page_has_typed_on():
    kept = drafts.Kept({"text": "Mijn tekst", "window": TWO}, 4)
    kept = drafts.Kept(drafts.sent(kept, {"text": "Mijn tekst\n\nSjabloon"}, 4, TWO, "", ""), 5)
    kept = drafts.Kept(drafts.merged(kept, {"text": "Mijn tekst\n\nSjabloon, verder"}, 5, THREE), 6)
    kept = drafts.Kept(drafts.merged(kept, {"text": "Mijn tekst"}, 4, TWO), 7)
    assert (kept.text, kept.aside) == ("Mijn tekst\n\nSjabloon, verder", {})


def test_a_note_that_is_sent_twice_is_one_note_and_its_late_draft_does_not_come_back(case, alice):
    content = Content("Belde\n/taak terugbellen", window=ONE)
    first = notes.add_note(case.case, case.opened, alice.user, content)
    assert notes.add_note(case.case, case.opened, alice.user, content).id == first.id
    assert (Note.select().count(), Task.select().count()) == (1, 1)
    drafts.save(case.case, case.opened, alice.user, alice.private, {"text": "Belde"}, 0, ONE)
    assert Draft.select().count() == 0


def test_one_tap_beside_a_text_leaves_the_text(case, alice):
    drafts.save(case.case, case.opened, alice.user, alice.private, {"text": "Nog niet af"}, 0, ONE)
    notes.add_note(case.case, case.opened, alice.user, Content(interventions=["1"]))
    assert drafts.of(case.case, case.opened, alice.user).text == "Nog niet af"


def test_a_note_about_the_linked_persons_own_support_needs_his_agreement(case, alice):
    content = Content("Zijn plannen", kind=notes.LINKED_SUPPORT)
    with pytest.raises(CaseError, match="has not agreed"):
        notes.add_note(case.case, case.opened, alice.user, content)
    row = Person(case=case.case, kind="linked")
    people.save_person(case.case, case.opened, alice.user, row, {"relation": "spouse"})
    consent.give(case.case, case.opened, alice.user, "linked", ["support"], "oral", clock.today(), person=row)
    assert notes.add_note(case.case, case.opened, alice.user, content).kind == notes.LINKED_SUPPORT


def test_a_private_note_opens_for_its_author_alone(case, alice, bob):
    from app.cases import work

    work.share(case.case, case.opened, alice.user, bob.user)
    own = circles.own(case.case, case.opened, alice.user, alice.private)
    note = notes.add_note(case.case, case.opened, alice.user, Content("Alleen ik"), own)
    assert own.opened.show("note", note.uuid, "text", note.text) == "Alleen ik"
    assert circles.mine(case.case, case.opened, bob.user, bob.private) == {}
    again = circles.own(case.case, case.opened, alice.user, alice.private)
    assert again.row == own.row


def test_a_draft_opens_for_its_author_alone(case, alice, bob):
    work.share(case.case, case.opened, alice.user, bob.user)
    typed = {"text": "Alleen ik", "circle": "private"}
    drafts.save(case.case, case.opened, alice.user, alice.private, typed, 0)
    row = Draft.get()
    theirs = bob.open(case.case)
    for key in (theirs, theirs.alone(), case.opened):
        with pytest.raises(Tampered):
            key.show("draft", row.uuid, "text", row.text)
    assert drafts.of(case.case, case.opened, alice.user).fields["circle"] == "private"


def test_a_draft_of_before_opens_and_is_its_authors_alone_from_then_on(case, alice):
    row = Draft(case=case.case, author=alice.user, version=3)
    row.text = case.opened.hide("draft", row.uuid, "text", '{"text": "Van vroeger"}')
    row.save(force_insert=True)
    kept = drafts.of(case.case, case.opened, alice.user)
    assert (kept.text, kept.version) == ("Van vroeger", 3)
    with pytest.raises(Tampered):
        case.opened.show("draft", row.uuid, "text", Draft.get().text)
    assert drafts.of(case.case, case.opened, alice.user) == kept


def test_a_draft_of_a_key_that_was_replaced_shuts_nothing_and_is_typed_over(case, alice):
    drafts.save(case.case, case.opened, alice.user, alice.private, {"text": "Van vroeger"}, 0)
    other = replace(case.opened, own=b"2" * 32)
    kept = drafts.of(case.case, other, alice.user)
    assert (kept.text, kept.version) == ("", 1)
    drafts.save(case.case, other, alice.user, alice.private, {"text": "Nieuw"}, 1)
    assert drafts.of(case.case, other, alice.user).text == "Nieuw"


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_the_texts_to_insert_are_whole_in_each_language_with_its_apostrophe(lang):
    for code, texts in HOUSE.items():
        title, text = texts[lang]
        assert title, code
        assert text, code
        assert lang == "en" or "'" not in title + text, code


def test_a_line_of_many_words_that_lead_to_a_day_is_read_at_once():
    begun = time.process_time()
    _text, [(_words, due)] = take_tasks("/taak Bellen " + "de " * 15_000 + "12/3", datetime(2026, 12, 1))
    assert due == date(2027, 3, 12)
    assert time.process_time() - begun < 2


def test_a_note_written_the_next_day_is_of_the_day_of_its_contact_and_of_its_phase(case, alice):
    today, before = clock.today(), clock.today() - timedelta(days=3)
    son = Person(case=case.case, kind="linked")
    people.save_person(case.case, case.opened, alice.user, son, {"relation": "child_minor"})
    people.add_period(case.case, case.opened, alice.user, son, Period("arrested", today))
    note = notes.add_note(case.case, case.opened, alice.user, Content("Belde vrijdag", on=before))
    assert (clock.day_of(note.at), clock.day_of(note.written), note.phase) == (before, today, "before")
    # Corrected, it is of the day on which it was written; what it said before stays to be read.
    notes.correct(case.case, case.opened, note, alice.user, Content("Belde", on=today), case.opened)
    note = Note.get()
    assert (clock.day_of(note.at), note.written, note.phase) == (today, None, "during")
    [(_at, facts)] = notes.versions({note.id: case.opened})[note.id]
    assert facts["on"] == before.isoformat()
    with pytest.raises(CaseError):
        notes.correct(
            case.case, case.opened, note, alice.user, Content("x", on=today + timedelta(days=1)), case.opened
        )
