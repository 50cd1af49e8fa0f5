"""The tables of sources: who is read, how, and what was seen there last."""

from typing import Any
from uuid import uuid4

import peewee

from directory.clock import now

# What the last pull came to. ``held``: nothing is taken until a person has looked.
NEVER, GOOD, SILENT, HELD = "never", "good", "silent", "held"


class Feed(peewee.Model):
    """A source: another Schakel, or any HSDS feed.

    ``direct``: what it says is taken in at once; otherwise it waits for an editor. ``hours`` between two
    pulls. ``etag`` is of its list of services as we know it. ``problem`` is a kind of
    ``directory.federation.judging`` or ``fetching``, ``detail`` what it is about. ``failures`` in a row.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=lambda: str(uuid4()))
    name = peewee.CharField()
    url = peewee.CharField(unique=True)
    direct = peewee.BooleanField(default=False)
    paused = peewee.BooleanField(default=False)
    hours = peewee.IntegerField(default=24)
    state = peewee.CharField(default=NEVER)
    problem = peewee.CharField(default="")
    detail = peewee.TextField(default="")
    failures = peewee.IntegerField(default=0)
    etag = peewee.CharField(default="")
    mapping = peewee.TextField(default="")
    tried = peewee.DateTimeField(null=True)
    answered = peewee.DateTimeField(null=True)
    created = peewee.DateTimeField(default=now)
    created_by = peewee.CharField(default="")

    items: Any

    @property
    def source(self) -> str:
        """By which the import machinery remembers what this source said."""
        return f"feed-{self.uuid}"


class FeedItem(peewee.Model):
    """A service as the source last listed it. ``gone``: since when it is no longer there; ``settled``:
    somebody decided about its sheet; of one that is there again: its sheet is still put away.
    """

    id = peewee.AutoField()
    feed = peewee.ForeignKeyField(Feed, backref="items", on_delete="CASCADE")
    remote = peewee.CharField()
    external_id = peewee.CharField(default="", index=True)
    name = peewee.CharField(default="")
    modified = peewee.CharField(default="")
    gone = peewee.DateTimeField(null=True)
    settled = peewee.BooleanField(default=False)

    class Meta:
        indexes = ((("feed", "remote"), True),)


MODELS: list[type[peewee.Model]] = [Feed, FeedItem]
