"""Today asks what became of an appointment or a visit that has been; the answer is in the record."""

import re
from datetime import timedelta

import pytest

from app.audit import AuditLine
from app.cases.models import Appointment, Case, Closure, Happening, Plan
from app.cases.opening import Opened
from directory.clock import now
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_ties import day

ASKS = "Wat is ervan gekomen?"


@pytest.fixture
def case(alice):
    return open_case(alice)


def say(browser, at, do, **more):
    """Press a button beside what stands there now, of what it shows (``was``)."""
    if "was" not in more:
        page = text_of(browser.get(f"{at.split('/appointments')[0].split('/ties')[0]}/ties"))
        shown = re.search(rf'action="{at}/became">.*?name="was" value="([^"]+)"', page, re.S)
        more["was"] = shown[1] if shown else Appointment.get().at.isoformat()
    return send(browser, f"{at}/became", do=do, **more)


def take_back(browser, case, made=None, **more):
    """Take back what was noted last, or what was ``made``."""
    made = made or Happening.select().order_by(Happening.id.desc()).get()
    return send(browser, f"{case}/happenings/{made.uuid}/undo", **more)


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
    answer = say(alice, met, "absent", back="/cases/today")
    assert answer.location == "/cases/today"
    page = text_of(alice.get("/cases/today"))
    assert "Brief van de griffie" not in page
    undoing = page.split(f'action="{case}/happenings/{Happening.get().uuid}/undo"')[1].split("</form>")[0]
    assert "Dit terugdraaien" in undoing
    assert "op de lijst" not in page  # as of a task
    line = r"Afspraak · Brief van de griffie · <strong>Niet gekomen</strong>"
    for there in (case, f"{case}/handover"):
        assert re.search(line, text_of(alice.get(there))), there
    assert "Niet gekomen" in text_of(alice.get(f"{case}/ties"))
    assert {"happening.noted"} <= {row.verb for row in AuditLine.select()}


def test_a_slip_is_taken_back_and_another_word_takes_its_place(alice, case, met):
    say(alice, met, "absent")
    say(alice, met, "came")
    assert Happening.select().count() == 1
    page = text_of(alice.get(case))
    assert "<strong>Gekomen</strong>" in page
    assert "Niet gekomen" not in page
    assert take_back(alice, case, back="/cases/today").location == "/cases/today"
    assert ASKS in text_of(alice.get("/cases/today"))
    assert say(alice, met, "moved").status_code == 422


def test_what_is_put_off_is_asked_about_again_at_its_new_hour_and_says_when_it_was(alice, case, met):
    at = f"{case}/ties?move={met.rsplit('/', 1)[1]}"
    assert f'href="{at}#a' in text_of(alice.get("/cases/today"))
    assert re.search(r"<details open>\s*<summary>Verzetten", text_of(alice.get(at)))
    say(alice, met, "absent")
    form = {"do": "move", "on": day(2), "hour": "11:00", "about": "Brief van de griffie"}
    seen = re.search(r'name="seen" value="([^"]*)"', text_of(alice.get(f"{case}/ties")))[1]
    assert send(alice, met, seen=seen, **form).status_code == 303
    page = text_of(alice.get("/cases/today"))
    assert ASKS not in page
    assert "Brief van de griffie" in page, "among those to come"
    assert say(alice, met, "came").status_code == 422, "it is still to come"
    ago(hours=1)
    assert ASKS in text_of(alice.get("/cases/today"))
    page = text_of(alice.get(case))
    assert "Niet gekomen" in page
    assert "Verzet<" in page


def test_a_visit_that_has_been_is_asked_about_the_next_day(alice, case):
    send(alice, f"{case}/ties", way="visit", who="Met Noor", next=day(-1))
    at = f"{case}/ties/{Plan.get().uuid}"
    page = text_of(alice.get("/cases/today"))
    assert page.index(ASKS) < page.index("Bezoek · Met Noor")
    assert say(alice, at, "off", back="/cases/today").status_code == 303
    assert "Met Noor" not in text_of(alice.get("/cases/today"))
    assert re.search(r"Bezoek · Met Noor · <strong>Niet doorgegaan</strong>", text_of(alice.get(case)))
    take_back(alice, case)
    assert "Met Noor" in text_of(alice.get("/cases/today"))
    seen = re.search(r'name="seen" value="([^"]*)"', text_of(alice.get(f"{case}/ties?move={at[-36:]}")))[1]
    assert 'name="put_off"' in text_of(alice.get(f"{case}/ties?move={at[-36:]}"))
    send(alice, at, way="visit", who="Met Noor", next=day(3), put_off="1", seen=seen)
    assert "Verzet<" in text_of(alice.get(case))
    assert ASKS not in text_of(alice.get("/cases/today"))


def test_only_the_next_time_after_a_visit_is_no_visit_that_was_put_off(alice, case):
    send(alice, f"{case}/ties", way="visit", who="Met Noor", next=day(-1))
    seen = re.search(r'name="seen" value="([^"]*)"', text_of(alice.get(f"{case}/ties")))[1]
    send(alice, f"{case}/ties/{Plan.get().uuid}", way="visit", who="Met Noor", next=day(6), seen=seen)
    assert not Happening.select().exists()


def test_a_visit_that_is_put_off_stays_so_where_the_form_was_refused(alice, case):
    send(alice, f"{case}/ties", way="visit", who="Met Noor", next=day(-1))
    at = f"{case}/ties/{Plan.get().uuid}"
    refused = send(alice, at, way="", who="Met Noor", next=day(3), put_off="1")
    assert refused.status_code == 422
    assert 'name="put_off"' in text_of(refused)


def test_a_form_that_is_sent_once_more_puts_no_visit_off(alice, case):
    send(alice, f"{case}/ties", way="visit", who="Met Noor", next=day(-1))
    seen = re.search(r'name="seen" value="([^"]*)"', text_of(alice.get(f"{case}/ties")))[1]
    # As the page sends it that asks to send again, where the case got another key.
    form = {"way": "visit", "who": "Met Noor", "next": day(6), "seen": seen, "moved": "1"}
    assert send(alice, f"{case}/ties/{Plan.get().uuid}", **form).status_code == 303
    assert not Happening.select().exists()


def test_who_calls_off_the_hour_that_was_on_the_page_calls_off_no_other(alice, case):
    send(alice, f"{case}/appointments", on=day(1), hour="10:00", provider="setis-bxl", language="ar")
    send(alice, f"{case}/ties", way="visit", next=day(0))
    met, plan = Appointment.get(), Plan.get()
    seen = re.findall(r'name="seen" value="([^"]*)"', text_of(alice.get(f"{case}/ties")))
    send(alice, f"{case}/ties/{plan.uuid}", way="visit", next=day(4), seen=seen[0])
    send(alice, f"{case}/appointments/{met.uuid}", do="move", on=day(5), hour="10:00", seen=seen[1])
    before = Happening.select().count()
    for at, was in (
        ("appointments", met.at.isoformat()),
        ("ties", day(0)),
        ("appointments", ""),
        ("ties", ""),
    ):
        row = met if at == "appointments" else plan
        refused = say(alice, f"{case}/{at}/{row.uuid}", "off", was=was)
        assert refused.status_code == 422, at
        assert "werd intussen verzet" in text_of(refused)
        assert re.search(rf'<a href="{case}(/ties)?">Terug</a>', text_of(refused))
    refused = say(alice, f"{case}/ties/{plan.uuid}", "off", was="", back="/cases/today")
    assert '<a href="/cases/today">Terug</a>' in text_of(refused)
    assert Happening.select().count() == before
    assert say(alice, f"{case}/ties/{plan.uuid}", "off", was=day(4)).status_code == 303


def test_what_a_colleague_notes_while_the_page_is_read_does_it_no_harm(alice, case, met, monkeypatch):
    say(alice, met, "came")
    row, read = Happening.get(), Opened.read_facts

    def meanwhile(opened, table, *what):
        if table == "appointment" and Happening.select().count() < 9:
            Happening.create(case=row.case, appointment=row.appointment, who=row.who, facts=row.facts)
        return read(opened, table, *what)

    monkeypatch.setattr(Opened, "read_facts", meanwhile)
    assert alice.get(case).status_code == 200
    assert alice.get(f"{case}/handover").status_code == 200


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
    assert not Happening.select().exists()
    say(alice, met, "came")
    for stranger in (bob, dora):
        assert take_back(stranger, case).status_code == 404
    assert Happening.select().exists()


def test_what_is_taken_back_is_ones_own_answer_also_where_a_colleague_moved_it_or_said_otherwise(
    alice, case, met
):
    form = {"do": "move", "on": day(2), "hour": "11:00", "about": "Brief van de griffie"}
    say(alice, met, "off")
    first = Happening.get()
    say(alice, met, "absent")  # a colleague
    take_back(alice, case, first)
    assert "Er werd niets teruggedraaid" in text_of(alice.get(f"{case}/ties"))
    second = Happening.get()
    seen = re.search(r'name="seen" value="([^"]*)"', text_of(alice.get(f"{case}/ties")))[1]
    send(alice, met, seen=seen, **form)
    take_back(alice, case, second)
    page = text_of(alice.get(f"{case}/ties"))
    assert "Teruggedraaid. Er is intussen iets verzet" in page
    assert "Niet gekomen" not in text_of(alice.get(case))


def test_it_is_hidden_on_the_disk_told_to_the_client_and_gone_with_the_case(alice, case, met):
    say(alice, met, "absent")
    assert b"absent" not in bytes(Happening.get().facts)
    shown = send(alice, f"{case}/bundle", section=["appointments"])
    assert "Niet gekomen" in text_of(shown)
    send(alice, f"{case}/closing", do="close")
    send(alice, f"{case}/closing", do="erase", sure="on", asked="on")
    assert not Case.select().exists()
    assert not Happening.select().exists()


def test_today_asks_the_database_as_often_for_one_appointment_as_for_nine(alice, case, met, queries):
    say(alice, met, "came")
    with queries() as few:
        alice.get("/cases/today")
    for _number in range(8):
        send(alice, f"{case}/appointments", on=day(1), hour="10:00", about="Nog een")
    ago(hours=3)
    with queries() as many:
        alice.get("/cases/today")
    assert len(many) == len(few)


def move(browser, case, **form):
    row = Appointment.get()
    seen = re.search(r'name="seen" value="([^"]*)"', text_of(browser.get(f"{case}/ties")))[1]
    at = f"{case}/appointments/{row.uuid}"
    assert send(browser, at, do="move", seen=seen, **form).status_code == 303


def test_another_place_is_no_other_hour_and_what_is_put_off_opens_a_closed_case(alice, case):
    send(alice, f"{case}/appointments", on=day(1), hour="10:00", place="Bij ons")
    move(alice, case, on=day(1), hour="10:00", place="Bij haar thuis")
    assert not Happening.select().exists()
    send(alice, f"{case}/closing", do="close")
    assert Closure.select().exists()
    move(alice, case, on=day(2), hour="10:00", place="Bij haar thuis")
    assert Happening.select().count() == 1
    assert not Closure.select().exists()


def test_what_is_called_off_is_no_appointment_to_come(alice, case):
    send(alice, f"{case}/appointments", on=day(1), hour="10:00", place="Bij de griffie")
    around = text_of(alice.get(case)).split('id="story"')[0]
    assert "Bij de griffie" in around
    say(alice, f"{case}/appointments/{Appointment.get().uuid}", "off")
    assert "Bij de griffie" not in text_of(alice.get(case)).split('id="story"')[0]
    assert "Bij de griffie" not in text_of(alice.get("/cases/today"))


def test_a_visit_of_today_that_took_place_was_not_put_off_by_the_next(alice, case):
    send(alice, f"{case}/ties", way="visit", who="Met Noor", next=day(0))
    at = f"{case}/ties/{Plan.get().uuid}"
    say(alice, at, "came")
    seen = re.search(r'name="seen" value="([^"]*)"', text_of(alice.get(f"{case}/ties")))[1]
    assert send(alice, at, way="visit", who="Met Noor", next=day(6), seen=seen).status_code == 303
    assert Happening.select().count() == 1
