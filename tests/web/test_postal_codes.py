"""A postal code that may be a slip: the form asks once and keeps what was typed."""

import pytest

from directory.models import Location, Service
from directory.territory import postal_doubt
from tests.web.test_editing import EDIT, fields, send


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
        ("1080", "Schaarbeek", "“1080” is the postal code of Sint-Jans-Molenbeek."),
        ("99", "Brussel", "“99” is not a Belgian postal code"),
    ],
)
def test_a_code_that_does_not_fit_is_asked_about_once_and_what_was_typed_is_kept(eva, code, town, words):
    eva.set_cookie("language", "en")
    answer = send(eva, EDIT, fields(eva.get(EDIT)), cost="typed with care", **typed(code, town))
    body = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in body
    assert body.count("If it is right, save once more.") == 2  # on top, and beside the field
    assert 'aria-describedby="locations.0.postal_code-problem"' in body
    assert f'name="locations.postal_code" type="text" value="{code}"' in body
    assert "typed with care" in body
    assert code not in codes_of("ocmw-1070")
    assert send(eva, EDIT, fields(answer)).status_code == 303
    assert codes_of("ocmw-1070") == [code]
    # What stands there is not asked about again.
    assert send(eva, EDIT, fields(eva.get(EDIT)), cost="gratis").status_code == 303


def test_another_slip_is_asked_about_again_and_other_mistakes_are_told_with_it(eva):
    eva.set_cookie("language", "en")
    first = send(eva, EDIT, fields(eva.get(EDIT)), website="nowhere", **typed("9999", "Brussel"))
    assert "is not a web address" in first.get_data(as_text=True)
    second = send(eva, EDIT, fields(first), website="", **typed("9998", "Brussel"))
    assert second.status_code == 422
    assert "“9998”" in second.get_data(as_text=True)
    assert send(eva, EDIT, fields(second), **typed("1070", "Anderlecht")).status_code == 303


def test_a_new_sheet_asks_too_and_one_outside_the_region_is_no_slip(eva):
    new = fields(eva.get("/editor/new?name=Wolkenhuis"))
    asked = send(eva, "/editor/new", new, category="other", **typed("9999"))
    assert asked.status_code == 422
    assert send(eva, "/editor/new", fields(asked)).status_code == 303
    new = fields(eva.get("/editor/new?name=Sterrenwacht"))
    made = send(eva, "/editor/new", new, category="other", **typed("9000", "Gent"))
    assert made.status_code == 303
