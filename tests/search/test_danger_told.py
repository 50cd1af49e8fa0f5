"""What is told on the telephone of violence, of death and of a body on the floor, without a name for it;
and the door that the police broke, which is none."""

import pytest

LINES = {"ecoute-violences-conjugales", "1712", "cpvcf", "vk-brussel", "sos-enfants-ulb", "police-101"}
LIFE = {"zelfmoordlijn-1813", "prevention-suicide"}


@pytest.mark.parametrize(
    "typed",
    [
        "hij heeft mij bij de keel gegrepen", "hij heeft mij geduwd en ik ben gevallen",
        "hij sluit mij op in de kamer", "hij pakt mijn gsm af en laat mij niet buiten",
        "mijn zoon heeft mij gestampt", "hij gooit met alles als hij kwaad is",
        "hij heeft de deur ingestampt", "hij staat weer voor mijn deur te roepen", "hij achtervolgt mij",
        "hij controleert alles wat ik doe", "mijn ex wacht mij op aan de school",
        "hij zegt dat hij mij zal vinden", "hij heeft mij gewurgd", "mijn broer wil mij uithuwelijken",
        "ik heb blauwe plekken", "il m'a étranglée", "il m'a poussée dans les escaliers", "il m'enferme",
        "il me prend mon gsm et me laisse pas sortir", "mon fils m'a donné un coup de pied",
        "il casse tout à la maison", "il a défoncé la porte", "il est devant chez moi et il crie",
        "il me suit partout", "il contrôle tout ce que je fais", "mon ex m'attend à la sortie de l'école",
        "il dit qu'il va me retrouver", "j'ai des bleus partout", "mes parents veulent me marier de force",
        "il m'a giflée devant les enfants", "he grabbed me by the throat", "he pushed me down the stairs",
        "he locks me in", "he follows me everywhere", "he is outside my door shouting",
        "he smashes things when he is angry", "my son kicked me", "forced marriage", "he slapped me",
    ],
)  # fmt: skip
def test_who_is_held_hunted_or_hurt_is_for_the_lines(found, typed):
    assert LINES & set(found(typed)), found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "ik wil er niet meer zijn", "het hoeft voor mij niet meer", "ik heb pillen klaarliggen",
        "hij heeft een touw gekocht", "ze heeft een afscheidsbrief geschreven", "hij staat op de brug",
        "mijn dochter kerft zichzelf", "je veux plus être là", "j'ai préparé des médicaments pour en finir",
        "il a acheté une corde", "elle a laissé une lettre d'adieu", "il est sur le pont",
        "à quoi bon continuer", "mon fils parle de mourir en cellule", "I don't want to be here anymore",
        "she left a goodbye letter", "he bought a rope", "my son talks about dying",
    ],
)  # fmt: skip
def test_who_says_goodbye_is_for_those_for_a_life(found, typed):
    assert LIFE & set(found(typed)), found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "hij ademt niet", "ze reageert niet meer", "hij heeft te veel pillen genomen", "il respire plus",
        "elle répond plus elle est par terre", "il a pris trop de cachets", "he is not breathing",
        "she took too many pills",
    ],
)  # fmt: skip
def test_who_does_not_wake_up_is_for_the_ambulance(found, typed):
    assert "emergency-112" in found(typed), found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "la police a défoncé la porte", "politie heeft de deur ingebeukt", "police broke down our door",
        "wanneer laten ze hem buiten", "ils le laissent pas sortir de prison", "advocaat antwoordt niet meer",
        "he won't let me see the kids", "medicatie klaarzetten thuisverpleging", "wie zal mij helpen",
    ],
)  # fmt: skip
def test_what_has_the_same_words_is_none(found, typed):
    assert not (LINES | LIFE | {"emergency-112"}).intersection(found(typed)), found(typed)
