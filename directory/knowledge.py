"""What the team knows of a service ("call before ten"), beside what the service says of itself.

A layer of its own on purpose: it is in no snapshot of a sheet, so that nothing that copies, exports or
compares sheets can take it along. It is for colleagues alone and **never leaves**: no export, no feed, no
hand-out, no link to the service reads this table. Search alone reads it (``texts``).
"""

from uuid import uuid4

import peewee

from directory import revisions
from directory.clock import now
from directory.errors import DirectoryError
from directory.models import Service
from directory.transactions import writing

LONGEST = 1000


class Empty(DirectoryError):
    """Nothing was written."""


class Knowledge(peewee.Model):
    """One thing that a colleague wrote down. A changed one is a new one; the old stays for the history."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=lambda: str(uuid4()))
    service = peewee.ForeignKeyField(Service, backref="knowledge", on_delete="CASCADE")
    words = peewee.TextField()
    who = peewee.CharField()
    at = peewee.DateTimeField(default=now)
    removed_at = peewee.DateTimeField(null=True)
    removed_by = peewee.CharField(default="")


def of(sheet: Service) -> list[Knowledge]:
    """What is known of the sheet, the newest first."""
    rows = Knowledge.select().where(Knowledge.service == sheet, Knowledge.removed_at.is_null())
    return list(rows.order_by(Knowledge.id.desc()))


def texts(sheet: Service) -> list[str]:
    """What search takes in of a sheet beside the official texts. Prefetch ``Knowledge`` for many."""
    return [str(row.words) for row in sheet.knowledge if row.removed_at is None]


def add(sheet: Service, words: str, who: str) -> Knowledge:
    """Write down what is known. Raises Empty."""
    words = words.strip()[:LONGEST]
    if not words:
        raise Empty("nothing was written")
    with writing(Service._meta.database):
        made: Knowledge = Knowledge.create(service=sheet, words=words, who=who)
        revisions.baseline(sheet)
        sheet.touched()
        revisions.keep(sheet, revisions.NOTED, who, words)
    return made


def remove(row: Knowledge, who: str) -> None:
    """Take it away; the history keeps it."""
    with writing(Service._meta.database):
        gone = Knowledge.update(removed_at=now(), removed_by=who)
        if gone.where(Knowledge.id == row.id, Knowledge.removed_at.is_null()).execute():
            revisions.baseline(row.service)
            row.service.touched()
            revisions.keep(row.service, revisions.UNNOTED, who, str(row.words))
