"""What a client agreed to, and a referral, names the sheet that it was said to be for, also where a merge
moved it to another one. No list of an editor's merge holds an identifier of a case any more."""

import json

TABLES = ("referral", "consent")


def up(migrator, db):
    by = db.param
    back = 'UPDATE "{}" SET service_id = {} WHERE uuid = {} AND service_id = {}'
    strike = 'UPDATE "merge" SET moved = {} WHERE id = {}'
    merges = 'SELECT id, away_id, kept_id, moved, undone_at FROM "merge" ORDER BY id DESC'
    for number, away, kept, moved, undone in db.execute_sql(merges).fetchall():
        keys = json.loads(moved)
        for table in TABLES:
            for uuid in keys.pop(f"{table}.service", []):
                if undone is None:
                    db.execute_sql(back.format(table, by, by, by), (away, uuid, kept))
        db.execute_sql(strike.format(by, by), (json.dumps(keys), number))
