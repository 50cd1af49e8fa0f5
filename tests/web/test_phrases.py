"""What a sheet says in a few words of for whom it is, how one gets in and what it costs."""

import re
from html import unescape

import pytest

from directory.models import Service


def text(browser, path):
    return browser.get(path).get_data(as_text=True)


@pytest.mark.parametrize(
    ("lang", "whom", "how", "cost"),
    [
        ("nl", "Naasten; tieners", "Telefonisch; chat", "Gratis"),
        ("fr", "Proches\N{NO-BREAK SPACE}; adolescents", "Par téléphone\N{NO-BREAK SPACE}; chat", "Gratuit"),
        ("en", "Relatives; teenagers", "Phone; chat", "Free"),
    ],
)
def test_a_sheet_tells_its_phrases_in_the_readers_language(alice, lang, whom, how, cost):
    Service.update(audience="relatives; teenagers", access="phone; chat", cost="free").where(
        Service.external_id == "praxis"
    ).execute()
    alice.set_cookie("language", lang)
    page = text(alice, "/resources/praxis")
    for words in (whom, how, cost):
        assert re.search(rf"<dd[^>]*>(<span class=\"text\">)?{words}\b", page), words


def test_what_is_no_known_phrase_stays_behind_what_it_says(alice):
    Service.update(access="walk-in; ring twice").where(Service.external_id == "praxis").execute()
    alice.set_cookie("language", "fr")
    assert "sans rendez-vous\N{NO-BREAK SPACE}; ring twice" in text(alice, "/resources/praxis")


def test_the_queue_of_an_editor_tells_them_as_the_page_does(eva):
    Service.update(access="walk-in; ring twice").where(Service.external_id == "praxis").execute()
    eva.set_cookie("language", "fr")
    line = text(eva, "/editor?show=1000").split('<a href="/resources/praxis"')[1].split("</li>")[0]
    assert "sans rendez-vous\N{NO-BREAK SPACE}; ring twice" in line


def test_who_edits_has_the_words_that_were_typed(eva):
    eva.set_cookie("language", "nl")
    assert "perpetrators of domestic violence" in text(eva, "/resources/praxis/edit")


@pytest.mark.parametrize(
    "text_of_it", ["personnes à faible revenu", "mensen met een laag inkomen", "low income"]
)
def test_a_filter_finds_it_in_whichever_language_it_was_written(alice, text_of_it):
    sheet = Service.get(external_id="praxis")
    sheet.audience = text_of_it
    sheet.changed()
    assert 'data-sheet="praxis"' in text(alice, "/resources?q=praxis&audience=poverty")


def quoted(browser, lang, typed, sheet):
    """What the line of a sheet quotes."""
    browser.set_cookie("language", lang)
    page = browser.get(f"/resources?q={typed}&show=100", headers={"HX-Request": "true"}).get_data(
        as_text=True
    )
    line = page.split(f'data-sheet="{sheet}"')[1].split("</article>")[0]
    return unescape(re.search(r'class="quote">(.*?)</p>', line).group(1))


@pytest.mark.parametrize(
    ("lang", "typed", "told"),
    [
        ("nl", "sans papiers", "mensen zonder papieren; professionelen"),
        ("fr", "sans papiers", "personnes <mark>sans</mark> <mark>papiers</mark>\xa0; professionnels"),
        ("en", "undocumented", "<mark>undocumented</mark>; professionals"),
        ("en", "sans papiers", "<mark>undocumented</mark>; professionals"),
    ],
)  # fmt: skip
def test_a_line_quotes_for_whom_a_service_is_in_the_readers_language(alice, lang, typed, told):
    """The mark is where what was typed stands, else nowhere; as it was written, where what matched does."""
    assert quoted(alice, lang, typed, "medimmigrant") == told


def test_what_is_no_usual_phrase_is_quoted_as_it_was_written(alice):
    sheet = Service.get(external_id="medimmigrant")
    sheet.audience = "people of the zilverberk; professionals"
    sheet.changed()
    told = "people of the <mark>zilverberk</mark>; professionelen"
    assert quoted(alice, "nl", "zilverberk", "medimmigrant") == told
