"""Danger in the fewest words: weapons, threats, fear of somebody, attempts, blood, fire, a child that is
gone, and bare cries; and what has the same words and is no danger."""

import pytest

POLICE, AMBULANCE = {"police-101"}, {"emergency-112"}
VIOLENCE = {"ecoute-violences-conjugales", "1712", "cpvcf"}
SUICIDE = {"zelfmoordlijn-1813", "prevention-suicide"}
LISTEN = {"tele-onthaal-106", "tele-accueil-107"}
ALARM = POLICE | AMBULANCE | VIOLENCE | SUICIDE
LAWYERS = {"bjb-bxl-nl", "baj-bxl-fr", "ajw-bru", "slaj-v", "justibus", "caw-jww"}
WORRIED = {"dieda", "exil", "la-gerbe", "tele-accueil-107", "tele-onthaal-106"}
ADDICTION = {"feda-bxl", "cap-iti", "crise-st-luc", "al-anon", "interstices-st-pierre"}


@pytest.mark.parametrize(
    "typed",
    [
        "il a une arme", "il a un flingue", "il est armé", "hij heeft een wapen", "hij heeft een pistool",
        "hij is gewapend", "he has a gun", "he's got a knife", "mon mari a une arme à la maison",
        "mijn schoonvader heeft een geweer en is zat", "er ligt een pistool in de kast",
        "il dort avec un couteau sous l'oreiller", "mon père a sorti le couteau il menace ma mère",
        "elle est armée", "elle est armée d'un couteau", "mon fils a une carabine", "he is armed",
        "il cache des armes dans l'armoire", "j'ai peur de l'arme de mon mari", "arme à la maison",
        "il a acheté une arme", "il était bourré avec une arme",
    ],
)  # fmt: skip
def test_a_weapon_is_for_the_police_and_the_lines(found, typed):
    first = found(typed, limit=4)
    assert set(first[:3]) >= POLICE, first
    assert VIOLENCE & set(first), first


@pytest.mark.parametrize(
    "typed",
    [
        "condamné pour port d'arme", "il a été arrêté avec une arme", "mon fils a eu 3 ans pour une arme",
        "mijn zoon heeft een straf gekregen voor een wapen", "bij de huiszoeking vonden ze een pistool",
        "he is charged with armed robbery", "vol à main armée", "gewapende overval",
        "mon fils a été pris avec un couteau dans son sac", "mon fils a sorti un couteau",
        "mijn man zit vast voor wapens", "he is in prison because he had a knife",
    ],
)  # fmt: skip
def test_a_weapon_of_which_a_court_speaks_is_for_lawyers(found, typed):
    first = found(typed, limit=3)
    assert LAWYERS & set(first), first
    assert not ALARM & set(first), first


@pytest.mark.parametrize(
    "typed",
    [
        "gewapend beton", "il est à l'armée", "mon fils veut entrer à l'armée", "hij werkt bij het leger",
        "mon fils est à l'armée", "elle est à l'armée", "mon père était dans l'armée", "il a quitté l'armée",
        "mon frère a fait l'armée", "il a peur de l'armée",
        # The poor.
        "een arme man", "arme mensen in huis nemen", "de arme vrouw heeft niets", "hulp voor de armen",
        "de arme sukkelaar is dronken", "het arme kind is kwaad", "een arme familie zoekt meubels",
        "arme mens zonder huis", "mijn man is arm", "pijn in zijn armen",
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_weapon_calls_nobody(found, typed):
    assert not ALARM & set(found(typed, limit=3))


@pytest.mark.parametrize(
    "typed", ["arme mensen", "die arme mens", "een arm gezin", "arme gezinnen", "een arme sukkelaar"]
)
def test_the_poor_have_no_money(results, typed):
    assert any(hit.external_id.startswith("ocmw-") for hit in results(typed, limit=3).hits)


@pytest.mark.parametrize(
    "typed",
    [
        "hij slaat mij nu", "il va me tuer", "hij gaat mij vermoorden", "he threatens to kill me",
        "il menace de me buter", "menaces de mort", "he wants to stab me",
        "il va m'égorger", "hij is mij aan het slaan", "mon mari me frappe maintenant",
        "my stepdad is hitting my mum right now", "il a lancé la bouteille sur maman",
    ],
)  # fmt: skip
def test_who_is_hit_now_or_may_be_killed_needs_the_police(found, typed):
    first = found(typed, limit=3)
    assert set(first) >= POLICE, first
    assert VIOLENCE & set(first), first


@pytest.mark.parametrize(
    "typed",
    [
        "j'ai peur de lui", "j'ai peur d'elle", "il me fait peur", "ma mère a peur de lui",
        "j'ai peur de mon fils", "ik ben bang van hem", "ik ben bang voor hem", "ik heb schrik van hem",
        "hij maakt mij bang", "ik ben bang van mijn vader", "I'm afraid of him", "he scares me",
        "il nous fait peur", "il lève la main sur moi", "beau-père violent", "mon oncle est agressif",
        "ik voel me niet veilig thuis", "je ne me sens pas en sécurité avec lui", "il m'envoie des menaces",
        "il m'envoie des menaces depuis la prison", "hij stuurt dreigberichten vanuit de cel",
        "he sends me threats from jail", "ik krijg bedreigingen",
    ],
)  # fmt: skip
def test_who_is_afraid_of_somebody_finds_the_lines(found, typed):
    first = found(typed, limit=3)
    assert VIOLENCE & set(first), first
    assert not {"baj-bxl-fr", "bjb-bxl-nl"} & set(first), first


@pytest.mark.parametrize(
    "typed",
    [
        "j'ai peur pour lui", "j'ai peur pour elle", "j'ai peur de lui rendre visite",
        "j'ai peur de perdre mon mari", "j'ai peur de lui dire la vérité", "la prison me fait peur",
        "ça me fait peur", "elle a peur", "il a peur du noir", "ik ben bang voor de rechtbank",
        "bang voor zijn gezondheid", "I'm afraid for him", "I'm afraid of losing him", "peur du vide",
        "bang voor honden", "il lève la main en classe", "sécurité sociale", "chez lui en sécurité sociale",
        "le stress va me tuer", "de stress gaat mij nog doden", "mainlevée de la saisie",
        "accusé de menaces de mort", "hij is veroordeeld voor doodsbedreigingen",
    ],
)  # fmt: skip
def test_fear_for_somebody_or_of_what_comes_is_no_violence(found, typed):
    allowed = {"ecoute-violences-conjugales", "1712"} if "classe" in typed else set()
    assert not (POLICE | VIOLENCE | AMBULANCE) - allowed & set(found(typed, limit=3)), found(typed, limit=3)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("il a mis le feu", AMBULANCE),
        ("hij heeft het huis in brand gestoken", AMBULANCE),
        ("il a brûlé la maison", AMBULANCE),
        ("accusé d'avoir mis le feu", LAWYERS),
        ("mon fils est en prison parce qu'il a mis le feu", LAWYERS),
        ("il a fait une tentative", SUICIDE),
        ("elle a fait une ts", SUICIDE),
        ("il a fait une TS la semaine passée et il recommence", SUICIDE),
        ("zij deed een poging", SUICIDE),
        ("hij praat over doodgaan", SUICIDE),
        ("he tried to end it", SUICIDE),
        ("bro staat op het spoor", SUICIDE),
        ("il saigne", AMBULANCE),
        ("hij bloedt", AMBULANCE),
        ("she is bleeding", AMBULANCE),
        ("il est couvert de sang", AMBULANCE),
        ("la petite a mangé des medicaments de mamie", AMBULANCE),
        ("hij heeft pillen", AMBULANCE | {"antigif"}),
        ("mijn vriend filmde mij naakt en dwong mij", {"cpvs-bxl"}),
        ("mijn vrouw wil er een eind aan maken", SUICIDE),
        ("il a un couteau et menace tout le monde", POLICE),
        ("menacé au couteau, porter plainte", {"accueil-victimes-bxl"}),
        ("on me suit dans la rue", POLICE),
        ("iemand volgt mij op straat", POLICE),
        ("des gens rôdent autour de ma maison", POLICE),
        ("mes parents me forcent à me marier", VIOLENCE),
        ("mijn ouders dwingen mij te trouwen", VIOLENCE),
        ("mijn nonkel heeft mij aangeraakt", {"cpvs-bxl"}),
        ("mon oncle m'a touchée", {"cpvs-bxl"}),
        ("mijn vader raakt mij aan", {"cpvs-bxl"}),
        # Who falls into it has not fallen.
        ("mon fils est tombé dans la drogue", ADDICTION),
        ("mon frère est retombé dans la came", ADDICTION),
    ],
)
def test_what_happened_in_few_words(found, typed, right):
    assert right & set(found(typed, limit=2)), found(typed, limit=3)


@pytest.mark.parametrize(
    "typed",
    [
        "feu vert du juge", "brandverzekering", "assurance incendie",
        "hij is veroordeeld voor brandstichting", "tentative de conciliation",
        "il est poursuivi pour tentative de meurtre", "tentative d'évasion",
        "l'avocat a fait une tentative d'accord", "la TS du CPAS a fait une demande",
        "hij heeft een poging gedaan om te ontsnappen", "he made an attempt to contact the lawyer",
        "parler de la mort de mon père", "hij werkt bij het spoor", "mon coeur saigne", "mijn hart bloedt",
        "il saigne du nez", "prise de sang en prison", "bloed prikken", "la banque nous saigne",
        "hij heeft pillen nodig", "hij heeft geen pillen meer", "médicaments trop chers",
        "we willen een einde aan het contract maken", "er komt een einde aan mijn straf",
        "ma psy me suit depuis deux ans", "mijn vader raakt niet aan werk", "mijn begeleider volgt mij op",
        "pilule du lendemain", "mon père est tombé malade", "on va les tuer au match",
    ],
)  # fmt: skip
def test_the_same_words_of_something_else_call_no_line(found, typed):
    assert not ALARM & set(found(typed, limit=3)), found(typed, limit=3)


@pytest.mark.parametrize(
    "typed",
    [
        "ma fille de 14 ans s'est enfuie", "mon fils a fugué", "ma fille n'est pas rentrée",
        "mijn dochter is weggelopen", "ma fille de 12 ans n'est pas rentrée de l'école",
        "mijn zoon van 13 is weggelopen", "mijn zoon is niet thuisgekomen",
        "onze zoon is niet naar huis gekomen", "my daughter ran away", "my son hasn't come home",
        "mijn dochter is weg sinds gisteren", "mon fils s'est barré de la maison",
    ],
)  # fmt: skip
def test_for_a_child_that_is_gone_there_is_child_focus(found, typed):
    assert "child-focus" in found(typed, limit=3)


@pytest.mark.parametrize(
    "typed",
    [
        "mon fils n'est pas prêt pour la rentrée", "prime de rentrée scolaire ma fille",
        "mon mari s'est enfui de prison", "ma fille est partie en vacances",
        "mijn man is weggelopen met een ander",
    ],
)  # fmt: skip
def test_who_only_left_is_no_lost_child(found, typed):
    assert "child-focus" not in found(typed, limit=3)


@pytest.mark.parametrize(
    "typed",
    ["help", "hulp!", "hulp aub", "au secours", "à l'aide", "aidez-moi", "aidez-moi svp", "help me"],
)
def test_a_bare_cry_is_answered_by_who_comes_at_once(found, typed):
    first = found(typed, limit=5)
    assert set(first[:3]) >= (POLICE | AMBULANCE), first
    assert LISTEN & set(first), first


def test_sos_is_a_cry_and_a_name(found):
    assert found("sos", limit=3)[2] == "emergency-112"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("help with forms", "marolles-ecoute"),
        ("debt help", "debt-rizome"),
        ("sos jeunes", "sos-jeunes"),
        ("sos enfants", "sos-enfants-ulb"),
        ("hulp bij schulden", "debt-trapes"),
        ("aidez-moi à remplir mes papiers", None),
        ("à l'aide d'un avocat", None),
        ("en danger d'expulsion", None),
    ],
)
def test_a_cry_beside_other_words_is_none(found, typed, first):
    answer = found(typed, limit=3)
    assert first in (None, answer[0])
    assert first is None or not (POLICE | AMBULANCE) & set(answer), answer


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("elle veut se tu", SUICIDE),
        ("elle veut se su", SUICIDE),
        ("hij wil doo", SUICIDE),
        ("mon mari me fr", VIOLENCE),
        ("mijn man sla", VIOLENCE),
        ("ma fille a été vio", {"cpvs-bxl"}),
    ],
)
def test_half_a_sentence_of_danger_leads_there(found, typed, right):
    assert right & set(found(typed, limit=3))


@pytest.mark.parametrize(
    "typed", ["elle veut se marier", "tu sais s'il veut se marier", "hij wil doorwerken"]
)
def test_what_goes_on_otherwise_leads_elsewhere(found, typed):
    assert not ALARM & set(found(typed, limit=3))


@pytest.mark.parametrize(
    "typed",
    [
        "zij neemt de pil", "mon ex a mes papiers", "mes affaires dans la voiture",
        "mon fils n'a pas de revenu",
        "zoon is zijn gsm kwijt", "aidez-moi svp pour mes papiers", "hulp vinden voor demente moeder",
        "elle a fait plusieurs tentatives pour joindre le cpas", "il va planter la tente",
        "mijn zoon staat terug op het goede spoor",
    ],
)  # fmt: skip
def test_what_only_has_the_words_of_a_danger_is_none(results, starter, typed):
    """The first answer, or one that hardly answers."""
    best = results(typed, limit=1).hits
    alarms = POLICE | VIOLENCE | {"zelfmoordlijn-1813", "prevention-suicide", "child-focus"}
    assert not best or best[0].score < 0.5 or best[0].external_id not in alarms
