"""Sources: other servers that are read on a schedule, and what was seen there last."""

from peewee import *


def up(migrator, db):
    class Feed(Model):
        uuid = CharField(unique=True)
        name = CharField()
        url = CharField(unique=True)
        direct = BooleanField(default=False)
        paused = BooleanField(default=False)
        hours = IntegerField(default=24)
        state = CharField(default="never")
        problem = CharField(default="")
        detail = TextField(default="")
        failures = IntegerField(default=0)
        etag = CharField(default="")
        mapping = TextField(default="")
        tried = DateTimeField(null=True)
        answered = DateTimeField(null=True)
        created = DateTimeField()
        created_by = CharField(default="")

        class Meta:
            database = db
            table_name = "feed"

    class FeedItem(Model):
        feed = ForeignKeyField(Feed, on_delete="CASCADE")
        remote = CharField()
        external_id = CharField(default="", index=True)
        name = CharField(default="")
        modified = CharField(default="")
        gone = DateTimeField(null=True)
        settled = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "feeditem"
            indexes = ((("feed", "remote"), True),)

    db.create_tables([Feed, FeedItem])
