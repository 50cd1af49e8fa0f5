"""One service knows, the others ask it: from the mark of an editor to a question without names."""

from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.test_main_job import open_case

SHEET = "caw-jww"


def test_who_knows_is_found_from_the_case_and_asked_without_names(visit, check_both):
    editor = visit("eva", "nl")
    editor.goto(f"/resources/{SHEET}/edit")
    mark = editor.locator("input[name=expertise][value='life_domain:residence']")
    if not mark.is_visible():
        editor.locator("#expertise summary").first.click()
    mark.check()
    check_both(editor, "asking-nl-1-mark")
    editor.locator("button[name=save]").click()
    editor.wait_for_url(f"**/resources/{SHEET}")
    check_both(editor, "asking-nl-2-sheet")

    page = visit("alice", "nl")
    case = open_case(page, "Zilverberk Amina")
    page.locator("#text").fill("Haar kaart vervalt in mei.")
    page.locator("#note details", has=page.locator("[name=interventions]")).locator("summary").click()
    page.locator("input[name=interventions][value='2k']").check()
    follow(page.locator("#note button.inline").first)
    follow(page.locator(f"a[href$='/question?sheet={SHEET}']"))
    expect(page.locator("#sheet")).to_have_value(SHEET)
    page.locator("#text").fill(
        "Mevrouw Zilverberk heeft een kaart F die vervalt op 3 mei 2027. Wat doet zij eerst?"
    )
    page.locator("button[value=look]").click()
    expect(page.locator("article.leaf")).not_to_contain_text("Zilverberk")
    expect(page.locator("article.leaf")).not_to_contain_text("2027")
    check_both(page, "asking-nl-3-preview")
    follow(page.locator("button[value=ask]"))
    expect(page.locator(".copy")).to_contain_text("kaart F")
    check_both(page, "asking-nl-4-asked")
    page.goto(case)
    check_both(page, "asking-nl-5-case")
    page.goto(f"/cases/refer/{SHEET}?case={case.rsplit('/', 1)[1]}")
    expect(page.locator("button[name=kind]").first).to_have_attribute("value", "question")
    check_both(page, "asking-nl-6-refer")
    page.goto(f"/resources?case={case.rsplit('/', 1)[1]}&q=jww")
    check_both(page, "asking-nl-7-search")


def test_who_made_a_link_for_a_service_stands_on_the_link_and_not_on_what_stops_it(visit, check):
    page = visit("eva", "nl")
    page.goto("/resources/ocmw-1070/link")
    follow(page.locator("button[value=make]"), "Enter")
    link = page.locator("#address")
    expect(link).to_be_focused()
    check(page, "asking-nl-8-link")
    made = link.input_value()
    page.keyboard.press("Enter")
    page.reload()
    expect(link).to_have_value(made)
    follow(page.locator("button[value=withdraw]"), "Enter")
    expect(page.locator("button[value=make]")).to_be_focused()
