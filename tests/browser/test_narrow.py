"""The bar and the pages of a case where there is little room, or words without an end."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from app.cases import clock
from tests.browser.conftest import PHONE, WIDE, follow, too_wide
from tests.browser.test_main_job import open_case

ROW = 48
LONG = "https://www.voorbeeld.example/" + "aanvraagformulierbezoek" * 4
WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def two_rooms(server):
    """Carl coordinates and edits: of all accounts, the one with the most places in the bar."""

    def give(roles):
        with closing(sqlite3.connect(f"{server.env['DATA_DIR']}/schakel.db", timeout=10)) as data, data:
            data.execute("update user set roles = ? where email = 'carl@example.org'", (roles,))

    give("coordinator editor")
    yield "carl"
    give("coordinator")


def ends_in(page, selector):
    """Whether more stands behind the edge of a row that slides."""
    return page.locator(selector).evaluate("row => row.scrollWidth > row.clientWidth + 1")


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_seven_places_and_the_nine_pages_of_a_case_take_one_row_each_on_a_laptop(visit, two_rooms, lang):
    page = visit(two_rooms, lang, size=WIDE)
    page.goto("/cases")
    page.locator("input[name=title]").first.fill("Zilverberk")
    page.locator("input[name=title]").first.press("Enter")
    page.wait_for_url(re.compile(r"/cases/[0-9a-f]{8}"))
    assert page.locator(".bar .places a").count() == 7
    assert page.locator("#case-nav a").count() == 9
    for selector in (".bar", "#case-nav"):
        assert page.locator(selector).bounding_box()["height"] < ROW * 1.5, selector
        assert not ends_in(page, selector), selector
    page.set_viewport_size(PHONE)
    assert page.locator(".bar").bounding_box()["height"] < ROW * 2.5
    # A row that slides shows by a shadow at its edge that more stands behind it.
    for selector in (".bar .places", "#case-nav"):
        assert ends_in(page, selector), selector
        assert "gradient" in page.locator(selector).evaluate("row => getComputedStyle(row).backgroundImage")


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_on_a_tablet_seven_places_take_a_row_of_their_own(visit, two_rooms, lang):
    page = visit(two_rooms, lang, size={"width": 768, "height": 1024})
    page.goto("/resources")
    for width in (1100, 1024, 900, 768, 660):
        page.set_viewport_size({"width": width, "height": 1024})
        assert page.locator(".bar").bounding_box()["height"] < ROW * 2.5, width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        brand, out = page.locator(".brand").bounding_box(), page.locator(".out").bounding_box()
        assert abs(brand["y"] - out["y"]) < 4, width


def test_an_address_or_a_word_of_any_length_makes_no_page_of_a_case_wider(visit, check):
    page = visit("alice", "nl", size=PHONE)
    case = open_case(page, WORD)

    def send(path, form, **fields):
        page.goto(case + path)
        form = page.locator(form).first
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        for name, words in fields.items():
            form.locator(f"[name={name}]").fill(words)
        follow(form.locator("button").first)
        expect(page.locator("[role=alert]:visible")).to_have_count(0)

    send("", "form[action$='/tasks']", words=LONG)
    send("/people", "form:has([value=household])", name=WORD, remark=LONG)
    send("/people", "form:has([value=linked])", name=WORD)
    send("/board", "form[action$='/partners']", name=WORD, person=WORD, purpose=LONG, caller=WORD)
    send(
        "/ties",
        "form[action$='/appointments']",
        on=clock.today().isoformat(),
        hour="10:00",
        place=WORD,
        about=LONG,
    )
    page.goto(case)
    page.locator("#text").fill(f"{LONG} {WORD}")
    follow(page.locator("#note > p button.inline"))
    of_case = [case + path for path in ("", "/people", "/board", "/ties", "/consents")]
    searches = ("/resources?q=ocmw", "/resources?q=ocmw&also=no")
    for path in (*of_case, *searches, "/cases", "/cases/today", "/cases/refer/debt-rizome", "/cases/note"):
        page.goto(path)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            assert too_wide(page) <= 0, (path, width)
    check(page, "long-words")


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_on_the_narrowest_phone_the_way_out_ends_the_first_of_two_rows(visit, lang):
    page = visit("alice", lang, size={"width": 320, "height": 640})
    page.goto("/account")
    brand, out = page.locator(".brand").bounding_box(), page.locator(".out").bounding_box()
    assert abs(brand["y"] - out["y"]) < 4
    assert page.locator(".bar").bounding_box()["height"] < 110


def test_words_of_a_box_and_of_a_disclosure_that_wrap_stay_apart(visit):
    page = visit("alice", "nl", size=PHONE)
    case = open_case(page, "Kikkerbeet")
    page.goto(f"{case}/board")
    page.locator("summary", has_text="Een overleg noteren").click()
    label = page.locator("label:has([name=told])")
    label.evaluate(
        "one => one.append(' en nog wat woorden, zodat de zin zeker op een tweede regel verder gaat')"
    )
    lines = label.evaluate(
        """one => {
          const words = document.createRange();
          words.selectNodeContents(one);
          const box = one.querySelector("input").getBoundingClientRect();
          const lines = [...words.getClientRects()].filter((line) => line.width > box.width);
          return lines.map((line) => line.left - box.right);
        }"""
    )
    assert len(lines) > 1
    assert min(lines) >= 0
    page.goto(case)
    style = page.locator("summary").first.evaluate("one => ({ ...getComputedStyle(one) })")
    assert float(style["lineHeight"][:-2]) >= 1.3 * float(style["fontSize"][:-2])


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_on_a_phone_the_way_from_a_case_to_a_service_and_back_stands_at_the_top(visit, check, lang):
    page = visit("alice", lang, size=PHONE)
    case = open_case(page, "Zilverberk")
    page.goto(case)
    way = page.locator(".jump .on")
    assert way.bounding_box()["y"] < PHONE["height"] / 2
    check(page, "case-phone")
    way.click()
    page.wait_for_url(re.compile(r"/resources\?case="))
    line = page.locator(".context")
    assert line.bounding_box()["height"] < ROW * 1.5
    line.locator("a").first.click()
    page.wait_for_url(re.compile(re.escape(case) + "$"))


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_the_number_of_a_service_is_seen_on_a_phone_without_scrolling_also_by_an_editor(
    visit, two_rooms, lang
):
    page = visit(two_rooms, lang, size=PHONE)
    page.goto("/resources?q=schuldbemiddeling")
    follow(page.locator("article.result").first.locator("h2 a, h3 a"))
    number = page.locator("dl .phone").first.bounding_box()
    assert number["y"] + number["height"] < PHONE["height"]
    # What is pressed less is there, below.
    assert page.locator(".actions a[href$='/report']").bounding_box()["y"] > number["y"]
    assert page.locator(".actions a[href$='/history']").count() == 1


def test_above_the_results_stands_one_line_however_much_else_was_searched(visit):
    page = visit("bob", "nl", size=WIDE)
    page.goto("/resources?q=schuldbemiddeling")
    also = page.locator(".said .also summary")
    assert also.evaluate("words => words.scrollWidth > words.clientWidth"), (
        "the words fit: nothing is shown by this"
    )
    assert page.locator(".said").bounding_box()["height"] < ROW
