"""The sheets that somebody wants at hand."""

from app.auth.models import User
from app.resources.models import Favourite
from directory.models import Service


def of(user: User) -> list[str]:
    """The external ids of the favourites, the newest first."""
    query = Service.select(Service.external_id).join(Favourite).where(Favourite.user == user)
    rows = query.where(~Service.archived).order_by(Favourite.since.desc(), Favourite.id.desc())
    return [str(sheet.external_id) for sheet in rows]


def add(user: User, sheet: Service) -> None:
    """Make ``sheet`` a favourite; it may be one already."""
    Favourite.insert(user=user, service=sheet).on_conflict_ignore().execute()


def remove(user: User, sheet: Service) -> None:
    """Take ``sheet`` from the favourites, if it is one."""
    Favourite.delete().where(Favourite.user == user, Favourite.service == sheet).execute()
