"""Whatever stands in the cells of a list: a row goes in or stays out with a reason, and twice is once."""

import csv
import io
import random

import pytest

from directory import snapshots
from directory.errors import BadFile
from directory.importing import import_path
from directory.importing.targets import HEADINGS
from directory.models import Service

ODD = [
    "", "(   ) -  -    ", "Language Line.", "=1+1", "\x00", "9" * 400, "a\nb\r\nc", "02 411 12 13; 106",
    "Mo-Fr 09:00-12:00", "24/7", "lundi 9h-12h et 14h", "(312) 341-1070 x 5", "<script>", "%(value)s %s",
    "{}",
    "é" * 300, "1080", "http://[::1", "a@b", "@", "2026-13-45", "31/02/2026", "yes", "Chinese (Mandarin)",
    "|",
    "a | b | c", "-5", "١٢٣", "+" * 30, "Su-Mo 25:00", "monday: 9-5 tuesday: closed", "'=x", "\u202e",
    "https://x.be ; y.be", "no phone", "844-RIGHTS-9, 844-744-4879",
]  # fmt: skip
WORDS = [word for headings in HEADINGS.values() for word in headings.split("|")[:2]]


def a_file(chance):
    headings = ["id", "name_nl", "category", *chance.sample(WORDS, chance.randint(1, 12))]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=chance.choice(",;\t"))
    writer.writerow(headings)
    for number in range(chance.randint(1, 8)):
        odd = [chance.choice(ODD) for _ in range(len(headings) - 3 + chance.choice([0, 0, 0, 1, -1]))]
        writer.writerow([f"odd{number}", f"Dienst {number}", "other", *odd])
    return text.getvalue().encode(chance.choice(["utf-8", "utf-16", "cp1252"]), "replace")


@pytest.mark.parametrize("seed", range(25))
def test_odd_cells_do_no_harm_and_the_same_file_twice_changes_nothing(database, tmp_path, seed):
    path = tmp_path / "odd.csv"
    path.write_bytes(a_file(random.Random(seed)))
    try:
        first = import_path(path)
    except BadFile:
        assert Service.select().count() == 0
        return
    assert all(reason for _row, _id, reason in first.refused)
    assert first.added == Service.select().count()
    before = {sheet.external_id: (sheet.version, snapshots.of(sheet)) for sheet in Service.select()}
    again = import_path(path)
    assert (again.added, again.changed, again.conflicts) == (0, 0, 0)
    assert len(again.refused) == len(first.refused)
    assert {s.external_id: (s.version, snapshots.of(s)) for s in Service.select()} == before
