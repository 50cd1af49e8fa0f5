"""What no program reads of a row is shown before it goes in: where it will stand, and why."""

from tests.web.test_imports import staged, text_of


def test_the_dry_run_shows_what_is_added_to_the_note_on_access(eva):
    page = staged(
        eva, b"id;name_nl;name_fr;category;territory\npraxis;Praxis;Praxis;health;Gent\n", own="yes"
    )
    assert "Werkgebied: Gent" in text_of(page)


def test_a_number_that_is_none_is_told_with_the_name_of_its_field(eva):
    page = staged(eva, b"Naam;Rubriek;Ondernemingsnummer\nDesk;Andere;0123.456.789\n")
    assert "0123.456.789” (Company number)" in text_of(page)


def test_the_kind_that_was_chosen_for_the_file_is_told_in_words(eva):
    page = staged(eva, b"Naam;Gemeente\nDesk;Elsene\n", category="food_aid")
    assert "took “Food aid and clothing” for every new sheet" in text_of(page)
