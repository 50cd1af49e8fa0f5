"""Notes and drafts through the browser's eyes: nothing that was typed is lost, in two windows or after the
session ended."""

import re
from datetime import timedelta

import pytest

from app.auth.models import Session
from app.cases import clock, counting
from app.cases.models import Case, Draft, LooseDraft, Note, NoteVersion, Task
from tests.web.conftest import send, token_of
from tests.web.test_cases import base_of, open_case, text_of


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice)


def test_a_note_needs_one_field_and_stands_on_the_timeline(alice, case):
    page = text_of(send(alice, f"{case}/notes", follow=True, text="Belde over het bezoek\nmorgen weer"))
    assert "Belde over het bezoek\nmorgen weer" in page


def test_a_listening_contact_needs_no_text_at_all(alice, case):
    assert send(alice, f"{case}/notes", interventions="1").status_code == 303
    assert Note.get().interventions == "1"


def test_an_empty_note_is_refused_and_the_form_comes_back_as_it_was_typed(alice, case):
    page = send(alice, f"{case}/notes", text="  ", minutes="12")
    assert page.status_code == 422
    assert 'value="12"' in text_of(page)
    page = send(alice, f"{case}/notes", text="Een lang gesprek", minutes="lang")
    assert page.status_code == 422
    assert "Een lang gesprek" in text_of(page)
    assert 'value="lang"' in text_of(page)
    assert Note.select().count() == 0


def test_unknown_codes_are_left_out_and_hostile_text_is_shown_as_text(alice, case):
    send(alice, f"{case}/notes", text="<script>alert(1)</script>\0", interventions="zzz", channel="zzz")
    page = text_of(alice.get(case))
    assert "&lt;script&gt;alert(1)" in page
    assert (Note.get().interventions, Note.get().channel) == ("", "")


def test_a_draft_is_on_the_server_and_comes_back_with_the_page(alice, case):
    page = alice.get(case)
    answer = send(alice, f"{case}/draft", text="Half een zin", base=base_of(page))
    assert answer.status_code == 200
    assert "Half een zin" in text_of(alice.get(case))


def test_the_draft_goes_when_the_note_is_committed_and_not_before(alice, case):
    send(alice, f"{case}/draft", text="Half een zin", base="0")
    assert send(alice, f"{case}/notes", text="Half een zin", minutes="x").status_code == 422
    assert Draft.select().count() == 1
    send(alice, f"{case}/notes", text="Half een zin")
    assert Draft.select().count() == 0


def test_two_windows_never_overwrite_each_other(alice, case):
    assert send(alice, f"{case}/draft", text="Uit het eerste venster", base="0").status_code == 200
    answer = send(alice, f"{case}/draft", text="Uit het tweede", base="0")
    assert "Uit het eerste venster" in text_of(answer)
    for text in ("Uit het eerste venster", "Uit het tweede"):
        assert text in text_of(alice.get(case))
    # Going on in the second window, the first text stays beside it until it is dealt with.
    answer = send(alice, f"{case}/draft", text="Uit het tweede, verder", base=base_of(answer))
    assert "Uit het eerste venster" in text_of(answer)
    other = re.search(r'name="append" value="([^"]+)"', text_of(answer)).group(1)
    form = {"text": "Uit het tweede, verder", "base": base_of(answer), "append": other}
    page = text_of(send(alice, f"{case}/insert", follow=True, **form))
    assert "Uit het tweede, verder\n\nUit het eerste venster</textarea>" in page
    assert 'name="append"' not in page


def test_saving_in_one_window_keeps_what_another_one_typed(alice, case):
    first = re.search(r'name="window" value="([^"]+)"', text_of(alice.get(case))).group(1)
    second = re.search(r'name="window" value="([^"]+)"', text_of(alice.get(case))).group(1)
    send(alice, f"{case}/draft", text="Uit het eerste", base="0", window=first)
    send(alice, f"{case}/draft", text="Uit het tweede", base="0", window=second)
    send(alice, f"{case}/notes", text="Uit het eerste", window=first)
    assert "Uit het tweede</textarea>" in text_of(alice.get(case))
    send(alice, f"{case}/notes", text="Uit het tweede", window=second)
    assert Draft.select().count() == 0


def test_a_note_from_anywhere_gets_its_case_afterwards(alice, case):
    page = text_of(alice.get("/cases/note"))
    window = re.search(r'name="window" value="([^"]+)"', page).group(1)
    send(alice, "/cases/note/draft", text="Belt over de huur", base="1", window=window)
    assert "Belt over de huur</textarea>" in text_of(alice.get("/cases/note"))
    assert send(alice, "/cases/note", text="Belt over de huur", window=window).status_code == 422
    form = {"text": "Belt over de huur", "window": window, "case": "new", "title": "Wilg"}
    saved = send(alice, "/cases/note", **form)
    assert "Belt over de huur" in text_of(alice.get(saved.location))
    # Sent twice: one case, one note, no draft.
    assert send(alice, "/cases/note", **form).location == saved.location
    assert (Case.select().count(), Note.select().count()) == (2, 1)
    assert "Belt over de huur" not in text_of(alice.get("/cases/note"))


def test_the_clock_of_an_empty_note_starts_anew_and_that_of_a_begun_one_goes_on(alice):
    alice.get("/cases/note")
    early = LooseDraft.get().started - timedelta(hours=3)
    LooseDraft.update(started=early).execute()
    alice.get("/cases/note")
    assert LooseDraft.get().started > early
    send(alice, "/cases/note/draft", text="Begonnen", base="2")
    LooseDraft.update(started=early).execute()
    alice.get("/cases/note")
    assert LooseDraft.get().started == early


def test_at_finds_a_sheet_before_a_case_is_chosen_and_no_partner_of_any_case(alice, bob, dora, case):
    send(alice, f"{case}/partners", name="Meester Zoé Vermeulen", role="lawyer")
    assert "OCMW" in text_of(send(alice, "/cases/note/mention", typed="ocmw molenbeek"))
    assert "Vermeulen" in text_of(send(alice, f"{case}/mention", typed="zoe verm"))
    assert "Vermeulen" not in text_of(send(alice, "/cases/note/mention", typed="verm"))
    assert send(dora, "/cases/note/mention", typed="ocmw").status_code == 404


def test_a_colleague_has_a_draft_of_his_own(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    send(alice, f"{case}/draft", text="Van Alice", base="0")
    page = bob.get(case)
    assert "Van Alice" not in text_of(page)
    assert send(bob, f"{case}/draft", text="Van Bob", base=base_of(page)).status_code == 200


def test_a_note_sent_after_the_session_ended_is_kept_through_signing_in(alice, case):
    token = token_of(alice.get(case))
    Session.update(revoked=True).execute()
    sent = alice.post(
        f"{case}/notes", data={"csrf_token": token, "text": "Niet kwijt", "domains": ["1", "2"]}
    )
    assert sent.status_code == 307
    page = alice.post(sent.location, data={"csrf_token": token, "text": "Niet kwijt", "domains": ["1", "2"]})
    form = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', text_of(page)))
    assert "Niet kwijt" not in text_of(page), "sealed to who typed it"
    form |= {"email": "alice@example.org", "password": "verkeerd verkeerd"}
    page = alice.post("/sign-in", data=form)
    assert page.status_code == 422
    assert form["kept_sealed"] in text_of(page)
    page = alice.post("/sign-in", data=form | {"password": "een lange zin hier"})
    assert f'action="{case}/notes"' in text_of(page)
    assert "Niet kwijt" in text_of(page)
    assert send(alice, f"{case}/notes", text="Niet kwijt").status_code == 303


def test_a_draft_sent_after_the_session_ended_stays_on_the_page(alice, case):
    token = token_of(alice.get(case))
    Session.update(revoked=True).execute()
    form = {"csrf_token": token, "text": "Half", "base": "0"}
    answer = alice.post(f"{case}/draft", data=form, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "HX-Redirect" not in answer.headers


def test_a_note_that_was_written_in_the_wrong_case_is_put_away_and_leaves_a_trace(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    send(alice, f"{case}/notes", text="De kwartelkoning", channel="phone", minutes="20")
    at = f"{case}/notes/{Note.get().uuid}"
    seen = re.search(r'name="seen" value="([^"]*)"', text_of(alice.get(at))).group(1)
    send(alice, at, text="Een andere kwartelkoning", seen=seen)
    assert send(bob, f"{at}/away").status_code == 422
    assert "kwartelkoning" in text_of(alice.get(at))
    assert send(alice, f"{at}/away").location == case
    for page in (alice.get(case), bob.get(case), alice.get(at), bob.get(f"{case}/handover")):
        assert "kwartelkoning" not in text_of(page)
    row = Note.get()
    assert (row.kind, row.minutes, row.channel) == ("mistake", None, "")
    assert NoteVersion.select().count() == 0
    trace = text_of(bob.get(case)).split('class="timeline"')[1]
    assert "alice@example.org" in trace
    assert at not in trace
    assert send(alice, at, text="Toch weer iets").status_code == 422
    assert list(counting.contacts(clock.today(), clock.today())) == []


ONE, TWO = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"
WHY, NO_MORE = "omdat het in het verkeerde dossier stond", "kan niet meer verbeterd worden"


def window_of(page):
    return re.search(r'name="window" value="([^"]+)"', text_of(page)).group(1)


@pytest.mark.parametrize("text", ["De kwartelkoning", "De kwartelkoning en meer"])
def test_the_window_of_a_note_that_was_put_away_says_so_and_makes_a_new_one_when_asked_again(
    alice, case, text
):
    """Its answer was lost, or it was sent from a tab that stood open: the text of the other client does not
    come back by itself, nothing typed is lost, and who means it saves it."""
    form = {"text": "De kwartelkoning", "minutes": "20", "window": ONE}
    send(alice, f"{case}/notes", **form)
    send(alice, f"{case}/notes/{Note.get().uuid}/away")
    page = send(alice, f"{case}/notes", **form | {"text": text})
    assert page.status_code == 422
    assert WHY in text_of(page)
    assert f"{text}</textarea>" in text_of(page)
    assert 'value="20"' in text_of(page)
    assert 'person" role="alert' not in text_of(page), "it is no text of another window"
    assert [(row.kind, row.minutes) for row in Note.select()] == [("mistake", None)]
    again = {"text": text, "window": window_of(page), "base": base_of(page)}
    assert again["window"] != ONE
    assert send(alice, f"{case}/notes", **form | again).status_code == 303
    assert [row.kind for row in Note.select().order_by(Note.id)] == ["mistake", ""]
    assert Draft.select().count() == 0


def test_so_it_is_with_a_note_that_was_written_without_a_case(alice):
    form = {"text": "De kwartelkoning", "window": ONE, "case": "new", "title": "Wilg"}
    case = send(alice, "/cases/note", **form).location
    send(alice, f"{case}/notes/{Note.get().uuid}/away")
    page = send(alice, "/cases/note", **form)
    assert (page.status_code, Case.select().count(), Note.select().count()) == (422, 1, 1)
    assert WHY in text_of(page)
    assert "De kwartelkoning</textarea>" in text_of(page)
    there = {"window": window_of(page), "base": base_of(page), "title": "", "case": case.rsplit("/", 1)[1]}
    assert send(alice, "/cases/note", **form | there).status_code == 303
    assert [row.kind for row in Note.select().order_by(Note.id)] == ["mistake", ""]
    assert LooseDraft.select().count() == 0


def test_a_correction_that_is_refused_says_why_and_shows_what_was_typed(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    send(alice, f"{case}/notes", text="De kwartelkoning")
    at = f"{case}/notes/{Note.get().uuid}"
    page = send(bob, at, text="Van Bob")
    assert page.status_code == 422
    assert "Alleen de auteur verbetert" in text_of(page)
    assert "Van Bob</textarea>" in text_of(page)
    seen = re.search(r'name="seen" value="([^"]*)"', text_of(alice.get(at))).group(1)
    send(alice, f"{at}/away")
    page = send(alice, at, text="Toch weer iets", seen=seen)
    assert page.status_code == 422
    assert NO_MORE in text_of(page)
    assert "Toch weer iets</textarea>" in text_of(page)
    assert "Alleen de auteur verbetert" not in text_of(page)


def test_one_note_makes_fifty_tasks_and_no_more(alice, case):
    answer = send(alice, f"{case}/notes", text="/taak bellen\n" * 51)
    assert (answer.status_code, Note.select().count(), Task.select().count()) == (422, 0, 0)
    assert text_of(answer).count("/taak bellen") == 51
    assert send(alice, f"{case}/notes", text="/taak bellen\n" * 50).status_code == 303
    assert Task.select().count() == 50


def _told(browser, answer):
    """What the next page says of a note that was saved, without its tags."""
    page = text_of(browser.get(answer.location))
    return " ".join(re.sub(r"<[^>]+>", " ", re.search(r'id="draft".*?</p>', page, re.S).group()).split())


def test_a_saved_note_says_once_which_tasks_it_made_and_for_which_day(alice, bob, charlie, case):
    today = clock.today()
    text = "Belde\n/taak attest vragen +3\n/taak school bellen ooit eens"
    answer = send(alice, f"{case}/notes", text=text, task="Huisbaas schrijven", due=today.isoformat())
    assert answer.location == case, "no word of it in the address"
    with alice.session_transaction() as cookie:
        assert "attest" not in str(dict(cookie))
    told = _told(alice, answer)
    for words, due in (("attest vragen", today + timedelta(days=3)), ("Huisbaas schrijven", today)):
        assert re.search(rf"{words} \w+ {due.day} ", told), told
    assert "school bellen ooit eens zonder dag" in told
    assert "attest" not in re.search(r"<title>.*?</title>", text_of(alice.get(case))).group()
    assert "attest" not in _told(alice, answer), "once"
    send(alice, f"{case}/team", email="bob@example.org")
    assert "attest" in _told(bob, send(bob, f"{case}/notes", text="x\n/taak attest halen"))
    assert charlie.get(case).status_code == 404
    assert "Taak" not in _told(alice, send(alice, f"{case}/notes", text="Zonder taak"))


def test_a_note_that_was_sent_twice_still_says_which_tasks_it_made(alice, case):
    page = text_of(alice.get("/cases/note"))
    window = re.search(r'name="window" value="([^"]+)"', page).group(1)
    form = {"text": "Belt\n/taak terugbellen morgen", "window": window, "case": case.rsplit("/", 1)[1]}
    send(alice, "/cases/note", **form)
    assert "terugbellen" in _told(alice, send(alice, "/cases/note", **form))
    assert Task.select().count() == 1


def test_a_listening_contact_from_anywhere_waits_ticked_for_its_case(alice, dora, case):
    refused = send(alice, "/cases/note", interventions="1")
    assert refused.status_code == 422
    box = re.search(r'<input type="checkbox" name="interventions"[^>]*>', text_of(refused)).group()
    assert "checked" in box
    assert send(alice, "/cases/note", interventions="1", case=case.rsplit("/", 1)[1]).status_code == 303
    assert (Note.get().interventions, Case.select().count()) == ("1", 1)
    assert (
        "checked" not in re.search(r'name="interventions"[^>]*>', text_of(alice.get("/cases/note"))).group()
    )
    assert send(dora, "/cases/note", interventions="1").status_code == 404


def test_a_note_says_of_which_day_it_is_and_when_it_was_written_and_counts_on_its_day(alice, case):
    before = clock.today() - timedelta(days=1)
    send(alice, f"{case}/notes", text="Kwam langs", on=before.isoformat(), minutes="30")
    assert [(one["day"], one["minutes"]) for one in counting.contacts(before, before)] == [(before, 30)]
    page = text_of(alice.get(case))
    assert "Geschreven op" in page
    assert f'name="on" type="date" value="{before.isoformat()}"' in text_of(
        alice.get(f"{case}/notes/{Note.get().uuid}")
    )


def test_a_contact_of_long_ago_is_asked_about_once_also_beside_a_task_of_the_past(alice, case):
    typed = {"text": "Belde", "on": "2020-02-03", "task": "Terugbellen", "due": "2020-03-04"}
    passed = ""
    for _asked in range(2):
        page = send(alice, f"{case}/notes", **typed, passed=passed)
        assert page.status_code == 422
        passed = re.search(r'name="passed" value="([^"]+)"', text_of(page))[1]
    assert send(alice, f"{case}/notes", **typed, passed=passed).status_code == 303
    assert clock.day_of(Note.get().at).isoformat() == "2020-02-03"
