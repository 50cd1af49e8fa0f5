"""Reference expertise is kept as the other facets are (that it stays inside: test_exporting.py)."""

from directory import editing, expertise, merging, revisions, snapshots
from directory.exporting import columns
from directory.importing import import_path
from directory.models import Service

ONE, TWO = "ocmw-1070", "ocmw-1080"
RESIDENCE, MONEY = "life_domain:residence", "intervention:2i"


def mark(external_id, *subjects):
    sheet = Service.get(external_id=external_id)
    typed = snapshots.of(sheet) | {"expertise": list(subjects)}
    return editing.save(external_id, typed, sheet.version, "eva")


def held(external_id):
    return [row.code for row in Service.get(external_id=external_id).expertise]


def test_an_edit_is_in_history_and_comes_back_from_it(starter):
    assert mark(ONE, RESIDENCE, MONEY) == ["expertise"]
    assert mark(ONE) == ["expertise"]
    assert held(ONE) == []
    sheet = Service.get(external_id=ONE)
    marked = [row for row, _changes in revisions.history(sheet) if row.snapshot()["expertise"]]
    editing.restore(sheet, marked[0], "eva")
    assert held(ONE) == [RESIDENCE, MONEY]


def test_an_import_that_says_nothing_of_it_leaves_it(starter, sheet_file):
    mark(ONE, RESIDENCE)
    row = next(iter(columns.rows([Service.get(external_id=ONE)])))
    changed = {name: row[name] for name in ("id", "name_nl", "category", "version")} | {"cost": "gratis"}
    assert import_path(sheet_file(changed)).changed == 1
    assert (held(ONE), Service.get(external_id=ONE).cost) == ([RESIDENCE], "gratis")


def test_a_merge_puts_the_subjects_together_and_undoing_takes_them_apart(starter):
    mark(ONE, RESIDENCE)
    mark(TWO, MONEY)
    away, kept = Service.get(external_id=ONE), Service.get(external_id=TWO)
    both = merging.combined(snapshots.of(kept), snapshots.of(away), {})
    row = merging.merge(away, kept, both, "eva")
    assert held(TWO) == [MONEY, RESIDENCE]
    merging.undo(row, "eva")
    assert (held(ONE), held(TWO)) == ([RESIDENCE], [MONEY])


def test_a_need_is_answered_by_the_same_subject_its_theme_and_its_group():
    near = expertise.nearby(["intervention:2j"])
    assert {"intervention:2j", "intervention:2", RESIDENCE, "category:migration"} <= near
    assert not near & {MONEY, "intervention:3"}
    assert expertise.nearby([]) == frozenset()


def test_every_theme_is_made_of_subjects_that_exist():
    assert {subject for theme in expertise.THEMES for subject in theme} <= expertise.known()


def test_who_knows_leaves_out_what_was_put_away(starter):
    mark(ONE, RESIDENCE)
    assert [(sheet.external_id, codes) for sheet, codes in expertise.who_knows()] == [(ONE, [RESIDENCE])]
    editing.archive(Service.get(external_id=ONE), "eva")
    assert expertise.who_knows() == []
