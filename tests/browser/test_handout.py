"""The hand-out: collected from results, printed on one A4 whatever is on it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, follow


def pages_of(page):
    """How many pages the browser prints."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", print_background=True)))


def empty(page):
    page.goto("/handout")
    if page.locator("[name=clear]").count():
        follow(page.locator("[name=clear]"))


@pytest.mark.parametrize(("lang", "size", "dark"), [("nl", WIDE, False), ("fr", PHONE, True)])
def test_results_are_collected_and_shown_for_print(visit, check, lang, size, dark):
    page = visit("bob", lang, size=size, dark=dark)
    empty(page)
    page.goto("/resources?q=ocmw")
    expect(page.locator("#tray")).to_be_hidden()
    for at in (0, 1):
        page.locator("#results .pick").nth(at).click()
        expect(page.locator("#results .pick").nth(at)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#tray span")).to_have_text("2")
    check(page, f"tray-{lang}")
    follow(page.locator("#tray a"))
    expect(page.locator(".own li")).to_have_count(2)
    check(page, f"handout-{lang}")
    page.locator("input[name=lang][value=fr]").check()
    follow(page.locator("form[action$=paper] button"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("[data-print]")).to_be_visible()
    check(page, f"paper-{lang}")
    empty(page)


@pytest.mark.parametrize(("count", "large"), [(1, 0), (3, 0), (6, 0), (8, 0), (2, 1), (3, 1), (4, 1)])
def test_one_a4_holds_whatever_is_on_it(visit, check, count, large):
    page = visit("bob", "nl")
    empty(page)
    page.goto("/resources?q=schulden&show=40")
    for at in range(count):
        page.locator("#results .pick").nth(at).click()
        expect(page.locator("#results .pick").nth(at)).to_have_attribute("aria-pressed", "true")
    page.goto(f"/handout/paper?lang=nl&large={large}")
    expect(page.locator(".paper article")).to_have_count(count)
    assert pages_of(page) == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1046})  # an A4 within its margins, at 96 dots an inch
    check(page, f"print-{count}-{large}")
    cut = page.evaluate(
        "[...document.querySelectorAll('.paper article')].filter((a) => a.scrollHeight > a.clientHeight + 2)"
        ".map((a) => a.querySelector('h2').textContent)"
    )
    assert cut == []
    whole = page.evaluate(
        "[...document.querySelectorAll('.paper .access')].filter((p) => p.offsetHeight"
        " && p.getBoundingClientRect().bottom <= p.parentElement.getBoundingClientRect().bottom).length"
    )
    assert whole == page.locator(".paper .access").count() > 0, "how one gets in is told whatever is cut"
    page.emulate_media(media="screen")
    empty(page)


def test_who_prints_the_list_gets_the_paper_and_no_other_one_than_was_chosen(visit, check):
    """Ctrl-P printed the buttons and the form."""
    page = visit("bob", "nl", dark=True)
    empty(page)
    page.goto("/resources?q=schulden&show=40")
    for at in range(8):
        page.locator("#results .pick").nth(at).click()
        expect(page.locator("#results .pick").nth(at)).to_have_attribute("aria-pressed", "true")
    page.goto("/handout")
    expect(page.locator(".paper")).to_be_hidden()
    assert pages_of(page) == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1046})
    check(page, "print-list")
    expect(page.locator(".paper article")).to_have_count(8)
    expect(page.locator(".paper h1")).to_be_visible()
    expect(page.locator(".instead")).to_be_hidden()
    for control in page.locator("button, input:not([type=hidden]), nav, header").all():
        expect(control).to_be_hidden()
    for choice in ("input[name=lang][value=fr]", "[name=large]"):
        page.emulate_media(media="screen")
        page.goto("/handout")
        page.locator(choice).check()
        page.emulate_media(media="print")
        expect(page.locator(".paper")).to_be_hidden()
        expect(page.locator(".instead")).to_be_visible()
    page.emulate_media(media="screen")
    empty(page)


def test_a_list_that_is_full_says_so(visit):
    page = visit("bob", "nl")
    empty(page)
    page.goto("/resources?q=schulden&show=40")
    for at in range(8):
        page.locator("#results .pick").nth(at).click()
        expect(page.locator("#tray span")).to_have_text(str(at + 1))
    page.locator("#results .pick").nth(8).click()
    expect(page.get_by_role("alert").filter(has_text="Meer past er niet op één blad")).to_be_visible()
    empty(page)


@pytest.mark.parametrize("lang", ["nl", "fr"])
def test_a_sheet_has_a_star_a_place_on_the_hand_out_and_a_note_for_oneself(visit, check, lang):
    page = visit("alice", lang)
    page.goto("/resources/ocmw-1050")
    follow(page.locator("form[action='/favourites'] button"))
    expect(page.locator("form[action='/favourites'] button")).to_have_attribute("aria-pressed", "true")
    page.locator("#own-note").locator("xpath=ancestor::details/summary").click()
    page.locator("#own-note").fill("bel voor tien uur")
    follow(page.locator("form[action$='/note'] button"))
    expect(page.locator("#own-note")).to_have_value("bel voor tien uur")
    check(page, f"sheet-mine-{lang}")
    page.locator("#own-note").fill("")
    follow(page.locator("form[action$='/note'] button"))
    follow(page.locator("form[action='/favourites'] button"))
    expect(page.locator("form[action='/favourites'] button")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("who", ["alice", "eva"])
def test_of_a_sheet_is_printed_what_it_says_and_nothing_to_press(visit, who):
    page = visit(who, "nl")
    page.goto("/resources/ocmw-1070")
    page.locator("summary", has_text="Schrijf op wat het team weet").click()
    page.locator("form[action$='/knowledge'] [name=words]").fill("Bel voor tien uur")
    follow(page.locator("form[action$='/knowledge'] button"))
    page.emulate_media(media="print")
    for told in (".team li", ".phone"):
        expect(page.locator(told).first).to_be_visible()
    pressed = page.locator("main :is(button, [role=button], summary, select, textarea, .tray):visible")
    assert pressed.all_inner_texts() == []
    page.emulate_media(media="screen")
    follow(page.locator(".team button").first)
