"""What leaves in the standard's form: valid, complete, the same every time, and nothing that must stay."""

import io
import json
import re
import shutil
import zipfile
from datetime import date

import pytest
from frictionless import system, validate

from directory import editing, snapshots
from directory.hsds import ids, loading, tabular, terms, writing
from directory.hsds.schedules import weekly
from directory.models import ContactFunction, Location, Organisation, Service

WORDS = "Kamerplant zonder naam"


def made_of(external_id, lang="nl"):
    number = Service.get(Service.external_id == external_id).id
    return writing.full(loading.load([number])[0], lang)


def attribute(made, code):
    found = [one for one in made["attributes"] if one["taxonomy_term"]["code"] == code]
    return found[0].get("value", "") if found else None


@pytest.fixture
def shelter(starter):
    """A sheet with a secret address, an internal contact and an organisation."""
    owner = Organisation.create(name_nl="Huis", name_fr="Maison", company_number="0403101811")
    sheet = Service.create(
        external_id="shelter", category="housing", name_nl="Vluchthuis", name_fr="Refuge",
        description_nl="Aan de Verborgenlaan vind je rust.", access="bel eerst", organisation=owner,
        verified_on=date(2026, 11, 1), verified_by="someone", verified_how="called",
        address_restricted=True,
    )  # fmt: skip
    Location.create(
        service=sheet, street="Verborgenlaan 12", postal_code="1050", municipality="21009",
        municipality_nl="Elsene", municipality_fr="Ixelles",
    )  # fmt: skip
    ContactFunction.create(service=sheet, function=WORDS, email="intern@example.org", phone="+3221234567")
    return sheet


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_every_service_is_what_the_standard_asks(shelter, judge, lang):
    sheets = list(loading.sheets())
    assert len(sheets) == Service.select().count()
    for sheet in sheets:
        assert judge("compiled/service", writing.full(sheet, lang)) == []
        assert judge("compiled/service_list", writing.listed(sheet, lang)) == []
        for at in range(len(sheet.locations)):
            for nested, name in ((True, "service_at_location"), (False, "service_at_location_list")):
                if made := writing.at_location(sheet, at, lang, nested):
                    assert judge(f"compiled/{name}", made) == []


def test_the_judge_sees_a_fault(starter, judge):
    made = made_of("ocmw-1070")
    assert judge("compiled/service", made | {"status": "open", "minimum_age": "ten"})


def test_a_restricted_address_leaves_in_no_form_and_in_no_text(shelter):
    told = json.dumps(made_of("shelter"), ensure_ascii=False)
    told = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", told)  # ids, which may have 1050 in them by chance
    for secret in ("Verborgenlaan", "1050", "Elsene", "Ixelles", "21009"):
        assert secret not in told
    assert "bel eerst" in told
    shelter.address_restricted = False
    shelter.changed()
    assert "Verborgenlaan 12" in json.dumps(made_of("shelter"), ensure_ascii=False)


def test_contacts_and_who_verified_stay_inside(shelter):
    made = made_of("shelter")
    told = json.dumps(made, ensure_ascii=False)
    for secret in (WORDS, "intern@example.org", "+3221234567", "someone"):
        assert secret not in told
    assert made["assured_date"] == "2026-11-01"
    assert "assurer_email" not in made


def test_every_column_of_a_sheet_leaves_or_is_named_here_as_staying(shelter):
    """A column that is added later must be decided upon, not forgotten."""
    stays = {
        "id", "uuid", "rhythm", "archived", "replaced_by", "address_restricted", "version", "indexed",
        "change", "created", "verified_by", "organisation", "category",
    }  # fmt: skip
    for name, field in Service._meta.fields.items():
        if name in stays or field.field_type not in {"VARCHAR", "TEXT"}:
            continue
        values = {"email": "x@example.org", "website": "example.org", "phone_interpreter": "yes"}
        value = values.get(name, "Mo-Fr 09:00-12:00" if name == "opening_hours" else f"word-{name}")
        Service.update({field: value, Service.address_restricted: False}).where(
            Service.id == shelter.id
        ).execute()
        sheet = loading.load([shelter.id])[0]
        assert value in json.dumps(writing.full(sheet, "nl"), ensure_ascii=False), name


def test_ids_are_version_five_unique_and_the_same_in_every_run(shelter):
    seen = {}
    for sheet in loading.sheets():
        for table, row in tabular.rows(writing.full(sheet, "nl")):
            assert row["id"][14] == "5"
            assert seen.setdefault(row["id"], table) == table
    assert made_of("ocmw-1070")["id"] == "276bd51e-1892-558a-837c-c60f78210750"
    foreign = "ac148810-d857-441c-9679-408f346de14b"
    assert ids.service(foreign.upper()) == foreign


def test_an_edit_keeps_the_ids_of_what_stays(starter):
    before = made_of("ocmw-1070")
    sheet = editing.find("ocmw-1070")
    typed = snapshots.of(sheet)
    editing.save("ocmw-1070", {**typed, "access": "bel eerst"}, sheet.version, "someone")
    editing.save(
        "ocmw-1070",
        {**typed, "phones": [*typed["phones"], {"number": "106", "note": ""}]},
        sheet.version + 1,
        "",
    )
    after = made_of("ocmw-1070")
    assert before["phones"] == after["phones"][:1]
    assert before["service_at_locations"] == after["service_at_locations"]
    assert before["last_modified"] < after["last_modified"]


def test_the_language_asked_stands_first_and_the_others_beside_it(shelter):
    dutch, french = made_of("shelter", "nl"), made_of("shelter", "fr")
    assert (dutch["name"], french["name"]) == ("Vluchthuis", "Refuge")
    assert (dutch["organization"]["name"], french["organization"]["name"]) == ("Huis", "Maison")
    assert [attribute(dutch, f"name_{lang}") for lang in ("nl", "fr", "en")] == ["Vluchthuis", "Refuge", None]
    assert dutch["organization"]["organization_identifiers"][0]["identifier"] == "0403101811"


def test_terms_have_codes_that_are_unique_over_all_taxonomies():
    codes = [term.code for term in terms.all_terms().values()]
    assert len(set(codes)) == len(codes) == len(terms.by_id()) > 50
    assert all(all(term.words) for term in terms.all_terms().values())


@pytest.mark.parametrize(
    ("hours", "week"),
    [
        ("24/7", {d: ["00:00-24:00"] for d in ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")}),
        ("Mo,We 09:00-12:00,13:00-16:00; PH off", {d: ["09:00-12:00", "13:00-16:00"] for d in ("Mo", "We")}),
        ("Mo-We 09:00-12:00; Tu off", {d: ["09:00-12:00"] for d in ("Mo", "We")}),
        ("Sa-Mo 10:00-11:00", {d: ["10:00-11:00"] for d in ("Mo", "Sa", "Su")}),
        ("Mo 08:00+", None),
        ("Mo,We,Fr", None),
        ('Tu 15:00-17:00 "15-25"', None),
        ("Mo 09:00-10:00, Tu 11:00-12:00", None),
        ("PH 10:00-12:00", None),
    ],
)
def test_only_plain_weekly_hours_become_weekly_events(hours, week):
    assert weekly(hours) == week


def test_the_package_is_sound_by_its_own_descriptor_and_by_the_standards(shelter, specification, tmp_path):
    target = io.BytesIO()
    assert tabular.write(target, loading.sheets(), "fr") == Service.select().count()
    with zipfile.ZipFile(target) as package:
        package.extractall(tmp_path)
    for descriptor in (None, specification / "datapackage.json"):
        if descriptor:
            shutil.copy(descriptor, tmp_path / "datapackage.json")
        with system.use_context(trusted=True):
            report = validate(str(tmp_path / "datapackage.json"))
        assert report.valid, report.flatten(["task", "rowNumber", "fieldName", "message"])[:5]
        assert len(report.tasks) == len(tabular.TABLES) == 21
    services = (tmp_path / "services.csv").read_text("utf-8").splitlines()
    assert len(services) > Service.select().count()
    with open(tmp_path / "phones.csv", "a", encoding="utf-8") as handle:
        handle.write("x,,d3b07384-0000-4000-8000-000000000000,,,,1,,,\r\n")
    assert not validate(str(tmp_path / "datapackage.json")).valid


def test_an_export_of_some_sheets_holds_these_in_their_order(shelter):
    target = io.BytesIO()
    assert tabular.write_json(target, loading.sheets(["shelter", "ocmw-1070", "unknown"]), "nl") == 2
    made = json.loads(target.getvalue())
    assert [one["name"] for one in made] == ["Vluchthuis", "OCMW Anderlecht"]
    editing.archive(shelter, "")
    assert loading.numbers_of(["shelter"]) == []
