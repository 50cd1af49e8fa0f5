"""Days as people here live them. Moments are kept in UTC; a day is a day in Brussels, also after midnight."""

from datetime import UTC, date, datetime, time

from app.cases.errors import CaseError
from app.i18n import N_
from directory.clock import local_day, now
from directory.facts import BRUSSELS

__all__ = ["BRUSSELS", "begin_of", "day_of", "hour_of", "must_read_day", "now", "read_day", "today"]
# What somebody's life or a plan may hold. Near the ends of the calendar a computer cannot add a week.
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)


def day_of(moment: datetime) -> date:
    """The day on which a moment (UTC, naive) fell: as the directory counts days."""
    return local_day(moment)


def today() -> date:
    """The day of today."""
    return day_of(now())


def hour_of(moment: datetime) -> time:
    """The hour that a moment (UTC, naive) has here; without a zone."""
    return moment.replace(tzinfo=UTC).astimezone(BRUSSELS).time()


def begin_of(day: date) -> datetime:
    """The first moment of a day (UTC, naive)."""
    return datetime.combine(day, time(), BRUSSELS).astimezone(UTC).replace(tzinfo=None)


def read_day(text: str, field: str = "") -> date | None:
    """A day as the ``field`` of a form sends it (ISO 8601), or None when it is empty.

    Raises:
        CaseError: it does not exist, or lies outside the years 1900 to 2200.
    """
    if not text.strip():
        return None
    try:
        found = date.fromisoformat(text.strip())
    except ValueError as error:
        raise CaseError(N_("This day does not exist."), field) from error
    if not FIRST <= found <= LAST:
        raise CaseError(N_("Write a day between 1900 and 2200."), field)
    return found


def must_read_day(text: str, field: str = "") -> date:
    """A day that has to be there. Raises CaseError (see ``read_day``)."""
    found = read_day(text, field)
    if found is None:
        raise CaseError(N_("Fill in the day."), field)
    return found
