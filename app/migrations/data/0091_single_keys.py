"""Keys that do something by themselves can be switched off by each account."""

from peewee import *


def up(migrator, db):
    # Not by the library's add_column, which copies the whole table on SQLite.
    kind = "INTEGER NOT NULL DEFAULT 1" if isinstance(db, SqliteDatabase) else "BOOLEAN NOT NULL DEFAULT TRUE"
    db.execute_sql(f'ALTER TABLE "user" ADD COLUMN "single_keys" {kind}')
