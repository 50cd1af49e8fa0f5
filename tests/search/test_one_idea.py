"""Words that together are one idea, and a word that is a need by itself: what only looks like them answers
neither."""

import pytest

from directory.models import Service

FAMILIES = {"rizome-bxl", "caw-jww", "sasb-sireas", "smbg-famd", "slaj-v", "apo", "ajw-bru", "cap-iti"}


@pytest.mark.parametrize(
    "typed",
    [
        "petit-fils", "petite-fille", "mon petit-fils", "belle-mère", "demi-frère", "petite amie",
        "mother-in-law", "step-mother", "stepmother", "kleinzoon", "vader", "mijn schoonmoeder",
    ],
)  # fmt: skip
def test_one_of_the_kin_alone_asks_for_who_is_there_for_relatives(results, starter, typed):
    """*Petit* is in *petits prêts* and in *petite échelle*, *law* in the name of who helps refugees."""
    answer = results(typed)
    assert answer.hits[0].external_id in FAMILIES
    assert not answer.corrected
    assert not answer.missed


def test_which_one_of_the_kin_it_is_says_nothing_beside_what_is_asked(results, starter):
    assert not results("droit de visite grands-parents").missed
    assert "legal-helpdesk" not in [hit.external_id for hit in results("mother-in-law", limit=60).hits]


@pytest.mark.parametrize("typed", ["petits prêts", "petit prêt"])
def test_a_small_loan_is_still_small(found, starter, typed):
    assert found(typed)[0] == "entraide-jette"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("aide à la jeunesse", "youth"), ("service jeunesse", "youth"), ("aide familiale", "ocmw"),
        ("medische steun", "ocmw"),
    ],
)  # fmt: skip
def test_one_word_of_a_term_in_a_name_is_not_the_term(found, starter, typed, kind):
    """*Jeunesse* is in the name of the youth court, *medisch* in that of a *medisch huis*."""
    assert Service.get(external_id=found(typed)[0]).category == kind


def test_who_is_called_by_all_of_a_term_comes_first(found, starter):
    assert found("bruxelles accueil")[0] == "brussel-onthaal"
    assert found("rue saint-françois")[0] == "inseraction"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("ouderen", "ocmw"), ("oudere", "ocmw"), ("premie", "ocmw"), ("familiehulp", "ocmw")],
)
def test_a_need_of_one_word_is_no_other_form_of_it(found, starter, typed, kind):
    """*Ouderen* are no *ouders*, and a *premie* no *première instance*."""
    kinds = [Service.get(external_id=one).category for one in found(typed, limit=3)]
    assert kinds.count(kind) > 1


def test_but_a_name_may_begin_so(found, starter):
    assert found("trans")[0] in {"infor-droits", "freeclinic"}
    sheet = Service.get(external_id="cap-iti")
    sheet.name_nl = sheet.name_fr = "Transit"
    sheet.save()
    sheet.changed()
    assert found("trans")[0] == "cap-iti"


@pytest.mark.parametrize("typed", ["speaks english", "english speaking", "i speak english"])
def test_who_speaks_english_is_asked_for_as_english_is(found, starter, typed):
    """Not who is *Dutch-speaking*."""
    assert found(typed) == found("english")


def test_engelssprekend_is_english(results, starter):
    answer = results("engelssprekende psycholoog")
    assert not answer.missed
    assert not answer.corrected
    assert answer.hits[0].external_id in {"dieda", "la-gerbe", "exil"}


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("CAAMI", "mutuality"), ("hulpkas", "mutuality"), ("mobib", "ocmw"), ("primes énergie", "ocmw"),
        ("verwarming kapot", "ocmw"), ("maison de quartier", "mental_health"), ("onthaalgezin", "youth"),
        ("bus naar haren", "prison"), ("stop it now", "justice_welfare"),
        ("mon mari était le seul à travailler", "ocmw"),
    ],
)  # fmt: skip
def test_words_that_nobody_answered(results, starter, typed, kind):
    answer = results(typed)
    assert not answer.corrected
    assert Service.get(external_id=answer.hits[0].external_id).category == kind


def test_the_flea_market_is_in_the_city(results, starter):
    assert results("marché aux puces").hits[0].external_id == "ocmw-1000"
