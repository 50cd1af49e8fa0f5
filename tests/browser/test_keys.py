"""One key alone (WCAG 2.1.4): never while something is typed, and each account can switch it off."""

from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.test_main_job import open_case


def choose(page, on):
    page.goto("/account")
    page.locator("[name=single_keys]").set_checked(on)
    follow(page.locator("form:has([name=single_keys]) button"))


def test_single_keys_can_be_switched_off_and_on(visit, check_both):
    page = visit("bob", "fr")
    choose(page, False)
    check_both(page, "keys-fr-account")
    page.goto("/cases")
    page.locator("h1").click()
    page.keyboard.press("n")
    page.wait_for_timeout(500)
    assert page.url.endswith("/cases")
    page.goto("/resources?q=ocmw")
    page.locator("#q").blur()
    page.keyboard.press("/")
    expect(page.locator("#q")).not_to_be_focused()
    choose(page, True)
    page.goto("/resources?q=ocmw")
    page.locator("#q").blur()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("n")
    expect(page.locator("#q")).to_have_value("ocmwn")
    page.goto("/cases")
    page.locator("h1").click()
    page.keyboard.press("n")
    page.wait_for_url("**/cases/note**")
    page.goto("/cases")
    page.locator("h1").click()
    page.keyboard.press("/")
    page.wait_for_url("**/resources")
    expect(page.locator("#q")).to_be_focused()
    case = open_case(page, "Kruidnagel").rpartition("/")[2]
    page.locator("h1").click()
    page.keyboard.press("/")
    page.wait_for_url(f"**/resources?case={case}")
