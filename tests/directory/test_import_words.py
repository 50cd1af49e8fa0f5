"""Languages, numbers and marks of cells as people write them; what is not read is told and kept in words."""

import csv
import io

import pytest

from directory import editing, snapshots
from directory.exporting import spreadsheets
from directory.hsds import loading
from directory.importing import import_path
from directory.models import Service


@pytest.fixture
def sheet(database, tmp_path):
    """The sheet that one row makes, and what was told of it."""

    def read(name="lijst.csv", **cells):
        text = io.StringIO()
        writer = csv.DictWriter(text, cells, delimiter=";")
        writer.writeheader()
        writer.writerow(cells)
        path = tmp_path / name
        path.write_text(text.getvalue(), "utf-8")
        report = import_path(path)
        assert (report.added, report.refused) == (1, [])
        again = import_path(path)
        assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
        return Service.get(), [words for _row, _id, words in report.warnings]

    return read


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("FRA;NED;ENG", ["fr", "nl", "en"]),
        ("Dut, Fre", ["nl", "fr"]),
        ("nl & fr", ["nl", "fr"]),
        ("FR-NL", ["fr", "nl"]),
        ("Frans - Nederlands", ["fr", "nl"]),
        ("nl-BE, pt-BR", ["nl", "pt"]),
        ("nl + fr + ara", ["nl", "fr", "ar"]),
        ("Néerlandais, anglais et arabe", ["nl", "en", "ar"]),
        ("Dutch and Turkish", ["nl", "tr"]),
        ("zgh rif rom".replace(" ", ";"), ["zgh", "rif", "rom"]),
    ],
)
def test_languages_by_their_codes_and_names(sheet, text, codes):
    found, told = sheet(Naam="Desk", Talen=text)
    assert ([row.code for row in found.languages], found.access, told) == (codes, "", [])


@pytest.mark.parametrize("text", ["all", "no", "qqq", "und", "mul", "xx"])
def test_a_word_that_is_no_language_is_kept_as_a_word(sheet, text):
    found, [told] = sheet(Naam="Desk", Talen=f"nl, {text}")
    assert [row.code for row in found.languages] == ["nl"]
    assert found.access == f"Talen: {text}"
    assert text in told


def test_what_stands_in_our_own_export_stays_as_it_is(database, tmp_path):
    editing.create(
        snapshots.empty() | {"name_nl": "Desk", "category": "other", "languages": ["no", "qqq"],
                             "phones": [{"number": "+3224111213", "note": "balie\n(2e verdieping)"}]},
        "desk", "eva",
    )  # fmt: skip
    target = io.BytesIO()
    spreadsheets.write_csv(target, loading.sheets())
    path = tmp_path / "export.csv"
    path.write_bytes(target.getvalue())
    report = import_path(path)
    assert (report.unchanged, report.refused, report.warnings) == (1, [], [])
    before = snapshots.of(Service.get())
    Service.delete().execute()
    assert import_path(path).added == 1
    assert snapshots.of(Service.get()) == before


@pytest.mark.parametrize(
    ("heading", "text", "kept"),
    [
        ("Ondernemingsnummer", "0123.456.789", "Ondernemingsnummer: 0123.456.789"),
        ("Leeftijd van", "16+", "Leeftijd van: 16+"),
        ("E-mail", "a@example.org; b@example.org", "E-mail: b@example.org"),
        ("Website", "https://a.example ; https://b.example", "Website: https://b.example"),
    ],
)
def test_what_goes_to_the_note_on_access_is_told(sheet, heading, text, kept):
    found, told = sheet(Naam="Desk", **{heading: text})
    assert found.access == kept
    assert len(told) == 1
    assert kept.partition(": ")[2] in told[0]


@pytest.mark.parametrize(
    ("heading", "text", "kept"),
    [
        ("Werkgebied", "Gent", "Werkgebied: Gent"),
        ("service_area", "Gent", "service area: Gent"),
        ("territory", "Gent", "Werkgebied: Gent"),
        ("opening_hours", "na afspraak", "Openingsuren: na afspraak"),
        ("languages", "Dothraki", "Talen: Dothraki"),
    ],
)
def test_a_label_in_a_text_is_a_word(sheet, heading, text, kept):
    assert sheet(Naam="Desk", **{heading: text})[0].access == kept


def test_the_label_is_in_the_language_of_the_file(sheet):
    cells = {"Nom": "Le Guichet", "Description": "Une aide pour les gens dans la rue", "territory": "Gand"}
    assert sheet(**cells)[0].access == "Zone d’action: Gand"


@pytest.mark.parametrize("code", ["1050", "B-1050", "1050.0"])
def test_a_postal_code_says_a_territory_however_it_is_written(sheet, code):
    found, told = sheet(Naam="Desk", Werkgebied=code)
    assert ([row.code for row in found.areas], told) == (["21009"], [])


def test_only_the_mark_at_the_begin_of_a_cell_is_taken_off(sheet):
    found, _told = sheet(Naam="'=Desk", Toegang="'s Avonds open; korting '-26 jaar", Prijs="''+3 euro")
    assert (found.name_nl, found.cost) == ("=Desk", "'+3 euro")
    assert found.access == "'s Avonds open; korting '-26 jaar"
