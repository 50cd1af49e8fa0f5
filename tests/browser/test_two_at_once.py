"""Two windows at once: nobody writes over what they did not see, and what was typed in either is kept."""

from playwright.sync_api import expect

from tests.browser.conftest import follow, type_in
from tests.browser.test_main_job import open_case

IDLE = 31 * 60 * 1000


def test_the_second_who_saves_sees_what_the_first_saved(visit, check_both):
    save, meanwhile = "Enregistrer", "Enregistré entre-temps"
    first = visit("alice", "fr")
    case = open_case(first, "Es fr")
    second = first.context.new_page()
    for page in (first, second):
        page.goto(f"{case}/people")
    first.locator("#c-reach").fill("Nooit na 18 u")
    first.locator("#c-language").select_option("ar")
    follow(first.get_by_role("button", name=save, exact=True).first)
    second.locator("#c-born").fill("1987")
    second.locator("#c-reach").fill("Bel na vier uur")
    follow(second.get_by_role("button", name=save, exact=True).first)
    expect(second.get_by_role("alert")).to_be_visible()
    expect(second.get_by_text(meanwhile)).to_have_count(1)
    expect(second.locator("#c-born")).to_have_value("1987")
    expect(second.locator("#c-reach")).to_have_value("Bel na vier uur")
    expect(second.locator("#c-language")).to_have_value("ar")  # what the second left alone
    check_both(second, "overtaken-fr-people")
    second.locator("#c-reach").fill("Nooit na 18 u, wel na vier uur")
    follow(second.get_by_role("button", name=save, exact=True).first)
    expect(second.get_by_role("alert")).to_have_count(0)
    first.reload()
    expect(first.locator("#c-born")).to_have_value("1987")
    expect(first.locator("#c-reach")).to_have_value("Nooit na 18 u, wel na vier uur")


def test_what_is_not_taken_along_in_a_letter_stays_with_it(visit, check_both):
    page = visit("alice", "nl")
    open_case(page, "Iep nl")
    page.goto("/cases/refer/ocmw-1080")
    page.locator("#case").select_option(label="Iep nl")
    follow(page.locator("button[value=letter]"))
    page.locator("textarea[name=text-identity]").fill("Mevrouw Z")
    page.locator("textarea[name=text-situation]").fill("Twee kinderen, net verhuisd.")
    page.locator("input[name=take][value=identity]").check()
    page.locator("input[name=take][value=situation]").uncheck()
    follow(page.locator("form[action$='/compose'] button"))
    expect(page.locator("#preview")).not_to_contain_text("Twee kinderen")
    expect(page.get_by_text("Bewaard, niet meegegeven.")).to_be_visible()
    expect(page.locator("textarea[name=text-situation]")).to_have_value("Twee kinderen, net verhuisd.")
    check_both(page, "overtaken-nl-letter")


def sign_in_again(page):
    type_in(page, "bob")


def test_when_the_screen_locks_the_forms_of_every_tab_wait(visit, check_both):
    page = visit("", "nl")
    page.clock.install()
    page.goto("/sign-in?next=/cases")
    sign_in_again(page)
    page.wait_for_url("**/cases")
    case = open_case(page, "Els nl")
    other = page.context.new_page()
    other.clock.install()
    page.goto(f"{case}/people")
    other.goto(f"{case}/board")
    page.locator("#c-reach").fill("Alleen na vier uur, en nooit thuis")
    page.locator("#c-territory").select_option(index=1)
    other.locator("#n-name").fill("Wijkhuis aan de overkant van de straat")
    page.clock.fast_forward(IDLE)
    page.wait_for_url("**/sign-in?next=**")
    other.wait_for_url("**/sign-in?next=**")
    for one in (page, other):
        assert "vier uur" not in one.content()
        assert "overkant" not in one.content()
    sign_in_again(page)
    page.wait_for_url("**/cases/kept")
    expect(page.locator("main section")).to_have_count(2)
    check_both(page, "kept-nl-two")
    for _form in range(2):
        follow(page.locator("main section button.inline").first)
    page.goto(f"{case}/people")
    expect(page.locator("#c-reach")).to_have_value("Alleen na vier uur, en nooit thuis")
    page.goto(f"{case}/board")
    expect(page.locator("main")).to_contain_text("Wijkhuis aan de overkant van de straat")
