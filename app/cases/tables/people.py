"""Whom a case is about, and who works along."""

import peewee

from app.auth.models import User
from app.cases.tables.core import Case, new_uuid
from directory.clock import now


class Person(peewee.Model):
    """``client``, ``household`` or ``linked``. ``facts`` are encrypted: a few words by name, all optional."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="people", on_delete="CASCADE")
    kind = peewee.CharField()
    facts = peewee.BlobField()
    changed = peewee.DateTimeField(default=now)

    case_id: int


class Partner(peewee.Model):
    """A service or a person outside that works along in a case: who, what for, since when, what next."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="partners", on_delete="CASCADE")
    facts = peewee.BlobField()
    changed = peewee.DateTimeField(default=now)  # when it was noted: a change of the entry is no news
    ended = peewee.DateTimeField(null=True)


class Conference(peewee.Model):
    """A case conference: participants, and minutes limited to what is needed (encrypted)."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="conferences", on_delete="CASCADE")
    author = peewee.ForeignKeyField(User)
    facts = peewee.BlobField()
    at = peewee.DateTimeField(default=now)

    author_id: int


class Plan(peewee.Model):
    """How the client and the linked person stay in touch: visits, phone, letters; and what hinders."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="plans", on_delete="CASCADE")
    facts = peewee.BlobField()
    changed = peewee.DateTimeField(default=now)
    ended = peewee.DateTimeField(null=True)
