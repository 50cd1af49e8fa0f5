"""In the middle of a call: one key opens a note, the server dies and comes back, and nothing is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow, make_server, sign_in


@pytest.fixture
def own(peopled, tmp_path):
    """A server that may be killed: of this test alone."""
    made = make_server(peopled, tmp_path / "own")
    made.start()
    yield made
    made.kill()


def begin(page):
    """The phone rings while one looks at the directory: one key."""
    sign_in(page, "alice")
    page.goto("/resources/ocmw-1080")
    page.keyboard.press("n")
    page.wait_for_url("**/cases/note#text")
    expect(page.locator("#text")).to_be_focused()


def test_a_note_from_anywhere_survives_a_server_that_is_killed_in_mid_call(visit, own, check_both):
    page = visit("", "nl", at=own, lossy=True)
    begin(page)
    expect(page.locator("#clock")).to_be_visible()
    with page.expect_response("**/note/draft", timeout=2000):
        page.locator("#text").press_sequentially("Belt over de huur.")
    own.kill()
    page.locator("#text").press_sequentially(" En over het bezoek.")
    expect(page.locator("#not-kept")).to_be_visible()
    check_both(page, "mid-call-nl-lost")
    own.start()
    expect(page.locator("#not-kept")).to_be_hidden(timeout=15_000)
    expect(page.locator("#text")).to_have_value("Belt over de huur. En over het bezoek.")
    # The browser crashes: another one finds every word.
    again = visit("", "nl", at=own)
    sign_in(again, "alice")
    again.goto("/cases/note")
    expect(again.locator("#text")).to_have_value("Belt over de huur. En over het bezoek.")
    page.locator("#case").select_option("new")
    page.locator("#new-title").fill("Wilgenkatje")
    page.locator("#note button:not([name])").last.click()
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}$"))
    expect(page.locator(".timeline")).to_contain_text("Belt over de huur. En over het bezoek.")
    check_both(page, "mid-call-nl-saved")


def test_two_windows_show_both_texts_and_lose_neither(visit, own, check):
    one = visit("", "nl", at=own, lossy=True)
    begin(one)
    two = one.context.new_page()
    two.goto("/cases/note")
    with one.expect_response("**/note/draft"):
        one.locator("#text").press_sequentially("In het eerste venster")
    with two.expect_response("**/note/draft"):
        two.locator("#text").press_sequentially("In het tweede venster")
    expect(two.locator("#draft")).to_contain_text("In het eerste venster")
    check(two, "mid-call-two-windows")
    # A draft that is kept again while the button is pressed leaves the button where it is.
    button = two.get_by_role("button", name="Achter mijn tekst zetten")
    button.evaluate("pressed => { window.pressed = pressed; }")
    with two.expect_response("**/note/draft"):
        two.locator("#text").dispatch_event("keep")
    two.wait_for_timeout(100)
    assert button.evaluate("now => now === window.pressed")
    follow(button)
    expect(two.locator("#text")).to_have_value("In het tweede venster\n\nIn het eerste venster")
    expect(two.locator("#draft [role=alert]")).to_have_count(0)


def test_without_scripts_a_note_from_anywhere_is_a_form(visit, own):
    page = visit("", "nl", at=own, js=False)
    sign_in(page, "alice")
    page.locator("#new-note").click()
    page.locator("#text").fill("Zonder script")
    page.locator("#case").select_option("new")
    follow(page.get_by_role("button", name="Verslag bewaren"))
    expect(page.locator(".timeline")).to_contain_text("Zonder script")
