"""The code that an account may ask for at signing in, beside its passphrase."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class SecondStep(Model):
        id = AutoField()
        user = ForeignKeyField(User, unique=True, on_delete="CASCADE")
        sealed = BlobField()
        used = IntegerField()

        class Meta:
            database = db
            table_name = "secondstep"

    db.create_tables([SecondStep])
