"""Files as people and programs elsewhere make them, and files that mean harm."""

import io
import json
import time
import zipfile
from datetime import date

import openpyxl
import pytest

from directory.errors import BadFile
from directory.importing import files, import_path, mapping, weekly
from directory.models import Location, Phone, Service

ROWS = [
    ["Naam dienst", "Rubriek", "Adres", "Postcode", "Gemeente", "Telefoon", "E-mail", "Openingsuren",
     "Talen"],
    ["Het Steunpunt", "Juridische hulp", "Kerkstraat 1", "1080", "Molenbeek", "02/411.12.13",
     "info@steunpunt.be", "maandag 9u-12u", "Nederlands, Frans, Language Line."],
    ["Café Zonder Zorgen", "Andere", "Hoogstraat 2\nachterbouw", "1000", "Brussel", "(   ) -  -    ", "",
     "na afspraak", "Dothraki"],
]  # fmt: skip


def write(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def as_csv(rows, delimiter=","):
    quoted = (['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows)
    return "\r\n".join(delimiter.join(row) for row in quoted)


def as_xlsx(rows, path):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def counts(report):
    return report.added, report.changed, report.unchanged, len(report.refused)


def told(report):
    return " | ".join(text for _row, _id, text in [*report.warnings, *report.refused])


@pytest.fixture(params=["utf-8", "utf-8-sig", "cp1252", "utf-16", "semicolon", "tab", "xlsx", "zip"])
def foreign(request, tmp_path):
    """The same rows as every kind of file."""
    kind = request.param
    if kind == "xlsx":
        return as_xlsx(ROWS, tmp_path / "lijst.xlsx")
    if kind == "zip":
        with zipfile.ZipFile(tmp_path / "lijst.zip", "w") as archive:
            archive.writestr("__MACOSX/._lijst.csv", b"\0\1")
            archive.writestr("map/lijst.csv", as_csv(ROWS))
        return tmp_path / "lijst.zip"
    delimiter = {"semicolon": ";", "tab": "\t"}.get(kind, ",")
    encoding = kind if kind not in ("semicolon", "tab") else "utf-8"
    return write(tmp_path / "lijst.csv", as_csv(ROWS, delimiter).encode(encoding))


def test_a_list_of_somebody_else_goes_in_by_its_headings(database, foreign):
    report = import_path(foreign)
    assert counts(report) == (2, 0, 0, 0)
    first, second = Service.select().order_by(Service.id)
    assert (first.name_nl, first.category, first.phone_interpreter) == ("Het Steunpunt", "legal_aid", "yes")
    assert (first.opening_hours, first.email) == ("Mo 09:00-12:00", "info@steunpunt.be")
    assert [row.code for row in first.languages] == ["nl", "fr"]
    assert [row.number for row in first.phones] == ["+3224111213"]
    assert first.external_id.startswith("lijst-")
    place = second.locations.get()
    assert (place.street, place.municipality) == ("Hoogstraat 2, achterbouw", "21004")
    assert (place.municipality_nl, place.municipality_fr) == ("Brussel", "Bruxelles")
    assert second.phones.count() == 0
    assert second.access == "Talen: Dothraki; Openingsuren: na afspraak"
    text = told(report)
    assert "Language Line" in text
    assert "no number in “( ) - -" in text.replace("   ", " ").replace("  ", " ")
    assert counts(import_path(foreign)) == (0, 0, 2, 0)


def test_old_mac_and_dos_files_keep_their_accents(database, tmp_path):
    rows = [["name", "description"], ["Réseau d'aide à l'été", "Être bien accueilli près d'ici, là où ça va"]]
    for encoding in ("mac_roman", "cp850"):
        [table] = files.read("liste.csv", as_csv(rows).encode(encoding))
        assert table.rows[0][1] == rows[1], encoding


def test_a_title_above_and_questions_under_the_header_are_no_services(database, tmp_path):
    rows = [["Our list 2026"], ["name", "phone", "description"],
            ["What is it called?", "Which number?", "What does it do?"],
            ["Desk", "106", "Listens"]]  # fmt: skip
    report = import_path(write(tmp_path / "list.csv", as_csv(rows)))
    assert counts(report) == (1, 0, 0, 0)
    assert any("row 3 holds questions" in note for note in report.notes)


def test_a_workbook_gives_dates_numbers_and_what_its_formulas_said(database, tmp_path):
    rows = [["id", "name", "postcode", "phone", "source date", "cost"],
            [7, "Desk", 1050, 25294120, date(2026, 11, 24), '=HYPERLINK("http://evil.example")']]  # fmt: skip
    assert counts(import_path(as_xlsx(rows, tmp_path / "list.xlsx"))) == (1, 0, 0, 0)
    sheet = Service.get()
    assert (sheet.external_id, sheet.source_date, sheet.cost) == ("list-7", "2026-11-24", "")
    assert (Location.get().postal_code, Phone.get().number) == ("1050", "+3225294120")


def test_a_formula_in_a_cell_is_text(database, tmp_path):
    evil = '=cmd|"/C calc"!A0'
    import_path(write(tmp_path / "list.csv", as_csv([["name", "cost"], [evil, "@SUM(1)"]])))
    assert (Service.get().name_en or Service.get().name_nl, Service.get().cost) == (evil, "@SUM(1)")


def test_the_file_as_it_is_read_may_be_kept_and_serves_the_next_one(database, tmp_path):
    path = write(tmp_path / "list.csv", as_csv([["Wat", "Nr"], ["Desk", "x1"]]))
    tables = files.read_path(path)
    chosen = mapping.guess(tables, path.name)
    assert chosen.targets() == set()
    chosen.columns["list"] = {"Wat": "name", "Nr": "id"}
    chosen.source, chosen.category = "partner", "housing"
    mapping.keep("Partner", tables, chosen)
    other = write(tmp_path / "next-year.csv", as_csv([["Wat", "Nr"], ["Desk", "x1"]]))
    assert counts(import_path(other)) == (1, 0, 0, 0)
    assert (Service.get().external_id, Service.get().category) == ("partner-x1", "housing")


def bomb(levels):
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels))
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{lol}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )


def hostile_book(path, part, change):
    """A workbook of which one part is changed."""
    good = io.BytesIO()
    as_xlsx(ROWS, good)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, change(data) if name == part else data)
    return path


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("entity", [b"&l9;", b"&f;"])
def test_entities_in_a_workbook_are_refused_at_once(database, tmp_path, part, entity):
    def change(data):
        body = data.partition(b"?>")[2] if data.startswith(b"<?xml") else data
        return bomb(10).encode() + body.replace(b">", b">" + entity, 3)

    begin = time.monotonic()
    with pytest.raises(BadFile):
        import_path(hostile_book(tmp_path / "evil.xlsx", part, change))
    assert time.monotonic() - begin < 5
    assert Service.select().count() == 0


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(25):
            archive.writestr(f"part{number}.csv", b"a" * (10 * 1024 * 1024))
    assert path.stat().st_size < 1_000_000
    begin = time.monotonic()
    with pytest.raises(BadFile, match="unpacked, is larger than 200 MB"):
        files.read_path(path)
    assert time.monotonic() - begin < 2


def test_a_file_of_200_mb_is_refused_without_being_read(tmp_path):
    path = tmp_path / "huge.csv"
    with open(path, "wb") as handle:
        handle.truncate(200 * 1024 * 1024)
    begin = time.monotonic()
    with pytest.raises(BadFile, match="larger than 50 MB"):
        files.read_path(path)
    assert time.monotonic() - begin < 1


def test_a_workbook_that_claims_a_million_columns_or_rows_is_read_as_what_it_holds(database, tmp_path):
    def change(data):
        return data.replace(b'ref="A1:I3"', b'ref="A1:XFD1048576"')

    path = hostile_book(tmp_path / "wide.xlsx", "xl/worksheets/sheet1.xml", change)
    begin = time.monotonic()
    assert counts(import_path(path))[0] == 2
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("x.xlsx", b"PK\x03\x04 nothing", "damaged"),
        ("x.json", b"[" * 100_000, "not JSON"),
        ("x.json", b"{}", "no HSDS service"),
        ("x.json", b'{"name": ' + b"9" * 5000 + b"}", "not JSON"),
        ("x.csv", b"", "empty"),
        ("x.csv", ",".join(f"c{n}" for n in range(400)).encode() + b"\n1", "more than 300 columns"),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(name, data, word):
    with pytest.raises(BadFile, match=word) as caught:
        files.read(name, data)
    assert "\n" not in str(caught.value)


def test_nul_surrogates_and_markup_do_no_harm(database, tmp_path):
    names = ["\ud800 lone", "<script>alert(1)</script>", "tab\there", "\u202eright to left"]
    document = json.dumps([{"id": str(n), "name": name, "status": "active"} for n, name in enumerate(names)])
    report = import_path(write(tmp_path / "x.json", document))
    assert report.added == 4
    assert {s.name_en or s.name_nl for s in Service.select()} >= {"lone", "<script>alert(1)</script>"}


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Sunday: 11:00-20:00  Monday: 9:00-22:00  Tuesday: 9:00-22:00", "Mo-Tu 09:00-22:00; Su 11:00-20:00"),
        ("Sunday: Closed Monday: Closed Thursday: 9:00-17:00 ", "Th 09:00-17:00"),
        ("Monday 9am - 12:30 pm", "Mo 09:00-12:30"),
        ("lundi 9h-12h", "Mo 09:00-12:00"),
        ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00"),
        ("Monday: 9:00-17:00 except in June", ""),
        ("call first", ""),
    ],
)
def test_hours_in_words(text, hours):
    assert weekly.read(text) == hours


def test_hsds_schedules_that_say_more_than_a_week_are_not_made_into_one():
    plain = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "23:59:59"}
    assert weekly.of_schedules([plain]) == "Mo-Tu 09:00-24:00"
    assert weekly.of_schedules([plain | {"interval": "2"}]) == ""
    assert weekly.of_schedules([plain | {"valid_to": "2026-12-01"}]) == ""
    assert weekly.of_schedules([{"weekday": "Monday", "opens_at": "", "closes_at": ""}]) == ""


@pytest.mark.parametrize(
    "text", ["naam\nHuis A\nHuis B\n", "\ufeffNom du service\n\nHuis A\nHuis B", '"Name"\n"Huis A"\n"Huis B"']
)
def test_a_list_of_nothing_but_names_is_one(database, tmp_path, text):
    assert import_path(write(tmp_path / "l.csv", text)).added == 2
    assert {sheet.name("nl")[0] for sheet in Service.select()} == {"Huis A", "Huis B"}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<< /Type /Catalog >>\n",
            "is a PDF: ask for the list as Excel or CSV",
        ),
        ("<html><table><tr><th>Naam</th></tr></table></html>", "is a web page or XML, whatever its name"),
        ('\ufeff<?xml version="1.0"?><Workbook/>', "is a web page or XML, whatever its name"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "XLSX without a password"),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Huis A\nEND:VCARD\n", "save the list as XLSX, CSV or JSON"),
    ],
)
def test_what_is_no_list_says_what_to_do_with_it(database, tmp_path, data, told):
    with pytest.raises(BadFile, match=told):
        import_path(write(tmp_path / "lijst.xls", data))
    with pytest.raises(BadFile, match="has a header but no rows"):
        import_path(write(tmp_path / "l.csv", "naam\n"))
