"""Who is held, who comes out and what is taken along, as it is said in Brussels and in Flanders."""

import pytest

from tests.search.test_what_relatives_ask import CHILDREN, FAMILIES, HARMFUL, JUSTICE, LAWYERS, PRISONS

YOUNG = {"tj-bxl-fr", "sos-jeunes", "amo-rythme", "amo-amos", "amo-atmospheres"}


@pytest.mark.parametrize(
    "typed",
    [
        "gast zit", "mijn kerel zit", "vriendin van een gast die zit", "mijn broer moet gaan zitten",
        "mijn zoon zit al drie maanden", "mijn lief zit lang", "kameraad binnengestoken",
    ],
)  # fmt: skip
def test_to_sit_is_to_be_in_prison_where_nothing_else_is_said_of_it(found, typed):
    assert FAMILIES.issuperset(found(typed, limit=2)), found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "mijn vader zit lang in het ziekenhuis", "mama zit jaren in een rusthuis", "kerel zit zonder werk",
        "mijn vriend zit in de schulden", "mijn zoon zit op school", "man heeft verlof van zijn werk",
    ],
)  # fmt: skip
def test_whoever_sits_somewhere_else_is_not_in_prison(found, typed):
    assert not FAMILIES.intersection(found(typed, limit=2)), found(typed)


@pytest.mark.parametrize("typed", ["lief", "vriendin", "gast", "kerel", "verloofde"])
def test_a_partner_of_whom_nothing_is_said_yet_has_beaten_nobody(found, typed):
    """As with *zoon* and *vent*: half of the terms with these words are of violence."""
    assert not HARMFUL.intersection(found(typed, limit=3)), found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "geld voor kantine", "kantinegeld", "hoe kan ik geld storten op rekening gedetineerde",
        "geld opsturen gevangenis", "geld geven aan man in gevangenis", "televisie in cel betalen",
        "nieuwe schoenen binnenkrijgen",
        "propere kleren voor mijn man in de bak", "sigaretten voor gevangene",
        "hoeveel keer per week mag ik op bezoek", "argent pour la cantine",
    ],
)  # fmt: skip
def test_what_goes_into_a_prison_is_asked_of_the_prison(found, typed):
    assert PRISONS.intersection(found(typed, limit=2)), found(typed)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("flikken kwamen hem halen", {"bjb-bxl-nl", "baj-bxl-fr"}),
        ("er is vannacht een inval geweest bij ons thuis", {"bjb-bxl-nl", "baj-bxl-fr"}),
        ("borg betalen voor mijn kerel", FAMILIES | LAWYERS),
        ("uitleg over het gerecht", FAMILIES | LAWYERS),
        ("voorlopig vrij", JUSTICE),
        ("beperkte detentie", FAMILIES | JUSTICE),
        ("naar huis met bandje", JUSTICE),
        ("zoon van 14 gestolen", YOUNG),
        ("mijn zoontje boos op papa in gevangenis", CHILDREN),
        ("mijn man komt buiten ik heb schrik", HARMFUL),
        ("wij staan op straat met de kinderen", {"cpvcf", "ocmw-1070"}),
        ("slaapplek", {"macadam", "abaka"}),
        ("mijn man mag met verlof maar ik wil hem niet thuis", FAMILIES | JUSTICE),
        ("mijn broer is vrij en heeft geen dak", FAMILIES),
        ("bril kapot in gevangenis", FAMILIES | PRISONS),
        ("school in de gevangenis", {"adeppi"}),
        ("vluchthuis vrouw kinderen", {"cpvcf"}),
        ("opname forceren zoon", {"crise-st-luc", "hop-erasme"}),
        ("jongeren chat", {"awel-102", "ecoute-enfants-103"}),
        ("attest goed gedrag", {"gemeente-1000"}),
    ],
)  # fmt: skip
def test_what_is_said_in_flemish_words_is_what_it_is_in_others(found, typed, right):
    assert found(typed)[0] in right, found(typed)


@pytest.mark.parametrize("typed", ["borg terugkrijgen van huisbaas", "borg appartement", "borg betalen"])
def test_a_deposit_is_no_bail(found, typed):
    assert found(typed)[0] == "atelier-droits-sociaux"


@pytest.mark.parametrize("typed", ["dierenasiel", "hondenopvang", "kattenasiel", "dierenkliniek"])
def test_who_looks_after_animals_is_not_among_us(found, typed):
    assert found(typed) == []


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("mijn dochtertje wil haar papa zien maar ik wil zelf niet naar de gevangenis", CHILDREN),
        ("ik kan niet met hem spreken door de telefoon want ik ken geen nederlands",
         {"brussel-onthaal", "setis-bxl"}),
    ],
)  # fmt: skip
def test_of_a_long_sentence_the_small_words_of_its_phrases_are_read_where_there_is_room(found, typed, right):
    assert right.issuperset(found(typed, limit=2)), found(typed)


@pytest.mark.parametrize("typed", ["hulpcentrum jette", "hulpdienst jette", "hulpverlening jette"])
def test_a_place_with_any_word_for_help_is_who_helps_there(found, typed):
    assert set(found(typed, limit=2)) == {"ocmw-1090", "entraide-jette"}


@pytest.mark.parametrize(
    "typed",
    ["lui apporter du linge", "bring him clothes", "hem kleren brengen", "hoe breng ik haar ondergoed"],
)
def test_what_is_brought_to_somebody_is_brought_to_a_prison(found, typed):
    assert PRISONS.intersection(found(typed, limit=2)), found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "plus de revenu depuis qu'il est incarcéré", "plus d'argent depuis qu'il est en prison",
        "geen inkomen sinds hij vastzit", "nu hij vastzit hebben we geen inkomen",
        "no income since he is in prison", "no money since his arrest",
    ],
)  # fmt: skip
def test_who_has_nothing_since_somebody_is_held_is_helped_where_money_is(found, typed):
    assert all(one.startswith("ocmw-") for one in found(typed, limit=3)), found(typed)


@pytest.mark.parametrize("typed", ["coups du mari", "les coups de son compagnon", "coups de son ex"])
def test_blows_of_a_partner_are_violence_and_calls_of_one_are_none(found, typed):
    assert HARMFUL.issuperset(found(typed, limit=3)), found(typed)
    assert not HARMFUL.intersection(found("coups de fil de mon mari", limit=3))
