"""Ties, appointments and checklists through the browser, as owner, team, stranger and administrator."""

import re
from datetime import timedelta

import pytest

from app.auth.models import User
from app.cases import clock, interpreters
from app.cases.models import Appointment, Interpreting, Person, Plan, Task
from directory.clock import now
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of


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
    form = {"on": day(30), "hour": "14:30", "place": "Bij ons", "provider": "setis-bxl"}
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
    send(alice, f"{case}/appointments", on=day(30), hour="14:30", provider="setis-bxl", language="ar")
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
    provider = interpreters.providers()[0].external_id
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


def _shown(browser, case, at):
    """What the form that moves an appointment showed, to be sent again."""
    page = text_of(browser.get(f"{case}/ties"))
    forms = [one.split("</form>")[0] for one in page.split(f'action="{at}"')[1:]]
    form = next(one for one in forms if 'value="move"' in one)
    return {
        name: re.search(rf'name="{name}"[^>]* value="([^"]*)"', form).group(1)
        for name in ("seen", "on", "hour", "place", "about")
    }


def _agreed(browser, case):
    return re.search(r'name="agreed" value="([^"]+)"', text_of(browser.get(f"{case}/ties"))).group(1)


@pytest.fixture
def moving(alice, case):
    """The address of an appointment with a confirmed interpreter."""
    form = {"on": day(3), "hour": "14:30", "place": "Bij ons", "about": "Huur", "provider": "setis-bxl"}
    send(alice, f"{case}/appointments", language="ar", **form)
    booking = f"{case}/interpreters/{Interpreting.get().uuid}"
    assert send(alice, booking, do="confirmed", agreed=_agreed(alice, case)).status_code == 303
    return f"{case}/appointments/{Appointment.get().uuid}"


def test_an_appointment_that_moves_keeps_its_interpreter_who_has_to_be_told(alice, case, moving):
    shown = _shown(alice, case, moving)
    assert shown["hour"] == "14:30"
    assert "verwittig" in text_of(alice.get(f"{case}/ties"))
    moved = send(alice, moving, do="move", **{**shown, "on": day(5), "hour": "09:15", "place": "Haren"})
    assert moved.status_code == 303
    page = text_of(alice.get(moved.location))
    said = re.search(r"data-told>(.*?)</p>", page).group(1)
    assert "tolkdienst" in said
    assert "Haren" in page
    assert "09:15" in page
    row = Interpreting.get()
    assert (row.status, row.provider, row.language) == ("untold", "setis-bxl", "ar")
    assert "Tolkdienst nog te verwittigen" in text_of(alice.get("/cases/today"))
    booking = f"{case}/interpreters/{row.uuid}"
    assert send(alice, booking, do="requested", agreed=shown["on"]).status_code == 422, "told of another hour"
    send(alice, booking, do="requested", agreed=_agreed(alice, case))
    assert "Tolkdienst nog te verwittigen" not in text_of(alice.get("/cases/today"))
    assert re.search(r"<strong>Tolkdienst verwittigd</strong> · alice", text_of(alice.get(f"{case}/ties")))
    send(alice, booking, do="done", minutes="40", cost="32,50")
    moved = send(alice, moving, do="move", **{**_shown(alice, case, moving), "on": day(6)})
    assert "tolkdienst" not in re.search(r"data-told>(.*?)</p>", text_of(alice.get(moved.location))).group(1)
    row = Interpreting.get()
    assert (row.status, row.minutes, row.cents) == ("done", 40, 3250)
    assert 'name="provider"' in text_of(alice.get(f"{case}/ties")).split('id="a')[1], "room for another"
    assert "Verzet<" in text_of(alice.get(case)), "in what happened"
    assert send(alice, moving, do="remove").status_code == 422, "what was paid is not lost"
    assert Interpreting.select().exists()


def test_other_words_of_an_appointment_leave_what_the_interpreter_confirmed(alice, case, moving):
    send(alice, moving, do="move", **{**_shown(alice, case, moving), "about": "Huur en energie"})
    assert Interpreting.get().status == "confirmed"
    assert "Huur en energie" in text_of(alice.get(f"{case}/ties"))


def test_a_move_that_is_refused_comes_back_as_typed_and_a_day_gone_by_is_asked_about_once(
    alice, case, moving
):
    shown = _shown(alice, case, moving)
    refused = send(alice, moving, do="move", **{**shown, "hour": "", "place": "Ergens anders"})
    assert refused.status_code == 422
    assert 'value="Ergens anders"' in text_of(refused)
    asked = send(alice, moving, do="move", **{**shown, "on": day(-3), "place": "Ergens anders"})
    assert asked.status_code == 422
    assert 'value="Ergens anders"' in text_of(asked)
    passed = re.search(r'name="passed" value="([^"]*)"', text_of(asked)).group(1)
    assert send(alice, moving, do="move", **{**shown, "on": day(-3)}, passed=passed).status_code == 303


def test_two_who_move_an_appointment_at_once_lose_nothing(alice, bob, case, moving):
    send(alice, f"{case}/team", email="bob@example.org")
    shown = _shown(bob, case, moving)
    assert send(alice, moving, do="move", **{**shown, "hour": "10:00"}).status_code == 303
    assert send(bob, moving, do="move", **{**shown, "place": "Haren"}).status_code == 303
    both = _shown(bob, case, moving)
    assert (both["hour"], both["place"]) == ("10:00", "Haren")
    refused = send(bob, moving, do="move", **{**shown, "hour": "11:00"})
    assert refused.status_code == 422
    assert 'value="11:00"' in text_of(refused)
    assert "10:00" in text_of(refused)


def test_the_day_of_one_and_the_hour_of_another_make_no_appointment(alice, bob, case, moving):
    send(alice, f"{case}/team", email="bob@example.org")
    shown = _shown(bob, case, moving)
    assert send(alice, moving, do="move", **{**shown, "on": day(4), "about": "Energie"}).status_code == 303
    refused = send(bob, moving, do="move", **{**shown, "hour": "10:00"})
    assert refused.status_code == 422
    form = text_of(refused).split(f'id="move-{Appointment.get().uuid}-on"')[1].split("</form>")[0]
    for words in (f'value="{day(3)}"', 'value="10:00"', "<ins>14:30</ins>", "Energie"):
        assert words in form
    assert form.count("Intussen bewaard") == 2
    both = _shown(bob, case, moving)
    assert (both["on"], both["hour"]) == (day(4), "14:30")
    assert send(bob, moving, do="move", **{**both, "on": day(3), "hour": "10:00"}).status_code == 303


def test_an_interpreter_who_agreed_to_another_hour_is_not_confirmed(alice, bob, case, moving):
    send(alice, f"{case}/team", email="bob@example.org")
    booking, agreed = f"{case}/interpreters/{Interpreting.get().uuid}", _agreed(bob, case)
    send(alice, moving, do="move", **{**_shown(alice, case, moving), "hour": "10:00"})
    for before in (agreed, ""):
        late = send(bob, booking, do="confirmed", agreed=before)
        assert late.status_code == 422
        assert "intussen verzet" in text_of(late)
        assert Interpreting.get().status == "untold"
    assert send(bob, booking, do="confirmed", agreed=_agreed(bob, case)).status_code == 303
    assert Interpreting.get().status == "confirmed"


def test_another_place_alone_is_told_to_the_interpreter_too(alice, case, moving):
    send(alice, moving, do="move", **{**_shown(alice, case, moving), "place": "Haren"})
    assert Interpreting.get().status == "untold"


def test_an_appointment_that_has_been_is_corrected_without_being_asked_about_its_day(alice, case, moving):
    Appointment.update(at=now() - timedelta(days=2)).execute()
    shown = _shown(alice, case, moving)
    assert send(alice, moving, do="move", **{**shown, "about": "Huur en gas"}).status_code == 303


def test_nobody_else_moves_an_appointment(alice, bob, dora, case, moving):
    shown = _shown(alice, case, moving)
    for stranger in (bob, dora):
        assert send(stranger, moving, do="move", **{**shown, "hour": "10:00"}).status_code == 404
    assert _shown(alice, case, moving) == shown


def test_today_has_the_next_visit_of_a_plan_for_the_lead_and_who_stands_in(alice, bob, charlie, dora, case):
    for ahead, who in ((2, "Oma"), (30, "Later"), (-1, "Voorbij")):
        send(alice, f"{case}/ties", way="visit", who=who, next=day(ahead))
    send(alice, f"{case}/ties", way="phone", who="Zonder dag")
    page = text_of(alice.get("/cases/today"))
    plan = next(row for row in Plan.select() if f"#t{row.uuid}" in page)
    assert page.count(">Bezoek<") == 0
    assert page.split("Contact houden")[1].count("#t") == 1, "what has been is asked about"
    assert re.search(rf'href="{case}/ties#t{plan.uuid}">[^<]+</a> · Bezoek · Oma', page)
    assert "Vandaag wacht er niets" not in page
    send(alice, f"{case}/team", email="bob@example.org", part="deputy")
    for other in (bob, charlie):
        assert "Oma" not in text_of(other.get("/cases/today"))
    assert dora.get("/cases/today").status_code == 404
    send(alice, "/cases/desk", away_until=day(1))
    assert "Oma" in text_of(bob.get("/cases/today"))
    send(alice, f"{case}/ties/{plan.uuid}", do="end")
    assert "Oma" not in text_of(alice.get("/cases/today"))
