"""The command palette, and the address bar that searches here."""

import re
from datetime import datetime

import pytest

from app.cases.models import Case
from app.resources import hooks
from app.resources.hooks import Destination, Hooks
from tests.web.conftest import person, token_of


def find(browser, text, **headers):
    form = {"csrf_token": token_of(browser.get("/palette")), "q": text}
    return browser.post("/palette", data=form, headers=headers).get_data(as_text=True)


@pytest.fixture
def with_cases(app):
    """The hook as the cases' side fills it: each person's own."""
    own = {"alice@example.org": [Destination("Zonnebloem", "/cases/1")]}
    hooks.use(app, Hooks(my_cases=lambda user: own.get(user.email, [])))


def test_one_box_finds_sheets_pages_and_my_own_cases(alice, with_cases):
    alice.set_cookie("language", "en")
    assert 'href="/resources/ocmw-1050"' in find(alice, "cpas ixelles")
    assert 'href="/cases/1">Zonnebloem' in find(alice, "ZONNE")
    assert 'href="/account"' in find(alice, "my acc")
    assert "Nothing of that name" in find(alice, "qqqqxxxx")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("vandaag", "/cases/today"),
        ("nouvelle note", "/cases/note"),
        ("compte", "/account"),
        ("mot de passe", "/account"),
        ("wachtwoord", "/account"),
        ("desk", "/cases/desk"),
    ],
)
def test_a_page_is_found_by_its_name_in_any_language(alice, typed, address):
    for lang in ("nl", "fr", "en"):
        alice.set_cookie("language", lang)
        assert f'href="{address}"' in find(alice, typed)


def first(browser, text):
    """Where Enter leads."""
    return re.search(
        r'role="option"[^>]*href="([^"]+)"', find(browser, text, **{"HX-Request": "true"})
    ).group(1)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("mes dossiers", "/cases"),
        ("mes dos", "/cases"),
        ("my cases", "/cases"),
        ("Aujourd’hui", "/cases/today"),
        ("aujourd'hui", "/cases/today"),
        ("today", "/cases/today"),
        ("nouvelle note", "/cases/note"),
        ("mon espace", "/cases/desk"),
        ("compte", "/account"),
        ("directory", "/resources"),
        ("nieuw dossier", "/cases#title"),
        ("nouveau dos", "/cases#title"),
        ("notes", "/cases/note"),
        ("verslagen", "/cases/note"),
        ("notitie", "/cases/note"),
        ("verslag schrijven", "/cases/note"),
        ("compte rendu", "/cases/note"),
        ("rendez-vous", "/cases/today"),
        ("taken", "/cases/today"),
        ("agenda", "/cases/today"),
        ("zoeken", "/resources"),
    ],
)
def test_enter_opens_the_page_of_which_the_name_was_typed(alice, typed, address):
    for lang in ("nl", "fr", "en"):
        alice.set_cookie("language", lang)
        assert first(alice, typed) == address


def test_what_search_only_guesses_stands_below_pages_that_hold_the_words(alice):
    alice.set_cookie("language", "en")
    options = find(alice, "que", **{"HX-Request": "true"})
    assert first(alice, "que") == "/reports"
    assert options.index(">Pages<") < options.index(">Where anybody can go<")


@pytest.mark.parametrize("typed", ["fat", "fati", "fatim"])
def test_half_a_name_of_ones_own_case_brings_no_alarming_sheets(app, alice, typed):
    """*Fat* begins *father hits*: below her case stood the lines against violence."""
    assert typed != "fat" or "/resources/1712" in find(alice, typed)
    hooks.use(app, Hooks(my_cases=lambda _user: [Destination("Fatima Bensalah", "/cases/1")]))
    options = find(alice, typed, **{"HX-Request": "true"})
    assert re.findall(r'href="([^"]+)"', options) == ["/cases/1"]


def test_the_name_of_a_page_brings_no_sheets_that_search_only_guesses(alice):
    """*Hand* begins *he raised his hand against me*, and *Hand-out*."""
    alice.set_cookie("language", "en")
    hrefs = re.findall(r'role="option"[^>]*href="([^"]+)"', find(alice, "hand", **{"HX-Request": "true"}))
    assert hrefs == ["/handout"]
    assert "everybody may turn" not in find(alice, "my")


def test_a_sheet_that_has_the_words_stands_beside_a_case_of_that_name(app, alice):
    hooks.use(app, Hooks(my_cases=lambda _user: [Destination("Praxis Dubois", "/cases/1")]))
    options = find(alice, "praxis", **{"HX-Request": "true"})
    assert re.findall(r'role="option"[^>]*href="([^"]+)"', options)[:2] == ["/cases/1", "/resources/praxis"]
    assert "/resources/ocmw-1070" in find(alice, "025294120")


def test_a_case_that_begins_so_stands_above_a_page_that_is_half_typed(app, alice):
    cases = [Destination("Mesut Yıldız", "/cases/1"), Destination("Yusuf Vermessen", "/cases/2")]
    hooks.use(app, Hooks(my_cases=lambda _user: cases))
    assert first(alice, "mes") == "/cases/1"
    assert first(alice, "mes dossiers") == "/cases"


def test_what_was_mended_is_said(alice):
    alice.set_cookie("language", "en")
    assert "Showing results for schuldbemiddeling" in find(alice, "schudbemiddeling")
    assert "Showing results" not in find(alice, "schuldbemiddeling")


def test_of_pages_those_that_one_may_open(alice, carl):
    assert 'href="/statistics"' in find(carl, "rapports")
    assert 'href="/statistics"' not in find(alice, "rapports")
    assert 'href="/cases/team"' not in find(alice, "team")


def test_a_case_is_found_by_nobody_else(bob, with_cases):
    assert "Zonnebloem" not in find(bob, "zonnebloem")
    assert "Zonnebloem" not in bob.get("/palette").get_data(as_text=True)


def test_what_is_typed_never_stands_in_an_address(alice):
    body = alice.get("/resources/praxis").get_data(as_text=True)
    form = re.search(r'<dialog id="palette".*?<form([^>]*)>', body, re.DOTALL).group(1)
    assert 'method="post"' in form
    assert "data-hx-get" not in form


def test_the_options_are_a_fragment_and_the_page_is_whole(alice):
    options = find(alice, "ocmw", **{"HX-Request": "true"})
    assert 'role="option"' in options
    assert "<html" not in options
    assert "<html" in find(alice, "ocmw")


@pytest.mark.parametrize("typed", ["demirtash", "kalonjo", "Ayşe Demritas", "kalnji j"])
def test_a_case_is_found_with_one_letter_wrong(app, alice, typed):
    cases = [Destination("Ayşe Demirtaş", "/cases/1"), Destination("Joseph Kalonji", "/cases/1")]
    hooks.use(app, Hooks(my_cases=lambda _user: cases))
    assert 'href="/cases/1"' in find(alice, typed)


@pytest.mark.parametrize("typed", ["demirtashe", "klni", "kaloni werk"])
def test_but_not_with_two_nor_in_a_short_word(app, alice, typed):
    hooks.use(app, Hooks(my_cases=lambda _user: [Destination("Kalonji Demirtas", "/cases/1")]))
    assert 'href="/cases/1"' not in find(alice, typed)


def test_a_surname_of_ones_own_case_is_no_slip_of_a_need(app, alice):
    alice.set_cookie("language", "nl")
    assert "Resultaten voor" in find(alice, "bensa")
    hooks.use(app, Hooks(my_cases=lambda _user: [Destination("Fatima Bensalah", "/cases/1")]))
    options = find(alice, "bensa", **{"HX-Request": "true"})
    assert re.findall(r'href="([^"]+)"', options) == ["/cases/1"]
    assert "/resources/ocmw-1050" in find(alice, "ocmw elsene")


def test_two_cases_of_one_name_are_told_apart_by_when_they_were_touched_last(alice):
    token = token_of(alice.get("/cases"))
    for title in ("Zilverberk", "zilverberk", "Populier"):
        alice.post("/cases", data={"csrf_token": token, "title": title})
    Case.update(touched=datetime(2026, 3, 2, 9, 30)).where(Case.id == Case.select().first().id).execute()
    options = find(alice, "zilver", **{"HX-Request": "true"})
    assert options.count('<span class="apart">') == 2
    assert '>Zilverberk <span class="apart">2 mrt 2026, 10:30</span></a>' in options
    assert "apart" not in find(alice, "popul", **{"HX-Request": "true"})
    chosen = alice.get("/cases/refer/praxis").get_data(as_text=True)
    assert ">Zilverberk · 2 mrt 2026, 10:30</option>" in chosen
    assert ">Populier</option>" in chosen


def test_pages_of_others_are_not_offered(app, alice, dora):
    editor = person(app, "eva@example.org", "editor")
    assert "/people" in find(dora, "") or "/admin" in find(dora, "")
    for browser in (alice, editor):
        body = find(browser, "")
        assert "/admin" not in body
        assert "/people" not in body


def test_the_browser_learns_to_search_here(client, alice):
    described = client.get("/opensearch.xml")
    assert described.status_code == 200
    assert "/resources?q={searchTerms}" in described.get_data(as_text=True)
    page = alice.get("/resources").get_data(as_text=True)
    assert (
        'rel="search" type="application/opensearchdescription+xml" title="Schakel" href="/opensearch.xml"'
        in page
    )


def test_a_real_case_is_found_by_its_team_and_its_title_stands_in_no_file(app, alice, bob, config):
    token = token_of(alice.get("/cases"))
    alice.post("/cases", data={"csrf_token": token, "title": "Zilverberk zeven"})
    assert "Zilverberk zeven</a>" in find(alice, "berk ZEV")
    assert "Zilverberk zeven</a>" in find(alice, "")
    assert "Zilverberk" not in find(bob, "zilverberk")
    for path in config.data_dir.rglob("*"):
        assert not path.is_file() or b"Zilverberk" not in path.read_bytes(), path
