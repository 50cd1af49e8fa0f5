"""Towns outside the region and their postal codes are said; the desk of another municipality is no answer."""

import pytest

from directory import place_names, territory
from directory.answers import CaseContext
from directory.models import Service, ServiceArea


def bound(hits):
    """Of hits, those that are there for municipalities of the region alone."""
    ids = [hit.external_id for hit in hits]
    areas = ServiceArea.select(Service.external_id).join(Service)
    found = areas.where(Service.external_id.in_(ids), ServiceArea.code != territory.REGION).tuples()
    return {one for (one,) in found}


@pytest.mark.parametrize(
    ("typed", "outside"),
    [
        ("Vilvoorde ocmw", ["Vilvoorde"]),
        ("1800 cpas", ["1800"]),
        ("ocmw 1700 Dilbeek", ["1700 Dilbeek"]),  # also a short number somewhere
        ("cpas wavre", ["wavre"]),
        ("ocmw asse", ["asse"]),
        ("cpas liège", ["liège"]),
        ("cpas la louvière", ["la louvière"]),
        ("commune de Braine-l'Alleud", ["Braine-l'Alleud"]),
        ("gemeentehuis halle", ["halle"]),
        ("cpas 4000", ["4000"]),
        ("ocmw 1500", ["1500"]),
        ("ocmw 2000 antwerpen", ["2000 antwerpen"]),
        ("ocmw Diegem", ["Diegem"]),
        ("cpas Grand-Bigard", ["Grand-Bigard"]),
        ("ocmw Sint-Stevens-Woluwe", ["Sint-Stevens-Woluwe"]),  # is neither of the two here
        ("ocmw St-Stevens-Woluwe", ["St-Stevens-Woluwe"]),
    ],
)
def test_the_desk_of_another_municipality_is_no_answer(results, typed, outside):
    answer = results(typed, limit=200)
    assert (answer.outside, answer.missed, answer.corrected) == (outside, [], None)
    assert not bound(answer.hits)
    assert "ocmw" not in answer.facets["category"] or not answer.facets["category"]["ocmw"]


@pytest.mark.parametrize(
    ("typed", "outside"), [("1800", ["1800"]), ("9000 gent", ["9000 gent"]), ("4000", ["4000"])]
)
def test_alone_it_finds_nothing_and_is_said(results, typed, outside):
    answer = results(typed)
    assert (answer.hits, answer.outside, answer.suggestions.words) == ([], outside, [])


@pytest.mark.parametrize(
    ("typed", "outside"),
    [
        ("ocmw lening 1500 euro", []),
        ("ocmw 1500€", []),
        ("cpas 1800 euro", []),
        ("cpas 3000 euros de dettes", []),
        ("ocmw vraagt 4000 euro terug", []),
        ("gemeente boete 1400 euro", []),
        ("cpas 1400 par mois", []),
        ("cpas né en 1950", []),
        ("cpas 1990", []),
        ("cpas chaussée de mons 1400", []),
        ("rue haute 1400 cpas", []),
        ("Rita Van Mechelen ocmw", ["Mechelen"]),
        ("Jan Aalst ocmw", ["Aalst"]),
        ("Mme Mons cpas", []),
        ("mevrouw Van Mechelen ocmw", []),
        ("woonde in Gent nu ocmw", ["Gent"]),
        ("ocmw gent schulden", ["gent"]),
        ("huur 1500 ocmw", ["1500"]),
    ],
)
def test_beside_an_amount_a_year_a_house_or_a_name_the_desks_here_are_found(results, typed, outside):
    """What else is typed tells that perhaps no town is meant, and nobody is to lose their OCMW by that."""
    answer = results(typed, limit=200)
    assert answer.outside == outside
    assert "ocmw-1070" in [hit.external_id for hit in answer.hits]
    assert not any(word.isdigit() and f"{word} eur" in typed for word in answer.missed)


@pytest.mark.parametrize(
    "typed", ["leefloon 1200 euro", "huur 1080 euro", "loyer 1080€", "loyer 1080 par mois"]
)
def test_an_amount_names_no_municipality(results, typed):
    assert not any("located:" in reason for hit in results(typed, limit=5).hits for reason in hit.reasons)


def test_behind_an_amount_a_municipality_is_named(found):
    assert found("50 euro 1080", limit=3) == found("50€ 1080", limit=3)
    assert "ocmw-1080" in found("50 euro 1080", limit=3)


@pytest.mark.parametrize(
    "typed", ["Porte de Namur", "Halle poort", "Hallepoort", "gare de Namur", "station Gent"]
)
def test_a_gate_or_a_station_is_no_town(results, typed):
    assert results(typed).outside == []


@pytest.mark.parametrize("typed", ["Groot-Bijgaarden", "Strombeek-Bever", "Zellik", "Woluwe-Saint-Étienne"])
def test_the_names_around_are_not_mended(results, typed):
    answer = results(typed)
    assert (answer.outside, answer.corrected) == ([typed], None)


@pytest.mark.parametrize(
    "typed",
    ["1990", "1712", "1813", "ocmw 1712", "1500 euro", "ocmw 1080", "1210", "cpas 1082", "ocmw 2026",
     "02 529 41 20", "chaussée de wavre", "3080", "1712 1080", "116 000", "schulden 1800 euro"],
)  # fmt: skip
def test_other_numbers_are_no_postal_code_and_a_street_is_no_town(results, typed):
    assert results(typed).outside == []


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("ocmw anderlecht vilvoorde", {}),
        ("ocmw vilvoorde", {"municipality": "21001"}),
        ("ocmw vilvoorde", {"case": CaseContext(municipality="21001")}),
    ],
)
def test_where_it_is_known_where_in_the_region_somebody_lives_that_desk_is_found(results, typed, filters):
    answer = results(typed, limit=5, **filters)
    assert answer.outside == ["vilvoorde"]
    assert "ocmw-1070" in [hit.external_id for hit in answer.hits]


def test_a_town_that_is_only_guessed_may_be_one_of_ours(results):
    answer = results("cpas watre")
    assert answer.outside == []
    assert answer.hits[0].external_id == "ocmw-1170"


def test_what_is_no_desk_is_found_as_before_for_the_client_may_live_here(found, results):
    """A son who is in the prison of Hasselt says nothing of where his mother lives."""
    assert bound(results("mijn zoon zit in hasselt huur betalen", limit=40).hits)


def test_the_codes_around_are_of_none_of_ours():
    ours = {code for town in territory.municipalities().values() for code in town.postal_codes}
    assert ours.isdisjoint(place_names.around())
    assert all(map(place_names.is_code_elsewhere, place_names.around()))
    assert not any(map(place_names.is_code_elsewhere, [*ours, "999", "0999", "9993", "2026", "٣٠٨٠", "abcd"]))


@pytest.mark.parametrize(
    "typed",
    ["ocmw lening 1500 euro", "cpas 3000 euros de dettes", "cpas né en 1950", "cpas 1990",
     "Rita Van Mechelen ocmw",
     "ocmw vraagt 4000 euro terug"],
)  # fmt: skip
def test_an_amount_a_year_or_somebodys_name_takes_no_ocmw_away(found, typed):
    assert any(one.startswith("ocmw-") for one in found(typed, limit=12))


def test_a_year_alone_is_no_town(results):
    assert results("1990").outside == []
