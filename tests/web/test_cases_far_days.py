"""Days and numbers that no life holds: the form comes back with a word, and no page breaks by them."""

import re
from datetime import date

import pytest

from app.cases.models import Appointment, Case, Member, Person, Task
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import CONDITIONS, composed, go


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1899-12-31", "2201-01-01"])
def test_a_day_outside_1900_to_2200_comes_back_with_its_form(alice, case, day):
    send(alice, f"{case}/people", kind="linked", relation="partner")
    person = f"{case}/people/{Person.get(Person.kind == 'linked').uuid}"
    forms = {
        f"{case}/tasks": {"words": "Bellen", "due": day},
        f"{case}/appointments": {"on": day, "hour": "00:00"},
        f"{case}/conferences": {"on": day, "participants": "a", "decisions": "b", "told": "on"},
        f"{case}/partners": {"name": "Q", "since": day},
        f"{case}/ties": {"way": "visit", "next": day},
        f"{person}/custody": {"custody": "remand", "begin": day, "check_in": "on"},
        f"{case}/notes": {"text": "x", "task": "Bellen", "due": day},
    }
    answers = {path: send(alice, path, **form) for path, form in forms.items()}
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(forms, 422)
    assert all("1900" in text_of(answer) for answer in answers.values())
    assert not Task.select().exists()
    assert not Appointment.select().exists()


def test_a_far_day_inside_a_note_is_refused_with_its_text(alice, case):
    for words in ("/taak bellen 9999-12-31", "/taak schrijven 31/12/9999"):
        answer = send(alice, f"{case}/notes", text=words)
        assert answer.status_code == 422
        assert f">\n{words}</textarea>" in text_of(answer)
    assert Task.select().count() == 0
    send(alice, f"{case}/notes", text="/taak verdeel 50/50")
    assert [row.due for row in Task.select()] == [None]


def test_a_number_of_thousands_of_digits_comes_back_with_its_form(alice, case):
    long = "9" * 5000
    assert send(alice, f"{case}/notes", text="x", minutes=long).status_code == 422
    assert send(alice, f"{case}/client", birth_year=long).status_code == 422
    at = composed(alice, case, "letter")
    assert go(alice, at, CONDITIONS, version=long).status_code == 422


def test_the_calendar_outlives_a_task_on_the_last_day_there_is(client, alice, case):
    """It was taken in by a program of before."""
    send(alice, f"{case}/tasks", words="x", due="2127-01-01")
    send(alice, f"{case}/tasks", words="y", due="2127-01-02")
    last = Task.select().order_by(Task.id.desc()).first()
    Task.update(due=date(9999, 12, 31)).where(Task.id == last.id).execute()
    page = text_of(send(alice, "/cases/desk/calendar", says=""))
    answer = client.get(re.search(r"http://localhost(/cases/calendar/[^<]+\.ics)", page).group(1))
    assert (answer.status_code, text_of(answer).count("BEGIN:VEVENT")) == (200, 1)


def test_settings_that_are_emptied_leave_the_day_whole(alice, carl, case):
    assert send(carl, "/cases/settings", news_after="", expire_after="").status_code == 303
    assert Member.select().count() == Case.select().count() == 1
    assert alice.get("/cases/today").status_code == 200
