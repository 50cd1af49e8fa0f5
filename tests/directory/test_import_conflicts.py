"""What was edited here, what the source changed, what both did; undoing; the same file twice."""

import json

import pytest

from directory import editing, search, snapshots
from directory.importing import arriving, batches, import_path, undoing
from directory.importing.models import Batch, Conflict, Said
from directory.importing.planning import plan
from directory.importing.rows import Incoming
from directory.models import Service
from directory.revisions import Revision
from directory.search import Criteria


def counts(report):
    return report.added, report.changed, report.unchanged, report.conflicts


def edit(external_id, **changes):
    """An edit by a colleague."""
    sheet = Service.get(external_id=external_id)
    editing.save(external_id, snapshots.of(sheet) | changes, sheet.version, "eva")


def state():
    """Everything that sheets hold, to compare."""
    return {sheet.external_id: snapshots.of(sheet) for sheet in Service.select()}


def last():
    return Batch.select().order_by(Batch.id.desc()).first()


def test_an_edit_here_stays_while_the_source_says_nothing_new(database, sheet_file):
    import_path(sheet_file({"cost": "free"}))
    edit("praatcafe", cost="5 euro")
    assert counts(import_path(sheet_file({"cost": "free"}))) == (0, 0, 1, 0)
    assert Service.get().cost == "5 euro"
    assert counts(import_path(sheet_file({"cost": "free", "access": "ring"}))) == (0, 1, 0, 0)
    assert (Service.get().cost, Service.get().access) == ("5 euro", "ring")


def test_what_both_changed_stays_ours_and_waits_for_a_decision(database, sheet_file):
    import_path(sheet_file({"cost": "free", "access": "a"}))
    edit("praatcafe", cost="5 euro")
    report = import_path(sheet_file({"cost": "10 euro", "access": "b"}))
    assert counts(report) == (0, 1, 0, 1)
    sheet = Service.get()
    assert (sheet.cost, sheet.access) == ("5 euro", "b")
    [kept] = Conflict.select()
    assert (kept.field, json.loads(kept.ours), json.loads(kept.theirs)) == ("cost", "5 euro", "10 euro")
    assert counts(import_path(sheet_file({"cost": "10 euro", "access": "b"}))) == (0, 0, 1, 0)
    assert Conflict.select().where(Conflict.decided == "").count() == 1
    batches.decide(kept, "theirs", "eva")
    assert Service.get().cost == "10 euro"
    assert Conflict.get().decided == "theirs"
    with pytest.raises(batches.NotNow):
        batches.decide(kept, "ours", "eva")


def test_the_last_word_of_each_source_waits_until_it_says_otherwise(database, sheet_file):
    def waiting(source, cost):
        batch = Batch.create(name=source, source=source)
        batches.take(plan(source, [Incoming(1, "praatcafe", {"cost": cost})]), batch, "eva")
        return [json.loads(one.theirs) for one in Conflict.select().where(Conflict.decided == "")]

    import_path(sheet_file({"cost": "free"}))
    edit("praatcafe", cost="5 euro")
    assert waiting("one", "10 euro") == ["10 euro"]
    assert waiting("two", "12 euro") == ["10 euro", "12 euro"]
    assert waiting("one", "10 euro") == ["10 euro", "12 euro"]
    assert waiting("one", "11 euro") == ["12 euro", "11 euro"]
    assert waiting("two", "5 euro") == ["11 euro"], "it says what stands here"


def test_a_sheet_that_a_colleague_wrote_is_not_gone_over_by_a_file_with_its_id(database, sheet_file):
    typed = snapshots.empty() | {"name_nl": "Ons café", "category": "other", "cost": "vrij"}
    editing.create(typed, "praatcafe", "eva")
    report = import_path(sheet_file({"cost": "free"}))
    assert report.conflicts >= 2
    sheet = Service.get()
    assert (sheet.name_nl, sheet.cost, sheet.category) == ("Ons café", "vrij", "other")
    assert sheet.opening_hours == "Mo-Fr 09:00-17:00"


def test_an_import_leaves_history_of_what_it_changed(database, sheet_file):
    import_path(sheet_file({"cost": "free"}), who="eva")
    import_path(sheet_file({"cost": "5 euro"}), who="eva")
    found = [(row.verb, row.who, row.snapshot()["cost"]) for row in Revision.select().order_by(Revision.id)]
    assert found == [("found", "", "free"), ("imported", "eva", "5 euro")]


def test_an_archived_sheet_is_told_and_stays_away(database, sheet_file):
    import_path(sheet_file({}))
    editing.archive(Service.get(), "eva")
    report = import_path(sheet_file({"cost": "free"}))
    assert counts(report) == (0, 0, 1, 0)
    assert "put away" in report.warnings[0][2]
    assert (Service.get().archived, Service.get().cost) == (True, "")


def test_one_undo_takes_a_whole_batch_back(database, sheet_file):
    import_path(sheet_file({"cost": "free"}, {"id": "b"}))
    before = state()
    said = sorted(row.state for row in Said.select())
    import_path(sheet_file({"cost": "5", "phone": "106"}, {"id": "b", "languages": "ar"}, {"id": "c"}))
    assert set(state()) == {"praatcafe", "b", "c"}
    told = undoing.undo(last(), "eva")
    assert (told.removed, told.archived, told.restored, told.stayed) == (1, 0, 2, [])
    assert state() == before
    assert sorted(row.state for row in Said.select()) == said
    with pytest.raises(batches.NotNow):
        undoing.undo(last(), "eva")
    again = import_path(
        sheet_file({"cost": "5", "phone": "106"}, {"id": "b", "languages": "ar"}, {"id": "c"})
    )
    assert counts(again) == (1, 2, 0, 0)


def test_an_undo_leaves_what_was_edited_since(database, sheet_file):
    import_path(sheet_file({"cost": "free", "access": "a"}))
    import_path(sheet_file({"cost": "5", "access": "b"}, {"id": "new"}))
    edit("praatcafe", cost="7")
    edit("new", cost="8")
    told = undoing.undo(last(), "eva")
    assert (told.removed, told.archived, told.restored) == (0, 1, 1)
    assert told.stayed == [("praatcafe", "cost")]
    sheet = Service.get(external_id="praatcafe")
    assert (sheet.cost, sheet.access) == ("7", "a")
    assert Service.get(external_id="new").archived


def test_what_a_later_batch_built_on_is_undone_after_it(database, sheet_file):
    import_path(sheet_file({"cost": "1"}, {"id": "b", "access": "a"}))
    import_path(sheet_file({"cost": "2"}, {"id": "b", "access": "a"}))
    before = state()
    import_path(sheet_file({"cost": "3"}, {"id": "b", "access": "b"}))
    made, second, third = Batch.select().order_by(Batch.id)
    for batch, others in ((made, [third, second]), (second, [third])):
        with pytest.raises(undoing.LaterFirst) as refused:
            undoing.undo(batch, "eva")
        assert refused.value.batches == others
    undoing.undo(third, "eva")
    assert state() == before
    undoing.undo(second, "eva")
    undoing.undo(Batch.get_by_id(made.id), "eva")
    assert state() == {}
    assert Said.select().count() == 0
    assert counts(import_path(sheet_file({"cost": "1"}))) == (1, 0, 0, 0), "nothing was put away instead"


def test_batches_that_touch_other_fields_are_undone_in_any_order(database, sheet_file):
    import_path(sheet_file({"cost": "1", "access": "a"}))
    before = state()
    import_path(sheet_file({"cost": "2", "access": "a"}))
    import_path(sheet_file({"cost": "2", "access": "b"}))
    _made, second, third = Batch.select().order_by(Batch.id)
    undoing.undo(second, "eva")
    assert (Service.get().cost, Service.get().access) == ("1", "b")
    undoing.undo(third, "eva")
    assert state() == before
    assert json.loads(Said.get().state)["cost"] == "1"


def test_what_changed_between_the_dry_run_and_the_taking_in_is_not_gone_over(database, sheet_file):
    import_path(sheet_file({"cost": "free"}))
    path = sheet_file({"cost": "10"})
    batch = arriving.receive(path.name, path.read_bytes(), "eva")
    batches.stage(batch)
    assert (batch.changed, batch.conflicts) == (1, 0)
    edit("praatcafe", cost="5")
    batches.apply(batch, "eva")
    assert Service.get().cost == "5"
    assert (batch.changed, batch.conflicts) == (0, 1)
    with pytest.raises(batches.NotNow):
        batches.apply(batch, "eva")


def test_staging_writes_nothing_of_the_directory_and_can_be_thrown_away(database, sheet_file):
    path = sheet_file({}, {"id": "bad", "phone": "02 1"})
    batch = arriving.receive(path.name, path.read_bytes(), "eva")
    batches.stage(batch)
    assert (batch.added, batch.refused, Service.select().count()) == (1, 1, 0)
    [line] = [line for line in batch.lines if line.outcome == "refused"]
    assert json.loads(line.cells)["phone"] == "02 1"
    batches.forget(batch)
    assert Batch.select().count() == 0


def test_a_sheet_that_an_undone_import_had_made_is_found_no_more(database, sheet_file):
    """It is deleted, not put away: no row tells the index, which would go on counting it."""
    typed = snapshots.empty() | {"name_nl": "Kastanjehuis", "category": "other"}
    editing.create(typed, "kastanjehuis", "eva")
    import_path(sheet_file({"name_nl": "Wilgenhuis"}))
    assert [hit.external_id for hit in search.find(Criteria(q="wilgenhuis")).hits]
    undoing.undo(last(), "eva")
    results = search.find(Criteria(q="wilgenhuis"))
    assert (results.total, results.hits, results.degraded) == (0, [], False)
    assert search.find(Criteria(category="other")).total == 1
    sheet = Service.get(external_id="kastanjehuis")
    sheet.alt_names = "Olmenhuis"
    sheet.changed()
    assert search.find(Criteria(q="olmenhuis")).total == 1
