"""What relatives ask about somebody who is held, or who comes out, begins with who can answer it."""

import pytest

from directory.answers import CaseContext

FAMILIES = {"rizome-bxl", "caw-jww", "sasb-sireas", "smbg-famd", "slaj-v", "apo", "ajw-bru", "repr-1030"}
PRISONS = {"prison-haren", "prison-saint-gilles", "detentiehuis-vorst"}
CHILDREN = {"relais-enfants-parents", "itinerances"}
LAWYERS = {"baj-bxl-fr", "bjb-bxl-nl", "justibus"}
JUSTICE = {"mj-bxl-fr", "jh-bxl-nl"}
HARMFUL = {"accueil-victimes-bxl", "cpvcf", "1712", "ecoute-violences-conjugales"}


@pytest.mark.parametrize(
    "typed",
    [
        "mijn zoon zit in haren, wanneer mag ik op bezoek", "zoon bezoeken haren", "visit my son in prison",
        "visiter mon fils en prison", "rendre visite à mon fils à la prison de haren",
        "mijn dochter in de gevangenis bezoeken", "my son is in haren how to visit him",
    ],
)  # fmt: skip
def test_who_visits_a_grown_son_is_no_child_that_visits(found, typed):
    """*Petit-fils* as a choice of a need counts by its last half, which is any son."""
    assert found(typed)[0] in PRISONS


@pytest.mark.parametrize(
    "typed",
    [
        "in welke gevangenis zit mijn zoon", "waar zit mijn man vast", "waar is hij opgesloten",
        "ik weet niet waar mijn broer vastzit", "dans quelle prison est mon fils", "où est-il enfermé",
        "je ne sais pas où mon frère est incarcéré", "which prison is my son in", "where is he locked up",
    ],
)  # fmt: skip
def test_who_asks_where_somebody_is_held_gets_the_prisons_then_who_helps_the_family(results, typed):
    first, second, *others = [hit.external_id for hit in results(typed).hits]
    assert {first, second} == {"prison-haren", "prison-saint-gilles"}
    assert FAMILIES.intersection(others[:2])


@pytest.mark.parametrize(
    "typed",
    [
        "waar zitten de vrouwen vast", "waar zit mijn dochter vast", "prison pour femmes",
        "prison des femmes", "où sont enfermées les femmes", "ma fille est incarcérée où",
        "where are women locked up", "where is my wife locked up", "where do they lock up women",
        "women's prison",
    ],
)  # fmt: skip
def test_women_of_the_region_are_all_held_in_one_prison(found, typed):
    assert found(typed)[0] == "prison-haren"


@pytest.mark.parametrize(
    "typed",
    [
        "ma fille veut voir son père en prison", "mijn kinderen willen papa zien in gevangenis",
        "mon petit-fils veut voir son père en prison", "kleinzoon bezoeken in de gevangenis",
        "hoe vertel ik het de kinderen", "how do i tell the kids", "comment le dire aux enfants",
    ],
)  # fmt: skip
def test_a_child_of_somebody_who_is_held(found, typed):
    assert found(typed)[0] in CHILDREN


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("heures de visite", PRISONS), ("bezoekuren", PRISONS), ("visiting hours", PRISONS),
        ("treinticket bezoek", PRISONS), ("videogesprek gevangenis", PRISONS),
        ("ruzie met celgenoot", FAMILIES), ("codétenu", FAMILIES), ("grève de la faim", FAMILIES),
        ("mon fils est battu en prison", FAMILIES), ("zoon wordt bedreigd in gevangenis", FAMILIES),
        ("opvang na detentie", {"rizome-bxl"}), ("abri de nuit sortie de prison", {"rizome-bxl"}),
        ("he comes out next month where can he live", {"rizome-bxl"}),
        ("imam prison", {"smbg-famd"}), ("islamitisch consulent", {"smbg-famd"}),
        ("CSE", JUSTICE), ("NCET", JUSTICE), ("strafberekening", JUSTICE),
        ("mon mari n'a pas respecté ses conditions", JUSTICE),
        ("avocat mineur", LAWYERS), ("avocat jeune", LAWYERS), ("jeugdadvocaat", LAWYERS),
        ("téléphone saisi", LAWYERS), ("retrait de permis", LAWYERS), ("police a cassé la porte", LAWYERS),
        ("dossier inzage", LAWYERS), ("accès au dossier", LAWYERS),
        ("témoigner contre mon mari", LAWYERS), ("détention inopérante", LAWYERS),
        ("verstek veroordeeld", LAWYERS), ("représailles", HARMFUL),
        ("il a renversé quelqu'un", LAWYERS | FAMILIES), ("violence policière", LAWYERS | FAMILIES),
    ],
)  # fmt: skip
def test_it_begins_with_who_can_answer(found, typed, right):
    assert found(typed)[0] in right


@pytest.mark.parametrize(
    "typed",
    [
        "mon mari me bat il sort de prison", "mijn man slaat mij hij komt uit de gevangenis",
        "my husband beats me and he gets out of prison", "mon fils me frappe il sort de prison",
        "il me contrôle", "violence envers personne âgée",
    ],
)  # fmt: skip
def test_who_is_beaten_is_not_who_is_beaten_in_prison(found, typed):
    assert found(typed)[0] in HARMFUL


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("huisarts laken", {"athena"}), ("médecin uccle", {"caso-mdm"}),
        ("psychiater", {"la-gerbe", "dieda", "exil"}), ("PTSS", {"la-gerbe", "dieda", "exil"}),
        ("moe van alles", {"la-gerbe", "dieda", "exil"}), ("perdu mon père", {"la-gerbe", "dieda", "exil"}),
        ("vreemdelingenrecht", {"medimmigrant", "sasb-sireas"}),
        ("droit des étrangers", {"medimmigrant", "sasb-sireas"}),
        ("fonds d'aide aux victimes", {"accueil-victimes-bxl"}), ("parket", {"tpi-bxl-nl", "tpi-bxl-fr"}),
        ("procureur", {"tpi-bxl-nl", "tpi-bxl-fr"}), ("uittreksel strafregister", {"gemeente-1000"}),
        ("zoon aan de drugs", {"cap-iti"}), ("energieschuld anderlecht", {"debt-1070"}),
        ("douche", {"macadam", "nativitas"}),
        ("cyberharcèlement", {"ecoute-enfants-103", "awel-102"}),
    ],
)  # fmt: skip
def test_words_that_led_elsewhere(found, typed, kind):
    assert found(typed)[0] in kind


def test_a_doctor_is_not_asked_of_the_service_for_debts_that_has_one(found):
    assert "debt-freeclinic" not in found("médecin")[:5]


@pytest.mark.parametrize("typed", ["opvoedingsondersteuning", "soutien à la parentalité"])
def test_bringing_up_children_is_asked_of_the_house_of_the_child(found, typed):
    assert "huis-van-het-kind" in found(typed)[:2]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        # A municipality that is also what a violent man does.
        ("mari en prison jette", FAMILIES), ("mon mari est en prison j'habite jette", FAMILIES),
        ("mon mari me jette des assiettes", HARMFUL),
        # The police first where he stands there now.
        ("mon ex est devant la porte", {"police-101"}), ("my ex is at the door", {"police-101"}),
        # An institution for young offenders is not the same as help for the young.
        ("aide aux jeunes molenbeek", {"jac-brussel", "sos-jeunes"}), ("IPPJ", {"tj-bxl-fr"}),
        ("rouw ixelles", {"freeclinic"}),
    ],
)  # fmt: skip
def test_a_place_beside_a_need(found, typed, right):
    assert found(typed)[0] in right


@pytest.mark.parametrize(
    ("typed", "kind", "instead"),
    [
        ("werk zoeken molenbeek", {"actiris"}, "debt-1080"),
        ("werk zoeken laken", {"actiris"}, "bravvo-mediation"),
        ("chercher du travail laken", {"actiris"}, "atelier-droits-sociaux"),
        ("huisarts etterbeek", {"caso-mdm", "freeclinic", "mm-galilee"}, "ocmw-1040"),
        ("dokter evere", {"caso-mdm", "freeclinic", "mm-galilee"}, "ocmw-1140"),
    ],
)  # fmt: skip
def test_who_is_there_and_is_not_meant_stands_below_who_is_meant(found, typed, kind, instead):
    listed = found(typed, limit=50)
    assert listed[0] in kind
    assert instead in listed, "or this says nothing"


@pytest.mark.parametrize(
    "typed",
    [
        "mijn vader is stervende", "moeder ligt op sterven", "ma mère est mourante",
        "zijn moeder ligt op sterven, hij vast", "my mother is dying",
        "my teenager won't go to school anymore",
    ],
)  # fmt: skip
def test_who_is_dying_or_stays_at_home_does_not_want_to_die(found, typed):
    assert not {"zelfmoordlijn-1813", "prevention-suicide"}.intersection(found(typed, limit=2))


@pytest.mark.parametrize("typed", ["mijn zoon wil sterven", "zoon sterven wil", "mon fils veut mourir"])
def test_somebody_who_wants_to_die_is_in_danger(found, typed):
    assert found(typed)[0] in {"zelfmoordlijn-1813", "prevention-suicide"}


@pytest.mark.parametrize(
    "typed",
    [
        "mijn man komt thuis", "hij komt thuis", "husband comes home", "mon mari rentre à la maison",
        "he comes home from prison", "he's out tomorrow", "hij belt niet meer", "il n'appelle plus",
        "he stopped calling", "journalisten aan de deur", "famille déchirée",
    ],
)  # fmt: skip
def test_what_goes_without_saying_is_that_he_is_held(found, typed):
    """Who calls is a relative: *prison* is not said each time."""
    assert set(found(typed, limit=2)) <= FAMILIES


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("mijn man komt dronken thuis", {"al-anon"}), ("mijn man komt niet thuis", {"police-101"}),
        ("my husband didn't come home", {"police-101"}), ("mijn zoon is niet thuisgekomen", {"child-focus"}),
        ("advocaat voor mijn man", LAWYERS), ("mijn man heeft geen geld voor eten", {"voedsel-berchem"}),
    ],
)  # fmt: skip
def test_he_is_not_held_in_other_sentences(found, typed, right):
    assert right.intersection(found(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "première visite chez le gynécologue", "première visite médicale", "first visit to the doctor",
        "eerste bezoek tandarts", "how many visits to the psychologist", "rencontrer d'autres parents",
        "andere ouders ontmoeten", "brieven lezen lukt niet", "kantine school",
    ],
)  # fmt: skip
def test_what_is_said_of_him_is_not_said_of_everything(found, typed):
    """A visit to a doctor, other parents, letters that somebody cannot read."""
    assert found(typed)[0] not in PRISONS | FAMILIES


@pytest.mark.parametrize("typed", ["geen geld voor eten", "no money for groceries", "argent pour manger"])
def test_who_has_no_money_for_food_may_turn_to_the_own_ocmw(results, typed):
    case = CaseContext(municipality="21015")
    assert "ocmw-1030" in [hit.external_id for hit in results(typed, case=case).hits[:3]]


@pytest.mark.parametrize(
    "typed",
    [
        "argent pour mon mari en prison", "argent pour papa en prison", "de l'argent pour ma soeur en taule",
        "money for my husband in prison", "money for dad in jail",
    ],
)  # fmt: skip
def test_how_he_gets_money_inside_is_asked_of_his_prison_first(found, starter, typed):
    assert found(typed)[0] in PRISONS


@pytest.mark.parametrize("typed", ["mari en prison plus d'argent", "no money my dad is in prison"])
def test_who_has_none_since_he_is_inside_is_asked_about_none_of_it(found, starter, typed):
    assert found(typed)[0].startswith("ocmw-")


@pytest.mark.parametrize("typed", ["pension des gosses papa au trou", "pension des enfants mari en taule"])
def test_maintenance_that_he_pays_no_more_from_inside_is_asked_of_who_knows_it(found, starter, typed):
    assert found(typed)[0] == "casg-familles"
