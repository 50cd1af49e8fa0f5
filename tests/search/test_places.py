"""Places half typed, mistyped, as adjectives, and words that only look like one."""

import pytest

from directory import search, territory
from directory.answers import CaseContext
from directory.models import Location, Service, ServiceArea
from directory.search import Criteria


@pytest.mark.parametrize(
    ("typed", "passed"), [("water factuur", "ocmw-1170"), ("water", "ocmw-1170"), ("ouder", "ocmw-1160")]
)
def test_a_word_is_no_part_of_the_name_of_a_place(found, typed, passed):
    assert passed not in found(typed)[:1]


def test_a_place_is_still_typed_by_half(found):
    assert found("ocmw waterm")[0] == found("ocmw water")[0] == "ocmw-1170"


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [
        ("ocmw evre", "ocmw-1140"),
        ("cpas evre", "ocmw-1140"),
        ("ocmw jete", "ocmw-1090"),
        ("schaarbeekse ocmw", "ocmw-1030"),
        ("cpas schaerbeekois", "ocmw-1030"),
        ("brusselse ocmw", "ocmw-1000"),
        ("CPAS bruxellois", "ocmw-1000"),
        ("Schaarbeekse schuldbemiddeling", "debt-1030"),
    ],
)
def test_a_short_place_with_a_slip_and_what_is_of_a_place(found, typed, sheet):
    assert found(typed)[0] == sheet


@pytest.mark.parametrize(
    ("typed", "sheets"),
    [
        ("cpas w", {"ocmw-1150", "ocmw-1170", "ocmw-1200"}),
        ("ocmw et", {"ocmw-1040"}),
        ("cpas wat", {"ocmw-1170"}),
        ("cpas de for", {"ocmw-1190"}),
        ("ocmw sint la", {"ocmw-1200"}),
        ("cpas w st p", {"ocmw-1150"}),
        ("cpas st g", {"ocmw-1060"}),
    ],
)
def test_beside_what_every_municipality_has_a_letter_is_the_beginning_of_one(found, typed, sheets):
    assert found(typed)[0] in sheets


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("colis alimentaire bruxellse", "colis alimentaire bruxelles"),
        ("voedselpakket brusel", "voedselpakket brussel"),
        ("dettes bruxeles", "dettes bruxelles"),
    ],
)
def test_the_city_with_a_slip_may_be_the_region_too(results, typed, same):
    one, other = results(typed), results(same)
    assert one.corrected == same
    assert {hit.external_id for hit in one.hits[:3]} & {hit.external_id for hit in other.hits[:3]}
    assert "competent:21004" not in one.hits[0].reasons or "competent:21004" in other.hits[0].reasons


@pytest.mark.parametrize("place", ["quartier nord", "quartier européen", "quartier des Marolles"])
def test_the_name_of_a_neighbourhood_is_no_word_of_a_need(results, place):
    answer = results(f"avocat {place}")
    assert {"bjb-bxl-nl", "baj-bxl-fr"} <= {hit.external_id for hit in answer.hits}
    assert "bus advocaten" not in answer.also_searched


@pytest.mark.parametrize(
    "address", ["rue des lilas 12 1080", "lilastraat 12, 1080", "rue des lilas 112 1080 molenbeek"]
)
def test_the_number_of_a_house_before_a_postal_code_is_no_telephone(results, address):
    """A street of which no sheet stands in the directory is missing; the place is the municipality."""
    answer = results(f"schuldbemiddeling {address}")
    assert answer.hits[0].external_id == "debt-1080"
    assert any(word.startswith("lila") for word in answer.missed)
    assert not any("1080" in word for word in answer.missed)


@pytest.mark.parametrize(
    "typed",
    [
        "rue des lilas 12, 1080", "gentsesteenweg 16 1080", "12 1080", "103, 1080",
        "12 1080 1081",
    ],
)  # fmt: skip
def test_an_address_of_which_nobody_knows_the_street_is_in_its_municipality(found, typed):
    assert "ocmw-1080" in found(typed)[:3]


@pytest.mark.parametrize("house", ["12", "12a", "12A bte 3", "12 bus 14", "12 b3"])
def test_the_letter_and_the_box_of_a_house_ask_for_nothing(results, house):
    one, other = results(f"rue des lilas {house}, 1080"), results("rue des lilas 1080")
    assert [hit.external_id for hit in one.hits] == [hit.external_id for hit in other.hits]
    assert one.missed == other.missed == ["lilas"]


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("chaussée de mons 1200 1070", "chaussée de mons 1070"),
        ("ocmw ninoofsesteenweg 1050, 1080", "ocmw ninoofsesteenweg 1080"),
        ("cpas avenue de jette 1082a 1090", "cpas avenue de jette 1090"),
    ],
)
def test_a_house_in_a_long_street_is_no_postal_code(found, typed, same):
    assert found(typed) == found(same)


def test_two_postal_codes_without_a_street_are_two_municipalities(found):
    assert set(found("ocmw 1050 1080", limit=2)) == {"ocmw-1050", "ocmw-1080"}


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [("1712 1080", "1712"), ("112 1080", "emergency-112"), ("103 1000", "ecoute-enfants-103")],
)
def test_a_short_number_before_a_postal_code_is_that_number(found, typed, sheet):
    assert found(typed)[0] == sheet


@pytest.mark.parametrize("typed", ["0-12", "0-12 jaar", "0-12 1080"])
def test_how_old_they_are_is_no_number_and_no_house(found, typed):
    assert "amo-rythme" in found(typed)


def test_before_a_postal_code_within_a_number_nothing_is_left_out(results):
    assert not results("02/209 1080").hits


@pytest.mark.parametrize("typed", ["artikel 60 §7 1000", "art. 60 §7 1080"])
def test_an_article_of_law_is_no_house(found, typed):
    assert "actiris" in found(typed, limit=3)


def test_and_so_they_are_before_a_postal_code(found):
    assert found("12-18 1080")[0] == "abaka"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("zuidstatio jongeren", "zuidstation jongeren"),
        ("schuldbemiddeling cheut", "schuldbemiddeling scheut"), ("psycholoog orest", "psycholoog forest"),
    ],
)  # fmt: skip
def test_a_mistyped_place_takes_no_other_word_with_it(results, typed, shown):
    assert results(typed).corrected == shown


@pytest.fixture
def two_in_the_city(database):
    """Two alike, in the centre and in Laken; by name, the one in the centre stands first."""
    for number, code in ((1, "1000"), (2, "1020"), (3, "1130"), (4, "1080")):
        sheet = Service.create(external_id=f"s{number}", category="food", name_nl=f"Soepbar {number}")
        Location.create(service=sheet, postal_code=code, municipality=territory.nis_of(code))
        ServiceArea.create(service=sheet, code=territory.REGION)
        sheet.changed()

    def ask(text):
        return [hit.external_id for hit in search.find(Criteria(q=text)).hits]

    return ask


@pytest.mark.parametrize(
    ("where", "first"),
    [("brussel", "s1"), ("1000", "s1"), ("1020", "s2"), ("laken", "s2"), ("Laeken", "s2"), ("heysel", "s2"),
     ("bij laken", "s2"), ("1130", "s3"), ("haren", "s3"), ("1020 brussel", "s2")],
)  # fmt: skip
def test_who_is_in_the_part_of_the_city_that_is_named_comes_before_its_equals(two_in_the_city, where, first):
    found = two_in_the_city(f"soepbar {where}")
    assert found[0] == first
    assert set(found[:3]) == {
        "s1",
        "s2",
        "s3",
    }  # the rest of the city still comes before another municipality


def test_of_a_case_it_is_the_municipality_that_counts(two_in_the_city):
    known = CaseContext(municipality="21004")
    found = search.find(Criteria(q="soepbar", case=known)).hits
    assert found[0].external_id == "s1"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("bezoek aanvragen hareb", "bezoek aanvragen haren"), ("psy kurgem", "psy kuregem"),
        ("schuldbemiddeling molenbek", "schuldbemiddeling molenbeek"),
        ("service social maeolles", "service social marolles"), ("Molembeek OCMW", "molenbeek OCMW"),
        ("voedelpakket Ukkkel", "voedselpakket ukkel"),
    ],
)  # fmt: skip
def test_a_mistyped_place_is_searched_as_the_one_that_is_shown(results, typed, shown):
    answer, meant = results(typed), results(shown)
    assert answer.corrected == shown
    assert [(hit.external_id, hit.reasons) for hit in answer.hits[:5]] == [
        (hit.external_id, hit.reasons) for hit in meant.hits[:5]
    ]


@pytest.mark.parametrize(
    "typed",
    ["ocmw dicht bij jette", "cpas proche de jette", "cpas à proximité de jette", "cpas pas loin de jette",
     "ocmw in de omgeving van jette", "ocmw rond jette", "cpas jette à proximité", "cpas jette et alentours",
     "ocmw jette en omgeving", "dichtbij ocmw jette", "vlakbij een ocmw in jette"],
)  # fmt: skip
def test_near_as_people_say_it(results, typed):
    answer = results(typed)
    assert answer.missed == []
    assert any(reason.startswith("near:") for hit in answer.hits for reason in hit.reasons)


def test_who_is_in_the_place_is_not_said_to_be_near_it(results):
    there = [hit.reasons for hit in results("ocmw dichtbij jette").hits if "located:21010" in hit.reasons]
    assert there
    assert not [reason for reasons in there for reason in reasons if reason.startswith("near:")]


def test_words_that_say_near_are_no_words_of_a_need(results):
    """*Proche* is also a relative."""
    assert "Rizome" not in results("psychologue proche de forest").also_searched


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


@pytest.mark.parametrize("typed", ["1080 1070", "1080/1070", "1070, 1080"])
def test_two_postal_codes_alone_are_two_places(found, typed):
    assert {"ocmw-1080", "ocmw-1070"} <= set(found(typed, limit=6))


def test_a_relative_after_a_place_is_nothing_near(results):
    assert "familie van gedetineerden" in results("saint-gilles proche détenu").also_searched


@pytest.mark.parametrize(
    "typed",
    [
        "bezoek gevangenis haren met kinderen", "visite prison haren enfants",
        "visiting haren prison with kids",
    ],
)  # fmt: skip
def test_who_is_called_after_the_neighbourhood_that_is_named_stays_in_the_list(found, typed):
    assert "prison-haren" in found(typed, 20)


@pytest.mark.parametrize("typed", ["chaussée de Gand", "Antwerpsesteenweg", "rue Royale"])
def test_the_name_of_a_street_is_no_part_of_a_need(found, starter, typed):
    """There is a prison in Ghent, and a *grâce royale*: who typed the street saw who helps prisoners."""
    assert not found(typed)


@pytest.mark.parametrize("typed", ["avocat rue de Malines", "rue du Progrès avocat"])
def test_the_kind_of_a_street_is_no_word_of_a_need(found, starter, typed):
    """*Avocat rue* alone asks for the lawyers who come by in a bus."""
    assert {"baj-bxl-fr", "bjb-bxl-nl", "justibus"} >= set(found(typed, limit=1))
    assert "lva-bxl" not in found(typed, limit=3)
    assert found("à la rue du jour au lendemain", limit=1) == ["macadam"]
