"""What a sheet was, and what the team knows of it."""

import re

import pytest

from directory import snapshots
from directory.knowledge import Knowledge
from directory.models import Service
from directory.revisions import Revision
from tests.web.conftest import token_of
from tests.web.test_editing import EDIT, fields, send_edit

SHEET = "/resources/ocmw-1070"
HISTORY = SHEET + "/history"


def text(browser, path):
    return browser.get(path).get_data(as_text=True)


def test_the_history_tells_field_by_field_who_when_and_why(eva, carl, alice):
    was = Service.get(external_id="ocmw-1070").cost
    send_edit(eva, EDIT, fields(eva.get(EDIT)), cost="five euro", why="phoned <them>")
    send_edit(carl, EDIT, fields(carl.get(EDIT)), cost="six euro", phones__number=["106", ""])
    page = text(eva, HISTORY)
    assert "<del>five euro</del> <ins>six euro</ins>" in page
    assert "<ins>five euro</ins>" in page
    assert "“phoned &lt;them&gt;”" in page
    assert page.index("carl@example.org") < page.index("eva@example.org")
    assert alice.get(HISTORY).status_code == 403
    assert was != "five euro"


def test_any_version_comes_back_and_nothing_is_lost(eva):
    before = snapshots.of(Service.get(external_id="ocmw-1070"))
    send_edit(eva, EDIT, fields(eva.get(EDIT)), cost="five euro", phones__number=["106", ""])
    first = Revision.select().order_by(Revision.id).first()
    form = {"csrf_token": token_of(eva.get(HISTORY)), "id": str(first.id)}
    assert eva.post(HISTORY, data=form).status_code == 303
    assert snapshots.of(Service.get(external_id="ocmw-1070")) == before
    page = text(eva, HISTORY)
    assert "An earlier version brought back" in page
    assert page.count("five euro") >= 2
    assert len(re.findall('name="id"', page)) == 1  # those that are what stands now need no button


@pytest.mark.parametrize("number", ["0", "999999", "x", "", "9" * 30])
def test_a_version_that_is_not_of_this_sheet_is_not_found(eva, number):
    send_edit(eva, EDIT, fields(eva.get(EDIT)), cost="five euro")
    form = {"csrf_token": token_of(eva.get(HISTORY)), "id": number}
    assert eva.post(HISTORY, data=form).status_code == 404
    other = "/resources/ocmw-1080/history"
    form["id"] = str(Revision.get().id)
    assert eva.post(other, data=form).status_code == 404


def add(browser, words):
    return browser.post(
        SHEET + "/knowledge", data={"csrf_token": token_of(browser.get(SHEET)), "words": words}
    )


def test_what_the_team_knows_stands_apart_with_who_and_when(alice, bob, eva):
    assert add(alice, "bel voor tien uur <b>").status_code == 303
    page = text(bob, SHEET)
    team = re.search(r'<section class="team">.*?</section>', page, re.S).group()
    assert "bel voor tien uur &lt;b&gt;" in team
    assert "alice@example.org" in team
    assert "Weghalen" not in team
    assert "tien uur" not in str(snapshots.of(Service.get(external_id="ocmw-1070")))
    assert "tien uur" in text(eva, HISTORY)


def test_who_wrote_it_or_an_editor_takes_it_away_and_history_keeps_it(alice, bob, eva):
    add(alice, "spreek luid")
    row = Knowledge.get()
    path = f"/knowledge/{row.uuid}"
    assert bob.post(path, data={"csrf_token": token_of(bob.get(SHEET))}).status_code == 403
    assert eva.post(path, data={"csrf_token": token_of(eva.get(SHEET))}).status_code == 303
    assert "spreek luid" not in text(alice, SHEET)
    assert text(eva, HISTORY).count("spreek luid") == 2
    assert alice.post("/knowledge/none", data={"csrf_token": token_of(alice.get(SHEET))}).status_code == 404


def test_nothing_is_not_knowledge(alice):
    answer = add(alice, "  ")
    assert answer.status_code == 422
    assert "Schrijf wat je weet." in answer.get_data(as_text=True)


def test_what_the_team_knows_is_found_by_searching_and_quoted_on_the_line(alice, bob):
    version = Service.get(external_id="ocmw-1070").version
    add(alice, "zebrakaartje meebrengen")
    assert Service.get(external_id="ocmw-1070").version == version + 1
    line = text(bob, "/resources?q=zebrakaartje")
    assert 'data-sheet="ocmw-1070"' in line
    assert '<p class="quote"><mark>zebrakaartje</mark> meebrengen</p>' in line
    form = {"csrf_token": token_of(bob.get(SHEET))}
    alice.post(f"/knowledge/{Knowledge.get().uuid}", data={**form, "csrf_token": token_of(alice.get(SHEET))})
    assert 'data-sheet="ocmw-1070"' not in text(bob, "/resources?q=zebrakaartje")
