"""Dutch, French and English beside other words: who works in them, and who gives lessons in them."""

import pytest

from directory.models import Service, ServiceLanguage


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("psychologue francophone", "fr"), ("franstalige psycholoog", "fr"), ("psy néerlandophone", "nl"),
        ("psycholoog in het nederlands", "nl"), ("english speaking psychologist", "en"),
    ],
)  # fmt: skip
def test_of_our_own_languages_who_speaks_it_stands_before_an_equal_that_is_not_known_to(
    results, starter, typed, code
):
    def place(name):
        return [hit.external_id for hit in results(typed, limit=60).hits].index(name)

    assert place("dieda") < place("exil")
    sheet = Service.get(external_id="exil")
    ServiceLanguage.create(service=sheet, code=code)
    sheet.changed()
    assert place("exil") < place("dieda")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("avocat francophone", "baj-bxl-fr"), ("avocat néerlandophone", "bjb-bxl-nl"),
        ("franstalig justitiehuis", "mj-bxl-fr"), ("maison de justice flamande", "jh-bxl-nl"),
    ],
)  # fmt: skip
def test_who_says_so_in_its_name_is_meant_before_who_speaks_it(results, starter, typed, right):
    assert results(typed).hits[0].external_id == right


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("schuldbemiddeling nederlandstalig", "debt_mediation"),
        ("nederlandstalige schuldbemiddeling", "debt_mediation"),
        ("médiation de dettes francophone", "debt_mediation"), ("aide alimentaire francophone", "food_aid"),
        ("AMO francophone", "youth"),
    ],
)  # fmt: skip
def test_a_language_of_which_nobody_says_anything_does_not_stand_before_the_need(found, starter, typed, kind):
    kinds = {str(row.external_id): row.category for row in Service.select()}
    assert kind in {kinds[one] for one in found(typed, limit=2)}
    assert "justice_house" not in {kinds[one] for one in found(typed, limit=5)}


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("english speaking psychologist", {"mental_health", "justice_welfare"}),
        ("psychologist who speaks english", {"mental_health", "justice_welfare"}),
        ("psychologue qui parle anglais", {"mental_health", "justice_welfare"}),
        ("dutch speaking doctor", {"health"}), ("médecin parlant néerlandais", {"health"}),
        ("dutch speaking lawyer", {"legal_aid"}),
    ],
)  # fmt: skip
def test_that_one_speaks_our_languages_is_no_word_of_a_text(found, starter, typed, kinds):
    """*Speaking* beside *English* asks for nobody who says to be *French-speaking*."""
    of = {str(row.external_id): row.category for row in Service.select()}
    assert {of[one] for one in found(typed, limit=3)} <= kinds


@pytest.mark.parametrize("typed", ["french spoken", "il parle français"])
def test_alone_it_stands_for_itself(found, starter, typed):
    assert "setis-bxl" not in found(typed, limit=2)


def test_who_speaks_french_and_is_in_danger_is_in_danger(results, starter):
    assert results("elle parle français et de se tuer").hits[0].external_id == "prevention-suicide"


@pytest.mark.parametrize(
    "typed", ["taalles nederlands", "taalcursus frans", "taalles", "cours de langue française", "taal leren"]
)
def test_who_gives_lessons_in_a_language_stands_before_who_works_in_it(found, starter, typed):
    assert found(typed, limit=1) == ["casg-solidarite-savoir"]


@pytest.mark.parametrize("typed", ["psychologue bilingue", "tweetalige psycholoog", "bilingual psychologist"])
def test_bilingual_is_who_works_in_dutch_and_in_french(results, starter, typed):
    """And no slip of *flingue*."""
    answer = results(typed)
    assert (answer.corrected, answer.missed) == (None, [])
    assert answer.hits[0].external_id in {"rizome-bxl", "smbg-famd"}


@pytest.mark.parametrize("typed", ["bilingue", "tweetalig", "bilingual"])
def test_bilingual_alone_lists_who_works_in_both(results, starter, typed):
    speaks = ServiceLanguage.select().where(ServiceLanguage.code.in_(["nl", "fr"]))
    codes = [(str(row.service.external_id), row.code) for row in speaks]
    both = {one for one, code in codes if code == "nl" and (one, "fr") in codes}
    assert {hit.external_id for hit in results(typed).hits} == both


@pytest.mark.parametrize("typed", ["psy anglophone", "anglophone psychologist ixelles"])
def test_the_name_of_one_is_no_slip(results, starter, typed):
    """*Anglophone* was searched as *allophone*, and interpreters stood before psychologists."""
    answer = results(typed)
    assert not answer.corrected
    assert not {"setis-bxl", "brussel-onthaal"} & {hit.external_id for hit in answer.hits}
