"""Search: changes of sheets are numbered, sheets that nobody noted are found at once, editors keep the
thesaurus."""

from peewee import *


def up(migrator, db):
    class Stamp(Model):
        name = CharField(primary_key=True)
        value = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "stamp"

    class ThesaurusGroup(Model):
        code = CharField(unique=True)
        kind = CharField()
        terms_nl = TextField(default="")
        terms_fr = TextField(default="")
        terms_en = TextField(default="")
        abbreviations = TextField(default="")
        leads_to = TextField(default="")
        packaged = BooleanField(default=False)
        removed = BooleanField(default=False)
        updated = DateTimeField()

        class Meta:
            database = db
            table_name = "thesaurusgroup"

    db.create_tables([Stamp, ThesaurusGroup])
    # Not by the library's add_column, which copies the whole table on SQLite.
    db.execute_sql('ALTER TABLE "service" ADD COLUMN "change" INTEGER NOT NULL DEFAULT 0')
    db.execute_sql('CREATE INDEX "service_change" ON "service" ("change")')
    db.execute_sql('CREATE INDEX "service_behind" ON "service" ("id") WHERE ("indexed" < "version")')
