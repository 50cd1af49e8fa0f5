"""Danger with a slip in one word that may be a slip of something else, too."""

import pytest


@pytest.mark.parametrize(
    ("typed", "said"),
    [("mijn dochter wil niet meur leven", "mijn dochter wil niet meer leven"),
     ("hij wil niet mer leven", "hij wil niet meer leven")],
)  # fmt: skip
def test_of_what_a_slip_may_be_the_danger_comes_first(results, typed, said):
    """*Meuf* is a woman, and *mer* the sea: in a Dutch sentence neither is meant."""
    answer = results(typed)
    assert answer.corrected == said
    assert answer.hits[0].external_id == "zelfmoordlijn-1813"


def test_the_sea_is_still_the_sea(results):
    assert results("mon fils veut voir la mer").corrected is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("she wants tod ie", "she wants to die"), ("wil nietmeer leven", "wil niet meer leven"),
        ("ze wil doodg aan", "ze wil dood gaan"), ("hij wil nietm eer leven", "hij wil niet meer leven"),
        ("il va s etuer", "il va se tuer"),
    ],
)  # fmt: skip
def test_a_blank_that_slipped_hides_no_danger(results, typed, said):
    answer = results(typed)
    assert answer.corrected == said
    assert answer.hits[0].external_id in {"zelfmoordlijn-1813", "prevention-suicide"}


@pytest.mark.parametrize("typed", ["mijn zoon Tod iemand", "wants tog o home", "zit thui s", "psyc holoog"])
def test_other_blanks_make_none(results, typed):
    assert not {"zelfmoordlijn-1813", "prevention-suicide"}.intersection(
        hit.external_id for hit in results(typed).hits[:3]
    )
