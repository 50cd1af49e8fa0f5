"""A need with a place behind it, or asked in another way, is the same need."""

import pytest

LOCAL = {"mediation-1080", "bravvo-mediation"}


@pytest.mark.parametrize(
    "typed",
    [
        "advocaat molenbeek", "advocaat sint-jans-molenbeek", "avocat molenbeek", "pas aangehouden molenbeek",
        "arrêté par la police molenbeek", "just arrested molenbeek", "sans papiers molenbeek",
        "uithuiszetting molenbeek", "expulsion logement molenbeek", "gratis advocaat brussel stad",
        "huisbaas sint-jans-molenbeek", "gezinshereniging molenbeek",
    ],
)  # fmt: skip
def test_who_mediates_between_neighbours_is_no_lawyer(found, typed):
    assert not LOCAL & set(found(typed, limit=2))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("burenruzie molenbeek", "mediation-1080"),
        ("conflit de voisinage sint-jans-molenbeek", "mediation-1080"),
        ("ruzie met de buren brussel stad", "bravvo-mediation"),
        ("lokale bemiddeling molenbeek", "mediation-1080"),
    ],
)
def test_it_comes_first_where_it_is_what_is_asked_for(found, typed, first):
    assert found(typed)[0] == first


@pytest.mark.parametrize(
    "place", ["etterbeek", "in etterbeek", "1040", "sint-lambrechts-woluwe", "te jette", "aub", "jette svp"]
)
def test_the_place_is_no_word_that_must_not_follow(found, place):
    helps = {"1712", "cpvcf", "police-101", "ecoute-violences-conjugales", "lva-bxl"}
    assert set(found(f"bang van haar {place}")) <= helps
    assert not set(found(f"bang van haar examen {place}")) <= helps
    assert {"caw-jww", "rizome-bxl"} <= set(found(f"man kreeg 3 jaar {place}", limit=5))


@pytest.mark.parametrize("place", ["", "jette", "saint-josse-ten-noode", "woluwe-saint-lambert"])
def test_violence_that_is_under_way_is_not_taken_for_something_else(found, place):
    assert found(f"est en train de frapper {place}", limit=1) == ["police-101"]


@pytest.mark.parametrize(
    "typed",
    [
        "il veut se jeter sous le train", "je vais me jeter devant le métro", "du pont il veut se jeter",
        "elle s'est jetée sous un train", "se jeter sous un train jette", "veut se jeter sur les rails",
    ],
)  # fmt: skip
def test_who_throws_himself_before_a_train_is_in_danger(found, typed):
    assert set(found(typed, limit=2)) == {"prevention-suicide", "zelfmoordlijn-1813"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("méthadone bruxelles", "feda-bxl"), ("gokken brussel", "feda-bxl"), ("alcool bruxelles", "aa-fr"),
        ("pédopsychiatre bruxelles", "la-gerbe"), ("schulden brussel", "debt-1000"),
        ("VK brussel", "vk-brussel"),
        ("justitiehuis brussel", "jh-bxl-nl"), ("accueil victimes bruxelles", "accueil-victimes-bxl"),
    ],
)  # fmt: skip
def test_who_is_called_after_the_city_is_not_who_helps(found, typed, first):
    assert found(typed)[0] == first


def test_a_name_of_several_words_weighs_as_one_of_one(results):
    short, long = results("advocaat molenbeek"), results("advocaat sint-jans-molenbeek")
    assert [hit.external_id for hit in short.hits[:4]] == [hit.external_id for hit in long.hits[:4]]


@pytest.mark.parametrize(
    "asked", ["looking for {}", "help with {}", "i need {}", "{} please", "where can i find {}"]
)
@pytest.mark.parametrize("need", ["rent arrears", "bailiff", "runaway", "stop smoking", "murder", "gas cut"])
def test_how_one_asks_does_not_change_who_answers(found, asked, need):
    assert found(asked.format(need))[0] in found(need, limit=2)


@pytest.mark.parametrize(
    ("typed", "desk"),
    [
        ("1030", "ocmw-1030"), ("1080", "ocmw-1080"), ("laken", "ocmw-1000"), ("te 1130", "ocmw-1000"),
        ("neder over heembeek", "ocmw-1000"), ("schaerbeek", "ocmw-1030"),
    ],
)  # fmt: skip
def test_of_a_place_alone_the_desk_for_everybody_stands_above_its_equals(found, typed, desk):
    assert found(typed)[0] == desk


def test_but_not_above_who_is_called_after_the_place(found):
    assert found("marollen")[0] == "marolles-ecoute"
    assert found("marollen uithuiszetting")[0] != "ocmw-1000"


def test_of_three_words_the_city_alone_is_no_answer(found):
    """Unlike a neighbourhood, after which few are called, it stands in the texts of many."""
    sheets = found("city hall registry brussels", limit=100)
    assert sheets[0] == "gemeente-1000"
    assert not {"ocmw-1030", "ocmw-1140", "iter"}.intersection(sheets)


def test_a_word_and_the_municipality_after_it_are_no_name(found):
    """The grocery of the OCMW has both in its name, one beside the other."""
    sheets = found("ocmw molenbeek", limit=10)
    assert sheets[:2] == ["ocmw-1080", "debt-1080"]
    assert "amphora" in sheets


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [("casg marolles", "marolles-ecoute"), ("docteur botanique geen mutuelle", "caso-mdm"),
     ("dokter voor armen marolles", "nativitas")],
)  # fmt: skip
def test_who_names_the_neighbourhood_comes_before_others_of_its_municipality(found, typed, sheet):
    assert found(typed)[0] == sheet


@pytest.mark.parametrize(
    "typed",
    ["nachtopvang vrouw", "nachtopvang man", "nachtopvang gezin", "maison d'accueil avec enfants",
     "couple à la rue", "gezin op straat", "night shelter family", "waar slapen met mijn kinderen",
     "man dakloos", "famille dort dehors", "family nowhere to sleep", "vrouw kan nergens slapen"],
)  # fmt: skip
def test_an_adult_without_a_roof_is_not_sent_to_who_takes_in_the_young(found, typed):
    assert not {"macadam", "abaka", "mado-noord", "sos-jeunes"} & set(found(typed, limit=5))
    assert any(one.startswith("ocmw-") for one in found(typed, limit=3))
