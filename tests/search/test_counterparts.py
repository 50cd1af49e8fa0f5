"""What every municipality has its own of: a few stand in the list for all, where nobody says where the client
lives."""

import pytest

from directory import search, territory
from directory.answers import CaseContext
from directory.models import Location, Service, ServiceArea
from directory.search import Criteria, listing
from tests.search.conftest import add

TOWNS = sorted(territory.municipalities())


@pytest.fixture
def together(starter):
    """``together("leefloon")``: the whole answer, as the search page has it."""

    def ask(text, limit=12, **filters):
        return search.find(Criteria(q=text, **filters), limit=limit, together=True)

    return ask


def ids(answer):
    return [hit.external_id for hit in answer.hits]


@pytest.mark.parametrize(
    "typed", ["uithuiszetting", "leefloon", "cpas", "rent deposit help", "commune", "ik zoek"]
)
def test_two_stand_for_the_nineteen_and_the_others_are_named_by_municipality(together, typed):
    answer = together(typed)
    shown = [one for one in ids(answer) if one.startswith("ocmw-")]
    (codes,) = [one.codes for last, one in answer.elsewhere.items() if last.startswith("ocmw-")]
    last = next(last for last in answer.elsewhere if last.startswith("ocmw-"))
    assert last in shown
    assert len(set(codes)) == len(codes)
    there = Service.select(Service.external_id).join(ServiceArea).where(ServiceArea.code.in_(codes))
    assert not {sheet.external_id for sheet in there.where(Service.category == "ocmw")} & set(shown)
    assert len(shown) + len(codes) == 19


def test_what_is_there_for_everybody_is_seen(together, found):
    """The health funds, for who has a handicap, stood below all the OCMWs."""
    assert ids(together("handicap"))[2] == "solidaris-brabant"
    assert "solidaris-brabant" not in found("handicap", 12)


@pytest.mark.parametrize("typed", ["uithuiszetting", "papieren", "leefloon"])
def test_every_municipality_that_is_named_leads_to_its_own_first(together, found, typed):
    answer = together(typed)
    assert answer.elsewhere
    for last, (codes, kept, _sheets) in answer.elsewhere.items():
        kind = Service.get(external_id=last).category
        assert kept in {"", kind}
        for code in codes:
            first, *_others = found(typed, 40, municipality=code, category=kept)
            assert Service.get(external_id=first).category == kind
            areas = ServiceArea.select().join(Service).where(Service.external_id == first)
            assert [area.code for area in areas] == [code]


def test_the_others_make_room_for_as_many_as_are_asked_for(together, found):
    every = found("landlord wants me out", 100)
    first, more = together("landlord wants me out"), together("landlord wants me out", 36)
    assert len(first.hits) == 12
    assert first.total == more.total == len(every)
    assert ids(more)[:12] == ids(first)
    assert len(more.hits) + sum(len(one.codes) for one in more.elsewhere.values()) == len(every)
    assert [one for one in every if one in ids(more)] == ids(more)


@pytest.mark.parametrize(
    ("typed", "filters"),
    [("leefloon jette", {}), ("leefloon", {"municipality": "21010"}), ("", {"category": "ocmw"}), ("02", {}),
     ("leefloon", {"case": CaseContext(municipality="21010")})],
)  # fmt: skip
def test_where_it_is_known_for_whom_or_all_are_asked_for_each_stands_in_the_list(
    together, found, typed, filters
):
    answer = together(typed, **filters)
    assert answer.elsewhere == {}
    assert ids(answer) == found(typed, 12, **filters)


def test_under_the_filter_of_a_municipality_none_stands_for_others(small):
    """Seven desks in one house, each for another municipality: five of them were named by that alone."""
    with small.atomic():
        for number, code in enumerate(TOWNS[:7], 50):
            sheet = add(number, "Loket voor gordijnen")
            ServiceArea.create(service=sheet, code=code)
            Location.create(service=sheet, postal_code="1000", municipality="21004")
    asked = Criteria(q="gordijnen", municipality="21004")
    answer = search.find(asked, together=True)
    assert (len(answer.hits), answer.elsewhere) == (7, {})
    assert search.find(Criteria(q="gordijnen"), together=True).elsewhere


def test_of_a_case_without_a_municipality_it_is_as_for_anybody(together):
    assert together("leefloon", case=CaseContext(languages=("fr",))).elsewhere


def test_who_sees_all_of_them_finds_them_as_before(found):
    assert sum(one.startswith("ocmw-") for one in found("leefloon", 12)) == 12


def local(count, category="food", **fields):
    """Sheets f0, f1 …, each for a municipality of its own."""
    for number in range(count):
        named = {"name_nl": f"Voedselpunt {number}", **fields}
        sheet = Service.create(external_id=f"f{number}", category=category, **named)
        ServiceArea.create(service=sheet, code=TOWNS[number])
        sheet.changed()


def find(text):
    return search.find(Criteria(q=text), limit=12, together=True)


@pytest.mark.parametrize(("count", "away"), [(5, 0), (6, 4), (9, 7)])
def test_a_short_list_has_room_for_each(database, count, away):
    local(count)
    answer = find("voedselpunt")
    assert sum(len(one.codes) for one in answer.elsewhere.values()) == away
    assert len(answer.hits) == count - away
    if away:
        assert ids(answer)[listing.SHOWN - 1] in answer.elsewhere


def test_who_is_there_for_two_or_for_all_is_nobodys_own(database):
    local(6)
    for external_id, codes in (("f4", [TOWNS[9]]), ("f5", [territory.REGION])):
        sheet = Service.get(external_id=external_id)
        for code in codes:
            ServiceArea.create(service=sheet, code=code)
        sheet.changed()
    assert find("voedselpunt").elsewhere == {}


def test_several_of_one_municipality_are_named_once(database):
    local(8)
    for number in (6, 7):
        ServiceArea.update(code=TOWNS[5]).where(
            ServiceArea.service == Service.get(external_id=f"f{number}")
        ).execute()
        Service.get(external_id=f"f{number}").changed()
    ((codes, _kind, _sheets),) = find("voedselpunt").elsewhere.values()
    assert sorted(codes) == sorted(TOWNS[2:6])


def test_many_of_a_few_municipalities_stand_in_the_list(database):
    local(6)
    for number in (4, 5):
        sheet = Service.get(external_id=f"f{number}")
        ServiceArea.update(code=TOWNS[3]).where(ServiceArea.service == sheet).execute()
        sheet.changed()
    assert find("voedselpunt").elsewhere == {}


def test_who_answers_less_is_no_counterpart(database):
    local(6)
    for number in (4, 5):
        sheet = Service.get(external_id=f"f{number}")
        sheet.name_nl, sheet.description_nl = f"Huis {number}", "Naast het voedselpunt."
        sheet.changed()
    assert find("voedselpunt").elsewhere == {}


@pytest.fixture
def twins(starter):
    """Every OCMW has a second sheet."""
    for one in list(Service.select().where(Service.external_id.startswith("ocmw-"))):
        told = {name: one.__data__[name] for name in ("category", "name_nl", "name_fr", "description_nl")}
        twin = Service.create(external_id=f"{one.external_id}-b", **told)
        ServiceArea.insert_many([{"service": twin, "code": area.code} for area in one.areas]).execute()
        twin.changed()


@pytest.mark.usefixtures("twins")
@pytest.mark.parametrize("limit", [12, 200])
def test_where_a_municipality_has_two_the_list_is_as_long_as_is_asked_and_ends(together, limit):
    """Municipalities were taken for sheets: "show more" had no end, and lists were short."""
    answer = together("cpas", limit)
    away = sum(one.sheets for one in answer.elsewhere.values())
    assert away > 19
    assert len(answer.hits) == min(limit, answer.total - away)


@pytest.mark.parametrize("typed", ["dokter", "schuldbemiddeling"])
def test_however_many_are_asked_for_only_what_comes_first_is_put_together(together, typed):
    """The nineteen OCMWs stand far below: whoever asks for that many lines sees them all."""
    answer = together(typed, limit=60)
    assert answer.elsewhere == {}
    assert sum(one.startswith("ocmw-") for one in ids(answer)) == 19
