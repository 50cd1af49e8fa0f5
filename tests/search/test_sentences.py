"""A number of months or years is a sentence where kin got them, and nothing else is named that lasts it."""

import pytest

FAMILIES = {"caw-jww", "rizome-bxl", "sasb-sireas", "smbg-famd", "slaj-v", "apo", "ajw-bru", "repr-1030"}


@pytest.mark.parametrize(
    "typed",
    [
        "mijn man kreeg 18 maanden", "mijn broer kreeg gisteren 5 jaar", "mijn vader heeft 4 jaar gekregen",
        "mijn man kreeg 3 jaar cel", "mijn zoon kreeg 18 maanden effectief", "hij kreeg 3 jaar",
        "mijn zoon kreeg 2 jaar met uitstel", "mijn neef moet nog 14 maanden uitzitten", "vier jaar celstraf",
        "mijn man riskeert 10 jaar", "mijn zoon moet 2 jaar zitten",
        "mon fils a pris 3 ans ferme", "mon mari a pris 5 ans de prison", "mon mari risque 10 ans",
        "mon cousin a ramassé 4 ans", "il a pris 2 ans avec sursis", "mon frère a eu 18 mois",
        "my husband got 5 years in prison", "my son is facing 10 years", "my brother got 2 years probation",
        "my dad is serving 4 years", "he got 3 years inside", "my uncle got 3 years",
    ],
)  # fmt: skip
def test_who_was_sentenced_has_a_family(found, typed):
    assert FAMILIES.issuperset(found(typed, limit=2)), found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "kreeg 3 maanden opzeg", "mijn man kreeg 3 maanden opzeg van de huisbaas",
        "ze heeft 3 maanden opzeg gekregen", "mijn zoon kreeg 3 jaar verblijfsvergunning",
        "mijn broer heeft 5 jaar verblijf gekregen", "mijn moeder krijgt 6 maanden ziekteverlof",
        "mijn man kreeg 2 maanden om te verhuizen", "mijn vrouw kreeg 3 maanden loon",
        "mijn vader heeft 6 maanden gekregen van de dokter", "mijn zoon kreeg 2 jaar garantie",
        "mijn dochter kreeg 1 maand schorsing op school", "mijn zoon van 15 jaar blijft zitten",
        "mon mari a reçu 3 mois de préavis", "mon mari a reçu 3 mois préavis",
        "mon fils a eu 3 mois de stage", "ma mère a pris 3 mois de repos", "mon frère a reçu 2 ans de séjour",
        "mon père a eu 3 mois d'arrêt maladie", "mon père est en arrêt maladie",
        "my husband was given 3 months notice", "my brother got 5 years residence",
        "my son got 2 years experience", "my dad was given 6 months to live",
        "my landlord has given us 3 months",
    ],
)  # fmt: skip
def test_what_else_lasts_so_long_is_no_sentence(results, typed):
    first = [hit.external_id for hit in results(typed, limit=3).hits if hit.score > 0.05]
    assert not FAMILIES.intersection(first), first


@pytest.mark.parametrize("typed", ["kreeg 3 maanden opzeg", "3 mois de préavis", "3 months notice"])
def test_who_has_to_leave_in_some_months_has_a_landlord(found, typed):
    assert found(typed)[0] == "atelier-droits-sociaux"
