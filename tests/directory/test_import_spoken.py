"""A file changes only what it speaks of: a column that it does not have leaves that field as it was."""

import pytest

from directory import editing, snapshots
from directory.importing import COLUMNS, import_path
from directory.importing.models import Batch, Conflict
from directory.importing.undoing import undo
from directory.models import Service


def counts(report):
    return report.added, report.changed, report.unchanged, report.conflicts


def edit(**changes):
    """An edit by a colleague, of the only sheet."""
    sheet = Service.get()
    editing.save(sheet.external_id, snapshots.of(sheet) | changes, sheet.version, "eva")


def without(*names):
    return [name for name in COLUMNS if name not in names]


@pytest.fixture
def partner(database, tmp_path):
    """Take in a list of somebody else, by its rows; always under the same name."""

    def take(text, category=""):
        path = tmp_path / "partner.csv"
        path.write_text(text, "utf-8")
        return import_path(path, category=category)

    return take


def test_a_file_without_access_leaves_the_access_that_stands_here(database, sheet_file):
    import_path(sheet_file({"access": "Bel eerst"}))
    assert counts(import_path(sheet_file({"cost": "gratis"}, columns=without("access")))) == (0, 1, 0, 0)
    assert (Service.get().access, Service.get().cost) == ("Bel eerst", "gratis")


def test_a_file_with_a_blank_cell_for_access_still_empties_it(database, sheet_file):
    import_path(sheet_file({"access": "Bel eerst"}))
    assert counts(import_path(sheet_file({"access": ""}))) == (0, 1, 0, 0)
    assert Service.get().access == ""


def test_a_remark_is_added_once_to_the_access_that_stands_here(database, sheet_file):
    import_path(sheet_file({"access": "Bel eerst"}))
    file = sheet_file({"territory": "Gent"}, columns=without("access"))
    assert counts(import_path(file)) == (0, 1, 0, 0)
    assert Service.get().access == "Bel eerst; Werkgebied: Gent"
    assert counts(import_path(file)) == (0, 0, 1, 0)
    assert Service.get().access == "Bel eerst; Werkgebied: Gent"


def test_a_remark_stays_beside_what_a_colleague_wrote(partner):
    rows = "id;Naam;Werkgebied\n1;Het Huis;{}\n"
    partner(rows.format("Gent"))
    assert Service.get().access == "Werkgebied: Gent"
    edit(access="Bel eerst. Werkgebied: Gent")
    assert counts(partner(rows.format("Gent"))) == (0, 0, 1, 0)
    edit(access="Bel eerst; Werkgebied: Gent; Vraag naar het onthaal")
    assert counts(partner(rows.format("Luik"))) == (0, 1, 0, 0)
    assert Service.get().access == "Bel eerst; Vraag naar het onthaal; Werkgebied: Luik"
    edit(access="Bel eerst")
    assert counts(partner(rows.format("Luik"))) == (0, 0, 1, 0), "a colleague took it away: it stays away"
    assert counts(partner(rows.format("Elsene"))) == (0, 1, 0, 0)
    assert Service.get().access == "Bel eerst"


def test_an_undo_takes_the_remark_back_and_leaves_the_rest(partner):
    partner("id;Naam;Toegang\n1;Het Huis;Bel eerst\n")
    partner("id;Naam;Werkgebied\n1;Het Huis;Gent\n")
    assert Service.get().access == "Bel eerst; Werkgebied: Gent"
    undo(Batch.select().order_by(Batch.id.desc()).first(), "eva")
    assert Service.get().access == "Bel eerst"


def test_the_kind_chosen_for_a_whole_file_is_for_new_sheets_alone(partner):
    partner("id;Naam;Rubriek\n1;Het Huis;Juridische hulp\n")
    report = partner("id;Naam;Prijs\n1;Het Huis;gratis\n2;Nieuw;5 euro\n", category="housing")
    assert counts(report) == (1, 1, 0, 0)
    assert {s.external_id: s.category for s in Service.select()} == {
        "partner-1": "legal_aid",
        "partner-2": "housing",
    }


def test_an_unknown_kind_does_not_change_the_kind_that_stands_here(partner):
    partner("id;Naam;Rubriek\n1;Het Huis;Juridische hulp\n")
    report = partner("id;Naam;Rubriek\n1;Het Huis;Zomaar iets\n", category="housing")
    assert counts(report) == (0, 0, 1, 0)
    assert Service.get().category == "legal_aid"


def test_a_kind_that_the_file_gives_later_is_compared_with_the_one_chosen_first(partner):
    partner("id;Naam\n1;Het Huis\n", category="housing")
    assert counts(partner("id;Naam;Rubriek\n1;Het Huis;Juridische hulp\n")) == (0, 1, 0, 0)
    edit(category="health")
    assert counts(partner("id;Naam\n1;Het Huis\n", category="housing")) == (0, 0, 1, 0)
    assert Service.get().category == "health"


def test_a_column_that_is_new_in_a_file_does_not_go_over_an_edit(partner):
    partner("id;Naam\n1;Het Huis\n")
    edit(access="Bel eerst")
    assert counts(partner("id;Naam;Toegang\n1;Het Huis;Kom langs\n")) == (0, 0, 1, 1)
    assert (Service.get().access, Conflict.get().field) == ("Bel eerst", "access")


def test_a_version_of_elsewhere_says_nothing_about_edits_made_here(partner):
    partner("id;Naam;Prijs;Version\n1;Het Huis;gratis;1\n")
    edit(cost="5 euro")
    report = partner(f"id;Naam;Prijs;Version\n1;Het Huis;gratis;{Service.get().version}\n")
    assert counts(report) == (0, 0, 1, 0)
    assert Service.get().cost == "5 euro"
