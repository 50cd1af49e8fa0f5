"""Files that are damaged, locked, torn or of another kind: one clear line, and nothing taken in silence."""

import io
import json
import zipfile

import openpyxl
import pytest

from directory.errors import BadFile
from directory.importing import arriving, files, import_path
from directory.importing.models import FAILED
from directory.models import Service

ROWS = "Naam;Telefoon\n" + "".join(f"Dienst {n};02 411 12 {n:02}\n" for n in range(60))


def zipped(kind=zipfile.ZIP_DEFLATED, **members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", kind) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return held.getvalue()


def damaged(kind):
    """A valid archive of which six bytes of the packed stream are others."""
    data = bytearray(zipped(kind, **{"lijst.csv": ROWS}))
    data[60:66] = b"\xff\x00\xff\x00\xff\x00"
    return bytes(data)


@pytest.mark.parametrize("kind", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_archive_with_a_damaged_stream_is_told_in_one_line(kind):
    with pytest.raises(BadFile, match="damaged or locked"):
        files.read("lijst.zip", damaged(kind))


def test_a_locked_archive_and_one_that_is_packed_otherwise_are_told():
    data = bytearray(zipped(**{"lijst.csv": ROWS}))
    central = data.index(b"PK\x01\x02")
    for value, at in ((1, 8), (99, 10)):
        other = bytearray(data)
        other[central + at] = value
        other[at - 2] = value
        with pytest.raises(BadFile, match="damaged or locked"):
            files.read("lijst.zip", bytes(other))


def test_whatever_reading_meets_the_batch_fails_in_words(database, monkeypatch, caplog):
    def broken(*_arguments):
        raise ZeroDivisionError("Mevrouw Zilverberk")

    assert arriving.receive("lijst.zip", damaged(zipfile.ZIP_DEFLATED), "eva").state == FAILED
    monkeypatch.setattr(files, "read_csv", broken)
    batch = arriving.receive("lijst.csv", ROWS.encode(), "eva")
    assert batch.state == FAILED
    assert "cannot be read" in batch.problem
    assert "ZeroDivisionError at" in caplog.text
    assert "Zilverberk" not in caplog.text


@pytest.mark.parametrize(
    ("members", "told"),
    [
        (
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"},
            "LibreOffice",
        ),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "a text document"),
        ({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}, "a text document"),
        ({"[Content_Types].xml": "<x/>", "xl/workbook.bin": "x"}, "XLSB"),
        ({"lijst.xlsx": "PK"}, "as XLSX, CSV or JSON"),
        ({"lijst.xls": "x"}, "as XLSX, CSV or JSON"),
    ],
)
def test_an_archive_of_another_kind_says_what_to_do_with_it(members, told):
    with pytest.raises(BadFile, match=told):
        files.read("lijst.zip", zipped(**members))


def test_a_zip_of_windows_paths_is_a_package_too(database, tmp_path):
    path = tmp_path / "pakket.zip"
    services = "id,name\n1,De Brug\n"
    phones = "id,service_id,number\n9,1,02 411 12 13\n"
    path.write_bytes(zipped(**{"data\\services.csv": services, "data\\phones.csv": phones}))
    assert import_path(path).added == 1
    assert [one.number for one in Service.get().phones] == ["+3224111213"]


def test_one_byte_of_windows_leaves_the_rest_utf_8():
    data = "Naam;Stad\nCafé Été;Brussel\nÉcole Élan;".encode() + b"Li\xe8ge\n"
    [table] = files.read("lijst.csv", data)
    assert [cells for _number, cells in table.rows] == [["Café Été", "Brussel"], ["École Élan", "Liège"]]
    [table] = files.read("lijst.csv", "Naam;Stad\nCafé Été;Liège\n".encode("cp1252"))
    assert table.rows[0][1] == ["Café Été", "Liège"]


@pytest.mark.parametrize(
    "rows",
    [
        'A;"nooit dicht\nB;x\nC;y\n',
        'A;"nooit dicht\nB;"wel dicht"\nC;y\n',
        'A;x\nB;"nooit dicht',
    ],
)
def test_a_quotation_mark_that_stays_open_is_refused_with_its_line(rows):
    line = 3 if rows.startswith("A;x") else 2
    with pytest.raises(BadFile, match=f"opens in line {line} is not closed"):
        files.read("lijst.csv", f"Naam;Aanbod\n{rows}".encode())


def test_quoted_lines_and_stray_marks_are_read():
    text = 'Naam;Aanbod\nA;"een\ntwee; ""drie"""\nB;5" scherm\n"C" & zoon;x\n'
    [table] = files.read("lijst.csv", text.encode())
    assert [cells for _n, cells in table.rows] == [
        ["A", 'een\ntwee; "drie"'], ["B", '5" scherm'], ["C & zoon", "x"],
    ]  # fmt: skip


LONG = "woord " * 4000


def as_book(rows, path):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "huge"])
def test_a_cell_that_is_too_long_keeps_only_its_row_out_whatever_the_file(database, tmp_path, kind):
    text = "woord " * 40_000 if kind == "huge" else LONG
    path = tmp_path / f"lijst.{'csv' if kind == 'huge' else kind}"
    rows = [["id", "name", "description"], ["1", "A", text], ["2", "B", "kort"]]
    if kind == "xlsx":
        as_book(rows, path)
    elif kind == "json":
        path.write_text(json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]]), "utf-8")
    else:
        path.write_text("\n".join(";".join(row) for row in rows), "utf-8")
    report = import_path(path)
    assert (report.added, len(report.refused)) == (1, 1)
    assert "longer than 20000" in report.refused[0][2]


def test_a_lone_carriage_return_parts_words(database, tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_bytes(b'id;Naam;Aanbod\n1;A;"een\rtwee\r\ndrie"\n')
    import_path(path)
    assert Service.get().description_nl == "een\ntwee\ndrie"


def test_what_stands_below_many_blank_rows_is_read_or_told(database, tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text("id;Naam\n1;A\n" + ";\n" * 2500 + "2;B\n", "utf-8")
    assert import_path(path).added == 2
    book = tmp_path / "boek.xlsx"
    as_book([["id", "Naam"], ["1", "A"], *([[""]] * 2500), ["2", "B"]], book)
    report = import_path(book)
    assert report.added == 1
    assert any("row 2 is followed by 2,000 blank rows" in note for note in report.notes)


def test_a_title_with_a_second_cell_is_no_header(database, tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text("Sociale kaart;;Versie 3\nNaam;Telefoon;Postcode\nA;02 411 12 13;1000\n", "utf-8")
    assert import_path(path).added == 1
    assert Service.get().phones.count() == 1


def test_json_by_the_line_is_read(database, tmp_path):
    path = tmp_path / "lijst.ndjson"
    path.write_text('{"id": "1", "name": "A"}\n{"id": "2", "name": "B"}\n', "utf-8")
    assert import_path(path).added == 2
