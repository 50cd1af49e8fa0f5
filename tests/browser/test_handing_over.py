"""A case changes hands in a real browser: the sheet, the new lead's day, and nothing left for the old one."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, follow
from tests.browser.test_main_job import open_case


def test_a_case_is_handed_over_and_waits_for_the_new_lead(visit, check_both):
    page, title = visit("alice", "fr"), "Linde fr"
    case = open_case(page, title)
    page.locator("#text").fill("Belde over de huur.\n/task huur opvolgen vandaag")
    follow(page.get_by_role("button", name="Enregistrer la note"))
    expect(page.locator(".timeline")).to_contain_text("Belde over de huur.")
    page.goto("/cases/today")
    expect(page.locator("main")).to_contain_text(title)
    check_both(page, "handover-fr-1-today")
    page.goto(case)
    follow(page.get_by_role("link", name="Modifier l’équipe"))
    check_both(page, "handover-fr-2-team")
    follow(page.get_by_role("link", name="Transmettre ce dossier"))
    expect(page.locator("main")).to_contain_text("Belde over de huur.")
    check_both(page, "handover-fr-3-sheet")
    page.locator("#to").select_option(label="Bob")
    page.get_by_text("comme collègue").uncheck()
    page.get_by_role("button", name="Transmettre", exact=True).click()
    page.wait_for_url("**/cases")
    expect(page.locator("main")).not_to_contain_text(title)
    assert page.goto(case).status == 404
    bob = visit("bob", "fr")
    bob.goto("/cases/today")
    expect(bob.locator("main")).to_contain_text(title)
    check_both(bob, "handover-fr-4-new-lead")
    bob.goto(case)
    expect(bob.locator(".timeline")).to_contain_text("Belde over de huur.")


MANY = {"nl": ("aan Bob?", "Ja, overdragen"), "fr": ("à Bob ?", "Oui, transmettre")}


@pytest.mark.parametrize(("lang", "size", "js"), [("fr", PHONE, True), ("nl", PHONE, False)])
def test_many_cases_are_asked_about_before_they_are_handed_over(visit, check_both, lang, size, js):
    page, title = visit("alice", lang, size=size, js=js), f"Hazelaar {lang} {size['width']} {js}"
    open_case(page, title)
    page.goto("/cases/handover")
    page.get_by_label(title, exact=True).check()
    page.locator("#to").select_option(label="Bob")
    follow(page.locator("main form button").last)
    question, yes = MANY[lang]
    asked = page.locator("main .notice")
    expect(asked).to_contain_text(question)
    expect(asked).to_contain_text(title)
    expect(asked).to_be_focused()
    expect(asked).to_be_in_viewport(ratio=0.99)
    expect(page.get_by_role("button", name=yes)).to_be_in_viewport(ratio=0.99)
    expect(page.get_by_label(title, exact=True)).to_be_checked()
    if js:  # axe is a script
        check_both(page, f"handover-many-{lang}-1-question")
    follow(page.get_by_role("button", name=yes))
    expect(page.locator("main [role=status]")).to_contain_text("Bob")
    expect(page.get_by_label(title, exact=True)).to_have_count(0)
