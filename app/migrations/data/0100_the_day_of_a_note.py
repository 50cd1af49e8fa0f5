"""When a note was written, where that was on another day than the contact that it is about."""

from peewee import *


def up(migrator, db):
    kind = "DATETIME" if isinstance(db, SqliteDatabase) else "TIMESTAMP"
    # Not by the library's add_column, which copies the whole table on SQLite.
    db.execute_sql(f'ALTER TABLE "note" ADD COLUMN "written" {kind}')
