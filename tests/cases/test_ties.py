"""Staying in touch, appointments with interpreters, and what a change of custody proposes."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases import appointments, checklists, clock, interpreters, people, tasks, ties
from app.cases.checklists import kind_of, proposed
from app.cases.custody import Period
from app.cases.errors import CaseError
from app.cases.models import Appointment, Interpreting, Person, Plan, Task
from app.cases.overtaken import fingerprint

DAY = date(2024, 3, 1)


def held(custody, prison="", begin=DAY, modality=""):
    return Period(custody, begin, prison=prison, modality=modality)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, held("remand"), "start"),
        (held("free"), held("arrested"), "start"),
        (held("arrested"), held("remand", "Haren"), "transfer"),
        (held("remand", "Haren"), held("sentence", "Haren"), ""),
        (held("remand", "Haren"), held("sentence", "Ittre"), "transfer"),
        (held("sentence", "Ittre"), held("free"), "release"),
        (held("sentence", "Ittre"), held("unknown"), ""),
        (None, held("free"), ""),
        (held("remand", "Haren"), held("remand_em"), "release"),
        (held("sentence", "Ittre"), held("sentence", modality="electronic_monitoring"), "release"),
        (held("sentence", "Ittre"), held("sentence", modality="conditional_release"), "release"),
        (held("psychiatric"), held("psychiatric", modality="trial_release"), "release"),
        (held("sentence", "Ittre"), held("sentence", "Ittre", modality="leave"), ""),
        (held("remand_em"), held("remand", "Haren"), "start"),
        (held("remand_em"), held("sentence", modality="electronic_monitoring"), ""),
    ],
)
def test_what_a_new_period_means(before, after, kind):
    assert kind_of(before, after) == kind


def linked(case, *periods):
    row = Person(case=case.case, kind="linked")
    people.save_person(case.case, case.opened, case.lead.user, row, {"relation": "spouse"})
    for period in periods:
        people.add_period(case.case, case.opened, case.lead.user, row, period)
    return Person.get_by_id(row.id)


def facts_of(case, row):
    return case.opened.show_facts("person", row.uuid, Person.get_by_id(row.id).facts)


def test_a_release_proposes_its_list_once_and_only_what_was_chosen_becomes_a_task(case):
    today = clock.today()
    row = linked(case, held("sentence", "Ittre"), held("free", begin=today))
    assert proposed(row, facts_of(case, row), today).kind == "release"
    chosen = [(0, "Praten over de thuiskomst"), (4, "Vragen hoe het gaat")]
    checklists.take(case.case, case.opened, case.lead.user, row, chosen)
    rows = {case.opened.show("task", one.uuid, "words", one.words): one for one in Task.select()}
    assert {words: (one.due, one.kind) for words, one in rows.items()} == {
        "Praten over de thuiskomst": (today, "task"),
        "Vragen hoe het gaat": (today + timedelta(days=7), "check_in"),
    }
    row = Person.get_by_id(row.id)
    assert proposed(row, facts_of(case, row), today) is None
    with pytest.raises(CaseError, match="dealt with"):
        checklists.take(case.case, case.opened, case.lead.user, row, chosen)
    # Filling in another field of the person does not bring it back.
    seen = {"seen": fingerprint({"relation": "spouse"})}
    people.save_person(
        case.case, case.opened, case.lead.user, row, seen | {"relation": "spouse", "name": "X"}
    )
    assert proposed(row, facts_of(case, row), today) is None


def test_a_period_that_ends_is_a_release_too_and_an_old_change_proposes_nothing(case):
    today = clock.today()
    ended = Period("sentence", DAY, today, prison="Ittre")
    row = linked(case, ended)
    assert proposed(row, facts_of(case, row), today).kind == "release"
    assert proposed(row, facts_of(case, row), today + timedelta(days=31)) is None


def test_a_way_to_stay_in_touch_keeps_its_obstacles_and_ends(case):
    given = {
        "way": "visit",
        "who": "Oma met de kinderen",
        "how_often": "elke twee weken",
        "next": "2030-01-05",
    }
    row = ties.save(case.case, case.opened, case.lead.user, None, given, ["cost", "nonsense", "permission"])
    line = ties.of_case(case.case, case.opened)[0]
    assert (line.obstacles, line.next) == (["permission", "cost"], date(2030, 1, 5))
    assert b"Oma" not in bytes(Plan.get().facts)
    for wrong in ({"way": "pigeon"}, {"way": "visit", "next": "2030-02-31"}):
        with pytest.raises(CaseError):
            ties.save(case.case, case.opened, case.lead.user, None, wrong, [])
    ties.end(case.case, case.opened, case.lead.user, row)
    assert ties.of_case(case.case, case.opened) == []


def meeting(case):
    return appointments.make(
        case.case, case.opened, case.lead.user, "2030-07-01", "14:30", {"place": "Bij ons", "about": "Huur"}
    )  # fmt: skip


def test_an_hour_is_that_of_brussels(case):
    meeting(case)
    assert Appointment.get().at == datetime(2030, 7, 1, 12, 30)
    with pytest.raises(CaseError, match="day and the hour"):
        appointments.make(case.case, case.opened, case.lead.user, "2030-07-01", "25:00", {})


def test_a_booking_that_fails_makes_room_for_the_next_provider(case):
    row, by = meeting(case), case.lead.user
    first, second = [one.external_id for one in interpreters.providers()][:2]
    one = interpreters.book(case.case, case.opened, by, row, first, "ar")
    with pytest.raises(CaseError, match="booked already"):
        interpreters.book(case.case, case.opened, by, row, second, "ar")
    interpreters.step(case.case, case.opened, by, one, "failed")
    assert appointments.of_case(case.case, case.opened)[0].failed
    two = interpreters.book(case.case, case.opened, by, row, second, "ar")
    interpreters.step(case.case, case.opened, by, two, "confirmed", agreed=row.at.isoformat())
    interpreters.step(case.case, case.opened, by, two, "done", 45, interpreters.cents("42,5"))
    fresh = Interpreting.get_by_id(two.id)
    assert (fresh.status, fresh.minutes, fresh.cents) == ("done", 45, 4250)
    interpreters.step(case.case, case.opened, by, two, "done", 50, 4250)
    assert Interpreting.get_by_id(two.id).minutes == 50, "a slip is corrected"
    for step in ("requested", "confirmed", "anything"):
        with pytest.raises(CaseError):
            interpreters.step(case.case, case.opened, by, two, step)
    assert Interpreting.get_by_id(one.id).status == "failed"


def test_only_a_provider_of_the_directory_interprets(case):
    row = meeting(case)
    for provider, language in (("ocmw-1080", "ar"), ("", "ar"), ("setis-bxl", "xx"), ("setis-bxl", "")):
        with pytest.raises(CaseError):
            interpreters.book(case.case, case.opened, case.lead.user, row, provider, language)
    assert Interpreting.select().count() == 0


@given(st.integers(0, 99_999))
def test_an_amount_reads_as_it_is_written(amount):
    assert interpreters.cents(f"€ {amount // 100},{amount % 100:02}") == amount


@given(st.text(max_size=12))
def test_whatever_is_written_as_cost_is_read_or_refused(text):
    try:
        found = interpreters.cents(text)
    except CaseError:
        return
    assert found is None or 0 <= found <= interpreters.MOST_CENTS


def test_each_day_of_a_list_has_a_task_kind(case):
    assert {days for each in checklists.LISTS.values() for days, _text in each} <= {0, 1, 2, 3, 7}
    assert "check_in" in tasks.KINDS
