"""Where one types on, and what one sees of it: the caret, the place in the list, the bar below."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, follow
from tests.browser.test_search import results


def types_on(page, words):
    """What stands in the box after ``words`` are typed without touching it first."""
    page.keyboard.type(words)
    return page.locator("#q").input_value()


def test_on_every_page_that_comes_one_types_on_behind_the_words_in_the_box(visit):
    page = visit("alice", "nl")
    page.goto("/resources?q=leefloon&also=no")
    assert types_on(page, " x") == "leefloon x"
    page.goto("/resources?q=ocmw")
    follow(page.locator(".elsewhere a").first)
    assert types_on(page, " x") == "ocmw x"
    page.goto("/resources?q=cpas+ixelles")
    follow(page.locator(".said a"))
    assert types_on(page, " x") == "cpas ixelles x"
    page.goto("/resources?q=ocmw")
    follow(results(page).first.locator("a").first)
    page.go_back()
    assert types_on(page, " x") == "ocmw x"
    page.goto("/resources")
    follow(page.locator(".recent a", has_text="leefloon").first)
    assert types_on(page, " x") == "leefloon x"


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("lines", [12, 36])
def test_back_from_a_sheet_leads_to_the_same_lines_and_the_same_place(visit, lines, size):
    page = visit("alice", "nl", size=size)
    page.locator("#q").fill("brussel")
    expect(results(page)).to_have_count(12)
    if lines > 12:
        page.locator("#results .more").click()
        page.wait_for_url("**/resources?q=brussel&show=36")
    expect(results(page)).to_have_count(lines)
    link = results(page).nth(lines - 2).locator("a").first
    link.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 0
    follow(link)
    page.go_back()
    expect(results(page)).to_have_count(lines)
    page.wait_for_timeout(500)  # nothing that comes late scrolls away
    assert abs(page.evaluate("scrollY") - place) < 2


def test_who_types_on_while_more_lines_come_gets_the_lines_of_what_is_typed(visit):
    page, late = visit("alice", "nl", lossy=True), []
    page.goto("/resources?q=brussel")
    page.route("**/resources?*show=36", lambda route: late.append(route))
    with page.expect_request("**/resources?*show=36"):
        page.locator("#results .more").click()
    page.locator("#q").fill("zelfmoordlijn")
    page.wait_for_url("**/resources?q=zelfmoordlijn")
    late[0].continue_()
    page.wait_for_timeout(500)
    assert page.url.endswith("/resources?q=zelfmoordlijn")
    assert results(page).count() < 12


def hidden_by_the_bar(page):
    """By how many dots the bar of the hand-out, or the edge of the window, covers what has the focus."""
    return page.evaluate(
        """() => {
          const at = document.activeElement.getBoundingClientRect();
          const bar = document.getElementById("tray").getBoundingClientRect();
          const beside = at.left >= bar.right || bar.left >= at.right;
          return Math.max(at.bottom - innerHeight, beside ? 0 : at.bottom - bar.top);
        }"""
    )


@pytest.mark.parametrize("size", [{"width": 1280, "height": 600}, PHONE])
def test_what_has_the_focus_stands_above_the_bar_of_the_hand_out(visit, check, size):
    page = visit("bob", "nl", size=size)
    page.goto("/resources?q=brussel")
    pick = results(page).nth(1).locator(".pick")
    # It comes over the very line that was chosen: as low in the window as can be.
    page.set_viewport_size({**size, "height": int(pick.bounding_box()["y"] + 60)})
    results(page).nth(1).locator(".star:not(.pick)").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#tray")).to_be_visible()
    expect(pick).to_be_focused()
    assert hidden_by_the_bar(page) <= 0
    page.set_viewport_size(size)
    page.evaluate("scrollTo(0, 0)")
    if size == PHONE:
        page.locator("label.toggle").click()
    page.locator("#category").focus()
    seen = set()
    for _step in range(60):
        where = page.evaluate("document.activeElement.id || document.activeElement.className")
        seen.add(where)
        assert hidden_by_the_bar(page) <= 0, where
        page.keyboard.press("Tab")
    assert {"at", "phone", "star", "star pick", "wrong"} <= seen
    check(page, f"search-above-the-bar-{size['width']}")
    pick.click()
    expect(page.locator("#tray")).to_be_hidden()
