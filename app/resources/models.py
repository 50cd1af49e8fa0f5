"""What people keep while they search: favourites, recent searches, and what they could not find."""

from uuid import uuid4

import peewee

from app.auth.models import User
from directory.clock import now
from directory.models import Service


class Favourite(peewee.Model):
    """A sheet that somebody wants at hand. Nobody else sees it."""

    id = peewee.AutoField()
    user = peewee.ForeignKeyField(User, backref="favourites", on_delete="CASCADE")
    service = peewee.ForeignKeyField(Service, backref="favourites", on_delete="CASCADE")
    since = peewee.DateTimeField(default=now)

    class Meta:
        indexes = ((("user", "service"), True),)


class Recent(peewee.Model):
    """A search somebody made. It may hint at a client, so it is sealed to the account's public key."""

    id = peewee.AutoField()
    user = peewee.ForeignKeyField(User, backref="recents", on_delete="CASCADE")
    sealed = peewee.BlobField()


class Unmet(peewee.Model):
    """Something that the directory lacks, as a colleague put it. Does not say who, nor for whom; ``day`` is
    the Monday of the week in which it was told last."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=lambda: str(uuid4()))
    words = peewee.CharField()
    municipality = peewee.CharField(default="")
    category = peewee.CharField(default="")
    times = peewee.IntegerField(default=1)
    day = peewee.DateField()
    done = peewee.BooleanField(default=False)


class Picked(peewee.Model):
    """A sheet on somebody's list for a hand-out, in the order of the ids. Says not when, nor for whom."""

    id = peewee.AutoField()
    user = peewee.ForeignKeyField(User, backref="picked", on_delete="CASCADE")
    service = peewee.ForeignKeyField(Service, backref="picked", on_delete="CASCADE")

    class Meta:
        indexes = ((("user", "service"), True),)


class OwnNote(peewee.Model):
    """What somebody keeps for oneself about a service, sealed to the account's public key: nobody else
    reads it. After a merge there may be several of one person on one sheet; they are read as one.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=lambda: str(uuid4()))
    user = peewee.ForeignKeyField(User, backref="own_notes", on_delete="CASCADE")
    service = peewee.ForeignKeyField(Service, backref="own_notes", on_delete="CASCADE")
    sealed = peewee.BlobField()


MODELS: list[type[peewee.Model]] = [Favourite, Recent, Unmet, Picked, OwnNote]
