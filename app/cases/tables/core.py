"""Cases, who is on them, and their keys."""

from uuid import uuid4

import peewee

from app.auth.models import User
from directory.clock import now


def new_uuid() -> str:
    """An identifier that tells nothing."""
    return str(uuid4())


class Case(peewee.Model):
    """A client or household (nl *dossier*). The lead answers for it."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    title = peewee.BlobField()
    key_version = peewee.IntegerField(default=1)
    created = peewee.DateTimeField(default=now)
    touched = peewee.DateTimeField(default=now)


class Member(peewee.Model):
    """Somebody on the team of a case: ``lead``, ``deputy``, ``colleague``, or ``emergency`` until an hour."""

    id = peewee.AutoField()
    case = peewee.ForeignKeyField(Case, backref="members", on_delete="CASCADE")
    user = peewee.ForeignKeyField(User, backref="memberships")
    part = peewee.CharField()
    since = peewee.DateTimeField(default=now)
    until = peewee.DateTimeField(null=True)

    case_id: int
    user_id: int

    class Meta:
        indexes = ((("case", "user"), True),)


class Emergency(peewee.Model):
    """Somebody opened a case that was not theirs, in an emergency. The lead sees it at once."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="emergencies", on_delete="CASCADE")
    user = peewee.ForeignKeyField(User)
    reason = peewee.BlobField()
    at = peewee.DateTimeField(default=now)
    until = peewee.DateTimeField()
    seen = peewee.DateTimeField(null=True)


class Closure(peewee.Model):
    """A case that is closed: by whom, when, and from which day it may be erased (None: nobody set it)."""

    id = peewee.AutoField()
    case = peewee.ForeignKeyField(Case, unique=True, backref="closures", on_delete="CASCADE")
    user = peewee.ForeignKeyField(User)
    at = peewee.DateTimeField(default=now)
    erase_after = peewee.DateField(null=True)


class Circle(peewee.Model):
    """Some of the team, with a key of their own: notes that only they read. ``private``: one person."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="circles", on_delete="CASCADE")
    owner = peewee.ForeignKeyField(User)
    private = peewee.BooleanField(default=False)
    name = peewee.BlobField()
    key_version = peewee.IntegerField(default=1)

    owner_id: int


class CircleMember(peewee.Model):
    """Who reads the notes of a circle."""

    id = peewee.AutoField()
    circle = peewee.ForeignKeyField(Circle, backref="members", on_delete="CASCADE")
    user = peewee.ForeignKeyField(User)

    class Meta:
        indexes = ((("circle", "user"), True),)


class CaseKey(peewee.Model):
    """A case's key, sealed to one holder. Lives in ``keys.db``, apart from the data: erasing a case
    deletes its keys, and old backups of the data become unreadable with the last backup of these.

    ``holder`` is an account's uuid, or ``recovery``; ``public`` the key it was sealed to. After a
    forgotten passphrase the account has another one, and a colleague on the case seals again.
    A circle has keys of its own, under the circle's uuid.
    """

    id = peewee.AutoField()
    case_uuid = peewee.CharField(index=True)
    holder = peewee.CharField()
    version = peewee.IntegerField(default=1)
    public = peewee.BlobField()
    sealed = peewee.BlobField()

    class Meta:
        indexes = ((("case_uuid", "holder", "version"), True),)
