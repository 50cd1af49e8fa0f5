"""The drawings beside the tables of the reports: there where their words can be read."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, follow
from tests.browser.test_main_job import open_case


def test_a_drawing_is_shown_where_its_words_are_as_large_as_those_of_a_page(visit, check):
    page = visit("carl", "nl")
    case = open_case(page, "Waterviolier")
    for way in (1, 2):  # how there was contact
        page.goto(case)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.locator("#text").fill("Belde")
        page.locator("#note [name=channel]").select_option(index=way)
        follow(page.locator("#note > p button.inline"))
    page.goto("/statistics")
    drawn = page.locator("svg.chart text").first
    expect(drawn).to_be_visible()
    assert drawn.evaluate("one => one.getBoundingClientRect().height") >= 10
    page.set_viewport_size(PHONE)
    expect(drawn).to_be_hidden()
    check(page, "reports-phone")
