"""When somebody of the team saw what a partner answered; and when a partner's link was passed on."""

from peewee import *


def up(migrator, db):
    # Not by the library's add_column, which copies the whole table on SQLite.
    kind = "DATETIME" if isinstance(db, SqliteDatabase) else "TIMESTAMP"
    db.execute_sql(f'ALTER TABLE "linkanswer" ADD COLUMN "seen" {kind}')
    db.execute_sql(f'ALTER TABLE "referral" ADD COLUMN "handed" {kind}')
    # Of links of before this was asked, nobody knows: they count as passed on when they were made. What was
    # answered before was announced nowhere, and is announced now.
    db.execute_sql("UPDATE referral SET handed = asked WHERE kind = 'sent'")
