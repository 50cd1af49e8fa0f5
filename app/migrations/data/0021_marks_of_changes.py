"""Search: each change of sheets has a mark, by which an index is known to be of this database."""

from peewee import *


def up(migrator, db):
    class IndexChange(Model):
        number = IntegerField(primary_key=True)
        mark = IntegerField()

        class Meta:
            database = db
            table_name = "indexchange"

    db.create_tables([IndexChange])
