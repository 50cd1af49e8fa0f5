"""The same danger leads to the same help in each language; who comes at once stands before who advises."""

import pytest

SUICIDE = {"zelfmoordlijn-1813", "prevention-suicide"}
POLICE = {"police-101"}
AMBULANCE = {"emergency-112", "antigif"}
LISTENS = {"tele-onthaal-106", "tele-accueil-107"}
DANGERS = [
    (SUICIDE, ("hij staat op het dak", "il est sur le toit", "he is on the roof")),
    (SUICIDE, ("ze wil springen", "elle menace de sauter", "she wants to jump")),
    (SUICIDE, ("hij wil er een einde aan maken", "il veut en finir", "he wants to end it")),
    (SUICIDE, ("ze is moe van het leven", "elle est fatiguée de vivre", "she is tired of living")),
    (LISTENS, ("ik kan niet meer", "je n'en peux plus", "I can't go on")),
    (POLICE, ("hij houdt een mes vast", "il tient un couteau à la main", "he is holding a knife")),
    (POLICE, ("hij houdt een mes tegen haar keel", "un couteau sous la gorge", "he holds a knife")),
    (SUICIDE, ("ik wou dat ik dood was", "j'aimerais être morte", "I wish I was dead")),
    (SUICIDE, ("ze snijdt in haar polsen", "elle s'ouvre les veines", "she is cutting her wrists")),
    (
        SUICIDE,
        ("hij wil zijn vader achterna", "il veut rejoindre son père au ciel", "be with his dad in heaven"),
    ),
    (POLICE, ("hij probeert binnen te breken", "il essaie d'entrer de force", "he is trying to break in")),
    (POLICE, ("ik ben opgesloten door mijn man", "je suis enfermée par mon mari", "he locked me in")),
    (POLICE, ("er wordt geschoten", "on tire des coups de feu", "there is shooting")),
    (POLICE, ("er is een inbreker in huis", "un cambrioleur dans la maison", "a burglar in the house")),
    (POLICE, ("ze vechten met messen", "ils se battent au couteau", "they are fighting with knives")),
    (
        AMBULANCE,
        (
            "mijn kind heeft iets ingeslikt",
            "mon enfant a avalé quelque chose",
            "my child swallowed something",
        ),
    ),
    (AMBULANCE, ("gevallen en beweegt niet", "il est tombé et ne bouge plus", "he fell and is not moving")),
    (AMBULANCE, ("ze gaat bevallen nu", "elle accouche maintenant", "she is giving birth now")),
    (AMBULANCE, ("koolmonoxide", "monoxyde de carbone", "carbon monoxide")),
    (AMBULANCE, ("er is brand", "il y a le feu", "there is a fire")),
    (AMBULANCE, ("hij stikt", "il s'étouffe", "he is not breathing")),
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
        ("my husband is locked up in haren", "police"), ("mijn man is opgesloten", "police"),
        ("mon mari est enfermé à la prison", "police"), ("hij houdt van mij", "police"),
        ("shooting up heroin", "police"), ("hij gaat zijn vader achterna", "suicide"),
        ("ik wil niet meer naar school", "suicide"), ("se battre pour la garde", "police"),
        ("l'avocat ne répond pas", "ambulance"), ("étouffé par les dettes", "ambulance"),
        ("elle accouche en mars", "ambulance"), ("ze gaat bevallen in januari", "ambulance"),
        ("ze wil een sprong wagen naar werk", "suicide"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_does_not(found, typed, line):
    lines = {"suicide": SUICIDE, "police": POLICE, "ambulance": AMBULANCE}[line]
    assert not lines.intersection(found(typed)[:1])
