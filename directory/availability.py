"""Whether a service can take somebody now: full, with a date on which that is no longer believed; closed
for a while; Belgian public holidays.

Each report is a row with its day and who told it, and the last one counts until it expires: nobody has to
remember to take a notice away.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

import holidays
import peewee

from directory import facts, hours, revisions
from directory.clock import now
from directory.clock import today as today  # search asks it here
from directory.errors import DirectoryError
from directory.models import Service
from directory.prepared import Prepared, filled
from directory.transactions import writing

OPEN, WAITING, STOP = STATES = ("open", "waiting", "stop")
# Days for which a report is believed when nobody says otherwise, and the most it may be.
BELIEVED, LONGEST = 30, 366
# A closure further away is no news yet; a holiday is told a little ahead.
AHEAD, HOLIDAYS_AHEAD = 60, 8
_SUNDAY = 6
_LANGS = {"nl": "nl", "fr": "fr", "en": "en_US"}


class NotPossible(DirectoryError):
    """A report that cannot be: ``kind`` is state, day, order, long or words."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"not a possible report: {kind}")
        self.kind = kind


class Saturation(peewee.Model):
    """How full a service is: ``open``, a ``waiting`` list, or a ``stop``; believed through ``until``."""

    id = peewee.AutoField()
    service = peewee.ForeignKeyField(Service, backref="saturations", on_delete="CASCADE")
    state = peewee.CharField()
    since = peewee.DateField()
    until = peewee.DateField()
    who = peewee.CharField(default="")
    at = peewee.DateTimeField(default=now)

    service_id: int


class ClosedPeriod(peewee.Model):
    """A service is shut from ``first`` through ``last``, whatever its hours say."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=lambda: str(uuid4()))
    service = peewee.ForeignKeyField(Service, backref="closed_periods", on_delete="CASCADE")
    first = peewee.DateField()
    last = peewee.DateField(index=True)
    why = peewee.CharField(default="")
    who = peewee.CharField(default="")
    at = peewee.DateTimeField(default=now)

    service_id: int


@dataclass(frozen=True)
class Holiday:
    """A public holiday to come. ``shut``: the hours say closed, open (False), or nothing (None)."""

    day: date
    name: str
    shut: bool | None


def _changed(sheet: Service, who: str, published: bool) -> None:
    """Lines and search read the sheet anew; the version has its line of history like any other. What is
    ``published`` (a closure) is an edit for those who ask the exchange what changed.
    """
    revisions.baseline(sheet)
    (sheet.changed if published else sheet.touched)()
    revisions.keep(sheet, revisions.AVAILABILITY, who)


def report(
    sheet: Service, state: str, who: str, since: date | None = None, until: date | None = None
) -> None:
    """Somebody heard that the service is full, or has room again. ``since``: today; ``until``: in
    ``BELIEVED`` days.

    Raises:
        NotPossible: an unknown state, a beginning to come, an end that is past or too far.
    """
    day = today()
    since, until = since or day, until or day + timedelta(days=BELIEVED)
    if state not in STATES:
        raise NotPossible("state")
    if since > day or since.year < 2000:
        raise NotPossible("day")
    if until < day:
        raise NotPossible("order")
    if until > day + timedelta(days=LONGEST):
        raise NotPossible("long")
    with writing(Service._meta.database):
        Saturation.create(service=sheet, state=state, since=since, until=until, who=who)
        _changed(sheet, who, published=False)


def _newest(*sheets: int) -> Any:
    newest = Saturation.select(peewee.fn.MAX(Saturation.id)).where(Saturation.service.in_(sheets))
    return Saturation.select().where(Saturation.id.in_(newest.group_by(Saturation.service)))


def _not_over(day: date, *sheets: int) -> Any:
    rows = ClosedPeriod.select().where(ClosedPeriod.last >= day, ClosedPeriod.service.in_(sheets))
    return rows.order_by(ClosedPeriod.first)


_NEWEST, _NOT_OVER = Prepared(Saturation, _newest), Prepared(ClosedPeriod, _not_over)


def _last(sheets: list[int]) -> dict[int, Saturation]:
    return {row.service_id: row for row in _NEWEST.rows(*filled(sheets))}


def newest() -> Any:
    """The last report of each sheet, as a query."""
    last = Saturation.select(peewee.fn.MAX(Saturation.id)).group_by(Saturation.service)
    return Saturation.select().where(Saturation.id.in_(last))


def saturation(sheet: Service) -> Saturation | None:
    """The last report, also when it is no longer believed (``until`` is past); None without any."""
    return _last([sheet.id]).get(sheet.id)


def is_full(row: Saturation | None, day: date) -> bool:
    """Whether a report says full, and is still believed on ``day``."""
    return row is not None and row.state in (WAITING, STOP) and row.until >= day


def close(sheet: Service, first: date, last: date, why: str, who: str) -> ClosedPeriod:
    """Record that the service is shut from ``first`` through ``last``. Raises NotPossible."""
    if last < first:
        raise NotPossible("order")
    if last < today():
        raise NotPossible("day")
    if (last - first).days > LONGEST or first > today() + timedelta(days=2 * LONGEST):
        raise NotPossible("long")
    if len(why) > 255:
        raise NotPossible("words")
    with writing(Service._meta.database):
        made: ClosedPeriod = ClosedPeriod.create(service=sheet, first=first, last=last, why=why, who=who)
        _changed(sheet, who, published=True)
    return made


def open_again(sheet: Service, uuid: str, who: str) -> bool:
    """Take a closed period away. Returns whether there was one."""
    with writing(Service._meta.database):
        gone = ClosedPeriod.delete().where(ClosedPeriod.uuid == uuid, ClosedPeriod.service == sheet).execute()
        if gone:
            _changed(sheet, who, published=True)
    return bool(gone)


def closures(sheet: Service, day: date | None = None) -> list[ClosedPeriod]:
    """The closed periods that are not over on ``day``, the nearest first."""
    rows = ClosedPeriod.select().where(ClosedPeriod.service == sheet, ClosedPeriod.last >= (day or today()))
    return list(rows.order_by(ClosedPeriod.first, ClosedPeriod.id))


def of_sheets(sheets: list[int]) -> dict[int, tuple[Saturation | None, list[ClosedPeriod]]]:
    """The last report and the closed periods that are not over, of many sheets; two queries."""
    found: dict[int, tuple[Saturation | None, list[ClosedPeriod]]] = {}
    last = _last(sheets)
    for one in sheets:
        found[one] = (last.get(one), [])
    for row in _NOT_OVER.rows(today(), *filled(sheets)):
        found[row.service_id][1].append(row)
    return found


def unavailable(sheets: list[int], day: date | None = None) -> set[int]:
    """The sheets among these that are full or shut on ``day``."""
    day = day or today()
    return {
        sheet
        for sheet, (last, periods) in of_sheets(sheets).items()
        if is_full(last, day) or any(one.first <= day <= one.last for one in periods)
    }


@cache
def _calendar(lang: str) -> Any:
    return holidays.country_holidays("BE", language=_LANGS.get(lang, "en_US"))


def holiday_name(day: date, lang: str) -> str:
    """The Belgian public holiday of that day in words of ``lang``, or ''."""
    return str(_calendar(lang).get(day, ""))


def coming_holidays(expression: str, lang: str, day: date | None = None) -> list[Holiday]:
    """The public holidays of the coming days, and what the hours say of each."""
    begin = day or today()
    found = []
    for offset in range(HOLIDAYS_AHEAD):
        at = begin + timedelta(days=offset)
        said = "PH" in expression and facts.hours_are_valid(expression)
        if (name := holiday_name(at, lang)) and (said or at.weekday() != _SUNDAY):
            shut = not hours.coming_week(expression, at)[0].spans if said else None
            found.append(Holiday(at, name, shut))
    return found
