"""For developers: ``python -m app.migrations data 0042_name`` writes the step from the migrated schema to
the models as they stand; without a name it prints it. Read the result before it is committed."""

import sys
import tempfile
from pathlib import Path

from playhouse.migrations import template
from playhouse.schema_diff import diff_models

from app import db
from app.config import load
from app.migrations import HERE


def _step(text: str, name: str) -> str:
    """The library's draft without what we do not keep: notes on defaults that only the models give, and
    the way back (that is a backup)."""
    up = text.partition("def up(")[2].partition("def down(")[0]
    todos = [line for line in text.splitlines() if line.startswith("# TODO") and ": default <" not in line]
    title = name.partition("_")[2].replace("_", " ")
    return "\n".join([f'"""{title.capitalize()}."""', "", "from peewee import *", *todos, "", f"def up({up}"])


def main(part: str, name: str = "") -> None:
    """Print or write the step that is missing."""
    with tempfile.TemporaryDirectory() as folder:
        database = db.open_database(load({"DATA_DIR": folder}))
        db.upgrade(database)
        models = db.MODELS if part == "data" else db.KEY_MODELS
        text = _step(template(diff_models(models[0]._meta.database, models)), name)
        db.close(database)
    if name:
        Path(HERE / part / f"{name}.py").write_text(text, "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main(*sys.argv[1:3])
