"""Who of the team answered a partner's question, and under which agreement."""

from peewee import *


def up(migrator, db):
    # Not by the library's add_column, which copies the whole table on SQLite.
    for column, table, end in (("author_id", "user", ""), ("consent_id", "consent", " ON DELETE SET NULL")):
        db.execute_sql(
            f'ALTER TABLE "linkanswer" ADD COLUMN "{column}" INTEGER REFERENCES "{table}" ("id"){end}'
        )
        db.execute_sql(f'CREATE INDEX "linkanswer_{column}" ON "linkanswer" ("{column}")')
