"""The figures of freshness, on rows of which the answer is known."""

from datetime import date, timedelta

import pytest

from directory import clock, editing, figures, suggestions, usage
from directory.figures import Share
from directory.models import Service

DAY = date(2026, 11, 24)


def sheet(name, category="other", checked=None, rhythm=6):
    return Service.create(
        external_id=name, category=category, name_nl=name, verified_on=checked, rhythm=rhythm
    )


@pytest.fixture
def four(database):
    return [
        sheet("a", "ocmw", DAY - timedelta(days=10)),
        sheet("b", "ocmw", DAY - timedelta(days=300)),
        sheet("c", "debt_mediation", DAY - timedelta(days=40), rhythm=1),
        sheet("d", "debt_mediation", None),
    ]


def test_a_sheet_is_fresh_within_its_own_rhythm_and_never_without_a_check(four):
    assert sorted(figures.fresh_by_category(DAY), key=lambda one: one.category) == [
        Share("debt_mediation", 0, 2), Share("ocmw", 1, 2),
    ]  # fmt: skip
    editing.archive(four[1], "eva")
    assert Share("ocmw", 1, 1) in figures.fresh_by_category(DAY)
    assert figures.checked_lately(DAY) == 1
    assert figures.checked_lately(DAY, 41) == 2


def test_the_curve_begins_at_what_is_due_and_ends_at_all(four):
    curve = figures.due_curve(DAY)
    assert [number for _at, number in curve] == [3] * 6 + [4] * 7
    assert (curve[0][0], curve[-1][0]) == (DAY, date(2027, 11, 24))


def test_the_most_used_stand_first_and_what_was_put_away_is_left_out(four):
    for times, one in enumerate(four):
        for _time in range(times):
            usage.count(one, DAY)
    assert [(one.external_id, times) for one, times in figures.most_used(DAY, 2)] == [("d", 3), ("c", 2)]
    editing.archive(four[3], "eva")
    assert figures.most_used(DAY, 1)[0][0].external_id == "c"


def test_corrections_that_wait_are_counted_by_age(four):
    for days in (0, 6, 7, 45):
        row = suggestions.report(four[0], "alice", "other", "wrong")
        at = clock.today() - timedelta(days=days)
        suggestions.Suggestion.update(at=f"{at} 10:00:00").where(
            suggestions.Suggestion.id == row.id
        ).execute()
    suggestions.reject(suggestions.report(four[0], "alice", "other", "x"), "eva")
    assert [count for *_ages, count in figures.waiting(clock.today())] == [2, 1, 1]
