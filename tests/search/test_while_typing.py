"""A sentence that is being typed has a list before it says what it asks."""

import pytest

from directory.thesaurus import store
from tests.search.test_danger import group


@pytest.mark.parametrize(
    "typed", ["my husband", "my husband w", "mijn man", "mijn man zi", "ma fille veut", "mon mari est e"]
)
def test_whom_it_is_about_shows_who_helps_relatives(found, typed):
    assert {"caw-jww", "rizome-bxl", "sasb-sireas"} & set(found(typed))


def test_what_counts_only_where_nothing_else_is_found_gives_way(found, starter):
    store(group(code="own", kind="otherwise", terms_nl="flabberen"))
    assert found("flabberen")[0] == "zelfmoordlijn-1813"
    assert found("flabberen zq")[0] == "zelfmoordlijn-1813"
    assert "zelfmoordlijn-1813" not in found("flabberen voedselpakket", limit=20)
    assert "zelfmoordlijn-1813" not in found("voedselpakket flabberen", limit=20)


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [
        ("hij heeft mij aangerand twee dagen geleden", "cpvs-bxl"),
        ("madame heeft een broer die geïnterneerd is en zoekt iemand om mee te praten", "apo"),
        ("la petite a des bleus partout et elle a peur de son père", "vk-brussel"),
    ],
)
def test_of_a_sentence_what_a_need_leads_to_is_found_though_it_answers_one_word(found, typed, sheet):
    assert sheet in found(typed)


def test_a_relative_says_nothing_where_the_need_is_known(found):
    assert found("mijn man zoekt werk")[0] == "actiris"
    assert "apo" not in found("ma fille a faim", limit=20)


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("she sings with a low throat now", None),
        ("on va planter des arbres avec la classe", None),
        ("ik schiet te kort als mama vandaag", None),
        ("mes enfants veulent voir leur papa", None),
        ("je cherche un avocta pour mon mari", "je cherche un avocat pour mon mari"),
        ("mijn dochter moet naar een psycoloog", "mijn dochter moet naar een psycholoog"),
    ],
)
def test_in_a_sentence_only_a_likely_slip_is_mended(results, typed, corrected):
    assert results(typed).corrected == corrected


@pytest.mark.parametrize(
    "typed", ["loy", "loye", "loyer", "loyer i", "loyer im", "loyer imp", "loyer impayé"]
)
def test_a_need_is_found_from_its_first_letters_to_its_last(results, typed):
    answer = results(typed)
    assert "debt-rizome" in [hit.external_id for hit in answer.hits]
    assert not answer.corrected


@pytest.mark.parametrize("typed", ["elsen", "ixelle", "uccl", "schaarb"])
def test_a_place_that_is_being_typed_is_not_mended(results, typed):
    assert not results(typed).corrected


@pytest.mark.parametrize("typed", ["zoon gist", "zoon gister", "psycholoog zwemb"])
def test_a_word_that_is_being_typed_is_not_said_to_be_missing(results, typed):
    assert not results(typed).missed


def test_half_a_word_for_a_lawyer_does_not_show_the_victims_first(found):
    assert found("avoca")[0] in {"bjb-bxl-nl", "baj-bxl-fr"}
