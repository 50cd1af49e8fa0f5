"""Below a list of who is open stands how many there are of whom nobody knows it, and leads to them."""

import re

import pytest

from tests.web.test_search_page import HTMX, text

LINE = re.compile(r'<a href="(/resources\?[^"]*)">(?:Hours not known|Openingsuren niet bekend): (\d+)</a>')


def offered(page):
    found = LINE.search(page)
    return (found[1].replace("&amp;", "&"), int(found[2])) if found else ("", 0)


def total(page):
    found = re.search(r'class="count">(\d+) ', page)
    return int(found[1]) if found else 0


@pytest.fixture(autouse=True)
def english(alice):
    alice.set_cookie("language", "en")


@pytest.mark.parametrize(
    ("query", "address"),
    [("q=ocmw&open=now", "q=ocmw&open=unknown"), ("open=now&category=prison", "category=prison&open=unknown"),
     ("q=ocmw&at=2026-12-01T09:30&show=36", "q=ocmw&open=unknown-2026-12-01T09%3A30"),
     ("q=ocmw&language=fr&at=2026-12-01T03:00", "q=ocmw&language=fr&open=unknown-2026-12-01T03%3A00")],
)  # fmt: skip
def test_the_line_leads_to_as_many_as_it_says_and_one_click_takes_it_away(alice, query, address):
    page = text(alice, f"/resources?{query}", **HTMX)
    link, count = offered(page)
    assert link == f"/resources?{address}"
    there = text(alice, link)
    assert total(there) == count > 0
    assert offered(there) == ("", 0)
    back = re.search(r'<a href="([^"]*)" data-filter="open">Hours not known', there)[1]
    assert "open=" not in back
    assert total(text(alice, back.replace("&amp;", "&"))) >= count


def test_where_nobody_is_surely_open_the_unknown_are_offered(alice):
    page = text(alice, "/resources?q=ocmw&at=2026-12-01T03:00", **HTMX)
    assert "Nothing found" in page
    link, count = offered(page)
    assert total(text(alice, link, **HTMX)) == count > 0
    assert page.index("Hours not known") < page.index("Remove a filter")


@pytest.mark.parametrize("query", ["q=ocmw", "q=zzzqqq&open=now", "category=ocmw", ""])
def test_where_nothing_is_lost_nothing_is_said(alice, query):
    assert offered(text(alice, f"/resources?{query}", **HTMX)) == ("", 0)


def test_it_can_be_chosen_beside_the_box_and_its_number_is_true(alice):
    page = text(alice, "/resources?q=ocmw")
    count = int(re.search(r'<option value="unknown">Hours not known \((\d+)\)', page)[1])
    assert count == total(text(alice, "/resources?q=ocmw&open=unknown", **HTMX)) > 0
    page = text(alice, "/resources?q=ocmw&open=unknown-2026-12-01T09:30")
    said = re.search(r'<option value="unknown-2026-12-01T09:30" selected>([^<]*) \((\d+)\)', page)
    assert said[1] == "Hours not known on Tue 1 Dec 09:30"
    assert int(said[2]) == total(page) > 0


def test_where_it_finds_nothing_it_is_a_filter_to_take_away_as_any(alice):
    page = text(alice, "/resources?q=24/7&open=unknown-2026-12-01T09:30", **HTMX)
    assert re.search(r'data-filter="open">without “Hours not known on Tue 1 Dec 09:30”: [1-9]', page)


@pytest.mark.parametrize(
    "value", ["unknown-", "unknown-x", "unknown-2026", "unknown-2026-12-01T09:30Z", "Now"]
)
def test_what_is_no_moment_is_no_filter(alice, value):
    page = text(alice, f"/resources?q=ocmw&open={value}", **HTMX)
    assert page == text(alice, "/resources?q=ocmw", **HTMX)
