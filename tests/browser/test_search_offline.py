"""Where an answer is late the list waits as it is; without a connection it says for which words it was not
made, and is made by itself afterwards."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE

WORDS = "Pas de connexion\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}ocmw schaarbeek\N{NO-BREAK SPACE}» n’a pas"


def results(page):
    return page.locator("#results > .result")


def test_what_was_typed_without_a_connection_is_looked_up_when_it_is_back(visit, check_both):
    page = visit("alice", "fr", size=PHONE, lossy=True)
    page.goto("/resources?q=praxis")
    before = results(page).first.get_attribute("data-sheet")
    page.context.set_offline(True)
    page.locator("#q").fill("ocmw schaarbeek")
    lost = page.locator("#lost")
    expect(lost).to_contain_text(WORDS)
    expect(results(page).first).to_have_attribute("data-sheet", before)
    check_both(page, "offline-fr")
    assert page.url.endswith("/resources?q=praxis")
    page.context.set_offline(False)
    expect(results(page).first).to_have_attribute("data-sheet", "ocmw-1030")
    expect(lost).to_be_hidden()
    expect(page.locator("#q")).to_have_value("ocmw schaarbeek")
    assert page.url.endswith("/resources?q=ocmw%20schaarbeek")


def test_a_keystroke_does_so_too_and_the_line_names_what_stands_there_last(visit):
    page = visit("alice", "nl", lossy=True)
    page.goto("/resources")
    page.context.set_offline(True)
    page.locator("#q").fill("schuld")
    lost = page.locator("#lost")
    expect(lost).to_contain_text("“schuld”")
    page.locator("#q").press_sequentially("en <b>$&")
    expect(lost).to_contain_text("“schulden <b>$&”")
    page.route("**/resources?*", lambda route: route.continue_())
    page.context.set_offline(False)
    page.locator("#q").fill("praxis")
    expect(results(page).first).to_contain_text(re.compile("praxis", re.I))
    expect(lost).to_be_hidden()


def test_a_server_that_does_not_answer_is_asked_again_although_the_browser_is_online(visit):
    page, asked = visit("alice", "nl", lossy=True), []
    page.goto("/resources?q=praxis")

    def refuse(route):
        asked.append(route.request.url)
        route.abort("connectionrefused")

    page.route("**/resources?*", refuse)
    page.locator("#q").fill("ocmw schaarbeek")
    expect(page.locator("#lost")).to_be_visible()
    page.wait_for_timeout(4_500)
    assert len(asked) == 2
    page.unroute_all()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(results(page).first).to_have_attribute("data-sheet", "ocmw-1030")
    page.wait_for_timeout(100)
    page.route("**/resources?*", refuse)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(300)
    assert len(asked) == 2, "what was answered is not asked again"


def test_a_filter_without_words_is_looked_up_again_too(visit):
    page = visit("alice", "nl", lossy=True)
    page.goto("/resources")
    page.context.set_offline(True)
    page.locator("#category").select_option("ocmw")
    expect(page.locator("#lost")).to_contain_text("Geen verbinding: de lijst is nog van daarvoor")
    page.context.set_offline(False)
    expect(results(page).first).to_be_visible()
    expect(page.locator("#lost")).to_be_hidden()


def test_a_list_on_its_way_out_stays_as_it_was(visit):
    """While an answer was late the lines stood beside one another, out of a phone's width."""
    page, late = visit("alice", "nl", size=PHONE), []
    page.goto("/resources?q=ocmw")
    first = results(page).first
    before = first.bounding_box()
    page.route("**/resources?*", lambda route: late.append(route))
    page.locator("#q").fill("ocmw jette")
    expect(page.locator("#results")).to_have_attribute("aria-busy", "true")
    page.wait_for_timeout(100)
    assert first.bounding_box() == before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for asked in late:
        asked.continue_()
    page.unroute("**/resources?*")
    expect(first).to_have_attribute("data-sheet", "ocmw-1090")


def test_what_went_wrong_on_the_server_is_no_fault_of_the_connection(visit):
    page = visit("alice", "en", lossy=True)
    page.goto("/resources?q=praxis")
    page.route("**/resources?*", lambda route: route.fulfill(status=400, body=""))
    page.locator("#q").fill("ocmw")
    expect(page.locator("#lost")).to_have_text(re.compile("^Something went wrong"))
