"""The same danger leads to the same help in each language; who comes at once stands before who advises."""

import pytest

SUICIDE = {"zelfmoordlijn-1813", "prevention-suicide"}
POLICE = {"police-101"}
LISTENS = {"tele-onthaal-106", "tele-accueil-107"}
DANGERS = [
    (SUICIDE, ("hij staat op het dak", "il est sur le toit", "he is on the roof")),
    (SUICIDE, ("ze wil springen", "elle menace de sauter", "she wants to jump")),
    (SUICIDE, ("hij wil er een einde aan maken", "il veut en finir", "he wants to end it")),
    (SUICIDE, ("ze is moe van het leven", "elle est fatiguée de vivre", "she is tired of living")),
    (LISTENS, ("ik kan niet meer", "je n'en peux plus", "I can't go on")),
    (POLICE, ("hij houdt een mes vast", "il tient un couteau à la main", "he is holding a knife")),
    (POLICE, ("hij houdt een mes tegen haar keel", "un couteau sous la gorge", "he holds a knife")),
    (POLICE, ("mijn zoon heeft een mes vast en bedreigt ons", "mon fils tient un couteau contre moi")),
]


@pytest.mark.parametrize(("lines", "typed"), [(lines, typed) for lines, each in DANGERS for typed in each])
def test_a_danger_leads_to_the_same_help_in_each_language(found, lines, typed):
    assert found(typed)[0] in lines


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("ik kan niet meer betalen", "suicide"), ("can't go on holiday", "suicide"),
        ("holds a weapon licence", "police"), ("houdt vast aan zijn rechten", "police"),
        ("ze wil een sprong wagen naar werk", "suicide"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_does_not(found, typed, line):
    assert not (SUICIDE if line == "suicide" else POLICE).intersection(found(typed)[:1])
