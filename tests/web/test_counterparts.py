"""On the search page, the municipalities that have their own of what stands there, behind those that do."""

import re

import pytest

from app.resources import criteria, routes
from app.resources.routes import LINES, MORE
from tests.web.test_search_page import HTMX, text

# Heading and links of the municipalities behind a line.
BEHIND = re.compile(
    r'</article>\s*<section class="elsewhere"><h2>([^<]*)</h2><ul class="recent">(.*?)</ul>', re.S
)
SHEET = re.compile(r'<article class="result" data-sheet="([^"]*)"')


def behind(page):
    """(sheet that it follows, heading, {municipality: address}) of each."""
    found = []
    for match in BEHIND.finditer(page):
        links = re.findall(r'<a href="([^"]*)">([^<]*)</a>', match[2])
        last = SHEET.findall(page[: match.start()])[-1]
        found.append((last, match[1], {name: address.replace("&amp;", "&") for address, name in links}))
    return found


@pytest.mark.parametrize(
    ("lang", "heading", "first", "last"),
    [("nl", "Hetzelfde in een andere gemeente", "Elsene", "Watermaal-Bosvoorde"),
     ("fr", "La même chose dans une autre commune", "Auderghem", "Woluwe-Saint-Pierre"),
     ("en", "The same in another municipality", "Auderghem", "Woluwe-Saint-Pierre")],
)  # fmt: skip
def test_they_stand_behind_the_second_by_name_in_the_pages_language(alice, lang, heading, first, last):
    alice.set_cookie("language", lang)
    page = text(alice, "/resources?q=uithuiszetting", **HTMX)
    sheet, said, towns = behind(page)[0]
    assert sheet == [one for one in SHEET.findall(page) if one.startswith("ocmw-")][1]
    assert said == heading
    assert next(iter(towns)) == first
    assert [*towns][-1] == last
    assert len(towns) == 17


def test_one_leads_to_the_same_search_for_there_and_keeps_the_rest_of_it(alice):
    page = text(alice, "/resources?q=leefloon&also=no&language=nl&show=24", **HTMX)
    assert behind(page) == []  # few sheets say which languages they work in
    alice.set_cookie("language", "nl")
    (sheet, _said, towns), *_others = behind(text(alice, "/resources?q=leefloon&also=no&show=24", **HTMX))
    assert sheet.startswith("ocmw-")
    assert towns["Jette"] == "/resources?q=leefloon&also=no&municipality=21010"
    there = text(alice, towns["Jette"], **HTMX)
    assert SHEET.findall(there)[0] == "ocmw-1090"
    assert behind(there) == []


def test_where_the_same_search_there_would_begin_with_something_else_the_kind_is_kept(alice):
    """*Papieren* began with Medimmigrant and Athena in every municipality that stood under an OCMW."""
    alice.set_cookie("language", "nl")
    for sheet, _said, towns in behind(text(alice, "/resources?q=papieren", **HTMX)):
        kind = "ocmw" if sheet.startswith("ocmw-") else "debt_mediation"
        for address in towns.values():
            assert f"category={kind}" in address
            there = text(alice, address, **HTMX)
            assert SHEET.findall(there)[0].startswith("ocmw-" if kind == "ocmw" else "debt-")
            assert 'data-filter="category"' in there


def test_show_more_is_offered_as_long_as_something_is_neither_shown_nor_named(alice):
    page = text(alice, "/resources?q=dettes", **HTMX)
    assert len(SHEET.findall(page)) == LINES
    assert f"show={LINES + MORE}" in page
    every = text(alice, "/resources?q=dettes&show=100", **HTMX)
    named = sum(len(towns) for _sheet, _said, towns in behind(every))
    assert f'class="count">{len(SHEET.findall(every)) + named} ' in every
    assert 'class="more"' not in every
    few = text(alice, "/resources?q=ik%20zoek", **HTMX)
    assert len(SHEET.findall(few)) == 2
    assert 'class="more"' not in few


def test_the_whole_page_and_a_list_that_is_told_again_have_them_too(alice):
    fragment = behind(text(alice, "/resources?q=uithuiszetting", **HTMX))
    assert fragment == behind(text(alice, "/resources?q=uithuiszetting", **HTMX)) != []
    assert fragment == behind(text(alice, "/resources?q=uithuiszetting"))


def test_a_kind_of_help_that_is_called_as_a_word_is_named_once(alice):
    alice.set_cookie("language", "fr")
    told = re.search(r"<summary>([^<]*)</summary>", text(alice, "/resources?q=expulsion%20logement", **HTMX))[
        1
    ]
    named = told.split("\u00a0: ")[-1].split(", ")
    assert "CPAS" in named
    assert len(set(named)) == len(named)


def test_where_no_more_lines_are_shown_no_more_are_offered(alice, monkeypatch):
    """From 500 lines on *Show more* led to the page that it stood on."""
    monkeypatch.setattr(criteria, "MOST_LINES", 24)
    monkeypatch.setattr(routes, "MOST_LINES", 24)
    first, last = (text(alice, f"/resources?q=brussel&show={lines}", **HTMX) for lines in (12, 24))
    assert 'class="more"' in first
    assert 'class="more"' not in last
    assert last.count("data-sheet=") == 24
    assert text(alice, "/resources?q=brussel&show=36", **HTMX).count("data-sheet=") == 24
