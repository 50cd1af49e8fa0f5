"""A list settles as a word is typed: what it had it does not lose at one letter and have back at the next."""

import pytest


@pytest.mark.parametrize("typed", ["slachtoffer onth", "slachtoffer ontha", "slachtoffer onthaa"])
def test_what_half_a_word_may_become_leads_away_from_little(found, starter, typed):
    """*Onthaalhuis* is no help for victims; *slachtofferonthaal* was at place 37 until its last letter."""
    assert "accueil-victimes-bxl" in found(typed)


@pytest.mark.parametrize("typed", ["gulledelle ba", "gulledelle em", "gulledelle lo"])
def test_what_is_in_a_place_stays_while_the_next_word_is_begun(found, starter, typed):
    assert found(typed, limit=2) == ["debt-1200", "ocmw-1200"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("dettes mol", "debt-1080"), ("psy mol", "dieda"), ("RIS mol", "ocmw-1080"), ("ocmw mol", "ocmw-1080")],
)
def test_half_the_name_of_a_municipality_is_no_town_outside(found, starter, typed, first):
    """*Dettes mo* found those of Molenbeek, and *dettes mol* none: Mol is a town."""
    assert found(typed)[0] == first


@pytest.mark.parametrize("typed", ["voedselpakke jette", "voedselpakk elsene", "parenting suppor dutch"])
def test_a_word_that_lacks_a_letter_or_two_is_no_half_one(results, starter, typed):
    assert results(typed).corrected


def test_half_of_a_term_counts_where_its_other_word_is_nowhere(found, starter):
    """With one letter less and one more each had what it asks for."""
    assert not [typed for typed in ("commis d'off", "renteloos len", "cousin held in closed cen")
                if not {"bjb-bxl-nl", "entraide-jette", "nansen"} & set(found(typed))]  # fmt: skip


def test_who_begins_to_ask_for_help_is_not_crying_for_it(found, starter):
    """*À l'aide* has the words of *aide à*: whoever typed *aide alimentaire* saw the ambulance."""
    assert "emergency-112" not in found("aide à")
    assert found("à l'aide")[0] == "emergency-112"


@pytest.mark.parametrize("said", ["ocmw", "schulden", "leefloon"])
def test_a_place_of_several_words_stays_while_one_of_them_is_a_word_like_others(found, starter, said):
    """*Over* and *he* are words of the directory: at each, Neder-Over-Heembeek was no place."""
    for end in range(len("neder-ov"), len("neder-over-heembeek") + 1):
        typed = f"{said} {'neder-over-heembeek'[:end]}"
        assert {"ocmw-1000", "debt-1000"} & set(found(typed, limit=1)), typed


@pytest.mark.parametrize("typed", ["ze eet nie", "ze eet niet mee", "zij eet nie"])
def test_a_word_that_people_say_too_is_no_end_of_the_list_while_it_becomes_a_small_one(
    results, starter, typed
):
    """*Ze eet ni* and *ze eet niet* had one, and *nie*, which is said as well, nobody."""
    assert results(typed).hits
