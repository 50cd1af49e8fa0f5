"""A number on a sheet is dialled, or copied for whoever calls from another device."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, follow


def test_each_number_of_a_sheet_is_copied_by_keyboard(visit, check_both):
    page = visit("alice", "nl", size=PHONE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/resources/ocmw-1070")
    line = page.locator(".dial").first
    shown = line.locator(".phone").inner_text()
    height = line.bounding_box()["height"]
    check_both(page, "number-nl")
    line.locator("button").press("Enter")
    expect(line.locator("[role=status]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == shown
    assert line.bounding_box()["height"] == height
    assert page.locator("article.sheet .phone").count() == page.locator("article.sheet .dial button").count()


def test_without_scripts_there_is_no_button_and_the_number_is_where_it_was(visit):
    with_scripts, without = (visit("alice", "nl", js=js) for js in (True, False))
    boxes = []
    for page in (with_scripts, without):
        page.goto("/resources/ocmw-1070")
        boxes.append(page.locator(".dial .phone").first.bounding_box())
    expect(with_scripts.locator(".dial button").first).to_be_visible()
    expect(without.locator(".dial button").first).to_be_hidden()
    assert boxes[0] == boxes[1]
    for page in (with_scripts, without):
        page.emulate_media(media="print")
        expect(page.locator(".dial button").first).to_be_hidden()


def test_several_numbers_are_told_apart_and_one_that_is_reported_dead_says_so(visit, check_both):
    page = visit("alice", "fr")
    page.goto("/resources?q=OCMW")
    line = page.locator(".result", has=page.locator(".call > span:nth-of-type(2) .phone"))
    line = line.first
    sheet = line.get_attribute("data-sheet")
    numbers = line.locator(".call .phone").all_inner_texts()
    names = [one.get_attribute("aria-label") for one in line.locator(".call .phone").all()]
    assert names[1].startswith("Numéro 2 sur ")
    check_both(page, "two-numbers-fr")
    page.goto(f"/resources/{sheet}")
    expect(page.locator("dd .item .phone").nth(1)).to_have_attribute("aria-label", names[1])
    check_both(page, "two-numbers-sheet-fr")
    page.goto(f"/resources/{sheet}/report")
    follow(page.get_by_role("button", name=numbers[0]))
    page.goto("/resources?q=OCMW")
    marked = page.locator(f"[data-sheet={sheet}] .call > span", has_text=numbers[0])
    expect(marked).to_contain_text("signalé")
    expect(page.locator(f"[data-sheet={sheet}] .call .phone").first).not_to_have_text(numbers[0])
    check_both(page, "dead-number-fr")
