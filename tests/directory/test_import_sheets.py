"""Workbooks of more than one sheet: lists that stand by themselves, hidden ones, and packages."""

import io
import zipfile

import openpyxl
import pytest

from directory.errors import BadFile
from directory.importing import files, import_path
from directory.models import Location, Organisation, Phone, Service

HEAD = ["Naam", "Telefoon"]


def book(tmp_path, hidden=(), **sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    made.save(tmp_path / "boek.xlsx")
    return import_path(tmp_path / "boek.xlsx")


def names():
    return [one.name_nl for one in Service.select().order_by(Service.id)]


def test_every_sheet_with_a_name_is_taken_and_each_row_keeps_its_own_number(database, tmp_path):
    report = book(
        tmp_path,
        Diensten=[[*HEAD, "Postcode"], ["A", "02 411 12 13", "1000"], ["B", "02 12", ""]],
        Vlaanderen=[HEAD, ["C", "02 411 12 15"], ["D", "02 13"]],
    )
    assert names() == ["A", "C"]
    assert [row for row, _id, _why in report.refused] == [3, 6]
    assert any("Diensten, Vlaanderen" in note for note in report.notes)


def test_a_hidden_sheet_is_no_part_of_the_list(database, tmp_path):
    rows = [HEAD, ["A", "02 411 12 13"]]
    report = book(tmp_path, hidden=["Lijsten"], Blad1=rows, Lijsten=[HEAD, ["Type", ""], ["Soort", ""]])
    assert names() == ["A"]
    assert not any("Lijsten" in note for note in report.notes)


def test_sheets_by_subject_are_lists_too(database, tmp_path):
    book(tmp_path, Sociaal=[HEAD, ["A", "02 411 12 13"]], Juridisch=[HEAD, ["B", "02 411 12 14"]])
    assert names() == ["A", "B"]


def test_a_legend_is_left_out_by_name_and_takes_nothing_along(database, tmp_path):
    report = book(
        tmp_path,
        Diensten=[
            ["Naam", "Telefoon", "Toestel", "Organisatie", "Ondernemingsnummer"],
            ["A", "02 411 12 13", "5", "vzw A", "0417.497.106"],
        ],
        Legende=[["Kleur", "Betekenis"], ["rood", "dringend"]],
    )
    assert Phone.get().note == "ext. 5"
    assert Organisation.get().company_number
    assert "left out, as no list of services: Legende" in report.notes


def test_sheets_that_point_to_one_another_stay_a_package(database, tmp_path):
    book(
        tmp_path,
        Diensten=[["id", "Naam", "Organisatie ID"], ["1", "A", "7"]],
        Organisaties=[["id", "Naam"], ["7", "vzw A"]],
    )
    assert names() == ["A"]
    assert Organisation.get().name_nl == "vzw A"


def test_a_folder_of_workbooks_is_one_list_or_a_package(database, tmp_path):
    folder = tmp_path / "map"
    folder.mkdir()
    for name, rows in (
        ("services", [["id", "Naam", "Organisatie ID"], ["1", "A", "7"]]),
        ("organizations", [["id", "Naam"], ["7", "vzw A"]]),
    ):
        made = openpyxl.Workbook()
        for row in rows:
            made.active.append(row)
        made.save(folder / f"{name}.xlsx")
    (folder / "~$services.xlsx").write_bytes(b"open at a colleague's")
    assert [table.name for table in files.read_path(folder)] == ["organizations", "services"]
    assert import_path(folder).added == 1
    assert Organisation.get().name_nl == "vzw A"
    (folder / "organizations.xlsx").unlink()
    (folder / "meer.csv").write_text("id,Naam\n2,B\n")
    [together] = files.read_path(folder)
    assert len(together.rows) == 2


def test_the_wizard_offers_the_longest_sheet_where_none_has_a_name(database, tmp_path):
    made = openpyxl.Workbook()
    made.active.append(["Wat", "Kleur"])
    made.active.append(["Desk", "rood"])
    made.create_sheet("Meer").append(["x"])
    made.save(tmp_path / "boek.xlsx")
    [table] = files.read_path(tmp_path / "boek.xlsx")
    assert table.header == ["Wat", "Kleur"]


def workbook(*rows):
    made, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


def packed(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return path


def test_a_zip_of_workbooks_is_one_list_and_what_is_not_read_in_it_is_told(database, tmp_path):
    path = packed(
        tmp_path / "lijsten.zip",
        elsene__xlsx=workbook([*HEAD, "Gemeente"], ["A", "02 411 12 13", "Elsene"]),
        vorst__csv="Benaming;Commune\nB;Forest\n",
        oud__xls=b"\xd0\xcf",
    )
    report = import_path(path)
    assert (report.added, report.refused, names()) == (2, [], ["A", "B"])
    assert [one.municipality for one in Location.select().order_by(Location.id)] == ["21009", "21007"]
    assert "these lists were read as one, their rows counted through: elsene, vorst" in report.notes
    assert "left out, as they are no XLSX, CSV or JSON: oud.xls" in report.notes


def test_of_many_files_that_are_not_read_the_first_are_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "lijsten.zip", "w") as archive:
        archive.writestr("lijst.csv", "naam,telefoon\nHuis,02 411 12 13\n")
        for number in range(1000):
            archive.writestr(f"{number:03}{'x' * 500}.pdf", b"")
    (table,) = files.read_path(tmp_path / "lijsten.zip")
    (note,) = table.notes
    assert note.value.startswith("000x")
    assert note.value.endswith(", …")
    assert len(note.value) < 5_000


def test_workbooks_in_a_zip_are_not_unpacked_past_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_UNPACKED", 60_000)
    book = workbook(HEAD, *(["A", "x" * 9000] for _row in range(3)))
    assert len(book) < 10_000
    assert files.read("een.zip", packed(tmp_path / "een.zip", een__xlsx=book).read_bytes())
    with pytest.raises(BadFile, match="unpacked, is larger"):
        files.read("twee.zip", packed(tmp_path / "twee.zip", een__xlsx=book, twee__xlsx=book).read_bytes())


def test_two_columns_of_one_thing_in_one_row_are_no_lists_put_together(database, tmp_path):
    (tmp_path / "lijst.csv").write_text("Naam;Titel\nA;Mevrouw\nB;\n")
    report = import_path(tmp_path / "lijst.csv")
    assert names() == ["A", "B"]
    assert "columns left out: Titel" in report.notes
