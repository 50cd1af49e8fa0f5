"""With which words one asks, and whom it is about: they are no words that a sheet must have."""

import pytest

from directory.answers import CaseContext
from directory.models import Service


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("email cpas auderghem", "ocmw-1160"), ("telefoonnummer gevangenis haren", "prison-haren"),
        ("site web actiris", "actiris"), ("à quelle heure ouvre le cpas d'etterbeek", "ocmw-1040"),
        ("e-mail ocmw jette", "ocmw-1090"), ("adres ocmw ukkel", "ocmw-1180"), ("website actiris", "actiris"),
        ("numéro de téléphone actiris", "actiris"), ("address of cpas ixelles", "ocmw-1050"),
    ],
)  # fmt: skip
def test_who_asks_how_to_reach_somebody_is_told_whom(results, starter, typed, first):
    answer = results(typed)
    assert answer.hits[0].external_id == first
    assert (answer.corrected, answer.missed) == (None, [])


@pytest.mark.parametrize(
    ("typed", "alone"),
    [
        ("contactgegevens ocmw", "ocmw"), ("contactpersoon ocmw", "ocmw"), ("contact details ocmw", "ocmw"),
        ("hoe contact opnemen met ocmw", "ocmw"), ("comment joindre le cpas", "cpas"),
        ("téléphone cpas", "cpas"), ("phone ocmw", "ocmw"), ("coordonnées avocat", "avocat"),
        ("phone number lawyer", "lawyer"), ("telefoonnummer advocaat", "advocaat"),
    ],
)  # fmt: skip
def test_a_word_for_reaching_somebody_asks_for_nothing_beside_a_kind_of_help(results, starter, typed, alone):
    answer, plain = results(typed, 50), results(alone, 50)
    assert {hit.external_id for hit in answer.hits} == {hit.external_id for hit in plain.hits}
    kinds = [
        [Service.get(external_id=hit.external_id).category for hit in one.hits[:2]] for one in (answer, plain)
    ]
    assert kinds[0] == kinds[1]
    assert answer.missed == []


@pytest.mark.parametrize("typed", ["numéro de téléphone", "telefoonnummer", "gsm", "coordonnées", "email"])
def test_by_itself_it_asks_for_nothing_yet(results, starter, typed):
    assert results(typed).unasked


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("geen contact met mijn kinderen", "espace-rencontre-bxl"), ("phone interpreter", "brussel-onthaal"),
        ("plus de contact avec mon fils", "espace-rencontre-bxl"),
        ("no contact with kids", "espace-rencontre-bxl"), ("geen adres", "ocmw-1070"),
        ("pas d'adresse", "ocmw-1070"), ("no address", "ocmw-1070"),
    ],
)  # fmt: skip
def test_as_a_part_of_a_need_it_tells_something(results, starter, typed, first):
    answer = results(typed)
    assert answer.hits[0].external_id == first
    assert answer.also_searched
    assert not answer.unasked


@pytest.mark.parametrize(
    "typed",
    [
        "help for my son 15",
        "aide pour mon fils de 15 ans",
        "mijn zoon van 17 jaar",
        "hulp dochter 14",
        "petite-fille 13 ans",
        "mijn zoon is 17 jaar oud",
    ],
)
def test_a_child_of_that_age_is_helped_by_who_is_there_for_youths(results, starter, typed):
    first = results(typed, limit=5).hits
    kinds = [Service.get(external_id=hit.external_id).category for hit in first]
    assert kinds.count("youth") >= 3


def test_beside_what_is_the_matter_the_age_says_nothing(results, starter):
    first = results("mon fils de 17 ans est en prison", limit=3).hits
    assert {Service.get(external_id=hit.external_id).category for hit in first} == {"justice_welfare"}
    assert not any(hit.external_id.startswith("amo") for hit in results("mijn zoon is 30 jaar", limit=3).hits)


@pytest.mark.parametrize(
    "typed",
    [
        "mon fils doit 20 euros", "mijn zoon heeft 15 euro nodig", "mijn zoon belt om 15 uur",
        "zoon verhoor om 14 uur", "mijn dochter woont op nummer 14", "fille 20 minutes",
        "mon fils sort le 20 décembre", "mon fils comparaît le 15 janvier", "mijn dochter trouwt op 20 juni",
        "mon fils est parti il y a 15 ans", "zoon 14 u", "mon fils de 15 rue haute",
    ],
)  # fmt: skip
def test_a_sum_an_hour_a_day_or_a_house_is_no_age(results, starter, typed):
    assert "jeugdhulp" not in results(typed).also_searched


def test_an_hour_that_stands_in_an_address_is_no_answer(found):
    """Beside a word that nothing answers, the OCMW at number 14 of its street would be the only one."""
    sheets = found("zoon verhoor om 14 uur", limit=30)
    assert {"caw-jww", "cap-iti"} <= set(sheets)
    assert "ocmw-1080" not in sheets


@pytest.mark.parametrize(
    ("typed", "without"),
    [
        ("mon enfant de 14 ans a été placé", "mon enfant a été placé"),
        ("enfant 14 ans placé", "enfant placé"), ("mon fils de 14 ans est placé", "mon fils est placé"),
        ("fils de 22 ans handicapé", "fils handicapé"),
        ("mijn dochter van 16 jaar huur niet betaald", "mijn dochter huur niet betaald"),
    ],
)  # fmt: skip
def test_an_age_takes_no_need_away_and_a_text_with_its_number_is_no_answer(results, starter, typed, without):
    told, plain = results(typed, 30), results(without, 30)
    assert {hit.external_id for hit in told.hits} == {hit.external_id for hit in plain.hits}
    assert told.also_searched[:3] == plain.also_searched[:3]
    kinds = [[Service.get(external_id=h.external_id).category for h in one.hits[:2]] for one in (told, plain)]
    assert kinds[0] == kinds[1]
    assert told.missed == []


def test_a_line_says_each_reason_once(results, starter):
    sheet = Service.get(external_id="exil")
    sheet.phone_interpreter = "yes"
    sheet.changed()
    hits = results("psychologue turc", limit=30, case=CaseContext("21012", ("ar",))).hits
    assert any("interpreter" in hit.reasons for hit in hits)
    assert [hit for hit in hits if len(hit.reasons) != len(set(hit.reasons))] == []
