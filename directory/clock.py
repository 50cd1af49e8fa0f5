"""What time it is. Moments are kept in UTC and without a zone; a day is a day in Brussels."""

from calendar import monthrange
from datetime import UTC, date, datetime

from directory.facts import BRUSSELS


def now() -> datetime:
    """The present in UTC, naive, as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def today() -> date:
    """The day in Brussels."""
    return datetime.now(BRUSSELS).date()


def local_day(moment: datetime) -> date:
    """The day in Brussels of a moment as the database keeps it (UTC, naive)."""
    return moment.replace(tzinfo=UTC).astimezone(BRUSSELS).date()


def months_later(day: date, months: int) -> date:
    """The same day some months on (or back), or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
