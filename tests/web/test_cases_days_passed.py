"""A task or an appointment on a day that has been is nearly always a slip of the year: the form asks once."""

import re
from datetime import timedelta

import pytest

from app.cases import clock
from app.cases.models import Appointment, Note, Person, Task
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of

ASKS = "This day has passed"


@pytest.fixture
def case(alice):
    alice.set_cookie("language", "en")
    return open_case(alice)


def day(ahead):
    return (clock.today() + timedelta(days=ahead)).isoformat()


def mark_in(answer):
    found = re.search(r'name="passed" value="([^"]*)"', text_of(answer))
    return found.group(1) if found else ""


@pytest.mark.parametrize("kind", ["task", "deadline"])
def test_a_new_task_in_the_past_is_asked_about_once_and_keeps_what_was_typed(alice, case, kind):
    form = {"words": "Huur opvolgen", "due": day(-360), "kind": kind, "urgent": "on"}
    asked = send(alice, f"{case}/tasks", **form)
    assert asked.status_code == 422
    assert ASKS in text_of(asked)
    assert 'value="Huur opvolgen"' in text_of(asked)
    assert f'value="{day(-360)}"' in text_of(asked)
    assert not Task.select().exists()
    assert send(alice, f"{case}/tasks", **form, passed=mark_in(asked)).status_code == 303
    assert Task.get().due.isoformat() == day(-360)


def test_another_day_that_has_been_is_asked_about_anew_and_other_refusals_do_not_count_as_asking(alice, case):
    asked = send(alice, f"{case}/tasks", words="Huur", due=day(-360))
    again = send(alice, f"{case}/tasks", words="Huur", due=day(-5), passed=mark_in(asked))
    assert ASKS in text_of(again)
    silent = send(alice, f"{case}/tasks", words="", due=day(-5), passed=mark_in(again))
    assert silent.status_code == 422
    assert ASKS not in text_of(silent)
    assert day(-5) in mark_in(silent)
    assert send(alice, f"{case}/tasks", words="Huur", due=day(-5), passed=mark_in(silent)).status_code == 303


def test_today_and_later_are_not_asked_about(alice, case):
    for ahead in (0, 300):
        assert send(alice, f"{case}/tasks", words="Huur", due=day(ahead)).status_code == 303
    assert send(alice, f"{case}/appointments", on=day(0), hour="06:00").status_code == 303


def test_an_appointment_at_night_or_of_another_year_is_asked_about_once(alice, case):
    form = {"on": day(368), "hour": "02:30", "about": "Griffie"}
    asked = send(alice, f"{case}/appointments", **form)
    assert "more than half a year away" in text_of(asked)
    again = send(alice, f"{case}/appointments", **form, passed=mark_in(asked))
    assert "This hour is at night" in text_of(again)
    assert not Appointment.select().exists()
    assert send(alice, f"{case}/appointments", **form, passed=mark_in(again)).status_code == 303
    at, on = f"{case}/appointments/{Appointment.get().uuid}", {"do": "move", "about": "Griffie, 2"}
    on["seen"] = re.search(r'name="seen" value="([^"]*)"', text_of(alice.get(f"{case}/ties")))[1]
    assert "at night" in text_of(send(alice, at, **form | on | {"hour": "03:00"}))
    assert send(alice, at, **form | on).status_code == 303, "what stands there needs no question"


def test_a_custody_that_begins_in_another_year_is_asked_about_once(alice, case):
    send(alice, f"{case}/people", kind="linked", relation="partner")
    at = f"{case}/people/{Person.get(Person.kind == 'linked').uuid}/custody"
    form = {"custody": "remand", "begin": day(3650), "end": day(9000)}
    asked = send(alice, at, **form)
    assert (asked.status_code, mark_in(asked)) == (422, day(3650))
    assert send(alice, at, **form, passed=mark_in(asked)).status_code == 303


@pytest.mark.parametrize("way", ["field", "line"])
@pytest.mark.parametrize("quick", [False, True])
def test_a_task_with_a_note_is_asked_about_and_the_note_is_kept(alice, case, way, quick):
    page = "/cases/note" if quick else case
    window = re.search(r'name="window" value="([^"]+)"', text_of(alice.get(page))).group(1)
    text = "Belde over de huur"
    form = {"text": text, "task": "Bellen", "due": day(-360)}
    if way == "line":
        form = {"text": f"{text}\n/task bellen {day(-360)}"}
    to = "/cases/note" if quick else f"{case}/notes"
    form |= {"window": window, "case": case.rsplit("/", 1)[1]}
    asked = send(alice, to, **form)
    assert asked.status_code == 422
    assert ASKS in text_of(asked)
    assert text in text_of(asked)
    assert not Note.select().exists()
    assert text in text_of(alice.get(page)), "as a draft, too"
    assert mark_in(alice.get(page)) == ""
    assert send(alice, to, **form, passed=mark_in(asked)).status_code == 303
    assert (Note.select().count(), Task.get().due.isoformat()) == (1, day(-360))


def test_an_appointment_in_the_past_is_asked_about_and_may_be_recorded_for_its_interpreter(alice, case):
    form = {"on": day(-2), "hour": "10:00", "place": "Bij ons", "provider": "setis-bxl", "language": "ar"}
    asked = send(alice, f"{case}/appointments", **form)
    assert asked.status_code == 422
    assert ASKS in text_of(asked)
    assert 'value="Bij ons"' in text_of(asked)
    assert not Appointment.select().exists()
    assert send(alice, f"{case}/appointments", **form, passed=mark_in(asked)).status_code == 303
    assert Appointment.select().count() == 1
