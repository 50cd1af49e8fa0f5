"""An editor types opening hours as they stand on the door, and sees what is kept of them."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, follow

TYPED = {
    "nl": ("ma-vr 9u-12u en 13u-17u; za op afspraak", "ma–vr 09:00–12:00, 13:00–17:00 · za (op afspraak)"),
    "fr": (
        "du lundi au vendredi de 9h à 12h et de 13h à 17h ; sam sur rendez-vous",
        "lu–ve 09:00–12:00, 13:00–17:00 · sa (sur rendez-vous)",
    ),
}
KEPT = 'Mo-Fr 09:00-12:00,13:00-17:00; Sa "by appointment"'


@pytest.mark.parametrize(("lang", "size", "js"), [("fr", PHONE, True), ("nl", WIDE, False)])
def test_hours_are_shown_as_they_are_read_and_kept_so(visit, check_both, lang, size, js):
    page, (typed, shown) = visit("eva", lang, size=size, js=js), TYPED[lang]
    page.goto("/resources/ocmw-1090/edit")
    page.locator("#opening_hours").fill(typed)
    if not js:
        page.locator("button[value=hours]").click()
    expect(page.locator("#hours-read")).to_contain_text(shown)
    expect(page.locator("#hours-read")).to_contain_text(KEPT)
    expect(page.locator("#opening_hours")).to_have_value(typed)
    if js:
        check_both(page, f"hours-{lang}")
    follow(page.locator("form.edit button:not([formaction])").last)
    expect(page.locator("main")).to_contain_text(shown)
    page.goto("/resources/ocmw-1090/edit")
    expect(page.locator("#opening_hours")).to_have_value(KEPT)


def test_what_is_not_understood_is_named_while_it_is_typed(visit):
    page = visit("eva", "nl")
    page.goto("/resources/ocmw-1090/edit")
    page.locator("#opening_hours").fill("maandag voormiddag")
    expect(page.locator("#hours-read .shut")).to_contain_text("“voormiddag” begrijpen we niet")
    page.locator("#opening_hours").fill("maandag 9u-12u")
    expect(page.locator("#hours-read .shut")).to_have_count(0)
