"""Whom to call at once, and who was hurt: in whatever words and whatever language."""

import pytest

POLICE = {"police-101"}
VIOLENCE = {"police-101", "1712", "ecoute-violences-conjugales"}
RAPED = {"cpvs-bxl", "1712"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("police", POLICE), ("la police", POLICE), ("politie", POLICE), ("commissariat", POLICE),
        ("politiekantoor", POLICE), ("appeler la police", POLICE), ("politie bellen", POLICE),
        ("bel de politie", POLICE), ("call the police", POLICE),
        ("incendie", {"emergency-112"}), ("au feu", {"emergency-112"}), ("feu", {"emergency-112"}),
        ("brandweer", {"emergency-112"}), ("pompiers", {"emergency-112"}),
    ],
)  # fmt: skip
def test_the_emergency_number_comes_first(found, starter, typed, first):
    """The lawyers came first, whom who was arrested needs."""
    assert found(typed)[0] in first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("opgepakt door de politie", "bjb-bxl-nl"), ("convocation police", "baj-bxl-fr"),
        ("mag ik bellen naar het commissariaat", "bjb-bxl-nl"),
        ("la police a frappé mon fils", "baj-bxl-fr"), ("condamné pour incendie", "baj-bxl-fr"),
    ],
)  # fmt: skip
def test_but_who_has_to_do_with_them_needs_a_lawyer(found, starter, typed, first):
    assert first in found(typed)[:2]


@pytest.mark.parametrize(
    "typed",
    [
        "hij staat voor de deur en bedreigt mij", "il frappe à la porte", "il défonce ma porte",
        "hij slaat de deur in", "il est devant ma porte", "il casse la porte", "hij slaat op de deur",
        "hij is dronken en staat voor de deur", "he is kicking the door", "hij slaat alles stuk",
    ],
)  # fmt: skip
def test_a_door_in_danger_is_not_the_open_door_of_a_service(found, starter, typed):
    """*Brussel Onthaal Open Deur* came first, or the bailiffs' debts."""
    assert found(typed)[0] in VIOLENCE | {"cpvcf"}
    assert "bapo" not in found(typed)[:3]


@pytest.mark.parametrize(
    "typed",
    [
        "mijn zoon is verkracht in de cel", "verkracht in de gevangenis", "mon fils a été violé en prison",
        "mon fils a été violé", "my son was raped in prison",
    ],
)  # fmt: skip
def test_who_was_raped_is_not_who_raped(found, starter, typed):
    assert set(found(typed)[:2]) == RAPED


@pytest.mark.parametrize("typed", ["mon fils a violé une fille", "mijn zoon heeft een meisje verkracht"])
def test_who_did_it_is_helped_by_others(found, starter, typed):
    assert {"iter", "cab-bxl"} & set(found(typed)[:2])


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("mon mari a touché notre fille", {"cpvs-bxl", "1712", "vk-brussel", "sos-enfants-ulb"}),
        ("mijn dochter wordt geprostitueerd", {"vk-brussel", "sos-enfants-ulb", "1712", "child-focus"}),
        ("prostitution mineure", {"vk-brussel", "sos-enfants-ulb", "1712", "child-focus"}),
    ],
)
def test_a_child_that_is_abused_is_no_other_matter_of_relatives(found, starter, typed, among):
    assert found(typed)[0] in among


@pytest.mark.parametrize("typed", ["elle ne mange plus", "mijn kind eet niet meer", "she stopped eating"])
def test_who_does_not_eat_lacks_no_food(found, starter, typed):
    assert not [one for one in found(typed)[:3] if one.startswith(("voedsel-", "ocmw-", "amphora"))]


@pytest.mark.parametrize("typed", ["groupe de parole", "zelfhulpgroep", "support group"])
def test_a_group_to_talk_in_is_no_release_on_parole(found, starter, typed):
    assert not {"praxis", "tpi-bxl-fr", "mj-bxl-fr", "jh-bxl-nl"} & set(found(typed, limit=4))


@pytest.mark.parametrize(
    "typed",
    [
        "gif gedronken", "gift ingenomen", "rattengif", "mort-aux-rats", "s'est empoisonné",
        "mon mari s'est empoisonné", "he has been poisoned", "overdosis medicatie", "overdose de médicaments",
        "heeft pillen genomen", "ze heeft te veel pillen gepakt", "elle a avalé une boite de cachets",
        "pilules avalées", "too much medication",
    ],
)  # fmt: skip
def test_who_swallowed_something_needs_an_ambulance_and_the_poison_centre(found, starter, typed):
    """*Gif gedronken* led to who helps drinkers, and an overdose of medicine to the lines alone."""
    assert {"emergency-112", "antigif"} <= set(found(typed))


@pytest.mark.parametrize(
    "typed", ["relation toxique", "ouders vergiftigen elkaars leven", "médicaments trop chers"]
)
def test_what_only_sounds_like_poison_is_none(found, starter, typed):
    assert "antigif" not in found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "mon fils me frappe", "mon fils de 16 ans me frappe", "ma fille me frappe",
        "mon petit-fils me frappe", "zoon slaat mij", "mijn zoon van 20 slaat mij", "my son hits me",
    ],
)  # fmt: skip
def test_a_child_that_hits_is_no_child_that_is_hit(found, starter, typed):
    assert "cpvcf" in found(typed)
    assert not {"vk-brussel", "sos-enfants-ulb"} & set(found(typed))


@pytest.mark.parametrize(
    "typed", ["alcool violence mari", "alcohol geweld man", "drogue violence mari", "drugs geweld zoon"]
)
def test_violence_is_not_lost_beside_another_need(found, starter, typed):
    answer = found(typed, limit=6)
    assert {"cpvcf", "1712"} <= set(answer)
    assert {"al-anon", "feda-bxl"} & set(answer)


@pytest.mark.parametrize(
    "typed", ["mon mari s'est empoisonné", "gif gedronken", "bleach swallowed", "poison"]
)
def test_of_poison_the_two_that_are_called_come_before_a_hospital(found, starter, typed):
    assert set(found(typed, limit=2)) == {"emergency-112", "antigif"}
