"""Who is open is sure. A search says of how many nobody knows it, and lists them when asked."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from directory import search
from directory.availability import ClosedPeriod
from directory.models import Service
from directory.search import Criteria, plain
from tests.search.conftest import add

TUESDAY = datetime(2026, 12, 1, 9, 30, tzinfo=ZoneInfo("Europe/Brussels"))


@pytest.mark.parametrize("when", [TUESDAY, TUESDAY.replace(hour=3), TUESDAY.replace(day=25, hour=10)])
@pytest.mark.parametrize("text", ["ocmw", "", "schulden", "prison"])
def test_open_shut_and_unknown_are_all_that_is_found(results, text, when):
    every = results(text, language="fr", limit=200)
    opened = results(text, language="fr", limit=200, open_at=when)
    unknown = results(text, language="fr", limit=200, open_at=when, hours_unknown=True)
    assert opened.hours_unknown == unknown.total
    assert unknown.hours_unknown == 0
    found = [{hit.external_id for hit in one.hits} for one in (every, opened, unknown)]
    assert found[1].isdisjoint(found[2])
    assert found[1] | found[2] <= found[0]
    assert every.hours_unknown == 0


def test_it_combines_with_every_other_filter(results):
    ocmw = results("", category="ocmw", municipality="21004", open_at=TUESDAY)
    there = results("", category="ocmw", municipality="21004", open_at=TUESDAY, hours_unknown=True)
    assert ocmw.hours_unknown == there.total <= 1
    assert results("zzzqqq", open_at=TUESDAY).hours_unknown == 0


def test_while_the_index_is_made_it_is_the_same(starter):
    for asked in ({"category": "ocmw"}, {"q": "ocmw", "language": "fr"}, {}):
        right = search.find(Criteria(open_at=TUESDAY, **asked))
        found = plain.find(Criteria(open_at=TUESDAY, **asked), 12)
        if not asked.get("q"):
            assert found.hours_unknown == right.hours_unknown > 0
        unknown = Criteria(open_at=TUESDAY, hours_unknown=True, **asked)
        assert plain.find(unknown, 12).total == found.hours_unknown


def test_the_three_by_their_hours(small):
    hours = {"s31": "Mo-Fr 09:00-17:00", "s32": "", "s33": "Sa 10:00-12:00", "s34": "by telephone",
             "s35": "Tu 08:00+", "s36": "Tu"}  # fmt: skip
    with small.atomic():
        for sheet, said in hours.items():
            add(int(sheet[1:]), f"Huis {sheet}", opening_hours=said)
        ClosedPeriod.create(service=Service.get(external_id="s32"), first="2026-12-01", last="2026-12-02")
    ids = [hit.external_id for hit in search.find(Criteria(q="huis", open_at=TUESDAY)).hits]
    assert ids == ["s31"]
    unknown = search.find(Criteria(q="huis", open_at=TUESDAY, hours_unknown=True)).hits
    assert {hit.external_id for hit in unknown} == {"s34", "s35", "s36"}
