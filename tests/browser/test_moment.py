"""The two fields in which a moment is typed, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE


def test_one_of_the_two_fields_is_enough_and_they_go_together(visit):
    page = visit("alice", "nl")
    page.goto("/resources?q=ocmw")
    page.locator("#at").fill("2026-11-24")
    page.wait_for_url("**/resources?q=ocmw&at=2026-11-24T10%3A00")
    expect(page.locator("#hour")).to_have_value("10:00")
    page.locator("#hour").fill("14:30")
    page.wait_for_url("**/resources?q=ocmw&at=2026-11-24T14%3A30")
    page.locator("#chips a").click()
    page.wait_for_url("**/resources?q=ocmw")
    expect(page.locator("#hour")).to_have_value("")
    page.locator("#hour").fill("09:00")
    page.wait_for_url(re.compile(r"q=ocmw&at=20\d\d-\d\d-\d\dT09%3A00"))
    page.locator("#at").fill("")
    page.wait_for_url("**/resources?q=ocmw")


def test_half_a_day_stops_no_search_and_is_said_to_be_one(visit):
    page = visit("alice", "en")
    page.locator("#at").focus()
    page.keyboard.type("1201")
    assert page.locator("#at").evaluate("(field) => field.validity.badInput")
    page.locator("#q").focus()
    expect(page.locator("#half")).to_have_text("This day or hour is not complete: it does not count.")
    page.keyboard.type("ocmw")
    page.wait_for_url("**/resources?q=ocmw")
    page.locator("#at").focus()
    page.keyboard.type("12012026")
    page.wait_for_url("**/resources?q=ocmw&at=2026-12-01T10%3A00")
    page.locator("#q").focus()
    expect(page.locator("#half")).to_have_text("")


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_without_scripts_a_day_alone_counts(visit, check, size):
    """It came without an hour, and was left out without a word."""
    page = visit("alice", "nl", js=False, size=size)
    page.goto("/resources?q=ocmw")
    if size == PHONE:
        page.locator("label.toggle").click()
    page.locator("#at").fill("2026-12-01")
    page.locator("#filters button").click()
    page.wait_for_url("**at=2026-12-01**")
    expect(page.locator("#hour")).to_have_value("10:00")
    expect(page.locator("#chips a")).to_have_count(1)


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_the_fields_stay_within_their_column(visit, check, size):
    page = visit("alice", "nl", size=size)
    if size == PHONE:
        page.locator("label.toggle").click()
    column = page.locator("#filters").bounding_box()
    for name in ("#at", "#hour"):
        box = page.locator(name).bounding_box()
        assert box["x"] + box["width"] <= column["x"] + column["width"] + 1
    check(page, f"moment-{size['width']}")
