"""What time it is. Moments are kept in UTC and without a zone; a day is a day in Brussels."""

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
