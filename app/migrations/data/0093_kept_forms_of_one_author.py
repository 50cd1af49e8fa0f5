"""Several forms may be kept for one author: each that was open when the screen locked."""


def up(migrator, db):
    db.execute_sql('DROP INDEX "keptform_author_id"')
    db.execute_sql('CREATE INDEX "keptform_author_id" ON "keptform" ("author_id")')
