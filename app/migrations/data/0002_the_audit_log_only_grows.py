"""Not even our own code can change or remove a line of the audit log."""

from peewee import *

SQLITE = (
    "CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON auditline "
    "BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END"
)
POSTGRESQL = (
    "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON auditline "
    "FOR EACH ROW EXECUTE FUNCTION audit_only_grows()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON auditline "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()",
)


def up(migrator, db):
    if isinstance(db, SqliteDatabase):
        statements = [SQLITE.format(verb=verb) for verb in ("update", "delete")]
    else:
        statements = POSTGRESQL
    for statement in statements:
        db.execute_sql(statement)
