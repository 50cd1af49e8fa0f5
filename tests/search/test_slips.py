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
