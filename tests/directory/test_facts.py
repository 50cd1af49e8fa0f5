"""Phones, e-mail, company numbers and opening hours."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory import facts
from directory.errors import BadFact, DirectoryError

MONDAY_10 = datetime(2026, 11, 23, 10)
MONDAY_23 = datetime(2026, 11, 23, 23)
TUESDAY_10 = datetime(2026, 11, 24, 10)
CHRISTMAS_10 = datetime(2026, 12, 25, 10)  # a Friday


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("02 529 41 20", "+3225294120", "02 529 41 20"),
        ("02/529.41.20", "+3225294120", "02 529 41 20"),
        ("+32 (0)2 529 41 20", "+3225294120", "02 529 41 20"),
        ("0032 2 529 41 20", "+3225294120", "02 529 41 20"),
        ("0800 32 123", "+3280032123", "0800 32 123"),
        ("0493 29 28 26", "+32493292826", "0493 29 28 26"),
        ("+31 20 624 1111", "+31206241111", "+31 20 624 1111"),
        ("106", "106", "106"),
        ("107", "107", "107"),
        (" 1712 ", "1712", "1712"),
        ("1813", "1813", "1813"),
        ("116000", "116000", "116000"),
        ("116 000", "116000", "116000"),
    ],
)
def test_a_phone_number_is_kept_one_way_and_shown_as_people_read_it(typed, kept, shown):
    assert facts.normalise_phone(typed) == kept
    assert facts.format_phone(kept) == shown
    assert facts.tel_uri(kept) == f"tel:{kept}"
    assert facts.normalise_phone(kept) == kept


@pytest.mark.parametrize("typed", ["", "199", "02", "02 529 41", "no phone", "٠٦", "1" * 300])
def test_what_is_no_phone_number_is_refused(typed):
    with pytest.raises(BadFact):
        facts.normalise_phone(typed)


def test_an_extension_is_read_apart():
    assert facts.normalise_phone("02 529 41 20 ext 5") == "+3225294120"
    assert facts.phone_extension("02 529 41 20 ext 5") == "5"
    assert facts.phone_extension("106") == ""


@given(st.text() | st.text(alphabet="0123456789+-/. ()ext;=#,", max_size=30))
@example("\ud800")
@example("+")
@example("+3225294120;ext=")
def test_no_text_makes_the_phone_parser_fall_over(text):
    with suppress(DirectoryError):
        kept = facts.normalise_phone(text)
        assert facts.normalise_phone(kept) == kept
        facts.phone_extension(text)
    facts.format_phone(text)


@given(st.text())
@example("\ud800@x.be")
def test_no_text_makes_the_other_parsers_fall_over(text):
    for parse in (facts.normalise_email, facts.normalise_company_number):
        with suppress(DirectoryError):
            parse(text)
    facts.open_at(text, MONDAY_10)


@given(st.text(alphabet='MoTuWeFrPH-,:;+ 0129"/offunknown', max_size=30))
@example("\ud800")
def test_no_opening_hours_fall_over(text):
    assert facts.open_at(text, MONDAY_10) in {True, False, None}
    opens = facts.next_opening(text, MONDAY_10)
    assert opens is None or facts.open_at(text, opens)


def test_addresses_and_company_numbers():
    assert facts.normalise_email(" Onthaal@CPAS.brussels ") == "Onthaal@cpas.brussels"
    assert facts.normalise_company_number("BE 0403.170.701") == "0403170701"
    for parse, wrong in ((facts.normalise_email, "a@"), (facts.normalise_company_number, "0403170702")):
        with pytest.raises(BadFact):
            parse(wrong)


@pytest.mark.parametrize(
    ("hours", "when", "is_open"),
    [
        ("Mo-Fr 09:00-17:00", MONDAY_10, True),
        ("Mo-Fr 09:00-17:00", MONDAY_23, False),
        ("Mo-Fr 22:00-06:00", MONDAY_23, True),
        ("24/7", CHRISTMAS_10, True),
        ("", MONDAY_10, None),
        ("on weekdays", MONDAY_10, None),
        ('"by appointment"', MONDAY_10, None),
        ("Mo,We", MONDAY_10, None),  # open that day, nobody says when
        ("Mo,We", TUESDAY_10, False),
        ("Mo 08:00+", MONDAY_23, None),  # nobody says until when
        ('Mo 08:30-10:30 "25+"', MONDAY_10, True),
        ("Mo-Su 00:00-24:00", MONDAY_23, True),
        ("Mo-Fr 09:00-17:00", CHRISTMAS_10, None),  # silent on holidays
        ("Mo-Fr 09:00-17:00; PH off", CHRISTMAS_10, False),
        ("Mo-Fr 09:00-17:00; PH 09:00-12:00", CHRISTMAS_10, True),
    ],
)
def test_open_now_is_said_only_when_it_is_known(hours, when, is_open):
    assert facts.open_at(hours, when) is is_open


def test_an_aware_time_is_turned_to_brussels():
    assert facts.open_at("Mo 10:30-11:30", MONDAY_10.replace(tzinfo=UTC)) is True
    assert facts.open_at("Mo 09:30-10:30", MONDAY_10.replace(tzinfo=UTC)) is False


@pytest.mark.parametrize(
    ("hours", "when", "opens"),
    [
        ("Mo-Fr 08:30-12:00,13:00-16:00", datetime(2026, 11, 29, 20), datetime(2026, 11, 30, 8, 30)),
        ("Mo-Fr 08:30-12:00,13:00-16:00", datetime(2026, 11, 30, 12, 30), datetime(2026, 11, 30, 13)),
        ("Mo-Fr 20:00-08:00", datetime(2026, 11, 30, 9), datetime(2026, 11, 30, 20)),
        ("Mo-Fr 09:00-17:00", datetime(2026, 12, 24, 20), None),  # silent on holidays: nobody knows
        ("Mo-Fr 09:00-17:00; PH off", datetime(2026, 12, 24, 20), datetime(2026, 12, 28, 9)),
        ("Mo 09:00-12:00", datetime(2026, 11, 30, 12, 30), None),  # "Monday" would be today
        ("Mo 08:00+", datetime(2026, 11, 29, 20), None),
        ("", datetime(2026, 11, 29, 20), None),
    ],
)
def test_from_when_on_a_service_is_open_again_is_said_only_when_it_is_known(hours, when, opens):
    assert facts.next_opening(hours, when) == opens
