"""Numbers and addresses as people have them before them: telephones, companies, mail, sites."""

import pytest

from app.resources.words import reason_name
from directory import search
from directory.models import Organisation, Service
from directory.search import Criteria
from tests.search.conftest import add


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


@pytest.mark.parametrize("typed", ["/", "/x/y", "//", "a/b/c", "@/", "https:///", "www./"])
def test_a_page_of_no_site_is_no_error(found, typed):
    assert len(found(typed, limit=200)) < 200


def test_two_words_with_a_stroke_are_no_page_of_a_site(found):
    assert len(found("ocmw/cpas", limit=50)) > 19
    answer = found("info/advies")
    assert answer
    assert not [one for one in answer if one.startswith("prison")]


def test_the_number_of_a_company_is_told_as_it_is(results, starter):
    """It may look like a mobile phone."""
    sheet = Service.get(external_id="exil")
    sheet.organisation = Organisation.create(name_fr="Exil asbl", company_number="0456789012")
    sheet.save()
    sheet.changed()
    assert results("BE 0456.789.012").hits[0].reasons == ("contact:0456789012",)
    assert reason_name("contact:0456789012") == "0456789012"


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
    ("typed", "same"),
    [
        ("1081 1080.", "1081 1080"),
        ("24/7, 1080.", "24/7, 1080"),
        ("0-12, 1080?", "0-12, 1080"),
        ("rue 12/3, 1080.", "rue 12/3, 1080"),
        ("103.", "103"),
        ("(103)", "103"),
        ('"103"', "103"),
        ("#103", "103"),
        ("1712!", "1712"),
        ("107?", "107"),
        ("24/7\u00a0écoute", "24/7 écoute"),
        ("psy\u00a024/7", "psy 24/7"),
        ("open 1/11 darija\tnear Forest", "open 1/11 darija near Forest"),
        ("02 209 34 00.", "02 209 34 00"),
        ("schulden,\n1080", "schulden 1080"),
        ("J´ai faim", "j'ai faim"),
        ("co\u00adhousing", "cohousing"),
    ],
)
def test_marks_and_blanks_around_it_change_nothing(results, typed, same):
    answer, other = results(typed, 30), results(same, 30)
    assert [hit.external_id for hit in answer.hits] == [hit.external_id for hit in other.hits]
    assert answer.open_then == other.open_then
    assert answer.missed == other.missed


@pytest.mark.parametrize(
    "typed", ["loyer 1080 par mois", "schuld 1080 per maand", "schuld 1080/maand", "huur € 1080"]
)
def test_a_sum_each_month_is_no_place(results, typed):
    assert not results(typed).hits[0].reasons or "competent:21012" not in results(typed).hits[0].reasons


def test_an_address_that_is_what_was_typed_or_begins_so_stands_before_one_that_holds_it(small):
    with small.atomic():
        for number, name, email in (
            (41, "Aarde", "mijnzorg@abc.be"), (42, "Berg", "zorg@abc.behang.be"), (43, "Duin", "zorg@abc.be"),
        ):  # fmt: skip
            add(number, name, email=email)
    assert [hit.external_id for hit in search.find(Criteria(q="zorg@abc.be")).hits] == ["s43", "s42", "s41"]
    assert [hit.external_id for hit in search.find(Criteria(q="zorg@abc")).hits][:2] == ["s42", "s43"]


@pytest.mark.parametrize(
    ("typed", "same"),
    [("drugs 15 jaar", "drugs"), ("zwangerschap 15 jaar", "zwangerschap"), ("advocaat 17 jaar", "advocaat")],
)
def test_that_a_text_has_the_same_age_is_no_answer_beside_what_is_asked(results, typed, same):
    """A place for 15 to 25 year olds stood first, whatever was asked, and *17* was not found."""
    assert {hit.external_id for hit in results(typed).hits} == {hit.external_id for hit in results(same).hits}
    assert not results(typed).missed


def test_a_range_of_ages_is_found_in_texts_and_an_age_alone(found):
    assert set(found("15 jaar", limit=2)) == {"marolles-ecoute", "la-gerbe"}
    assert set(found("luisterpunt 15-25 jaar", limit=2)) == {"marolles-ecoute", "la-gerbe"}
