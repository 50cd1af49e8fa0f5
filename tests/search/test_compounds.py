"""Dutch compounds that nobody has: what they are about."""

import pytest

from directory import indexing
from directory.search.compounds import made_of


def test_of_an_unknown_compound_what_half_of_all_services_are_says_nothing(found):
    assert found("kwispelcentrum") == found("kwispeldienst") == []


@pytest.mark.parametrize(
    ("compound", "piece"),
    [
        ("enkelbandbegeleiding", "enkelband"), ("verslavingsbegeleiding", "verslaving"),
        ("bezoekrechtbemiddeling", "bezoekrecht"), ("deurwaarderskosten", "deurwaarder"),
        # The head, where it is a term too: it says which kind of help.
        ("vreemdelingenadvocaat", "advocaat"),
    ],
)  # fmt: skip
def test_an_unknown_compound_is_about_its_piece_that_is_a_term(found, compound, piece):
    assert found(compound, limit=1) == found(piece, limit=1)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("familiebegeleiding detentie", "familie begeleiding detentie"),
        ("daderhulpverlening partnergeweld", "dader hulpverlening partnergeweld"),
        ("gevangenis verslavingsbegeleiding", "gevangenis verslaving begeleiding"),
        ("familiebegeleiding", None), ("familiebegeleiding molenbeek", None),
        ("voedselbedeling detentie", None),
    ],
)  # fmt: skip
def test_an_unknown_compound_is_taken_apart_where_its_first_half_makes_a_need_with_others(
    results, found, typed, shown
):
    assert results(typed).corrected == shown
    assert not shown or found(typed, limit=3) == found(shown, limit=3)


@pytest.mark.parametrize("typed", ["études", "bourse d'études"])
def test_only_dutch_makes_compounds(found, starter, typed):
    """*Études* are no half of *assuétudes*, which is a word of texts and a label in French."""
    assert {"al-anon", "aa-fr", "feda-bxl"}.isdisjoint(found(typed, limit=30))


def test_a_half_is_of_words_that_stand_in_dutch(found, starter):
    assert found("bemiddeling")
    index = indexing.state.index
    assert "schuldbemiddeling" in made_of(index, "bemiddeling", 40)
    assert made_of(index, "etudes", 40) == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [("hij mag naar huis met een bandje", "jh-bxl-nl"), ("woning met een tuin", "rizome-bxl")],
)
def test_two_small_words_are_not_one_that_tells_something(found, typed, first):
    """*Met een* is no *meteen*, with which somebody has no house tonight."""
    assert found(typed)[0] == first


@pytest.mark.parametrize("typed", ["famille à la rue", "une famille a la rue", "homme à la rue"])
def test_a_word_and_the_small_one_behind_it_are_no_inflection_of_it(found, starter, typed):
    assert all(one.startswith("ocmw-") for one in found(typed, limit=3))
