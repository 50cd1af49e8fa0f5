"""After saving, the page says so beside the box and leads to the note."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, follow
from tests.browser.test_main_job import open_case


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_saved_note_says_so_once_and_is_one_tap_away(visit, check, size):
    page = visit("alice", "nl", size=size)
    case = open_case(page, "Lijsterbes")
    for number in range(6):
        page.locator("#text").fill(f"Verslag {number}\n" + "Regel\n" * 6)
        follow(page.get_by_role("button", name="Verslag bewaren"))
    told = page.locator("#draft [role=status]")
    link = told.get_by_role("link")
    expect(link).to_be_in_viewport()
    expect(page.locator("#text")).to_have_value("")
    check(page, f"saved-{size['width']}")
    box = page.locator("#clock").evaluate("one => one.parentElement.offsetTop")
    link.click()
    expect(page.locator(":target")).to_contain_text("Verslag 5")
    expect(page.locator(":target")).to_be_in_viewport()
    with page.expect_response("**/draft"):
        page.locator("#text").press_sequentially("Volgende")
    expect(told).to_have_text("Klad bewaard")
    assert page.locator("#clock").evaluate("one => one.parentElement.offsetTop") == box
    page.goto(case)
    expect(link).to_have_count(0)


def test_one_tap_and_a_note_from_anywhere_say_it_too(visit):
    page = visit("alice", "nl")
    case = open_case(page, "Vuilboom")
    follow(page.locator("form.one-tap button"))
    expect(page.locator("#draft [role=status] a")).to_be_visible()
    page.goto("/cases/note")
    page.locator("#text").fill("Belde terug")
    page.locator("#case").select_option(case.rsplit("/", 1)[1])
    follow(page.get_by_role("button", name="Verslag bewaren"))
    page.locator("#draft [role=status] a").click()
    expect(page.locator(":target")).to_contain_text("Belde terug")


def test_the_second_click_of_two_does_not_save_twice(visit):
    page = visit("alice", "nl")
    case = open_case(page, "Dubbelloof")
    page.goto(f"{case}/board")
    posted = []
    page.on("request", lambda one: posted.append(one.url) if one.method == "POST" else None)
    page.locator("#n-name").fill("Meester Peeters")
    page.locator("form:has(#n-name) button").evaluate(
        "one => { one.click(); setTimeout(() => one.click(), 100); }"
    )
    expect(page.locator("[data-told]")).to_be_visible()
    expect(page.locator("article.person")).to_have_count(1)
    assert posted == [f"{case}/partners"]
