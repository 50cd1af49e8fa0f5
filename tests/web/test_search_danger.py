"""Whom to call in danger is on the page whatever else was chosen before."""

import re

import pytest


def asides(page):
    (told,) = re.findall(r'<section class="aside">(.*?)</section>', page, re.DOTALL) or [""]
    return re.findall(r'data-sheet="([^"]+)"', told)


@pytest.mark.parametrize("fragment", [False, True])
@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("q=il va se tuer&category=debt_mediation&municipality=21015", "prevention-suicide"),
        ("q=ze wil zelfmoord plegen&category=ocmw", "zelfmoordlijn-1813"),
        ("q=she wants to kill herself&language=tr", "prevention-suicide"),
        ("q=hij slaat me&category=ocmw", "1712"),
        ("q=ik ben verkracht&language=tr", "cpvs-bxl"),
        ("q=mon enfant est maltraité&category=ocmw", "sos-enfants-ulb"),
        ("q=hij heeft een mes&category=debt_mediation", "police-101"),
        ("q=ex stalkt mij&category=food_aid", "1712"),
        ("q=incest&category=ocmw", "1712"),
    ],
)
def test_filters_of_the_search_before_hide_no_line_for_a_danger(alice, query, line, fragment):
    headers = {"HX-Request": "true"} if fragment else {}
    for _again in range(2):
        page = alice.get(f"/resources?{query}", headers=headers).get_data(as_text=True)
        assert line in asides(page)
        assert len(asides(page)) == 2


@pytest.mark.parametrize(
    "query",
    [
        "q=il va se tuer",
        "q=il va se tuer&cost=free",  # some of them are free
        "q=dettes&category=prison",
        "q=hij slaat me&category=victim_support",
        "q=&category=prison",
        "q=advocaat&language=tr",  # one of them is for victims
        "q=avocat&category=ocmw",
        "q=procès&category=prison",
    ],
)
def test_without_need_nothing_stands_aside(alice, query):
    assert asides(alice.get(f"/resources?{query}").get_data(as_text=True)) == []
