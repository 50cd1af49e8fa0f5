"""What belongs to the service or to one's own desk rather than to a case."""

import peewee

from app.auth.models import User
from app.cases.tables.core import new_uuid
from app.cases.tables.notes import Task
from directory.clock import now


class Setting(peewee.Model):
    """One choice of the service: days until a reminder, the retention period, its letterhead."""

    name = peewee.CharField(unique=True)
    value = peewee.TextField()


class Desk(peewee.Model):
    """How somebody works: profile, away until, and the calendar feed (a hash of its link; the words that it
    may hold are sealed to a key that only the link makes). ``feed_says``: '' or ``words``.
    """

    id = peewee.AutoField()
    user = peewee.ForeignKeyField(User, unique=True, on_delete="CASCADE")
    profile = peewee.CharField(default="")
    feed_hash = peewee.BlobField(null=True, unique=True)
    feed_public = peewee.BlobField(null=True)
    feed_says = peewee.CharField(default="")
    feed_seen = peewee.DateField(null=True)
    away_until = peewee.DateField(null=True)

    user_id: int


class FeedLine(peewee.Model):
    """The words of one task for one calendar feed, only where its owner chose so."""

    id = peewee.AutoField()
    desk = peewee.ForeignKeyField(Desk, on_delete="CASCADE")
    task = peewee.ForeignKeyField(Task, on_delete="CASCADE")
    sealed = peewee.BlobField()

    task_id: int


class Snippet(peewee.Model):
    """A text of the service's own to insert in notes. Tells about nobody, so it is not encrypted."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    author = peewee.ForeignKeyField(User)
    title = peewee.CharField()
    text = peewee.TextField()
    at = peewee.DateTimeField(default=now)


class Tally(peewee.Model):
    """What erased cases leave: counts by month, of nobody."""

    id = peewee.AutoField()
    month = peewee.CharField()
    measure = peewee.CharField()
    code = peewee.CharField(default="")
    n = peewee.IntegerField(default=0)

    class Meta:
        indexes = ((("month", "measure", "code"), True),)
