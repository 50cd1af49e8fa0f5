"""What a list says of a slip, and what is made of a word that nobody has."""

import pytest


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("rolk", "tolk"),
        ("lavocat", "avocat"),
        ("dici ailleurs", "ici ailleurs"),
        ("ocmw gent", None),
        ("lamutuelle", "mutuelle"),
        ("dehuur", "huur"),
    ],
)
def test_what_is_said_to_be_shown_is_what_is_shown(results, typed, shown):
    """Not a word by which nothing is found (*rook*, *gentleman*), while what stands there came by another."""
    assert results(typed).corrected == shown


def test_of_an_unknown_compound_what_half_of_all_services_are_says_nothing(found):
    assert found("kwispelcentrum") == found("kwispeldienst") == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ovocat", "avocat"), ("avocta", "avocat"), ("schuldbemidelling", "schuldbemiddeling"),
        ("huisarst", "huisarts"), ("pyschologue", "psychologue"), ("sycologue", "psychologue"),
        ("rizoom", "rizome"), ("onthall", "onthaal"), ("loyr", "loyer"), ("klaht", "klacht"),
        ("argnt", "argent"),
        ("loyer en retad", "loyer en retard"),
        # Letters that were left out of a long word.
        ("leefon", "leefloon"), ("zieknfods", "ziekenfonds"), ("justitehus", "justitiehuis"),
        # A slip in one half of a compound that the directory has otherwise.
        ("scguldenbemiddeling", "schuldbemiddeling"),
        ("schuldbemidlig", "schuldbemiddeling"), ("gezinhernigng", "gezinshereniging"),
        ("verblijfvergunnig", "verblijfsvergunning"), ("werkloosheiduitkerng", "werkloosheidsuitkering"),
    ],
)  # fmt: skip
def test_slips_of_words_that_somebody_has_are_mended(results, typed, shown):
    assert results(typed).corrected == shown


@pytest.mark.parametrize("typed", ["avoc", "psycho", "schuldbem", "loye", "interpr"])
def test_half_a_word_without_a_slip_is_as_good_as_it_was(found, typed):
    assert found(typed)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("cmw jette", "ocmw jette"), ("jca", "jac"), ("cwa", "caw"), ("tok", "tolk"), ("jca 1080", "jac 1080")],
)
def test_three_letters_may_be_exchanged_or_lack_one(results, typed, shown):
    assert results(typed).corrected == shown


@pytest.mark.parametrize("typed", ["gsm", "wants to sit down with the guy who robbed her", "kat", "xjz"])
def test_of_three_letters_no_other_slip_is_mended(results, typed):
    """A letter for another may be any word, and so may one of a sentence; nothing is called *took*."""
    assert not results(typed).corrected
