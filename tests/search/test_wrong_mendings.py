"""What is no slip, and what is offered where nothing is found: words that are used, and find something."""

import pytest


@pytest.mark.parametrize("typed", ["judo voor kinderen", "judo kinderen"])
def test_a_short_word_is_no_slip_of_the_beginning_of_a_long_one(results, starter, typed):
    answer = results(typed)
    assert (answer.corrected, answer.missed) == (None, ["judo"])


@pytest.mark.parametrize("typed", ["rizm bxl", "jusi bus"])
def test_but_where_letters_of_it_were_left_out(results, starter, typed):
    first = {"rizome-bxl", "debt-rizome", "justibus"}
    assert first & {hit.external_id for hit in results(typed, limit=2).hits}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("football club", ["football"]), ("club de football", ["football"]), ("tennis club", []),
        ("cours de natation", ["cours"]), ("cours de danse", ["cours"]), ("ijl", ["bijl"]),
        ("tolkkzz rue royale", ["tolk rue royale", "tolken rue royale"]),
    ],
)  # fmt: skip
def test_what_is_offered_leads_further(results, starter, typed, offered):
    """*Clb* is a piece of an address, and *cour de natation* finds the courts."""
    assert results(typed).suggestions.words == offered


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("zelfmord", "zelfmoord"), ("vluchthis", "vluchthuis"), ("sosenfants", "sos enfants")],
)
def test_a_word_with_a_slip_is_not_taken_apart(results, starter, typed, shown):
    """*Zelfmord* was shown as *zelf mord*."""
    assert results(typed).corrected == shown
