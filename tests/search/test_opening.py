"""When what is searched is to be open."""

from datetime import datetime, time, timedelta

import pytest

from directory import availability, indexing, search
from directory.models import Service
from directory.search import Criteria, opening
from directory.search.opening import Opening
from search_index.bits import numbers_of
from search_index.text import words
from tests.search.conftest import add

FRIDAY = datetime(2026, 11, 27, 16, 0)


@pytest.mark.parametrize(
    ("typed", "code", "positions"),
    [
        ("open op zondag", "6", {0, 2}),
        ("ouvert le dimanche", "6", {0, 2}),
        ("food parcel sunday", "6", {2}),
        ("zaterdags open", "5", {0, 1}),
        ("open zond", "6", {0, 1}),  # half typed
        ("open zodnag", "6", {0, 1}),  # and with a slip
        ("wie is er nu open", "now", {3, 4}),
        ("vandaag open", "today", {0, 1}),
        ("ouvert aujourd'hui", "today", {0, 1, 2}),
        ("ouvert ce soir", "tonight", {0, 1, 2}),
        ("'s avonds open", "evening", {0, 1, 2}),
        ("open in het weekend", "weekend", {0, 1, 2, 3}),
        ("avocat ce week-end", "weekend", {1, 2, 3}),
        ("manger dimanche soir", "6", {1, 2}),
        ("dag en nacht bereikbaar", "always", {0, 1, 2, 3}),
        ("24/7", "always", {0, 1}),
        ("24h/24 7j/7", "always", {0, 1}),
        ("luisterlijn dag en nacht", "always", {1, 2, 3}),
    ],
)
def test_a_search_says_when(typed, code, positions):
    assert opening.asked(tuple(words(typed))) == Opening(code, frozenset(positions))


@pytest.mark.parametrize(
    "typed",
    ["nu", "vannacht slapen", "zelfmoord vanavond", "open huis", "open", "open tafel", "man opgepakt wat nu"],
)
def test_what_may_say_something_else_is_no_time(typed):
    assert opening.asked(tuple(words(typed))) is None


@pytest.mark.parametrize(
    ("typed", "positions"), [("he drinks every night", {2, 3}), ("il boit tous les week-ends", {2, 3, 4, 5})]
)
def test_how_often_it_happens_is_no_time_at_which_anything_is_to_be_open(typed, positions):
    assert opening.asked(tuple(words(typed))) == Opening("", frozenset(positions))


HOURS = {
    "s31": "24/7", "s32": "Mo-Fr 09:00-17:00", "s33": "Sa,Su 10:00-12:00", "s34": "Tu 18:00-20:00",
    "s35": "Mo-Fr 08:00+", "s36": "", "s37": "no hours at all", "s38": "Su", "s39": "Mo-Fr 09:00-18:00",
}  # fmt: skip


@pytest.fixture
def timed(small):
    with small.atomic():
        for sheet, hours in HOURS.items():
            add(int(sheet[1:]), f"Huis {sheet}", opening_hours=hours)
    search.find(Criteria(q="huis"))
    return indexing.ready()


@pytest.mark.parametrize(
    ("code", "open_then", "shut_then"),
    [
        ("6", {"s31", "s33", "s38"}, {"s32", "s34", "s35", "s39"}),
        ("0", {"s31", "s32", "s35", "s39"}, {"s33", "s34", "s38"}),
        ("weekend", {"s31", "s33", "s38"}, {"s32", "s34", "s35", "s39"}),
        ("now", {"s31", "s32", "s39"}, {"s33", "s34", "s38"}),  # nobody knows until when s35 is
        ("today", {"s31", "s32", "s39"}, {"s33", "s34", "s38"}),
        ("tomorrow", {"s31", "s33"}, {"s32", "s34", "s35", "s38", "s39"}),
        ("tonight", {"s31"}, {"s32", "s33", "s34", "s38", "s39"}),
        ("evening", {"s31", "s34"}, {"s32", "s33", "s39"}),
        ("night", {"s31"}, {"s32", "s33", "s34", "s35", "s38", "s39"}),
        ("always", {"s31"}, set(HOURS) - {"s31", "s36", "s37"}),
    ],
)
def test_who_is_surely_open_then_and_who_is_not(timed, code, open_then, shut_then):
    held = opening.held_by(timed, Opening(code, frozenset()), FRIDAY)
    assert {timed.ids[number] for number in numbers_of(held.open)} == open_then
    assert {timed.ids[number] for number in numbers_of(held.shut)} == shut_then


def test_while_it_is_closed_a_service_is_not_open_whatever_its_hours_say(timed):
    today = availability.today()
    sunday = today + timedelta(days=(6 - today.weekday()) % 7)
    availability.close(Service.get(external_id="s31"), sunday, sunday, "", "eva")
    search.find(Criteria(q="huis"))
    now = datetime.combine(today, time(12))
    index = indexing.ready()
    held = opening.held_by(index, Opening("6", frozenset()), now)
    assert "s31" not in {index.ids[number] for number in numbers_of(held.open)}


def test_a_public_holiday_of_which_the_hours_say_nothing_is_no_open_day(timed):
    christmas = datetime(2026, 12, 21)  # the Friday of that week is one, which the hours do not mention
    held = opening.held_by(timed, Opening("4", frozenset()), christmas)
    assert {timed.ids[number] for number in numbers_of(held.open)} == {"s31"}
    assert "s32" not in {timed.ids[number] for number in numbers_of(held.shut)}


def test_only_a_time_lists_who_is_open_then(found, results):
    always = {"crisis-bxl", "hop-erasme", "cpvs-bxl", "prevention-suicide", "tele-onthaal-106"}
    assert set(found("24/7", limit=20)) == always
    assert set(found("ouvert jour et nuit", limit=20)) == always
    assert all("open:always" in hit.reasons for hit in results("24u/24").hits)


def test_beside_a_need_who_is_open_then_comes_first(found):
    assert found("zelfmoord 24/7")[0] == "prevention-suicide"
    assert found("hôpital 24h/24")[0] == "hop-erasme"
    assert found("ocmw 1080 open nu")[0] == "ocmw-1080"  # what was asked for stays, at any hour
