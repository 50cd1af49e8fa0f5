"""Which language is to be spoken; numbers and addresses as people have them before them; what says "near"."""

import pytest

from app.resources.words import reason_name
from directory.answers import CaseContext
from directory.models import Organisation, Service, ServiceLanguage
from directory.search import tongues
from search_index.text import words


@pytest.fixture
def arabic(starter):
    """Exil speaks Arabic."""
    sheet = Service.get(external_id="exil")
    ServiceLanguage.create(service=sheet, code="ar")
    sheet.changed()


@pytest.mark.parametrize(
    "typed",
    [
        "psycholoog arabisch", "psychologue arabe", "arabic speaking psychologist",
        "Arabischtalige psycholoog", "psy arabophone", "psychologue qui parle arabe",
    ],
)  # fmt: skip
def test_who_speaks_the_language_that_is_typed_comes_first_and_says_so(results, arabic, typed):
    answer = results(typed)
    assert answer.hits[0].external_id == "exil"
    assert "staff_language:ar" in answer.hits[0].reasons
    assert answer.missed == []


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


def test_where_nobody_speaks_it_an_interpreter_does(results, arabic):
    hits = results("psycholoog turks").hits
    Service.update(phone_interpreter="yes").where(Service.external_id == "la-gerbe").execute()
    Service.get(external_id="la-gerbe").changed()
    assert hits[0].external_id != "la-gerbe"
    assert results("psycholoog turks", limit=1).hits[0].reasons == ("interpreter",)


def test_a_language_alone_lists_who_speaks_it_and_no_other(results, arabic):
    assert {hit.external_id for hit in results("arabisch").hits} >= {"exil"}
    assert all({"staff_language:ar", "interpreter"} & set(hit.reasons) for hit in results("arabe 1080").hits)


def test_a_word_that_only_looks_like_a_language_is_none():
    for word in ("tarif", "pool", "lets", "franstalig", "english", "nederlands", "talig", "dar"):
        assert tongues.asked((word,)) is None, word
    assert tongues.asked(("roemeense", "polonaises", "turque")).codes == ("ro", "pl", "tr")


@pytest.mark.parametrize(
    "typed",
    [
        "bel 02 209 34 00", "tel. 02/209.34.00", "gsm: 02 209 34 00", "32 2 209 34 00", "02/209.34.00/01",
        "022093400 / 02 533 24 24", "02/209.34.00 / 02/533.24.24", "02 209 34 00, 02/533.24.24",
        "+32 (0)2 209 34 00", "02 209 34 00 (secretariaat)",
    ],
)  # fmt: skip
def test_a_number_as_people_paste_it(results, typed):
    answer = results(typed)
    assert {hit.external_id for hit in answer.hits} == {"rizome-bxl", "debt-rizome"}
    assert not answer.corrected


def test_what_stands_beside_a_number_stays_whole(results):
    """Though what stands before the number is cut off."""
    assert results("tel. 02 999 99 99 psychologue").missed == ["02 999 99 99"]
    assert {"dieda", "exil"} <= {hit.external_id for hit in results("tel 02 999 99 99 psychologue").hits}


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [
        ("bel 112", "emergency-112"), ("tel. 1712", "1712"), ("nummer 116 000", "child-focus"),
        ("le 103", "ecoute-enfants-103"), ("appeler le 107", "tele-accueil-107"), ("1712 bellen", "1712"),
        ("het nummer 106", "tele-onthaal-106"), ("call 112 now", "emergency-112"),
    ],
)  # fmt: skip
def test_a_short_number_is_called_too(results, typed, sheet):
    answer = results(typed)
    assert [hit.external_id for hit in answer.hits] == [sheet]
    assert not answer.missed


@pytest.mark.parametrize("typed", ["02 34", "02/346", "02 346 1"])
def test_a_number_that_nobody_has_is_answered_by_no_house_while_it_is_typed(results, typed):
    answer = results(typed)
    assert not answer.hits
    assert not answer.suggestions.words


@pytest.mark.parametrize("typed", ["103 enfants", "le 1712 pour une femme battue", "plus de 100 euro"])
def test_a_short_number_beside_words_that_say_something_does_not_answer_alone(results, typed):
    assert results(typed).total > 1


@pytest.mark.parametrize(
    ("typed", "same"), [("bel 24/7", "24/7"), ("gsm 1080", "1080"), ("bel 1000", "1000")]
)
def test_a_time_or_a_postal_code_behind_tel_is_no_number(results, typed, same):
    assert [hit.external_id for hit in results(typed).hits] == [hit.external_id for hit in results(same).hits]


@pytest.mark.parametrize("typed", ["avocat 12/03/1985", "dettes 125.000 euro"])
def test_a_date_or_an_amount_is_not_said_to_be_missing(results, typed):
    assert not any(any(map(str.isdigit, word)) for word in results(typed).missed)


def test_an_address_as_people_paste_it(found):
    assert found("mailto:info@alanon.be") == found("info@alanon.be") == ["al-anon"]


@pytest.mark.parametrize("typed", ["02 209 34 01", "0473 48 15 89", "02/533.40.01", "+32 2 209 34 01"])
def test_a_number_that_nobody_has_is_answered_by_nobody(found, typed):
    """Not by who lives at number 34."""
    assert found(typed) == []


def test_a_number_as_dialled_from_abroad_needs_no_plus(found):
    assert set(found("32 2 209 34 00", limit=5)) == {"rizome-bxl", "debt-rizome"}
    assert found("32473481588", limit=5) == ["smbg-famd"]


def test_a_page_of_a_site_leads_to_whose_site_it_is(results):
    answer = results("https://www.cpas-molenbeek.be/nl/contact")
    assert answer.hits[0].external_id == "ocmw-1080"
    assert answer.missed == []
    assert results("http://www.cpasauderghem.be/fr").hits[0].external_id == "ocmw-1160"


def test_the_line_says_which_number_or_address_it_was(results):
    assert "contact:supportsocial@cpas-anderlecht.brussels" in results("supportsocial@").hits[0].reasons
    assert not any(reason.startswith("contact") for hit in results("02").hits for reason in hit.reasons)


@pytest.mark.parametrize(
    "typed",
    ["ocmw dicht bij jette", "cpas proche de jette", "cpas à proximité de jette", "cpas pas loin de jette",
     "ocmw in de omgeving van jette", "ocmw rond jette"],
)  # fmt: skip
def test_near_as_people_say_it(results, typed):
    answer = results(typed)
    assert answer.missed == []
    assert any(reason.startswith("near:") for hit in answer.hits for reason in hit.reasons)


def test_words_that_say_near_are_no_words_of_a_need(results):
    """*Proche* is also a relative."""
    assert "Rizome" not in results("psychologue proche de forest").also_searched


def test_the_form_of_an_association_is_no_part_of_its_name(found):
    assert found("ADEPPI asbl")[0] == found("adeppi vzw")[0] == "adeppi"


@pytest.mark.parametrize("typed", ["/", "/x/y", "//", "a/b/c", "@/", "https:///", "www./"])
def test_a_page_of_no_site_is_no_error(found, typed):
    assert len(found(typed, limit=200)) < 200


@pytest.mark.parametrize(
    ("typed", "desks"),
    [
        ("ocmw schaarbeek evere", {"ocmw-1030", "ocmw-1140"}),
        ("cpas ixelles ou etterbeek", {"ocmw-1050", "ocmw-1040"}),
        ("ocmw 1081 1080", {"ocmw-1081", "ocmw-1080"}),
    ],
)
def test_two_places_are_two_places(found, typed, desks):
    """And two postal codes no telephone number."""
    assert set(found(typed, limit=2)) == desks


@pytest.mark.parametrize(
    "typed",
    [
        "ne parle pas français", "madame ne parle pas bien le néerlandais", "cliënt spreekt geen nederlands",
        "spreekt geen frans", "my client does not speak French", "she doesn't understand Dutch",
        "kent amper Frans", "il parle mal le français",
    ],
)  # fmt: skip
def test_who_does_not_speak_the_language_needs_an_interpreter(found, typed):
    """And not who works in that language."""
    assert set(found(typed, limit=2)) == {"setis-bxl", "brussel-onthaal"}


def test_who_speaks_the_other_of_our_languages_needs_none(found, results):
    assert found("lawyer french not dutch")[0] == "baj-bxl-fr"
    assert results("geen frans", also=False).hits != results("geen frans").hits, "the very words alone"
    assert "setis-bxl" not in [hit.external_id for hit in results("geen frans", also=False).hits]


def test_two_words_with_a_stroke_are_no_page_of_a_site(found):
    assert len(found("ocmw/cpas", limit=50)) > 19
    assert all(not one.startswith("prison") for one in found("info/advies"))


@pytest.mark.parametrize("typed", ["1080 1070", "1080/1070", "1070, 1080"])
def test_two_postal_codes_alone_are_two_places(found, typed):
    assert {"ocmw-1080", "ocmw-1070"} <= set(found(typed, limit=6))


def test_a_relative_after_a_place_is_nothing_near(results):
    assert "familie van gedetineerden" in results("saint-gilles proche détenu").also_searched


def test_the_number_of_a_company_is_told_as_it_is(results, starter):
    """It may look like a mobile phone."""
    sheet = Service.get(external_id="exil")
    sheet.organisation = Organisation.create(name_fr="Exil asbl", company_number="0456789012")
    sheet.save()
    sheet.changed()
    assert results("BE 0456.789.012").hits[0].reasons == ("contact:0456789012",)
    assert reason_name("contact:0456789012") == "0456789012"


def test_who_asks_for_a_language_of_ours_gets_it(found):
    assert found("franstalig justitiehuis")[0] == "mj-bxl-fr"
    assert found("nederlandstalige zelfmoordlijn")[0] == "zelfmoordlijn-1813"


def test_a_small_word_that_is_written_on_to_the_next_is_cut_off(found):
    assert found("huis van hetkind")[0] == "huis-van-het-kind"


def test_who_is_surely_open_at_the_time_that_is_named_stands_above_its_like(found):
    assert found("voedsel zondag")[0] == "voedsel-ukkel"


@pytest.mark.parametrize("before", ["+32 ", "+32", "0032 ", "(+32) "])
def test_a_number_with_the_code_of_the_country_is_found_from_its_third_digit_on(results, starter, before):
    """*+32 2 209* is no number of four digits."""
    number = "2 209 34 00"
    for end in range(3, len(number) + 1):
        found = [hit.external_id for hit in results(before + number[:end], limit=50).hits]
        assert "rizome-bxl" in found, before + number[:end]


def test_a_short_number_is_one_with_the_code_of_the_country_too(found):
    assert found("+32 106") == ["tele-onthaal-106"]
    assert found("+321813") == ["zelfmoordlijn-1813"]


@pytest.mark.parametrize(
    "typed",
    [
        "parle turc",
        "quelqu'un qui parle albanais pour un rendez-vous",
        "iemand die Albanees spreekt",
        "arabe",
    ],
)
def test_who_sends_interpreters_answers_a_language_alone(found, typed):
    """Where no staff speak it; an appointment is nothing that anybody asks for."""
    assert {"setis-bxl", "brussel-onthaal"} <= set(found(typed)[:3])


@pytest.fixture
def signing(starter):
    """Exil signs in Flemish Sign Language."""
    sheet = Service.get(external_id="exil")
    ServiceLanguage.create(service=sheet, code="vgt")
    sheet.changed()


@pytest.mark.parametrize(
    "typed",
    ["gebarentaal", "langue des signes", "sign language", "sourd", "doof", "VGT", "psycholoog gebarentaal"],
)
def test_who_signs_is_found_by_all_its_names(results, signing, typed):
    hits = results(typed).hits
    assert hits[0].external_id == "exil"
    assert "staff_language:vgt" in hits[0].reasons


@pytest.mark.parametrize("typed", ["gebarentaal", "tolk gebarentaal", "langue des signes", "doof", "deaf"])
def test_where_nobody_signs_it_is_who_sends_interpreters_and_not_by_telephone(results, starter, typed):
    hits = results(typed).hits
    assert {hit.external_id for hit in hits[:2]} == {"setis-bxl", "brussel-onthaal"}
    assert not any("interpreter" in hit.reasons for hit in hits)


@pytest.mark.parametrize(
    ("noted", "client"), [("ar", "ary"), ("ary", "ar"), ("ku", "kmr"), ("zgh", "ber"), ("sgn", "sfb")]
)
def test_a_clients_variant_meets_what_is_noted_of_the_staff(results, starter, noted, client):
    sheet = Service.get(external_id="exil")
    ServiceLanguage.create(service=sheet, code=noted)
    sheet.changed()
    hits = results("psycholoog", case=CaseContext("21012", (client,))).hits
    assert hits[0].external_id == "exil"
    assert f"staff_language:{noted}" in hits[0].reasons


@pytest.mark.parametrize(
    "typed",
    [
        "dokter die pasjtoe spreekt", "doctor who speaks pashto", "arts die pasjtoe spreekt",
        "doctor speaking pashto", "médecin qui parle pachto", "pashto doctor",
    ],
)  # fmt: skip
def test_a_doctor_who_speaks_it_is_no_interpreter(results, starter, typed):
    sheet = Service.get(external_id="wgc-de-brug")
    ServiceLanguage.create(service=sheet, code="ps")
    sheet.changed()
    assert results(typed).hits[0].external_id == "wgc-de-brug"


@pytest.mark.parametrize(
    "typed",
    [
        "can't speak french", "doesnt speak french", "dont speak dutch", "doesn't speak dutch or french",
        "speaks neither french nor dutch", "kan geen frans of engels", "spreekt geen frans of nederlands",
        "ne parle ni français ni néerlandais", "parle pas français ou néerlandais",
    ],
)  # fmt: skip
def test_who_does_not_speak_our_languages_is_not_led_to_who_works_in_them(results, starter, typed):
    first = {hit.external_id for hit in results(typed).hits[:2]}
    assert first == {"setis-bxl", "brussel-onthaal"}


@pytest.mark.parametrize(
    "typed", ["geen nederlands, spreekt frans", "psycholoog frans of nederlands", "kan frans en engels"]
)
def test_a_language_that_is_spoken_asks_for_no_interpreter(typed):
    tokens = words(typed)
    assert tongues.interpreted(tokens) == tokens


@pytest.mark.parametrize("typed", ["poolse advocaat", "avocat polonais", "avocat qui parle polonais"])
def test_whose_staff_speak_it_come_before_who_has_the_word_in_a_name(results, starter, typed):
    named = Service.create(
        external_id="named", category="legal_aid", name_nl="Advocaten Zuid", name_fr="Avocats"
    )
    polish = Service.create(
        external_id="polish", category="legal_aid", name_nl="Kantoor Kowalski",
        description_nl="Advocaat voor vreemdelingen.", description_fr="Avocat pour étrangers.",
    )  # fmt: skip
    ServiceLanguage.create(service=polish, code="pl")
    for sheet in (named, polish):
        sheet.changed()
    assert [hit.external_id for hit in results(typed).hits[:2]] == ["polish", "named"]
