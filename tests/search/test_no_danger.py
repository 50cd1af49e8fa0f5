"""Words of a danger that are none: of insurance, taps, school, social workers, films and dogs; and the danger
itself beside them."""

import pytest

POLICE, AMBULANCE = {"police-101"}, {"emergency-112"}
VIOLENCE = {"ecoute-violences-conjugales", "1712", "cpvcf"}
SUICIDE = {"zelfmoordlijn-1813", "prevention-suicide"}
ALARM = POLICE | AMBULANCE | VIOLENCE | SUICIDE | {"child-focus"}
FAMILIES = {"caw-jww", "rizome-bxl", "sasb-sireas", "smbg-famd", "slaj-v", "apo", "ajw-bru", "repr-1030"}


@pytest.mark.parametrize(
    "typed",
    [
        "hij gaat ons iets aandoen", "mijn ex gaat de kinderen iets aandoen", "hij doet haar iets aan",
        "ik ben bang dat hij ons iets aandoet", "mijn ex wil mij doden", "mijn man wil me dood",
        "hij wil ons doodmaken", "mijn vader wil mijn moeder vermoorden", "mijn ex wil de kinderen doden",
        "mon ex veut me tuer", "il va nous tuer", "mon père veut tuer ma mère", "il dit qu'il va me tuer",
        "my ex wants to kill me", "my ex wants me dead", "he's going to kill us", "he said he will kill me",
    ],
)  # fmt: skip
def test_who_may_be_killed_by_another_needs_the_police_and_the_lines(found, typed):
    first = set(found(typed))
    assert first >= POLICE, first
    assert first & VIOLENCE, first
    assert not first & SUICIDE, first


@pytest.mark.parametrize(
    "typed",
    [
        "hij gaat zichzelf iets aandoen", "ze gaat zich iets aandoen", "ik ga mij iets aandoen",
        "ik ben bang dat hij zich iets aandoet", "mijn zoon wil zichzelf iets aandoen",
        "mijn dochter gaat haar eigen iets aandoen", "ze doet zichzelf iets aan", "hij wil dood",
        "ik wil mij doden", "ze wil zichzelf doden", "je veux me tuer", "je vais me tuer", "il veut se tuer",
        "he wants to kill himself", "elle a fait une TS", "ma fille a fait une TS hier",
        "mon frère a fait deux TS", "TS médicamenteuse",
    ],
)  # fmt: skip
def test_who_may_kill_himself_needs_the_lines_for_it(found, typed):
    first = set(found(typed))
    assert first >= SUICIDE, first
    assert not first & VIOLENCE, first


@pytest.mark.parametrize(
    "typed",
    [
        "fire insurance", "brandverzekering", "de brandverzekering betaalt niet", "assurance incendie",
        "robinet qui fuit", "robinet qui saigne", "le radiateur saigne", "lekkende kraan", "de kraan lekt",
        "the tap is leaking", "fuite d'eau", "waterlek",
    ],
)  # fmt: skip
def test_what_breaks_at_home_is_for_who_knows_the_rights_of_tenants(found, typed):
    first = found(typed)
    assert first[0] == "atelier-droits-sociaux"
    assert not ALARM.intersection(first)


@pytest.mark.parametrize(
    "typed",
    [
        "une TS m'a aidée", "la TS du CPAS m'a dit de venir", "ma TS est en congé", "une TS de l'école",
        "la TS fait une enquête sociale", "j'ai besoin d'une TS",
        "film met een pistool", "un film avec un pistolet", "a film with a gun",
        "mon fils joue avec un pistolet en plastique", "il regarde des films avec des armes",
        "notre chien s'est enfui", "le stress va me tuer", "mijn baas doet mij iets aan",
    ],
)  # fmt: skip
def test_what_only_has_such_words_calls_nobody(found, typed):
    assert not ALARM.intersection(found(typed)), found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "onze hond is weggelopen",
        "de kat is weg",
        "our dog ran away",
        "my cat ran away",
        "mon chat s'est enfui",
    ],
)
def test_an_animal_that_is_gone_is_no_child(results, typed):
    assert all(hit.score < 0.5 for hit in results(typed, limit=3).hits)


@pytest.mark.parametrize(
    "typed",
    [
        "vient de sortir de l'école", "mon fils vient de sortir de l'école",
        "elle vient de sortir de maternité",
        "ma mère vient de sortir de l'hôpital", "placé en stage", "mon fils est placé en stage",
        "mon fils a été placé en apprentissage", "mon fils est placé en formation",
    ],
)  # fmt: skip
def test_who_leaves_school_or_is_placed_for_work_was_in_no_prison_nor_home(found, typed):
    assert not {"tj-bxl-fr", *FAMILIES}.intersection(found(typed)), found(typed)


@pytest.mark.parametrize(
    "typed", ["mon mari vient de sortir", "mon fils vient de sortir de taule", "he just got out"]
)
def test_who_just_got_out_has_a_family(found, typed):
    assert FAMILIES.issuperset(found(typed))


@pytest.mark.parametrize(
    "typed", ["mon fils a été placé", "mon fils est placé en institution", "mijn kinderen zijn geplaatst"]
)
def test_who_was_placed_away_from_home_finds_the_court_and_youth_help(found, typed):
    assert {"tj-bxl-fr", "samarcande"}.intersection(found(typed))


@pytest.mark.parametrize("typed", ["brand in de keuken", "incendie dans l'appartement", "il saigne"])
def test_what_burns_or_bleeds_needs_the_ambulance(found, typed):
    assert found(typed)[0] == "emergency-112"


@pytest.mark.parametrize(
    "typed", ["mijn zoon is weggelopen met de hond", "mon fils s'est enfui", "my son ran away"]
)
def test_a_child_that_is_gone_is_looked_for(found, typed):
    assert "child-focus" in found(typed)
