"""What a worker makes ready while nobody asks: the same lists, without what the first of them cost."""

import logging

import peewee
import pytest

from app import ahead
from app.ahead import Ahead
from app.auth.models import User
from app.resources import lines
from directory import indexing, thesaurus
from directory.models import Service, ThesaurusGroup
from search_index.index import IndexDamaged

ASKED = "/resources?q=zelfmoord"


def typed(browser, path=ASKED):
    return browser.get(path, headers={"HX-Request": "true"}).get_data(as_text=True)


def languages_of(app):
    return {lang for _id, _mark, lang in app.extensions.get("resources.lines", {})}


def to_the_end(reading):
    steps = 0
    while reading.step():
        steps += 1
    return steps


@pytest.fixture
def reading(app):
    indexing.ready()
    return Ahead(app)


def test_the_lines_of_all_sheets_are_there_before_anybody_searches(alice, app, reading, queries):
    assert to_the_end(reading) > 10
    kept = app.extensions["resources.lines"]
    assert len(kept) == Service.select().where(~Service.archived).count()
    with queries() as asked:
        read_ahead = typed(alice)
    assert not [sql for sql in asked if "phone" in sql], "its lines were read before"
    kept.clear()
    app.extensions["resources.again"] = type(app.extensions["resources.again"])()
    assert typed(alice) == read_ahead


def test_in_the_languages_of_the_accounts_that_of_most_of_them_first(alice, bob, charlie, app, reading):
    User.update(language="fr").where(User.email != "alice@example.org").execute()
    every = Service.select().where(~Service.archived).count()
    seen = []
    while reading.step():
        seen += languages_of(app) - set(seen)
    assert seen == ["fr", "nl"]
    assert len(app.extensions["resources.lines"]) == 2 * every


def test_in_one_language_alone_where_there_are_many_sheets(alice, bob, app, reading, monkeypatch):
    User.update(language="en").where(User.email == "bob@example.org").execute()
    monkeypatch.setattr(ahead, "MOST_LINES", 30)
    to_the_end(reading)
    assert 30 <= len(app.extensions["resources.lines"]) < 30 + 12


def test_for_nobody_nothing(app, reading):
    to_the_end(reading)
    assert "resources.lines" not in app.extensions


def test_it_begins_again_once_something_changed(alice, app, reading):
    to_the_end(reading)
    assert not reading.step(), "nothing is left to do"
    sheet = Service.get(~Service.archived)
    sheet.name_nl = "Pas gewijzigd"
    sheet.changed()
    assert not reading.step(), "this process does not know of it yet"
    indexing.ready()
    to_the_end(reading)
    found = [line.name for line in app.extensions["resources.lines"].values()]
    assert "Pas gewijzigd" in found
    assert not reading.step()
    thesaurus.store(ThesaurusGroup(code="new", kind="equivalent", terms_nl="vogelnestje|zelfmoordlijn"))
    indexing.ready()
    assert reading.step()


def test_where_there_is_no_index_nobody_builds_it_before_it_is_asked_for(alice, app, monkeypatch):
    monkeypatch.setattr(indexing.state, "index", None)
    assert not Ahead(app).step()
    assert "resources.lines" not in app.extensions


@pytest.mark.parametrize("harm", [IndexDamaged("x"), indexing.NotReady()])
def test_what_it_cannot_read_stops_it_and_nothing_else(alice, app, reading, monkeypatch, harm, caplog):
    def harmed():
        raise harm

    with monkeypatch.context() as patched, caplog.at_level(logging.WARNING):
        patched.setattr(indexing, "ready", harmed)
        assert not reading.step()
        assert not reading.step(), "not again and again"
    assert [type(harm).__name__ in record.getMessage() for record in caplog.records] == [True]
    caplog.clear()
    assert "data-sheet" in typed(alice)


@pytest.mark.parametrize("error", [peewee.OperationalError("locked"), peewee.InterfaceError(), KeyError("x")])
def test_nothing_that_goes_wrong_ends_the_worker(alice, app, reading, monkeypatch, caplog, error):
    def wrong(_ids, _user):
        raise error

    with monkeypatch.context() as patched, caplog.at_level(logging.WARNING):
        patched.setattr(lines, "versions", wrong)
        to_the_end(reading)
        assert not reading.step()
    assert [type(error).__name__ in record.getMessage() for record in caplog.records] == [True]
    caplog.clear()
    assert "data-sheet" in typed(alice)
