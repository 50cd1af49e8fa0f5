"""The address bar, of which the browser keeps a history, holds nobody's name out of the search box."""

import pytest


def kept(browser, **query):
    """The address that the browser takes over: as it was asked, unless the answer says otherwise."""
    answer = browser.get("/resources", query_string=query, headers={"HX-Request": "true"})
    return answer.headers.get("HX-Replace-Url")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
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
    ],
)
def test_what_nothing_answers_or_was_mended_may_be_a_name_and_stays_out_of_the_address(alice, typed, address):
    assert kept(alice, q=typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "dettes schaerbeek", "ocmw molenb", "02 240 30 80", "106", "wil scheiden van haar man", "mediante",
        "psycholoog die Turks spreekt", "e",
    ],
)  # fmt: skip
def test_a_search_that_is_answered_has_its_address(alice, typed):
    assert kept(alice, q=typed) is None


def test_filters_stay_in_it(alice):
    assert kept(alice, q="xqzwvk dettes", category="ocmw") == "/resources?q=dettes&category=ocmw"
    assert kept(alice, q="xqzwvk", cost="free") == "/resources?cost=free"


def test_a_list_that_is_told_again_says_nothing_else(alice):
    assert [kept(alice, q="dettes Mme Dupont") for _again in range(3)] == ["/resources?q=dettes"] * 3
