"""A life in danger comes before whatever else is said; and what only sounds like it does not."""

import pytest

from directory import indexing, thesaurus
from directory.models import ThesaurusGroup
from directory.search import tokens
from directory.terms import Thesaurus
from directory.thesaurus import store

LINES = {"zelfmoordlijn-1813", "prevention-suicide"}


@pytest.mark.parametrize(
    "typed",
    [
        "she says she wants to die",
        "she told me she wants to die",
        "my daughter wants to die",
        "he keeps saying he wants to die",
        "he wants to die in prison",
        "my husband wants to die in Haren prison",
        "I want to end my life now",
        "vriendin van gedetineerde wil niet meer leven",
        "mon fils en prison veut mourir",
        "mon fils a fait une overdose en prison",
        "my son in prison does not want to live anymore",
        "il s'est pendu en prison",
        "suicide in prison Haren",
        "zoon heeft huurschuld en schulden bij het ziekenhuis en wil dood",
        "ze snijdt zichzelf",
        "automutilatie dochter 15",
        "ma fille se scarifie",
        "ik wou dat ik dood was",
        "ze heeft een poging gedaan",
        "je ne vois plus d'issue",
        "hij wil niet meer leven met deze pijn",
        "il veut en finir avec la vie",
        "he wants to eat but she wants to die",
        "ik heb een touw gekocht",
        "je veux m'endormir et ne plus me réveiller",
        "à quoi bon continuer",
        # Of more than twelve words not all are looked at.
        "I do not know what to do anymore, my brother keeps saying that he wants to die",
        "my 16 year old son says he wants to die and I do not know what to do",
        "my son who is in prison told me on the phone he does not want to live anymore",
        "mijn buurvrouw vertelde mij gisteren aan de telefoon dat haar man zegt dat hij dood wil",
        "ma voisine m'a raconté hier que son fils ne veut plus vivre et je ne sais pas quoi faire",
    ],
)
def test_whoever_is_in_danger_comes_before_whatever_else_is_said(found, typed):
    assert set(found(typed, limit=2)) == LINES


@pytest.mark.parametrize(
    ("typed", "sheets"),
    [
        ("mijn dochter wil niet meer leven bij haar ouders", {"abaka", "sos-jeunes"}),
        ("he doesn't want to live with his mother anymore", {"abaka", "sos-jeunes"}),
        ("elle ne veut plus vivre avec lui", {"espace-rencontre-bxl", "casg-familles"}),
        ("hij kan niet meer leven van zijn leefloon", {"ocmw-1070", "ocmw-1040", "ocmw-1030"}),
        (
            "hij kan niet meer leven van zijn leefloon en weet niet waar hij nog naartoe kan voor hulp",
            {"ocmw-1070", "ocmw-1040", "ocmw-1030"},
        ),
        ("mon ket il fait que des bêtises, il va plus à l'école, qui peut l'aider ?", {"inseraction"}),
        ("we leven niet meer samen", {"espace-rencontre-bxl", "casg-familles"}),
        ("il s'est pendu au téléphone pour avoir une visite", {"itinerances", "relais-enfants-parents"}),
        ("on n'arrive plus à vivre avec le CPAS", {"ocmw-1070", "ocmw-1040", "ocmw-1030"}),
        ("il veut en finir avec ses dettes", {"debt-1080", "debt-rizome", "debt-1000"}),
        ("wil een einde maken aan het huwelijk", {"espace-rencontre-bxl", "casg-familles"}),
        ("mourir de faim", {"voedsel-berchem", "amphora", "voedsel-ukkel"}),
        ("my kids are dying of hunger", {"voedsel-berchem", "amphora", "voedsel-ukkel"}),
    ],
)
def test_what_goes_on_as_something_else_is_no_danger(found, typed, sheets):
    first = set(found(typed))
    assert not LINES & first
    assert sheets & first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ik wil dood", "zelfmoordlijn-1813"),
        ("suicidaal", "zelfmoordlijn-1813"),
        ("elle veut mourir", "prevention-suicide"),
        ("mon frère suicide", "prevention-suicide"),  # a word of three languages says none
        ("enkelband", "jh-bxl-nl"),
        ("bracelet électronique", "mj-bxl-fr"),
    ],
)
def test_of_two_that_are_alike_the_one_of_the_language_that_is_typed_comes_first(found, typed, first):
    assert found(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "sheets"),
    [
        ("sa fille veut disparaître depuis l'incarcération du papa", LINES),
        ("zij spaart pillen op voor als hij veroordeeld wordt", LINES),
        ("hij gaat zich een kogel door de kop jagen zegt hij", LINES),
        ("he feels like a burden, nobody would miss him", LINES),
        ("elle a avalé tous ses somnifères", LINES),
        ("sees no point anymore", LINES),
        ("haar lief heeft een mes op haar keel gezet", {"1712", "cpvcf", "ecoute-violences-conjugales"}),
        ("ses oncles veulent la marier de force au pays", {"1712", "cpvcf", "ecoute-violences-conjugales"}),
        ("il publie ses photos intimes pour se venger", {"1712", "cpvcf", "ecoute-violences-conjugales"}),
        ("iemand deed iets in haar drankje", {"cpvs-bxl"}),
        ("il l'oblige à coucher avec lui", {"cpvs-bxl"}),
        ("elle enferme le gamin dans la cave pour le punir", {"vk-brussel", "sos-enfants-ulb"}),
        ("she leaves the little ones unattended for days", {"vk-brussel", "sos-enfants-ulb"}),
        ("overdose d'héroïne le jour de sa sortie, respire mal", {"hop-erasme", "crise-st-luc"}),
    ],
)
def test_danger_as_callers_told_it(found, typed, sheets):
    assert sheets & set(found(typed, limit=3)), found(typed, limit=3)


@pytest.mark.parametrize(
    "typed",
    ["de afwasmachine is doodgegaan", "il a disparu sans payer le loyer", "huur punches", "kelder huren"],
)
def test_what_only_sounds_like_danger_calls_no_line(found, typed):
    assert not LINES & set(found(typed, limit=3))


def group(**fields):
    blank = {"terms_nl": "", "terms_fr": "", "terms_en": "", "abbreviations": "", "leads_to": "zelfmoordlijn"}
    return ThesaurusGroup(**{**blank, **fields})


@pytest.mark.parametrize(
    ("typed", "met"),
    [
        ("flabberen snorren", True),
        ("flabberen snorren bij oma", False),
        ("flabberen snorren met haar", False),
        ("flabberen snorren met plezier", True),
        ("bij oma flabberen snorren", True),  # only what follows
        ("flabberen bij oma snorren", False),
        ("kwispelen", True),
        ("kwispelen morgen", False),
        ("kraaien", True),
        ("kraaien morgen", True),
    ],
)
def test_a_term_can_name_what_must_not_follow(typed, met):
    """For each word in a row what it may be; a star is any; a mark by itself only cries."""
    terms = "flabberen snorren !bij/van !met+haar/hem|kwispelen !*|kraaien !"
    known = Thesaurus([group(code="a", kind="urgent", terms_nl=terms)])
    assert bool(known.expand(typed.split(), half=False)) is met


def test_the_same_term_with_other_exclusions_has_both():
    known = Thesaurus([group(code="a", kind="need", terms_nl="snorren !bij|snorren !met")])
    assert [bool(known.expand(["snorren", word], half=False)) for word in ("bij", "met", "op")] == [0, 0, 1]


@pytest.mark.parametrize("leads_to", ["kwaakwaak", "not:category:victim_support"])
def test_an_urgent_need_that_leads_nowhere_hides_nothing(found, starter, leads_to):
    store(group(code="own", kind="urgent", terms_nl="advocaat", leads_to=leads_to))
    assert "bjb-bxl-nl" in found("advocaat")


def test_of_a_heap_of_urgent_words_no_more_are_looked_at_than_of_others(starter):
    looked, _apart = tokens.looked_at(indexing.ready(), thesaurus.current(None), "she wants to die " * 30)
    assert len(looked) <= tokens.MOST_TOKENS


def test_of_a_phrase_no_single_word_stands_for_what_means_the_same():
    """ "Wants to die Dutch" is not all that means Dutch."""
    same = group(code="same", kind="equivalent", terms_nl="flamand|vlaams")
    need = group(code="need", kind="need", terms_nl="wil die flamand")
    assert {one.group.code for one in Thesaurus([same, need]).expand(["vlaams"], half=False)} == {"same"}


def test_what_an_editor_makes_urgent_comes_first(found, starter):
    store(group(code="own", kind="urgent", terms_nl="flabberen nu"))
    assert found("advocaat huur flabberen nu")[0] == "zelfmoordlijn-1813"


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [
        ("mijn broer heeft een strop gekocht", "zelfmoordlijn-1813"),
        ("il se tue", "prevention-suicide"),
        ("my husband broke my arm", "1712"),
        ("hij zit achter haar met een mes", "1712"),
        ("ze durft niet naar huis want hij slaat", "cpvcf"),
        ("my ex says he will burn the house with us inside", "cpvcf"),
        ("ma belle-soeur est séquestrée", "cpvcf"),
        ("la gamine dort dans la cave", "sos-enfants-ulb"),
        ("mon beau-père me touche", "cpvs-bxl"),
        ("her uncle touches her", "cpvs-bxl"),
        ("son patron l'a forcée", "cpvs-bxl"),
        ("il m'étrangle quand il a bu", "cpvcf"),
        ("he threw me against the wall", "1712"),
        ("il ne respire plus", "hop-erasme"),
        ("mon frère ne bouge plus", "hop-erasme"),
        ("l'avocat ne répond plus, mon frère veut mourir", "prevention-suicide"),
        ("hij ademt niet meer", "hop-erasme"),
        ("lips are blue cant wake him", "hop-erasme"),
        ("le petit a bu de la javel", "hop-erasme"),
        ("chest pain cant breathe", "hop-erasme"),
        ("enceinte elle perd du sang", "hop-erasme"),
        ("hij heeft gespoten en wordt blauw", "hop-erasme"),
        ("elle a avalé toute sa plaquette de somnifères", "emergency-112"),
        ("hij heeft te veel pillen geslikt", "zelfmoordlijn-1813"),
        ("hij denkt dat ze hem willen vergiftigen", "crise-st-luc"),
        ("mon frère a arrêté ses médocs et il pète un câble", "crise-st-luc"),
        ("she left a goodbye note", "prevention-suicide"),
    ],
)
def test_more_of_what_is_said_of_danger(found, typed, sheet):
    assert sheet in found(typed)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("il se tue au travail", "prevention-suicide"),
        ("mon père touche une pension", "cpvs-bxl"),
        ("patron m'a forcée à démissionner", "cpvs-bxl"),
        ("il a tué quelqu'un", "accueil-victimes-bxl"),
        ("hij heeft iemand neergestoken", "accueil-victimes-bxl"),
        ("mon fils a frappé un policier", "vk-brussel"),
        ("mijn man is veroordeeld voor slagen", "1712"),
        ("achter met huur", "1712"),
        ("stikt in de schulden", "hop-erasme"),
        ("mon avocat ne réagit plus", "hop-erasme"),
        ("le juge ne réagit plus", "hop-erasme"),
        ("de advocaat reageert niet meer", "hop-erasme"),
        ("mon dossier ne bouge plus", "hop-erasme"),
        ("le loyer nous étouffe", "hop-erasme"),
        ("il ne se réveille pas pour aller à l'école", "hop-erasme"),
        ("wordt niet wakker van de wekker", "hop-erasme"),
        ("mon père a été tué", "prevention-suicide"),
        ("mon mari tue le temps", "prevention-suicide"),
        ("seizure by bailiff", "hop-erasme"),
        ("saisie sur salaire", "hop-erasme"),
        ("pijn bij borstvoeding", "hop-erasme"),
        ("mijn zoon had een mes getrokken en zit nu vast", "1712"),
    ],
)
def test_what_only_sounds_like_it_is_not_sent_there(found, typed, wrong):
    assert wrong not in found(typed, limit=2)


def test_what_is_no_danger_is_still_what_it_is(results):
    """A term that leads nowhere takes the words away from danger, and is not said to be searched."""
    answer = results("mon avocat ne réagit plus")
    assert {"baj-bxl-fr", "bjb-bxl-nl"} <= {hit.external_id for hit in answer.hits}
    assert "nietdringend" not in answer.also_searched
    assert results("mes dettes m'étouffent").hits[0].external_id.startswith("debt-")


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [
        ("hij ademt niet", "emergency-112"),
        ("il saigne beaucoup", "emergency-112"),
        ("she fainted", "emergency-112"),
        ("de kleine is van de trap gevallen en braakt", "emergency-112"),
        ("kind heeft javel gedronken", "antigif"),
        ("carbon monoxide poisoning", "antigif"),
        ("ils ont mangé des champignons et vomissent", "antigif"),
        ("hij staat voor de deur met een mes", "police-101"),
        ("mon ex est devant la porte avec un couteau", "police-101"),
        ("he put a gun to my head", "police-101"),
        ("de politie moet komen", "police-101"),
        ("mon ex a défoncé la porte", "police-101"),
        ("hij stampt mijn deur in", "police-101"),
        ("il menace de mettre le feu à la maison", "police-101"),
        ("mijn dochter is verdwenen", "child-focus"),
        ("enfants emmenés à l'étranger", "child-focus"),
        ("kindertelefoon", "awel-102"),
        ("ligne d'écoute pour enfants", "ecoute-enfants-103"),
        ("il m'a envoyé un sms d'adieu", "prevention-suicide"),
        ("zie het ni meer zitten", "zelfmoordlijn-1813"),
    ],
)
def test_danger_leads_to_the_number_that_is_called(found, typed, sheet):
    assert sheet in found(typed, limit=4 if sheet == "police-101" else 3)


@pytest.mark.parametrize("typed", ["mijn zoon heeft een mes getrokken", "mon fils a sorti un couteau"])
def test_who_had_a_weapon_is_no_danger_now(found, typed):
    assert "police-101" not in found(typed, limit=3)
