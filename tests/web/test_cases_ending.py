"""Closing, the bundle, emergencies, certificates, questions and outcomes through the browser; who may."""

import inspect
import re
from datetime import timedelta
from pathlib import Path

import pytest

from app import cases
from app.audit import AuditLine
from app.auth.accounts import begin_keyring
from app.auth.models import Keyring, User
from app.cases import bundle_names, clock, looking
from app.cases.models import Case, CaseKey, Circle, Closure, Emergency, Member, Note, Referral, Tally, Task
from directory.clock import now
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice, "Amina Zilverberk")


def test_a_case_is_closed_opened_again_by_a_note_and_erased_for_good(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    assert send(bob, f"{case}/closing", do="close").status_code == 422
    assert send(alice, f"{case}/closing", do="erase", sure="on", asked="on").status_code == 422
    send(alice, f"{case}/closing", do="close")
    assert Closure.select().count() == 1
    send(bob, f"{case}/notes", text="Belt opnieuw")
    assert Closure.select().count() == 0
    send(alice, f"{case}/closing", do="close")
    assert send(alice, f"{case}/closing", do="erase", asked="on").status_code == 422
    assert send(alice, f"{case}/closing", do="erase", sure="on").status_code == 422
    assert send(alice, f"{case}/closing", do="erase", sure="on", asked="on").location == "/cases"
    for who in (alice, bob):
        assert who.get(case).status_code == 404
    assert Case.select().count() == 0


def test_a_case_that_was_opened_by_mistake_is_erased_as_such(alice, case):
    uuid = case.rsplit("/", 1)[1]
    send(alice, f"{case}/draft", text="Verkeerde dossier")
    send(alice, f"{case}/closing", do="close")
    assert 'name="mistake"' in text_of(alice.get(f"{case}/closing"))
    assert send(alice, f"{case}/closing", do="erase", mistake="on").status_code == 422
    assert send(alice, f"{case}/closing", do="erase", sure="on").status_code == 422
    assert send(alice, f"{case}/closing", do="erase", sure="on", mistake="on").location == "/cases"
    assert (Case.select().count(), Tally.select().count()) == (0, 0)
    verbs = {line.verb for line in AuditLine.select().where(AuditLine.about == uuid)}
    assert "case.erased.mistake" in verbs
    assert "case.erased" not in verbs


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("notes", {"text": "Duizendblad"}), ("client", {"reach": "na 16 u"}), ("tasks", {"words": "Bellen"}),
        ("people", {"kind": "household", "name": "Noor"}), ("partners", {"name": "School"}),
        ("referrals", {"unit": "jurist"}),
    ],
)  # fmt: skip
def test_a_case_in_which_something_stands_is_no_mistake(alice, case, path, form):
    assert send(alice, f"{case}/{path}", **form).status_code == 303
    Referral.update(status="cancelled").execute()
    send(alice, f"{case}/closing", do="close")
    assert 'name="mistake"' not in text_of(alice.get(f"{case}/closing"))
    assert send(alice, f"{case}/closing", do="erase", sure="on", mistake="on").status_code == 422
    assert Case.select().count() == 1


def test_a_draft_of_a_colleague_is_no_mistake_of_the_lead(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    send(bob, f"{case}/draft", text="Belt over de huur")
    send(alice, f"{case}/closing", do="close")
    assert send(alice, f"{case}/closing", do="erase", sure="on", mistake="on").status_code == 422


def test_a_closed_case_stands_apart_and_says_when_it_may_go(alice, bob, case):
    nl = {"Accept-Language": "nl"}
    assert "Afgesloten dossiers" not in text_of(alice.get("/cases", headers=nl))
    send(alice, f"{case}/closing", do="close")
    page = text_of(alice.get("/cases", headers=nl))
    assert "Afgesloten dossiers (1)" in page
    assert "bewaartermijn is om" not in page
    Closure.update(erase_after=clock.today()).execute()
    assert "bewaartermijn is om" in text_of(alice.get("/cases", headers=nl))
    assert "Afgesloten" not in text_of(bob.get("/cases", headers=nl))


def test_after_erasing_no_byte_of_the_case_is_left_but_its_line_in_the_log(config, alice, case):
    uuid = case.rsplit("/", 1)[1]
    send(alice, f"{case}/notes", text="Duizendblad")
    gone = [bytes(Note.get().text)[:24], *(bytes(row.sealed) for row in CaseKey.select())]
    assert len(gone) == 3
    send(alice, f"{case}/closing", do="close")
    send(alice, f"{case}/closing", do="erase", sure="on", asked="on")
    for path in config.data_dir.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            assert not [one for one in gone if one in held], path
    assert AuditLine.select().where(AuditLine.about == uuid, AuditLine.verb == "case.erased").exists()


def test_the_bundle_holds_what_was_written_and_masks_what_was_asked(alice, case):
    send(alice, f"{case}/client", language="ar", reach="na 16 u")
    send(alice, f"{case}/people", kind="household", name="Noor", relation="child_minor")
    send(alice, f"{case}/notes", text="Noor wil niet mee op bezoek", minutes="20")
    page = text_of(alice.get(f"{case}/closing"))
    assert "Noor" in re.search(r'<textarea id="mask".*?</textarea>', page, re.S).group()
    made = text_of(send(alice, f"{case}/bundle", mask="Noor\r\n", section=["client", "household", "notes"]))
    assert "▇▇▇ wil niet mee op bezoek" in made
    assert "Noor" not in made
    assert "na 16 u" in made
    assert "na 16 u" not in text_of(send(alice, f"{case}/bundle", section=["notes"]))


def test_the_bundle_asks_the_database_as_often_for_many_notes_and_referrals_as_for_one(alice, case, queries):
    def held():
        send(alice, f"{case}/notes", text="Zilver")
        note = Note.select().order_by(Note.id.desc()).get()
        send(alice, f"{case}/notes/{note.uuid}", text="Goud")
        send(alice, "/cases/refer/ocmw-1080", case=case.rpartition("/")[2], kind="info")

    held()
    with queries() as few:
        send(alice, f"{case}/bundle", section=["notes", "referrals"])
    for _time in range(4):
        held()
    with queries() as many:
        made = text_of(send(alice, f"{case}/bundle", section=["notes", "referrals"]))
    assert made.count("Zilver") == made.count("Goud") == 5
    assert len(many) == len(few)


def test_the_lead_sees_an_emergency_at_once_and_ends_it(alice, bob, dora, case):
    Keyring.delete().execute()
    kit = begin_keyring(b"p" * 32)
    send(alice, "/cases", title="Waterlelie Twee")
    reason = "Belt in paniek, Alice is ziek"
    assert dora.get("/cases/emergency").status_code == 404
    refused = send(bob, "/cases/emergency", name="Waterlelie", reason="haast", kit=kit)
    assert refused.status_code == 422
    assert kit not in text_of(refused)
    opened = send(bob, "/cases/emergency", name="Twee Waterlelie", reason=reason, kit=kit)
    assert opened.status_code == 303
    other = opened.location
    assert bob.get(other).status_code == 200
    assert bob.get(case).status_code == 404
    assert reason in text_of(alice.get(other))
    row = Emergency.get()
    assert send(bob, f"{other}/emergencies/{row.uuid}").status_code == 422
    send(alice, f"{other}/emergencies/{row.uuid}")
    assert reason not in text_of(alice.get(other))
    assert bob.get(other).status_code == 404


def test_an_emergency_ends_by_the_clock(alice, bob, case):
    Keyring.delete().execute()
    kit = begin_keyring(b"p" * 32)
    send(alice, "/cases", title="Waterlelie Twee")
    form = {"name": "Waterlelie Twee", "reason": "Belt in paniek", "kit": kit}
    at = send(bob, "/cases/emergency", **form).location
    later = now() - timedelta(minutes=1)
    Member.update(until=later).where(Member.user == User.get(User.email == "bob@example.org")).execute()
    assert bob.get(at).status_code == 404
    assert "Waterlelie" not in text_of(bob.get("/cases"))


def test_who_is_here_for_an_emergency_writes_for_the_whole_team(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    ends = {"part": "emergency", "until": now() + timedelta(hours=1)}
    Member.update(ends).where(Member.user == User.get(User.email == "bob@example.org")).execute()
    page = text_of(bob.get(case))
    assert 'name="text"' in page
    assert 'name="circle"' not in page
    assert 'action="' + f"{case}/circles" not in text_of(bob.get(f"{case}/team"))
    refused = send(bob, f"{case}/notes", text="Rozemarijn", circle="private")
    assert refused.status_code == 422
    assert "Rozemarijn" in text_of(refused)
    assert 'name="circle"' in text_of(refused)  # to be chosen otherwise
    assert send(bob, f"{case}/circles", name="Alleen ik").status_code == 422
    assert not Circle.select().exists()
    assert send(bob, f"{case}/notes", text="Rozemarijn").status_code == 303
    assert "Rozemarijn" in text_of(alice.get(case))


def test_a_certificate_holds_name_day_and_place_and_nothing_of_the_case(alice, case):
    send(alice, f"{case}/notes", text="Duizendblad")
    today = clock.today().isoformat()
    form = {"name": "Amina Z.", "on": today, "place": "Bij ons", "lang": "fr"}
    assert send(alice, f"{case}/certificate", **form).status_code == 422
    paper = text_of(send(alice, f"{case}/certificate", asked="on", **form))
    assert "Attestation de présence" in paper
    assert "Amina Z." in paper
    for hidden in ("Duizendblad", "Zilverberk"):
        assert hidden not in paper.split('<article class="leaf"')[1]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nl", "Een pagina van het dossier geopend"),
        ("fr", "Page du dossier ouverte"),
        ("en", "Opened a page of the case"),
    ],
)
def test_the_bundle_says_in_words_who_looked_at_what(alice, case, lang, words):
    alice.get(case)
    alice.set_cookie("language", lang)
    page = text_of(send(alice, f"{case}/bundle", section=["looked"]))
    assert words in page
    assert not re.search(r"\b(case|note|document|referral|bundle)\.(read|found|letter)\b", page)


def test_every_verb_of_looking_has_its_words():
    source = "".join(path.read_text("utf-8") for path in Path(cases.__file__).parent.rglob("*.py"))
    verbs = set(re.findall(r'(?:recorded|noted|written)\(\s*"([a-z.]+)"', source))
    about_a_case = {verb for verb in verbs if looking.reads(verb)} - {"today.read", "form.read"}
    assert about_a_case <= set(re.findall(r'"([a-z.]+)": _\("', inspect.getsource(bundle_names.looks)))


def test_a_question_without_names_needs_its_preview(alice, case):
    text = "Amina Zilverberk vraagt of een kind alleen op bezoek mag in Haren."
    shown = text_of(send(alice, f"{case}/question", do="look", to="Een dienst", text=text))
    stripped = "[…] vraagt of een kind alleen op bezoek mag in […]."
    assert f'<p class="text">{stripped}</p>' in shown
    seal = re.search(r'name="seal" value="(\w+)"', shown).group(1)
    for refused in ({"text": text}, {"text": stripped, "seal": "x"}, {"text": stripped + " Ja?"}):
        form = {"seal": seal, "to": "Een dienst", **refused}
        assert send(alice, f"{case}/question", do="ask", **form).status_code == 422
    assert Note.select().count() == 0
    form = {"text": stripped, "seal": seal, "to": "Een dienst"}
    assert send(alice, f"{case}/question", do="ask", **form).status_code == 200
    assert (Note.select().count(), Task.select().count()) == (1, 1)


def test_from_a_sheet_a_question_without_names_is_one_click_away(alice, bob, case):
    uuid = case.rsplit("/", 1)[1]
    page = text_of(alice.get(f"/cases/refer/ocmw-1080?case={uuid}"))
    assert 'name="kind" value="question"' in page
    link = send(alice, "/cases/refer/ocmw-1080", case=uuid, kind="question").location
    assert re.search(r'value="ocmw-1080" selected>(OCMW|CPAS)', text_of(alice.get(link)))
    assert send(bob, "/cases/refer/ocmw-1080", case=uuid, kind="question").status_code == 404


def test_none_of_it_exists_for_a_stranger_or_an_administrator(alice, bob, dora, case):
    for stranger in (bob, dora):
        for page in ("closing", "certificate", "question"):
            assert stranger.get(f"{case}/{page}").status_code == 404
        for page in ("closing", "bundle", "certificate", "question"):
            assert send(stranger, f"{case}/{page}", do="close", asked="on").status_code == 404
