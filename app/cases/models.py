"""The rows of case work. A ``BlobField`` holds encrypted words; what is clear tells nothing by itself."""

from uuid import uuid4

import peewee

from app.auth.models import User, now
from directory.models import Service


def _uuid() -> str:
    return str(uuid4())


class Case(peewee.Model):
    """A client or household (nl *dossier*). The lead answers for it."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=_uuid)
    title = peewee.BlobField()
    key_version = peewee.IntegerField(default=1)
    created = peewee.DateTimeField(default=now)
    touched = peewee.DateTimeField(default=now)


class Member(peewee.Model):
    """Somebody on the team of a case: ``lead``, ``deputy`` or ``colleague``."""

    id = peewee.AutoField()
    case = peewee.ForeignKeyField(Case, backref="members", on_delete="CASCADE")
    user = peewee.ForeignKeyField(User, backref="memberships")
    part = peewee.CharField()
    since = peewee.DateTimeField(default=now)

    class Meta:
        indexes = ((("case", "user"), True),)


class Note(peewee.Model):
    """What was said or done. Only the text is a must, and a listening contact needs not even that."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=_uuid)
    case = peewee.ForeignKeyField(Case, backref="notes", on_delete="CASCADE")
    author = peewee.ForeignKeyField(User)
    text = peewee.BlobField()
    at = peewee.DateTimeField(default=now)
    interventions = peewee.CharField(default="")
    domains = peewee.CharField(default="")
    channel = peewee.CharField(default="")
    minutes = peewee.IntegerField(null=True)


class Draft(peewee.Model):
    """What somebody is typing in a case. Cleared in the transaction that saves the note, not before."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=_uuid)
    case = peewee.ForeignKeyField(Case, backref="drafts", on_delete="CASCADE")
    author = peewee.ForeignKeyField(User)
    text = peewee.BlobField()
    version = peewee.IntegerField(default=1)
    saved = peewee.DateTimeField(default=now)

    class Meta:
        indexes = ((("case", "author"), True),)


class Referral(peewee.Model):
    """From a sheet to a case: info, letter, warm or sent; and how far it has come."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=_uuid)
    case = peewee.ForeignKeyField(Case, backref="referrals", on_delete="CASCADE")
    service = peewee.ForeignKeyField(Service)
    author = peewee.ForeignKeyField(User)
    kind = peewee.CharField()
    status = peewee.CharField()
    conditions = peewee.CharField(default="")
    at = peewee.DateTimeField(default=now)


class Task(peewee.Model):
    """Something to do in a case, by a day if there is one.

    With a ``referral`` and no words: ask what came of it.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=_uuid)
    case = peewee.ForeignKeyField(Case, backref="tasks", on_delete="CASCADE")
    author = peewee.ForeignKeyField(User)
    referral = peewee.ForeignKeyField(Referral, backref="tasks", on_delete="CASCADE", null=True)
    words = peewee.BlobField()
    due = peewee.DateField(null=True)
    created = peewee.DateTimeField(default=now)
    done = peewee.DateTimeField(null=True)


class CaseKey(peewee.Model):
    """A case's key, sealed to one holder. Lives in ``keys.db``, apart from the data: erasing a case
    deletes its keys, and old backups of the data become unreadable with the last backup of these.

    ``holder`` is an account's uuid, or ``recovery``; ``public`` the key it was sealed to. After a
    forgotten passphrase the account has another one, and a colleague on the case seals again.
    """

    id = peewee.AutoField()
    case_uuid = peewee.CharField(index=True)
    holder = peewee.CharField()
    version = peewee.IntegerField(default=1)
    public = peewee.BlobField()
    sealed = peewee.BlobField()

    class Meta:
        indexes = ((("case_uuid", "holder", "version"), True),)


MODELS: list[type[peewee.Model]] = [Case, Member, Note, Draft, Referral, Task]
