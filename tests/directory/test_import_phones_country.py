"""Whose telephone numbers a list has: Belgian ones, unless another country clearly fits far better."""

import pytest

from directory.importing import import_path
from directory.models import Phone


def numbers(tmp_path, *cells):
    path = tmp_path / "lijst.csv"
    rows = "".join(f"Dienst {at};{cell}\n" for at, cell in enumerate(cells))
    path.write_text(f"Naam;Telefoon\n{rows}", "utf-8")
    report = import_path(path)
    return [phone.number for phone in Phone.select().order_by(Phone.id)], report


@pytest.mark.parametrize(
    "cells",
    [
        ("02 411 12 13 (onthaal)", "02 411 12 14 (nacht)", "02 411 12 15"),
        ("02 411 12 13, 02 411 12 14", "02 411 12 15 / 0470 12 34 56"),
        ("02 411 12 13 of 02 411 12 14",),
    ],
)
def test_notes_and_several_numbers_leave_a_brussels_list_in_belgium(database, tmp_path, cells):
    found, report = numbers(tmp_path, *cells)
    assert found
    assert all(number.startswith("+32") for number in found)
    assert not any("country" in note for note in report.notes)


@pytest.mark.parametrize("cell", ["02 411 12 15 - 16", "02 411 12 1", "0241112134"])
def test_a_number_that_is_no_belgian_one_makes_no_other_country_of_the_list(database, tmp_path, cell):
    found, _report = numbers(tmp_path, cell)
    assert all(number.startswith("+32") for number in found)


def test_another_country_is_told(database, tmp_path):
    found, report = numbers(tmp_path, "(312) 341-1070", "(312) 341-1071 x 5", "312-341-1072 (front desk)")
    assert found == ["+13123411070", "+13123411071", "+13123411072"]
    assert "telephone numbers without a country code are read as those of this country: US" in report.notes
