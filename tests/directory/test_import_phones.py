"""The phones of one cell, as Brussels lists write them: none is lost, and no fax is called."""

import pytest

from directory.importing import import_path, phones
from directory.models import Phone

A, B, MOBILE = "+3222410000", "+3222410001", "+32475123456"


def read(text):
    return [
        (one["number"], one["note"])
        for piece in phones.pieces(text)
        for one in phones.read(piece, "BE")[0]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("02/241.00.00/01", [(A, "/01")]),
        ("02 241 00 00 /01 /02", [(A, "/01 /02")]),
        ("02 241 00 00 / 241 00 01", [(A, "241 00 01")]),
        ("02 241 00 00 / 02 241 00 01", [(A, ""), (B, "")]),
        ("02/241.00.00 of 0475/12.34.56", [(A, ""), (MOBILE, "")]),
        ("02 241 00 00 ou 01", [(A, "ou 01")]),
        ("02 241 00 00 (onthaal), 02 241 00 01 (nacht)", [(A, "onthaal"), (B, "nacht")]),
        ("onthaal: 02 241 00 00 secretariaat: 02 241 00 01", [(A, "onthaal"), (B, "secretariaat")]),
        ("0475 12 34 56 (Fatima) of 02 241 00 00", [(MOBILE, "Fatima"), (A, "")]),
        ("02 241 00 00 na 18u, 0475 12 34 56", [(A, "na 18u"), (MOBILE, "")]),
        ("gsm 0475 12 34 56 (9u-12u)", [(MOBILE, "gsm, 9u-12u")]),
        ("02 241 00 00 (toets 2 (nl))", [(A, "toets 2 (nl)")]),
        ("Tel. 02 241 00 00 - Fax 02 241 00 01", [(A, "fax 02 241 00 01")]),
        ("Fax 02 241 00 01", []),
        ("Tel/fax: 02 241 00 00", [(A, "")]),
        ("T 02 241 00 00", [(A, "")]),
        ("n.v.t.", []),
    ],
)
def test_each_number_has_the_words_that_belong_to_it(text, numbers):
    assert read(text) == numbers


def test_a_row_with_the_endings_of_its_numbers_comes_in(database, tmp_path):
    (tmp_path / "l.csv").write_text("Naam;Tel\nA;02/241.00.00/01\nB;02 241 00 00 / 241 00 01\n")
    report = import_path(tmp_path / "l.csv")
    assert (report.added, report.refused) == (2, [])
    assert [row.note for row in Phone.select().order_by(Phone.id)] == ["/01", "241 00 01"]
    assert "/01" in report.warnings[0][2]
