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
    page.locator("#at").fill("2026-11-24")
    page.wait_for_url("**/resources?q=ocmw&at=2026-11-24T10%3A00")
    expect(page.locator("#hour")).to_have_value("10:00")
    expect(page.locator("#open")).to_have_value("")


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
    # The answer to it does not come before the next letter, however busy the machine is.
    page.route(re.compile("zelfmoordlijnx$"), lambda route: None)
    page.keyboard.type("x")
    page.keyboard.press("ArrowDown")
    with page.expect_response("**zelfmoordlijnxy"):
        page.keyboard.type("y")  # who goes on typing stays in the box
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


@pytest.mark.parametrize("kind", [".star:not(.pick)", ".pick"])
def test_a_star_that_is_clicked_twice_at_once_says_what_is_saved(visit, kind):
    page, late = visit("bob", "nl"), []
    page.goto("/resources?q=praxis")
    star = results(page).first.locator(kind)
    for address in ("**/favourites", "**/handout"):
        page.route(address, lambda route: late.append(route))
    star.dblclick()  # both before an answer comes
    page.wait_for_timeout(200)
    for asked in late:
        asked.continue_()
    for address in ("**/favourites", "**/handout"):
        page.unroute(address)
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


@pytest.mark.parametrize(("query", "sheet"), [("brussel", "brussel-onthaal"), ("psy", "hop-erasme")])
def test_beside_many_phones_title_text_and_facts_stay_together(visit, check, query, sheet):
    page = visit("alice", "nl")
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


def test_the_search_page_in_every_light(visit, check_both):
    page = visit("alice", "fr", size=PHONE)
    for at, query in enumerate(
        ["", "q=dettes", "q=schulden&category=ocmw&municipality=21015", "q=zzzqqqxxx"]
    ):
        page.goto(f"/resources?{query}")
        check_both(page, f"search-fr-{at}")
    page.locator("label.toggle").click()
    expect(page.locator("#category")).to_be_visible()
    check_both(page, "search-fr-filters")


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


def test_a_list_on_paper_has_its_lines_and_nothing_of_what_was_typed(visit):
    page = visit("alice", "nl")
    page.goto("/resources?q=Dupont%20schulden")
    expect(results(page).first).to_be_visible()
    page.emulate_media(media="print")
    expect(results(page).first.locator(".call")).to_be_visible()
    for hidden in ("#q", "#filters", ".said", ".after", ".star >> nth=0", ".wrong >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    assert "Dupont" not in page.locator("body").inner_text()
