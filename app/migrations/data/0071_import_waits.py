"""Which changes of a row of an import wait for a decision."""


def up(migrator, db):
    db.execute_sql('ALTER TABLE "line" ADD COLUMN "waits" TEXT NOT NULL DEFAULT \'[]\'')
