"""The subjects on which a sheet is reference expertise."""

from peewee import *


def up(migrator, db):
    class Service(Model):
        class Meta:
            database = db
            table_name = "service"

    class ServiceExpertise(Model):
        service = ForeignKeyField(Service, on_delete="CASCADE")
        code = CharField(index=True)

        class Meta:
            database = db
            table_name = "serviceexpertise"

    db.create_tables([ServiceExpertise])
