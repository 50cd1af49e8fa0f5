"""When a sheet is due: in the query of the queue and for one sheet, the same answer for every day."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory import clock, editing, knowledge, revisions, snapshots, suggestions, verifying
from directory.checking import RHYTHMS
from directory.clock import months_later
from directory.hsds import loading, tabular
from directory.models import Service
from directory.verifying import BadCheck, Verification, due_by, is_due

DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))


@pytest.fixture
def sheet(starter):
    return Service.get(Service.external_id == "ocmw-1070")


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 30), 16, date(2028, 3, 30)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 11, 24), 120, date(2036, 11, 24)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day, months, then):
    assert months_later(day, months) == then


@given(day=DAYS, months=st.sampled_from(RHYTHMS))
def test_the_last_day_of_checking_that_is_due_is_exactly_that(day, months):
    last = verifying._latest(day, months)
    assert is_due(last, months, day)
    assert not is_due(last + timedelta(days=1), months, day)


def test_the_query_and_the_rule_give_the_same_answer_for_every_sheet_and_day(starter):
    for number, one in enumerate(Service.select()):
        rhythm = (None, *RHYTHMS)[number % 6]
        verified = None if number % 7 == 0 else date(2026, 1, 25) + timedelta(days=number)
        Service.update(rhythm=rhythm, verified_on=verified).where(Service.id == one.id).execute()
    for offset in range(0, 600, 13):
        day = date(2026, 1, 1) + timedelta(days=offset)
        found = {one.id for one in Service.select().where(due_by(day))}
        assert found == {one.id for one in Service.select() if is_due(one.verified_on, one.rhythm, day)}, day


def test_a_check_raises_the_version_that_search_follows_but_is_no_edit(sheet):
    version = sheet.version
    verifying.verify(sheet, "eva", "called", "reception")
    now = Service.get_by_id(sheet.id)
    assert (now.version, now.verified_by) == (version + 1, "eva")
    assert [row.verb for row, _changes in revisions.history(now)] == ["checked", "found"]


def test_whoever_follows_us_hears_of_a_check_and_of_nothing_that_stays_inside(sheet):
    verifying.verify(sheet, "eva", "called", parts=["phone"])
    knowledge.add(Service.get_by_id(sheet.id), "call before ten", "eva")
    assert Service.get_by_id(sheet.id).updated == sheet.updated
    verifying.verify(sheet, "eva", "called")
    now = Service.get_by_id(sheet.id)
    assert (now.verified_on, now.updated > sheet.updated) == (clock.today(), True)


def test_what_the_team_knows_and_what_nobody_confirmed_leave_in_no_form(sheet):
    knowledge.add(sheet, "zebracrossing behind the door", "eva")
    suggestions.report(sheet, "eva", "other", "zebracrossing in front of it", source="zebracrossing")
    verifying.verify(sheet, "eva", "called", "zebracrossing")
    for write in (tabular.write, tabular.write_json):
        for lang in ("nl", "fr", "en"):
            target = io.BytesIO()
            assert write(target, loading.sheets([sheet.external_id]), lang) >= 1
            target.seek(0)
            packed = zipfile.is_zipfile(target)
            parts = (
                [zipfile.ZipFile(target).read(n) for n in zipfile.ZipFile(target).namelist()]
                if packed
                else []
            )
            whole = b"".join([target.getvalue(), *parts])
            assert b"Anderlecht" in whole
            assert b"zebracrossing" not in whole


def test_bringing_back_a_version_of_before_a_check_does_not_unsay_the_check(sheet):
    verifying.verify(sheet, "eva", "called")
    editing.change(sheet, snapshots.of(sheet) | {"access": "ring"}, revisions.EDITED, "bob")
    first = revisions.history(sheet)[-1][0]
    editing.restore(Service.get_by_id(sheet.id), first, "eva")
    now = Service.get_by_id(sheet.id)
    assert now.verified_on == clock.today()
    assert not any(one.changed for one in verifying.checks(now).values())


def test_an_older_check_told_later_does_not_hide_a_newer_one(sheet):
    verifying.verify(sheet, "eva", "called")
    verifying.verify(sheet, "bob", "website", day=date(2025, 1, 1))
    assert Service.get_by_id(sheet.id).verified_on == clock.today()


@pytest.mark.parametrize("wrong", [{"how": "guess"}, {"parts": ()}, {"day": date(2999, 1, 1)}])
def test_a_check_that_cannot_be_is_refused_and_leaves_nothing(sheet, wrong):
    with pytest.raises(BadCheck):
        verifying.verify(sheet, "eva", **{"how": "called", **wrong})
    assert not Verification.select().exists()
