"""Sheets with all that hangs on them, a page at a time: as many queries for one as for hundreds."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import peewee

from directory.availability import ClosedPeriod
from directory.models import Location, Organisation, Phone, Service, ServiceArea, ServiceLanguage

BATCH = 200


def bare(numbers: Sequence[int]) -> list[Service]:
    """The sheets of these row numbers, in that order, with their organisation and nothing else."""
    wanted = (
        Service.select(Service, Organisation)
        .join(Organisation, peewee.JOIN.LEFT_OUTER)
        .where(Service.id.in_(numbers))
    )
    found = {sheet.id: sheet for sheet in wanted}
    return [found[number] for number in numbers if number in found]


def load(numbers: Sequence[int]) -> list[Service]:
    """The sheets of these row numbers, in that order; six queries."""
    wanted = (
        Service.select(Service, Organisation)
        .join(Organisation, peewee.JOIN.LEFT_OUTER)
        .where(Service.id.in_(numbers))
    )
    of_sheets = (
        Location.select().order_by(Location.id),
        Phone.select().order_by(Phone.position, Phone.id),
        ServiceLanguage.select().order_by(ServiceLanguage.id),
        ServiceArea.select().order_by(ServiceArea.id),
        ClosedPeriod.select().order_by(ClosedPeriod.first, ClosedPeriod.id),
    )
    found = {sheet.id: sheet for sheet in peewee.prefetch(wanted, *of_sheets)}
    return [found[number] for number in numbers if number in found]


def numbers_of(external_ids: Iterable[str] | None = None) -> list[int]:
    """The row numbers of the sheets of these ids in that order, or of all; never of archived ones."""
    rows: Any = Service.select(Service.external_id, Service.id).where(~Service.archived)
    known: dict[str, int] = dict(rows.order_by(Service.id).tuples())
    if external_ids is None:
        return list(known.values())
    return [known[one] for one in external_ids if one in known]


def sheets(external_ids: Iterable[str] | None = None) -> Iterator[Service]:
    """The sheets of these ids, or all, loaded some hundreds at a time."""
    numbers = numbers_of(external_ids)
    for at in range(0, len(numbers), BATCH):
        yield from load(numbers[at : at + BATCH])
