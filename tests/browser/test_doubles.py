"""The warning while a new sheet is typed, and a merge, as the editor sees them."""

from playwright.sync_api import expect

from tests.browser.conftest import follow


def test_a_name_that_stands_in_the_directory_is_told_while_it_is_typed(visit, check_both):
    page = visit("eva", "fr")
    page.goto("/editor/new")
    expect(page.locator("#alike .notice")).to_have_count(0)
    page.locator("#name_nl").press_sequentially("Tele-onth", delay=30)
    expect(page.locator("#alike a")).to_contain_text("Tele-Onthaal 106")
    expect(page.locator("#name_nl")).to_be_focused()
    check_both(page, "new-sheet-alike-fr")
    page.locator("#name_nl").fill("Iets wat er nog niet is")
    expect(page.locator("#alike .notice")).to_have_count(0)


def test_two_sheets_are_compared_merged_and_taken_apart_again(visit, check_both):
    page = visit("eva", "nl")
    for at in range(2):
        page.goto("/editor/new")
        page.locator("#name_nl").fill(f"Zonnebloemhuis nl {'' if at else 'vzw'}")
        page.locator("#category").select_option("other")
        page.locator("#cost").fill(f"{at + 1} euro")
        follow(page.locator("[name=save]"))
        # The second is told first what it may be, unless the answer came while it was typed.
        if at and page.url.endswith("/editor/new"):
            follow(page.locator("[name=save]"))
        page.wait_for_url("**/resources/zonnebloemhuis-**")
    page.goto("/editor/duplicates")
    check_both(page, "duplicates-nl")
    follow(page.locator(".pairs a[role=button]").first)
    check_both(page, "merge-nl")
    page.locator("form.edit .save button").click()
    page.wait_for_url("**/resources/zonnebloemhuis-**")
    page.goto("/editor/duplicates")
    expect(page.locator(".pairs a[role=button]")).to_have_count(0)
    page.locator("form[action*='/undo'] button").first.click()
    page.wait_for_url("**/resources/zonnebloemhuis-**")
    page.goto("/editor/duplicates")
    follow(page.locator(".pairs form button").first)
    expect(page.locator(".pairs form button")).to_have_count(0)
