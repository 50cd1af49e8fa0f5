"""A life in danger comes first, who is accused is no victim, and how it is said is not what is asked."""

import pytest

from directory import search
from directory.models import ThesaurusGroup
from directory.search import Criteria
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
        "vriendin van gedetineerde wil niet meer leven",
        "mon fils en prison veut mourir",
        "my son in prison does not want to live anymore",
        "zoon heeft huurschuld en schulden bij het ziekenhuis en wil dood",
    ],
)
def test_whoever_is_in_danger_comes_before_whatever_else_is_said(found, typed):
    assert set(found(typed, limit=2)) == LINES


@pytest.mark.parametrize(
    "typed",
    [
        "mon fils est accusé de viol",
        "verdacht van aanranding",
        "beschuldigd van verkrachting hulp",
        "suspected of rape needs therapy",
        "hij wordt verdacht van aanranding, waar kan hij therapie volgen",
        "mijn man wordt beschuldigd van partnergeweld",
        "son accused of domestic violence",
    ],
)
def test_whoever_is_accused_is_not_sent_to_those_who_help_victims(results, typed):
    first = [hit.external_id for hit in results(typed).hits[:3]]
    assert {"iter", "cab-bxl", "praxis"}.intersection(first)
    assert not {"lva-bxl", "cpvs-bxl", "accueil-victimes-bxl", "ecoute-violences-conjugales"}.intersection(
        first
    )


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [
        ("verkracht", "cpvs-bxl"),
        ("victime de viol", "cpvs-bxl"),
        ("slachtoffer van verkrachting zoekt advocaat", "lva-bxl"),
        ("ma fille a été violée, elle cherche une avocate", "lva-bxl"),
        ("advocaat slachtoffer", "lva-bxl"),
    ],
)
def test_a_victim_still_is(found, typed, sheet):
    assert sheet in found(typed, limit=2)


@pytest.mark.parametrize("typed", ["advocaat", "avocat", "geen geld voor een advocaat", "lawyer"])
def test_a_lawyer_is_no_lawyer_for_victims(found, typed):
    assert {"bjb-bxl-nl", "baj-bxl-fr"} == set(found(typed, limit=2))


@pytest.mark.parametrize(
    "typed",
    [
        "kinderen van gedetineerden",
        "kinderen gedetineerden",
        "kind van gedetineerde",
        "enfants de détenus",
        "children of prisoners",
    ],
)
def test_children_of_prisoners_are_found_in_any_words(found, typed):
    assert set(found(typed, limit=2)) == {"relais-enfants-parents", "itinerances"}


def test_who_has_the_very_word_stands_before_who_is_only_of_that_kind(found):
    assert found("straathoekwerk schaarbeek")[0] == "amo-atmospheres"


def test_two_small_words_that_are_neighbours_in_a_name_say_nothing(results):
    parts = results("kan ik hem bellen in de gevangenis").hits[0].signals
    assert "“in de”" not in parts


def groups(**changed):
    rows = [
        {"code": "a", "kind": "need", "terms_nl": "kwispelen", "leads_to": "category:legal_aid"},
        {"code": "b", "kind": "urgent", "terms_nl": "flabberen nu", "leads_to": "zelfmoordlijn"},
        {
            "code": "c",
            "kind": "need",
            "terms_nl": "snorren",
            "leads_to": "pro deo|not:category:victim_support",
        },
    ]
    blank = {"terms_fr": "", "terms_en": "", "abbreviations": ""}
    return [ThesaurusGroup(**{**blank, **row, **changed}) for row in rows]


def test_a_group_knows_what_it_leads_to_and_away_from():
    plain, urgent, away = Thesaurus(groups()).groups
    assert (plain.kind, plain.facets, plain.away, plain.urgent) == (
        "need",
        ("category=legal_aid",),
        (),
        False,
    )
    assert (urgent.kind, urgent.urgent) == ("need", True)
    assert (away.facets, away.away) == ((), ("category=victim_support",))
    assert [term.label for term in away.targets] == ["pro deo"]


def test_an_editor_makes_a_need_urgent_and_leads_one_away(found, starter):
    for group in groups():
        store(group)
    assert found("advocaat huur flabberen nu")[0] == "zelfmoordlijn-1813"
    hits = search.find(Criteria(q="snorren geweld"), 100).hits
    shown = {hit.external_id: hit.signals["not meant"] for hit in hits}
    assert shown["lva-bxl"] < 0 == shown["baj-bxl-fr"]
