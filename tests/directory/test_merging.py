"""Two sheets become one: what moves, what stays findable, and that it can be undone."""

import peewee
import pytest

from directory import editing, merging, relations, revisions, snapshots, suggestions
from directory.clock import now
from directory.merging import Merge, NotMergeable
from directory.models import Service
from directory.relations import Relation

ONE, TWO = "ocmw-1070", "ocmw-1080"


class Bookmark(peewee.Model):
    """A table that the directory has never heard of."""

    service = peewee.ForeignKeyField(Service)
    owner = peewee.CharField(unique=True)


@pytest.fixture
def bookmarks(starter):
    starter.bind([Bookmark])
    starter.create_tables([Bookmark])
    return Bookmark


def pair():
    return Service.get(external_id=ONE), Service.get(external_id=TWO)


def merge(choices=None):
    away, kept = pair()
    made = merging.combined(snapshots.of(kept), snapshots.of(away), choices or {})
    return merging.merge(away, kept, made, "eva", "two sheets of one")


def test_whatever_table_points_at_the_sheet_is_moved_and_comes_back(bookmarks):
    away, kept = pair()
    bookmarks.create(service=away, owner="a"), bookmarks.create(service=kept, owner="b")
    assert merging.references(away) == 1
    row = merge()
    assert [one.service_id for one in bookmarks.select().order_by(bookmarks.owner)] == [kept.id, kept.id]
    assert row.references == 1
    bookmarks.create(service=kept, owner="c")
    merging.undo(row, "eva")
    assert [one.service_id for one in bookmarks.select().order_by(bookmarks.owner)] == [
        away.id, kept.id, kept.id,
    ]  # fmt: skip


def test_the_one_put_away_leads_to_the_other_and_leaves_search(starter):
    away, kept = pair()
    merge()
    away = editing.find(ONE, archived=True)
    assert away.archived
    assert editing.successor(away).id == kept.id
    assert merging.current([ONE, TWO, "exil"]) == {ONE: TWO}


def test_a_chain_of_merges_is_followed_to_its_end(starter):
    merge()
    away, kept = Service.get(external_id=TWO), Service.get(external_id="exil")
    merging.merge(away, kept, snapshots.of(kept), "eva")
    assert merging.current([ONE]) == {ONE: "exil"}


def test_gaps_are_filled_lists_joined_and_names_given_up_stay_findable(starter):
    away, kept = pair()
    one, two = snapshots.of(away), snapshots.of(kept)
    two["cost"], one["cost"] = "", "gratis"
    made = merging.combined(two, one, {})
    assert made["cost"] == "gratis"
    assert [row["number"] for row in made["phones"]] == [
        row["number"] for row in (*two["phones"], *one["phones"])
    ]
    assert one["name_nl"] in made["alt_names"]
    assert made["name_nl"] == two["name_nl"]
    chosen = merging.combined(two, one, {"name_nl": "away", "phones": "kept", "locations": "away"})
    assert chosen["name_nl"] == one["name_nl"]
    assert two["name_nl"] in chosen["alt_names"]
    assert chosen["phones"] == two["phones"]
    assert chosen["locations"] == one["locations"]


def test_undoing_gives_back_both_sheets_and_keeps_what_was_edited_since(starter):
    before = {one.external_id: snapshots.of(one) for one in pair()}
    row = merge()
    kept = Service.get(external_id=TWO)
    edited = snapshots.of(kept) | {"cost": "5 euro"}
    editing.save(TWO, edited, kept.version, "eva")
    merging.undo(row, "eva")
    away, kept = pair()
    assert not away.archived
    assert snapshots.of(away) == before[ONE]
    assert snapshots.of(kept) == before[TWO] | {"cost": "5 euro"}
    merging.undo(row, "eva")
    assert not Service.get(external_id=ONE).archived
    assert merging.lately(now().replace(year=2020)) == []


def test_history_tells_of_the_merge_on_both_sheets(starter):
    merge()
    verbs = [revisions.last(one).verb for one in pair()]
    assert verbs == [revisions.ARCHIVED, revisions.MERGED]


def test_a_sheet_does_not_merge_with_itself_nor_with_one_put_away(starter):
    _away, kept = pair()
    with pytest.raises(NotMergeable):
        merging.merge(kept, kept, snapshots.of(kept), "eva")
    merge()
    with pytest.raises(NotMergeable):
        merging.merge(Service.get(external_id=ONE), kept, snapshots.of(kept), "eva")
    assert Merge.select().count() == 1


def test_a_merge_whose_sheet_was_put_away_since_is_not_undone_halfway(starter):
    row = merge()
    editing.archive(Service.get(external_id=TWO), "eva")
    with pytest.raises(NotMergeable):
        merging.undo(row, "eva")
    assert Service.get(external_id=ONE).archived


def test_relations_move_along_but_never_lead_from_a_sheet_to_itself(starter):
    away, kept = pair()
    exil = Service.get(external_id="exil")
    relations.relate(away, kept, "network", "eva")
    relations.relate(exil, away, "alternative", "eva")
    merge()
    assert [tie.sheet.external_id for tie in relations.of(exil)] == [TWO]
    assert Relation.select().where(Relation.service == Relation.other).count() == 0
    assert [tie.sheet.external_id for tie in relations.of(kept)] == ["exil"]


def test_a_refused_merge_changes_nothing(starter):
    away, kept = pair()
    with pytest.raises(editing.Refused):
        merging.merge(away, kept, snapshots.of(kept) | {"email": "no address"}, "eva")
    assert not Service.get(external_id=ONE).archived
    assert Merge.select().count() == 0


def test_suggestions_move_along_and_are_counted_where_they_stand(starter):
    away, _kept = pair()
    suggestions.report(away, "alice", "other", "the door is green")
    row = merge()
    counted = {one.external_id: one.remarks for one in pair()}
    assert counted == {ONE: 0, TWO: 1}
    merging.undo(row, "eva")
    assert {one.external_id: one.remarks for one in pair()} == {ONE: 1, TWO: 0}


def test_an_address_that_was_secret_on_either_stays_secret(starter):
    editing.restrict_address(ONE, True, "eva")
    row = merge()
    assert Service.get(external_id=TWO).address_restricted
    merging.undo(row, "eva")
    assert all(one.address_restricted for one in pair())
