"""Imports: batches with their rows, kept mappings, what a source last said, conflicts that wait."""

from peewee import *


def up(migrator, db):
    class Service(Model):
        class Meta:
            database = db
            table_name = "service"

    class Batch(Model):
        uuid = CharField(unique=True)
        name = CharField()
        source = CharField(default="")
        state = CharField(default="uploaded")
        content = BlobField(null=True)
        mapping = TextField(default="{}")
        notes = TextField(default="[]")
        problem = TextField(default="")
        done = IntegerField(default=0)
        total = IntegerField(default=0)
        beat = DateTimeField(null=True)
        added = IntegerField(default=0)
        changed = IntegerField(default=0)
        unchanged = IntegerField(default=0)
        refused = IntegerField(default=0)
        conflicts = IntegerField(default=0)
        created = DateTimeField()
        created_by = CharField(default="")
        applied = DateTimeField(null=True)
        applied_by = CharField(default="")
        undone = DateTimeField(null=True)
        undone_by = CharField(default="")

        class Meta:
            database = db
            table_name = "batch"

    db.create_tables([Batch])

    class Conflict(Model):
        batch = ForeignKeyField(Batch, on_delete="CASCADE")
        service = ForeignKeyField(Service, on_delete="CASCADE")
        field = CharField()
        ours = TextField()
        theirs = TextField()
        since = DateTimeField()
        decided = CharField(index=True, default="")
        decided_by = CharField(default="")

        class Meta:
            database = db
            table_name = "conflict"

    db.create_tables([Conflict])

    class KeptMapping(Model):
        name = CharField(unique=True)
        fingerprint = CharField(index=True)
        mapping = TextField()
        updated = DateTimeField()

        class Meta:
            database = db
            table_name = "keptmapping"

    db.create_tables([KeptMapping])

    class Line(Model):
        batch = ForeignKeyField(Batch, on_delete="CASCADE")
        number = IntegerField()
        external_id = CharField(default="")
        name = CharField(default="")
        outcome = CharField(default="")
        values = TextField(default="{}")
        changes = TextField(default="{}")
        reasons = TextField(default="[]")
        cells = TextField(default="{}")
        made_of = IntegerField(default=0)
        conflicts = IntegerField(default=0)
        version = IntegerField(default=0)
        said = TextField(default="")

        class Meta:
            database = db
            table_name = "line"
            indexes = ((("batch", "outcome"), False),)

    db.create_tables([Line])

    class Said(Model):
        source = CharField()
        service = ForeignKeyField(Service, on_delete="CASCADE")
        state = TextField()

        class Meta:
            database = db
            table_name = "said"
            indexes = ((("source", "service"), True),)

    db.create_tables([Said])
