"""Days as people here live them. Moments are kept in UTC; a day is a day in Brussels, also after midnight."""

from datetime import UTC, date, datetime, time

from app.auth.models import now
from directory.availability import BRUSSELS, local_day

__all__ = ["BRUSSELS", "begin_of", "day_of", "today"]


def day_of(moment: datetime) -> date:
    """The day on which a moment (UTC, naive) fell: as the directory counts days."""
    return local_day(moment)


def today() -> date:
    """The day of today."""
    return day_of(now())


def begin_of(day: date) -> datetime:
    """The first moment of a day (UTC, naive)."""
    return datetime.combine(day, time(), BRUSSELS).astimezone(UTC).replace(tzinfo=None)
