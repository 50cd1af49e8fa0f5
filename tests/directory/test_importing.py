"""Importing a CSV file."""

import pytest

from directory import importing
from directory.errors import BadFile
from directory.importing import COLUMNS, import_path
from directory.models import Phone, Service

STARTER = importing.STARTER


def counts(report):
    return report.added, report.changed, report.unchanged, len(report.refused)


def test_the_starter_directory_goes_in_whole_and_twice_changes_nothing(database):
    first = import_path(STARTER)
    assert counts(first) == (129, 0, 0, 0)
    assert first.warnings == []
    assert counts(import_path(STARTER)) == (0, 0, 129, 0)
    assert Service.select().where(Service.version != 1).count() == 0
    sheet = Service.get(external_id="ocmw-1070")
    assert [phone.number for phone in sheet.phones] == ["+3225294120"]
    assert [place.municipality for place in sheet.locations] == ["21001"]
    assert sheet.verified_on is None


def test_a_dry_run_tells_all_and_writes_nothing(database, sheet_file):
    assert counts(import_path(sheet_file({}, {"id": "b", "phone": "12"}), dry_run=True)) == (1, 0, 0, 1)
    assert Service.select().count() == 0


def test_a_changed_cell_changes_that_sheet_alone(database, sheet_file):
    import_path(sheet_file({}, {"id": "b"}))
    Phone.update(note="secretariat").execute()
    assert counts(import_path(sheet_file({"cost": "free"}, {"id": "b"}))) == (0, 1, 1, 0)
    sheet = Service.get(external_id="praatcafe")
    assert (sheet.version, sheet.cost) == (2, "free")
    assert {phone.note for phone in sheet.phones} == {"secretariat"}
    assert Service.get(external_id="b").version == 1


def test_a_changed_phone_or_language_raises_the_version(database, sheet_file):
    import_path(sheet_file({}))
    assert counts(import_path(sheet_file({"phone": "106"}))) == (0, 1, 0, 0)
    assert counts(import_path(sheet_file({"phone": "106", "languages": "nl"}))) == (0, 1, 0, 0)
    sheet = Service.get(external_id="praatcafe")
    assert sheet.version == 3
    assert [phone.number for phone in sheet.phones] == ["106"]
    assert [row.code for row in sheet.languages] == ["nl"]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"id": ""}, "no id"),
        ({"name_nl": "", "name_fr": ""}, "no name"),
        ({"category": "magic"}, "unknown category"),
        ({"phone": "02 12"}, "phone number"),
        ({"email": "nobody"}, "e-mail"),
        ({"territory": "99999"}, "unknown territory"),
        ({"phone_interpreter": "maybe"}, "phone_interpreter"),
        ({"name_nl": "x" * 256}, "longer than 255"),
        ({"street": "x" * 256}, "longer than 255"),
        ({"id": "praatcafe"}, "already"),
    ],
)
def test_a_bad_row_is_refused_in_words_and_the_good_ones_go_in(database, sheet_file, change, word):
    report = import_path(sheet_file({}, {"id": "bad"} | change, {"id": "last"}))
    assert counts(report) == (2, 0, 0, 1)
    [(number, external_id, reason)] = report.refused
    assert number == 3
    assert external_id == change.get("id", "bad")
    assert word in reason
    assert {sheet.external_id for sheet in Service.select()} == {"praatcafe", "last"}


def test_a_row_with_too_few_cells_does_not_blank_a_sheet(database, sheet_file):
    import_path(sheet_file({"cost": "free"}))
    path = sheet_file({})
    path.write_text(f"{','.join(COLUMNS)}\n\npraatcafe,mental_health,Praatcafé\n", "utf-8")
    report = import_path(path)
    assert report.refused == [(3, "praatcafe", f"3 cells where the header has {len(COLUMNS)}")]
    assert Service.get().cost == "free"


def test_hours_that_no_program_reads_are_kept_for_people(database, sheet_file):
    path = sheet_file({"opening_hours": "weekdays, ring twice", "access": "walk-in"})
    [(number, external_id, reason)] = import_path(path).warnings
    assert (number, external_id) == (2, "praatcafe")
    assert "ring twice" in reason
    sheet = Service.get()
    assert (sheet.opening_hours, sheet.access) == ("", "walk-in; Openingsuren: weekdays, ring twice")
    assert counts(import_path(path)) == (0, 0, 1, 0)


def test_an_extension_goes_to_the_note(database, sheet_file):
    import_path(sheet_file({"phone": "02 529 41 20 ext 5"}))
    assert [(phone.number, phone.note) for phone in Phone.select()] == [("+3225294120", "ext. 5")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_files_as_spreadsheets_write_them(database, sheet_file, encoding, delimiter):
    assert counts(import_path(sheet_file({}, encoding=encoding, delimiter=delimiter))) == (1, 0, 0, 0)
    assert Service.get().name_nl == "Praatcafé"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b"\xff\xfei\x00d", "not a text file"),
        (b"\x7fELF\0\0\0", "not a text file"),
        (b"id,colour\na,b\n", "no column with the name"),
        (",".join(COLUMNS).encode(), "no rows"),
        (",".join(COLUMNS).encode() + b'\n"' + b"x" * 200_000, "in line 2 is not closed"),
    ],
)
def test_a_file_that_is_no_directory_is_refused_in_one_line(database, tmp_path, content, word):
    path = tmp_path / "strange.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=word) as caught:
        import_path(path)
    assert "\n" not in str(caught.value)
    assert Service.select().count() == 0


def test_a_missing_file_is_told_and_a_column_less_leaves_that_field_alone(database, tmp_path, sheet_file):
    with pytest.raises(BadFile, match="cannot be read"):
        import_path(tmp_path / "nowhere.csv")
    import_path(sheet_file({"cost": "free"}))
    fewer = [name for name in COLUMNS if name != "cost"]
    assert counts(import_path(sheet_file({"access": "ring"}, columns=fewer))) == (0, 1, 0, 0)
    assert (Service.get().cost, Service.get().access) == ("free", "ring")
