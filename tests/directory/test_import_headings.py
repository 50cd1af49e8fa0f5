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


@pytest.mark.parametrize(
    ("head", "row", "week"),
    [
        ("ma;di;wo;do;vr", "9-12;9-12;gesloten;13u-16u;", "Mo-Tu 09:00-12:00; Th 13:00-16:00"),
        ("lu;ma;me;je;ve", "9-12;9h-12h;fermé;;13h-16h", "Mo-Tu 09:00-12:00; Fr 13:00-16:00"),
        ("Uren maandag;Uren dinsdag;Uren zaterdag", "9-12;-;10-12", "Mo 09:00-12:00; Sa 10:00-12:00"),
        ("Mon;Tues;Sunday", "09:00-12:00;;", "Mo 09:00-12:00"),
    ],
)  # fmt: skip
def test_a_column_for_each_day_is_one_week(database, tmp_path, head, row, week):
    report = imported(tmp_path, f"Naam;{head}\nA;{row}\n")
    assert Service.get().opening_hours == week
    assert not [note for note in report.notes if "left out" in note]


def test_days_of_which_one_is_in_words_are_kept_as_they_stand(database, tmp_path):
    imported(tmp_path, "Naam;lu;ma;me\nA;9-12;sur rendez-vous;fermé\n")
    sheet = Service.get()
    assert sheet.opening_hours == ""
    for words in ("lundi 9-12", "mardi sur rendez-vous", "mercredi fermé"):
        assert words in sheet.access


def test_a_short_word_alone_is_no_day(database, tmp_path):
    report = imported(tmp_path, "Naam;Ma;Di\nA;9-12;9-12\n")
    assert Service.get().opening_hours == ""
    assert "columns left out: Ma, Di" in report.notes


def test_hours_that_a_person_maps_from_two_columns_are_both_kept(database, tmp_path):
    from directory.importing import mapping, rows
    from directory.importing.files import read

    tables = read("l.csv", b"Naam;Openingsuren;Extra\nA;ma 9-12;di 13u-16u\n")
    chosen = mapping.guess(tables, "l.csv")
    chosen.columns["l"]["Extra"] = "opening_hours"
    [row] = rows.incoming(tables, chosen)
    assert row.values["opening_hours"] == "Mo 09:00-12:00; Tu 13:00-16:00"


def test_headings_of_brussels_lists_mean_what_they_say():
    from directory.importing.mapping import _of_heading

    known = {
        "postal_code": ("PC", "Postcode"),
        "phone": ("Telefoonnr", "N° de tél.", "Tel. 1", "Tel nr", "GSM-nummer"),
        "street": ("Rue et n°", "Straat + nr", "Adresse postale", "Adres (straat en nr)"),
        "opening_hours": ("Openingstijden", "Horaire d’ouverture", "Horaires d'ouverture"),
        "website": ("Site internet",),
        "organisation": ("Organisme", "Instelling", "Nom de l’organisme"),
        "name": ("Naam van de dienst",),
        "audience": ("Public visé",),
        "eligibility": ("Conditions d’accès", "Toegangsvoorwaarden"),
        "territory": ("Werkingsgebied", "Zone d’intervention"),
        "cost": ("Tarifs", "Kosten"),
        "company_number": ("N° BCE", "Ondernemingsnr"),
    }
    for target, headings in known.items():
        assert {_of_heading(one, "services") for one in headings} == {target}, target


def test_in_a_list_of_organisations_each_is_a_service(database, tmp_path):
    imported(tmp_path, "Organisme;Adresse\nL'Exemple;Rue Haute 3\n")
    sheet = Service.get()
    assert (sheet.name_fr or sheet.name_nl, sheet.organisation) == ("L'Exemple", None)


def test_a_dotted_heading_is_known_by_its_last_word_where_that_is_of_a_place_or_a_contact(database, tmp_path):
    head = "fields.naam;position.address;position.zip;contact.name;contact.phone;meta.id;dates.updated;T.V.A"
    report = imported(tmp_path, f"{head}\nA;Kerkstraat 12;1050;Els;02 511 00 00;9;gisteren;ja\n")
    sheet = Service.get()
    assert (sheet.name_nl, sheet.phones.get().number) == ("A", "+3225110000")
    assert (sheet.locations.get().street, sheet.locations.get().postal_code) == ("Kerkstraat 12", "1050")
    assert "columns left out: contact.name, meta.id, dates.updated, T.V.A" in report.notes


@pytest.mark.parametrize("heading", ["Opmerkingen", "Remarques", "Remarks", "Interne notities"])
def test_remarks_are_left_out_and_said_to_be(database, tmp_path, heading):
    report = imported(tmp_path, f"Naam;{heading}\nA;niet zeggen dat Els weg is\n")
    assert f"columns left out: {heading}" in report.notes
    assert "Els" not in Service.get().access
