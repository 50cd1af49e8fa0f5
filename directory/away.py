"""The sheets that were put away: which they are, and when, by whom and why each of them was."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import peewee

from directory import merging
from directory.models import Service
from directory.revisions import ARCHIVED, Revision
from directory.territory import fold


@dataclass(frozen=True)
class Away:
    """A sheet that was put away, with its ``replaced_by`` read along. ``who``: an account's uuid, or '' where
    it was no person. ``merge``: the uuid of the merge that put it away, or ''.
    """

    sheet: Service
    at: datetime
    who: str
    why: str
    merge: str


def _last() -> Any:
    """Sheet → the newest line of its history that put it away."""
    newest = peewee.fn.MAX(Revision.id).alias("newest")
    lines = Revision.select(Revision.service.alias("sheet"), newest).where(Revision.verb == ARCHIVED)
    return lines.group_by(Revision.service).alias("lines")


def ids(find: str = "") -> list[int]:
    """Row ids, the last put away first; of those of which a name, or the external id, holds every word of
    ``find``. Read here and not in SQL, which on SQLite does not know that É is é."""
    lines, wanted = _last(), fold(find).split()
    names = (Service.external_id, Service.name_nl, Service.name_fr, Service.name_en, Service.alt_names)
    query = Service.select(Service.id, *names).where(Service.archived)
    query = query.join(lines, peewee.JOIN.LEFT_OUTER, on=(lines.c.sheet == Service.id))
    query = query.join(Revision, peewee.JOIN.LEFT_OUTER, on=(Revision.id == lines.c.newest))
    at = peewee.fn.COALESCE(Revision.at, Service.updated)  # without a history: it did not change since
    rows: Any = query.order_by(at.desc(), Service.id.desc()).tuples()
    return [row[0] for row in rows if all(word in fold(" ".join(row[1:])) for word in wanted)]


def told(numbers: list[int]) -> list[Away]:
    """What is to be said of these, in their order; as many queries for fifty as for one."""
    lines, other = _last(), Service.alias()
    query = Service.select(Service, other).where(Service.id.in_(numbers), Service.archived)
    query = query.join(other, peewee.JOIN.LEFT_OUTER, on=(Service.replaced_by == other.id))
    sheets = {sheet.id: sheet for sheet in query}
    newest = lines.select_from(lines.c.newest).where(lines.c.sheet.in_(numbers))
    columns = (Revision.service, Revision.at, Revision.who, Revision.why)
    rows: Any = Revision.select(*columns).where(Revision.id.in_(newest))
    history = {row.service_id: row for row in rows}
    merges = merging.standing(numbers)
    found = []
    for sheet in (sheets[number] for number in numbers if number in sheets):
        row = history.get(sheet.id) or Revision(at=sheet.updated)
        found.append(Away(sheet, row.at, row.who, row.why, merges.get(sheet.id, "")))
    return found
