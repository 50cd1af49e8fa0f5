"""With which words one asks, and whom it is about: they are no words that a sheet must have."""

import pytest

from directory.answers import CaseContext
from directory.models import Service


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("email cpas auderghem", "ocmw-1160"), ("telefoonnummer gevangenis haren", "prison-haren"),
        ("site web actiris", "actiris"), ("à quelle heure ouvre le cpas d'etterbeek", "ocmw-1040"),
        ("e-mail ocmw jette", "ocmw-1090"), ("adres ocmw ukkel", "ocmw-1180"), ("website actiris", "actiris"),
        ("numéro de téléphone actiris", "actiris"), ("address of cpas ixelles", "ocmw-1050"),
    ],
)  # fmt: skip
def test_who_asks_how_to_reach_somebody_is_told_whom(results, starter, typed, first):
    answer = results(typed)
    assert answer.hits[0].external_id == first
    assert (answer.corrected, answer.missed) == (None, [])


@pytest.mark.parametrize(
    "typed",
    [
        "help for my son 15",
        "aide pour mon fils de 15 ans",
        "mijn zoon van 17 jaar",
        "hulp dochter 14",
        "petite-fille 13 ans",
        "mijn zoon is 17 jaar oud",
    ],
)
def test_a_child_of_that_age_is_helped_by_who_is_there_for_youths(results, starter, typed):
    first = results(typed, limit=5).hits
    kinds = [Service.get(external_id=hit.external_id).category for hit in first]
    assert kinds.count("youth") >= 3


def test_beside_what_is_the_matter_the_age_says_nothing(results, starter):
    first = results("mon fils de 17 ans est en prison", limit=3).hits
    assert {Service.get(external_id=hit.external_id).category for hit in first} == {"justice_welfare"}
    assert not any(hit.external_id.startswith("amo") for hit in results("mijn zoon is 30 jaar", limit=3).hits)


def test_a_line_says_each_reason_once(results, starter):
    sheet = Service.get(external_id="exil")
    sheet.phone_interpreter = "yes"
    sheet.changed()
    hits = results("psychologue turc", limit=30, case=CaseContext("21012", ("ar",))).hits
    assert any("interpreter" in hit.reasons for hit in hits)
    assert [hit for hit in hits if len(hit.reasons) != len(set(hit.reasons))] == []
