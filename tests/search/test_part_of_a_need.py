"""Words that are only a part of what needs are called by, or of what is typed, and slips of them."""

import pytest

from directory import indexing, thesaurus
from directory.lookup import keys_of


@pytest.mark.parametrize(
    ("same", "sheet"),
    [
        (("loyer", "rent"), "debt-rizome"),
        (("verwarming", "chauffage", "heating"), "debt-1030"),
        (("geld nodig", "besoin d'argent", "money"), "debt-1070"),
        (("slaag", "coups", "beaten"), "1712"),
        (("politie", "police"), "police-101"),
        (("klacht", "plainte", "complaint"), "accueil-victimes-bxl"),
        (("woning", "logement", "housing", "appartement"), "rizome-bxl"),
    ],
)
def test_a_word_of_a_need_leads_there_in_every_language(found, same, sheet):
    assert {typed: sheet in found(typed, limit=12) for typed in same} == dict.fromkeys(same, True)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("mijn man anderlecht", "ocmw-1070"),
        ("mon frère 1080", "ocmw-1080"),
        ("zwembad anderlecht", "ocmw-1070"),
        ("ma fille ixelles", "ocmw-1050"),
    ],
)
def test_beside_a_place_what_is_there_is_the_answer(found, typed, place):
    assert place in found(typed)


@pytest.mark.parametrize(
    ("typed", "first", "also"),
    [
        ("loyer uccle", "ocmw-1180", "debt-rizome"), ("loyer uccle", "ocmw-1180", "voedsel-ukkel"),
        ("geld ukkel", "ocmw-1180", "ocmw-1070"),
    ],
)  # fmt: skip
def test_what_a_part_of_a_need_leads_to_comes_with_what_is_there(results, typed, first, also):
    found = results(typed, limit=120)
    sheets = [hit.external_id for hit in found.hits]
    assert sheets[0] == first
    assert also in sheets
    assert not found.missed


@pytest.mark.parametrize(("slip", "meant"), [("loyr", "loyer"), ("klaht", "klacht"), ("argnt", "argent")])
def test_a_slip_of_a_part_of_needs_is_mended(results, slip, meant):
    found, right = results(slip), results(meant)
    assert found.corrected == meant
    assert [hit.external_id for hit in found.hits[:3]] == [hit.external_id for hit in right.hits[:3]]


@pytest.mark.parametrize("typed", ["postkantoor", "bankkantoor"])
def test_a_compound_does_not_lead_by_a_half_that_says_nothing(found, typed):
    assert not found(typed)


@pytest.mark.parametrize("typed", ["papa helmet", "mon mari matongé"])
def test_a_relative_beside_a_neighbourhood_is_a_relative(results, typed):
    assert "familie van gedetineerden" in results(typed).also_searched


@pytest.mark.parametrize("typed", ["t", "s", "nu", "is"])
def test_a_letter_or_a_small_word_is_a_part_of_nothing(results, typed):
    assert not results(typed).also_searched


@pytest.mark.parametrize(
    "typed", ["turkse psycholoog", "psycholoog poolse", "docteur Berger", "psychologue romain"]
)
def test_a_word_that_is_right_or_a_name_is_no_slip_of_a_language(results, typed):
    assert not results(typed).corrected


def test_a_small_word_typed_last_changes_nothing(found):
    assert found("psychologue par") == found("psychologue")
    assert found("schulden met") == found("schulden")


def test_what_it_led_to_is_named(results):
    assert "schuldbemiddeling" in results("loyer").also_searched


@pytest.mark.parametrize("typed", ["aspirateur de lit", "cours de piano", "loyer xqzwv"])
def test_where_a_word_is_nowhere_it_is_not_answered_by_the_others_parts(results, typed):
    assert results(typed).total == 0


def test_a_part_of_the_words_of_danger_is_no_danger(results):
    """*Veut mourir* is; *veut* is nothing."""
    known = thesaurus.current(indexing.state.thesaurus)
    for word in ("leven", "mourir", "pills"):
        assert not any(one.group.urgent for one, _much in known.partly(word, 0))


def test_a_term_is_inflected_in_its_own_language_alone(results):
    assert "~impot" in keys_of("impotent") - keys_of("impotent", "nl")
    assert "freeclinic" not in [hit.external_id for hit in results("impôts").hits]


def test_a_number_beside_danger_says_which_line(found):
    assert found("zelfmoord 1813")[0] == "zelfmoordlijn-1813"


@pytest.mark.parametrize("typed", ["schulden bemiddelaar", "schulden bemiddeling", "schuld bemiddelaar"])
def test_what_dutch_puts_between_two_words_may_be_there_or_not(found, typed):
    assert all(one.startswith("debt-") for one in found(typed))
    assert found(f"{typed} anderlecht")[0] == "debt-1070"


def test_a_small_word_typed_last_may_be_the_beginning_of_one_in_a_name(found):
    assert {"brussel-onthaal", "bapo"} <= set(found("brussel ont", limit=2))
    assert found("avocat pour") == found("avocat")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("psycholoog arabsich", "psycholoog arabisch"),
        ("psychologue arabbe", "psychologue arabe"),
        ("mediation alemand", "mediation allemand"),
        ("dokter zatredag", "dokter zaterdag"),
        ("medecin samdi", "medecin samedi"),
    ],
)
def test_days_and_languages_are_mended_and_understood(results, typed, meant):
    one, other = results(typed), results(meant)
    assert one.corrected == meant
    assert [hit.external_id for hit in one.hits] == [hit.external_id for hit in other.hits]


@pytest.mark.parametrize("typed", ["rogierstraat", "slachtofferhulplijn", "zorgaangifte"])
def test_the_piece_of_a_compound_that_says_nothing_leads_nowhere(results, typed):
    assert not results(typed).also_searched


@pytest.mark.parametrize(
    ("typed", "meant"), [("dvocaat", "advocaat"), ("chulden", "schulden"), ("evangenis", "gevangenis")]
)
def test_a_first_letter_that_is_missing_is_no_part_of_a_compound(results, typed, meant):
    assert results(typed).corrected == meant


def test_half_a_term_that_finds_nothing_is_not_said_to_be_searched(results):
    answer = results("aspirateur de lit")
    assert not answer.total
    assert not answer.also_searched


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [
        ("med mon", "caso-mdm"),
        ("jus wel", "caw-jww"),
        ("esp soc", "debt-teleservice"),
        ("tri jeu", "tj-bxl-fr"),
        ("mai med", "mm-galilee"),
        ("set bru", "setis-bxl"),
        ("eco vio", "ecoute-violences-conjugales"),
        ("pre par", "relais-enfants-parents"),
    ],
)
def test_three_letters_of_each_word_of_a_name(found, typed, sheet):
    assert sheet in found(typed)


def test_what_a_term_of_another_language_may_be_said_for_does_not_hide_what_was_said(found):
    """ "Kick the booze" of who hits and has drunk."""
    assert "1712" in found("hij slaat mij als hij gedronken heeft")
