"""Postal codes and towns as lists have them."""

import pytest

from directory import checking, territory
from directory.importing import import_path
from directory.models import Location


@pytest.fixture
def place(database, tmp_path):
    """The location that a row with this postal code, town and street makes, and what was told of it."""

    def read(code, town, street=""):
        path = tmp_path / "lijst.csv"
        path.write_text(f"Naam;Adres;Postcode;Gemeente\nDesk;{street};{code};{town}\n", "utf-8")
        report = import_path(path)
        assert (report.added, report.refused) == (1, [])
        found = Location.get()
        held = found.postal_code, found.municipality, found.municipality_nl, found.municipality_fr
        return held, [text for _row, _id, text in report.warnings]

    return read


ELSENE, MOLENBEEK = ("21009", "Elsene", "Ixelles"), ("21012", "Sint-Jans-Molenbeek", "Molenbeek-Saint-Jean")


@pytest.mark.parametrize(
    ("code", "town", "held"),
    [
        ("", "Elsene", ("", *ELSENE)),
        ("", "Molenbeek", ("", *MOLENBEEK)),
        ("1080", "Molenbeek", ("1080", *MOLENBEEK)),
        ("1080.0", "Molenbeek", ("1080", *MOLENBEEK)),
        ("B-1080", "", ("1080", *MOLENBEEK)),
        ("BE 1080", "", ("1080", *MOLENBEEK)),
        ("'1080", "Molenbeek", ("1080", *MOLENBEEK)),
        ("1080 Molenbeek", "", ("1080", *MOLENBEEK)),
        ("", "1080 Molenbeek", ("1080", *MOLENBEEK)),
        ("1080", "Brussel", ("1080", *MOLENBEEK)),
        ("1080", "Brussels", ("1080", *MOLENBEEK)),
        ("1050", "Ixelles / Elsene", ("1050", *ELSENE)),
        ("9170", "Sint-Gillis", ("9170", "", "Sint-Gillis", "Sint-Gillis")),
        ("4480", "Saint-Gilles", ("4480", "", "Saint-Gilles", "Saint-Gilles")),
        ("9000 Gent", "", ("9000", "", "Gent", "Gent")),
        ("1012 AB", "Amsterdam", ("1012 AB", "", "Amsterdam", "Amsterdam")),
        ("1047", "Brussel", ("1047", "21004", "Brussel", "Bruxelles")),
    ],
)
def test_a_town_is_known_by_its_code_or_name_and_none_of_the_words_is_lost(place, code, town, held):
    assert place(code, town) == (held, [])


def test_a_town_without_a_postal_code_stays_with_its_street(place):
    assert place("", "Elsene", "Kerkstraat 1")[0] == ("", *ELSENE)
    assert Location.get().street == "Kerkstraat 1"


@pytest.mark.parametrize("town", ["Gent", "Elsene"])
def test_a_town_that_does_not_fit_its_postal_code_is_told(place, town):
    held, [told] = place("1080", town)
    assert held == ("1080", *MOLENBEEK)
    assert f"1080 {town}" in told


def test_a_form_knows_the_same_postal_codes():
    row = {"street": "", "postal_code": "B-1080", "municipality_nl": "", "municipality_fr": ""}
    assert checking._location(0, row, [])["postal_code"] == "1080"
    assert territory.nis_of("9170", "Sint-Gillis") == ""
