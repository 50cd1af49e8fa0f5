"""What only a browser shows of the search page and the command palette."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, follow


def results(page):
    return page.locator("#results [data-sheet]")


def test_an_address_holds_what_is_chosen_and_nothing_else(visit):
    page = visit("alice", "nl")
    page.locator("#q").fill("schulden")
    page.wait_for_url("**/resources?q=schulden")
    page.locator("#category").select_option("ocmw")
    page.wait_for_url("**/resources?q=schulden&category=ocmw")
    page.reload()
    expect(page.locator("#category")).to_have_value("ocmw")
    expect(page.locator(".chips a")).to_have_count(1)


def test_a_chip_takes_its_filter_away_by_keyboard_and_the_list_follows(visit):
    page = visit("alice", "nl")
    page.goto("/resources?q=schulden&category=debt_mediation")
    few = results(page).count()
    page.locator(".chips a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/resources?q=schulden")
    expect(page.locator("#category")).to_be_focused()
    expect(page.locator("#category")).to_have_value("")
    assert results(page).count() > few


def test_the_filters_in_use_are_next_after_the_box_and_follow_the_search(visit):
    page = visit("alice", "nl")
    page.goto("/resources?q=ocmw&category=ocmw")
    expect(page.locator("#chips a")).to_have_count(1)
    page.locator("#municipality").select_option("21012")
    expect(page.locator("#chips a")).to_have_count(2)
    page.locator("#q").focus()
    page.keyboard.press("Tab")  # over the link that skips to the results
    page.keyboard.press("Tab")
    expect(page.locator("#chips a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#chips a")).to_have_count(1)
    expect(page.locator("#category")).to_be_focused()


def test_open_now_and_open_at_a_moment_take_one_anothers_place(visit):
    page = visit("alice", "nl")
    page.goto("/resources?q=ocmw&at=2026-11-24T10:00")
    promised = re.search(r"\((\d+)\)", page.locator("#open option[value=now]").inner_text()).group(1)
    page.locator("#open").evaluate("(field) => field.options[1].disabled = false")  # nobody may be open now
    page.locator("#open").select_option("now")
    page.wait_for_url("**/resources?q=ocmw&open=now")
    expect(page.locator("#at")).to_have_value("")
    expect(page.locator("#chips a")).to_have_attribute("data-filter", "open")
    said = page.locator(".count").inner_text()
    assert said.startswith(f"{promised} ") if int(promised) else "Niets" in said
    page.locator("#at").fill("2026-11-24T10:00")
    page.wait_for_url("**/resources?q=ocmw&at=2026-11-24T10%3A00")
    expect(page.locator("#open")).to_have_value("")


def test_only_the_very_words_lasts_until_another_search_begins(visit):
    page = visit("alice", "nl")
    page.locator("#q").fill("cpas ixelles")
    page.locator(".said a").click()
    page.wait_for_url("**/resources?q=cpas+ixelles&also=no")
    page.locator("#q").fill("cpas jette")
    page.wait_for_url("**/resources?q=cpas%20jette&also=no")
    page.locator("#q").fill("")
    page.wait_for_url("**/resources?also=no")
    page.locator("#q").fill("cpas ixelles")
    page.wait_for_url("**/resources?q=cpas%20ixelles")
    expect(page.locator(".also")).to_contain_text("OCMW")


def test_a_star_is_set_in_place_and_waits_on_the_start_page(visit, check):
    page = visit("bob", "nl")
    page.locator("#q").fill("zelfmoordlijn")
    star = results(page).first.locator(".star:not(.pick)")
    expect(star).to_have_attribute("aria-pressed", "false")
    star.focus()
    page.keyboard.press("Enter")
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star).to_be_focused()
    page.goto("/resources")
    expect(results(page)).to_have_count(1)
    check(page, "start-with-favourites")
    results(page).first.locator(".star:not(.pick)").click()
    expect(results(page).first.locator(".star:not(.pick)")).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(results(page)).to_have_count(0)


def test_a_search_that_led_to_a_sheet_is_remembered_until_it_is_forgotten(visit):
    page = visit("bob", "nl")
    page.locator("#q").fill("schuldbemid")
    expect(results(page).first).to_be_visible()
    with page.expect_request("**/recent-searches"):
        results(page).first.locator("a").first.click()
    page.wait_for_timeout(300)
    page.goto("/resources")
    expect(page.locator(".recent a").first).to_have_text("schuldbemid")
    follow(page.locator("button[name=clear]"))
    expect(page.locator(".recent")).to_have_count(0)


@pytest.mark.parametrize("before", ["", "schulden"])
def test_arrow_down_at_once_after_the_last_letter_goes_to_the_first_result_of_the_new_list(visit, before):
    page = visit("alice", "nl")
    page.goto(f"/resources?q={before}")
    page.locator("#q").focus()
    page.keyboard.press("End")
    page.keyboard.type(" zelfmoordlijn")
    page.keyboard.press("ArrowDown")
    first = results(page).first.locator("a").first
    expect(first).to_contain_text("elfmoord")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("x")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("y")  # who goes on typing stays in the box
    page.wait_for_url("**zelfmoordlijnxy")
    expect(page.locator("#q")).to_be_focused()


def test_arrow_down_works_after_the_same_words_were_pasted_once_more(visit):
    """Nothing is asked then, so that nothing is waited for."""
    page = visit("alice", "nl")
    page.goto("/resources?q=zelfmoordlijn")
    page.locator("#q").focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("zelfmoordlijn")
    page.keyboard.press("ArrowDown")
    expect(results(page).first.locator("a").first).to_be_focused()


def test_arrow_down_waits_for_no_answer_that_did_not_come(visit):
    page = visit("alice", "nl", lossy=True)
    page.goto("/resources?q=ocmw")
    page.locator("#q").focus()
    page.keyboard.press("End")
    page.route("**/resources?*", lambda route: route.abort("connectionrefused"))
    with page.expect_request("**/resources?*"):
        page.keyboard.type(" x")
    page.wait_for_timeout(500)
    page.keyboard.press("ArrowDown")
    expect(results(page).first.locator("a").first).to_be_focused()


def test_by_keyboard_one_walks_on_through_more_lines(visit):
    page = visit("alice", "nl")
    page.locator("#q").fill("brussel")
    expect(results(page)).to_have_count(12)
    more = page.locator("#results .more")
    for _line in range(13):
        page.keyboard.press("ArrowDown")
    expect(more).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(results(page).nth(11).locator("a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(results(page)).to_have_count(36)
    expect(results(page).nth(12).locator("a").first).to_be_focused()


def test_escape_leads_from_a_result_back_to_the_box(visit):
    page = visit("alice", "nl")
    page.locator("#q").fill("ocmw")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results(page).first.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()


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


@pytest.mark.parametrize("kind", [".star:not(.pick)", ".pick"])
def test_a_star_that_is_clicked_twice_at_once_says_what_is_saved(visit, kind):
    page = visit("bob", "nl")
    page.goto("/resources?q=praxis")
    star = results(page).first.locator(kind)
    star.dblclick()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(300)
    said = star.get_attribute("aria-pressed")
    page.reload()
    expect(star).to_have_attribute("aria-pressed", said)
    assert said == "true"
    star.click()
    expect(star).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("kind", [".star:not(.pick)", ".pick"])
def test_a_star_that_finds_no_server_says_so_where_one_looks_until_it_does(visit, kind):
    page = visit("bob", "nl", lossy=True)
    page.goto("/resources?q=brussel&show=36")
    lost, star = page.locator("#lost"), results(page).nth(20).locator(kind)
    page.route("**/favourites", lambda route: route.abort("connectionrefused"))
    page.route("**/handout", lambda route: route.abort("connectionrefused"))
    star.click()
    expect(lost).to_contain_text("Geen verbinding")
    expect(lost).to_be_in_viewport()
    expect(star).to_have_attribute("aria-pressed", "false")
    page.unroute_all()
    for pressed in ("true", "false"):
        star.click()
        expect(star).to_have_attribute("aria-pressed", pressed)
        expect(lost).to_be_hidden()


def test_a_search_that_failed_stays_said_while_a_star_is_set(visit):
    page = visit("bob", "nl", lossy=True)
    page.goto("/resources?q=praxis")
    page.route("**/resources?*", lambda route: route.abort("connectionrefused"))
    page.locator("#q").fill("praxis ocmw")
    expect(page.locator("#lost")).to_be_visible()
    star = results(page).first.locator(".star:not(.pick)")
    for pressed in ("true", "false"):
        star.click()
        expect(star).to_have_attribute("aria-pressed", pressed)
    expect(page.locator("#lost")).to_be_visible()


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


def gaps(page, sheet):
    """How far the words of a line stand from one another, from its title to its facts."""
    return page.locator(f"[data-sheet={sheet}]").evaluate(
        """line => {
          const parts = [...line.children].filter((one) => one.matches("h2, p:not(.call)"));
          const boxes = parts.map((one) => {
            const words = document.createRange();
            words.selectNodeContents(one);
            return words.getBoundingClientRect();
          });
          return boxes.slice(1).map((one, at) => one.top - boxes[at].bottom);
        }"""
    )


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("query", "sheet"), [("brussel", "brussel-onthaal"), ("psy", "hop-erasme")])
def test_beside_many_phones_title_text_and_facts_stay_together(visit, check, query, sheet, dark):
    page = visit("alice", "nl", dark=dark)
    page.goto(f"/resources?q={query}&show=200")
    assert page.locator(f"[data-sheet={sheet}] .phone").count() > 1
    assert max(gaps(page, sheet)) < 10
    page.locator(f"[data-sheet={sheet}]").scroll_into_view_if_needed()
    check(page, f"search-phones-{query}")


def test_a_filter_is_named_as_a_way_out_only_where_one_is_in_use(visit, check):
    page = visit("alice", "fr")
    page.goto("/resources?q=zzzqqqxxx")
    expect(page.locator(".count")).to_contain_text("Essayez un autre mot.")
    expect(page.locator(".count")).not_to_contain_text("filtre")
    check(page, "search-nothing")
    page.goto("/resources?q=zzzqqqxxx&category=ocmw")
    expect(page.locator(".count")).to_contain_text("filtre")


@pytest.mark.parametrize(
    ("lang", "size", "dark"), [("nl", WIDE, False), ("fr", PHONE, True), ("en", WIDE, True)]
)
def test_the_search_page_in_every_light(visit, check, lang, size, dark):
    page = visit("alice", lang, size=size, dark=dark)
    for at, query in enumerate(
        ["", "q=dettes", "q=schulden&category=ocmw&municipality=21015", "q=zzzqqqxxx"]
    ):
        page.goto(f"/resources?{query}")
        check(page, f"search-{lang}-{at}")
    if size == PHONE:
        page.locator("label.toggle").click()
        expect(page.locator("#category")).to_be_visible()
        check(page, f"search-{lang}-filters")


def test_the_palette_leads_to_a_case_of_mine_by_keyboard_alone(visit, check):
    page = visit("alice", "nl")
    page.goto("/cases")
    page.locator("#title").fill("Kastanje elf")
    page.locator("#title").press("Enter")
    page.wait_for_url("**/cases/*-*")
    case = page.url
    page.goto("/resources/praxis")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-q")).to_be_focused()
    check(page, "palette")
    page.keyboard.type("kastanj")
    chosen = page.locator("#palette-found [aria-selected]")
    expect(chosen).to_have_text("Kastanje elf")
    expect(page.locator("#palette-q")).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    check(page, "palette-found")
    page.keyboard.press("Enter")
    page.wait_for_url(case)


def test_enter_in_the_palette_waits_for_the_answer_to_what_was_typed(visit):
    """The list of before begins with a case: who types fast is not to land in another client's file."""
    page = visit("alice", "nl")
    page.goto("/cases")
    page.locator("#title").fill("Kastanje twaalf")
    page.locator("#title").press("Enter")
    page.wait_for_url("**/cases/*-*")
    page.goto("/resources/praxis")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-found [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")  # nothing is chosen: it goes nowhere
    page.keyboard.type("actiris", delay=40)
    page.keyboard.press("Enter")
    page.wait_for_url("**/resources/actiris")


def test_the_palette_closes_without_a_trace_and_gives_the_focus_back(visit):
    page = visit("alice", "nl")
    page.locator("#q").fill("ocmw")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("Control+k")
    # What the palette asks when it opens is answered, and then all is typed at once: a later request of a
    # slow machine ends an earlier one, which the console tells.
    expect(page.locator("#palette-found [role=option]").first).to_be_visible()
    page.keyboard.insert_text("xqzqx wvwvw")
    expect(page.locator("#palette .told")).to_have_text("Niets gevonden met die naam.")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).not_to_be_visible()
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#q")).to_have_value("ocmw")
    assert page.locator("#palette-found").inner_html() == ""
    assert not [url for url in asked if "wvwvw" in url]


def test_the_palette_is_a_page_where_scripts_do_not_run(visit):
    page = visit("alice", "nl", js=False)
    page.locator("#go").click()
    page.locator("#go-q").fill("ocmw elsene")
    page.locator("#go-q").press("Enter")
    page.get_by_role("link", name="OCMW Elsene", exact=True).click()
    page.wait_for_url("**/resources/ocmw-1050")


def test_on_a_phone_a_finger_opens_the_palette(visit, check):
    page = visit("alice", "fr", size=PHONE, dark=True)
    page.locator("#go").click()
    expect(page.locator("#palette-q")).to_be_focused()
    check(page, "palette-phone")


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_the_bar_takes_one_row_on_a_laptop_and_two_on_a_phone(visit, lang):
    """Of somebody with two rooms of work, and the words of each language."""
    row = 48
    for size, most in ((WIDE, row * 1.5), (PHONE, row * 2.5)):
        page = visit("carl", lang, size=size)
        page.goto("/resources")
        assert page.locator(".bar").bounding_box()["height"] < most
        box = page.get_by_role("button", name=re.compile("^(Afmelden|Déconnexion|Sign out)$")).bounding_box()
        assert min(box["width"], box["height"]) >= 40
        assert box["x"] + box["width"] <= size["width"]
