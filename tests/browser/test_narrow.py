"""The bar and the pages of a case where there is little room."""

import re
import sqlite3
from contextlib import closing

import pytest

from tests.browser.conftest import PHONE, WIDE

ROW = 48


@pytest.fixture
def two_rooms(server):
    """Carl coordinates and edits: of all accounts, the one with the most places in the bar."""

    def give(roles):
        with closing(sqlite3.connect(f"{server.env['DATA_DIR']}/schakel.db", timeout=10)) as data, data:
            data.execute("update user set roles = ? where email = 'carl@example.org'", (roles,))

    give("coordinator editor")
    yield "carl"
    give("coordinator")


def ends_in(page, selector):
    """Whether more stands behind the edge of a row that slides."""
    return page.locator(selector).evaluate("row => row.scrollWidth > row.clientWidth + 1")


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_seven_places_and_the_nine_pages_of_a_case_take_one_row_each_on_a_laptop(visit, two_rooms, lang):
    page = visit(two_rooms, lang, size=WIDE)
    page.goto("/cases")
    page.locator("input[name=title]").first.fill("Zilverberk")
    page.locator("input[name=title]").first.press("Enter")
    page.wait_for_url(re.compile(r"/cases/[0-9a-f]{8}"))
    assert page.locator(".bar .places a").count() == 7
    assert page.locator("#case-nav a").count() == 9
    for selector in (".bar", "#case-nav"):
        assert page.locator(selector).bounding_box()["height"] < ROW * 1.5, selector
        assert not ends_in(page, selector), selector
    page.set_viewport_size(PHONE)
    assert page.locator(".bar").bounding_box()["height"] < ROW * 2.5
    # A row that slides shows by a shadow at its edge that more stands behind it.
    for selector in (".bar .places", "#case-nav"):
        assert ends_in(page, selector), selector
        assert "gradient" in page.locator(selector).evaluate("row => getComputedStyle(row).backgroundImage")
