"""What people say for one and the same thing: it counts within needs, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.lookup import NONE, word_of
from directory.models import Service, ThesaurusGroup
from directory.terms import SAID, Thesaurus
from directory.thesaurus import store


def thesaurus(*rows):
    return Thesaurus(
        ThesaurusGroup(**{"terms_nl": "", "terms_fr": "", "leads_to": "", **row}) for row in rows
    )


PUFFIN = {
    "code": "puffin",
    "kind": "everyday",
    "terms_nl": "papegaaiduiker|vogel met snavel",
    "terms_fr": "macareux",
}
NEST = {"code": "nest", "kind": "everyday", "terms_nl": "nest|nestkast", "terms_en": "nesting box"}
NEED = {"code": "need", "kind": "need", "terms_nl": "papegaaiduiker nest", "leads_to": "zelfmoordlijn"}


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("papegaaiduiker nest", {0, 1}),
        ("een nestkast voor macareux", {1, 3}),  # any word of either, in another language and order
        ("vogel heeft een snavel en nest", {0, 3, 5}),  # a phrase stands where one word would
        ("macareux nesting box", {0, 1, 2}),
        ("papegaaiduikers nesten", {0, 1}),  # and in any inflection
    ],
)
def test_a_word_of_a_need_stands_for_all_that_is_said_for_it(typed, where):
    found = thesaurus(PUFFIN, NEST, NEED).expand(typed.split(), half=False)
    assert [(one.group.code, set(one.positions)) for one in found] == [("need", where)]


@pytest.mark.parametrize(
    "typed", ["macareux", "nest nestkast", "vogel nest", "vogel snavel", "snavel met nest"]
)
def test_half_of_it_is_not_enough(typed):
    assert thesaurus(PUFFIN, NEST, NEED).expand(typed.split(), half=False) == []


def test_it_leads_nowhere_by_itself_and_a_need_of_one_word_is_not_widened():
    one = {**NEED, "terms_nl": "papegaaiduiker"}
    same = {"code": "same", "kind": "equivalent", "terms_nl": "papegaaiduiker|alk"}
    known = thesaurus(PUFFIN, one, same)
    assert known.expand(["macareux"], half=False) == []
    assert {each.group.code for each in known.expand(["papegaaiduiker"], half=False)} == {"need", "same"}


def test_the_last_word_may_be_half_typed():
    found = thesaurus(PUFFIN, NEST, NEED).expand(["macareux", "nestka"], half=True)
    assert [(one.group.code, one.half) for one in found] == [("need", True)]


@pytest.mark.usefixtures("starter")
def test_its_words_are_known_and_so_a_slip_in_one_is_mended(found):
    for row in (PUFFIN, NEST, NEED):
        store(ThesaurusGroup(**{**row, "code": f"own-{row['code']}"}))
    assert found("nestkast macareux")[0] == "zelfmoordlijn-1813"
    assert found("nestkaast macareux")[0] == "zelfmoordlijn-1813"
    assert "zelfmoordlijn-1813" not in found("macareux")


WORDS = "papegaaiduiker macareux nest nesting box vogel snavel met een".split()


@given(st.lists(st.sampled_from(WORDS), max_size=7))
def test_word_by_word_the_same_terms_are_found_as_at_once(tokens):
    known = thesaurus(PUFFIN, NEST, NEED)
    for end in range(len(tokens) + 1):
        typed = list(enumerate(tokens[:end]))
        words = [
            word_of(at, NONE, [known._lookup.uses([SAID + code])])
            for at, code in known._everyday.phrases(typed)
        ] + [known._word(frozenset((at,)), token) for at, token in typed]
        read = known._read(tuple(tokens[:end]))
        # But for the places of each, which are worked out when somebody asks.
        assert [one._replace(places=[]) for one in read.words] == [one._replace(places=[]) for one in words]
        assert read.whole == known._lookup.whole(words)


def test_many_ways_to_fit_end_soon():
    known = thesaurus(PUFFIN, NEST, {**NEED, "terms_nl": "papegaaiduiker nest papegaaiduiker nest"})
    assert known.expand(["macareux"] * 12, half=True) == []
    assert len(known.expand(["macareux", "nest"] * 6, half=True)) == 1


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("fille arrêtée quelle prison", "prison-haren"),
        ("fils arrêté dans quelle prison", "prison-saint-gilles"),
        ("zus opgepakt in welke gevangenis zit ze", "prison-haren"),
        ("il veut passer un diplôme pendant sa peine", "adeppi"),
        ("hij wil studeren tijdens zijn straf", "adeppi"),
        ("il pète un câble il faut le faire hospitaliser", "crise-st-luc"),
        ("hij is zot geworden en moet opgenomen worden", "crise-st-luc"),
        ("COO Schaarbeek", "ocmw-1030"),
        ("la mutuelle rouge", "solidaris-brabant"),
    ],
)
def test_what_callers_said_to_writers_who_had_not_seen_the_thesaurus(found, typed, first):
    assert found(typed)[0] == first


@pytest.mark.parametrize(
    "typed",
    ["mon fils doit 20 euros", "mijn zoon belt om 15 uur",
     "mon fils sort le 20 décembre", "fille 20 minutes"],
)  # fmt: skip
def test_an_amount_an_hour_or_a_day_is_no_age_of_a_child(results, typed):
    assert "jeugdhulp" not in results(typed).also_searched


@pytest.mark.parametrize("typed", ["help for my son 15", "aide pour mon fils de 15 ans", "zoon van 15 jaar"])
def test_the_age_of_a_child_leads_to_who_is_there_for_youths(results, typed):
    assert "jeugdhulp" in results(typed).also_searched


@pytest.mark.parametrize(
    "typed", ["punaises de lit", "bedwantsen", "muizen in mijn appartement", "bed bugs in flat"]
)
def test_vermin_at_home_is_a_matter_for_who_helps_tenants(found, typed):
    assert found(typed)[0] == "atelier-droits-sociaux"


@pytest.mark.parametrize("typed", ["halal", "colis alimentaire halal", "repas casher", "kosher food"])
def test_what_one_may_eat_asks_for_food(results, typed):
    first = results(typed, limit=3)
    assert first.corrected is None
    assert {Service.get(external_id=hit.external_id).category for hit in first.hits} == {"food_aid"}


@pytest.mark.parametrize(
    "typed", ["logement bon marché", "betaalbare woning", "cheap flat", "logement", "woning", "kot"]
)
def test_a_home_at_a_low_price_is_a_home(results, typed):
    assert "logement social" in results(typed).also_searched


def test_debt_is_one_thing_in_the_singular_too(results):
    one, many = (results(typed, limit=10).hits for typed in ("dette", "dettes"))
    assert {hit.external_id for hit in one} == {hit.external_id for hit in many}
    assert "schuldbemiddeling" in results("schulden").also_searched


def test_a_roof_is_in_no_streets_name(results):
    """*À la rue* led to the rue Haute."""
    for typed in ("onderdak", "shelter", "où dormir ce soir"):
        assert not any(match.field == "place" for hit in results(typed, 50).hits for match in hit.why)


def test_a_word_taken_apart_of_which_a_piece_is_nowhere_is_not_said_to_be_searched(results):
    answer = results("hondenbegeleiding")
    assert answer.missed == ["hond"]
    assert answer.corrected is None
    assert results("huisvanhetkind").corrected == "huis van het kind"
