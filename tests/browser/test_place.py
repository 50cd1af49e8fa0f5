"""After a save one goes on where one was: with the keyboard, and without the page jumping to its top."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, follow
from tests.browser.test_main_job import open_case

# What the server says of a save stands on top of the page that it brings.


def add_task(page, words):
    page.locator("summary", has_text="Nieuwe taak").click()
    page.locator("#words").fill(words)
    follow(page.locator("#words"), "Enter")


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_tasks_are_done_one_after_another_with_one_key(visit, size):
    page = visit("alice", "nl", size=size)
    open_case(page, "Watermunt")
    for number in range(3):
        add_task(page, f"Taak {number}")
    new = page.locator("summary", has_text="Nieuwe taak")
    expect(new).to_be_focused()
    expect(new).to_be_in_viewport()
    done = page.locator(".tasks button")
    done.first.focus()
    before = done.first.bounding_box()["y"]
    follow(done.first, "Enter")
    expect(done).to_have_count(2)
    expect(done.first).to_be_focused()
    ended = page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 1")
    expect(page.locator("main [data-told]")).to_have_text("Taak afgevinkt")  # the words, which move nothing
    expect(page.locator("main [data-told] *")).to_have_count(0)
    moved = abs(done.first.bounding_box()["y"] - before)
    assert moved < 10 or (ended and moved < 50)  # a page that became shorter by a task may end there
    follow(done.first, "Enter")
    follow(done.first, "Enter")
    expect(page.get_by_role("heading", name="Te doen")).to_be_focused()


def test_a_person_and_a_period_far_down_are_saved_without_a_jump(visit):
    page = visit("alice", "nl")
    case = open_case(page, "Beekpunge")
    page.goto(f"{case}/people")
    page.locator("summary", has_text="Iemand van het gezin").click()
    page.locator("#nh-name").fill("Nora")
    follow(page.locator("#nh-name"), "Enter")
    fold = page.locator("summary", has_text="Iemand van het gezin")
    expect(fold).to_be_focused()
    expect(fold).to_be_in_viewport()
    # A form that stays as it is: the very button that was pressed, where it was.
    save = page.locator("article.person button.inline").first
    save.scroll_into_view_if_needed()
    before = save.bounding_box()["y"]
    follow(save)
    expect(save).to_be_focused()
    assert abs(save.bounding_box()["y"] - before) < 2
    assert page.evaluate("sessionStorage.getItem('place')") is None


def test_who_saves_a_note_can_go_to_it_with_one_key(visit):
    page = visit("alice", "nl")
    open_case(page, "Pijlkruid")
    page.locator("#text").fill("Zij belde.")
    follow(page.get_by_role("button", name="Verslag bewaren"))
    expect(page.locator("#draft [role=status] a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_contain_text("Zij belde.")


def test_that_it_was_saved_is_said_beside_the_place_and_a_link_begins_at_the_top(visit):
    page = visit("alice", "nl")
    case = open_case(page, "Kalmoes")
    page.goto(f"{case}/people")
    assert page.evaluate("document.activeElement === document.body && scrollY === 0")
    page.locator("#nl-name").evaluate("one => { one.closest('details').open = true; }")
    page.locator("#nl-name").fill("Ali")
    follow(page.locator("#nl-name"), "Enter")
    fold = page.locator("summary", has_text="Een betrokkene toevoegen")
    expect(fold).to_be_focused()
    expect(fold).to_have_accessible_description("Persoon bewaard")
    told = page.locator("[data-told]").bounding_box()
    assert 0 <= fold.bounding_box()["y"] - told["y"] < 60


def test_on_a_phone_what_happened_and_the_tasks_are_one_tap_from_the_top_of_a_case(visit, check):
    page = visit("alice", "nl", size=PHONE)
    case = open_case(page, "Waterdrieblad")
    add_task(page, "Bellen")
    page.goto(case)
    jump = page.locator(".jump a[href^='#']")
    for link, heading in zip(jump.all(), ("Te doen", "Wat er gebeurde"), strict=True):
        page.evaluate("scrollTo(0, 0)")
        expect(link).to_be_in_viewport()
        link.click()
        expect(page.get_by_role("heading", name=heading)).to_be_in_viewport()
    check(page, "jump")
    page.set_viewport_size(WIDE)
    expect(jump.first).to_be_hidden()


def test_from_the_search_box_the_results_are_two_keys_away_and_the_arrows_are_told(visit):
    page = visit("alice", "nl")
    page.goto("/resources?q=ocmw")
    box = page.locator("#q")
    assert page.evaluate("document.querySelector('#q-keys').textContent").strip()
    expect(box).to_have_attribute("aria-describedby", "q-keys")
    box.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".box .skip")).to_be_focused()
    expect(page.locator(".box .skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    for _press in range(4):  # chips of filters and words that were also searched stand before the first
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.result')"):
            return
    raise AssertionError(page.evaluate("document.activeElement.outerHTML"))
