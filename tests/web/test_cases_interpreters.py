"""The interpreter of an appointment that was moved or called off: told, or asked about until they are."""

import re

import pytest

from app.cases.models import Appointment, Happening, Interpreting
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_became import ago, move, say, take_back
from tests.web.test_cases_ties import day


@pytest.fixture
def case(alice):
    return open_case(alice)


def test_an_interpreter_of_what_is_called_off_has_to_be_told(alice, case):
    form = {"on": day(3), "hour": "14:30", "provider": "setis-bxl", "language": "ar"}
    send(alice, f"{case}/appointments", **form)
    at = f"{case}/appointments/{Appointment.get().uuid}"
    answer = say(alice, at, "off")
    page = text_of(alice.get(answer.location))
    assert "Verwittig nu de tolkdienst" in page
    assert "Tolkdienst nog te verwittigen" in page
    assert 'value="confirmed"' not in page
    send(alice, f"{case}/notes", text="Later gebeld")
    story = text_of(alice.get(case)).split('id="story"')[1]
    assert story.index("Later gebeld") < story.index("Afgezegd"), "it stands when it was called off"
    assert re.search(r"Afspraak · [^<]+14:30 · <strong>Afgezegd", story)
    send(alice, f"{case}/interpreters/{Interpreting.get().uuid}", do="cancelled")
    page = text_of(alice.get(f"{case}/ties"))
    assert "Tolk afgezegd" in page
    assert "Tolkdienst verwittigd" in page


def test_today_has_what_was_called_off_until_the_interpreter_service_is_told(alice, case):
    send(alice, f"{case}/appointments", on=day(21), hour="14:30", provider="setis-bxl", language="ar")
    assert "14:30" not in text_of(alice.get("/cases/today")), "weeks before"
    at = f"{case}/appointments/{Appointment.get().uuid}"
    say(alice, at, "off")
    page = text_of(alice.get("/cases/today"))
    assert re.search(r"14:30</a> · Afgezegd<br>.*?Tolkdienst nog te verwittigen", page, re.S)
    for there in (case, f"{case}/handover"):
        said = r"14:30(</a>)? · <strong>Afgezegd</strong>.{0,80}Tolkdienst nog te verwittigen"
        assert re.search(said, text_of(alice.get(there))), "for the next one too"
    send(alice, f"{case}/interpreters/{Interpreting.get().uuid}", do="cancelled")
    assert "14:30" not in text_of(alice.get("/cases/today"))
    assert "<h3>Afspraken</h3>" not in text_of(alice.get(f"{case}/handover"))
    take_back(alice, case)
    ago(days=-2)
    page = text_of(alice.get("/cases/today"))
    assert '<span class="error">Tolk afgezegd' in page, "it takes place after all"


def test_an_interpreter_of_what_was_not_called_off_after_all_need_not_be_told(alice, case):
    send(alice, f"{case}/appointments", on=day(3), hour="14:30", provider="setis-bxl", language="ar")
    met, booked = Appointment.get(), Interpreting.get()
    at, interpreter = f"{case}/appointments/{met.uuid}", f"{case}/interpreters/{booked.uuid}"

    def stands():
        return Interpreting.get().status

    send(alice, interpreter, do="confirmed", agreed=met.at.isoformat())
    say(alice, at, "off")
    assert stands() == "untold"
    take_back(alice, case)
    assert stands() == "confirmed"
    say(alice, at, "off")
    say(alice, at, "off")  # once more, or by a colleague
    off = Happening.get()
    ago(hours=1)
    say(alice, at, "came")
    assert stands() == "untold", "that was of another hour"
    Appointment.update(at=met.at).execute()
    take_back(alice, case, off)
    assert stands() == "confirmed"
    say(alice, at, "off")
    send(alice, interpreter, do="cancelled")
    take_back(alice, case)
    assert stands() == "cancelled", "they were told"


def test_an_interpreter_of_the_hour_before_is_none_of_the_next_and_who_told_them_is_noted(alice, case):
    form = {"on": day(1), "hour": "10:00", "provider": "setis-bxl", "language": "ar"}
    send(alice, f"{case}/appointments", **form)
    at = f"{case}/interpreters/{Interpreting.get().uuid}"
    move(alice, case, on=day(2), hour="10:00")
    assert send(alice, at, do="confirmed", agreed=Appointment.get().at.isoformat()).status_code == 303
    assert "Tolkdienst verwittigd" in text_of(alice.get(f"{case}/ties"))
    assert "Tolk bevestigd" in text_of(alice.get("/cases/today"))
    send(alice, at, do="done", minutes="30", cost="20")
    assert "Getolkt" not in text_of(alice.get("/cases/today")), "its hour is still to come"
    send(alice, at, do="failed", minutes="30", cost="20")
    assert (Interpreting.get().minutes, Interpreting.get().cents) == (None, None)


def test_an_interpreter_of_what_is_elsewhere_has_to_be_told_although_it_was_called_off_by_mistake(
    alice, case
):
    form = {"on": day(3), "hour": "14:30", "place": "Bij ons"}
    send(alice, f"{case}/appointments", **form, provider="setis-bxl", language="ar")
    met, booked = Appointment.get(), Interpreting.get()
    agreed = met.at.isoformat()
    send(alice, f"{case}/interpreters/{booked.uuid}", do="confirmed", agreed=agreed)
    assert Interpreting.get().status == "confirmed"
    say(alice, f"{case}/appointments/{met.uuid}", "off")
    move(alice, case, **form | {"place": "In de gevangenis van Haren"})  # a colleague, at the same moment
    take_back(alice, case)
    assert Interpreting.get().status == "untold"
    assert "Tolkdienst nog te verwittigen" in text_of(alice.get(f"{case}/ties"))
