"""Lists as the municipalities of Brussels send them: headings in two rows and two languages, places in one
cell, totals and titles among the services.
"""

import openpyxl
import pytest

from directory.importing import import_path
from directory.importing.addresses import read
from directory.importing.headings import in_two_rows, is_total
from directory.importing.targets import in_two_languages, meaning
from directory.models import Location, Service


def imported(tmp_path, text):
    (tmp_path / "lijst.csv").write_text(text, "utf-8")
    return import_path(tmp_path / "lijst.csv")


def test_a_workbook_with_merged_headings_in_two_languages_comes_in_whole(database, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Gemeente Sint-Jans-Molenbeek – Commune de Molenbeek-Saint-Jean"],
        ["Dienst / Service", None, "Adres / Adresse", None, "Contact", None, "Openingsuren / Horaire"],
        ["NL", "FR", "Straat / Rue", "Postcode en gemeente", "Tel.", "E-mail", None],
        ["Huis", "Maison", "Kaai 1", "1080 Molenbeek", "02 411 12 13 / 02 411 12 14", "a@b.be", "ma 9u-12u"],
        [None] * 7,
        ["Totaal / Total", 1, None, None, None, None, None],
    ):
        sheet.append(row)
    for merged in ("A1:G1", "A2:B2", "C2:D2", "E2:F2", "G2:G3"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "molenbeek.xlsx")
    report = import_path(tmp_path / "molenbeek.xlsx")
    assert (report.added, report.refused, report.warnings) == (1, [], [])
    assert "left out, as totals or as the headings once more: row 6" in report.notes
    made, place = Service.get(), Location.get()
    assert (made.name_nl, made.name_fr, made.email) == ("Huis", "Maison", "a@b.be")
    assert (made.opening_hours, len(made.phones)) == ("Mo 09:00-12:00", 2)
    assert (place.street, place.postal_code, place.municipality) == ("Kaai 1", "1080", "21012")


def test_a_second_name_under_another_heading_keeps_its_own():
    upper, lower = ["Dienst", "", "Contactpersoon", ""], ["Naam", "Tel.", "Naam", "Tel."]
    assert in_two_rows(upper, lower) == ["Naam", "Tel.", "Contactpersoon Naam", "Tel."]
    assert meaning("Contactpersoon Naam") == ""


def test_a_service_under_the_headings_is_no_second_row_of_them():
    assert in_two_rows(["Naam", "Adres", "", "Tel."], ["Dienst", "Kaai 1", "bureau 3", "02 411 12 13"]) == []
    assert in_two_rows(["Naam", "Adres", "Tel."], ["Naam", "Adres", "Tel."]) == []


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Gemeente / Commune", "municipality"),
        ("Tél. / Tel. / GSM", "phone"),
        ("Straat en nr / Rue et n°", "street"),
        ("Postcode en gemeente", "municipality"),
        ("CP + Commune", "municipality"),
        ("Postcode en gemeente / Code postal et commune", "municipality"),
        ("Adres, postcode en gemeente", "street"),
        ("Dienst / Service NL", "name_nl"),
        ("Dénomination (français)", "name_fr"),
        ("Mis à jour", "source_date"),
        ("Straat, nr, bus", "street"),
        ("address_city", ""),
        ("Adresse – code postal", ""),
        ("Naam en adres", ""),
        ("Service public", ""),
        ("Talen NL", ""),
    ],
)
def test_a_heading_in_two_languages_or_of_a_whole_place_is_known(heading, target):
    assert meaning(heading) == target


def test_streets_in_two_languages_are_one_place():
    assert in_two_languages(["Adres / Adresse NL", "Adres / Adresse FR"]) == {
        "Adres / Adresse NL": "street",
        "Adres / Adresse FR": "",
    }


@pytest.mark.parametrize(
    ("written", "street", "code"),
    [
        ("Kerkstraat 12, 1050 Elsene", "Kerkstraat 12", "1050"),
        ("Kerkstraat 12\n1050 Ixelles - Elsene", "Kerkstraat 12", "1050"),
        ("Kerkstraat 12 B-1050 Elsene", "Kerkstraat 12", "1050"),
        ("Grote Markt, 1000 Brussel", "Grote Markt", "1000"),
        ("Ninoofsesteenweg 1080 Molenbeek", "Ninoofsesteenweg 1080 Molenbeek", ""),  # may be the house
        ("Rue de l'Église 3, 1080 Ixelles", "Rue de l'Église 3, 1080 Ixelles", ""),
        ("Kerkstraat 12", "Kerkstraat 12", ""),
    ],
)
def test_an_address_in_one_cell_is_taken_apart_where_its_end_is_sure(written, street, code):
    place, _misfit = read({"street": written}, whole=True)
    assert (place["street"], place["postal_code"]) == (street, code)
    kept, _misfit = read({"street": written})
    assert kept["postal_code"] == "", "a file with a column for the postal code says it there"


@pytest.mark.parametrize("town", ["Elsene 1050", "Elsene (1050)", "1050"])
def test_a_town_before_its_postal_code_and_a_code_alone_are_read(town):
    place, misfit = read({"street": "Kerkstraat 12", "municipality": town})
    assert (place["postal_code"], place["municipality"], misfit) == ("1050", "21009", "")


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        (["Totaal / Total", "12", ""], True),
        (["", "Sous-total : 3"], True),
        (["Totaal aantal diensten", "12"], True),
        (["Total", "02 411 12 13"], False),
        (["Totaalpakket", "12"], False),
    ],
)
def test_a_row_that_adds_up_is_no_service(cells, total):
    assert is_total(cells) is total


def test_headings_that_stand_once_more_are_no_service_and_a_title_is_told(database, tmp_path):
    head = "Naam;Telefoon;Gemeente"
    report = imported(tmp_path, f"{head}\nJEUGD;;\nA;02 411 12 13;Elsene\n{head}\nB;;Elsene\n")
    assert [one.name_nl for one in Service.select().order_by(Service.id)] == ["JEUGD", "A", "B"]
    assert "left out, as totals or as the headings once more: row 4" in report.notes
    [(row, _id, told)] = report.warnings
    assert (row, told) == (2, "nothing but a name stands in this row: is it a heading within the list?")


def test_a_list_with_addresses_in_one_cell_has_its_municipalities(database, tmp_path):
    imported(tmp_path, "Naam;Adres\nA;Kerkstraat 12, 1050 Elsene\nB;Kerkstraat 14\n")
    assert [(one.street, one.municipality) for one in Location.select().order_by(Location.id)] == [
        ("Kerkstraat 12", "21009"),
        ("Kerkstraat 14", ""),
    ]


def test_a_cell_that_is_a_whole_text_is_no_heading():
    assert meaning("adres gemeente " * 10_000) == ""
