"""What is missing, as a caseworker tells it and an editor works it off: by axe, on a phone and wide."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, follow


def test_who_finds_something_else_tells_it_and_an_editor_makes_a_group_of_it(visit, check_both):
    page = visit("alice", "fr")
    page.goto("/resources?q=dentiste")
    check_both(page, "not-in-the-list-fr")
    follow(page.locator("#results a[href^='/missing/new']"))
    expect(page.locator("#words")).to_have_value("dentiste")
    check_both(page, "tell-missing-fr")
    follow(page.locator("form.missing button"))
    follow(page.locator("main a"))
    assert page.url.endswith("/resources?q=dentiste")
    page = visit("eva", "fr")
    page.goto("/missing")
    check_both(page, "missing-fr")
    line = page.locator(".gaps li", has_text="dentiste").first
    follow(line.locator("a[href^='/thesaurus/new']"))
    expect(page.locator("#terms_nl")).to_have_value("dentiste")
    page.goto("/missing")
    follow(line.locator("button"))
    expect(line.locator("a[href^='/thesaurus/new']")).to_have_count(0)
    check_both(page, "missing-done-fr")


def test_an_unknown_word_is_added_with_one_tap(visit, check_both):
    page = visit("alice", "nl", size=PHONE)
    page.locator("#q").fill("muziekles")
    tick = page.locator("form.missing [name=add]")
    expect(tick).not_to_be_checked()
    check_both(page, "dead-end-nl")
    tick.press("Space")
    follow(page.locator("form.missing button"))
    expect(page.locator("main p").first).to_contain_text("muziekles")
