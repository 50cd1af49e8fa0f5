"""Files to import, written on the spot."""

import csv

import pytest

from directory.importing import COLUMNS

GOOD = {
    "id": "praatcafe",
    "category": "mental_health",
    "name_nl": "Praatcafé",
    "name_fr": "Café-causerie",
    "municipality_nl": "Elsene",
    "postal_code": "1050",
    "phone": "02 529 41 20; 106",
    "languages": "nl;fr",
    "territory": "BRU",
    "opening_hours": "Mo-Fr 09:00-17:00",
}


@pytest.fixture
def sheet_file(tmp_path):
    """Write rows (each a change to ``GOOD``) as a CSV file, and return its path."""

    def write(*changes, encoding="utf-8", delimiter=",", columns=COLUMNS, name="sheets.csv"):
        path = tmp_path / name
        with open(path, "w", encoding=encoding, newline="") as handle:
            writer = csv.DictWriter(handle, columns, restval="", extrasaction="ignore", delimiter=delimiter)
            writer.writeheader()
            writer.writerows(GOOD | change for change in changes)
        return path

    return write
