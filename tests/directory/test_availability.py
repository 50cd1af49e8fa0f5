"""Full, closed, holiday: what is believed on which day."""

from datetime import date, datetime, timedelta

import pytest

from directory import availability, clock, relations, revisions
from directory.availability import NotPossible, Saturation
from directory.models import Service, ServiceArea

DAY = timedelta(days=1)


@pytest.fixture
def sheet(starter):
    return Service.get(external_id="ocmw-1080")


def full(sheet, on=None):
    return availability.is_full(availability.saturation(sheet), on or availability.today())


def test_a_report_is_believed_until_its_day_and_not_after(sheet):
    today = availability.today()
    assert not full(sheet)
    availability.report(sheet, "waiting", "alice", until=today + 5 * DAY)
    assert full(sheet)
    assert full(sheet, today + 5 * DAY)
    assert not full(sheet, today + 6 * DAY)
    assert availability.saturation(sheet).since == today


def test_without_a_day_a_report_expires_by_itself(sheet):
    availability.report(sheet, "stop", "alice")
    assert not full(sheet, availability.today() + (availability.BELIEVED + 1) * DAY)


def test_a_report_of_just_after_midnight_is_of_the_new_day():
    assert clock.local_day(datetime(2026, 11, 24, 23, 30)) == date(2026, 11, 25)
    assert clock.local_day(datetime(2026, 7, 1, 21, 59)) == date(2026, 7, 1)


def test_the_last_report_counts(sheet):
    availability.report(sheet, "stop", "alice")
    availability.report(sheet, "open", "bob")
    assert not full(sheet)
    assert Saturation.select().count() == 2


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"state": "perhaps"}, "state"),
        ({"since": 1}, "day"),
        ({"until": -1}, "order"),
        ({"until": 400}, "long"),
    ],
)
def test_a_report_that_cannot_be_is_refused_and_changes_nothing(sheet, given, kind):
    days = {
        name: availability.today() + value * DAY for name, value in given.items() if isinstance(value, int)
    }
    with pytest.raises(NotPossible) as refused:
        availability.report(sheet, given.get("state", "waiting"), "alice", **days)
    assert refused.value.kind == kind
    assert Saturation.select().count() == 0


def test_a_report_raises_the_version_with_a_line_of_history(sheet):
    before = sheet.version
    availability.report(sheet, "waiting", "alice")
    assert Service.get_by_id(sheet.id).version == before + 1
    assert revisions.last(sheet).version == before + 1


def test_closed_periods_are_shown_until_they_are_over(sheet):
    today = availability.today()
    availability.close(sheet, today - 2 * DAY, today, "verhuis", "eva")
    later = availability.close(sheet, today + 9 * DAY, today + 12 * DAY, "", "eva")
    assert [one.why for one in availability.closures(sheet)] == ["verhuis", ""]
    assert availability.unavailable([sheet.id]) == {sheet.id}
    assert availability.unavailable([sheet.id], today + DAY) == set()
    assert availability.open_again(sheet, later.uuid, "eva")
    assert not availability.open_again(sheet, later.uuid, "eva")
    assert len(availability.closures(sheet)) == 1


@pytest.mark.parametrize(("first", "last", "kind"), [(2, 1, "order"), (-3, -1, "day"), (1, 400, "long")])
def test_a_period_that_cannot_be_is_refused(sheet, first, last, kind):
    today = availability.today()
    with pytest.raises(NotPossible) as refused:
        availability.close(sheet, today + first * DAY, today + last * DAY, "", "eva")
    assert refused.value.kind == kind


@pytest.mark.parametrize(
    ("hours", "shut"),
    [("Mo-Fr 09:00-17:00; PH off", True), ("Mo-Fr 09:00-17:00; PH 10:00-12:00", False),
     ("Mo-Fr 09:00-17:00", None), ("", None)],
)  # fmt: skip
def test_belgian_holidays_to_come_are_told_with_what_the_hours_say_of_them(hours, shut):
    (found,) = availability.coming_holidays(hours, "fr", date(2026, 7, 15))
    assert (found.day, found.name, found.shut) == (date(2026, 7, 21), "Fête nationale", shut)
    assert availability.coming_holidays(hours, "nl", date(2026, 10, 1)) == []


def test_whom_to_call_is_who_was_named_then_the_same_kind_for_the_same_place(sheet):
    exil = Service.get(external_id="exil")
    relations.relate(exil, sheet, "alternative", "eva")
    found = relations.call_next(exil)
    assert (found[0][0].id, found[0][1]) == (sheet.id, "alternative")
    assert len(found) == relations.NEXT
    assert {why for _one, why in found[1:]} == {"same"}
    assert {one.category for one, _why in found[1:]} == {exil.category}
    availability.report(sheet, "stop", "alice")
    assert sheet.id not in {one.id for one, _why in relations.call_next(exil)}


def test_nobody_stands_in_for_a_service_that_alone_is_competent(sheet):
    assert {row.code for row in ServiceArea.select().where(ServiceArea.service == sheet)} == {"21012"}
    assert relations.call_next(sheet) == []
