"""What is typed while somebody tells it on the telephone: words of the practice, and of the caller."""

import pytest

from directory.models import Service


def kinds(ids):
    return [Service.get(external_id=one).category for one in ids]


@pytest.mark.parametrize(
    "typed",
    [
        "onthaalhuis", "opvanghuis", "opvangcentrum", "noodopvang", "plaats om te slapen", "maison d'accueil",
        "centre d'hébergement", "dormir ce soir", "endroit pour dormir", "shelter", "somewhere to sleep",
        "meisje van 16 kan nergens slapen",
    ],
)  # fmt: skip
def test_who_needs_a_bed_is_sent_to_no_victim_reception_of_the_justice_house(found, typed):
    """*Maison d'accueil* has two words of *Accueil des victimes – maison de justice*."""
    first = found(typed, limit=5)
    assert {"victim_support", "justice_house"}.isdisjoint(kinds(first)[:3])
    assert {"abaka", "macadam"} & set(first)


@pytest.mark.parametrize(
    "typed", ["slachtoffer heeft onderdak nodig", "victime sans logement", "victim needs shelter"]
)
def test_a_victim_who_needs_a_bed_is_sent_to_the_refuge(found, typed):
    assert found(typed)[0] == "cpvcf"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("les volgen achter tralies", "adeppi"), ("hij volgt les in den bak", "adeppi"),
        ("suivre des cours en taule", "adeppi"), ("attend classes in jail", "adeppi"),
        ("jobs for people just out of jail", "apres-asbl"), ("werk vinden na de bak", "apres-asbl"),
        ("find work after prison", "apres-asbl"),
        ("kleinkind mama Haren geen auto", "itinerances"), ("mon petit-fils sa maman à Haren", "itinerances"),
        ("arrêter la drogue", "feda-bxl"),
        ("mon fils veut arrêter les joints", "feda-bxl"), ("jeux en ligne", "feda-bxl"),
        ("hospitalisation forcée", "crise-st-luc"), ("dwangopname broer", "crise-st-luc"),
        ("zitting raadkamer", "tpi-bxl-nl"), ("PSD gevangenis", "prison-haren"),
        ("SPS Haren", "prison-haren"),
    ],
)  # fmt: skip
def test_the_service_that_is_meant_comes_first(results, starter, typed, first):
    answer = results(typed)
    assert answer.hits[0].external_id == first
    assert answer.corrected is None


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("maman alzheimer", "ocmw"), ("moeder dementie", "ocmw"), ("alzheimer signature", "legal_aid"),
        ("opticien", "ocmw"), ("lunettes", "ocmw"), ("hearing aid", "ocmw"), ("soins dentaires", "health"),
        ("oogarts", "health"), ("naturalisatie", "migration"), ("devenir belge", "migration"),
        ("flics violents", "legal_aid"),
    ],
)  # fmt: skip
def test_the_kind_of_help_that_is_meant_comes_first(found, typed, kind):
    assert kinds(found(typed, limit=1)) == [kind]


@pytest.mark.parametrize(
    "typed", ["psychologue pour la famille d'un détenu", "psycholoog partner gevangenis", "job na de bak"]
)
def test_who_asks_of_prison_and_of_no_debts_is_not_sent_to_debt_mediation(found, typed):
    assert "debt_mediation" not in kinds(found(typed, limit=3))


def test_who_asks_of_debts_too_is(found):
    assert found("schulden en werk na gevangenis")[0] == "debt-rizome"


@pytest.mark.parametrize(
    "typed", ["fils arrêté drogue", "arrêté pour stupéfiants", "arrêté avec de la drogue"]
)
def test_who_was_arrested_for_drugs_does_not_stop_taking_them(found, typed):
    assert {"legal_aid", "justice_welfare"} & set(kinds(found(typed, limit=3)))


@pytest.mark.parametrize("typed", ["titre de séjour", "verlenging verblijfskaart", "renew residence permit"])
def test_whose_papers_expire_is_sent_to_who_knows_of_residence_and_not_to_doctors(found, typed):
    first = found(typed, limit=5)
    assert "sasb-sireas" in first[:2]
    assert "caso-mdm" not in first


@pytest.mark.parametrize(
    ("typed", "missed"),
    [
        ("il faut quelques colis", []), ("qqn qui a plusieurs dettes", []), ("wat doen met schulden", []),
        ("somebody whose debts", []),
    ],
)  # fmt: skip
def test_a_small_word_is_not_told_as_missing(results, starter, typed, missed):
    assert results(typed).missed == missed


def test_the_street_of_noon_is_no_hour(found):
    assert found("mutualité rue du Midi")[0] == found("mutuelle rue du midi lundi")[0] == "solidaris-brabant"
    assert found("rue du midi")[0] == "solidaris-brabant"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("dringend advocaat", "legal_aid"), ("urgence avocat", "legal_aid"), ("avocat urgent", "legal_aid"),
        ("lawyer asap", "legal_aid"), ("dringend eten nodig", "food_aid"),
        ("urgence alimentaire", "food_aid"),
        ("dringend tolk", "interpreting"), ("tandarts dringend", "health"), ("urgence dentaire", "health"),
        ("urgent cpas", "ocmw"),
    ],
)  # fmt: skip
def test_how_soon_help_is_needed_says_little_beside_what_help(found, typed, kind):
    """*Dringende politiehulp* and *dringende medische hulp* came first."""
    assert set(kinds(found(typed, limit=2))) == {kind}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dringende medische hulp", "medimmigrant"), ("urgence psy", "crise-st-luc"),
        ("urgence police", "police-101"), ("dringend", "police-101"),
        ("ambulance dringend", "emergency-112"), ("hôpital urgence", "hop-erasme"),
    ],
)  # fmt: skip
def test_by_itself_or_as_a_part_of_a_term_it_says_what_it_says(found, typed, first):
    assert found(typed)[0] == first


@pytest.mark.parametrize("typed", ["jongeren nederlandstalig", "jongeren NL", "tiener nederlandstalig"])
def test_a_young_person_who_speaks_dutch_is_sent_to_no_service_for_sexual_offenders(found, typed):
    assert found(typed)[0] == "jac-brussel"
    assert "iter" not in found(typed, limit=5)
    assert found(f"{typed} zedenfeiten")[0] == "iter"
