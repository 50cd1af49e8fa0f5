"""An editor keeps a group of words in a real browser: where one stands then, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, follow

SAVED = {"nl": "Bewaard", "fr": "Enregistré"}


@pytest.mark.parametrize(("lang", "size", "js"), [("nl", WIDE, True), ("fr", PHONE, False)])
def test_one_goes_on_at_the_group_that_was_saved(visit, check, lang, size, js):
    page = visit("eva", lang, size=size, js=js)
    page.goto("/thesaurus/schuldbemiddeling")
    follow(page.locator("main form button").first)
    line = page.locator("main li", has=page.locator("#saved"))
    link = line.locator("a").first
    expect(line).to_contain_text(SAVED[lang])
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    if js:  # axe is a script
        check(page, f"thesaurus-{lang}-1-saved")
    page.goto("/thesaurus?find=schuldbem")
    follow(page.locator("main li a[href*='/schuldbemiddeling?']"))
    follow(page.locator("main form button").first)
    expect(link).to_be_focused()
    expect(page.locator("#find")).to_have_value("schuldbem")
