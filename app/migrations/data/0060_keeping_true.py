"""Checks, suggestions, links for services, what the team knows, and how often each sheet is opened."""

from peewee import *


def up(migrator, db):
    class Service(Model):
        class Meta:
            database = db
            table_name = "service"

    class Verification(Model):
        service = ForeignKeyField(Service, on_delete="CASCADE")
        at = DateTimeField()
        day = DateField()
        who = CharField(default="")
        how = CharField()
        source = TextField(default="")
        parts = CharField()
        held = TextField()

        class Meta:
            database = db
            table_name = "verification"

    class SheetUse(Model):
        service = ForeignKeyField(Service, on_delete="CASCADE")
        month = CharField()
        times = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "sheetuse"
            indexes = ((("service", "month"), True),)

    class SheetLink(Model):
        uuid = CharField(unique=True)
        service = ForeignKeyField(Service, on_delete="CASCADE")
        who = CharField()
        at = DateTimeField()
        expires = DateTimeField()
        withdrawn = DateTimeField(null=True)
        answers = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "sheetlink"

    class Suggestion(Model):
        uuid = CharField(unique=True)
        service = ForeignKeyField(Service, on_delete="CASCADE")
        link = ForeignKeyField(SheetLink, null=True, on_delete="SET NULL")
        origin = CharField()
        kind = CharField()
        number = CharField(default="")
        words = TextField(default="")
        proposed = TextField(default="{}")
        base = TextField(default="{}")
        covered = BooleanField(default=False)
        source = CharField(default="")
        day = DateField()
        who = CharField(default="", index=True)
        at = DateTimeField()
        state = CharField(default="open", index=True)
        decided_at = DateTimeField(null=True)
        decided_by = CharField(default="")
        answer = TextField(default="")
        heard = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "suggestion"

    class Knowledge(Model):
        uuid = CharField(unique=True)
        service = ForeignKeyField(Service, on_delete="CASCADE")
        words = TextField()
        who = CharField()
        at = DateTimeField()
        removed_at = DateTimeField(null=True)
        removed_by = CharField(default="")

        class Meta:
            database = db
            table_name = "knowledge"

    db.create_tables([Verification, SheetUse, SheetLink, Suggestion, Knowledge])
    # Not by the library's add_column, which copies the whole table on SQLite.
    db.execute_sql('ALTER TABLE "service" ADD COLUMN "remarks" INTEGER NOT NULL DEFAULT 0')
