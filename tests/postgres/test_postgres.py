"""The same program on PostgreSQL: schema, accounts, search, cases, whatever is sent to whatever address."""

import re
import threading
import time

import peewee
import pytest

from app import db
from app.ahead import Ahead
from app.auth.accounts import add_user, begin_keyring
from app.auth.models import Throttle, User
from app.cases.models import CaseKey, Note
from directory import importing, search
from directory.models import Service
from directory.search import Criteria
from directory.transactions import writing
from tests.conftest import STARTER
from tests.web.conftest import CHEAP, WORDS, enter, fresh_token, send, token_of
from tests.web.test_hostile_input import IN_FORM, _pairs, addresses, filled


@pytest.fixture
def as_one(app):
    """A function: the browser of somebody who is signed in; the account is made the first time."""

    def signed_in(name, *roles):
        email = f"{name}@example.org"
        if not User.select().where(User.email == email).exists():
            add_user(email, list(roles), WORDS, app.config["PEPPER"], CHEAP)
            begin_keyring(app.config["PEPPER"])
        Throttle.delete().execute()  # other tests of this server try to sign in with anything
        browser = app.test_client()
        assert enter(browser, email).status_code == 303
        return browser

    return signed_in


def test_the_migrated_schema_has_the_columns_of_the_models(app):
    for part, models in (("data", db.MODELS), ("keys", db.KEY_MODELS)):
        base = dict(db.parts(Service._meta.database))[part]
        for model in models:
            table = model._meta.table_name
            columns = {column.name: column.null for column in base.get_columns(table)}
            fields = {field.column_name: field.null for field in model._meta.sorted_fields}
            assert columns == fields, table
    assert db.upgrade(Service._meta.database) is False


def test_a_second_import_changes_nothing_and_an_edit_is_found_by_the_next_search(app):
    assert importing.import_path(STARTER).unchanged == 129
    sheet = Service.get(external_id="praxis")
    sheet.alt_names = "Zonnebloemhuis"
    sheet.changed()
    assert [hit.external_id for hit in search.find(Criteria(q="zonnebloemhuis")).hits] == ["praxis"]
    assert search.find(Criteria(q="huurachterstand 1080")).hits[0].external_id == "debt-1080"


def test_the_lines_of_all_sheets_are_read_ahead(app, as_one, caplog):
    as_one("alice", "caseworker")
    search.find(Criteria(q="ocmw"))
    reading = Ahead(app)
    while reading.step():
        pass
    assert not caplog.records
    every = Service.select().where(~Service.archived).count()
    assert len(app.extensions["resources.lines"]) >= every


def test_a_note_is_sealed_and_read_by_its_lead_alone(as_one):
    alice, bob = as_one("alice", "caseworker"), as_one("bob", "caseworker")
    case = send(alice, "/cases", title="Zilverberk").location
    uuid = re.search(r"/cases/([0-9a-f-]{36})", case).group(1)
    assert send(alice, f"/cases/{uuid}/notes", text="Belt over het bezoek.", kind="call").status_code == 303
    assert "Belt over het bezoek." in alice.get(case).text
    assert bob.get(case).status_code == 404
    database = Note._meta.database
    rows = [
        str(row)
        for table in database.get_tables()
        for row in peewee.Table(table).select(peewee.SQL("*")).tuples().execute(database)
    ]
    assert len(rows) > 1000
    assert not any("Zilverberk" in row or "Belt over" in row for row in rows)
    assert CaseKey.select().exists()


@pytest.mark.parametrize("value", ["ocmw-1080", "\0", "9" * 30], ids=range(3))
def test_no_address_and_no_form_is_a_fault(app, as_one, value):
    people = [
        as_one("carl", "coordinator", "editor"),
        as_one("dora", "administrator"),
        as_one("alice", "caseworker"),
    ]
    body = _pairs(value, IN_FORM)
    for browser in people:
        token = fresh_token(browser)
        for rule in addresses(app, "GET"):
            assert browser.get(filled(rule, value)).status_code < 500, rule.rule
        for rule in addresses(app, "POST"):
            sent = f"csrf_token={token}&{body}"
            path = filled(rule, "ocmw-1080")
            answer = browser.post(path, data=sent, content_type="application/x-www-form-urlencoded")
            assert answer.status_code < 500, (rule.rule, value)
            if answer.status_code == 303 and "/sign-in" in answer.location:
                token = token_of(browser.get("/sign-in"))


def test_a_search_waits_only_a_moment_for_an_import(app):
    """An edit that no index has numbered yet, while somebody holds the lock of those who write."""
    search.find(Criteria(q="ocmw"))
    Service.get(Service.external_id == "abaka").touched()
    began, ends = threading.Event(), threading.Event()

    def imports() -> None:
        database = Service._meta.database
        with database.connection_context(), writing(database):
            began.set()
            ends.wait(20)

    thread = threading.Thread(target=imports)
    thread.start()
    began.wait()
    begin = time.monotonic()
    hits = search.find(Criteria(q="ocmw")).hits
    took = time.monotonic() - begin
    ends.set()
    thread.join()
    assert hits
    assert took < 5
