"""Whatever begins in a closed case opens it again, as a note does: the clock erases nothing under way."""

from datetime import date

import pytest

from app.cases import (
    appointments,
    clock,
    closing,
    conferences,
    desk,
    load,
    partners,
    referrals,
    tasks,
    ties,
)  # fmt: skip
from app.cases.errors import CaseError
from app.cases.models import Case, Closure, Note, Referral
from app.cases.overtaken import fingerprint
from directory.models import Service
from tests.cases.conftest import someone

BEGINS = {
    "referral": lambda *who: referrals.begin(*who, "sent", Service.get(Service.category == "ocmw")),
    "address": lambda *who: referrals.begin(*who, "info", Service.get(Service.category == "ocmw")),
    "task": lambda *who: tasks.add_task(*who, "Bellen", None),
    "appointment": lambda *who: appointments.make(*who, "2027-01-01", "10:00", {}),
    "partner": lambda *who: partners.save(*who, None, {"name": "Meester Q"}),
    "plan": lambda *who: ties.save(*who, None, {"way": "visit"}, []),
    "conference": lambda *who: conferences.hold(
        *who, {"on": "2026-01-05", "participants": "Wij", "decisions": "Samen", "told": "on"}
    ),
}


@pytest.fixture
def closed(case, alice):
    closing.close(case.case, case.opened, alice.user)
    Closure.update(erase_after=clock.today()).execute()
    return case


@pytest.mark.parametrize("what", BEGINS)
def test_what_begins_in_a_closed_case_opens_it_again(closed, alice, base, what):
    BEGINS[what](closed.case, closed.opened, alice.user)
    assert not Closure.select().exists()
    with pytest.raises(CaseError):
        closing.erase(base.files_path, closed.case, alice.user)
    assert Case.select().count() == 1


def test_an_appointment_that_is_moved_opens_a_closed_case_whichever_its_new_day_is(case, alice):
    row = BEGINS["appointment"](case.case, case.opened, alice.user)
    closing.close(case.case, case.opened, alice.user)
    seen = fingerprint(appointments.in_form(row, {}))
    moved = {"on": "2026-01-01", "hour": "10:00", "seen": seen}
    appointments.move(case.case, case.opened, alice.user, row, moved)
    assert not Closure.select().exists()


def test_a_referral_that_is_under_way_is_not_erased(closed, alice, base):
    """Even in a case that was closed by a program of before."""
    sheet = Service.get(Service.category == "ocmw")
    Referral.create(case=closed.case, service=sheet, author=alice.user, kind="sent", status="requested")
    with pytest.raises(CaseError, match="under way"):
        closing.erase(base.files_path, closed.case, alice.user)
    with pytest.raises(CaseError, match="under way"):
        closing.erase(base.files_path, closed.case, alice.user, client_asks=True)
    assert Case.select().count() == 1


def test_a_change_of_what_is_there_leaves_it_closed(case, alice):
    row = partners.save(case.case, case.opened, alice.user, None, {"name": "Meester Q"})
    closing.close(case.case, case.opened, alice.user)
    partners.end(case.case, case.opened, alice.user, row)
    assert Closure.select().exists()


def test_the_load_counts_contacts_from_the_first_minute_of_a_day_in_brussels(case, alice, monkeypatch):
    BEGINS["task"](case.case, case.opened, alice.user)
    today = date(2026, 7, 31)
    Note.create(case=case.case, author=alice.user, text=b"", at=clock.begin_of(date(2026, 7, 1)))
    assert {one.user.email: one.counts["contacts"] for one in load.of_everybody(today)} == {
        "alice@example.org": 1
    }


def test_a_setting_that_is_emptied_is_the_default_again(base):
    dora = someone("dora", "coordinator")
    desk.save_settings(dora.user, {"news_after": "", "expire_after": ""})
    assert (desk.settings()["news_after"], desk.number("news_after")) == ("10", 10)
