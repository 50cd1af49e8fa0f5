"""A number on a sheet is dialled, or copied for whoever calls from another device."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE


@pytest.mark.parametrize(("lang", "size"), [("nl", WIDE), ("fr", PHONE)])
def test_each_number_of_a_sheet_is_copied_by_keyboard(visit, check, lang, size):
    page = visit("alice", lang, size=size)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/resources/ocmw-1070")
    line = page.locator(".dial").first
    shown = line.locator(".phone").inner_text()
    height = line.bounding_box()["height"]
    check(page, f"number-{lang}")
    line.locator("button").press("Enter")
    expect(line.locator("[role=status]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == shown
    assert line.bounding_box()["height"] == height
    assert page.locator("article.sheet .phone").count() == page.locator("article.sheet .dial button").count()


def test_without_scripts_there_is_no_button_and_the_number_is_where_it_was(visit):
    with_scripts, without = (visit("alice", "nl", js=js) for js in (True, False))
    boxes = []
    for page in (with_scripts, without):
        page.goto("/resources/ocmw-1070")
        boxes.append(page.locator(".dial .phone").first.bounding_box())
    expect(with_scripts.locator(".dial button").first).to_be_visible()
    expect(without.locator(".dial button").first).to_be_hidden()
    assert boxes[0] == boxes[1]
    for page in (with_scripts, without):
        page.emulate_media(media="print")
        expect(page.locator(".dial button").first).to_be_hidden()
