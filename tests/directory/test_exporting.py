"""What goes out: every kind of file, harmless for spreadsheets, and back in without a difference."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest

from directory import editing, snapshots
from directory.exporting import spreadsheets, vcards
from directory.exporting.columns import OURS, guarded
from directory.hsds import loading, tabular
from directory.importing import import_path
from directory.importing.models import Conflict
from directory.knowledge import Knowledge
from directory.models import ContactFunction, Service, ServiceExpertise
from directory.revisions import Revision

HARD = {
    "name_nl": "=HYPERLINK(\"http://evil\")",
    "name_fr": "'=déjà gardé",
    "alt_names": "+ plus, - moins",
    "category": "other",
    "organisation": "@vzw; \"quotes\"",
    "company_number": "0878065378",
    "description_nl": "- eerste\n- tweede; derde\n\n\n= som",
    "description_en": "tab\there, ünïcødé ☎ 中文",
    "opening_hours": 'Mo-Fr 09:00-12:00; PH off; Sa 10:00+ "op afspraak"',
    "access": "-1 verdieping",
    "cost": "+3 euro; of niets",
    "audience": "jongeren, ouderen",
    "age_from": 0,
    "age_to": 25,
    "email": "info@example.org",
    "website": "example.org/pad?x=1",
    "source": "https://example.org ; gebeld",
    "source_date": "2026-11",
    "phone_interpreter": "no",
    "languages": ["nl", "zgh", "ar"],
    "areas": ["21012", "21004"],
    "phones": [
        {"number": "+3224111213", "note": "ext. 5, balie (2e); bel twee keer"},
        {"number": "106", "note": ""},
        {"number": "+33123456789", "note": "nacht"},
    ],
    "locations": [
        {"street": "Rue Haute 1 / Hoogstraat 1", "postal_code": "1000", "municipality": "21004",
         "municipality_nl": "Brussel", "municipality_fr": "Bruxelles"},
        {"street": "Grote Markt 2", "postal_code": "2000", "municipality": "",
         "municipality_nl": "Antwerpen", "municipality_fr": "Anvers"},
    ],
    "contacts": [{"function": "onthaal", "email": "", "phone": "+3224111213"}],
}  # fmt: skip


@pytest.fixture
def directory(starter):
    """The starter directory, and a sheet that is as hard to write down as one can be."""
    editing.create(snapshots.empty() | HARD, "hard", "eva")
    return starter


WRITERS = {
    "csv": lambda target, sheets: spreadsheets.write_csv(target, sheets),
    "xlsx": lambda target, sheets: spreadsheets.write_xlsx(target, sheets),
    "zip": lambda target, sheets: tabular.write(target, sheets, "nl"),
    "json": lambda target, sheets: tabular.write_json(target, sheets, "fr"),
}


def write(kind, path=None):
    target = io.BytesIO()
    assert WRITERS[kind](target, loading.sheets()) == Service.select().where(~Service.archived).count()
    if path is not None:
        path.write_bytes(target.getvalue())
    return target.getvalue()


def state():
    return {sheet.external_id: (sheet.version, snapshots.of(sheet)) for sheet in Service.select()}


@pytest.mark.parametrize("kind", WRITERS)
def test_what_goes_out_comes_back_without_a_difference(directory, tmp_path, kind):
    path, before = tmp_path / f"export.{kind}", state()
    write(kind, path)
    report = import_path(path)
    assert report.refused == []
    assert (report.added, report.changed, report.unchanged, report.conflicts) == (0, 0, len(before), 0)
    assert state() == before


@pytest.mark.parametrize("kind", WRITERS)
def test_an_empty_directory_is_filled_from_an_export(directory, tmp_path, kind):
    path = tmp_path / f"export.{kind}"
    write(kind, path)
    before = {key: taken | {"contacts": []} for key, (_version, taken) in state().items()}
    Service.delete().execute()
    report = import_path(path)
    assert (report.added, report.refused) == (len(before), [])
    after = {key: taken for key, (_version, taken) in state().items()}
    for key, taken in before.items():
        assert {n: v for n, v in after[key].items() if v != taken[n]} == {}, key


def test_an_export_that_was_worked_in_changes_what_was_meant_and_nothing_else(directory, tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes(write("csv").replace(b"02 529 41 20", b"02 529 41 21"))
    report = import_path(path)
    assert (report.changed, report.conflicts) == (1, 0)
    assert Service.get(external_id="ocmw-1070").phones.get().number == "+3225294121"
    # A colleague edited meanwhile what the export changed as well: theirs stays, and waits.
    sheet = Service.get(external_id="hard")
    path.write_bytes(write("csv").replace(b"2026-11", b"2026-10"))
    editing.save("hard", snapshots.of(sheet) | {"source_date": "2026-12", "cost": "x"}, sheet.version, "eva")
    report = import_path(path)
    assert (report.conflicts, Conflict.get().field) == (1, "source_date")
    assert Service.get(external_id="hard").cost == "x"
    assert Revision.select().where(Revision.verb == "imported").count() == 1


@pytest.mark.parametrize("text", ["=1+1", "@x", "+x", "-x", "\tx", "\rx", "'=1", "''=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_marked(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+32 2 411 12 13", "02 411", "plain", "'t Huis", "a=b", ""])
def test_what_is_harmless_stays_readable(text):
    assert guarded(text) == text


def test_no_cell_of_an_export_is_a_formula(directory):
    for row in csv.DictReader(io.StringIO(write("csv").decode("utf-8-sig"))):
        for name, text in row.items():
            assert not re.match(r"[=@\t\r]|[+-](?![\d\s()./;-]+$)", text or ""), (name, text)
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx")))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in book.active[1]] == list(OURS)


def test_contacts_and_secret_addresses_stay_inside(directory):
    sheet = Service.get(external_id="hard")
    sheet.address_restricted = True
    sheet.save()
    ContactFunction.update(function="geheim onthaal").execute()
    for kind in WRITERS:
        data = write(kind)
        if kind in ("zip", "xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b"".join(archive.read(name) for name in archive.namelist())
        for word in (b"geheim onthaal", b"Rue Haute 1 / Hoogstraat", b"Grote Markt 2"):
            assert word not in data, (kind, word)
    target = io.BytesIO()
    vcards.write(target, loading.sheets(), "nl")
    assert b"Hoogstraat 1" not in target.getvalue().replace(b"\r\n ", b"")


@pytest.mark.parametrize("kind", WRITERS)
def test_an_export_without_a_secret_address_does_not_erase_it(directory, tmp_path, kind):
    sheet = Service.get(external_id="hard")
    sheet.address_restricted = True
    sheet.save()
    before = state()
    write(kind, tmp_path / f"export.{kind}")
    assert import_path(tmp_path / f"export.{kind}").changed == 0
    assert state() == before


def test_the_cards_are_vcards(directory):
    target = io.BytesIO()
    assert vcards.write(target, loading.sheets(["hard", "ocmw-1070"]), "fr") == 2
    text = target.getvalue().decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines.count("BEGIN:VCARD") == lines.count("END:VCARD") == lines.count("VERSION:3.0") == 2
    assert "FN:'=déjà gardé" in lines
    assert 'ORG:@vzw\\; "quotes"' in lines
    assert "TEL;TYPE=WORK,VOICE:+3224111213" in lines
    assert "ADR;TYPE=WORK:;;Rue Haute 1 / Hoogstraat 1;Bruxelles;;1000;" in lines
    assert "CATEGORIES:CPAS" in lines
    assert not any("onthaal" in line for line in lines)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "package", "json", "vcard"])
def test_what_the_team_knows_and_asks_it_about_leaves_in_no_kind_of_file(starter, kind):
    sheet = Service.get(external_id="praxis")
    Knowledge.create(service=sheet, words="Zonnebloemgeheim: bel voor tien uur", who="alice")
    ServiceExpertise.create(service=sheet, code="life_domain:residence")
    sheets = loading.sheets(["praxis"])
    target = io.BytesIO()
    write = {
        "csv": lambda: spreadsheets.write_csv(target, sheets),
        "xlsx": lambda: spreadsheets.write_xlsx(target, sheets),
        "package": lambda: tabular.write(target, sheets, "nl"),
        "json": lambda: tabular.write_json(target, sheets, "nl"),
        "vcard": lambda: vcards.write(target, sheets, "nl"),
    }
    write[kind]()
    held = [target.getvalue()]
    if kind in {"xlsx", "package"}:
        with zipfile.ZipFile(target) as book:
            held += [book.read(name) for name in book.namelist()]
    assert any(b"PRAXIS" in part.upper() for part in held)
    secrets = (b"Zonnebloemgeheim", b"life_domain", b"Verblijf en nationaliteit")
    assert not any(secret in part for part in held for secret in secrets)


def test_a_card_names_the_street_of_a_secret_address_in_none_of_its_lines(directory):
    told = {
        "name_nl": "Huis Hoogstraat", "website": "hoogstraat.example/x", "email": "hoogstraat@example.org",
        "opening_hours": 'Mo-Fr 09:00-12:00 "Hoogstraat 1"',
    }  # fmt: skip
    Service.update(**told).where(Service.external_id == "hard").execute()

    def card():
        target = io.BytesIO()
        vcards.write(target, loading.sheets(["hard"]), "nl")
        return target.getvalue().decode().replace("\r\n ", "").lower()

    assert card().count("hoogstraat") > 4
    Service.update(address_restricted=True).where(Service.external_id == "hard").execute()
    assert "hoogstraat" not in card()
    assert "fn:…" in card()
