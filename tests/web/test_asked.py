"""What an address asks for: what says nothing is left out, and never shown as in use."""

import re
from datetime import date, timedelta

import pytest

from app.resources.criteria import asked_in
from app.resources.filters import counted
from directory import search
from directory.models import Service, ServiceLanguage
from tests.web.test_search_page import HTMX, text


@pytest.mark.parametrize(
    "query",
    ["category=nonsense", "audience=x", "access=x", "cost=x", "municipality=99999", "municipality=BRU",
     "in=gent", "language=xx", "interpreter=no", "interpreter=unknown", "verified=7", "open=later"],
)  # fmt: skip
def test_a_code_that_is_unknown_is_no_filter(alice, query):
    page = text(alice, f"/resources?q=ocmw&{query}", **HTMX)
    assert "data-filter" not in page
    assert page == text(alice, "/resources?q=ocmw", **HTMX)


def test_a_language_that_only_a_sheet_knows_is_one(app):
    with app.app_context():
        assert "language" not in asked_in({"language": "qya"}).params
        ServiceLanguage.create(service=Service.get(external_id="praxis"), code="qya")
        assert asked_in({"language": "qya"}).params == {"language": "qya"}
        assert asked_in({"language": "zu"}).params == {"language": "zu"}


@pytest.mark.parametrize("switch", ["also=yes", "neutral=0", "show=x", "show=٣"])
def test_a_switch_that_says_something_else_is_none(app, switch):
    name, _equals, value = switch.partition("=")
    assert asked_in({"q": "ocmw", name: value}).params == {"q": "ocmw"}


def test_every_number_of_months_that_can_be_asked_is_counted(app):
    with app.app_context():
        sheet = Service.get(external_id="praxis")
        sheet.verified_on = date.today() - timedelta(days=400)
        sheet.changed()
        for months in ("1", "3", "6", "12", "24"):
            asked = asked_in({"verified": months})
            results = search.find(asked.criteria())
            assert counted(results, asked)["verified"][months] == results.total
        assert results.total == 1


def test_the_number_beside_open_now_is_of_now_also_beside_another_moment(alice):
    """The script of the page then takes the moment out of the field."""
    alice.set_cookie("language", "en")
    page = text(alice, "/resources?q=ocmw&at=2026-11-24T10:00")
    said = re.search(r'<option value="now"[^>]*>Open now \((\d+)\)', page).group(1)
    found = re.search(r'class="count">(\d*)', text(alice, "/resources?q=ocmw&open=now", **HTMX)).group(1)
    assert int(said) == int(found or 0)
