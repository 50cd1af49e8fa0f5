"""A screen that nobody touches locks itself, and what was being typed is kept."""

from playwright.sync_api import expect

from tests.browser.conftest import sign_in, type_in
from tests.browser.test_main_job import open_case

IDLE = 31 * 60 * 1000


def test_an_idle_case_page_locks_and_its_draft_is_there_afterwards(visit):
    page = visit()
    page.clock.install()
    page.goto("/sign-in")
    type_in(page, "bob")
    page.wait_for_url("**/resources**")
    page.goto("/cases")
    page.locator("#title").fill("Slot op de deur")
    page.locator("#title").press("Enter")
    page.wait_for_url("**/cases/*-*")
    case = page.url
    page.locator("#text").press_sequentially("Half een verslag")
    with page.expect_response("**/draft"):
        page.clock.fast_forward(2000)
    page.clock.fast_forward(IDLE)
    page.wait_for_url("**/sign-in?next=*")
    assert "Half een verslag" not in page.content()
    assert "Slot op de deur" not in page.content()
    page.go_back()
    expect(page.get_by_text("Slot op de deur")).to_have_count(0)
    page.goto(case)
    type_in(page, "bob")
    page.wait_for_url(case)
    expect(page.locator("#text")).to_have_value("Half een verslag")


def test_a_page_that_is_touched_does_not_lock(visit):
    page = visit()
    page.clock.install()
    page.goto("/sign-in")
    type_in(page, "bob")
    page.wait_for_url("**/resources**")
    for _time in range(4):
        page.clock.fast_forward(20 * 60 * 1000)
        page.keyboard.press("Shift")
    assert "/resources" in page.url


def test_another_form_is_carried_through_signing_in(visit):
    page = visit()
    page.clock.install()
    page.goto("/sign-in?next=/account")
    type_in(page, "bob")
    page.wait_for_url("**/account")
    page.locator("#name").fill("Bob met een nieuwe naam")
    page.clock.fast_forward(IDLE)
    expect(page.locator("#email")).to_be_visible()
    type_in(page, "bob")
    page.get_by_role("button", name="Nu versturen").click()
    expect(page.locator("#name")).to_have_value("Bob met een nieuwe naam")


def test_a_form_of_a_case_waits_on_the_server_and_not_on_the_sign_in_page(visit):
    page = visit()
    page.clock.install()
    page.goto("/sign-in?next=/cases")
    type_in(page, "bob")
    page.wait_for_url("**/cases")
    page.locator("#title").fill("Half ingevuld")
    page.locator("#title").press("Enter")
    page.wait_for_url("**/cases/*-*")
    case = page.url
    page.goto(f"{case}/people")
    page.locator("#c-reach").fill("Alleen na vier uur")
    page.clock.fast_forward(IDLE)
    page.wait_for_url("**/sign-in?next=**")
    assert "vier uur" not in page.content()
    type_in(page, "bob")
    page.wait_for_url("**/cases/kept")
    page.get_by_role("button", name="Nu versturen").click()
    page.wait_for_url(f"{case}/people")
    expect(page.locator("#c-reach")).to_have_value("Alleen na vier uur")


def test_a_search_of_a_case_locks_without_its_words_and_goes_on_for_the_case(visit):
    page = visit()
    page.clock.install()
    sign_in(page, "bob")
    case = open_case(page, "Slot op de zoekpagina").rsplit("/", 1)[1]
    page.goto(f"/resources?q=praxis&case={case}")
    page.clock.fast_forward(IDLE)
    page.wait_for_url("**/sign-in?next=*")
    assert page.url.endswith(f"/sign-in?next=%2Fresources%3Fcase%3D{case}")
    type_in(page, "bob")
    page.wait_for_url(f"**/resources?case={case}")
    expect(page.locator(f".context a[href='/cases/{case}']")).to_be_visible()
