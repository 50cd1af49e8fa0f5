"""Whose trouble a search tells of: that of kin in prison, an ex, a child that asks, a youth, a victim."""

import pytest

HARMFUL = {"1712", "cpvcf", "ecoute-violences-conjugales", "vk-brussel", "sos-enfants-ulb", "cpvs-bxl"}
FAMILIES = {"caw-jww", "rizome-bxl", "sasb-sireas", "smbg-famd", "slaj-v", "apo", "ajw-bru", "repr-1030"}
LAWYERS = {"bjb-bxl-nl", "baj-bxl-fr", "justibus", "atelier-droits-sociaux"}
CHILDREN = {"itinerances", "relais-enfants-parents"}
PRISONS = {"prison-haren", "prison-saint-gilles", "detentiehuis-vorst"}
COURTS = {"tj-bxl-fr", "tpi-bxl-nl", "tpi-bxl-fr"}
YOUTH = {"amo-rythme", "samarcande", "amo-atmospheres", "amo-amos", "inseraction", "sos-jeunes", "mado-noord"}
VICTIMS = {"accueil-victimes-bxl", "lva-bxl"}
DOCTORS = {"mm-galilee", "freeclinic", "wgc-de-brug", "wgc-medikuregem"}
TOGETHER = {"espace-rencontre-bxl", "bravvo-mediation", "mediation-1080", "infor-droits", "casg-familles"}


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        # A term in prison is no age.
        ("ma tante a pris 3 ans", FAMILIES),
        ("mon frère a eu 18 mois", FAMILIES),
        ("il a écopé de 5 ans", FAMILIES),
        ("le juge lui a mis 3 ans", FAMILIES),
        ("mijn zoon moet 2 jaar zitten", FAMILIES),
        ("mijn man kreeg 18 maanden", FAMILIES),
        ("mijn neef moet nog 14 maanden uitzitten", FAMILIES),
        ("my uncle got 3 years", FAMILIES),
        # Whoever of the family it is; and who looks after a son does not look for a French "his".
        ("mijn nonkel zit vast", FAMILIES),
        ("mijn stiefzoon zit vast", FAMILIES),
        ("mijn opa is gearresteerd", FAMILIES),
        ("mon beau-frère est en prison", FAMILIES),
        ("ma cousine est incarcérée", FAMILIES),
        ("tante à haren", FAMILIES),
        ("my brother-in-law is in jail", FAMILIES),
        ("my son is in prison", FAMILIES),
        # An ex is no former prisoner.
        ("mon ex est agressif", HARMFUL),
        ("mijn ex is agressief", HARMFUL),
        ("my ex is outside my door", HARMFUL | {"police-101"}),
        ("mon ex", TOGETHER),
        # Where papa is.
        ("mes enfants demandent où est papa", CHILDREN),
        ("kind vraagt waar papa is", CHILDREN),
        ("papa en taule", CHILDREN),
        ("papa zit in den bak", CHILDREN),
        # What a youth does is nobody's abuse.
        ("mon gamin fait des conneries", YOUTH),
        ("mijn zoon haalt stommiteiten uit", YOUTH),
        ("mijn minderjarige zoon is aangehouden", YOUTH | COURTS | LAWYERS),
        ("my underage son was arrested", YOUTH | COURTS | LAWYERS),
        ("mes enfants ont été placés", YOUTH | COURTS),
        ("mijn kinderen zijn geplaatst", YOUTH | COURTS),
        ("saj", YOUTH | COURTS),
        ("spj", YOUTH | COURTS),
        ("délégué à la protection de la jeunesse", YOUTH | COURTS),
        # Death within the walls, a warrant, and a day at home.
        ("mort en prison", FAMILIES),
        ("aanhoudingsmandaat", LAWYERS),
        ("hij komt morgen naar huis", FAMILIES),
        ("il rentre à la maison demain", FAMILIES),
        # Who hits and asks for help, who is hit and asks that it ends, and who smokes.
        ("je veux arrêter de frapper ma femme", {"praxis"}),
        ("ik wil stoppen met mijn vrouw te slaan", {"praxis"}),
        ("hij moet stoppen mij te slaan", HARMFUL),
        ("arrêter de fumer", DOCTORS),
        ("stoppen met roken", DOCTORS),
        # Whom a victim asks.
        ("partie civile", VICTIMS | LAWYERS),
        ("burgerlijke partij", VICTIMS | LAWYERS),
        # Now.
        ("cpas maintenant", {"ocmw-1070", "ocmw-1160", "ocmw-1082"}),
        ("j'ai besoin d'un avocat maintenant", LAWYERS),
    ],
)
def test_the_trouble_is_that_of_whom_it_is_told(results, typed, right):
    answer = results(typed, limit=3)
    first = [hit.external_id for hit in answer.hits]
    assert first[0] in right, first
    assert right & HARMFUL or "praxis" in right or not HARMFUL.intersection(first), first
    assert not answer.corrected


@pytest.mark.parametrize(
    "typed",
    [
        "grève prison",
        "staking gevangenis",
        "il est malade en prison",
        "hij is ziek in de gevangenis",
        "ma plainte contre la prison",
        "klacht tegen de gevangenis",
    ],
)
def test_what_happens_within_the_walls_is_for_families_and_no_doctors_outside(found, typed):
    first = found(typed, limit=6)
    assert FAMILIES.intersection(first[:3])
    assert not DOCTORS.intersection(first)


@pytest.mark.parametrize(
    "typed", ["mon mari est en détention préventive", "mijn man zit in voorlopige hechtenis"]
)
def test_who_is_on_remand_has_a_family(found, typed):
    assert FAMILIES.intersection(found(typed, limit=3))


@pytest.mark.parametrize(
    "typed",
    [
        "mon mari est accusé d'avoir touché notre fille",
        "mijn man wordt beschuldigd dat hij onze dochter heeft aangeraakt",
        "my husband is accused of touching our daughter",
    ],
)
def test_who_is_accused_of_touching_a_child_needs_those_for_the_child_and_for_him(results, typed):
    answer = results(typed, limit=5)
    assert not answer.corrected
    first = {hit.external_id for hit in answer.hits}
    assert first & {"sos-enfants-ulb", "vk-brussel"}
    assert first & {"iter", "cab-bxl"}


@pytest.mark.parametrize(("town", "own"), [("schaerbeek", "ocmw-1030"), ("ukkel", "ocmw-1180")])
@pytest.mark.parametrize(
    "typed", ["j'ai faim", "plus rien à manger", "honger", "niets te eten", "eten", "food", "voedselbank"]
)
def test_who_is_hungry_in_a_municipality_is_sent_to_its_ocmw(found, typed, town, own):
    assert own in found(f"{typed} {town}", limit=3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("indemniser la victime", "slachtoffer vergoeden"),
        ("il rentre demain à la maison", "he comes home tomorrow"),
        ("aanhoudingsmandaat", "mandat d'arrêt"),
    ],
)
def test_the_same_need_in_another_language_has_the_same_services(found, one, other):
    assert len(set(found(one, limit=3)).intersection(found(other, limit=3))) > 1


@pytest.mark.parametrize(
    ("typed", "never"),
    [
        ("mijn zoon zit 3 jaar zonder werk", FAMILIES),
        ("mijn zoon van 15 jaar blijft zitten op school", FAMILIES),
        ("mijn moeder krijgt al 3 jaar leefloon", FAMILIES),
        ("mon mari prend des médicaments depuis 3 ans", FAMILIES),
        ("mon fils a eu 5 ans", FAMILIES),
        ("mon père a pris sa pension il y a 2 ans", FAMILIES),
        ("my son got a job 3 years ago", FAMILIES),
        ("mon mari a arrêté de boire", FAMILIES | LAWYERS),
        ("my ex got custody", FAMILIES),
        ("mon beau-frère boit", FAMILIES),
        ("mijn kind vraagt geld aan papa", CHILDREN),
        ("mon enfant demande un psy", CHILDREN),
        ("mijn moeder is geplaatst in een rusthuis", COURTS),
        ("mijn man haalt stommiteiten uit", YOUTH),
        ("mijn kind wil niet eten", {"ocmw-1070", "ocmw-1160"}),
        ("grève des bus", FAMILIES),
        ("klacht tegen mijn baas", FAMILIES),
        ("mijn moeder is overleden", FAMILIES),
        ("hij komt dronken naar huis", FAMILIES),
        ("de dokter komt morgen aan huis", FAMILIES),
        ("congé parental", FAMILIES),
        ("ma colère contre le cpas", {"praxis"}),
        ("mon fils fume du cannabis", {"mm-galilee"}),
    ],
)
def test_what_only_has_the_same_words_is_something_else(found, typed, never):
    assert not never.intersection(found(typed, limit=3))


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [
        ("ex-détenu toxicomane", "cap-iti"),
        ("aide jeunes", "jac-brussel"),
        ("ex détenu cherche travail", "apres-asbl"),
        ("mijn ex betaalt geen alimentatie", "casg-familles"),
        ("mon ex refuse de me laisser voir les enfants", "espace-rencontre-bxl"),
        ("mijn schoonfamilie houdt mij opgesloten", "1712"),
        ("le beau-père a touché ma fille", "sos-enfants-ulb"),
        ("enfant en danger", "vk-brussel"),
        ("maintenance payments", "casg-familles"),
        ("il frappe sa femme", "ecoute-violences-conjugales"),
        ("slachtoffer ontmoeten", "moderator"),
    ],
)
def test_what_is_said_so_is_found_as_before(found, typed, sheet):
    assert sheet in found(typed, limit=3)
