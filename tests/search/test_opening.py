"""Which sheets are surely open when a search asks for it."""

from datetime import date, datetime, time, timedelta

import pytest

from app.resources.nameless import names_somebody
from directory import availability, facts, indexing, search
from directory.models import Service
from directory.search import Criteria, contacts, opening
from search_index.bits import numbers_of
from tests.search.conftest import add

FRIDAY = datetime(2026, 11, 27, 16, 0)


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
        ("1.evening", {"s31", "s34"}, {"s32", "s33", "s38", "s39"}),
        ("1.19:30", {"s31", "s34"}, {"s32", "s33", "s38", "s39"}),
        ("1.pm", {"s31", "s32", "s39"}, {"s33", "s34", "s38"}),
        ("always", {"s31"}, set(HOURS) - {"s31", "s36", "s37"}),
        ("today.am", {"s31", "s32", "s39"}, {"s33", "s34", "s38"}),
        ("overmorrow", {"s31", "s33", "s38"}, {"s32", "s34", "s35", "s39"}),
        ("any.am", {"s31", "s32", "s33", "s39"}, {"s34"}),
        ("4.night", {"s31"}, {"s32", "s33", "s34", "s35", "s38", "s39"}),
        ("12-01", {"s31", "s32", "s34", "s35", "s39"}, {"s33", "s38"}),  # a Tuesday
        ("12-01.19:00", {"s31", "s34"}, {"s32", "s33", "s38", "s39"}),
        ("12-25", {"s31"}, {"s33", "s34", "s38"}),  # of a holiday the other hours say nothing
        ("Easter-Monday", {"s31"}, {"s33", "s34", "s38"}),
        ("holiday", {"s31"}, {"s34", "s38"}),
        ("02-29", set(), set()),  # there is none within a year
    ],
)
def test_who_is_surely_open_then_and_who_is_not(timed, code, open_then, shut_then):
    held = opening.held_by(timed, code, FRIDAY)
    assert {timed.ids[number] for number in numbers_of(held.open)} == open_then
    assert {timed.ids[number] for number in numbers_of(held.shut)} == shut_then


@pytest.mark.parametrize("typed", ["huis open maandag of zaterdag", "huis ouvert samedi ou lundi"])
def test_open_on_one_of_two_days_is_open_and_only_shut_on_both_is_shut(timed, at, typed):
    """Who is open on one of them stood below those of unknown hours."""
    at(FRIDAY)
    hits = [hit for hit in search.find(Criteria(q=typed)).hits if hit.external_id in HOURS]
    counted = {
        hit.external_id: round(sum(v for k, v in hit.signals.items() if k[:5] == "open "), 1) for hit in hits
    }
    assert {sheet for sheet, value in counted.items() if value == 0.8} == {"s31", "s32", "s33", "s35", "s39"}
    assert {sheet for sheet, value in counted.items() if value == -1.8} == {"s34", "s38"}
    assert {hit.external_id for hit in hits[-4:]} == {"s36", "s37", "s34", "s38"}
    told = {
        hit.external_id: {reason for reason in hit.reasons if reason[:5] in {"open:", "shut:"}}
        for hit in hits
    }
    assert (told["s32"], told["s33"], told["s36"]) == ({"open:0"}, {"open:5"}, set())
    assert told["s34"] == {"shut:0", "shut:5"}


@pytest.mark.parametrize("code", ["now", "today", "0", "0.am", "always", "weekend"])
def test_while_it_is_closed_a_service_is_surely_not_open_whatever_its_hours_say(timed, code):
    today = availability.today()
    for sheet in ("s31", "s36"):
        last = today + timedelta(days=30)
        availability.close(Service.get(external_id=sheet), today, last, "", "eva")
    search.find(Criteria(q="huis"))
    index = indexing.ready()
    held = opening.held_by(index, code, datetime.combine(today, time(12)))
    assert {"s31", "s36"}.isdisjoint(index.ids[number] for number in numbers_of(held.open))
    assert {"s31", "s36"} <= {index.ids[number] for number in numbers_of(held.shut)}


def test_on_a_sunday_the_weekend_is_that_day(timed):
    held = opening.held_by(timed, "weekend", datetime(2026, 11, 29, 20, 0))
    assert "s33" in {timed.ids[number] for number in numbers_of(held.open)}  # Sa,Su
    assert opening.days("weekend", date(2026, 11, 29)) == [date(2026, 11, 29)]
    assert opening.days("weekend", date(2026, 11, 28)) == [date(2026, 11, 28), date(2026, 11, 29)]


def test_a_day_of_the_year_is_its_next_one():
    friday = FRIDAY.date()
    assert opening.days("11-27", friday) == [friday]
    assert opening.days("11-26", friday) == [date(2027, 11, 26)]
    assert opening.days("Easter-Monday", friday) == [date(2027, 3, 29)]
    assert opening.days("holiday", friday)[:2] == [date(2026, 12, 25), date(2027, 1, 1)]


def test_what_is_over_today_is_over(timed):
    """This afternoon, asked at half past five: s32 was open until five."""
    held = opening.held_by(timed, "today.pm", FRIDAY.replace(hour=17, minute=30))
    assert {timed.ids[number] for number in numbers_of(held.open)} == {"s31", "s39"}


def test_once_a_part_of_today_is_over_an_answer_of_before_is_another(timed):
    """*Open deze namiddag* was told again at six as it had been one minute before."""
    before, after = FRIDAY.replace(hour=17, minute=59), FRIDAY.replace(hour=18, minute=0)
    assert opening.held_by(timed, "today.pm", before) != opening.held_by(timed, "today.pm", after)
    over = [opening.parts_over(FRIDAY.replace(hour=hour)) for hour in range(24)]
    assert [hour for hour in range(1, 24) if over[hour] > over[hour - 1]] == [12, 14, 18]


@pytest.mark.parametrize(
    ("hour", "says"), [(7, True), (8, None), (16, None)]
)  # until when it is open, nobody knows
def test_hours_without_an_end_say_enough_until_they_begin(hour, says):
    midnight = datetime(2026, 11, 28)
    assert facts.opens_within("Mo-Fr 08:00+", datetime(2026, 11, 27, hour, 30), midnight, False) is says


@pytest.mark.parametrize("code", ["night", "today", "evening", "6", "always", "tomorrow.am"])
def test_a_time_means_the_same_until_some_door_opens_or_closes_or_the_day_ends(small, code):
    """A list is told again for so long: see app/resources/again.py. All hours begin and end at 9."""
    with small.atomic():
        for number, hours in enumerate(("24/7", "Mo-Fr 09:00+", "Sa 00:00-09:00", "Fr", "Mo,We,Fr"), 31):
            add(number, f"Huis {number}", opening_hours=hours)
    search.find(Criteria(q="huis"))
    index = indexing.ready()
    moments = [(0, 0), (0, 1), (2, 0), (2, 1), (8, 59)]
    first, *others = [opening.held_by(index, code, datetime(2026, 11, 27, *at)) for at in moments]
    assert all(other == first for other in others)


@pytest.mark.parametrize(
    ("hours", "day", "always"),
    [
        ("24/7", date(2026, 12, 22), True),
        ("Mo-Su 00:00-24:00", date(2026, 11, 2), True),
        ("Mo-Su 00:00-24:00", date(2026, 12, 22), None),  # nobody knows about Christmas
        ("Nov-Mar 00:00-24:00", date(2026, 12, 1), True),
        ("Nov-Mar 00:00-24:00", date(2026, 7, 1), False),
        ("24/7; Jul-Aug off", date(2026, 7, 1), False),
        ("24/7; Jul-Aug off", date(2026, 10, 1), True),
        ("24/7 unknown", date(2026, 10, 1), None),
        ("Mo-Su", date(2026, 10, 1), None),
        ("Mo-Fr 09:00-17:00", date(2026, 10, 1), False),
        ("", date(2026, 10, 1), None),
    ],
)
def test_day_and_night_is_what_the_hours_say_of_the_week_to_come(hours, day, always):
    assert facts.is_always_open(hours, day) is always


def test_over_too_many_kinds_of_hours_a_time_is_left_aside(found, monkeypatch):
    monkeypatch.setattr(opening, "MOST_HOURS", 0)
    assert found("molenbeek open nu")[0] == "ocmw-1080"
    assert found("ocmw 1080 open zondag")[0] == "ocmw-1080"


@pytest.mark.parametrize("number", ["02 533 24 24", "0471 24 24 99", "02 24 24"])
def test_a_number_is_no_time(results, number):
    assert not any("open:always" in hit.reasons for hit in results(number).hits)


def test_a_public_holiday_of_which_the_hours_say_nothing_is_no_open_day(timed):
    christmas = datetime(2026, 12, 21)  # the Friday of that week is one, which the hours do not mention
    held = opening.held_by(timed, "4", christmas)
    assert {timed.ids[number] for number in numbers_of(held.open)} == {"s31"}
    assert "s32" not in {timed.ids[number] for number in numbers_of(held.shut)}


def test_only_a_time_lists_who_is_open_then(found, results):
    lines = {"prevention-suicide", "tele-onthaal-106", "tele-accueil-107", "child-focus", "antigif"}
    always = {"crisis-bxl", "hop-erasme", "cpvs-bxl", "emergency-112", "police-101", *lines}
    assert set(found("24/7", limit=20)) == always
    assert set(found("ouvert jour et nuit", limit=20)) == always
    assert set(found("24h/24 7j/7", limit=20)) == always
    hits = results("24u/24").hits
    assert hits
    assert all("open:always" in hit.reasons for hit in hits)


def test_beside_a_need_who_is_open_then_comes_first(found):
    assert found("zelfmoord 24/7")[0] == "prevention-suicide"
    assert found("hôpital 24h/24")[0] == "hop-erasme"
    assert found("ocmw 1080 open nu")[0] == "ocmw-1080"  # what was asked for stays, at any hour


def test_what_is_open_is_one_object_as_long_as_it_is_the_same(timed):
    """Thousands of lists may be kept with it, of as many minutes."""
    first = opening.states_of_hours(timed, FRIDAY)
    assert opening.states_of_hours(timed, FRIDAY + timedelta(minutes=1)) is first
    assert opening.states_of_hours(timed, FRIDAY + timedelta(hours=1)) != first
    assert opening.states_of_hours(timed, FRIDAY + timedelta(minutes=2)) is first


def test_a_word_that_is_a_part_of_a_need_leads_nowhere_where_it_is_asked_who_is_open(results, starter, at):
    """*Loyer ouvert* lists who is open now, and no debt services."""
    at(datetime(2026, 11, 30, 10))
    answer = results("loyer ouvert", limit=100)
    assert [then for then, _count in answer.open_then] == ["now"]
    assert answer.hits
    assert all("open:now" in hit.reasons for hit in answer.hits)
    assert not all("open:now" in hit.reasons for hit in results("loyer", limit=100).hits)


@pytest.mark.parametrize("typed", ["ocmw dag van de arbeid", "cpas fête du travail"])
def test_the_day_of_work_asks_for_no_work(found, starter, typed):
    assert found(typed)[0].startswith("ocmw-")
    assert "actiris" not in found(typed, limit=10)


@pytest.fixture
def day(monkeypatch, at):
    """A Friday on which everything is searched."""
    at(FRIDAY)
    monkeypatch.setattr(availability, "today", FRIDAY.date)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ocmw open 24/12/2026", "12-24"), ("ocmw open 24-12-2026", "12-24"),
        ("cpas ouvert le 24.12.2026", "12-24"), ("ocmw open 24/12/26", "12-24"),
        ("ocmw open 24/12 14:30", "12-24.14:30"), ("cpas ouvert le 24/12 14h30", "12-24.14:30"),
        ("ocmw open 24/12/2026 14u", "12-24.14:00"), ("ocmw open 24/12/2026 14 uur", "12-24.14:00"),
    ],
)  # fmt: skip
def test_a_date_in_figures_is_no_telephone_number(results, starter, day, typed, code):
    answer = results(typed)
    assert [then for then, _count in answer.open_then] == [code]
    assert not answer.missed


@pytest.mark.parametrize(
    "typed", ["cpas né le 12/03/1985", "cpas né 12/03/85", "psychologue 26/11/2026", "cpas 85.03.12-123.45"]
)
def test_a_date_that_is_past_may_be_a_birth_and_stays_a_number(day, typed):
    """Which the address of a page leaves out, also where a time is asked for."""
    assert contacts.contact_in(typed)[0].isdigit()
    assert contacts.contact_in("cpas 27/11/2026") == ("", "cpas 27/11/2026")
    assert contacts.contact_in("cpas 24/12/2026 0478 12 34 56")[0] == "0478123456"


def test_a_date_alone_is_a_number_as_any_other(results, starter, day):
    assert not results("24/12/2026").hits
    assert not results("12/03/1985").hits


@pytest.mark.parametrize(
    ("typed", "missed"),
    [
        ("psycholoog zaterdag 0478 12 34 56", ["0478 12 34 56"]),
        ("psycholoog 0478 12 34 56 zaterdag", ["0478 12 34 56"]),
        ("psychologue ouvert samedi, tel 02 999 99 99", ["02 999 99 99"]),
        ("0478 12 34 56 zaterdag", ["0478 12 34 56"]),  # as nobody has it
        ("02 209 34 00 zaterdag psycholoog", []),
        ("cpas ouvert samedi né le 12/03/1985", []),
    ],
)
def test_a_day_beside_a_telephone_number_counts(results, starter, day, typed, missed):
    answer = results(typed)
    assert [then for then, _count in answer.open_then] == ["5"]
    assert answer.missed == missed


@pytest.mark.parametrize(
    "typed", ["02 209 34 00 open nu", "zaterdag 02 209 34 00", "bel maandag 02 209 34 00"]
)
def test_where_nothing_else_is_asked_who_has_the_number_is_the_answer(results, starter, day, typed):
    assert {hit.external_id for hit in results(typed).hits} == {"rizome-bxl", "debt-rizome"}


@pytest.mark.parametrize(
    "typed",
    [
        "cpas ouvert samedi 85.03.12-123.45", "cpas ouvert samedi né le 12/03/1985",
        "cpas ouvert samedi né 12/03/85", "cpas samedi 0478 12 34 56", "0478 12 34 56 zaterdag",
    ],
)  # fmt: skip
def test_a_number_that_may_be_somebodys_own_is_no_address_though_a_day_is_named(results, starter, day, typed):
    assert names_somebody(typed, results(typed))
