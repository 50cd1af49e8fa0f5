"""Municipalities and coded lists."""

import pytest

from directory import taxonomies, territory


def test_there_are_nineteen_and_each_has_a_middle_in_the_region():
    assert len(territory.municipalities()) == 19
    for nis in territory.municipalities():
        lat, lon = territory.centroid(nis)
        assert 50.75 < lat < 50.92
        assert 4.24 < lon < 4.49


@pytest.mark.parametrize(
    ("postal_code", "name", "nis"),
    [
        ("1070", "", "21001"),
        ("1020", "", "21004"),
        ("", "Ixelles", "21009"),
        ("", "sint gillis", "21013"),
        ("", "SAINT-JOSSE", "21014"),
        ("", "Cureghem", "21001"),
        ("1050", "Brussel", "21009"),  # as people write their address
        ("9000", "Gent", ""),
        ("", "", ""),
    ],
)
def test_a_municipality_is_found_by_code_name_or_alias(postal_code, name, nis):
    assert territory.nis_of(postal_code, name) == nis


def test_names_in_both_languages():
    assert territory.name("21016", "fr") == "Uccle"
    assert territory.name("21016", "en") == "Uccle"
    assert territory.name("99999", "nl") == "99999"
    assert territory.choices("fr")[0] == ("21001", "Anderlecht")
    in_english = dict(territory.choices("en"))
    assert in_english["21009"] == "Ixelles (Elsene)"
    assert in_english["21001"] == "Anderlecht"
    assert list(in_english.values()) == sorted(in_english.values())


def test_distances():
    assert territory.distance_km("21009", "21009") == 0
    assert territory.distance_km("21001", "21019") == pytest.approx(10.5, abs=0.5)
    assert territory.distance_km("21001", "21019") == territory.distance_km("21019", "21001")
    assert territory.nearest("21012")[:2] == ["21012", "21011"]
    with pytest.raises(KeyError):
        territory.centroid("BRU")


def test_coded_lists_in_three_languages():
    assert "debt_mediation" in taxonomies.codes("category")
    labels = {taxonomies.label("category", "debt_mediation", lang) for lang in ("nl", "fr", "en")}
    assert len(labels) == 3
    assert taxonomies.label("category", "of-long-ago", "nl") == "of-long-ago"
    with pytest.raises(KeyError):
        taxonomies.codes("nothing")
