"""Rows per second of dry run, import and exports, and that the same file twice changes nothing."""

import io
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app import db
from app.config import load
from directory import taxonomies, territory
from directory.exporting import spreadsheets, vcards
from directory.hsds import loading, tabular
from directory.importing import COLUMNS, arriving, batches, undoing
from directory.importing.models import Batch
from directory.models import Service

SHEETS = 3_000
WORDS = ("hulp", "aide", "onthaal", "accueil", "budget", "gezin")


def _file(count: int) -> bytes:
    """A list of our own columns with as much in each row as a real one has."""
    chance = random.Random(3)
    towns = list(territory.municipalities().values())
    lines = [",".join(COLUMNS)]
    for number in range(count):
        town, last = chance.choice(towns), chance.randrange(1_000_000)
        words = " ".join(chance.choice(WORDS) for _ in range(30))
        row = {
            "id": f"s{number}", "category": chance.choice(taxonomies.codes("category")),
            "name_nl": f"Dienst {number}", "name_fr": f"Service {number}", "description_nl": words,
            "description_fr": words, "street": f"Kerkstraat {number % 200}",
            "postal_code": town.postal_codes[0], "municipality_nl": town.name_nl,
            "municipality_fr": town.name_fr, "email": f"info{number}@example.org",
            "phone": f"02 4{last // 10_000:02} {last // 100 % 100:02} {last % 100:02}",
            "website": f"www.example.org/{number}", "languages": "nl;fr;ar", "territory": town.nis,
            "opening_hours": "Mo-Fr 09:00-12:00,13:00-17:00", "access": "walk-in",
        }  # fmt: skip
        lines.append(",".join(f'"{row.get(name, "")}"' for name in COLUMNS))
    return "\n".join(lines).encode()


@contextmanager
def _timed(told: list[str], what: str, rows: int) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    spent = time.perf_counter() - begin
    told.append(f"{what:<32} {rows / spent:>9,.0f} rows/s {spent:>8.2f} s")


def _staged(content: bytes) -> Batch:
    batch = arriving.receive("bench.csv", content, "")
    batches.stage(batch)
    return batch


def _exports() -> dict[str, Callable[[Any, Any], int]]:
    return {
        "CSV": spreadsheets.write_csv,
        "XLSX": spreadsheets.write_xlsx,
        "HSDS package": lambda target, sheets: tabular.write(target, sheets, "nl"),
        "HSDS JSON": lambda target, sheets: tabular.write_json(target, sheets, "nl"),
        "vCard": lambda target, sheets: vcards.write(target, sheets, "nl"),
    }


def run(count: int = SHEETS) -> list[str]:
    """Measure on a database of its own; returns lines to print.

    Raises:
        AssertionError: the second import changed something, or an undo left something.
    """
    told = [f"Importing and exporting, {count:,} sheets"]
    with tempfile.TemporaryDirectory() as folder:
        database = db.open_database(load({"DATA_DIR": str(Path(folder) / "data")}))
        db.upgrade(database)
        content = _file(count)
        with _timed(told, "dry run", count):
            first = _staged(content)
        assert (first.added, first.refused) == (count, 0)
        with _timed(told, "import (one transaction)", count):
            batches.apply(first, "")
        again = _staged(content)
        with _timed(told, "the same file again", count):
            batches.apply(again, "")
        versions = Service.select().where(Service.version != 1).count()
        assert (again.added, again.changed, again.unchanged, versions) == (0, 0, count, 0)
        told.append(f"{'second import':<32} changed {again.changed} of {again.unchanged:,}")
        for name, write in _exports().items():
            with _timed(told, f"export {name}", count):
                assert write(io.BytesIO(), loading.sheets()) == count
        with _timed(told, "undo (one transaction)", count):
            undoing.undo(first, "")
        assert Service.select().count() == 0
        db.close(database)
    return told


if __name__ == "__main__":
    print("\n".join(run()))
