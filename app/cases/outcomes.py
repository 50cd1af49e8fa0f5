"""What came of the referrals to a service, as counts of nobody: they feed back to its sheet."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from app.auth.models import now
from app.cases.models import Referral
from directory.models import Service

DAYS = 365
# Fewer than this says only that there were few: a single referral might be recognised.
SMALLEST = 5
_NOT_COUNTED = ("draft", "entered_in_error")
_TAKEN_ON = ("accepted", "in_progress")
_HELPED = ("started", "partly")


@dataclass(frozen=True)
class Outcomes:
    """The last twelve months: how many referrals, how many were taken on (None: fewer than five, or all but
    fewer than five), and the median of days until an answer (None: too few answers)."""

    total: int
    accepted: int | None
    days: int | None


def of_service(sheet: Service) -> Outcomes | None:
    """The counts of a sheet; None with fewer than five referrals in twelve months. One query."""
    since = now() - timedelta(days=DAYS)
    query = Referral.select().where(Referral.service == sheet, Referral.at >= since)
    rows = list(query.where(Referral.status.not_in(_NOT_COUNTED)))
    if len(rows) < SMALLEST:
        return None
    accepted = sum(row.status in _TAKEN_ON or row.outcome in _HELPED for row in rows)
    told = accepted >= SMALLEST and (accepted == len(rows) or len(rows) - accepted >= SMALLEST)
    waits = [(row.answered - row.asked).days for row in rows if row.answered and row.asked]
    days = round(median(waits)) if len(waits) >= SMALLEST else None
    return Outcomes(len(rows), accepted if told else None, days)
