"""A night goes on to its own end, whatever rule there is for the day in which it ends."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from directory import facts, hours, nights

EVE, CHRISTMAS = date(2026, 12, 24), date(2026, 12, 25)
SHELTER = "Mo-Su 20:00-08:00; PH 20:00-08:00"


def at(day, text):
    return datetime.combine(day, datetime.strptime(text, "%H:%M").time())


@pytest.mark.parametrize(
    ("expression", "day", "minute", "is_open"),
    [
        (SHELTER, EVE, "19:59", False),
        (SHELTER, EVE, "21:00", True),
        (SHELTER, EVE, "23:59", True),
        (SHELTER, CHRISTMAS, "00:00", True),
        (SHELTER, CHRISTMAS, "07:59", True),
        (SHELTER, CHRISTMAS, "08:00", False),
        (SHELTER, CHRISTMAS, "20:00", True),
        ("Mo-Su 20:00-08:00; PH off", EVE, "21:00", True),
        ("Mo-Su 20:00-08:00; PH off", CHRISTMAS, "02:00", None),  # the night before, or a closed day?
        ("Mo-Su 20:00-08:00; PH off", CHRISTMAS, "21:00", False),
        ("Mo-Su 20:00-32:00; PH 10:00-12:00", CHRISTMAS, "07:00", True),
        ("Mo-Su 20:00-32:00; PH 10:00-12:00", CHRISTMAS, "09:00", False),
        ("Mo-Su 20:00-08:00; Dec 24 off; PH 20:00-08:00", CHRISTMAS, "02:00", False),
        ("Mo-Su 18:00-20:00,20:00-08:00; PH 18:00-08:00", CHRISTMAS, "02:00", True),
        ("Mo-Su 20:00+; PH off", EVE, "21:00", None),
        ("Mo-Su 20:00-08:00; Th 20:00+; PH 10:00-11:00", CHRISTMAS, "02:00", False),  # nobody says until when
        ("24/7; PH off", CHRISTMAS, "02:00", False),
        ("Mo-Su 20:00-08:00; Fr 05:00-06:00 off", date(2026, 11, 27), "05:30", False),
        ("Mo-Su 20:00-08:00; Fr 00:00-06:00 off; Fr 20:00-08:00", date(2026, 11, 27), "05:30", False),
        ("Mo-Su 18:00-24:00,00:00-08:00; PH off", CHRISTMAS, "02:00", False),  # of each day by itself
        ("Mo-Th 20:00-08:00; Fr 22:00-06:00", date(2026, 11, 27), "07:00", True),
        ("Mo-Th 20:00-08:00; Fr 22:00-06:00", date(2026, 11, 28), "07:00", False),
        ("Mo-Th 20:00-08:00; Fr 22:00-06:00", CHRISTMAS, "07:00", None),  # silent on holidays
    ],
)
def test_until_when_a_night_lasts(expression, day, minute, is_open):
    when = at(day, minute)
    assert facts.open_at(expression, when) is is_open
    assert facts.opens_within(expression, when, when + timedelta(minutes=1), False) is is_open


def test_the_week_shows_it():
    eve, christmas, *_others = hours.coming_week(SHELTER, EVE)
    assert eve.spans == christmas.spans == (("00:00", "08:00", ""), ("20:00", "24:00", ""))
    off = hours.coming_week("Mo-Su 20:00-08:00; PH off", EVE)
    assert [day.spans for day in off[:2]] == [eve.spans, (("00:00", "?", ""),)]


@pytest.mark.parametrize("expression", [SHELTER, SHELTER.replace(" PH", " Dec 25")])
def test_day_and_night_is_no_night(expression):
    assert facts.is_always_open(expression, EVE) is False
    assert facts.is_always_open("Mo-Su 20:00-08:00,08:00-20:00; PH 00:00-24:00", EVE) is True


@given(
    st.text(alphabet='MoTuWeFrPH-,:;+ 0129"/offunknown', max_size=40), st.dates(max_value=date(2100, 1, 1))
)
def test_no_hours_fall_over(expression, day):
    nights.cut_off(expression, day)


DAYS = "Mo Tu We Th Fr Sa Su".split()
TIMES = st.sampled_from(
    ["20:00-08:00", "22:00-06:00", "21:30-30:00", "09:00-17:00", "18:00-24:00", "09:00-12:00,20:00-07:00",
     "00:00-01:00,22:00-04:00"]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(TIMES, min_size=2, max_size=7))
def test_what_each_day_says_by_itself_is_what_all_say_together(times):
    """Rules that are said to add to one another (``,``) are never cut off by the library."""
    rules = [f"{day} {time}" for day, time in zip(DAYS, times, strict=False)]
    added = OpeningHours(", ".join(rules), timezone=None, country="BE")
    begin = datetime(2026, 11, 16)  # two weeks without a holiday
    for step in range(14 * 48):
        when = begin + step * timedelta(minutes=30)
        assert facts.open_at("; ".join(rules), when) is added.is_open(when), (rules, when)
