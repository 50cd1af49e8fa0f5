"""What became of appointments, and of what a contact plan has next: came, did not come, called off, moved."""

from peewee import *


def up(migrator, db):
    class Appointment(Model):
        class Meta:
            database = db
            table_name = "appointment"

    class Case(Model):
        class Meta:
            database = db
            table_name = "case"

    class Plan(Model):
        class Meta:
            database = db
            table_name = "plan"

    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Happening(Model):
        id = AutoField()
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        appointment = ForeignKeyField(Appointment, null=True, on_delete="CASCADE")
        plan = ForeignKeyField(Plan, null=True, on_delete="CASCADE")
        who = ForeignKeyField(User)
        facts = BlobField()
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "happening"

    db.create_tables([Happening])
