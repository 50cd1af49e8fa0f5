"""Kept forms."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class KeptForm(Model):
        uuid = CharField(unique=True)
        author = ForeignKeyField(User, unique=True, on_delete="CASCADE")
        path = CharField()
        sealed = BlobField()
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "keptform"

    db.create_tables([KeptForm])
