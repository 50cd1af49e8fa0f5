"""What came of the referrals to a service, as counts of nobody: they feed back to its sheet.

A number that rose at the moment of a step would tell whoever looks at the sheet what a colleague does just
now. So they are those of the end of last month, however things stand since.
"""

from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from app.cases import clock
from app.cases.models import Referral, ReferralEvent
from directory.clock import months_later
from directory.merging import with_those_before
from directory.models import Service

MONTHS = 12
# Fewer than this says only that there were few: a single referral might be recognised.
SMALLEST = 5
_NOT_COUNTED = ("draft", "entered_in_error")
_TAKEN_ON = ("accepted", "in_progress")
_HELPED = ("started", "partly")


@dataclass(frozen=True)
class Outcomes:
    """The last twelve whole months: how many referrals, how many were taken on (None: fewer than five, or all
    but fewer than five), and the median of days until an answer (None: too few answers)."""

    total: int
    accepted: int | None
    days: int | None


def _as_they_stood(sheet: Service, since: datetime, until: datetime) -> list[Any]:
    """The last step before ``until`` of each referral begun after ``since``, with its referral; one query."""
    query = ReferralEvent.select(ReferralEvent, Referral).join(Referral)
    query = query.where(
        Referral.service.in_(with_those_before(sheet)), Referral.at >= since, ReferralEvent.at < until
    )
    last = {step.referral_id: step for step in query.order_by(ReferralEvent.id)}
    return [step for step in last.values() if step.status not in _NOT_COUNTED]


def of_service(sheet: Service) -> Outcomes | None:
    """The counts of a sheet, with those that were merged into it; None with fewer than five referrals in
    twelve months. Two queries."""
    month = clock.today().replace(day=1)
    until = clock.begin_of(month)
    steps = _as_they_stood(sheet, clock.begin_of(months_later(month, -MONTHS)), until)
    if len(steps) < SMALLEST:
        return None
    accepted = sum(
        step.status in _TAKEN_ON or (step.status == "completed" and step.referral.outcome in _HELPED)
        for step in steps
    )
    told = accepted >= SMALLEST and (accepted == len(steps) or len(steps) - accepted >= SMALLEST)
    answered = [step.referral for step in steps if step.referral.asked and step.referral.answered]
    waits = [(row.answered - row.asked).days for row in answered if row.answered < until]
    days = round(median(waits)) if len(waits) >= SMALLEST else None
    return Outcomes(len(steps), accepted if told else None, days)
