"""From a sheet back to the results that it was opened from, with no word of the search in its address."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, follow
from tests.browser.test_main_job import open_case

ASKED = "/resources?q=brussel&show=36"


def result(page, at):
    return page.locator("#results > .result").nth(at)


def back(page):
    return page.locator("#to-results")


def test_a_sheet_leads_back_to_the_same_lines_at_the_same_place(visit, check):
    page = visit("alice", "fr", size=PHONE)
    page.goto(ASKED)
    address = page.url
    line = result(page, 15).locator("h2 a")
    name = line.inner_text()
    follow(line)
    expect(page.locator("h1")).to_have_text(name)
    assert "?" not in page.url, "nothing of the search is in the address of a sheet"
    expect(back(page)).to_have_text("Retour aux résultats")
    check(page, "to-results-fr")
    assert page.evaluate("sessionStorage.getItem('results')") is None
    assert "brussel" not in page.evaluate("JSON.stringify(history.state)")
    follow(back(page), "Enter")
    assert page.url == address
    expect(result(page, 15).locator("h2 a")).to_be_in_viewport()


def test_it_is_the_address_that_the_browser_keeps_not_what_was_typed(visit):
    page = visit("alice", "nl")
    page.goto("/resources")
    page.locator("#q").fill("Xqzwvk dettes")
    expect(result(page, 0)).to_be_visible()
    page.wait_for_url("**/resources?q=dettes")
    follow(result(page, 0).locator("h2 a"))
    assert "Xqzwvk" not in page.content()
    follow(back(page))
    assert page.url.endswith("/resources?q=dettes")


def test_forms_of_the_sheet_a_report_and_another_sheet_keep_the_way_back(visit):
    page = visit("bob", "nl")
    page.goto("/resources?q=praxis")
    address = page.url
    follow(result(page, 0).locator("h2 a"))
    for _press in range(2):
        follow(page.locator("form[action='/favourites'] button"))
        expect(back(page)).to_be_visible()
    follow(page.locator(".actions a[href$='/report']"))
    follow(page.locator("[name=kind][value=hours]"))
    expect(page.locator(".outcome")).to_be_visible()
    page.reload()
    follow(back(page))
    assert page.url == address
    page.go_forward()
    expect(back(page)).to_be_visible()


def test_a_search_of_a_case_is_led_back_to_with_the_case(visit, check):
    page = visit("alice", "nl", size=PHONE)
    case = open_case(page, "Witte wilg")
    uuid = case.rsplit("/", 1)[1]
    page.goto(f"/resources?q=schulden&case={uuid}")
    address = page.url
    follow(result(page, 1).locator("h2 a"))
    assert page.url.endswith(f"?case={uuid}")
    expect(page.locator(".context a")).to_have_count(3)
    check(page, "to-results-case")
    assert uuid not in page.evaluate("JSON.stringify([history.state, sessionStorage.getItem('results')])")
    follow(back(page))
    assert page.url == address


def test_a_sheet_from_elsewhere_has_no_such_link(visit):
    page = visit("alice", "nl")
    page.goto("/resources?q=praxis")
    sheet = result(page, 0).locator("h2 a").get_attribute("href")
    page.goto(sheet)
    expect(back(page)).to_be_hidden()
    follow(page.locator("form[action='/favourites'] button"))
    page.goto("/resources")
    follow(page.locator("#results section .result h3 a").first)
    expect(back(page)).to_be_hidden()
    follow(page.locator("form[action='/favourites'] button"))


def test_without_scripts_the_browsers_back_is_the_way(visit):
    page = visit("alice", "nl", js=False)
    page.goto("/resources?q=praxis")
    follow(result(page, 0).locator("h2 a"))
    expect(back(page)).to_be_hidden()
