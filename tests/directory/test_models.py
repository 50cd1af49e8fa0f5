"""A sheet, its languages and its version."""

import peewee
import pytest

from directory.models import Phone, Service


def make(**values):
    return Service.create(**{"external_id": "a", "category": "ocmw", "name_nl": "Huis"} | values)


def test_a_text_is_given_in_the_language_asked_else_in_one_that_exists(database):
    sheet = make(name_fr="Maison", description_en="A house")
    assert sheet.name("fr") == ("Maison", "fr")
    assert sheet.name("en") == ("Huis", "nl")
    assert sheet.description("nl") == ("A house", "en")
    assert Service().name("fr") == ("", "fr")


def test_an_edit_raises_the_version_and_the_time(database):
    sheet = make()
    before = sheet.updated
    sheet.cost = "free"
    sheet.changed()
    kept = Service.get_by_id(sheet.id)
    assert (kept.version, kept.cost, sheet.version) == (2, "free", 2)
    assert kept.updated > before


def test_two_editors_at_once_raise_it_twice(database):
    make()
    one, other = Service.get(external_id="a"), Service.get(external_id="a")
    one.changed()
    other.changed()
    assert Service.get(external_id="a").version == 3


def test_an_edit_does_not_undo_what_the_indexer_noted(database):
    sheet = make()
    Service.update(indexed=1).execute()
    sheet.changed()
    assert Service.get_by_id(sheet.id).indexed == 1


def test_a_sheet_takes_its_children_along(database):
    sheet = make()
    Phone.create(service=sheet, number="106")
    assert [phone.number for phone in sheet.phones] == ["106"]
    sheet.delete_instance()
    assert Phone.select().count() == 0


def test_no_two_sheets_share_an_id(database):
    first = make()
    assert first.uuid != make(external_id="b").uuid
    with pytest.raises(peewee.IntegrityError):
        make()
