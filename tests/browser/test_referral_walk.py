"""From ``@`` in a note to what came of it; and a consent that is taken back while the partner reads."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, follow
from tests.browser.test_main_job import open_case

WORDS = {
    "nl": ("Verslag bewaren", "Cliënt doorverwijzen", "De hulp is gestart", "Gekopieerd"),
    "fr": ("Enregistrer la note", "Orienter une personne", "L’aide a commencé", "Copié"),
}


def sent_from_a_note(page, words):
    """Write ``@`` in a note, follow the link to the sheet, refer, compose, look, send. The partner's link."""
    case = open_case(page, "Zilverberk")
    page.locator("#text").press_sequentially("Vraagt hulp met schulden: @cpas mol")
    expect(page.locator("#mention button").first).to_be_visible()
    page.locator("#mention button", has_text=re.compile("Molenbeek")).first.click()
    expect(page.locator("#text")).to_have_value(re.compile(r"@\[[^\]]*Molenbeek[^\]]*\]"))
    follow(page.get_by_role("button", name=words[0]))
    follow(page.locator(".timeline a", has_text="Molenbeek").first)
    follow(page.get_by_role("button", name=words[1]))
    # The case it came from is chosen already.
    expect(page.locator("#case")).to_have_value(case.rsplit("/", 1)[1])
    follow(page.locator("button[value=sent]"))
    page.locator("textarea[name=text-identity]").fill("Mevrouw Z")
    page.locator("textarea[name=text-question]").fill("Kan zij op gesprek komen?")
    follow(page.locator("form[action$='/compose'] button"))
    expect(page.locator("#preview")).to_contain_text("Mevrouw Z")
    for box in page.locator("input[name=conditions]").all():
        box.check()
    expect(page.locator("#how")).to_have_value("")  # nobody's agreement is chosen beforehand
    page.locator("#how").select_option("oral")
    follow(page.locator("form[action$='/go'] button"))
    return case, page.locator(".copy code").inner_text()


def test_from_at_to_the_outcome(visit, check_both):
    words, page = WORDS["fr"], visit("alice", "fr")
    _case, link = sent_from_a_note(page, words)
    check_both(page, "walk-fr-1-sent")
    page.locator("[data-copy]").press("Enter")
    expect(page.locator("[data-copy] ~ [role=status]")).to_have_text(words[3])
    assert page.evaluate("getSelection().toString()") == link
    follow(page.locator("button[value=handed]"))
    partner = visit("", "fr")
    partner.goto(link)
    expect(partner.locator("body")).not_to_contain_text("Mevrouw Z")
    check_both(partner, "walk-fr-2-door")
    follow(partner.locator("button[value=confirm]"))
    expect(partner.locator("body")).to_contain_text("Mevrouw Z")
    check_both(partner, "walk-fr-3-read")
    partner.locator("#words").fill("Dinsdag om tien uur")
    follow(partner.locator("button[value=accept]"))
    expect(partner.locator("[role=status] strong")).to_be_visible()
    check_both(partner, "walk-fr-3-thanks")
    page.reload()
    expect(page.locator("main")).to_contain_text("Dinsdag om tien uur")
    follow(page.locator("button[value=start]"))
    page.locator("select[name=code-complete]").select_option("started")
    follow(page.locator("button[value=complete]"))
    expect(page.locator("main")).to_contain_text(words[2])
    expect(page.locator("button[value=accept]")).to_have_count(0)
    check_both(page, "walk-fr-4-outcome")


def test_a_missing_condition_is_named_where_it_stands_and_the_focus_goes_there(visit, check):
    page = visit("alice", "nl", size=PHONE)
    open_case(page, "Zwarte els")
    page.goto("/cases/refer/ocmw-1080")
    page.locator("#case").select_option(label="Zwarte els")
    follow(page.locator("button[value=letter]"))
    page.locator("textarea[name=text-identity]").fill("Mevrouw Z")
    follow(page.locator("form[action$='/compose'] button"))
    for box in page.locator("input[name=conditions]:not([value=limited])").all():
        box.check()
    page.locator("#how").select_option("phone")
    follow(page.locator("form[action$='/go'] button"))
    told = page.get_by_role("alert")
    expect(told).to_contain_text("Het blijft bij wat nodig is")
    expect(told).not_to_contain_text("De cliënt gaat akkoord")
    expect(told).to_be_focused()
    expect(told).to_be_in_viewport()
    expect(page.locator("input[value=limited]")).to_be_in_viewport()
    check(page, "walk-nl-missing")


def test_a_partner_says_no_and_is_thanked_without_a_word_about_the_client(visit, check_both):
    page = visit("alice", "nl", size=PHONE)
    _case, link = sent_from_a_note(page, WORDS["nl"])
    partner = visit("", "nl", size=PHONE)
    partner.goto(link)
    follow(partner.locator("button[value=confirm]"))
    partner.locator("#words").fill("Wij zitten vol tot mei")
    follow(partner.locator("button[value=reject]"))
    expect(partner.locator("[role=alert]")).to_be_in_viewport()  # why not, is asked where it is chosen
    expect(partner.locator("#code")).to_be_focused()
    expect(partner.locator("#words")).to_have_value("Wij zitten vol tot mei")
    partner.locator("#code").select_option(index=1)
    follow(partner.locator("button[value=reject]"))
    expect(partner.locator("body")).not_to_contain_text("Mevrouw Z")
    check_both(partner, "refused-nl-thanks")
    page.reload()
    expect(page.locator("main")).to_contain_text("Wij zitten vol tot mei")
    check_both(page, "refused-nl-told")


def test_an_agreement_taken_back_stops_the_partner_at_the_next_click(visit, check):
    page = visit("alice", "nl")
    case, link = sent_from_a_note(page, WORDS["nl"])
    partner = visit("", "nl")
    partner.goto(link)
    follow(partner.locator("button[value=confirm]"))
    expect(partner.locator("body")).to_contain_text("Mevrouw Z")
    page.goto(f"{case}/consents")
    page.locator(".sure summary").click()
    follow(page.locator(".sure button"))
    check(page, "withdrawn-1-agreements")
    partner.locator("#words").fill("Dinsdag om tien uur")
    follow(partner.locator("button[value=accept]"))
    expect(partner.locator("body")).not_to_contain_text("Mevrouw Z")
    check(partner, "withdrawn-2-partner")
    page.goto(f"{case}/referrals")
    expect(page.locator("main")).to_contain_text("Stopgezet")
