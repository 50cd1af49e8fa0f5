"""A link with which a service looks at its own sheet and answers, without an account.

The link is signed and says until when it opens; it can be withdrawn before. What is answered through it is a
suggestion (``directory.suggestions``), never a change. It shows the official sheet alone.
"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import peewee
from itsdangerous import BadData, URLSafeSerializer

from directory.clock import now
from directory.models import Service
from directory.transactions import writing

DAYS = 30
# So many answers through one link are read; the last one stands in for those before it.
MOST_ANSWERS = 20


class SheetLink(peewee.Model):
    """A link that ``who`` made; it opens until ``expires``."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=lambda: str(uuid4()))
    service = peewee.ForeignKeyField(Service, backref="links", on_delete="CASCADE")
    who = peewee.CharField()
    at = peewee.DateTimeField(default=now)
    expires = peewee.DateTimeField()
    withdrawn = peewee.DateTimeField(null=True)
    answers = peewee.IntegerField(default=0)

    def is_open(self, moment: datetime) -> bool:
        """Whether it opens now. One of before its time (the clock was put back) does not."""
        return self.withdrawn is None and bool(self.at <= moment < self.expires) and not self.service.archived


def _signer(secret: bytes | str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="sheet link v1")


def make(sheet: Service, who: str) -> SheetLink:
    """A new link; an older one of the same sheet stops."""
    with writing(Service._meta.database):
        withdraw(sheet)
        begin = now()
        made: SheetLink = SheetLink.create(
            service=sheet, who=who, at=begin, expires=begin + timedelta(days=DAYS)
        )
    return made


def withdraw(sheet: Service) -> None:
    """Stop the links of a sheet."""
    alive = (SheetLink.service == sheet) & SheetLink.withdrawn.is_null()
    SheetLink.update(withdrawn=now()).where(alive).execute()


def of(sheet: Service) -> SheetLink | None:
    """The newest link of a sheet that was not withdrawn, or None."""
    rows = SheetLink.select().where(SheetLink.service == sheet, SheetLink.withdrawn.is_null())
    found: SheetLink | None = rows.order_by(SheetLink.id.desc()).first()
    return found


def _until(link: SheetLink) -> int:
    return int(link.expires.replace(tzinfo=UTC).timestamp())


def token(link: SheetLink, secret: bytes | str) -> str:
    """What stands in the address."""
    return str(_signer(secret).dumps([link.uuid, _until(link)]))


def open_link(text: str, secret: bytes | str) -> SheetLink | None:
    """The link behind an address; None when it is none of ours, has expired or was withdrawn."""
    try:
        uuid, expires = _signer(secret).loads(text)
    except (BadData, ValueError, TypeError):
        return None
    found = SheetLink.get_or_none(SheetLink.uuid == uuid)
    if found is None or _until(found) != expires or not found.is_open(now()):
        return None
    return found
