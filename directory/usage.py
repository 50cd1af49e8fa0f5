"""How often each sheet is opened, by month. Who opened it is kept nowhere."""

from datetime import date
from typing import Any

import peewee

from directory.models import Service


class SheetUse(peewee.Model):
    """``month`` as 2026-11."""

    id = peewee.AutoField()
    service = peewee.ForeignKeyField(Service, backref="uses", on_delete="CASCADE")
    month = peewee.CharField()
    times = peewee.IntegerField(default=0)

    class Meta:
        indexes = ((("service", "month"), True),)


def month_of(day: date) -> str:
    """``2026-11``."""
    return f"{day:%Y-%m}"


def count(sheet: Service, day: date) -> None:
    """The sheet was opened once more."""
    more = {SheetUse.times: SheetUse.times + 1}
    row = SheetUse.insert(service=sheet, month=month_of(day), times=1)
    row.on_conflict(conflict_target=[SheetUse.service, SheetUse.month], update=more).execute()


def lately(day: date) -> Any:
    """A subquery of (service id, times) over the twelve months up to ``day``."""
    since = f"{day.year - 1}-{day.month:02}"
    times = peewee.fn.SUM(SheetUse.times).alias("times")
    query = SheetUse.select(SheetUse.service.alias("used"), times)
    return query.where(SheetUse.month > since).group_by(SheetUse.service)
