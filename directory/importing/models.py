"""The tables of importing: batches with their rows, kept mappings, what a source last said, conflicts."""

from typing import Any
from uuid import uuid4

import peewee

from directory.clock import now
from directory.models import Service

# The life of a batch. Taking in and undoing are one transaction each, the state with it.
ARRIVED, UPLOADED, READING, PLANNED, APPLYING, APPLIED, UNDONE, FAILED = (
    "arrived", "uploaded", "reading", "planned", "applying", "applied", "undone", "failed",
)  # fmt: skip
ADDED, CHANGED, UNCHANGED, REFUSED = "added", "changed", "unchanged", "refused"


class Batch(peewee.Model):
    """One file, or one pull of a feed, from its arrival to its undoing.

    ``content`` is the file until it is taken in. ``mapping`` and ``notes`` (reasons about the whole file)
    are JSON. ``done`` of ``total`` rows are read; ``beat`` is when that was last written.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=lambda: str(uuid4()))
    name = peewee.CharField()
    source = peewee.CharField(default="")
    state = peewee.CharField(default=UPLOADED)
    content = peewee.BlobField(null=True)
    mapping = peewee.TextField(default="{}")
    notes = peewee.TextField(default="[]")
    problem = peewee.TextField(default="")
    done = peewee.IntegerField(default=0)
    total = peewee.IntegerField(default=0)
    beat = peewee.DateTimeField(null=True)
    added = peewee.IntegerField(default=0)
    changed = peewee.IntegerField(default=0)
    unchanged = peewee.IntegerField(default=0)
    refused = peewee.IntegerField(default=0)
    conflicts = peewee.IntegerField(default=0)
    created = peewee.DateTimeField(default=now)
    created_by = peewee.CharField(default="")
    applied = peewee.DateTimeField(null=True)
    applied_by = peewee.CharField(default="")
    undone = peewee.DateTimeField(null=True)
    undone_by = peewee.CharField(default="")

    lines: Any


class Line(peewee.Model):
    """One row of a batch: what it says (``values``), what came of it, and why.

    ``changes`` (field → [before, after]), ``values``, ``reasons`` ([kind, value, field]) and ``cells`` are
    JSON. ``version`` is that of the sheet when it was taken in; ``said`` what the source had said before.
    """

    id = peewee.AutoField()
    batch = peewee.ForeignKeyField(Batch, backref="lines", on_delete="CASCADE")
    number = peewee.IntegerField()
    external_id = peewee.CharField(default="")
    name = peewee.CharField(default="")
    outcome = peewee.CharField(default="")
    values = peewee.TextField(default="{}")
    changes = peewee.TextField(default="{}")
    reasons = peewee.TextField(default="[]")
    cells = peewee.TextField(default="{}")
    made_of = peewee.IntegerField(default=0)
    conflicts = peewee.IntegerField(default=0)
    # The fields among the changes that wait for a decision.
    waits = peewee.TextField(default="[]")
    version = peewee.IntegerField(default=0)
    said = peewee.TextField(default="")

    class Meta:
        indexes = ((("batch", "outcome"), False),)


class Said(peewee.Model):
    """What a source last said of a sheet (JSON): the common ground on which its next word is compared."""

    id = peewee.AutoField()
    source = peewee.CharField()
    service = peewee.ForeignKeyField(Service, backref="said", on_delete="CASCADE")
    state = peewee.TextField()

    class Meta:
        indexes = ((("source", "service"), True),)


class Conflict(peewee.Model):
    """A field that was edited here and that a source changed too. It stays ours until somebody decides."""

    id = peewee.AutoField()
    batch = peewee.ForeignKeyField(Batch, backref="kept", on_delete="CASCADE")
    service = peewee.ForeignKeyField(Service, backref="conflicts", on_delete="CASCADE")
    field = peewee.CharField()
    ours = peewee.TextField()
    theirs = peewee.TextField()
    since = peewee.DateTimeField(default=now)
    # '' while it is open, then ours, theirs or later (a newer word of the source took its place).
    decided = peewee.CharField(default="", index=True)
    decided_by = peewee.CharField(default="")


class KeptMapping(peewee.Model):
    """A mapping with a name, found again by the headings of a file."""

    id = peewee.AutoField()
    name = peewee.CharField(unique=True)
    fingerprint = peewee.CharField(index=True)
    mapping = peewee.TextField()
    updated = peewee.DateTimeField(default=now)


MODELS: list[type[peewee.Model]] = [Batch, Line, Said, Conflict, KeptMapping]
