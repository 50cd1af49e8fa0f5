"""Editing a sheet: what is judged, what two editors at once see, what history keeps."""

from datetime import date

import pytest

from directory import editing, revisions, search, snapshots
from directory.checking import check
from directory.editing import Overtaken, Refused
from directory.models import Organisation, Phone, Service


@pytest.fixture
def sheet(starter):
    return Service.get(external_id="ocmw-1070")


def typed(sheet, **changes):
    return snapshots.of(sheet) | changes


def save(sheet, version=None, who="eva", **changes):
    now = Service.get_by_id(sheet.id)
    return editing.save(sheet.external_id, typed(now, **changes), version or now.version, who)


def test_saving_what_stands_there_changes_nothing_for_any_sheet(starter):
    for one in Service.select():
        before = one.version
        assert editing.save(one.external_id, snapshots.of(one), one.version, "eva") == []
        assert Service.get_by_id(one.id).version == before
    assert revisions.Revision.select().where(revisions.Revision.verb == "edited").count() == 0


def test_an_edit_is_found_by_the_next_search(sheet):
    assert search.find(search.Criteria(q="wolkenkrabber")).hits == []
    save(sheet, description_nl="Wolkenkrabber aan het kanaal")
    assert [hit.external_id for hit in search.find(search.Criteria(q="wolkenkrabber")).hits] == ["ocmw-1070"]


def test_facts_are_put_in_their_normal_form(sheet):
    save(
        sheet,
        phones=[{"number": "02/529.41.20", "note": ""}, {"number": "1813", "note": "nacht"}],
        locations=[{"street": "Dorp 1", "postal_code": "1080", "municipality_nl": "", "municipality_fr": ""}],
        company_number="BE 0403.170.701",
        organisation="Engie",
        areas=["21001", "BRU"],
        languages=["NL", "sq", "nl"],
    )
    now = snapshots.of(Service.get_by_id(sheet.id))
    assert now["phones"] == [{"number": "+3225294120", "note": ""}, {"number": "1813", "note": "nacht"}]
    assert now["locations"][0]["municipality"] == "21012"
    assert now["locations"][0]["municipality_fr"] == "Molenbeek-Saint-Jean"
    assert (now["company_number"], now["organisation"]) == ("0403170701", "Engie")
    assert (now["areas"], now["languages"]) == (["BRU"], ["nl", "sq"])


@pytest.mark.parametrize(
    ("changes", "field", "kind"),
    [
        ({"name_nl": "", "name_fr": "", "name_en": ""}, "name_nl", "name"),
        ({"category": "circus"}, "category", "category"),
        ({"phones": [{"number": "12", "note": ""}]}, "phones.0.number", "phone"),
        ({"phones": [{"number": "", "note": "only words"}]}, "phones.0.number", "phone"),
        ({"email": "not at all"}, "email", "email"),
        ({"website": "javascript:alert(1)"}, "website", "website"),
        ({"website": "http://["}, "website", "website"),
        ({"company_number": "0403.170.702"}, "company_number", "company_number"),
        ({"opening_hours": "weekdays"}, "opening_hours", "hours"),
        ({"age_from": "x"}, "age_from", "age"),
        ({"age_from": 30, "age_to": 20}, "age_to", "age_order"),
        ({"source_date": "yesterday"}, "source_date", "date"),
        ({"languages": ["nl", "vlaams"]}, "languages", "language"),
        ({"areas": ["11002"]}, "areas", "area"),
        ({"rhythm": 5}, "rhythm", "rhythm"),
        ({"name_nl": "x" * 256}, "name_nl", "long"),
        ({"contacts": [{"function": "", "email": "", "phone": "106"}]}, "contacts.0.function", "contact"),
        ({"phones": [{"number": "106", "note": ""}] * 51}, "phones", "many"),
    ],
)
def test_what_cannot_be_right_is_told_by_field_and_nothing_is_stored(sheet, changes, field, kind):
    with pytest.raises(Refused) as refused:
        save(sheet, cost="free", **changes)
    assert (field, kind) in [(problem.field, problem.kind) for problem in refused.value.problems]
    assert Service.get_by_id(sheet.id).cost == sheet.cost


def test_an_old_odd_value_does_not_stop_another_edit(sheet):
    sheet.website, sheet.source_date = "see the poster", "last spring"
    sheet.changed()
    Phone.create(service=sheet, number="ask inside", position=9)
    assert save(sheet, cost="free") == ["cost"]


def test_the_second_editor_keeps_what_was_typed_and_sees_what_changed(sheet):
    first, second = typed(sheet, cost="free", access="ring twice"), typed(sheet, access="ring once")
    editing.save(sheet.external_id, first, sheet.version, "eva")
    with pytest.raises(Overtaken) as overtaken:
        editing.save(sheet.external_id, second, sheet.version, "bob")
    told = overtaken.value
    assert {change.field for change in told.changes} == {"cost", "access"}
    assert (told.who, told.clashes) == ("eva", ["access"])
    assert (told.merged["cost"], told.merged["access"]) == ("free", "ring once")
    assert Service.get_by_id(sheet.id).access == "ring twice"
    editing.save(sheet.external_id, told.merged, told.version, "bob")
    now = Service.get_by_id(sheet.id)
    assert (now.cost, now.access) == ("free", "ring once")


@pytest.mark.parametrize(
    ("theirs", "mine", "merged", "clash"),
    [
        (["106", "107", "1712"], ["106", "1813"], ["106", "1813", "1712"], False),  # each another row
        (["106"], ["106", "107", "1813"], ["106", "1813"], False),
        (["1712", "107"], ["1813", "107"], ["1813", "107", "1712"], True),  # both the same row
    ],
)
def test_two_who_change_one_list_both_keep_what_they_did(sheet, theirs, mine, merged, clash):
    def rows(numbers):
        return [{"number": number, "note": ""} for number in numbers]

    save(sheet, phones=rows(["106", "107"]), languages=["nl", "fr"])
    version = Service.get_by_id(sheet.id).version
    first = typed(sheet, phones=rows(theirs), languages=["nl", "fr", "tr"])
    second = typed(sheet, phones=rows(mine), languages=["ar", "nl"], email="not at all")
    editing.save(sheet.external_id, first, version, "eva")
    with pytest.raises(Overtaken) as overtaken:
        editing.save(sheet.external_id, second, version, "bob")
    told = overtaken.value
    assert (told.merged["phones"], told.merged["languages"]) == (rows(merged), ["ar", "nl", "tr"])
    assert told.clashes == ["phones"] * clash


def test_an_import_in_between_is_seen_too_and_nothing_typed_is_lost(sheet):
    mine = typed(sheet, access="ring once")
    sheet.cost = "ten euro"
    sheet.changed()
    with pytest.raises(Overtaken) as overtaken:
        editing.save(sheet.external_id, mine, sheet.version - 1, "bob")
    assert overtaken.value.merged["access"] == "ring once"
    assert "cost" in [change.field for change in overtaken.value.changes]


def test_history_tells_who_changed_what_and_brings_any_version_back(sheet):
    phones = snapshots.of(sheet)["phones"]
    save(sheet, who="eva", phones=[{"number": "106", "note": ""}])
    save(sheet, who="bob", phones=[], cost="free")
    told = revisions.history(sheet)
    assert [(row.verb, row.who) for row, _changes in told] == [
        ("edited", "bob"), ("edited", "eva"), ("found", ""),
    ]  # fmt: skip
    assert [change.field for change in told[0][1]] == ["phones", "cost"]
    assert told[1][1][0].before == phones
    sheet = Service.get_by_id(sheet.id)
    assert editing.restore(sheet, told[2][0], "eva") == ["phones", "cost"]
    assert snapshots.of(Service.get_by_id(sheet.id))["phones"] == phones
    assert len(revisions.history(sheet)) == 4


def test_what_an_import_changed_stands_in_the_history_before_the_next_edit(sheet):
    save(sheet, cost="free")
    sheet = Service.get_by_id(sheet.id)
    sheet.cost = "ten euro"
    sheet.changed()
    save(sheet, access="ring")
    verbs = [(row.verb, [c.field for c in changes]) for row, changes in revisions.history(sheet)]
    assert verbs[:2] == [("edited", ["access"]), ("found", ["cost"])]


def test_editing_is_not_verifying(sheet):
    sheet.verified_on, sheet.verified_by = date(2026, 1, 5), "eva"
    sheet.changed()
    save(sheet, cost="free", who="bob")
    now = Service.get_by_id(sheet.id)
    assert (now.verified_on, now.verified_by) == (date(2026, 1, 5), "eva")


def test_an_archived_sheet_leaves_search_and_leads_to_its_successor(sheet):
    other, last = Service.get(external_id="ocmw-1080"), Service.get(external_id="ocmw-1050")
    editing.archive(sheet, "eva", "merged", other)
    assert "ocmw-1070" not in [hit.external_id for hit in search.find(search.Criteria(q="ocmw")).hits]
    editing.archive(other, "eva", replaced_by=last)
    assert editing.successor(sheet) == last
    editing.archive(last, "eva", replaced_by=sheet)
    assert editing.successor(sheet) is None  # a circle leads nowhere, and ends
    editing.reopen(sheet, "eva")
    assert editing.find("ocmw-1070") == sheet


def test_a_new_sheet_gets_an_id_made_of_its_name(database):
    new = snapshots.empty() | {"name_fr": "L’Îlot – Accueil", "category": "housing", "organisation": "Îlot"}
    sheet = editing.create(new, editing.new_id(new), "eva")
    assert sheet.external_id.startswith("l-ilot-accueil-")
    again = editing.create(new, editing.new_id(new), "eva")
    assert again.external_id != sheet.external_id
    assert Organisation.select().count() == 1
    arabic = snapshots.empty() | {"name_nl": "دار"}
    assert editing.new_id(arabic).startswith("sheet-")


def test_a_snapshot_of_an_empty_sheet_is_judged_without_failing(database):
    _judged, problems = check(snapshots.empty(), snapshots.empty())
    assert [problem.kind for problem in problems] == ["name", "category"]


def test_a_secret_address_has_its_line_in_the_history_and_its_version(starter):
    sheet = editing.find("ocmw-1070")
    editing.restrict_address("ocmw-1070", True, "eva")
    editing.restrict_address("ocmw-1070", True, "eva")
    editing.restrict_address("ocmw-1070", False, "carl")
    rows = [
        (row.verb, row.who, row.version)
        for row in revisions.Revision.select().order_by(revisions.Revision.id)
    ]
    assert rows == [("found", "", 1), ("hidden", "eva", 2), ("shown", "carl", 3)]
    typed = snapshots.of(sheet) | {"cost": "gratis"}
    assert editing.save("ocmw-1070", typed, 1, "eva") == ["cost"], "no field changed meanwhile"
