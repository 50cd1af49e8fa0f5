"""The record of a case: filled in over time, coded, and never more than is needed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases import context, custody, people
from app.cases.custody import Period
from app.cases.errors import CaseError
from app.cases.models import Person
from app.cases.overtaken import fingerprint

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@st.composite
def periods(draw):
    begin = draw(DAYS)
    end = draw(st.none() | st.dates(begin, date(2031, 1, 1)))
    return Period(draw(st.sampled_from([*sorted(custody.HELD), "free", "unknown"])), begin, end)


@given(st.lists(periods(), max_size=5), DAYS)
def test_the_phase_follows_from_the_dates_alone(held, day):
    phase = custody.phase_on(held, day)
    locked = [one for one in held if one.custody in custody.HELD]
    assert (phase == "") is (not held)
    assert (phase == "during") is any(one.covers(day) for one in locked)
    if phase == "before":
        assert all(one.begin > day for one in locked)
    if phase == "after":
        assert any(one.end and one.end < day for one in locked)


@given(periods())
def test_a_period_is_stored_and_read_back_as_it_was(period):
    assert Period.of(period.words()) == period


@pytest.mark.parametrize(
    ("prison", "day", "was_open"),
    [
        ("Haren", date(2022, 9, 29), False),
        ("Haren", date(2022, 9, 30), True),
        ("Vorst / Forest", date(2022, 11, 18), True),
        ("Vorst / Forest", date(2022, 11, 19), False),
        ("Sint-Gillis / Saint-Gilles", date(2025, 6, 1), True),
        ("Elders in Frankrijk", date(2025, 6, 1), True),
    ],
)
def test_prisons_are_dated_data(prison, day, was_open):
    assert custody.prison_was_open(prison, day) is was_open


def test_no_field_asks_for_an_offence_or_a_national_number():
    asked = {name for fields in people.FIELDS.values() for name in fields}
    assert not {
        name for name in asked if any(part in name for part in ("offence", "crime", "national", "nrn"))
    }
    assert set(people.FIELDS["linked"]) == {"name", "relation", "status"}


def test_every_field_is_optional_and_a_code_has_to_exist(case, alice):
    people.save_client(case.case, case.opened, alice.user, {})
    people.save_client(case.case, case.opened, alice.user, {"language": "ar", "municipality": "21012"})
    assert people.client_of(case.case, case.opened)["language"] == "ar"
    for wrong in ({"language": "xx"}, {"territory": "mars"}, {"birth_year": "12"}, {"municipality": "99999"}):
        with pytest.raises(CaseError):
            people.save_client(case.case, case.opened, alice.user, wrong)
    assert Person.select().count() == 1


def test_a_new_period_ends_the_one_before_and_the_case_changes_phase(case, alice):
    row = Person(case=case.case, kind="linked")
    people.save_person(case.case, case.opened, alice.user, row, {"relation": "spouse"})
    assert people.phase_of(case.case, case.opened, date(2024, 5, 1)) == ""
    people.add_period(case.case, case.opened, alice.user, row, Period("remand", date(2024, 3, 1)))
    people.add_period(case.case, case.opened, alice.user, row, Period("free", date(2024, 6, 1)))
    held = people.periods_of(case.opened.show_facts("person", row.uuid, Person.get().facts))
    assert held[0].end == date(2024, 5, 31)
    found = [people.phase_of(case.case, case.opened, date(2024, month, 1)) for month in (2, 5, 7)]
    assert found == ["before", "during", "after"]
    # Filling in the rest keeps the periods.
    again = {"relation": "parent", "seen": fingerprint({"relation": "spouse"})}
    people.save_person(case.case, case.opened, alice.user, Person.get(), again)
    assert people.phase_of(case.case, case.opened, date(2024, 5, 1)) == "during"


def test_a_period_that_ends_before_it_begins_is_refused(case, alice):
    row = Person(case=case.case, kind="linked")
    people.save_person(case.case, case.opened, alice.user, row, {"relation": "spouse"})
    with pytest.raises(CaseError):
        people.add_period(
            case.case, case.opened, alice.user, row, Period("remand", date(2024, 3, 1), date(2024, 2, 1))
        )
    with pytest.raises(CaseError):
        people.add_period(case.case, case.opened, alice.user, row, Period("jail", date(2024, 3, 1)))


D = date(2024, 3, 1)


def march(begin, end=0, custody="remand"):
    """A period in March 2024, by days of the month."""
    return Period(custody, D.replace(day=begin), D.replace(day=end) if end else None)


def days_of(person):
    return [(one.begin.day, one.end.day if one.end else 0) for one in person]


@pytest.mark.parametrize(
    ("held", "new", "stands"),
    [
        ([march(2)], march(10), [(2, 9), (10, 0)]),
        ([march(10)], march(2), [(2, 9), (10, 0)]),  # entered afterwards
        ([march(2)], march(2), [(2, 2), (2, 0)]),  # arrested and remanded on one day
        ([march(2, 10)], march(10), [(2, 10), (10, 0)]),  # the day of a transfer
        ([march(2, 4), march(10)], march(6), [(2, 4), (6, 9), (10, 0)]),
        ([march(2, 12)], march(10), "begin"),
        ([march(10, 12)], march(2, 11), "end"),
        ([march(2, 12)], march(4, 6), "begin"),
        ([march(4, 6)], march(2, 12), "end"),
        ([march(2, 12)], march(2), "begin"),
    ],
)
def test_nobody_is_held_twice(case, alice, held, new, stands):
    row = Person(case=case.case, kind="linked")
    people.save_person(case.case, case.opened, alice.user, row, {"relation": "spouse"})
    for one in held:
        people.add_period(case.case, case.opened, alice.user, row, one)

    def found():
        return days_of(people.periods_of(case.opened.show_facts("person", row.uuid, Person.get().facts)))

    if isinstance(stands, list):
        people.add_period(case.case, case.opened, alice.user, row, new)
        assert found() == stands
        return
    with pytest.raises(CaseError) as refused:
        people.add_period(case.case, case.opened, alice.user, row, new)
    assert refused.value.field == stands
    assert found() == days_of(held)


def test_a_correction_does_not_hold_anybody_twice_either(case, alice):
    row = Person(case=case.case, kind="linked")
    people.save_person(case.case, case.opened, alice.user, row, {"relation": "spouse"})
    for one in (march(2, 6), march(10)):
        people.add_period(case.case, case.opened, alice.user, row, one)
    first = fingerprint(march(2, 6).words())
    with pytest.raises(CaseError, match="Another period"):
        people.change_period(case.case, case.opened, alice.user, row, first, lambda _one: march(2, 12))
    people.change_period(case.case, case.opened, alice.user, row, first, lambda _one: march(3))
    held = people.periods_of(case.opened.show_facts("person", row.uuid, Person.get().facts))
    assert days_of(held) == [(3, 9), (10, 0)]


def test_search_learns_municipality_and_languages_of_a_case_that_the_user_may_see(case, alice, bob):
    people.save_client(
        case.case,
        case.opened,
        alice.user,
        {"municipality": "21012", "language": "ar", "language2": "fr", "interpreter": "no"},
    )
    found = context.search_context(case.case.uuid, alice.user, alice.private)
    assert (found.municipality, found.languages, found.interpreter) == ("21012", ("ar", "fr"), "no")
    assert context.search_context(case.case.uuid, bob.user, bob.private) is None
    assert context.search_context("nowhere", alice.user, alice.private) is None
