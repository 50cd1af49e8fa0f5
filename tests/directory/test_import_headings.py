"""What the headings of a Brussels list mean, in two languages at once, and what is left out of it."""

import pytest

from directory.importing import import_path
from directory.models import Location, Service


def imported(tmp_path, text):
    (tmp_path / "lijst.csv").write_text(text, "utf-8")
    return import_path(tmp_path / "lijst.csv")


@pytest.mark.parametrize(
    ("head", "street"),
    [
        ("Naam;Straat;Nummer;Bus;Postcode", "Kerkstraat 12 bus 3"),
        ("Nom;Rue;Numéro;Boîte;Code postal", "Kerkstraat 12 bte 3"),
        ("Naam;Straat;Huisnummer;Bus;Postcode", "Kerkstraat 12 bus 3"),
    ],
)
def test_the_number_behind_a_street_is_that_of_the_house(database, tmp_path, head, street):
    assert imported(tmp_path, f"{head}\nA;Kerkstraat;12;3;1000\nB;Kerkstraat;12;;1000\n").added == 2
    assert [place.street for place in Location.select().order_by(Location.id)] == [street, "Kerkstraat 12"]


def test_a_number_elsewhere_is_an_id(database, tmp_path):
    imported(tmp_path, "Nummer;Naam;Straat\n7;A;Kerkstraat 12\n")
    assert Service.get().external_id == "lijst-7"


def test_names_in_two_languages_stand_apart(database, tmp_path):
    imported(tmp_path, "Naam;Nom;Gemeente;Commune;Type\nHet Huis;La Maison;Elsene;Ixelles;Andere\n")
    sheet = Service.get()
    assert (sheet.name_nl, sheet.name_fr) == ("Het Huis", "La Maison")
    assert sheet.external_id.startswith("lijst-")
    assert sheet.locations.get().municipality == "21009"


def test_an_address_and_its_french_are_one(database, tmp_path):
    report = imported(tmp_path, "Naam;Adres;Adresse;Kleur\nA;Kerkstraat 1;Rue de l'Église 1;rood\n")
    assert Location.get().street == "Kerkstraat 1"
    assert "columns left out: Adresse, Kleur" in report.notes
