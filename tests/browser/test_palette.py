"""The palette, on every page: by keyboard, without scripts, under a finger."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE


def test_the_palette_leads_to_a_case_of_mine_by_keyboard_alone(visit, check):
    page = visit("alice", "nl")
    page.goto("/cases")
    page.locator("#title").fill("Kastanje elf")
    page.locator("#title").press("Enter")
    page.wait_for_url("**/cases/*-*")
    case = page.url
    page.goto("/resources/praxis")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-q")).to_be_focused()
    check(page, "palette")
    page.keyboard.type("kastanj")
    chosen = page.locator("#palette-found [aria-selected]")
    expect(chosen).to_have_text("Kastanje elf")
    expect(page.locator("#palette-q")).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    check(page, "palette-found")
    page.keyboard.press("Enter")
    page.wait_for_url(case)


def test_enter_in_the_palette_waits_for_the_answer_to_what_was_typed(visit):
    """The list of before begins with a case: who types fast is not to land in another client's file."""
    page = visit("alice", "nl")
    page.goto("/cases")
    page.locator("#title").fill("Kastanje twaalf")
    page.locator("#title").press("Enter")
    page.wait_for_url("**/cases/*-*")
    page.goto("/resources/praxis")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-found [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")  # nothing is chosen: it goes nowhere
    page.keyboard.type("actiris", delay=40)
    page.keyboard.press("Enter")
    page.wait_for_url("**/resources/actiris")


def test_the_palette_closes_without_a_trace_and_gives_the_focus_back(visit):
    page = visit("alice", "nl")
    page.locator("#q").fill("ocmw")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("Control+k")
    page.keyboard.type("xqzqx wvwvw")
    expect(page.locator("#palette .told")).to_have_text("Niets gevonden met die naam.")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).not_to_be_visible()
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#q")).to_have_value("ocmw")
    assert page.locator("#palette-found").inner_html() == ""
    assert not [url for url in asked if "wvwvw" in url]


def test_letters_that_come_before_an_answer_ask_again(visit):
    page, asked = visit("alice", "nl"), []
    page.route("**/palette*", lambda route: asked.append(route))
    page.keyboard.press("Control+k")
    page.locator("#palette-q").press_sequentially("actiris", delay=120)
    page.wait_for_timeout(200)
    assert len(asked) > 1
    asked[-1].continue_()
    expect(page.locator("#palette [aria-selected]")).to_have_text("Actiris")


def test_without_an_answer_the_palette_says_so_and_asks_again_with_a_connection(visit, check):
    page = visit("alice", "fr", size=PHONE, dark=True, lossy=True)
    page.locator("#go").click()
    expect(page.locator("#palette-found a").first).to_be_visible()
    page.context.set_offline(True)
    page.locator("#palette-q").press_sequentially("actiris", delay=60)
    told = page.locator("#palette .told")
    expect(told).to_have_text(re.compile("^Pas de connexion"))
    expect(page.locator("#palette-found a")).to_have_count(0)
    check(page, "palette-offline")
    page.context.set_offline(False)
    expect(page.locator("#palette [aria-selected]")).to_have_text("Actiris")
    page.route("**/palette*", lambda route: route.fulfill(status=400, body=""))
    page.locator("#palette-q").fill("ocmw")
    expect(told).to_have_text(re.compile("^Une erreur"))


def test_the_palette_is_a_page_where_scripts_do_not_run(visit):
    page = visit("alice", "nl", js=False)
    page.locator("#go").click()
    page.locator("#go-q").fill("ocmw elsene")
    page.locator("#go-q").press("Enter")
    page.get_by_role("link", name="OCMW Elsene", exact=True).click()
    page.wait_for_url("**/resources/ocmw-1050")


def test_on_a_phone_a_finger_opens_the_palette(visit, check):
    page = visit("alice", "fr", size=PHONE, dark=True)
    page.locator("#go").click()
    expect(page.locator("#palette-q")).to_be_focused()
    check(page, "palette-phone")
