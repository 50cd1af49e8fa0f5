"""The address bar, of which the browser keeps a history, holds nobody's name out of the search box."""

import re

import pytest

from tests.web.test_cases import open_case


def kept(browser, **query):
    """The address that the browser takes over: as it was asked, unless the answer says otherwise."""
    answer = browser.get("/resources", query_string=query, headers={"HX-Request": "true"})
    return answer.headers.get("HX-Replace-Url")


def test_what_nothing_answers_or_was_mended_may_be_a_name_and_stays_out_of_the_address(alice):
    for typed, address in (
        ("Fatima El Amrani dettes", "/resources?q=dettes"),
        ("fatima benali schulden schaarbeek", "/resources?q=schulden+schaarbeek"),
        ("dettes Mme Dupont", "/resources?q=dettes"),
        ("schulden 0486 12 34 56", "/resources?q=schulden"),
        ("RN 85.03.12-123.45 dettes", "/resources?q=dettes"),
        ("Benali Youssef", "/resources"),
        ("mohamed", "/resources"),
        ("Wouters huur", "/resources?q=huur"),
        ("0486 12 34 56", "/resources"),
        ("schuldbemidelling", "/resources?q=schuldbemiddeling"),
        ("Moreels", "/resources?q=moreel"),
        ("Pieterse ocmw", "/resources?q=pieters+ocmw"),
        ("85.07.30-033.28 schulden", "/resources?q=schulden"),
        ("BE68 5390 0754 7034 schulden", "/resources?q=schulden"),
        ("huur geboren 12.05.1987", "/resources?q=huur"),
        ("ocmw 12 maart 1985", "/resources?q=ocmw"),
        ("né le 3 mars 1985 psychologue", "/resources?q=psychologue"),
        ("psy né 12/3/85", "/resources?q=psy"),
        ("Charles ocmw", "/resources?q=ocmw"),
        ("open maandag 0486 12 34 56", "/resources"),
        ("Ocmw 02 529 41 20 né le 12/03/1985", "/resources?q=Ocmw"),
        ("ocmw open maandag 85.03.12-123.45", "/resources?q=ocmw"),
        ("ocmw ouvert aujourd'hui 85031212345", "/resources?q=ocmw"),
        ("Max psy", "/resources?q=psy"),
        ("schulden 0470 12 34", "/resources?q=schulden"),
        ("Sam wil scheiden", "/resources?q=scheiden"),
        ("Saïd logement", "/resources?q=logement"),
        ("schulden Li", "/resources?q=schulden"),
        ("huur Jo", "/resources?q=huur"),
        ("schulden OCMW vanhoutte", "/resources?q=schulden+OCMW"),  # capitals throughout are no name's
    ):
        assert kept(alice, q=typed) == address, typed


def test_a_search_that_is_answered_has_its_address(alice):
    for typed in (
        "dettes schaerbeek", "ocmw molenb", "02 240 30 80", "106", "wil scheiden van haar man", "mediante",
        "psycholoog die Turks spreekt", "e", "clinique Saint Jean", "ocmw 1080 14:30",
        "Huis van het Kind", "CPAS de Schaerbeek", "ocmw open 24 december", "open maandag 12.30-14.00",
        "open maandag 9-12 13-16", "prison saint gilles",
    ):  # fmt: skip
        assert kept(alice, q=typed) is None, typed


def test_filters_stay_in_it(alice):
    assert kept(alice, q="xqzwvk dettes", category="ocmw") == "/resources?q=dettes&category=ocmw"
    assert kept(alice, q="xqzwvk", cost="free") == "/resources?cost=free"


def test_a_list_that_is_told_again_says_nothing_else(alice):
    assert [kept(alice, q="dettes Mme Dupont") for _again in range(3)] == ["/resources?q=dettes"] * 3


@pytest.fixture
def case(alice):
    return open_case(alice, "Zilverberk").rpartition("/")[2]


# But where the choice of a language leads back to: the address that the page has.
LINKS = re.compile(r'(?:href|(?<!name="next" )value)="([^"]*q=[^"]*)"')


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kevin Desmet huur", "Desmet"),
        ("85073003328 ocmw", "85073003328"),
        ("Mme Dupont avocat", "Dupont"),
        ("qqxqqx dettes", "qqxqqx"),
        ("Saïd logement", "Sa%C3%AFd"),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_no_link_of_the_page_leads_to_an_address_with_a_name(alice, case, typed, name, headers):
    """Of a search from a case, *Neutral order* put what was typed into the address, beside the case."""
    seen = 0
    for filters in ({"case": case}, {"case": case, "neutral": "1"}, {}, {"open": "now"}, {"cost": "free"}):
        page = alice.get("/resources", query_string={"q": typed, **filters}, headers=headers)
        links = LINKS.findall(page.get_data(as_text=True))
        seen += len(links)
        assert not [link for link in links if name in link], filters
    assert seen > 3
