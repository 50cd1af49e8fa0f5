"""What came of referrals stands on the sheet as counts: few are not told, no step is seen."""

import re
from datetime import timedelta

import pytest

from app.auth.models import User
from app.cases import clock
from app.cases.models import Case, Referral, ReferralEvent
from directory.clock import now
from directory.models import Service
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import begin

SHEET = "/resources/ocmw-1080"


def without(page):
    """A page but for the tokens of its forms."""
    return re.sub(r'value="[^"]*"', "", page)


@pytest.fixture
def case(alice):
    return open_case(alice)


def last_month():
    """A moment before this month began."""
    return clock.begin_of(clock.today().replace(day=1)) - timedelta(days=3)


def referrals_to(statuses, at=None):
    """Referrals to the sheet that stood so at a moment, after an answer in six days."""
    at = at or last_month()
    for status in statuses:
        row = Referral.create(
            case=Case.get(), service=Service.get(Service.external_id == "ocmw-1080"), author=User.get(),
            kind="warm", status=status, at=at - timedelta(days=6), asked=at - timedelta(days=6), answered=at,
            outcome="started" if status == "completed" else "",
        )  # fmt: skip
        if status != "draft":
            ReferralEvent.create(case=row.case, referral=row, verb="x", status=status, at=at)


def shown(browser):
    return without(text_of(browser.get(SHEET, headers={"Accept-Language": "en"})))


def test_outcomes_stand_on_the_sheet_as_counts_and_few_are_not_told(alice, dora, case):
    referrals_to(["accepted"] * 4 + ["draft", "entered_in_error"])
    assert "12 whole months" not in shown(alice)
    referrals_to(["completed"])
    page = shown(dora)
    assert "Last 12 whole months: 5, 5 taken on" in page
    assert "As a rule 6 days until an answer" in page
    # One refusal among six would point at one family.
    referrals_to(["rejected"])
    assert "taken on" not in shown(alice)


def test_whoever_watches_a_sheet_does_not_see_a_colleague_refer(alice, charlie, case):
    referrals_to(["accepted"] * 5)
    before = shown(charlie)
    assert "Last 12 whole months: 5" in before
    begin(alice, case, "info")
    assert shown(charlie) == before
    ReferralEvent.update(at=last_month()).execute()
    assert "Last 12 whole months: 6" in shown(charlie)


def test_nor_what_is_answered_or_comes_of_an_earlier_one(alice, charlie, case):
    referrals_to(["accepted"] * 5 + ["requested"] * 5)
    before = shown(charlie)
    assert "Last 12 whole months: 10, 5 taken on" in before
    for row in Referral.select().where(Referral.status == "requested"):
        Referral.update(status="accepted", answered=now()).where(Referral.id == row.id).execute()
        ReferralEvent.create(case=row.case, referral=row, verb="accept", status="accepted")
    for row in Referral.select().limit(5):
        send(alice, f"{case}/referrals/{row.uuid}/step", do="mistake")
    assert ReferralEvent.select().where(ReferralEvent.verb == "mistake").count() == 5
    assert shown(charlie) == before


def test_what_is_longer_ago_than_twelve_whole_months_is_not_counted(alice, case):
    referrals_to(["accepted"] * 5, at=last_month() - timedelta(days=360))
    assert "12 whole months" not in shown(alice)
