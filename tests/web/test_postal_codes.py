"""A postal code that may be a slip: the form asks once and keeps what was typed."""

import pytest

from directory.models import Location, Service
from directory.territory import nis_of, postal_doubt
from tests.web.test_editing import EDIT, fields, send_edit


@pytest.mark.parametrize(
    ("code", "towns", "why"),
    [
        ("1070", ["Anderlecht", ""], ""), ("1020", ["Laken", "Laeken"], ""), ("1070", ["", ""], ""),
        ("1070", ["Kuregem", ""], ""), ("1070", ["ergens", ""], ""), ("", ["Brussel", ""], ""),
        ("9000", ["Gent", "Gand"], ""), ("1500", ["Halle", ""], ""),
        ("1070", ["Brussel", ""], "other"), ("1080", ["", "Schaerbeek"], "other"),
        ("9999", ["Brussel", ""], "outside"), ("9999", ["", ""], "alone"), ("1234", ["", ""], "unknown"),
        ("1234", ["Brussel", ""], "unknown"), ("0999", ["", ""], "form"), ("107", ["", ""], "form"),
        ("59000", ["Lille", ""], "form"), ("١٠٧٠", ["", ""], "form"), ("abc", ["", ""], "form"),
    ],
)  # fmt: skip
def test_which_codes_are_doubted(code, towns, why):
    assert postal_doubt(code, towns) == why


def typed(code, nl="", fr=""):
    blank = {"locations__street": ["Bergstraat 1", ""], "locations__postal_code": [code, ""]}
    return blank | {"locations__municipality_nl": [nl, ""], "locations__municipality_fr": [fr, ""]}


def codes_of(external_id):
    rows = Location.select().where(Location.service == Service.get(external_id=external_id))
    return [row.postal_code for row in rows]


@pytest.mark.parametrize(
    ("code", "town", "words"),
    [
        ("9999", "Brussel", "“9999” is not in the region, and this municipality is."),
        ("1234", "", "“1234” is the postal code of no municipality of the region."),
        (
            "1080", "Schaarbeek",
            "“1080” is the postal code of Molenbeek-Saint-Jean, and the municipality here says “Schaarbeek”.",
        ),
        ("99", "Brussel", "“99” is not a Belgian postal code"),
    ],
)  # fmt: skip
def test_a_code_that_does_not_fit_is_asked_about_once_and_what_was_typed_is_kept(eva, code, town, words):
    eva.set_cookie("language", "en")
    answer = send_edit(eva, EDIT, fields(eva.get(EDIT)), cost="typed with care", **typed(code, town))
    body = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in body
    assert body.count("If it is right, save once more.") == 2  # on top, and beside the field
    marked = "municipality_nl" if town == "Schaarbeek" else "postal_code"
    assert f'aria-describedby="locations.0.{marked}-problem"' in body
    assert body.count('aria-invalid="true"') == 1
    assert f'name="locations.postal_code" type="text" value="{code}"' in body
    assert "typed with care" in body
    assert code not in codes_of("ocmw-1070")
    assert send_edit(eva, EDIT, fields(answer)).status_code == 303
    assert codes_of("ocmw-1070") == [code]
    # What stands there is not asked about again.
    assert send_edit(eva, EDIT, fields(eva.get(EDIT)), cost="gratis").status_code == 303


def test_another_slip_is_asked_about_again_and_other_mistakes_are_told_with_it(eva):
    eva.set_cookie("language", "en")
    first = send_edit(eva, EDIT, fields(eva.get(EDIT)), website="nowhere", **typed("9999", "Brussel"))
    assert "is not a web address" in first.get_data(as_text=True)
    second = send_edit(eva, EDIT, fields(first), website="", **typed("9998", "Brussel"))
    assert second.status_code == 422
    assert "“9998”" in second.get_data(as_text=True)
    assert send_edit(eva, EDIT, fields(second), **typed("1070", "Anderlecht")).status_code == 303


def test_a_new_sheet_asks_too_and_one_outside_the_region_is_no_slip(eva):
    new = fields(eva.get("/editor/new?name=Wolkenhuis"))
    asked = send_edit(eva, "/editor/new", new, category="other", **typed("9999"))
    assert asked.status_code == 422
    assert send_edit(eva, "/editor/new", fields(asked)).status_code == 303
    new = fields(eva.get("/editor/new?name=Sterrenwacht"))
    made = send_edit(eva, "/editor/new", new, category="other", **typed("9000", "Gent"))
    assert made.status_code == 303


def moved(eva, *rows):
    """The form of a sheet that stands at ``rows`` (street, code, nl, fr), as an editor opens it."""
    sheet = Service.get(external_id="ocmw-1070")
    Location.delete().where(Location.service == sheet).execute()
    for street, code, nl, fr in rows:
        Location.create(
            service=sheet, street=street, postal_code=code, municipality=nis_of(code),
            municipality_nl=nl, municipality_fr=fr,
        )  # fmt: skip
    sheet.changed()
    return fields(eva.get(EDIT))


def places():
    rows = Location.select().where(Location.service == Service.get(external_id="ocmw-1070"))
    return [(row.postal_code, row.municipality, row.municipality_nl, row.municipality_fr) for row in rows]


ANDERLECHT = ("1070", "21001", "Anderlecht", "Anderlecht")
GANSHOREN = ("Bergstraat 1", "1083", "Ganshoren", "Ganshoren")


def test_a_municipality_that_nobody_touched_follows_its_postal_code(eva):
    form = moved(eva, GANSHOREN)
    assert send_edit(eva, EDIT, form, locations__postal_code=["B-1070", ""]).status_code == 303
    assert places() == [ANDERLECHT]


def test_it_follows_when_the_street_is_another_too_and_from_outside_the_region(eva):
    form = moved(eva, ("Dorp 1", "1700", "Dilbeek", ""))
    new = {"locations__street": ["Veld 2", ""], "locations__postal_code": ["1070", ""]}
    assert send_edit(eva, EDIT, form, **new).status_code == 303
    assert places() == [ANDERLECHT]


def test_an_address_is_known_by_its_street_when_the_one_above_it_goes(eva):
    form = moved(eva, ("Markt 1", "1080", "Sint-Jans-Molenbeek", "Molenbeek-Saint-Jean"), GANSHOREN)
    rows = {
        "locations__street": ["", "Bergstraat 1", ""],
        "locations__postal_code": ["", "1070", ""],
        "locations__municipality_nl": ["", "Ganshoren", ""],
        "locations__municipality_fr": ["", "Ganshoren", ""],
    }
    assert send_edit(eva, EDIT, form, **rows).status_code == 303
    assert places() == [ANDERLECHT]


def test_of_two_names_the_one_that_was_left_follows(eva):
    form = moved(eva, GANSHOREN)
    new = {"locations__postal_code": ["1070", ""], "locations__municipality_nl": ["Anderlecht", ""]}
    assert send_edit(eva, EDIT, form, **new).status_code == 303
    assert places() == [ANDERLECHT]


def test_a_part_of_a_municipality_stays_while_the_code_is_of_the_same_one(eva):
    form = moved(eva, ("Kerkstraat 1", "1020", "Laken", "Laeken"))
    assert send_edit(eva, EDIT, form, locations__postal_code=["1000", ""]).status_code == 303
    assert places() == [("1000", "21004", "Laken", "Laeken")]


@pytest.mark.parametrize(("nl", "fr"), [("Jette", "Ganshoren"), ("Anderlecht", "Jette")])
def test_a_municipality_that_was_typed_against_its_code_is_named_and_marked(eva, nl, fr):
    form = moved(eva, GANSHOREN)
    new = {"locations__municipality_nl": [nl, ""], "locations__municipality_fr": [fr, ""]}
    answer = send_edit(eva, EDIT, form, locations__postal_code=["1070", ""], **new)
    body = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "“1070” is the postal code of Anderlecht, and the municipality here says “Jette”." in body
    name = "municipality_nl" if nl == "Jette" else "municipality_fr"
    assert f'aria-describedby="locations.0.{name}-problem"' in body
    assert body.count('aria-invalid="true"') == 1
    assert places()[0][0] == "1083"
    assert send_edit(eva, EDIT, fields(answer)).status_code == 303, "saved once more it stands"


def test_a_name_that_stood_there_against_its_code_is_asked_about(eva):
    form = moved(eva, ("Bergstraat 1", "1083", "Jette", "Jette"))
    answer = send_edit(eva, EDIT, form, locations__postal_code=["1070", ""])
    assert answer.status_code == 422
    assert answer.get_data(as_text=True).count('aria-invalid="true"') == 2
    assert send_edit(eva, EDIT, fields(answer)).status_code == 303
    assert places() == [("1070", "21001", "Jette", "Jette")]


def test_words_that_stood_there_without_a_code_stay(eva):
    form = moved(eva, ("Bergstraat 1", "", "Scheut", ""))
    assert send_edit(eva, EDIT, form, locations__postal_code=["1070", ""]).status_code == 303
    assert places()[0][:3] == ("1070", "21001", "Scheut")
