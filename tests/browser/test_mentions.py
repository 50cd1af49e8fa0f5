"""``@`` in a note: nothing that was typed is replaced unless somebody chose it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_main_job import open_case


@pytest.mark.parametrize("where", ["case", "quick"])
def test_enter_makes_a_line_and_an_address_stays_as_it_was_typed(visit, where):
    page = visit("alice", "nl")
    if where == "case":
        open_case(page, "Wilde tijm")
    else:
        page.goto("/cases/note")
    text, entries = page.locator("#text"), page.locator("#mention button")
    text.fill("")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/mention" in request.url else None)
    text.press_sequentially("Mail naar x@hotmail.com")
    page.wait_for_timeout(400)
    text.press("Enter")
    text.press_sequentially("of info@ocmw")
    page.wait_for_timeout(400)
    text.press("Enter")
    assert asked == []
    expect(text).to_have_value("Mail naar x@hotmail.com\nof info@ocmw\n")
    text.press_sequentially("Belde (@cpas mol")
    expect(entries.first).to_be_visible()
    text.press("Enter")
    expect(text).to_have_value("Mail naar x@hotmail.com\nof info@ocmw\nBelde (@cpas mol\n")
    expect(entries).to_have_count(0)


def test_the_arrow_chooses_and_enter_takes_what_it_chose(visit):
    page = visit("alice", "nl")
    open_case(page, "Wilde marjolein")
    text, entries = page.locator("#text"), page.locator("#mention button")
    text.press_sequentially("Belt met\n@cpas mol")
    expect(entries.first).to_be_visible()
    label = entries.first.get_attribute("data-label")
    text.press("ArrowDown")
    expect(entries.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(text).to_have_value(f"Belt met\n@[{label}] ")
    expect(text).to_be_focused()
    page.keyboard.type("en schreef naar (@cpas mol")
    expect(entries.first).to_be_visible()
    entries.first.click()
    expect(text).to_have_value(re.compile(r"naar \(@\[[^\]]+\] $"))
