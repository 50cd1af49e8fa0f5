"""Full, closed, related: what a sheet and a result line say of it, and who may tell it."""

import re
from datetime import date, datetime, timedelta

import pytest

from app.audit import AuditLine
from app.resources import rows
from directory import availability
from directory.availability import ClosedPeriod, Saturation
from directory.models import Service
from directory.relations import Relation
from tests.web.conftest import person, send
from tests.web.test_cases import text_of

SHEET = "/resources/exil"
FULL, CLOSED, RELATE = f"{SHEET}/full", f"{SHEET}/closed", f"{SHEET}/relations"
DAY = timedelta(days=1)


@pytest.fixture
def eva(app):
    """The editor of the directory."""
    browser = person(app, "eva@example.org", "editor")
    browser.set_cookie("language", "en")
    return browser


@pytest.fixture(autouse=True)
def english(alice):
    alice.set_cookie("language", "en")


def test_any_colleague_tells_that_a_service_is_full_and_everybody_sees_whom_to_call(alice, bob):
    bob.set_cookie("language", "en")
    assert "Whom to call now" not in text_of(alice.get(SHEET))
    assert send(alice, FULL, state="waiting").location == SHEET
    page = text_of(bob.get(SHEET))
    assert "Waiting list since" in page
    assert "alice@example.org" in page
    assert "Whom to call now" in page
    assert "same kind of help" in page
    assert re.search(r'data-sheet="exil".*?Waiting list', text_of(bob.get("/resources?q=exil")), re.S)
    line = AuditLine.select().order_by(AuditLine.id.desc()).first()
    assert (line.verb, line.about) == ("sheet.saturation", "exil")


def test_room_again_takes_the_notice_away(alice):
    send(alice, FULL, state="stop")
    assert "Takes no new people since" in text_of(alice.get(SHEET))
    send(alice, FULL, state="open")
    assert "Whom to call now" not in text_of(alice.get(SHEET))
    assert "<b class=" not in text_of(alice.get("/resources?q=exil"))


def test_a_report_that_expired_is_told_as_no_longer_certain(alice):
    send(alice, FULL, state="waiting")
    text_of(alice.get("/resources?q=exil"))
    Saturation.update(until=availability.today() - DAY, since=availability.today() - 40 * DAY).execute()
    page = text_of(alice.get(SHEET))
    assert "no longer certain" in page
    assert "Whom to call now" not in page


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"state": "x"}, "Choose one"),
        ({"state": "stop", "until": "2020-01-01"}, "already past"),
        ({"state": "stop", "since": "31/12"}, "This day is not possible"),
    ],
)
def test_a_report_that_cannot_be_comes_back_as_it_was_typed(alice, form, words):
    answer = send(alice, FULL, **form)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert form.get("until", "") in text_of(answer)
    assert Saturation.select().count() == 0


def test_who_is_named_as_an_alternative_is_called_first(alice, eva):
    send(eva, RELATE, kind="alternative", other="ocmw-1080")
    send(alice, FULL, state="stop")
    page = text_of(alice.get(SHEET))
    assert page.index("as the editors advise") < page.index("same kind of help")
    assert "When full, call" in page
    assert "Steps in for" in text_of(alice.get("/resources/ocmw-1080"))


def test_a_closed_period_shuts_the_service_whatever_its_hours(alice, eva):
    today = availability.today()
    Service.update(opening_hours="24/7").where(Service.external_id == "exil").execute()
    form = {"first": str(today), "last": str(today + 3 * DAY), "why": "verhuis"}
    assert send(eva, CLOSED, **form).status_code == 303
    page = text_of(alice.get(SHEET))
    assert "Closed from" in page
    assert "verhuis" in page
    assert "Open now" not in page.partition("<dl>")[2].partition("</dl>")[0]
    line = re.search(r'data-sheet="exil".*?</article>', text_of(alice.get("/resources?q=exil")), re.S)
    assert "Closed until" in line.group()
    assert "Open now" not in line.group()
    assert send(eva, CLOSED, remove=ClosedPeriod.get().uuid).status_code == 303
    assert "Closed from" not in text_of(alice.get(SHEET))


@pytest.mark.parametrize(("day", "shut"), [(23, False), (24, True), (25, True), (26, False)])
def test_a_service_is_shut_from_the_first_day_of_a_period_to_its_last(alice, monkeypatch, day, shut):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 11, day, 10, tzinfo=tz)

    monkeypatch.setattr(rows, "datetime", Clock)
    monkeypatch.setattr(availability, "today", lambda: date(2026, 11, 23))
    ClosedPeriod.create(
        service=Service.get(external_id="exil"), first=date(2026, 11, 24), last=date(2026, 11, 25)
    )
    line = re.search(r'data-sheet="exil".*?</article>', text_of(alice.get("/resources?q=exil")), re.S)
    assert ("Closed until 25 Nov" in line.group()) == shut


@pytest.mark.parametrize("form", [{}, {"first": "2030-01-01"}, {"first": "2020-02-02", "last": "2020-02-03"}])
def test_a_period_that_cannot_be_comes_back_as_it_was_typed(eva, form):
    answer = send(eva, CLOSED, why="verhuis", **form)
    assert answer.status_code == 422
    assert "verhuis" in text_of(answer)
    assert ClosedPeriod.select().count() == 0


def test_a_relation_is_found_by_searching_added_and_taken_away(eva):
    page = text_of(eva.get(f"{RELATE}?kind=part_of&q=ocmw+molenbeek"))
    assert 'value="ocmw-1080"' in page
    assert send(eva, RELATE, kind="part_of", other="ocmw-1080").status_code == 303
    assert "Part of" in text_of(eva.get(SHEET))
    again = send(eva, RELATE, kind="part_of", other="ocmw-1080", q="ocmw molenbeek")
    assert again.status_code == 422
    assert "stands there already" in text_of(again)
    send(eva, RELATE, remove=Relation.get().uuid)
    assert Relation.select().count() == 0


def test_only_those_who_edit_relate_and_close(alice, eva, dora):
    for path in (RELATE,):
        assert [one.get(path).status_code for one in (alice, dora, eva)] == [403, 403, 200]
    assert send(alice, RELATE, kind="network", other="ocmw-1080").status_code == 403
    assert send(alice, CLOSED, first="2030-01-01", last="2030-01-02").status_code == 403
    page = text_of(alice.get(SHEET))
    assert "Closed for a while" not in page
    assert "Full, or room again?" in page


def test_a_list_asks_the_database_as_often_for_many_full_services_as_for_one(alice, queries):
    def count():
        for _told_once in range(2):  # the first time, it is written down that it was searched
            alice.get("/resources?q=ocmw")
        with queries() as asked:
            alice.get("/resources?q=ocmw")
        return len(asked)

    send(alice, FULL, state="waiting")
    few = count()
    for one in ("1070", "1000", "1030", "1050"):
        send(alice, f"/resources/ocmw-{one}/full", state="waiting")
    assert count() == few
