"""Duplicates judged, merges, relations, closures; lists for hand-outs and notes of one's own."""

from peewee import *


def up(migrator, db):
    class Service(Model):
        class Meta:
            database = db
            table_name = "service"

    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class ClosedPeriod(Model):
        uuid = CharField(unique=True)
        service = ForeignKeyField(Service, on_delete="CASCADE")
        first = DateField()
        last = DateField(index=True)
        why = CharField(default="")
        who = CharField(default="")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "closedperiod"

    db.create_tables([ClosedPeriod])

    class KeptApart(Model):
        one = ForeignKeyField(Service, on_delete="CASCADE")
        two = ForeignKeyField(Service, on_delete="CASCADE")
        who = CharField(default="")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "keptapart"
            indexes = ((("one", "two"), True),)

    db.create_tables([KeptApart])

    class Merge(Model):
        uuid = CharField(unique=True)
        away = ForeignKeyField(Service, on_delete="CASCADE")
        kept = ForeignKeyField(Service, on_delete="CASCADE")
        who = CharField(default="")
        at = DateTimeField()
        moved = TextField()
        before = TextField()
        after = TextField()
        undone_at = DateTimeField(null=True)
        undone_by = CharField(default="")

        class Meta:
            database = db
            table_name = "merge"

    db.create_tables([Merge])

    class OwnNote(Model):
        uuid = CharField(unique=True)
        user = ForeignKeyField(User, on_delete="CASCADE")
        service = ForeignKeyField(Service, on_delete="CASCADE")
        sealed = BlobField()

        class Meta:
            database = db
            table_name = "ownnote"

    db.create_tables([OwnNote])

    class Picked(Model):
        user = ForeignKeyField(User, on_delete="CASCADE")
        service = ForeignKeyField(Service, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "picked"
            indexes = ((("user", "service"), True),)

    db.create_tables([Picked])

    class Relation(Model):
        uuid = CharField(unique=True)
        service = ForeignKeyField(Service, on_delete="CASCADE")
        other = ForeignKeyField(Service, on_delete="CASCADE")
        kind = CharField()
        who = CharField(default="")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "relation"
            indexes = ((("service", "other", "kind"), True),)

    db.create_tables([Relation])

    class Saturation(Model):
        service = ForeignKeyField(Service, on_delete="CASCADE")
        state = CharField()
        since = DateField()
        until = DateField()
        who = CharField(default="")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "saturation"

    db.create_tables([Saturation])
