"""Today asks what became of an appointment or a visit that has been; the answer is in the record."""

import re
from datetime import timedelta

import pytest

from app.audit import AuditLine
from app.cases.models import Appointment, Case, Happening, Interpreting, Plan
from directory.clock import now
from tests.web.test_cases import open_case, send, text_of
from tests.web.test_cases_ties import day

ASKS = "Wat is ervan gekomen?"


@pytest.fixture
def case(alice):
    return open_case(alice)


def ago(**back):
    Appointment.update(at=now() - timedelta(**back)).execute()


@pytest.fixture
def met(alice, case):
    """The address of an appointment that was this morning."""
    send(alice, f"{case}/appointments", on=day(1), hour="10:00", about="Brief van de griffie")
    ago(hours=3)
    return f"{case}/appointments/{Appointment.get().uuid}"


def test_an_appointment_that_has_been_is_asked_about_until_somebody_says_what_became_of_it(alice, case, met):
    page = text_of(alice.get("/cases/today"))
    assert page.index(ASKS) < page.index("Brief van de griffie")
    assert f'action="{met}/became"' in page
    answer = send(alice, f"{met}/became", do="absent", back="/cases/today")
    assert answer.location == "/cases/today"
    page = text_of(alice.get("/cases/today"))
    assert "Brief van de griffie" not in page
    assert f'action="{met}/became/undo"' in page
    line = r"Afspraak · Brief van de griffie · <strong>Niet gekomen</strong>"
    for there in (case, f"{case}/handover"):
        assert re.search(line, text_of(alice.get(there))), there
    assert "Niet gekomen" in text_of(alice.get(f"{case}/ties"))
    assert {"happening.noted"} <= {row.verb for row in AuditLine.select()}


def test_a_slip_is_taken_back_and_another_word_takes_its_place(alice, case, met):
    send(alice, f"{met}/became", do="absent")
    send(alice, f"{met}/became", do="came")
    assert Happening.select().count() == 1
    page = text_of(alice.get(case))
    assert "<strong>Gekomen</strong>" in page
    assert "Niet gekomen" not in page
    assert send(alice, f"{met}/became/undo", back="/cases/today").location == "/cases/today"
    assert ASKS in text_of(alice.get("/cases/today"))
    assert send(alice, f"{met}/became", do="moved").status_code == 422


def test_what_is_put_off_is_asked_about_again_at_its_new_hour_and_says_when_it_was(alice, case, met):
    at = f"{case}/ties?move={met.rsplit('/', 1)[1]}"
    assert f'href="{at}#a' in text_of(alice.get("/cases/today"))
    assert re.search(r"<details open>\s*<summary>Verzetten", text_of(alice.get(at)))
    send(alice, f"{met}/became", do="absent")
    form = {"do": "move", "on": day(2), "hour": "11:00", "about": "Brief van de griffie"}
    seen = re.search(r'name="seen" value="([^"]*)"', text_of(alice.get(f"{case}/ties")))[1]
    assert send(alice, met, seen=seen, **form).status_code == 303
    page = text_of(alice.get("/cases/today"))
    assert ASKS not in page
    assert "Brief van de griffie" in page, "among those to come"
    assert send(alice, f"{met}/became", do="came").status_code == 422, "it is still to come"
    ago(hours=1)
    assert ASKS in text_of(alice.get("/cases/today"))
    page = text_of(alice.get(case))
    assert "Niet gekomen" in page
    assert "Verzet<" in page


def test_an_interpreter_of_what_is_called_off_has_to_be_told(alice, case):
    form = {"on": day(3), "hour": "14:30", "provider": "setis-bxl", "language": "ar"}
    send(alice, f"{case}/appointments", **form)
    at = f"{case}/appointments/{Appointment.get().uuid}"
    answer = send(alice, f"{at}/became", do="off")
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


def test_a_visit_that_has_been_is_asked_about_the_next_day(alice, case):
    send(alice, f"{case}/ties", way="visit", who="Met Noor", next=day(-1))
    at = f"{case}/ties/{Plan.get().uuid}"
    page = text_of(alice.get("/cases/today"))
    assert page.index(ASKS) < page.index("Bezoek · Met Noor")
    assert send(alice, f"{at}/became", do="off", back="/cases/today").status_code == 303
    assert "Met Noor" not in text_of(alice.get("/cases/today"))
    assert re.search(r"Bezoek · Met Noor · <strong>Niet doorgegaan</strong>", text_of(alice.get(case)))
    send(alice, f"{at}/became/undo")
    assert "Met Noor" in text_of(alice.get("/cases/today"))
    seen = re.search(r'name="seen" value="([^"]*)"', text_of(alice.get(f"{case}/ties?move={at[-36:]}")))[1]
    assert 'name="moved"' in text_of(alice.get(f"{case}/ties?move={at[-36:]}"))
    send(alice, at, way="visit", who="Met Noor", next=day(3), moved="1", seen=seen)
    assert "Verzet<" in text_of(alice.get(case))
    assert ASKS not in text_of(alice.get("/cases/today"))


def test_only_the_next_time_after_a_visit_is_no_visit_that_was_put_off(alice, case):
    send(alice, f"{case}/ties", way="visit", who="Met Noor", next=day(-1))
    seen = re.search(r'name="seen" value="([^"]*)"', text_of(alice.get(f"{case}/ties")))[1]
    send(alice, f"{case}/ties/{Plan.get().uuid}", way="visit", who="Met Noor", next=day(6), seen=seen)
    assert not Happening.select().exists()


def test_what_was_longer_ago_is_not_asked_and_a_colleague_is_not_asked_for_another(alice, bob, case, met):
    send(alice, f"{case}/team", email="bob@example.org", part="colleague")
    assert ASKS in text_of(alice.get("/cases/today"))
    assert ASKS not in text_of(bob.get("/cases/today"))
    ago(days=40)
    assert ASKS not in text_of(alice.get("/cases/today"))


def test_nobody_else_says_what_became_of_it(alice, bob, dora, case, met):
    send(alice, f"{case}/ties", way="visit", next=day(-1))
    plan = f"{case}/ties/{Plan.get().uuid}"
    for stranger in (bob, dora):
        for at in (met, plan):
            assert send(stranger, f"{at}/became", do="came").status_code == 404
            assert send(stranger, f"{at}/became/undo").status_code == 404
    assert not Happening.select().exists()


def test_it_is_hidden_on_the_disk_told_to_the_client_and_gone_with_the_case(alice, case, met):
    send(alice, f"{met}/became", do="absent")
    assert b"absent" not in bytes(Happening.get().facts)
    shown = send(alice, f"{case}/bundle", section=["appointments"])
    assert "Niet gekomen" in text_of(shown)
    send(alice, f"{case}/closing", do="close")
    send(alice, f"{case}/closing", do="erase", sure="on", asked="on")
    assert not Case.select().exists()
    assert not Happening.select().exists()


def test_today_asks_the_database_as_often_for_one_appointment_as_for_nine(alice, case, met, queries):
    send(alice, f"{met}/became", do="came")
    with queries() as few:
        alice.get("/cases/today")
    for _number in range(8):
        send(alice, f"{case}/appointments", on=day(1), hour="10:00", about="Nog een")
    ago(hours=3)
    with queries() as many:
        alice.get("/cases/today")
    assert len(many) == len(few)
