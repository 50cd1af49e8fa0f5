"""What is not kept is not said to be kept: a draft that the server refuses, and the note saved after it.
Who is refused far down a page is led to what is wrong."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, follow
from tests.browser.test_main_job import open_case


def test_who_is_taken_off_the_team_while_typing_is_told_and_keeps_the_text(visit):
    lead, page = visit("alice", "nl"), visit("bob", "nl")
    case = open_case(lead, "Rode kornoelje")
    lead.goto(f"{case}/team")
    lead.locator("#email").select_option("bob@example.org")
    follow(lead.locator("form.row button"))
    page.goto(case)
    with page.expect_response("**/draft"):
        page.locator("#text").press_sequentially("Zij belt over de huur.")
    expect(page.locator("#draft [role=status]")).to_have_text("Klad bewaard")
    lead.goto(f"{case}/team")
    lead.locator("details.put-away summary").first.click()
    follow(lead.locator("button[value=leave]").first)
    page.locator("#text").press_sequentially(" En over het bezoek.")
    expect(page.locator("#not-taken")).to_be_visible()
    expect(page.locator("#not-kept")).to_be_hidden()
    expect(page.locator("#draft [role=status]")).to_have_text("")
    expect(page.locator("#text")).to_have_value("Zij belt over de huur. En over het bezoek.")
    follow(page.locator("#note > p button.inline"))
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("textarea")).to_have_value("Zij belt over de huur. En over het bezoek.")


def test_a_draft_that_no_answer_takes_is_shown_as_not_kept_and_tried_again_where_that_helps(visit):
    page = visit("alice", "nl")
    open_case(page, "Gele kornoelje")
    status = 400
    page.route("**/draft", lambda route: route.fulfill(status=status, body="<h1>Neen</h1>"))
    page.locator("#text").press_sequentially("Een zin")
    expect(page.locator("#not-taken")).to_be_visible()
    status = 409  # the case got another key
    page.locator("#text").press_sequentially(" en nog een")
    expect(page.locator("#not-kept")).to_be_visible()
    expect(page.locator("#not-taken")).to_be_hidden()
    expect(page.get_by_text("Neen")).to_have_count(0)
    page.unroute("**/draft")
    expect(page.locator("#not-kept")).to_be_hidden(timeout=15_000)
    expect(page.locator("#draft [role=status]")).to_have_text("Klad bewaard")


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_save_that_is_refused_far_down_its_page_leads_to_the_field_that_is_wrong(visit, size):
    page = visit("alice", "nl", size=size)
    case = open_case(page, "Gelderse roos")
    page.goto(f"{case}/board")
    page.get_by_text("Overleg noteren").click()
    form = page.locator("form", has=page.locator("#decisions"))
    box = page.locator("#decisions")
    low = box.bounding_box()["height"]
    box.fill("Moeder belt\n" * 12)
    assert box.bounding_box()["height"] > 2 * low
    follow(form.get_by_role("button"))
    expect(page.locator("#on")).to_be_focused()
    expect(page.locator("#on-wrong")).to_be_in_viewport()
    assert page.locator("#on").get_attribute("aria-describedby") == "on-wrong"
