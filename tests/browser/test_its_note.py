"""From what became of an appointment to its note, with the keys alone."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from directory import clock
from tests.browser.conftest import PHONE, WIDE, follow
from tests.browser.test_main_job import open_case


def add_appointment(page, case, about):
    """One of yesterday at ten: the form asks once whether that day is meant."""
    page.goto(f"{case}/ties")
    on = (clock.today() - timedelta(days=1)).isoformat()
    for _once in range(2):
        page.locator("#on").fill(on)
        page.locator("#hour").fill("10:00")
        page.locator("#about").fill(about)
        follow(page.get_by_role("button", name="Afspraak toevoegen"))
    return on


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (PHONE, True)])
def test_after_came_two_keys_lead_to_a_form_that_knows_day_and_kind(visit, check_both, size, dark):
    page = visit("alice", "nl", size=size, dark=dark)
    case = open_case(page, "Moerasspirea")
    on = add_appointment(page, case, f"Brief {size['width']}")
    page.goto("/cases/today")
    line = page.locator(".day li", has_text=f"Brief {size['width']}")
    came = line.get_by_role("button", name=re.compile("^Gekomen"))
    came.focus()
    before = came.bounding_box()["y"]
    follow(came, "Enter")
    offer = line.get_by_role("button", name=re.compile("Het verslag schrijven"))
    expect(offer).to_be_focused()
    expect(offer).to_be_in_viewport()
    expect(offer).to_have_accessible_description(re.compile("Genoteerd"))
    page.wait_for_load_state("load")
    ended = page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 1")
    assert ended or abs(offer.bounding_box()["y"] - before) < 10
    expect(line).to_contain_text("Gekomen")
    name = f"its-note-{size['width']}"
    check_both(page, f"{name}-today")
    offer.focus()
    follow(offer, "Enter")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#text")).to_be_in_viewport()
    expect(page.locator("#on")).to_have_value(on)
    expect(page.locator("#channel")).to_have_value("appointment")
    expect(page.locator("#note-of")).to_contain_text("Gepland gesprek")
    expect(page.get_by_text("Klad bewaard")).to_have_count(0)
    check_both(page, f"{name}-form")
    page.keyboard.type("Over de brief.")
    follow(page.get_by_role("button", name="Verslag bewaren"))
    expect(page.get_by_text("Het verslag schrijven")).to_have_count(0)
    page.goto("/cases/today")
    expect(line).to_have_count(0)


def test_without_scripts_the_offer_leads_to_the_form_or_goes(visit):
    page = visit("alice", "nl", js=False)
    case = open_case(page, "Wateraardbei")
    on = add_appointment(page, case, "Zonder scripts")
    page.goto("/cases/today")
    line = page.locator(".day li", has_text="Zonder scripts")
    follow(line.get_by_text(re.compile("^Gekomen")))
    follow(line.get_by_text("Het verslag schrijven"))
    expect(page.locator("#on")).to_have_value(on)
    page.goto("/cases/today")
    follow(line.get_by_text("Geen verslag nodig"))
    expect(line).to_have_count(0)
