"""Filters keep what they name, and their counts are true."""

from datetime import date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from directory.answers import ALL, FILTERS
from directory.availability import ClosedPeriod
from directory.models import Service

BRUSSELS = ZoneInfo("Europe/Brussels")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=BRUSSELS)


def test_every_count_is_the_number_of_results_that_its_value_leaves(results):
    texts = ("schulden", "", "gevangenis kinderen", "ocmw Mechelen", "cpas 2800")
    for text, base in product(texts, ({"language": "fr"}, {"municipality": "21012"}, {})):
        answer = results(text, **base)
        for name in FILTERS:
            if name == "open_at":
                continue
            for code, count in answer.facets[name].items():
                value = int(code) if name == "verified_within" else code
                chosen = results(text, **{**base, name: value})
                assert chosen.total == count, (text, name, value)


@pytest.mark.parametrize("text", ["", "ocmw"])
def test_open_at_a_moment_is_sure(results, text):
    monday = results(text, limit=200, open_at=MONDAY).hits
    night = results(text, limit=200, open_at=MONDAY.replace(hour=3)).hits
    assert len(monday) > len(night)
    holiday = results(text, limit=200, open_at=datetime(2026, 12, 25, 10, 0, tzinfo=BRUSSELS)).hits
    assert len(holiday) < len(monday)


@pytest.mark.parametrize("text", ["ocmw Mechelen", "gemeente Gent", "huur", "psycholoog arabisch"])
@pytest.mark.parametrize(
    "filters",
    [{"category": "debt_mediation", "municipality": "21003"},
     {"category": "debt_mediation", "municipality": "21003", "language": "ar"},
     {"audience": "victims", "access": "phone", "cost": "free"}],
)  # fmt: skip
def test_every_way_out_leads_to_as_many_as_it_says(results, text, filters):
    for name, count in results(text, **filters).suggestions.relax:
        left = {} if name == ALL else {one: value for one, value in filters.items() if one != name}
        assert count is None or results(text, **left).total == count


@pytest.mark.usefixtures("starter")
def test_verified_within_counts_months_back(results):
    Service.update(verified_on=date.today(), version=Service.version + 1).where(
        Service.external_id == "praxis"
    ).execute()
    assert [hit.external_id for hit in results("", verified_within=1).hits] == ["praxis"]


def test_filters_combine(results):
    both = {hit.external_id for hit in results("", limit=200, category="ocmw", language="nl").hits}
    one = {hit.external_id for hit in results("", limit=200, category="ocmw").hits}
    other = {hit.external_id for hit in results("", limit=200, language="nl").hits}
    assert both == one & other


@pytest.mark.usefixtures("starter")
def test_a_service_that_is_closed_for_a_while_is_not_open(results):
    open_now = [hit.external_id for hit in results("", limit=200, open_at=MONDAY).hits]
    sheet = Service.get(external_id=open_now[0])
    ClosedPeriod.create(service=sheet, first=MONDAY.date(), last=MONDAY.date())
    sheet.changed()
    assert open_now[0] not in [hit.external_id for hit in results("", limit=200, open_at=MONDAY).hits]
    later = MONDAY.replace(day=30)
    assert open_now[0] in [hit.external_id for hit in results("", limit=200, open_at=later).hits]


def test_before_anything_is_typed_the_filters_choose_among_all_sheets(results):
    for typed in ("", "  ", "?!"):
        counts = results(typed).facets
        assert counts["category"]["youth"] == 16
        assert counts["interpreter"]["yes"] > 0
    narrowed = results("", category="youth")
    assert narrowed.total == narrowed.facets["category"]["youth"] == 16
    assert not any(results("xqzqw wvwq").facets["category"].values())
