"""What waits or is being typed names the case that was chosen in it, and is erased with it."""

from peewee import *


def up(migrator, db):
    class Case(Model):
        class Meta:
            database = db
            table_name = "case"

    def case():
        return ForeignKeyField(Case, field=Case.id, null=True, on_delete="CASCADE")

    migrator.migrate(migrator.drop_index("loosedraft", "loosedraft_author_id"))
    migrator.migrate(migrator.add_column("keptform", "case_id", case()))
    migrator.migrate(migrator.add_column("loosedraft", "slot", CharField(default="")))
    migrator.migrate(migrator.add_column("loosedraft", "case_id", case()))
    migrator.migrate(migrator.add_index("loosedraft", ("author_id",)))
    migrator.migrate(migrator.add_index("loosedraft", ("author_id", "slot"), unique=True))
    # What was kept before names its case in its path: /cases/<uuid>/...
    db.execute_sql('UPDATE keptform SET case_id = (SELECT id FROM "case" WHERE uuid = substr(path, 8, 36))')
