"""What only a browser shows of the lines of a result list."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_search import results


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_star_and_plus_stand_together_at_the_top_of_a_line_and_say_what_they_are(visit, size):
    page = visit("alice", "en", size=size)
    page.goto("/resources?q=schulden")
    for line in results(page).all():
        star, plus = (line.locator(kind).bounding_box() for kind in (".star:not(.pick)", ".pick"))
        assert star["y"] - line.bounding_box()["y"] < 20
        down, right = plus["y"] - star["y"], plus["x"] - star["x"]
        assert (down, right) == (star["height"], 0) if size == PHONE else down == 0 < right
        assert plus["y"] + plus["height"] <= line.bounding_box()["y"] + line.bounding_box()["height"]
    name = results(page).first.locator("h2").inner_text()
    expect(results(page).first.locator(".star:not(.pick)")).to_have_attribute("title", f"Favourite: {name}")
    expect(results(page).first.locator(".pick")).to_have_attribute("title", f"On the hand-out: {name}")
