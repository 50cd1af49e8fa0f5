"""A day of case work is a day in Brussels, around midnight too, in winter and in summer."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from app import cases
from app.cases import appointments, clock, closing, counting, notes, tasks, views
from app.cases.models import Note, Task
from app.cases.notes import Content

# Half past midnight in Brussels: the day before in UTC.
WINTER, SUMMER = datetime(2026, 11, 26, 23, 30), datetime(2026, 7, 14, 22, 30)


def at(monkeypatch, moment):
    monkeypatch.setattr(clock, "now", lambda: moment)


def written(case, text):
    notes.add_note(case.case, case.opened, case.lead.user, Content(text, channel="phone"))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (WINTER, date(2026, 11, 27)),
        (SUMMER, date(2026, 7, 15)),
        (datetime(2026, 11, 26, 22, 59), date(2026, 11, 26)),
        (datetime(2026, 7, 14, 21, 59), date(2026, 7, 14)),
        (datetime(2026, 10, 24, 22, 0), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0), date(2026, 10, 26)),
    ],
)
def test_the_day_changes_at_midnight_in_brussels(monkeypatch, moment, day):
    at(monkeypatch, moment)
    assert clock.today() == clock.day_of(moment) == day
    assert clock.begin_of(day) <= moment
    assert clock.day_of(clock.begin_of(day)) == day


def test_after_midnight_tomorrow_is_the_day_after_and_yesterday_is_late(case, monkeypatch):
    at(monkeypatch, WINTER)
    written(case, "/taak terugbellen morgen")
    assert Task.get().due == date(2026, 11, 28)
    tasks.add_task(case.case, case.opened, case.lead.user, "Gisteren", date(2026, 11, 26))
    late = {line.words: line.late for line in views.open_tasks(case.case, case.opened, "nl")}
    assert late == {"terugbellen": False, "Gisteren": True}


def test_reports_and_what_erasing_leaves_count_the_same_day(case):
    written(case, "Na middernacht")
    Note.update(at=datetime(2026, 10, 31, 23, 30)).execute()
    november = list(counting.contacts(date(2026, 11, 1), date(2026, 11, 1)))
    assert [row["day"] for row in november] == [date(2026, 11, 1)]
    assert closing._count(case.case)[("2026-11", "contact", "phone")] == 1


def test_an_hour_is_an_hour_in_brussels():
    assert appointments.moment("2026-07-15", "00:30") == SUMMER
    assert appointments.moment("2026-11-27", "00:30") == WINTER


def test_nothing_in_case_work_takes_the_day_from_another_clock():
    for path in Path(cases.__file__).parent.rglob("*.py"):
        if path.name != "clock.py":
            text = path.read_text("utf-8")
            assert not re.search(r"\.date\(\)|date\.today\(|:%Y-%m-%d\}", text), path
