"""After a merge: what a source says under the old id counts for the sheet that is kept, or waits."""

import json

import pytest

from directory import editing, merging, snapshots
from directory.importing import batches, import_path, undoing
from directory.importing.models import Batch, Conflict
from directory.models import Service
from directory.revisions import Revision

OLD, KEPT = "praatcafe", "gesprekshuis"


def sheet(external_id):
    return Service.get(external_id=external_id)


def held(external_id):
    return snapshots.of(sheet(external_id))


def open_conflicts():
    rows = Conflict.select(Conflict, Service).join(Service).where(Conflict.decided == "")
    return [(row.service.external_id, row.field, json.loads(row.theirs)) for row in rows]


@pytest.fixture
def merged(database, sheet_file):
    """A sheet of a source, merged into one that a colleague wrote."""
    import_path(sheet_file({"cost": "free", "access": "ring"}))
    typed = snapshots.empty() | {"name_nl": "Gesprekshuis", "category": "other", "cost": "5 euro",
                                 "phones": [{"number": "+3224111213", "note": ""}]}  # fmt: skip
    editing.create(typed, KEPT, "eva")
    away, kept = sheet(OLD), sheet(KEPT)
    merging.merge(away, kept, merging.combined(snapshots.of(kept), snapshots.of(away), {}), "eva")
    return sheet_file


def test_a_source_that_says_nothing_new_changes_nothing(merged):
    before = held(KEPT), held(OLD)
    report = import_path(merged({"cost": "free", "access": "ring"}))
    assert (report.changed, report.unchanged, report.conflicts) == (0, 1, 0)
    assert "Gesprekshuis" in report.warnings[0][2]
    assert (held(KEPT), held(OLD)) == before


def test_what_the_source_changes_goes_to_the_kept_sheet_and_what_differs_there_waits(merged):
    old = held(OLD)
    row = {"cost": "10 euro", "access": "ring twice", "phone": "02 529 41 99; 106"}
    report = import_path(merged(row), who="eva")
    assert (report.changed, report.conflicts) == (1, 1)
    assert held(KEPT)["access"] == "ring twice"
    assert [one["number"] for one in held(KEPT)["phones"]] == ["+3224111213", "+3225294199", "106"]
    assert (held(KEPT)["cost"], held(KEPT)["name_nl"]) == ("5 euro", "Gesprekshuis")
    assert open_conflicts() == [(KEPT, "cost", "10 euro")]
    assert held(OLD) == old
    assert sheet(OLD).archived
    last = Revision.select().where(Revision.service == sheet(KEPT)).order_by(Revision.id.desc()).first()
    assert (last.verb, last.who, last.version) == ("imported", "eva", sheet(KEPT).version)
    again = import_path(merged(row))
    assert (again.changed, again.unchanged) == (0, 1)
    assert open_conflicts() == [(KEPT, "cost", "10 euro")]


def test_the_whole_of_it_is_undone_on_the_kept_sheet(merged):
    before = held(KEPT)
    import_path(merged({"cost": "10 euro", "access": "ring twice", "phone": "106"}))
    told = undoing.undo(Batch.select().order_by(Batch.id.desc()).first(), "eva")
    assert (told.restored, told.removed, told.archived, told.stayed) == (1, 0, 0, [])
    assert held(KEPT) == before
    assert open_conflicts() == []


def test_two_rows_about_one_sheet_never_go_over_one_another(database, sheet_file):
    both = ({"access": "ring"}, {"id": KEPT, "access": "ring"})
    import_path(sheet_file(*both))
    away, kept = sheet(OLD), sheet(KEPT)
    merging.merge(away, kept, snapshots.of(kept), "eva")
    version = sheet(KEPT).version
    report = import_path(sheet_file({"access": "a", "cost": "1"}, {"id": KEPT, "access": "b"}))
    assert (report.changed, report.unchanged) == (1, 1)
    assert held(KEPT)["access"] == "b"
    assert sorted(open_conflicts()) == [(KEPT, "access", "a"), (KEPT, "cost", "1")]
    assert sheet(KEPT).version == version + 1, "written once"


def test_a_conflict_from_before_the_merge_is_decided_on_the_kept_sheet(database, sheet_file):
    import_path(sheet_file({"cost": "free"}, {"id": KEPT}))
    typed = held(OLD) | {"cost": "5 euro"}
    editing.save(OLD, typed, sheet(OLD).version, "eva")
    import_path(sheet_file({"cost": "10 euro"}, {"id": KEPT}))
    merging.merge(sheet(OLD), sheet(KEPT), held(KEPT), "eva")
    batches.decide(Conflict.get(), "theirs", "eva")
    assert (held(KEPT)["cost"], held(OLD)["cost"]) == ("10 euro", "5 euro")


def test_without_a_sheet_that_stands_in_it_stays_away(database, sheet_file):
    import_path(sheet_file({}))
    editing.archive(sheet(OLD), "eva")
    assert "put away" in import_path(sheet_file({"cost": "1"})).warnings[0][2]
    assert held(OLD)["cost"] == ""
