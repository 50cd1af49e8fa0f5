"""A list of somebody else goes in, and out again, as an editor does it: every step held to axe."""

import re

import pytest

from tests.browser.conftest import PHONE, follow

ROWS = (
    "Naam dienst;Rubriek;Telefoon;Postcode;Openingsuren;Kleur\n"
    "Het Steunpunt {n};Juridische hulp;02 411 12 13;1080;maandag 9u-12u;rood\n"
    "=1+1 {n};Rechtshulp;02 411 12 14;1000;na afspraak;blauw\n"
    "Zonder nummer {n};Andere;02 12;1000;;\n"
)
WORDS = {
    "nl": {"look": "Bekijk het bestand", "see": "Bekijk wat eruit zou komen",
           "still": "Er is nog niets veranderd",
           "take": "2 rijen opnemen", "undo": "De hele import ongedaan maken", "undone": "ongedaan gemaakt"},
    "fr": {"look": "Examiner le fichier", "see": "Voir ce que cela donnerait",
           "still": "Rien n’a encore changé",
           "take": "Reprendre 2 lignes", "undo": "Annuler toute l’importation", "undone": "a été annulée"},
}  # fmt: skip


def send(page, name, data, words):
    page.goto("/editor/imports")
    page.locator("#file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    follow(page.get_by_role("button", name=words["look"]))


@pytest.mark.parametrize(
    ("lang", "size", "dark", "js"),
    [("fr", PHONE, True, True), ("nl", PHONE, False, False)],
)
def test_a_list_goes_in_and_out(visit, check_both, lang, size, dark, js):
    words, name = WORDS[lang], f"{lang}-{size['width']}-{'dark' if dark else 'light'}-{js}"
    page = visit("eva", lang, size=size, dark=dark, js=js)
    held = check_both if js else (lambda *_: None)  # axe itself is a script
    page.goto("/editor/imports")
    held(page, f"imports-{name}")
    send(page, f"lijst-{name}.csv", ROWS.replace("{n}", name).encode("cp1252"), words)
    held(page, f"imports-columns-{name}")
    page.get_by_label("Rechtshulp", exact=True).select_option("legal_aid")
    follow(page.get_by_role("button", name=words["see"]))
    assert words["still"] in page.locator("main").inner_text()
    held(page, f"imports-dry-{name}")
    follow(page.get_by_role("button", name=words["take"]))
    held(page, f"imports-taken-{name}")
    with page.expect_download() as caught:
        page.locator("a[href$='refused.csv']").click()
    mended = caught.value.path().read_text("utf-8-sig")
    assert "02 12" in mended
    page.goto(f"/resources?q=steunpunt {name}")
    assert page.locator(".result").count() >= 1
    page.goto("/editor/imports")
    follow(page.get_by_role("link", name=f"lijst-{name}.csv"))
    follow(page.get_by_role("button", name=words["undo"]))
    assert words["undone"] in page.locator("main").inner_text()
    held(page, f"imports-undone-{name}")


def test_a_long_list_shows_how_far_it_is_without_a_reload(visit, check):
    rows = "".join(f"d{n};Dienst {n};other;02 529 41 {n % 100:02}\n" for n in range(4000))
    page = visit("eva", "nl")
    send(page, "lang.csv", f"id;name_nl;category;phone\n{rows}".encode(), WORDS["nl"])
    follow(page.get_by_role("button", name=WORDS["nl"]["see"]))
    page.locator("progress").wait_for()
    check(page, "imports-progress")
    page.get_by_text(re.compile("erbij zouden komen: 4000")).wait_for(timeout=60_000)
    check(page, "imports-long")
    page.get_by_role("button", name="Dit bestand weggooien").click()
    page.wait_for_url("**/editor/imports")


def test_a_choice_between_ours_and_theirs(visit, check):
    page = visit("eva", "fr")
    head = "id;name_nl;category;cost\n"
    for cost in ("gratis", "tien euro"):
        send(page, "prijs.csv", f"{head}prijs;Prijsdienst;other;{cost}\n".encode(), WORDS["fr"])
        page.locator("#own").check()
        follow(page.get_by_role("button", name=WORDS["fr"]["see"]))
        follow(page.get_by_role("button", name=re.compile("Reprendre 1 ligne")))
        if cost == "gratis":
            page.goto("/resources/prijs/edit")
            page.locator("#cost").fill("vijf euro")
            page.locator(".save button").first.click()
            page.wait_for_url("**/resources/prijs")
    page.goto("/editor/conflicts")
    check(page, "conflicts-fr")
    assert "vijf euro" in page.locator("main").inner_text()
    follow(page.get_by_role("button", name=re.compile("Reprendre ceci")))
    page.goto("/resources/prijs")
    assert "tien euro" in page.locator("main").inner_text()


def test_what_a_later_list_is_built_on_is_told_to_be_undone_after_it(visit, check_both):
    words, page = WORDS["nl"], visit("eva", "nl")
    pages = []
    for cost in ("een euro", "twee euro"):
        rows = f"id;name_nl;name_fr;category;cost\nnanl;Nadienst nl;;other;{cost}\n"
        send(page, "na-nl.csv", rows.encode(), words)
        follow(page.get_by_role("button", name=words["see"]))
        follow(page.locator(".notice.fine form button"))
        page.get_by_role("button", name=words["undo"]).wait_for()
        pages.append(page.url)
    page.goto(pages[0])
    follow(page.get_by_role("button", name=words["undo"]))
    page.get_by_role("alert").wait_for()
    check_both(page, "imports-later-nl")
    follow(page.get_by_role("alert").get_by_role("link"))
    follow(page.get_by_role("button", name=words["undo"]))
    page.goto(pages[0])
    follow(page.get_by_role("button", name=words["undo"]))
    assert words["undone"] in page.locator("main").inner_text()


def test_a_search_goes_out_as_every_kind_of_file_and_on_paper(visit, check):
    page = visit("alice", "fr")
    page.goto("/resources?q=cpas&municipality=21001")
    follow(page.get_by_role("link", name="Exporter ou imprimer ces résultats"))
    check(page, "export-fr")
    for ending in ("xlsx", "csv", "zip", "json", "vcf"):
        kind = {"zip": "hsds", "vcf": "vcard"}.get(ending, ending)
        with page.expect_download() as caught:
            page.locator(f"a[href*='/resources/export/{kind}?']").click()
        assert caught.value.suggested_filename.endswith(f".{ending}")
        assert caught.value.path().stat().st_size > 300
    follow(page.get_by_role("link", name="Brochure"))
    check(page, "booklet-fr")
    page.emulate_media(media="print")
    check(page, "booklet-print-fr")
    page = visit("alice", "nl", size=PHONE, dark=True)
    page.goto("/resources/booklet")
    check(page, "booklet-nl-phone")
