"""Whoever is full stands below an equal that has room, while a report of it counts, and is never away."""

from datetime import timedelta

import pytest

from directory import availability, search
from directory.models import Service
from directory.search import Criteria

EQUAL = "voedselpakket delta"


@pytest.fixture
def twins(small):
    """Two sheets that answer alike; the first of them came first."""
    for number in (41, 42):
        Service.create(external_id=f"s{number}", category="food", name_nl="Voedselpakket Delta")
    return [Service.get(external_id=f"s{number}") for number in (41, 42)]


def order():
    found = search.find(Criteria(q=EQUAL), limit=20)
    return [hit.external_id for hit in found.hits if hit.external_id in ("s41", "s42")]


@pytest.mark.parametrize("state", ["waiting", "stop"])
def test_full_comes_after_and_is_still_there(twins, state):
    before = order()
    full = Service.get(external_id=before[0])
    availability.report(full, state, "eva")
    assert order() == before[::-1]
    availability.report(full, "open", "eva")
    assert order() == before


def test_a_report_that_ran_out_weighs_nothing(twins):
    before = order()
    full = Service.get(external_id=before[0])
    availability.report(full, "stop", "eva", until=availability.today())
    assert order() == before[::-1]
    availability.Saturation.update(until=availability.today() - timedelta(days=1)).execute()
    full.touched()
    assert order() == before
