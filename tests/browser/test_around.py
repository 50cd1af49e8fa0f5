"""A full service, a closure and a relation, as colleagues see and tell them."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser.conftest import follow


def unfold(page, inside):
    """Open the part of the sheet in which an element is folded away."""
    page.locator(inside).locator("xpath=ancestor::details/summary").click()


def test_a_full_service_says_whom_to_call(visit, check_both):
    page = visit("alice", "fr")
    page.goto("/resources/exil")
    unfold(page, "button[value=waiting]")
    check_both(page, "telling-fr")
    page.locator("button[value=waiting]").click()
    expect(page.locator(".full .phone").first).to_be_visible()
    check_both(page, "full-fr")
    page.goto("/resources?q=exil")
    expect(page.locator("[data-sheet=exil] b.shut")).to_be_visible()
    check_both(page, "full-line-fr")
    page.goto("/resources/exil")
    unfold(page, "button[value=waiting]")
    page.locator("button[value=open]").click()
    expect(page.locator(".full")).to_have_count(0)


def test_an_editor_relates_two_sheets_and_notes_a_closure(visit, check_both):
    page = visit("eva", "nl")
    page.goto("/resources/ocmw-1030/relations")
    page.locator("#kind").select_option("network")
    page.locator("#q-other").fill("exil")
    follow(page.locator("#q-other"), "Enter")
    check_both(page, "relating-nl")
    page.locator("button[name=other][value=exil]").click()
    expect(page.locator("button[name=remove]")).to_have_count(1)
    check_both(page, "related-nl")
    page.goto("/resources/ocmw-1030")
    unfold(page, "#closed-first")
    page.locator("#closed-first").fill(date.today().isoformat())
    page.locator("#closed-last").fill((date.today() + timedelta(days=4)).isoformat())
    page.locator("#closed-why").fill("verhuis")
    page.locator("#closed-why").press("Enter")
    expect(page.locator(".full")).to_contain_text("verhuis")
    check_both(page, "closed-nl")
    unfold(page, "#closed-first")
    follow(page.locator("details button[name=remove]"))
    page.goto("/resources/ocmw-1030/relations")
    follow(page.locator("button[name=remove]"))
    expect(page.locator("button[name=remove]")).to_have_count(0)
