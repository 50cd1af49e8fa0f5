"""Who says that he hits, and who tells of somebody that does."""

import pytest

CHILDREN = {"vk-brussel", "sos-enfants-ulb", "1712"}
VIOLENCE = {"ecoute-violences-conjugales", "1712", "cpvcf"}


@pytest.mark.parametrize(
    "typed",
    [
        "I want to stop hitting my wife", "how do I stop hitting my kids",
        "I can't stop hurting my girlfriend",
        "I don't want to hit my children anymore", "ik wil stoppen met slaan", "hoe stop ik met slaan",
        "kwil stoppen met mijn kinderen te slaan", "hoe kan ik stoppen met mijn vriendin te kloppen",
        "ik wil mijn kinderen niet meer slaan", "je veux arrêter de taper mes enfants",
        "je n'arrive pas à m'arrêter de frapper ma femme", "comment je peux arrêter de cogner ma compagne",
        "je ne veux plus frapper mes enfants",
        # Or that he wants to.
        "hij wil stoppen met slaan", "mijn man wil stoppen met slaan", "mon mari veut arrêter de frapper",
        "my husband wants to stop hitting",
    ],
)  # fmt: skip
def test_who_wants_to_stop_is_helped_to(found, typed):
    assert found(typed)[0] == "praxis"


@pytest.mark.parametrize(
    "typed",
    [
        "stop beating my kids", "stop hitting my children", "he won't stop hitting my kids",
        "how can I make him stop hitting the kids", "I want him to stop beating my children",
        "stop slaan mijn kinderen", "hij stopt niet met mijn kinderen te slaan",
        "ik wil dat hij stopt met de kinderen te slaan", "hoe stop ik mijn man die de kinderen slaat",
        "arrête de frapper mes enfants", "il n'arrête pas de taper les enfants",
        "il n'arrête pas de frapper ma fille", "je veux qu'il arrête de frapper les enfants",
    ],
)  # fmt: skip
def test_who_tells_of_children_that_are_hit_finds_those_for_them(found, typed):
    assert set(found(typed)) == CHILDREN


@pytest.mark.parametrize(
    "typed",
    [
        "he has to stop beating my sister", "my dad must stop hitting us", "I want him to stop hitting",
        "ik wil dat mijn man stopt met slaan", "maak dat hij stopt met slaan",
        "hij moet stoppen met ons te slaan",
        "je veux que mon mari arrête de me frapper", "il doit arrêter de taper maman",
    ],
)  # fmt: skip
def test_who_wants_another_to_stop_finds_the_lines(found, typed):
    first = found(typed)
    assert set(first) >= {"1712", "ecoute-violences-conjugales"}, first


@pytest.mark.parametrize(
    "typed", ["ik wil stoppen met drinken", "je veux arrêter de travailler", "I want to stop smoking"]
)
def test_who_stops_something_else_hits_nobody(found, typed):
    assert not {"praxis", *VIOLENCE, *CHILDREN}.intersection(found(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "hij drinkt en slaat mij", "slaat mij als hij gedronken heeft", "mijn man is zat en klopt mij",
        "il boit et il me frappe", "il me tape quand il a bu", "mon mari boit et me cogne",
        "he drinks and hits me", "he hits me when he is drunk",
    ],
)  # fmt: skip
def test_who_is_hit_by_somebody_that_drinks_finds_the_lines(found, typed):
    """Who hits kicks no habit: who only helps drinkers came alone."""
    assert len(VIOLENCE.intersection(found(typed)[:3])) >= 2
