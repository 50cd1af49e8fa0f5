"""Ties, appointments and checklists through the browser, as owner, team, stranger and administrator."""

import re
from datetime import timedelta

import pytest

from app.auth.models import User
from app.cases import appointments, clock
from app.cases.models import Appointment, Interpreting, Person, Plan, Task
from tests.web.test_cases import open_case, send, text_of


def day(ahead):
    return (clock.today() + timedelta(days=ahead)).isoformat()


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice)


def test_a_way_to_stay_in_touch_shows_on_the_case_with_what_hinders(alice, case):
    refused = send(alice, f"{case}/ties", way="", who="Oma")
    assert refused.status_code == 422
    assert 'value="Oma"' in text_of(refused)
    send(alice, f"{case}/ties", way="visit", who="Oma", how_often="elke week", obstacles=["cost", "papers"])
    page = text_of(alice.get(case))
    assert "elke week" in page
    assert re.search(r"2\s+(drempels|obstacles)", page)
    send(alice, f"{case}/ties/{Plan.get().uuid}", do="end")
    assert "elke week" not in text_of(alice.get(case))


def test_an_interpreter_is_booked_with_the_appointment_and_a_failure_shows_the_others(alice, case):
    form = {"on": "2130-07-01", "hour": "14:30", "place": "Bij ons", "provider": "setis-bxl"}
    refused = send(alice, f"{case}/appointments", **form)
    assert refused.status_code == 422
    assert 'value="Bij ons"' in text_of(refused)
    assert Appointment.select().count() == 0
    assert send(alice, f"{case}/appointments", language="ar", **form).status_code == 303
    assert "SeTIS" in text_of(alice.get(f"{case}/ties"))
    send(alice, f"{case}/interpreters/{Interpreting.get().uuid}", do="failed")
    assert re.search(r"Brussel Onthaal.*?tel:", text_of(alice.get(f"{case}/ties")), re.S)
    assert Interpreting.get().status == "failed"
    wrong = send(alice, f"{case}/interpreters/{Interpreting.get().uuid}", do="done", minutes="x")
    assert wrong.status_code == 422


def test_a_release_proposes_its_list_on_the_case(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    send(alice, f"{case}/people", kind="linked", relation="spouse")
    at = f"{case}/people/{Person.get().uuid}"
    send(alice, f"{at}/custody", custody="remand", begin="2026-01-05", prison="Haren")
    send(alice, f"{at}/checklist")
    today = clock.today().isoformat()
    send(alice, f"{at}/custody", custody="free", begin=today)
    assert "checklist" in text_of(bob.get(case))
    before = Task.select().count()
    assert send(bob, f"{at}/checklist", take=["0", "3", "99", "x"]).status_code == 303
    assert Task.select().count() == before + 2
    assert "checklist" not in text_of(alice.get(case))
    assert send(bob, f"{at}/checklist", take=["0"]).status_code == 422


def test_nobody_else_reaches_any_of_it(alice, bob, dora, case):
    send(alice, f"{case}/ties", way="visit")
    send(alice, f"{case}/appointments", on="2130-07-01", hour="14:30", provider="setis-bxl", language="ar")
    rows = {"ties": Plan.get(), "appointments": Appointment.get(), "interpreters": Interpreting.get()}
    for stranger in (bob, dora):
        assert stranger.get(f"{case}/ties").status_code == 404
        for part, row in rows.items():
            assert send(stranger, f"{case}/{part}/{row.uuid}", do="end").status_code == 404
    # A row of one case is not reached through another.
    other = open_case(alice)
    for part, row in rows.items():
        assert send(alice, f"{other}/{part}/{row.uuid}", do="end").status_code == 404


def test_a_long_story_shows_its_latest_part_and_all_of_it_when_asked(alice, bob, case, monkeypatch):
    monkeypatch.setattr("app.cases.pages.overview.SHOWN", 3)
    for number in range(5):
        send(alice, f"{case}/notes", text=f"Verslag nummer {number}")
    page = text_of(alice.get(case))
    assert [n for n in range(5) if f"nummer {n}" in page] == [2, 3, 4]
    assert "?all=1" in page
    whole = text_of(alice.get(f"{case}?all=1"))
    assert [n for n in range(5) if f"nummer {n}" in whole] == [0, 1, 2, 3, 4]
    assert "?all=1" not in whole.split('class="timeline"')[1]
    assert bob.get(f"{case}?all=1").status_code == 404


def test_a_task_may_be_for_a_colleague_of_the_team_and_for_nobody_else(alice, bob, charlie, case):
    send(alice, f"{case}/team", email="bob@example.org")
    people = {name: User.get(User.email == f"{name}@example.org").uuid for name in ("bob", "charlie")}
    refused = send(alice, f"{case}/tasks", words="Vraag aan de jurist", holder=people["charlie"])
    assert refused.status_code == 422
    assert "Vraag aan de jurist" in text_of(refused)
    send(alice, f"{case}/tasks", words="Vraag aan de jurist", holder=people["bob"])
    assert Task.get().holder.email == "bob@example.org"


def test_today_has_the_appointments_of_the_week_and_a_missing_interpreter(alice, bob, case):
    for ahead, about in ((0, "Brief van de griffie"), (3, "Huisbaas"), (30, "Veel later"), (1, "Gesprek")):
        send(alice, f"{case}/appointments", on=day(ahead), hour="10:00", about=about)
    meeting = Appointment.select().order_by(Appointment.id.desc()).get()
    provider = appointments.providers()[0].external_id
    send(alice, f"{case}/appointments/{meeting.uuid}", provider=provider, language="ar")
    send(alice, f"{case}/interpreters/{Interpreting.get().uuid}", do="failed")
    page = text_of(alice.get("/cases/today"))
    assert page.index("Brief van de griffie") < page.index("Gesprek") < page.index("Huisbaas")
    assert "Veel later" not in page
    assert re.search(r">(ma|di|wo|do|vr|za|zo) \d+ \w+, 10:00<", page), "as the days of tasks beside it"
    assert '<span class="error">Geen tolk gevonden</span>' in page
    assert "Vandaag wacht er niets" not in page
    assert "Huisbaas" not in text_of(bob.get("/cases/today"))
    send(alice, f"{case}/team", email="bob@example.org", part="deputy")
    assert "Huisbaas" not in text_of(bob.get("/cases/today")), "the lead is there"
    send(alice, "/cases/desk", away_until=day(1))
    assert "Huisbaas" in text_of(bob.get("/cases/today"))


def test_today_has_the_appointment_that_one_made_in_the_case_of_a_colleague(alice, bob, charlie, case):
    for name in ("bob", "charlie"):
        send(alice, f"{case}/team", email=f"{name}@example.org", part="colleague")
    send(bob, f"{case}/appointments", on=day(1), hour="10:00", about="Samen naar school")
    for who, there in ((bob, True), (alice, True), (charlie, False)):
        assert ("Samen naar school" in text_of(who.get("/cases/today"))) is there
