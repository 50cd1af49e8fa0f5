"""What the search page says of a search, in the words of whoever reads it."""

import re
from html import unescape

import pytest

from app.i18n import language
from app.resources.also import also_named
from directory import indexing
from directory.models import Location, Service, ServiceArea

HTMX = {"HX-Request": "true"}


def text(browser, query, lang="en", headers=HTMX):
    browser.set_cookie("language", lang)
    answer = browser.get(f"/resources?{query}", headers=headers)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    ("typed", "terms", "said"),
    [
        ("ocmw", ["CPAS", "OCMWS", "COO"], ["CPAS", "COO"]),
        ("ocmw molenbeek", ["CPAS", "OCMWS"], ["CPAS"]),
        ("cpas ixelles", ["OCMWS", "OCMW", "CPAS"], ["OCMW"]),
        ("legal aid", ["pro deo", "category=legal_aid"], ["pro deo"]),
        ("aide juridique", ["pro deo", "legal aid", "category=legal_aid"], ["pro deo", "legal aid"]),
        ("avocat", ["avocats pro deo", "avocat pro deo"], ["avocat pro deo"]),
        ("legal aid", ["category=legal_aid"], ["Legal aid"]),
        ("huis", ["huiszoeking"], ["huiszoeking"]),
    ],
)
def test_what_was_also_searched_is_said_once(app, typed, terms, said):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert language() == "en"
        assert also_named(terms, typed) == said


def test_the_list_says_no_plural_of_what_was_typed(alice):
    page = text(alice, "q=ocmw")
    said = re.search(r"Also searched: ([^<]+)<", page).group(1).split(", ")
    assert "CPAS" in said
    assert "OCMWS" not in said


@pytest.mark.parametrize("letter", ["m", "j", "é"])
def test_one_letter_shows_what_the_empty_box_does(alice, letter):
    """Of one letter nobody can tell what is begun: nineteen OCMWs stood there."""
    text(alice, "q=praxis", headers={})
    empty = text(alice, "")
    assert "Recent searches" in empty
    assert text(alice, f"q={letter}") == empty
    page = text(alice, f"q={letter}", headers={})
    assert f'type="search" value="{letter}"' in page, "it stays in the box"
    assert "data-sheet" not in page
    assert f">{letter}</a>" not in page, "nor is it remembered"


def test_one_letter_beside_a_filter_leaves_what_the_filter_finds(alice):
    page = text(alice, "q=m&category=ocmw")
    assert "Type one more word" not in page
    assert page.count("data-sheet") == text(alice, "category=ocmw").count("data-sheet") > 0
    assert text(alice, "q=me").count("data-sheet") > 0, "half a word counts from its second letter on"
    assert text(alice, "q=7").count("data-sheet") > 0


@pytest.mark.parametrize(
    ("lang", "typed", "sheet", "marked"),
    [
        ("nl", "schulden&municipality=21001", "debt-1070", "voor <mark>schulden</mark>;"),
        ("nl", "gedetineerden", "adeppi", "voor <mark>gedetineerden</mark> in"),
        ("nl", "gedetin", "adeppi", "voor <mark>gedetineerden</mark> in"),
        ("fr", "détenus", "adeppi", "<mark>détenus</mark>"),
    ],
)
def test_what_was_typed_is_marked_wherever_the_line_shows_it(alice, lang, typed, sheet, marked):
    """The best three ways in which a sheet answers a word left it out, and a French name was quoted."""
    line = text(alice, f"q={typed}&show=100", lang).split(f'data-sheet="{sheet}"')[1].split("</article>")[0]
    assert marked in line
    assert 'class="quote"' not in line


def test_a_list_that_lacks_the_latest_changes_says_so(alice, monkeypatch):
    words = "Les derniers changements ne figurent pas encore dans cette liste."
    assert words not in text(alice, "q=ocmw", "fr")
    monkeypatch.setattr(indexing.state, "failures", 1)
    monkeypatch.setattr(indexing, "_in_step", lambda *_given: False)
    monkeypatch.setattr(indexing, "_attempt", lambda *_given: None)
    assert words in text(alice, "q=ocmw", "fr"), "though the same list was kept without it"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "médiateur de dettes turc",
            "Parle turc\u00a0:\u00a00 · Interprète par téléphone\u00a0:\u00a0\\d",
        ),
        ("médiation qui parle allemand", "Parle allemand\u00a0:\u00a01<"),
    ],
)
def test_the_list_says_how_many_speak_the_language_that_is_asked_for(alice, typed, said):
    """A language that nobody of them speaks was left out without a word."""
    alice.set_cookie("language", "fr")
    page = alice.get("/resources", query_string={"q": typed}).get_data(as_text=True)
    (count,) = re.findall(r'<p class="count">.*?</p>', page, re.DOTALL)
    assert re.search(said, count), count


def test_of_a_language_in_which_services_work_nothing_is_said(alice):
    page = alice.get("/resources?q=psycholoog nederlandstalig").get_data(as_text=True)
    (count,) = re.findall(r'<p class="count">.*?</p>', page, re.DOTALL)
    assert "Nederlands" not in count


def test_a_line_that_shows_another_town_says_in_which_one_it_is_competent(alice):
    """Of several addresses a line shows the first: *in Ixelles, and competent for it* would be untrue."""
    sheet = Service.get(external_id="exil")
    for code, nis, town in (("1050", "21009", "Ixelles"), ("1030", "21015", "Schaerbeek")):
        Location.create(service=sheet, postal_code=code, municipality=nis, municipality_fr=town)
    ServiceArea.create(service=sheet, code="21015")
    sheet.changed()
    line = text(alice, "q=exil schaerbeek").split('data-sheet="exil"')[1].split("</article>")[0]
    assert "<b>In Schaerbeek, and competent for it</b>" in line
    assert "<span>1050 Ixelles</span>" in line
