"""Reports through the browser: who may see them, that they count, and what the spreadsheet withholds."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.audit import AuditLine
from app.cases.models import Case, Note, Tally
from directory import clock
from tests.web.conftest import person, send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import composed, go

YEAR = f"?begin={clock.today().year}-01-01&end={clock.today().year}-12-31"


@pytest.fixture
def carla(app):
    return person(app, "carla@example.org", "coordinator")


@pytest.fixture
def filled(alice):
    """Six contacts by phone and two at the office; one referral."""
    case = open_case(alice)
    for number in range(6):
        send(alice, f"{case}/notes", text=f"Geheime zin {number}", channel="phone", interventions="1a")
    for _number in range(2):
        send(alice, f"{case}/notes", text="Aan de balie", channel="office", circle="private")
    assert go(alice, composed(alice, case, "warm")).status_code == 303
    return case


def sheets(browser, query=YEAR):
    answer = browser.get(f"/statistics/export.xlsx{query}")
    assert answer.status_code == 200
    book = load_workbook(BytesIO(answer.data))
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets
    }


def test_only_a_coordinator_counts(app, alice, dora, carla):
    eva = person(app, "eva@example.org", "editor")
    for other in (alice, dora, eva):
        assert other.get("/statistics").status_code == 403
        assert other.get("/statistics/export.xlsx").status_code == 403
        assert "/statistics" not in text_of(other.get("/resources"))
    assert carla.get("/statistics").status_code == 200


def test_the_page_counts_and_names_nobody(carla, filled):
    page = text_of(carla.get(f"/statistics{YEAR}"))
    part = page.split('id="r-channels"')[1].split('class="report"')[0]
    assert "<td>6</td>" in part
    assert "<td>2</td>" in part
    assert "<td>8</td>" in part
    assert 'role="img"' in part
    for secret in ("Zilverberk", "Geheime zin", "balie", "alice", Case.get().uuid):
        assert secret not in page


def test_the_spreadsheet_withholds_small_numbers_and_those_that_would_tell_them(carla, filled):
    book = sheets(carla)
    (channels,) = [rows for title, rows in book.items() if title.startswith("2 ")]
    assert [row[1] for row in channels[5:]] == ["< 5", "< 5", 8]
    everything = str(book)
    for secret in ("Zilverberk", "Geheime zin", "alice"):
        assert secret not in everything
    numbers = [
        cell for rows in book.values() for row in rows for cell in row[1:] if isinstance(cell, int | float)
    ]
    assert numbers
    assert all(number >= 5 for number in numbers)
    assert AuditLine.select().where(AuditLine.verb == "report.exported").count() == 1


def test_a_period_holds_its_first_and_last_day_and_nothing_else(carla, filled):
    day = clock.today().isoformat()
    assert ">8<" in text_of(carla.get(f"/statistics?begin={day}&end={day}"))
    before = (clock.today() - timedelta(days=1)).isoformat()
    assert ">8<" not in text_of(carla.get(f"/statistics?begin={before}&end={before}"))


@pytest.mark.parametrize("query", ["?begin=gisteren", "?begin=2026-05-01&end=2026-04-01", "?end=0001-01-01"])
def test_a_period_that_cannot_be_gets_an_answer_and_keeps_what_was_typed(carla, query):
    for path in ("/statistics", "/statistics/export.xlsx"):
        page = carla.get(path + query)
        assert page.status_code == 422
        assert 'role="alert"' in text_of(page)
    assert 'value="gisteren"' in text_of(carla.get("/statistics?begin=gisteren"))


def test_a_contact_late_in_the_evening_counts_on_the_day_here(carla, filled):
    Note.update(at="2026-03-31 22:30:00").execute()  # UTC: half past midnight on 1 April in Brussels
    assert ">8<" in text_of(carla.get("/statistics?begin=2026-04-01&end=2026-04-01"))
    assert ">8<" not in text_of(carla.get("/statistics?begin=2026-03-31&end=2026-03-31"))


def test_what_erased_cases_left_is_counted_where_the_whole_month_lies_in_the_period(carla):
    Tally.create(month="2026-02", measure="contact", code="phone", n=12)
    assert ">12<" in text_of(carla.get("/statistics?begin=2026-02-01&end=2026-02-28"))
    assert ">12<" not in text_of(carla.get("/statistics?begin=2026-02-02&end=2026-02-28"))


def test_the_report_asks_as_often_for_many_contacts(alice, carla, filled, queries):
    with queries() as few:
        carla.get(f"/statistics{YEAR}")
    for _number in range(9):
        send(alice, f"{filled}/notes", text="Nog een")
    with queries() as many:
        carla.get(f"/statistics{YEAR}")
    assert len(many) == len(few)
