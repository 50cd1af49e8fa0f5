"""The page with the charts: who sees it, what it says, that it is readable without seeing."""

import re

import pytest

from app.resources.charts import bars, curve
from app.resources.unmet import tell
from directory import suggestions, verifying
from directory.models import Service
from tests.web.conftest import person
from tests.web.test_cases import text_of

PATH = "/editor/freshness"


@pytest.fixture
def eva(app):
    """The editor of the directory."""
    browser = person(app, "eva@example.org", "editor")
    browser.set_cookie("language", "en")
    return browser


def test_only_those_who_keep_the_directory_see_it(alice, dora, eva):
    assert [one.get(PATH).status_code for one in (alice, dora, eva)] == [403, 403, 200]
    assert PATH in text_of(eva.get("/editor"))


def test_it_says_what_is_fresh_missing_used_and_waiting(eva):
    sheet = Service.get(external_id="exil")
    verifying.verify(sheet, "eva", "called")
    suggestions.report(sheet, "alice", "other", "wrong")
    tell("gratis tandarts")
    eva.get("/resources/ocmw-1080").close()
    page = text_of(eva.get(PATH))
    assert "1 of 129 sheets (1%) was checked within its rhythm." in page
    assert "1 was checked in the last thirty days." in page
    assert re.search(r'<tr><th scope="row"><a [^>]*>gratis tandarts</a>.*?<td class="value">1</td>', page)
    assert re.search(r'/resources/ocmw-1080">OCMW[^<]*</a>.*?<td class="value">1</td>', page)
    assert re.search(r"less than 7 days</a>.*?<td class=\"value\">1</td>", page)
    assert "Due now: 128. Due in a year: 129, of 129." in page


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nl", "0 van 129 fiches (0%) zijn"),
        ("fr", "0 fiche sur 129 (0\u00a0%) a été vérifiée dans son rythme."),
    ],
)
def test_none_is_said_as_each_language_says_it(eva, lang, words):
    eva.set_cookie("language", lang)
    assert words in text_of(eva.get(PATH))


def test_a_directory_without_sheets_is_said_to_have_none_and_not_to_be_well_kept(eva):
    Service.update(archived=True, version=Service.version + 1).execute()
    for path in (
        "/editor",
        PATH,
        "/editor/imports",
        "/resources",
        "/resources?q=ocmw",
        "/resources?category=ocmw",
    ):
        page = text_of(eva.get(path))
        assert "There are no sheets yet." in page, path
        for untrue in ("Well kept", "0 sheets", "Nothing found", "half a word", "within thirty days"):
            assert untrue not in page, (path, untrue)


def test_charts_carry_no_inline_style_and_each_has_words(eva):
    page = text_of(eva.get(PATH))
    assert "style=" not in page
    for drawn in re.findall(r"<svg[^>]*>", page):
        assert 'aria-hidden="true"' in drawn or ('role="img"' in drawn and "aria-label=" in drawn), drawn


def test_the_page_asks_the_database_as_often_for_many_as_for_few(eva, queries):
    def count():
        with queries() as asked:
            eva.get(PATH)
        return len(asked)

    eva.get(PATH)
    few = count()
    for one in Service.select().limit(20):
        suggestions.report(one, "alice", "other", "wrong")
        tell(f"zaak {one.id}")
        eva.get(f"/resources/{one.external_id}").close()
    assert count() == few


def test_a_chart_of_nothing_draws_nothing_wrong():
    assert bars([]) == []
    assert [one.length for one in bars([("a", "", 0), ("b", "", 0)])] == [0, 0]
    assert [one.length for one in bars([("a", "", 1), ("b", "", 4)])] == [25, 100]
    assert curve([("jan", 0), ("feb", 5), ("mar", 10)], 10).line == "0.0,100.0 50.0,50.0 100.0,0.0"
    assert curve([("jan", 0)], 0).line == "0.0,100.0"
