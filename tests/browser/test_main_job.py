"""The main job in a real browser: a half-typed word, the right service, a referral, a note."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, follow, make_server, sign_in, violations

WORDS = {
    "nl": ("schuldbemid", "Cliënt doorverwijzen", "Adres meegegeven", "Verslag bewaren"),
    "fr": ("médiation de det", "Orienter une personne", "Adresse donnée", "Enregistrer la note"),
    "en": ("debt medi", "Refer a client", "Address given", "Save the note"),
}


def open_case(page, title):
    page.goto("/cases")
    page.locator("#title").fill(title)
    page.locator("#title").press("Enter")
    page.wait_for_url("**/cases/*-*")
    return page.url


def main_job(page, lang, check, name):
    typed, refer, given, save = WORDS[lang]
    title = f"Zilverberk {name}"
    case = open_case(page, title)
    check(page, f"{name}-1-case")
    page.goto("/resources")
    check(page, f"{name}-2-start")
    page.locator("#q").fill(typed)
    if not page.evaluate("'htmx' in window"):
        page.locator("#q").press("Enter")
    expect(page.locator("[data-sheet]").first).to_contain_text(re.compile("schuld|dette|debt", re.I))
    check(page, f"{name}-3-results")
    page.locator("[data-sheet] a").first.click()
    page.wait_for_url(re.compile(r"/resources/[^?]+$"))
    check(page, f"{name}-4-sheet")
    # From the sheet, at most three clicks: refer, the case, the way.
    follow(page.get_by_role("button", name=refer))
    check(page, f"{name}-5-refer")
    page.locator("#case").select_option(label=title)
    follow(page.get_by_role("button", name=given))
    page.wait_for_url(case)
    expect(page.get_by_text(given).first).to_be_visible()
    page.locator("#text").fill("Belde terug, gaat morgen langs.")
    follow(page.get_by_role("button", name=save))
    expect(page.locator(".timeline")).to_contain_text("Belde terug, gaat morgen langs.")
    check(page, f"{name}-6-noted")


@pytest.mark.parametrize(("lang", "size"), [("nl", WIDE), ("fr", PHONE), ("en", WIDE)])
def test_from_half_a_word_to_a_referral_and_a_note(visit, check_both, lang, size):
    main_job(visit("alice", lang, size=size), lang, check_both, f"main-{lang}")


def test_the_main_job_without_javascript(visit, check, chromium):
    # axe needs scripts: here only the way through the forms is walked.
    page = visit("alice", "nl", js=False)
    case = open_case(page, "Zonder script")
    page.goto("/resources")
    page.locator("#q").fill("schuldbemid")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/resources?*q=schuldbemid*")
    follow(page.locator("[data-sheet] a").first)
    follow(page.get_by_role("button", name="Cliënt doorverwijzen"))
    page.locator("#case").select_option(label="Zonder script")
    follow(page.get_by_role("button", name="Adres meegegeven"))
    page.wait_for_url(case)
    page.locator("#text").fill("Zonder script geschreven.")
    follow(page.get_by_role("button", name="Verslag bewaren"))
    expect(page.locator(".timeline")).to_contain_text("Zonder script geschreven.")


def test_everything_by_keyboard(visit):
    page = visit("alice", "nl")
    page.locator("main").focus()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("ocmw sint-jans-molenbeek")
    expect(page.locator("[data-sheet]").first).to_have_attribute("data-sheet", "ocmw-1080")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-sheet] a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-sheet] a").first).not_to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/resources/ocmw-1080")


def test_the_address_keeps_step_and_back_is_right(visit):
    page = visit("alice", "nl")
    page.locator("#q").fill("voedsel")
    page.wait_for_url("**q=voedsel*")
    first = page.locator("[data-sheet]").first.get_attribute("data-sheet")
    page.locator("[data-sheet] a").first.click()
    page.wait_for_url(f"**/resources/{first}")
    page.go_back()
    expect(page.locator("#q")).to_have_value("voedsel")
    expect(page.locator("[data-sheet]").first).to_have_attribute("data-sheet", first)
    # A whole page comes back, never a bare fragment.
    expect(page.locator("header")).to_be_visible()


def test_typing_does_not_move_the_page_and_asks_once_for_a_burst(visit):
    page = visit("alice", "nl")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "q=" in request.url else None)
    before = page.locator("#q").bounding_box()
    page.locator("#q").press_sequentially("advocaat", delay=15)
    expect(page.locator("[data-sheet]").first).to_be_visible()
    page.wait_for_url("**q=advocaat*")
    assert page.locator("#q").bounding_box() == before
    expect(page.locator("#q")).to_be_focused()
    assert 1 <= len(asked) <= 4


def test_a_draft_is_kept_within_two_seconds_and_through_a_lost_session(visit):
    page = visit("alice", "nl")
    case = open_case(page, "Klad")
    with page.expect_response("**/draft", timeout=2000):
        page.locator("#text").press_sequentially("Eerste zin.")
    expect(page.locator("#draft")).to_contain_text("Klad bewaard")
    page.reload()
    expect(page.locator("#text")).to_have_value("Eerste zin.")
    # The session ends elsewhere; the text stays, in the page and through signing in again.
    page.context.clear_cookies(name="schakel")
    page.locator("#text").press("End")
    page.locator("#text").press_sequentially(" Tweede zin.")
    expect(page.locator("#signed-out")).to_be_visible()
    expect(page.locator("#text")).to_have_value("Eerste zin. Tweede zin.")
    page.get_by_role("button", name="Verslag bewaren").click()
    expect(page.locator("#email")).to_be_visible()
    page.locator("#email").fill("alice@example.org")
    page.locator("#password").fill("een lange zin hier")
    page.locator("#password").press("Enter")
    page.get_by_role("button", name="Nu versturen").click()
    page.wait_for_url(case)
    expect(page.locator(".timeline")).to_contain_text("Eerste zin. Tweede zin.")


def test_back_after_signing_out_shows_no_case_and_the_browser_keeps_none(visit):
    page = visit("alice", "nl")
    open_case(page, "Weg na afmelden")
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "Weg na afmelden" not in stored
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url("**/sign-in**")
    page.go_back()
    expect(page.get_by_text("Weg na afmelden")).to_have_count(0)


def test_first_visit_makes_the_first_account_and_asks_for_the_recovery_key(
    visit, check, ready_made, tmp_path
):
    fresh = make_server(ready_made, tmp_path / "fresh")
    told = fresh.command("prepare")
    fresh.start()
    try:
        page = visit(at=fresh)
        page.goto(re.search(r"http\S+/setup\?token=\w+", told).group())
        check(page, "setup-1")
        page.locator("#email").fill("dora@example.org")
        page.locator("#password").fill("een lange zin hier")
        page.locator("#password").press("Enter")
        expect(page.locator(".kit code")).to_be_visible()
        check(page, "setup-2-kit")
        kit = page.locator(".kit code").inner_text()
        page.locator("#tail").fill("niet af")
        page.locator("#tail").press("Enter")
        expect(page.locator("#tail-error")).to_be_visible()
        check(page, "setup-2-slip")
        page.locator("#tail").fill(kit[-7:])
        page.locator("#tail").press("Enter")
        page.wait_for_url("**/sign-in")
        check(page, "setup-3-sign-in")
        sign_in(page, "dora")
        page.goto("/admin/people")
        check(page, "setup-4-people")
        page.locator("#email").fill("bob@example.org")
        page.locator("input[name=roles]").first.check()
        follow(page.locator("#email"), "Enter")
        page.locator("[data-copy]").press("Enter")  # by keyboard nothing selects what stands on a page
        expect(page.locator("[data-copy] ~ [role=status]")).to_have_text(re.compile("."))
        assert page.evaluate("getSelection().toString()") == page.locator("#invitation").inner_text()
        check(page, "setup-4-invited")
        page.goto("/account")
        check(page, "setup-5-account")
        assert page.goto("/setup").status == 404
    finally:
        fresh.kill()


def test_the_judge_of_accessibility_sees_planted_defects(visit):
    page = visit(size=WIDE)
    page.set_content(
        "<html lang='nl'><head><title>x</title></head><body><main><h1>x</h1>"
        "<img src='data:,'><input><p style='color:#999;background:#aaa'>grijs</p></main></body></html>"
    )
    assert {"image-alt", "label", "color-contrast"} <= {found[0] for found in violations(page)}
