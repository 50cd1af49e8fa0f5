"""Leaving a form with text that is not sent asks first; nothing else does."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.test_main_job import open_case


def letter_of(page, name):
    """The page where the letter of a new referral is composed."""
    page.goto("/cases/refer/ocmw-1080")
    page.locator("#case").select_option(label=name)
    follow(page.locator("button[value=letter]"))


def to_form(page, case, name, form):
    """Open the page of one of the forms; the field to type in."""
    if form == "correction":
        page.locator("#text").fill("Zoals het was")
        follow(page.get_by_role("button", name="Verslag bewaren"))
        follow(page.locator(".timeline a", has_text="Verbeteren"))
        return page.locator("#text")
    if form == "client":
        page.goto(f"{case}/people")
        return page.locator("#c-reach")
    if form == "letter":
        letter_of(page, name)
        return page.locator("[name=text-question]")
    page.goto(f"{case}/board")
    page.get_by_text("Overleg noteren").click()
    return page.locator("#decisions")


@pytest.fixture
def asked():
    """A function that notes what a page asks before it is left, and stays there."""

    def watched(page):
        questions = []

        def stay(dialog):
            questions.append(dialog.type)
            dialog.dismiss()

        page.on("dialog", stay)
        return questions

    return watched


@pytest.mark.parametrize("form", ["correction", "client", "letter", "conference"])
def test_what_was_typed_is_not_left_behind_without_a_question(visit, asked, form):
    page = visit("alice", "nl")
    name = f"Heide {form}"
    case = open_case(page, name)
    field = to_form(page, case, name, form)
    questions = asked(page)
    here = page.url
    field.press("End")
    field.press_sequentially(" en dit staat nog nergens")
    page.locator("nav.places a", has_text="Vandaag").click()
    page.wait_for_timeout(500)
    assert (questions, page.url) == (["beforeunload"], here)
    page.locator("button[lang=fr]").click()  # another language loads the page anew
    page.wait_for_timeout(500)
    assert (len(questions), page.url) == (2, here)
    assert "en dit staat nog nergens" in field.input_value()
    follow(page.locator("form", has=field).get_by_role("button").first)
    assert len(questions) == 2  # being sent


def test_nothing_is_asked_where_nothing_was_typed_or_a_draft_is_kept(visit, asked):
    page = visit("alice", "nl")
    questions = asked(page)
    case = open_case(page, "Heide stil")
    page.goto(f"{case}/people")
    page.locator("#c-reach").press_sequentially("x")
    page.locator("#c-reach").press("Backspace")
    follow(page.locator("nav.places a", has_text="Vandaag"))
    page.goto("/cases/find")
    page.locator("#q").press_sequentially("zilver")
    follow(page.locator("nav.places a", has_text="Vandaag"))
    page.goto(case)
    with page.expect_response("**/draft"):
        page.locator("#text").press_sequentially("Een klad")
    expect(page.locator("#draft")).to_contain_text("Klad bewaard")
    follow(page.locator("nav.places a", has_text="Vandaag"))
    assert questions == []


def test_a_form_that_came_back_refused_and_one_beside_it_are_asked_about_too(visit, asked):
    page = visit("alice", "nl")
    case = open_case(page, "Heide terug")
    page.goto(f"{case}/board")
    page.get_by_text("Overleg noteren").click()
    page.locator("#decisions").fill("Moeder belt het OCMW")
    follow(page.locator("form", has=page.locator("#decisions")).get_by_role("button"))
    expect(page.locator("#decisions")).to_have_value("Moeder belt het OCMW")
    questions = asked(page)
    page.locator("#participants").click()
    page.locator("nav.places a", has_text="Vandaag").click()
    page.wait_for_timeout(500)
    assert questions == ["beforeunload"]
