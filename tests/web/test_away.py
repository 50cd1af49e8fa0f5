"""Sheets that were put away: with which in their place, in which list, and how they come back."""

import html
import re

import pytest

from app.audit import AuditLine
from directory import away, editing, merging
from directory.models import Service
from directory.revisions import Revision
from tests.web.conftest import send, token_of
from tests.web.test_cases import text_of
from tests.web.test_doubles import merge

ONE, TWO, THREE = "ocmw-1070", "ocmw-1080", "ocmw-1050"
LIST, BACK = "/editor/away", "Take it back into search"


def put_away(browser, external_id=ONE, **form):
    return send(browser, f"/resources/{external_id}/archive", do="archive", **form)


def button_of(page):
    """Address and fields of the form that takes the sheet of a page back."""
    found = re.search(rf'<form method="post" action="([^"]+)">((?:(?!</form>).)*){BACK}', text_of(page), re.S)
    return found[1], {"csrf_token": token_of(page), "do": "reopen"}


def test_only_those_who_edit_see_the_list_and_they_find_it(alice, dora, eva, carl):
    assert [one.get(LIST).status_code for one in (alice, dora, eva, carl)] == [403, 403, 200, 200]
    assert f'href="{LIST}"' in text_of(eva.get("/editor"))
    assert f'href="{LIST}"' not in text_of(alice.get("/resources"))
    assert "No sheet was put away." in text_of(eva.get(LIST))


def test_the_list_says_what_when_by_whom_why_and_what_stands_in(eva, carl):
    put_away(eva, ONE, why="moved <away>")
    put_away(carl, TWO, why="closed", replaced_by=THREE)
    page = text_of(eva.get(LIST))
    assert page.index("OCMW Sint-Jans-Molenbeek") < page.index("OCMW Anderlecht"), "the newest first"
    first, second = re.findall(r"<li>\s*<p><a.*?</li>", page, re.S)
    assert "carl@example.org" in first
    assert "“closed”" in first
    assert f'In its place: <a href="/resources/{THREE}"' in first
    assert "eva@example.org" in second
    assert "“moved &lt;away&gt;”" in second
    assert "In its place" not in second
    assert "2 sheets" in page
    assert Revision.select().where(Revision.verb == "archived").count() == 2


def test_the_last_time_counts_and_one_that_came_back_is_gone_from_the_list(eva):
    put_away(eva, why="first time")
    where, form = button_of(eva.get(LIST))
    assert eva.post(where, data=form).location == f"/resources/{ONE}"
    assert eva.get(f"/resources/{ONE}").status_code == 200
    assert ONE not in text_of(eva.get(LIST))
    put_away(eva, TWO)
    put_away(eva, why="second time")
    page = text_of(eva.get(LIST))
    assert "first time" not in page
    assert page.index("second time") < page.index("OCMW Sint-Jans-Molenbeek")


def test_the_list_is_searched_and_goes_by_pages(eva, monkeypatch):
    monkeypatch.setattr("app.resources.away.PAGE", 2)
    for at in range(3):
        Service.create(external_id=f"x{at}", category="other", name_fr=f"Étoile {at}")
        put_away(eva, f"x{at}")
    put_away(eva, TWO)
    first = text_of(eva.get(f"{LIST}?find=etoile"))
    assert "3 sheets" in first
    assert [at for at in range(3) if f"Étoile {at}" in first] == [1, 2]
    assert f"{LIST}?page=2&amp;find=etoile" in first
    second = text_of(eva.get(f"{LIST}?find=etoile&page=2"))
    assert [at for at in range(3) if f"Étoile {at}" in second] == [0]
    assert text_of(eva.get(f"{LIST}?find=etoile&page=99")).count("page 2 of 2") == 1
    assert "No sheet that was put away has “&lt;zz&gt;”" in text_of(eva.get(f"{LIST}?find=<zz>"))


def test_the_list_asks_the_database_as_often_for_many_sheets_as_for_one(eva, queries):
    def count():
        eva.get(LIST)
        with queries() as asked:
            eva.get(LIST)
        return len(asked)

    put_away(eva, ONE, replaced_by=TWO)
    few = count()
    for sheet in Service.select().where(~Service.archived, Service.external_id != TWO).limit(20):
        put_away(eva, sheet.external_id, replaced_by=TWO)
    assert count() == few


def test_a_sheet_without_a_history_stands_in_the_list_too(eva):
    Service.update(archived=True).where(Service.external_id == ONE).execute()
    assert "OCMW Anderlecht" in text_of(eva.get(LIST))
    assert away.told(away.ids())[0].at == Service.get(external_id=ONE).updated


@pytest.mark.parametrize("page", [f"/resources/{ONE}", f"/resources/{ONE}/history", LIST])
def test_an_editor_takes_one_back_that_another_stands_in_for(alice, dora, eva, carl, page):
    put_away(eva, replaced_by=TWO)
    for one in (alice, dora):
        assert one.get(f"/resources/{ONE}").location == f"/resources/{TWO}"
    assert carl.get(f"/resources/{ONE}").status_code == 410
    seen = eva.get(page)
    assert f'href="/resources/{TWO}"' in text_of(seen)
    where, form = button_of(seen)
    assert eva.post(where, data=form).status_code == 303
    assert alice.get(f"/resources/{ONE}").status_code == 200
    assert BACK not in text_of(eva.get(f"/resources/{ONE}/history"))
    assert AuditLine.select().order_by(AuditLine.id.desc()).get().verb == "sheet.reopened"


def test_an_editor_is_shown_the_one_that_stands_in_after_a_chain(eva):
    put_away(eva, ONE, replaced_by=TWO)
    put_away(eva, TWO, replaced_by=THREE)
    assert f'In its place: <a href="/resources/{THREE}"' in text_of(eva.get(f"/resources/{ONE}"))
    assert "(put away too)" in text_of(eva.get(LIST))


@pytest.mark.parametrize("page", [f"/resources/{ONE}", f"/resources/{ONE}/history", LIST])
def test_one_that_was_merged_comes_back_with_what_was_moved(eva, page):
    send(eva, "/favourites", add=ONE)
    merge(eva)
    seen = eva.get(page)
    assert "Taking it back undoes that" in text_of(seen)
    where, form = button_of(seen)
    assert eva.post(where, data=form).location == f"/resources/{ONE}"
    assert merging.Merge.get().undone_at is not None
    assert f'data-sheet="{ONE}"' in text_of(eva.get("/resources"))


def test_a_merge_that_was_undone_is_not_undone_again(eva):
    merge(eva)
    merging.undo(merging.Merge.get(), "")
    put_away(eva)
    assert "Taking it back undoes that" not in text_of(eva.get(LIST))
    editing.reopen(editing.find(ONE, archived=True), "")
    put_away(eva, replaced_by=TWO)
    assert button_of(eva.get(LIST))[0] == f"/resources/{ONE}/archive"


@pytest.mark.parametrize(
    "typed",
    [
        TWO, f" {TWO} ", f"/resources/{TWO}", f"http://localhost/resources/{TWO}", f"resources/{TWO}/",
        f"https://schakel.example/resources/{TWO}?case=1&q=x#top", f"/resources/{TWO}/edit",
    ],
)  # fmt: skip
def test_the_one_that_stands_in_is_given_by_its_id_or_its_address(eva, alice, typed):
    assert put_away(eva, replaced_by=typed).status_code == 303
    assert alice.get(f"/resources/{ONE}").location == f"/resources/{TWO}"


def test_an_id_with_strange_characters_is_found_from_its_address(eva):
    Service.create(external_id="née:12", category="other", name_nl="Ster")
    assert put_away(eva, replaced_by="http://localhost/resources/n%C3%A9e:12").status_code == 303
    assert Service.get(external_id=ONE).replaced_by.external_id == "née:12"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("OCMW Sint-Jans-Molenbeek", "“OCMW Sint-Jans-Molenbeek” is not the address of a sheet."),
        ("/resources/nowhere", "“/resources/nowhere” is not the address of a sheet."),
        ("https://www.example.org/", "is not the address of a sheet."), ("<b>", "“<b>” is not the address"),
        ("y" * 1999, "is not the address of a sheet."),
        (ONE, "A sheet cannot stand in for itself."),
        (f"/resources/{ONE}", "A sheet cannot stand in for itself."),
        (THREE, "“OCMW Elsene” was put away itself."),
    ],
)  # fmt: skip
def test_anything_else_comes_back_as_it_was_typed_and_puts_nothing_away(eva, typed, words):
    put_away(eva, THREE)
    answer = put_away(eva, why="gone for good", replaced_by=typed)
    body = html.unescape(text_of(answer))
    assert answer.status_code == 422
    assert words in body
    assert 'value="gone for good"' in body
    assert f'name="replaced_by" value="{typed}"' in body
    assert 'aria-invalid="true" aria-describedby="replaced_by-problem"' in body
    assert not Service.get(external_id=ONE).archived
    given = {"csrf_token": token_of(answer), "why": "gone for good", "replaced_by": TWO, "do": "archive"}
    assert eva.post(f"/resources/{ONE}/archive", data=given).status_code == 303
    assert Service.get(external_id=ONE).replaced_by.external_id == TWO


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_every_page_of_it_speaks_each_language(eva, lang):
    eva.set_cookie("language", lang)
    title = {"nl": "Opgeborgen fiches", "fr": "Fiches archivées", "en": "Sheets put away"}[lang]
    put_away(eva, replaced_by=TWO)
    assert f"<h1>{title}</h1>" in text_of(eva.get(LIST))
    assert put_away(eva, THREE, replaced_by="?").status_code == 422
