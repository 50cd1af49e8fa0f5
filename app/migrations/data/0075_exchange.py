"""The exchange: an address may be restricted, and every organisation has an identifier that stays."""

from uuid import uuid4

from peewee import *


def up(migrator, db):
    # Not by the library's add_column, which copies the whole table on SQLite.
    sqlite = isinstance(db, SqliteDatabase)
    kind, mark = ("INTEGER NOT NULL DEFAULT 0", "?") if sqlite else ("BOOLEAN NOT NULL DEFAULT FALSE", "%s")
    db.execute_sql(f'ALTER TABLE "service" ADD COLUMN "address_restricted" {kind}')
    nameless = db.execute_sql('SELECT "id" FROM "organisation" WHERE "external_id" IS NULL').fetchall()
    for (number,) in nameless:
        made = f"org-{uuid4().hex[:12]}"
        db.execute_sql(
            f'UPDATE "organisation" SET "external_id" = {mark} WHERE "id" = {mark}',  # noqa: S608
            (made, number),
        )
