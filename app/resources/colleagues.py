"""The names of colleagues, for colleagues."""

from collections.abc import Iterable

from app.auth.models import User


def names(uuids: Iterable[str]) -> dict[str, str]:
    """Account's uuid → name, or mail address where there is none; in one query."""
    asked = set(uuids) - {""}
    rows = User.select(User.uuid, User.name, User.email).where(User.uuid.in_(asked)) if asked else ()
    return {str(row.uuid): row.called for row in rows}


def name(uuid: str) -> str:
    """The name of one; '' where nobody did it, or the account is gone."""
    return names([uuid]).get(uuid, "")
