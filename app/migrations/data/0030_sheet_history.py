"""Sheets: a rhythm of checking, a successor for what was archived, and every version that was."""

from peewee import *


def up(migrator, db):
    class Service(Model):
        class Meta:
            database = db
            table_name = "service"

    class Revision(Model):
        service = ForeignKeyField(Service, on_delete="CASCADE")
        version = IntegerField()
        at = DateTimeField()
        who = CharField(default="")
        verb = CharField()
        why = TextField(default="")
        state = TextField()

        class Meta:
            database = db
            table_name = "revision"
            indexes = ((("service", "version"), False),)

    db.create_tables([Revision])
    # Not by the library's add_column, which copies the whole table on SQLite.
    db.execute_sql('ALTER TABLE "service" ADD COLUMN "rhythm" INTEGER')
    db.execute_sql(
        'ALTER TABLE "service" ADD COLUMN "replaced_by_id" INTEGER REFERENCES "service" ("id") '
        "ON DELETE SET NULL"
    )
    db.execute_sql('CREATE INDEX "service_replaced_by_id" ON "service" ("replaced_by_id")')
