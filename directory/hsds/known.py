"""Which row has which HSDS id. Ids are computed, not stored: kept in the process until rows come or go, or a
sheet gets or loses its organisation."""

from dataclasses import dataclass, field
from typing import Any

import peewee

from directory.hsds import ids
from directory.models import Organisation, Service

Stamp = tuple[Any, ...]


@dataclass
class Known:
    """HSDS id → row number: of sheets, of organisations, and of the sheets that stand in for one."""

    stamp: Stamp = ()
    services: dict[str, int] = field(default_factory=dict)
    organizations: dict[str, int] = field(default_factory=dict)
    stand_ins: dict[str, int] = field(default_factory=dict)


_kept = Known()


def _stamp() -> Stamp:
    many, most = peewee.fn.COUNT, peewee.fn.MAX
    alone = peewee.fn.SUM(peewee.Case(None, [(Service.organisation.is_null(), Service.id)], 0))
    sheets: Any = Service.select(many(Service.id), most(Service.id), most(Service.created), alone)
    owners: Any = Organisation.select(
        many(Organisation.id), most(Organisation.id), most(Organisation.external_id)
    )
    return (*sheets.tuples().get(), *owners.tuples().get())


def known() -> Known:
    """What is known now; two short queries while nothing of that changed."""
    global _kept
    stamp = _stamp()
    if stamp != _kept.stamp:
        sheets: Any = Service.select(Service.external_id, Service.id, Service.organisation).tuples()
        owners: Any = Organisation.select(Organisation.external_id, Organisation.id).tuples()
        rows = list(sheets)
        _kept = Known(
            stamp,
            {ids.service(name): number for name, number, _owner in rows},
            {ids.organization(name): number for name, number in owners if name},
            {ids.stand_in(name): number for name, number, owner in rows if owner is None},
        )
    return _kept
