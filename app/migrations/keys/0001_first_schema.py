"""First schema."""

from peewee import *


def up(migrator, db):
    class CaseKey(Model):
        case_uuid = CharField(index=True)
        holder = CharField()
        version = IntegerField(default=1)
        public = BlobField()
        sealed = BlobField()

        class Meta:
            database = db
            table_name = "casekey"
            indexes = ((("case_uuid", "holder", "version"), True),)

    db.create_tables([CaseKey])
