"""Clients say the old name for years: it finds the sheet that there is now."""

import pytest

from directory import editing, importing, indexing, relations, revisions, snapshots
from directory.importing import undoing
from directory.importing.models import Batch
from directory.models import Service

pytestmark = pytest.mark.usefixtures("starter")  # to be written to


def sheet(external_id):
    return Service.get(Service.external_id == external_id)


@pytest.fixture
def gone(found):
    """Macadam was put away for Abaka."""
    assert found("macadam") == ["macadam"]
    editing.archive(sheet("macadam"), "eva", replaced_by=sheet("abaka"))


@pytest.mark.usefixtures("gone")
@pytest.mark.parametrize(
    "typed", ["macadam", "Macadam", "macad", "maccadam", "dagcentrum macadam", "macadam brussel"]
)
def test_the_name_of_a_sheet_that_was_put_away_leads_to_the_one_that_stands_in_for_it(found, typed):
    assert found(typed)[0] == "abaka"


@pytest.mark.usefixtures("gone")
def test_the_name_counts_as_one_and_is_no_slip(results):
    answer = results("macadam")
    assert answer.corrected is None
    assert {match.field for match in answer.hits[0].why} == {"alt"}


@pytest.mark.usefixtures("gone")
def test_what_is_taken_back_has_its_name_again_and_the_other_loses_it(found):
    editing.reopen(sheet("macadam"), "eva")
    assert found("macadam") == ["macadam"]


@pytest.mark.usefixtures("gone")
def test_a_chain_is_followed_and_an_index_that_is_made_anew_knows_it(found):
    editing.archive(sheet("abaka"), "eva", replaced_by=sheet("sos-jeunes"))
    assert found("macadam") == ["sos-jeunes"]
    assert found("abaka")[0] == "sos-jeunes"
    indexing.rebuild()
    assert found("macadam") == ["sos-jeunes"]


def test_so_does_what_somebody_said_is_a_former_name(found):
    """Put away before it was said, or after; as long as it is said."""
    old, new = sheet("debt-trapes"), sheet("abaka")
    assert found("trapes")[0] == "debt-trapes"
    relations.relate(old, new, "former_name", "eva")
    assert found("trapes")[0] == "debt-trapes"  # it is still there itself
    assert "abaka" not in found("trapes")
    editing.archive(old, "eva")
    assert found("trapes") == ["abaka"]
    (tie,) = relations.of(sheet("abaka"))
    assert relations.part(sheet("abaka"), tie.uuid)
    assert found("trapes") != ["abaka"]
    relations.relate(sheet("debt-trapes"), sheet("abaka"), "former_name", "eva")
    assert found("trapes") == ["abaka"]


def test_other_relations_lend_no_name(found):
    for kind in ("part_of", "network", "alternative"):
        relations.relate(sheet("macadam"), sheet("abaka"), kind, "eva")
    editing.archive(sheet("macadam"), "eva")
    assert "abaka" not in found("macadam")


def test_what_stands_in_for_one_another_ends(found):
    """Of two that were put away for one another, neither is found, and nobody waits."""
    editing.archive(sheet("macadam"), "eva", replaced_by=sheet("abaka"))
    editing.archive(sheet("abaka"), "eva", replaced_by=sheet("macadam"))
    assert not {"abaka", "macadam"} & set(found("macadam"))


def test_an_edit_of_the_sheet_that_took_the_name_is_not_overtaken_by_it(found):
    """That search follows is no edit of its own."""
    kept = sheet("abaka")
    typed, version = snapshots.of(kept), kept.version
    editing.archive(sheet("macadam"), "eva", replaced_by=kept)
    typed["description_nl"] = "Opvang voor wie even weg moet."
    assert editing.save("abaka", typed, version, "eva") == ["description_nl"]


@pytest.mark.parametrize("column", ["old", "new"])
def test_no_table_is_walked_through_for_it(database, monkeypatch, column):
    """It is asked for every list of new lines: at 10,000 sheets a walk took longer than all the rest."""
    real, asked = database.execute_sql, []
    monkeypatch.setattr(database, "execute_sql", lambda *of: asked.append(of) or real(*of))
    relations._steps(column, {1, 2, 3})
    assert len(asked) == 2
    for sql, values in asked:
        plan = [row[-1] for row in real(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()]
        assert plan
        assert not [step for step in plan if step.startswith("SCAN")]


def test_a_sheet_that_an_undone_import_puts_away_keeps_lending_its_names(tmp_path, found):
    """It was edited since it came in, so it is put away rather than removed."""
    path = tmp_path / "sheets.csv"
    path.write_text(
        "id,category,name_nl,municipality_nl,postal_code,phone\n"
        "praatcafe,mental_health,Zonnebloemhuis,Elsene,1050,02 529 41 20\n"
    )
    importing.import_path(path)
    name = Service.get(name_nl="Zonnebloemhuis").external_id
    relations.relate(sheet(name), sheet("abaka"), "former_name", "eva")
    old = sheet(name)
    editing.change(old, {**snapshots.of(old), "cost": "5 euro"}, revisions.EDITED, "eva")
    assert found("zonnebloemhuis")[0] == name
    undoing.undo(Batch.select().order_by(Batch.id.desc()).get(), "eva")
    assert sheet(name).archived
    assert found("zonnebloemhuis") == ["abaka"]
