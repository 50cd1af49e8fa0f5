"""A full service, a closure and a relation, as colleagues see and tell them."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, follow


def unfold(page, inside):
    """Open the part of the sheet in which an element is folded away."""
    page.locator(inside).locator("xpath=ancestor::details/summary").click()


@pytest.mark.parametrize(("lang", "size", "dark"), [("nl", WIDE, False), ("fr", PHONE, True)])
def test_a_full_service_says_whom_to_call(visit, check, lang, size, dark):
    page = visit("alice", lang, size=size, dark=dark)
    page.goto("/resources/exil")
    unfold(page, "button[value=waiting]")
    check(page, f"telling-{lang}")
    page.locator("button[value=waiting]").click()
    expect(page.locator(".full .phone").first).to_be_visible()
    check(page, f"full-{lang}")
    page.goto("/resources?q=exil")
    expect(page.locator("[data-sheet=exil] b.shut")).to_be_visible()
    check(page, f"full-line-{lang}")
    page.goto("/resources/exil")
    unfold(page, "button[value=waiting]")
    page.locator("button[value=open]").click()
    expect(page.locator(".full")).to_have_count(0)


@pytest.mark.parametrize(("lang", "size"), [("nl", WIDE), ("fr", PHONE)])
def test_an_editor_relates_two_sheets_and_notes_a_closure(visit, check, lang, size):
    page = visit("eva", lang, size=size)
    page.goto("/resources/ocmw-1030/relations")
    page.locator("#kind").select_option("network")
    page.locator("#q-other").fill("exil")
    follow(page.locator("#q-other"), "Enter")
    check(page, f"relating-{lang}")
    page.locator("button[name=other][value=exil]").click()
    expect(page.locator("button[name=remove]")).to_have_count(1)
    check(page, f"related-{lang}")
    page.goto("/resources/ocmw-1030")
    unfold(page, "#closed-first")
    page.locator("#closed-first").fill(date.today().isoformat())
    page.locator("#closed-last").fill((date.today() + timedelta(days=4)).isoformat())
    page.locator("#closed-why").fill("verhuis")
    page.locator("#closed-why").press("Enter")
    expect(page.locator(".full")).to_contain_text("verhuis")
    check(page, f"closed-{lang}")
    unfold(page, "#closed-first")
    follow(page.locator("details button[name=remove]"))
    page.goto("/resources/ocmw-1030/relations")
    follow(page.locator("button[name=remove]"))
    expect(page.locator("button[name=remove]")).to_have_count(0)
