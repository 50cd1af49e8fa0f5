"""After “Came”, the note of an appointment is the next step, until it is there or none is to be written."""

import re
from datetime import timedelta

import pytest

from app.audit import AuditLine
from app.cases import clock
from app.cases.models import Appointment, Happening, Interpreting, Note
from directory.clock import now
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_became import ago, say, take_back
from tests.web.test_cases_ties import day

OFFER = "Het verslag schrijven"
TODAY = "/cases/today"


@pytest.fixture
def case(alice):
    return open_case(alice)


@pytest.fixture
def met(alice, case):
    """The address of an appointment that took place two days ago."""
    send(alice, f"{case}/appointments", on=day(1), hour="10:00", about="Brief van de griffie")
    ago(days=2)
    at = f"{case}/appointments/{Appointment.get().uuid}"
    say(alice, at, "came", back=TODAY)
    return at


def link(page):
    """Where the offer on a page leads."""
    found = re.search(r'href="([^"]*\?after=[^"#]*)"', page)
    return found[1] if found else ""


def hidden(page, name):
    return (re.search(rf'name="{name}"[^>]* value="([^"]*)"', page) or [None, ""])[1]


def written(browser, case, **form):
    """Save the note that the offer leads to, as its form stands, with a text."""
    page = text_of(browser.get(link(text_of(browser.get(TODAY)))))
    stands = {name: hidden(page, name) for name in ("window", "after", "on", "minutes")}
    stands["channel"] = re.search(r'<option value="(\w+)" selected', page)[1]
    assert send(browser, f"{case}/notes", **{**stands, "text": "Over de brief", **form}).status_code == 303


def test_the_offer_stands_where_the_answer_does_and_opens_a_form_that_knows_the_appointment(alice, case, met):
    for at in (TODAY, case, f"{case}/ties"):
        page = text_of(alice.get(at))
        assert OFFER in page, at
        assert "Gekomen" in page, at
        assert link(page) == f"{case}?after={Happening.get().uuid}", at
    page = text_of(alice.get(link(page)))
    assert hidden(page, "on") == clock.day_of(Appointment.get().at).isoformat()
    assert '<option value="appointment" selected' in page
    assert hidden(page, "after") == Happening.get().uuid
    assert "Van de afspraak van" in page
    assert "griffie" not in re.search(r"<title>(.*?)</title>", page)[1]


def test_the_note_is_of_the_day_of_the_appointment_and_the_offer_is_gone(alice, case, met):
    written(alice, case)
    note = Note.get()
    assert (clock.day_of(note.at), note.channel) == (clock.day_of(Appointment.get().at), "appointment")
    assert clock.day_of(note.written) == clock.today()
    for at in (TODAY, case, f"{case}/ties"):
        assert OFFER not in text_of(alice.get(at)), at


def test_how_long_an_interpreter_worked_is_filled_in(alice, case, met):
    row = Appointment.get()
    Interpreting.create(case=row.case, appointment=row, language="ar", status="done", minutes=50)
    assert hidden(text_of(alice.get(link(text_of(alice.get(TODAY))))), "minutes") == "50"
    # It was moved: they may have worked at the other hour.
    Appointment.update(at=row.at - timedelta(days=1)).execute()
    assert hidden(text_of(alice.get(link(text_of(alice.get(case))))), "minutes") == ""


def test_where_there_is_none_to_write_it_is_not_offered_again(alice, case, met):
    at = f"{case}/happenings/{Happening.get().uuid}/settled"
    assert f'action="{at}"' in text_of(alice.get(TODAY))
    assert send(alice, at, back=TODAY).location == TODAY
    page = text_of(alice.get(TODAY))
    assert "er is geen verslag te schrijven" in page
    assert OFFER not in page
    assert {row.verb for row in AuditLine.select() if row.verb.startswith("happening")} == {"happening.noted"}
    say(alice, met, "came", was=Appointment.get().at.isoformat())  # on a page that stood open
    assert OFFER not in text_of(alice.get(case))


@pytest.mark.parametrize(
    ("note", "offered"),
    [
        ({}, False), ({"channel": "outreach"}, False), ({"interventions": ["1"], "text": ""}, False),
        ({"channel": "phone"}, True), ({"on": 0}, True), ({"on": -3}, True),
    ],
)  # fmt: skip
def test_a_note_that_was_written_of_that_day_in_the_usual_way_is_the_note(alice, case, met, note, offered):
    on = day(note.pop("on", -1))
    Appointment.update(at=Appointment.get().at + timedelta(days=1)).execute()
    Happening.delete().execute()
    send(alice, f"{case}/notes", **{"text": "Over de brief", "on": on, **note})
    say(alice, met, "came")
    assert (OFFER in text_of(alice.get(TODAY))) is offered
    assert (OFFER in text_of(alice.get(case))) is offered


def test_a_private_note_of_a_colleague_is_not_betrayed_by_it(alice, bob, case, met):
    send(alice, f"{case}/team", email="bob@example.org")
    on = clock.day_of(Appointment.get().at).isoformat()
    assert send(bob, f"{case}/notes", text="Voor mij", circle="private", on=on).status_code == 303
    assert OFFER in text_of(alice.get(TODAY))
    assert OFFER not in text_of(bob.get(case))


def test_a_draft_of_it_comes_back_as_it_is_and_another_one_goes_before(alice, case, met):
    at = link(text_of(alice.get(TODAY)))
    send(alice, f"{case}/draft", text="Halverwege een ander", window="", base="0")
    page = text_of(alice.get(at))
    assert "Halverwege een ander" in page
    assert "bewaar dat eerst" in page
    assert not hidden(page, "after")
    send(alice, f"{case}/notes", text="Halverwege een ander", channel="phone", window=hidden(page, "window"))
    page = text_of(alice.get(at))
    form = {name: hidden(page, name) for name in ("window", "after", "base")}
    send(alice, f"{case}/draft", text="Halverwege deze", on=day(-3), **form)
    for again in (at, case):
        page = text_of(alice.get(again))
        assert "Halverwege deze" in page
        assert (hidden(page, "after"), hidden(page, "on")) == (Happening.get().uuid, day(-3))
        assert "bewaar dat eerst" not in page


def test_a_form_that_is_refused_still_knows_of_which_appointment_it_is(alice, case, met):
    page = text_of(alice.get(link(text_of(alice.get(TODAY)))))
    after = hidden(page, "after")
    refused = send(alice, f"{case}/notes", text="Lang", minutes="veel", after=after)
    assert refused.status_code == 422
    assert hidden(text_of(refused), "after") == after


def test_it_is_offered_of_appointments_that_took_place_alone_and_for_a_month(alice, case, met):
    take_back(alice, case)
    say(alice, met, "absent")
    assert OFFER not in text_of(alice.get(case))
    say(alice, met, "came", was=Appointment.get().at.isoformat())
    assert OFFER in text_of(alice.get(case))
    ago(days=40)
    Happening.delete().execute()
    say(alice, met, "came")
    assert OFFER not in text_of(alice.get(case))
    send(alice, f"{case}/ties", way="visit", who="Met Noor", next=day(-1))
    page = text_of(alice.get(f"{case}/ties"))
    at = re.search(rf'action="({case}/ties/[^"]*)/became"', page)[1]
    say(alice, at, "came")
    for there in (TODAY, case, f"{case}/ties"):
        assert OFFER not in text_of(alice.get(there)), there


def test_for_a_stranger_and_from_another_case_it_does_not_exist(alice, charlie, dora, case, met):
    made = Happening.get()
    for browser in (charlie, dora):
        assert browser.get(f"{case}?after={made.uuid}").status_code == 404
        assert send(browser, f"{case}/happenings/{made.uuid}/settled").status_code == 404
    other = open_case(alice, "Iemand anders")
    page = text_of(alice.get(f"{other}?after={made.uuid}"))
    assert not hidden(page, "after")
    send(alice, f"{other}/happenings/{made.uuid}/settled")
    send(alice, f"{other}/notes", text="Elders", after=made.uuid)
    assert OFFER in text_of(alice.get(case))


def test_what_was_answered_before_is_not_asked_a_note_and_a_move_keeps_what_was_said(alice, case, met):
    send(alice, f"{case}/happenings/{Happening.get().uuid}/settled")
    seen = hidden(text_of(alice.get(f"{case}/ties")), "seen")
    send(alice, met, do="move", on=day(2), hour="11:00", about="Brief van de griffie", seen=seen)
    assert OFFER not in text_of(alice.get(case))
    assert Appointment.get().at > now()
