"""The editor's day in a real browser: what is due, corrections, the service's own answer, history."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, follow

WORDS = {
    "nl": {
        "due": "Na te kijken", "checked": "Nagekeken, niets veranderd", "part": "Alleen een deel",
        "access": "Hoe je er terechtkunt klopt niet",
    },
    "fr": {
        "wrong": "Quelque chose n’est pas exact ?",
        "hours": "Les heures ne sont pas exactes", "not_confirmed": "Non confirmé", "take": "Reprendre",
        "change": "Modifier", "taken": "Repris", "seen": "Vu",
        "know": "Noter ce que l’équipe sait", "add": "Ajouter", "history": "Historique",
        "back": "Rétablir cette version", "ask": "Demander au service lui-même",
        "make": "Créer un lien",
        "send": "Envoyer ce qui est différent",
        "service": "Le service lui-même dit autre chose",
        "typed": "lundi 9h-12h", "read": "lu 09:00–12:00",
    },
}  # fmt: skip
SHEET = "ocmw-1081"


def press(page, words):
    follow(page.get_by_role("button", name=words).first)


def test_the_editor_starts_at_what_is_due_and_one_click_is_a_check(visit, check_both):
    words, page = WORDS["nl"], visit("eva", "nl")
    page.goto("/")
    page.wait_for_url("**/editor")
    expect(page.get_by_role("heading", level=2)).to_have_text(words["due"])
    check_both(page, "keep-nl-1-due")
    line = page.locator(".queue li", has=page.locator(f'a[href="/resources/{SHEET}"]'))
    if not line.count():
        page.goto("/editor?show=500")
    line.get_by_role("combobox").select_option("website")
    press(line, words["checked"])
    page.wait_for_url(re.compile("done="))
    expect(page.locator(".outcome")).to_be_visible()
    expect(line).to_have_count(0)
    check_both(page, "keep-nl-2-checked")
    page.goto(f"/resources/{SHEET}")
    page.get_by_text(words["part"]).click()
    check_both(page, "keep-nl-3-part")


def test_two_taps_report_and_the_reporter_hears(visit, check_both):
    words, page = WORDS["fr"], visit("alice", "fr")
    page.goto(f"/resources/{SHEET}")
    press(page, words["wrong"])
    page.locator("#report-words").fill(words["typed"])
    check_both(page, "keep-fr-4-report")
    press(page, words["hours"])
    page.wait_for_url("**told=1")
    expect(page.locator(".remark")).to_contain_text(words["not_confirmed"])
    check_both(page, "keep-fr-5-remark")
    page.get_by_text(words["know"]).click()
    page.locator("#knowledge-words").fill("bel voor tien uur / appeler avant dix heures")
    press(page, words["add"])
    expect(page.locator(".team")).to_contain_text("bel voor tien uur")
    check_both(page, "keep-fr-6-team")

    editor = visit("eva", "fr")
    editor.goto("/editor/suggestions")
    one = editor.locator(".suggestion", has=editor.locator(f'a[href="/resources/{SHEET}"]'))
    expect(one.locator("ins")).to_have_text(words["read"])
    check_both(editor, "keep-fr-7-corrections")
    press(one, words["take"])
    expect(one).to_have_count(0)

    page.goto("/resources")
    expect(page.locator(".heard")).to_contain_text(words["taken"])
    check_both(page, "keep-fr-8-heard")
    press(page, words["seen"])
    expect(page.locator(".heard")).to_have_count(0)


def test_a_tap_on_the_result_line_reports_without_scripts_too(visit):
    page = visit("bob", "nl", size=PHONE, js=False)
    page.goto("/resources?q=ocmw ganshoren")
    follow(page.locator("article.result .wrong").first)
    press(page, WORDS["nl"]["access"])
    expect(page.locator(".remark").first).to_contain_text("Niet bevestigd")
    page.goto("/reports")
    expect(page.get_by_role("listitem").first).to_contain_text("Nog niet bekeken")
    page.goto("/resources?q=ocmw ganshoren")
    expect(page.locator("article.result").first.locator(".due").last).to_contain_text("niet bevestigd")


def test_the_service_answers_through_its_link_and_the_editor_works_it_in(visit, check_both):
    words, editor = WORDS["fr"], visit("eva", "fr")
    editor.goto(f"/resources/{SHEET}")
    press(editor, words["ask"])
    press(editor, words["make"])
    check_both(editor, "keep-fr-9-ask")
    link = editor.locator("#address").input_value()

    service = visit("", "fr")
    service.goto(link)
    check_both(service, "keep-fr-10-own-sheet")
    press(service, words["send"])
    expect(service.get_by_role("alert")).to_be_visible()
    service.locator("#cost").fill("gratis / gratuit")
    service.locator("#locations").fill("Nieuwstraat 1, 1000 Brussel")
    press(service, words["send"])
    expect(service.get_by_role("status")).to_be_visible()
    check_both(service, "keep-fr-11-answered")

    editor.goto("/editor/suggestions")
    of_sheet = editor.locator(".suggestion", has=editor.locator(f'a[href="/resources/{SHEET}"]'))
    one = of_sheet.filter(has_text=words["service"])  # somebody may have reported the same sheet
    expect(one).to_be_visible()
    press(one, words["change"])
    expect(editor.locator("#cost")).to_have_value("gratis / gratuit")
    editor.locator('[name="locations.street"]').first.fill("Nieuwstraat 1")
    editor.locator("#checked").select_option("service")
    check_both(editor, "keep-fr-12-worked-in")
    editor.locator('[name="save"]').click()
    editor.wait_for_url(f"**/resources/{SHEET}")
    expect(editor.locator(".sheet")).to_contain_text("Nieuwstraat 1")

    press(editor, words["history"])
    check_both(editor, "keep-fr-13-history")
    press(editor, words["back"])
    editor.wait_for_url(f"**/resources/{SHEET}")
    expect(editor.locator(".sheet")).not_to_contain_text("Nieuwstraat 1")


def test_two_editors_at_once_and_nothing_typed_is_lost(visit, check):
    first, second = visit("eva", "nl"), visit("eva", "fr", size=PHONE)
    for page in (first, second):
        page.goto("/resources/ocmw-1082/edit")
    first.locator("#access").fill("twee keer bellen")
    first.locator('[name="save"]').click()
    first.wait_for_url("**/resources/ocmw-1082")
    second.locator("#access").fill("sonner une fois")
    second.locator('[name="save"]').click()
    expect(second.get_by_role("alert").first).to_contain_text("twee keer bellen")
    expect(second.locator("#access")).to_have_value("sonner une fois")
    check(second, "keep-two-editors")
    second.locator('[name="save"]').click()
    second.wait_for_url("**/resources/ocmw-1082")
    expect(second.locator(".sheet")).to_contain_text("sonner une fois")
