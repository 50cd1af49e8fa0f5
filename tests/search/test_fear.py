"""Fear of somebody is for the lines; fear of anything else is none of violence."""

import pytest

VIOLENCE = {"ecoute-violences-conjugales", "1712", "cpvcf"}
CHILDREN = {"vk-brussel", "sos-enfants-ulb"}
ALARM = {"police-101", "emergency-112", *VIOLENCE, *CHILDREN}


@pytest.mark.parametrize(
    "typed",
    [
        "ma mère a peur de mon père", "ma mère a peur de lui", "ma soeur a peur de son mari",
        "ma mère a peur de son fils", "ils ont peur de leur père", "ma mère a très peur de mon beau-père",
        "trouille de mon oncle", "peur de mon ex", "elle est terrorisée",
        "mijn moeder is bang van mijn vader", "mijn zus is bang voor haar man",
        "mijn dochter heeft schrik van haar vriend", "ik heb schrik van mijn zoon", "bang van mijn ex",
        "mijn moeder is bang voor hem", "bang voor de buurman",
        "my mother is afraid of my father", "my sister is scared of her husband", "I'm scared of my brother",
        "she is terrified of her boyfriend", "I'm afraid of my own son",
    ],
)  # fmt: skip
def test_whoever_is_feared_it_is_for_the_lines(found, typed):
    first = found(typed)
    assert len(VIOLENCE & set(first)) > 1, first


@pytest.mark.parametrize(
    "typed",
    [
        "mijn dochter is bang van haar stiefvader", "kind bang vader", "mijn kind is bang thuis",
        "ma fille a peur de son papa", "les enfants ont peur de papa", "my daughter is afraid of her uncle",
    ],
)  # fmt: skip
def test_a_child_that_fears_its_own_finds_those_for_children(found, typed):
    assert set(found(typed)) > CHILDREN


@pytest.mark.parametrize(
    "typed",
    [
        "ma mère a peur de tomber", "ma fille a peur de l'école", "mon père a peur de mourir",
        "mon fils a peur de son examen", "ma mère a peur de l'hôpital", "mon frère a peur de la prison",
        "mon mari a peur du juge", "ma fille a peur de sortir", "mon père a peur de vieillir seul",
        "j'ai peur que ma mère tombe", "j'ai peur que mon mari tombe malade", "j'ai peur pour ma mère",
        "j'ai peur de le dire à mon père", "j'ai peur de demander à ma mère",
        "mijn moeder is bang om te vallen", "mijn moeder is bang voor de dokter",
        "mijn zoon is bang van het donker", "mijn vader is bang voor de operatie",
        "mijn broer is bang van honden", "mijn man is bang van de rechter",
        "mijn dochter is bang om naar school te gaan", "ik ben bang mijn man te verliezen",
        "ik ben bang om te sterven", "my son is afraid of the dark", "my father is scared of doctors",
        "my mother is afraid of falling", "my brother is afraid of losing his job", "she is afraid of dying",
        "scared of what will happen to my son",
    ],
)  # fmt: skip
def test_fear_of_something_is_no_fear_of_somebody(found, typed):
    assert not ALARM.intersection(found(typed)), found(typed)


@pytest.mark.parametrize(
    "typed", ["mon père a peur de mourir", "ik ben bang om te sterven", "she is afraid of dying"]
)
def test_who_is_afraid_of_dying_does_not_want_to(found, typed):
    assert not {"zelfmoordlijn-1813", "prevention-suicide"}.intersection(found(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "peur qu'il me fasse du mal", "j'ai peur qu'il nous fasse du mal",
        "peur qu'il fasse du mal aux enfants", "il va se venger sur moi", "j'ai peur qu'il se venge",
        "peur de représailles de sa famille", "mijn man doet mij pijn als hij drinkt",
        "mon mari me fait du mal quand il boit",
        "hij gaat mij iets doen", "bang dat hij terugkomt en mij iets doet", "hij doet mij pijn",
        "hij zal mij iets doen als hij vrijkomt", "bang voor represailles", "ze willen zich wreken",
        "afraid he will hurt the kids", "my son hurts me", "scared of reprisals", "he will get back at me",
    ],
)  # fmt: skip
def test_who_may_do_somebody_harm_is_for_the_lines(found, typed):
    first = found(typed, limit=4)
    assert len((VIOLENCE | {"police-101"}) & set(first[:3])) > 1, first


@pytest.mark.parametrize(
    "typed",
    [
        "j'ai peur qu'il se fasse du mal", "peur qu'elle se fasse du mal", "mon fils se fait du mal",
        "bang dat hij zichzelf iets aandoet", "afraid he hurts himself",
    ],
)  # fmt: skip
def test_who_may_harm_themselves_is_for_other_lines(found, typed):
    assert {"prevention-suicide", "zelfmoordlijn-1813"} & set(found(typed)[:2])


@pytest.mark.parametrize(
    "typed",
    [
        "kan ik iets doen voor mijn zoon", "hij wil iets doen aan zijn verslaving", "mijn rug doet pijn",
        "ça me fait mal de le voir en prison", "iets doen met de kinderen", "eens klappen met iemand",
        "niemand om mee te klappen",
    ],
)  # fmt: skip
def test_doing_something_and_pain_are_none(found, typed):
    assert not ALARM.intersection(found(typed)), found(typed)
