"""What is missing, as a caseworker tells it and an editor works it off: by axe, on a phone and wide."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, follow


@pytest.mark.parametrize(("lang", "size", "dark"), [("fr", WIDE, False), ("nl", PHONE, True)])
def test_who_finds_something_else_tells_it_and_an_editor_makes_a_group_of_it(visit, check, lang, size, dark):
    page = visit("alice", lang, size=size, dark=dark)
    page.goto("/resources?q=dentiste")
    check(page, f"not-in-the-list-{lang}")
    follow(page.locator("#results a[href^='/missing/new']"))
    expect(page.locator("#words")).to_have_value("dentiste")
    check(page, f"tell-missing-{lang}")
    follow(page.locator("form.missing button"))
    follow(page.locator("main a"))
    assert page.url.endswith("/resources?q=dentiste")
    page = visit("eva", lang, size=size, dark=dark)
    page.goto("/missing")
    check(page, f"missing-{lang}")
    line = page.locator(".gaps li", has_text="dentiste").first
    follow(line.locator("a[href^='/thesaurus/new']"))
    expect(page.locator("#terms_nl")).to_have_value("dentiste")
    page.goto("/missing")
    follow(line.locator("button"))
    expect(line.locator("a[href^='/thesaurus/new']")).to_have_count(0)
    check(page, f"missing-done-{lang}")


@pytest.mark.parametrize(("lang", "size"), [("nl", PHONE), ("fr", WIDE)])
def test_an_unknown_word_is_added_with_one_tap(visit, check, lang, size):
    page = visit("alice", lang, size=size)
    page.locator("#q").fill("muziekles")
    tick = page.locator("form.missing [name=add]")
    expect(tick).not_to_be_checked()
    check(page, f"dead-end-{lang}")
    tick.press("Space")
    follow(page.locator("form.missing button"))
    expect(page.locator("main p").first).to_contain_text("muziekles")
