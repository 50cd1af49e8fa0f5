"""One's desk: away until, what the calendar says and when it was last fetched. A note keeps the legal
status of its day, from which the funding line follows."""

from peewee import *


def up(migrator, db):
    # Not by the library's add_column, which copies the whole table on SQLite.
    db.execute_sql('ALTER TABLE "desk" ADD COLUMN "away_until" DATE')
    db.execute_sql('ALTER TABLE "desk" ADD COLUMN "feed_seen" DATE')
    db.execute_sql('ALTER TABLE "desk" ADD COLUMN "feed_says" VARCHAR(255) NOT NULL DEFAULT \'\'')
    db.execute_sql('ALTER TABLE "note" ADD COLUMN "status" VARCHAR(255) NOT NULL DEFAULT \'\'')
