"""Reference expertise: an editor marks a sheet, and a caseworker who has a question is led to it."""

import re

import pytest

from app.audit import AuditLine
from app.cases.models import Note, Referral, Task
from directory.models import Service, ServiceExpertise
from tests.web.conftest import send
from tests.web.test_editing import fields, send_edit

OTHER = "ocmw-1080"


@pytest.fixture
def expert(app):
    """A sheet of a colleague service that knows about residence."""
    sheet = Service.select().where(Service.category == "justice_welfare").order_by(Service.id).first()
    ServiceExpertise.create(service=sheet, code="life_domain:residence")
    sheet.changed()
    return sheet


@pytest.fixture
def case(alice):
    """A case of Alice with a note about residence papers."""
    alice.set_cookie("language", "en")
    path = send(alice, "/cases", title="Zilverberk").location
    assert send(alice, f"{path}/notes", text="Over de kaart", interventions="2k").status_code == 303
    return path


def text_of(answer):
    return answer.get_data(as_text=True)


def test_an_editor_marks_a_sheet_and_it_shows_there_and_in_its_history(eva):
    page = f"/resources/{OTHER}/edit"
    made = send_edit(eva, page, fields(eva.get(page)), expertise=["life_domain:residence", "intervention:2l"])
    assert made.status_code == 303
    sheet = text_of(eva.get(f"/resources/{OTHER}"))
    assert "Residence and nationality · Urgent medical aid" in sheet
    assert "Reference expertise" in text_of(eva.get(f"/resources/{OTHER}/history"))
    again = eva.get(page)
    assert {value for name, value in fields(again) if name == "expertise"} == {
        "life_domain:residence", "intervention:2l",
    }  # fmt: skip


def test_a_subject_that_no_list_has_is_refused_and_nothing_is_lost(eva):
    page = f"/resources/{OTHER}/edit"
    answer = send_edit(eva, page, fields(eva.get(page)), expertise="life_domain:magic", cost="gratis?")
    assert answer.status_code == 422
    assert "is not a subject of the list" in text_of(answer)
    assert "gratis?" in text_of(answer)
    assert ServiceExpertise.select().count() == 0


def test_the_page_of_a_case_says_who_knows_about_what_it_is_about(alice, case, expert):
    page = text_of(alice.get(case))
    link = f'{case}/question?sheet={expert.external_id}"'
    assert link in page
    assert "Residence and nationality" in page.split("Who knows about it?")[1]
    ServiceExpertise.update(code="life_domain:housing").execute()
    assert link not in text_of(alice.get(case))


def test_a_private_note_or_one_of_a_circle_proposes_nobody(alice, expert):
    alice.set_cookie("language", "en")
    path = send(alice, "/cases", title="Zilverberk").location
    send(alice, f"{path}/notes", text="Alleen ik", domains="residence", circle="private")
    assert Note.select().where(Note.domains == "residence").count() == 1
    assert f"sheet={expert.external_id}" not in text_of(alice.get(path))


def test_a_search_from_the_case_names_the_expertise_as_a_reason(alice, case, expert):
    uuid = case.rsplit("/", 1)[1]
    search = f"/resources?q={expert.name_nl}&show=40"
    assert "Reference expertise: Residence" in text_of(alice.get(f"{search}&case={uuid}"))
    assert "Reference expertise: Residence" not in text_of(alice.get(search))


def test_asking_begins_as_a_question_without_names_to_the_service_that_knows(alice, case, expert):
    form = text_of(alice.get(f"{case}/question"))
    assert f'value="{expert.external_id}" selected' in form
    text = "Zilverberk heeft een kaart die vervalt. Wat nu?"
    shown = text_of(send(alice, f"{case}/question", do="look", sheet=expert.external_id, text=text))
    seal = re.search(r'name="seal" value="(\w+)"', shown).group(1)
    stripped = "[…] heeft een kaart die vervalt. Wat nu?"
    asked = {"do": "ask", "sheet": expert.external_id, "text": stripped, "seal": seal}
    made = send(alice, f"{case}/question", **asked)
    assert made.status_code == 200
    assert f"/resources/{expert.external_id}?case=" in text_of(made)
    assert Task.select().count() == 1
    story = text_of(alice.get(case))
    assert f'href="/resources/{expert.external_id}?case=' in story  # the note leads to the sheet
    assert "Answer from" in story
    assert "@[" not in story


def test_from_the_sheet_of_a_colleague_the_question_comes_before_referring(alice, case, expert):
    uuid = case.rsplit("/", 1)[1]
    page = text_of(alice.get(f"/cases/refer/{expert.external_id}?case={uuid}"))
    buttons = re.findall(r'<button([^>]*) name="kind" value="(\w+)"([^>]*)>', page)
    assert buttons[0][1] == "question"
    assert [code for before, code, after in buttons if "secondary" not in before + after] == ["question"]
    begun = send(alice, f"/cases/refer/{expert.external_id}", case=uuid, kind="question")
    assert begun.location == f"{case}/question?sheet={expert.external_id}"
    assert Referral.select().count() == 0
    assert AuditLine.select().where(AuditLine.verb == "question.begun").count() == 1
    usual = text_of(alice.get(f"/cases/refer/{OTHER}?case={uuid}"))
    assert re.findall(r'name="kind" value="(\w+)"', usual)[0] == "info"


def test_nobody_of_the_justice_chain_is_proposed_or_asked(alice, case, expert):
    Service.update(category="prison").where(Service.id == expert.id).execute()
    assert f"sheet={expert.external_id}" not in text_of(alice.get(case))
    form = text_of(alice.get(f"{case}/question?sheet={expert.external_id}"))
    assert f'value="{expert.external_id}"' not in form
    uuid = case.rsplit("/", 1)[1]
    page = text_of(alice.get(f"/cases/refer/{expert.external_id}?case={uuid}"))
    assert 'value="question"' not in page


def test_for_others_the_question_and_its_proposal_do_not_exist(bob, dora, case, expert):
    for browser in (bob, dora):
        assert browser.get(f"{case}/question?sheet={expert.external_id}").status_code == 404
        assert send(browser, f"{case}/question", do="look", text="x").status_code == 404
        uuid = case.rsplit("/", 1)[1]
        asked = send(browser, f"/cases/refer/{expert.external_id}", case=uuid, kind="question")
        assert asked.status_code == 404
