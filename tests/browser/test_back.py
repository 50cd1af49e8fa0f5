"""The browser's Back leads to the page of a form, never to an error, whatever the form was answered with."""

import pytest
from playwright.sync_api import expect

from app.cases import clock
from tests.browser.conftest import PHONE, WIDE, follow
from tests.browser.test_main_job import open_case


def refused(page, case):
    """An appointment without a day: the form comes back."""
    page.locator("#hour").fill("10:00")
    page.locator("#place").fill("Bij de bakker")
    with page.expect_response("**/appointments") as answer:
        follow(page.locator("form[action$=appointments] button.secondary").last)
    assert answer.value.status == 422
    expect(page.locator("#place")).to_have_value("Bij de bakker")
    assert page.url.endswith(f"{case}/ties")


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_back_to_a_form_that_was_refused_shows_its_page(visit, size):
    page = visit("alice", "nl", size=size)
    page.on("dialog", lambda asked: asked.accept())
    case = open_case(page, f"Zwarte els {size['width']}")
    page.goto(f"{case}/ties")
    refused(page, case)
    refused(page, case)
    page.goto("/resources")
    for _time in range(3):
        assert page.go_back().status == 200
        expect(page.locator("#hour")).to_be_attached()
        assert page.url.endswith(f"{case}/ties")


def test_leaving_a_refused_form_still_asks_first_and_mended_it_is_taken(visit):
    page, asked = visit("alice", "nl"), []
    case = open_case(page, "Witte els")
    page.goto(f"{case}/ties")
    refused(page, case)
    page.once("dialog", lambda one: (asked.append(one.type), one.dismiss()))
    page.locator(".brand").click()
    expect(page.locator("#place")).to_have_value("Bij de bakker")
    assert asked == ["beforeunload"]
    page.locator("#on").fill(clock.today().isoformat())
    follow(page.locator("form[action$=appointments] button.secondary").last)
    expect(page.locator("main")).to_contain_text("Bij de bakker")
    page.goto("/resources")
    page.go_back()
    expect(page.locator("main")).to_contain_text("Bij de bakker")


def test_back_to_what_a_form_made_shows_the_form(visit):
    page = visit("alice", "nl")
    case = open_case(page, "Grauwe els")
    page.goto(f"{case}/certificate")
    page.locator("#name").fill("Mevrouw Els")
    page.locator("#on").fill("2026-01-05")
    page.locator("[name=asked]").check()
    with page.expect_response("**/certificate") as answer:
        follow(page.locator("main form[action$=certificate] button").first)
    assert answer.value.status == 200
    page.goto("/resources")
    assert page.go_back().status == 200
    expect(page.locator("#name")).to_be_visible()


def test_a_link_that_follows_a_form_is_its_own_way_back(visit):
    page = visit("alice", "nl")
    case = open_case(page, "Hoge els")
    page.goto(f"{case}/board")
    page.goto(f"{case}/ties")
    assert page.url.endswith("/ties")
    page.go_back()
    assert page.url.endswith("/board")


def test_back_to_what_is_held_about_a_client_shows_where_it_was_asked_for(visit):
    page = visit("alice", "nl")
    case = open_case(page, "Blauwe els")
    page.goto(f"{case}/closing")
    form = page.locator("form[action$=bundle]")
    follow(form.locator("button").last)
    assert page.url.endswith(f"{case}/closing")
    page.goto("/resources")
    assert page.go_back().status == 200
    expect(form).to_be_attached()
