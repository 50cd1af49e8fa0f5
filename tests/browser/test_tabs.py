"""A shared desk: signing out in one tab, or signing in as somebody else, shuts the others of that browser."""

from playwright.sync_api import expect

from tests.browser.conftest import follow, sign_in, type_in
from tests.browser.test_main_job import open_case


def two_tabs(visit, name):
    """Alice's, on two pages of a case; the second has unsent text. Its address too."""
    page = visit("alice", "nl", lossy=True)
    case = open_case(page, name)
    other = page.context.new_page()
    other.goto(f"{case}/people")
    other.locator("#c-reach").fill("Nooit na zes uur")
    return page, other, case


def test_signing_out_shuts_the_other_tabs_and_their_forms_wait_sealed(visit):
    page, other, case = two_tabs(visit, "Vogelkers")
    follow(page.get_by_role("button", name="Afmelden"))
    other.wait_for_url("**/sign-in**")
    for hidden in ("Vogelkers", "zes uur"):
        assert hidden not in other.content()
    type_in(other, "alice")
    follow(other.get_by_role("button", name="Nu versturen"))
    other.goto(f"{case}/people")
    expect(other.locator("#c-reach")).to_have_value("Nooit na zes uur")


def test_somebody_else_who_signs_in_shuts_the_tabs_and_finds_nothing_of_them(visit):
    page, other, _case = two_tabs(visit, "Sleedoorn")
    sign_in(page, "bob")
    other.wait_for_url("**/resources**")
    for hidden in ("Sleedoorn", "zes uur"):
        assert hidden not in other.content()
    page.goto("/cases/kept")
    expect(page.locator("main")).not_to_contain_text("zes uur")
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    for hidden in ("Sleedoorn", "zes uur", "alice", "bob"):
        assert hidden not in stored.lower()


def test_a_note_without_a_case_does_not_become_a_draft_of_who_signs_in_next(visit):
    page = visit("alice", "nl", lossy=True)
    other = page.context.new_page()
    other.goto("/cases/note")
    other.locator("#text").fill("Duizendblad")
    sign_in(page, "bob")
    other.wait_for_url("**/resources**")
    other.wait_for_timeout(2000)
    page.goto("/cases/note")
    expect(page.locator("#text")).to_have_value("")
    expect(page.locator("main")).not_to_contain_text("Duizendblad")


def test_who_signs_in_again_goes_on_in_the_other_tab(visit):
    page, other, case = two_tabs(visit, "Meidoorn")
    page.context.clear_cookies(name="schakel")
    sign_in(page, "alice")
    page.wait_for_timeout(500)
    assert other.url == f"{case}/people"
    expect(other.locator("#c-reach")).to_have_value("Nooit na zes uur")
    expect(other.locator("h1")).to_be_visible()


def test_a_tab_that_cannot_ask_whose_it_is_waits_unseen_and_loses_nothing(visit):
    page, other, case = two_tabs(visit, "Wegedoorn")
    asked = []

    def down_once(route):
        asked.append(route)
        route.abort() if len(asked) == 1 else route.continue_()

    other.route("**/form-token", down_once)
    page.context.clear_cookies()
    sign_in(page, "alice")
    expect(other.locator("body")).to_be_hidden()
    expect(other.locator("#c-reach")).to_have_value("Nooit na zes uur")
    expect(other.locator("h1")).to_be_visible()
    follow(other.get_by_role("button", name="Bewaren").first)
    other.goto(f"{case}/people")
    expect(other.locator("#c-reach")).to_have_value("Nooit na zes uur")


def lose_all_cookies(page, title, words):
    """Type ``words`` in a new case after the browser lost its cookies; returns the case's address."""
    case = open_case(page, title)
    page.context.clear_cookies()
    page.locator("#text").press_sequentially(words)
    expect(page.locator("#signed-out")).to_be_visible()
    return case


def test_a_note_is_kept_by_who_lost_all_cookies_and_signs_in_again_in_another_window(visit):
    page = visit("alice", "nl", lossy=True)
    case = lose_all_cookies(page, "Lijsterbes", "Wat zij aan de telefoon zei")
    expect(page.locator("#not-taken")).to_be_hidden()
    with page.context.expect_page() as opened:
        page.locator("#signed-out a").click()
    with page.expect_response(lambda answer: answer.url.endswith("/draft") and answer.ok):
        type_in(opened.value, "alice")
    expect(page.locator("#signed-out")).to_be_hidden()
    expect(page.locator("#text")).to_have_value("Wat zij aan de telefoon zei")
    page.get_by_role("button", name="Verslag bewaren").click()
    page.wait_for_url(case)
    expect(page.locator(".timeline")).to_contain_text("Wat zij aan de telefoon zei")


def test_and_nobody_else_who_signs_in_there_finds_it(visit):
    page = visit("alice", "nl", lossy=True)
    lose_all_cookies(page, "Kornoelje", "Wat niemand leest")
    with page.context.expect_page() as opened:
        page.locator("#signed-out a").click()
    type_in(opened.value, "bob")
    page.wait_for_url("**/resources**")
    assert "niemand leest" not in page.content()


def test_a_note_that_was_not_kept_waits_through_the_lock_of_the_screen(visit):
    page = visit("alice", "nl", lossy=True)
    case = open_case(page, "Mispel")
    page.clock.install()
    page.reload()
    page.context.clear_cookies()
    page.locator("#text").press_sequentially("Nog nergens bewaard")
    page.clock.fast_forward(2000)
    expect(page.locator("#signed-out")).to_be_visible()
    page.clock.fast_forward(31 * 60 * 1000)
    page.clock.fast_forward(2000)
    page.wait_for_url("**/sign-in**")
    assert "nergens bewaard" not in page.content()
    type_in(page, "alice")
    page.get_by_role("button", name="Nu versturen").click()
    page.wait_for_url(case)
    expect(page.locator(".timeline")).to_contain_text("Nog nergens bewaard")


def test_a_browser_that_was_emptied_shows_nothing_and_loses_nothing(visit):
    """Whoever clears its data on a shared computer wants to leave nothing behind."""
    page = visit("alice", "nl", lossy=True)
    case = lose_all_cookies(page, "Sleedoorn", "Nergens meer dan hier")
    page.evaluate("localStorage.clear()")
    page.wait_for_url("**/sign-in**")
    assert "Nergens meer" not in page.content()
    type_in(page, "alice")
    page.get_by_role("button", name="Nu versturen").click()
    page.wait_for_url(case)
    expect(page.locator(".timeline")).to_contain_text("Nergens meer dan hier")
