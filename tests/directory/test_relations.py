"""Relations between services, read from both ends."""

import pytest

from directory import editing, relations
from directory.models import Service
from directory.relations import NotRelated


@pytest.fixture
def three(starter):
    return [Service.get(external_id=one) for one in ("ocmw-1070", "ocmw-1080", "exil")]


def read(sheet):
    return [(tie.kind, tie.inverse, tie.sheet.external_id) for tie in relations.of(sheet)]


def test_a_relation_is_read_from_both_ends(three):
    one, two, three_ = three
    relations.relate(one, two, "part_of", "eva")
    relations.relate(one, three_, "network", "eva")
    assert read(one) == [("part_of", False, "ocmw-1080"), ("network", False, "exil")]
    assert read(two) == [("part_of", True, "ocmw-1070")]
    assert read(three_) == [("network", False, "ocmw-1070")]


def test_what_makes_no_sense_is_refused(three):
    one, two, three_ = three
    relations.relate(one, two, "part_of", "eva")
    relations.relate(two, three_, "part_of", "eva")
    relations.relate(one, three_, "network", "eva")
    for sheet, other, kind, problem in (
        (one, one, "network", "self"),
        (one, two, "part_of", "twice"),
        (three_, one, "network", "twice"),
        (three_, one, "part_of", "round"),
        (one, three_, "cousin", "kind"),
    ):
        with pytest.raises(NotRelated) as refused:
            relations.relate(sheet, other, kind, "eva")
        assert refused.value.kind == problem


def test_a_relation_is_taken_away_from_either_end_and_by_nobody_else(three):
    one, two, three_ = three
    row = relations.relate(one, two, "alternative", "eva")
    assert not relations.part(three_, row.uuid)
    assert relations.part(two, row.uuid)
    assert read(one) == []


def test_a_sheet_put_away_is_only_shown_as_a_former_name(three):
    one, two, three_ = three
    relations.relate(one, two, "network", "eva")
    relations.relate(three_, two, "former_name", "eva")
    editing.archive(three_, "eva")
    editing.archive(one, "eva")
    assert read(two) == [("former_name", True, "exil")]
