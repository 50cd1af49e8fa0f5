"""What editors write leads on: to what means the same, and to what another need leads to; all of it is
named."""

import pytest

from directory.thesaurus import store
from tests.search.test_danger import group

pytestmark = pytest.mark.usefixtures("starter")  # to be written to


def test_a_word_that_means_the_same_as_the_word_of_a_need_needs_the_same(found):
    """Though the word stands in another group of words that mean the same."""
    store(group(code="own", kind="equivalent", terms_nl="woninguitdrijvung|uithuiszetting", leads_to=""))
    assert set(found("woninguitdrijvung", limit=60)) == set(found("uithuiszetting", limit=60))


def test_a_need_that_leads_to_the_word_of_another_need_leads_where_that_leads(found, results):
    store(group(code="own", kind="need", terms_nl="huisuitzettung", leads_to="ontruiming"))
    assert found("huisuitzettung", limit=3)
    assert set(found("huisuitzettung", limit=60)) == set(found("ontruiming", limit=60))


def test_where_sheets_have_the_word_they_are_what_is_meant(found):
    store(group(code="own", kind="need", terms_nl="blafblaf", leads_to="kruidenier"))
    assert found("blafblaf", limit=1) == ["amphora"]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("taalles", "Solidarité Savoir"),
        ("crèche", "category=family"),
        ("ik hoor stemmen", "category=mental_health"),
        ("dakl", "dakloos"),
    ],
)
def test_whatever_the_thesaurus_brought_is_named(results, typed, named):
    """Also words that are of no language, kinds of help, and what half a word may become."""
    assert named in results(typed).also_searched
    assert "tolk" not in results("tolk").also_searched
