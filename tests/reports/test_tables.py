"""What may leave the service: no small number, and none that could be worked out."""

from datetime import date
from io import BytesIO
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.reports import chart, questions
from app.reports.export import _sheet
from app.reports.facts import Contact, Facts, Interpreted, Left, Period, Referred
from app.reports.tables import FEW, Table, suppressed

NUMBERS = st.integers(0, 30)
DAY = date(2026, 3, 4)


@st.composite
def grids(draw):
    wide = draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(NUMBERS, min_size=wide, max_size=wide), min_size=1, max_size=8))
    return Table("t", ["n"] * wide, [(str(n), list(row)) for n, row in enumerate(rows)], counts=wide)


@given(grids())
def test_no_small_number_is_shown_and_no_line_gives_one_away(table):
    out = suppressed(table)
    kept = [cells for _words, cells in out.rows]
    assert all(cell is None or cell >= FEW for cells in [*kept, out.total] for cell in cells)
    for (_words, before), after in zip(table.rows, kept, strict=True):
        assert all(cell is None or cell == old for cell, old in zip(after, before, strict=True))
    lines = [list(column) for column in zip(*kept, out.total, strict=True)]
    lines += kept if table.counts > 1 else []
    for line in lines:
        gaps = line.count(None)
        assert gaps != 1 or len(line) == 1


def test_one_small_number_takes_the_next_smallest_along_because_of_the_total():
    table = Table("t", ["n"], [("a", [20.0]), ("b", [3.0]), ("c", [9.0])])
    assert [cells for _words, cells in suppressed(table).rows] == [[20], [None], [None]]
    assert suppressed(table).total == [32]


def test_a_median_and_minutes_fall_with_their_number():
    table = Table("t", ["n", "days"], [("a", [4, 6.0]), ("b", [2, None]), ("c", [8, 3.0])])
    assert [cells for _words, cells in suppressed(table).rows] == [[None, None], [None, None], [8, 3.0]]


def words(scheme):
    return {
        "category": {"ocmw": "OCMW", "housing": "Wonen"}, "outcome": {"started": "Gestart"},
        "funding": {"convicted": "Lijn A", "suspect": "Lijn B"}, "channel": {"phone": "Telefoon"},
        "interpreter": {"done": "Getolkt"},
    }.get(scheme, {})  # fmt: skip


def rows(name, facts, app):
    with app.test_request_context(headers={"Accept-Language": "nl"}):
        return questions.QUESTIONS[name](facts, words).rows


def test_referrals_by_category_tell_outcomes_and_the_median(app):
    sent = [Referred(DAY, "ocmw", "sent", "completed", "started", days=days) for days in (2, 4, 12)] + [
        Referred(DAY, "ocmw", "sent", "rejected", reason="full", days=1),
        Referred(DAY, "housing", "info", "given"),
    ]
    found = rows(
        "referrals", Facts(referrals=sent, left=[Left("2026-02", "referral", "ocmw:started", 2)]), app
    )
    assert found == [("OCMW", [6, 5, 0, 0, 0, 1, 0, 3.0]), ("Wonen", [1, 0, 0, 0, 0, 0, 1, None])]


def test_a_contact_counts_on_the_line_of_its_day_and_on_no_single_one_for_several(app):
    contacts = [
        Contact(DAY, 1, status=status)
        for status in (("convicted",), ("suspect",), ("convicted", "suspect"), ())
    ]
    found = dict(rows("funding", Facts(contacts=contacts), app))
    assert [found["Lijn A"], found["Lijn B"]] == [[1], [1]]
    assert sum(cells[0] for cells in found.values()) == 4


def test_erased_cases_are_counted_with_the_others(app):
    facts = Facts([Contact(DAY, 1, channel="phone")], left=[Left("2026-02", "contact", "phone", 3)])
    assert rows("channels", facts, app) == [("Telefoon", [4])]
    assert rows("overview", facts, app)[0][1] == [4]


def test_interpreters_are_counted_with_minutes_and_cost(app):
    booked = [Interpreted(DAY, "ar", "done", 30, 4550), Interpreted(DAY, "ar", "done")]
    assert rows("interpreters", Facts(interpreters=booked), app) == [("Getolkt", [2, 30, 45.5])]


def test_a_month_counts_only_when_all_of_it_lies_within():
    period = Period(date(2026, 1, 31), date(2026, 12, 31))
    assert not period.holds_month("2026-01")
    assert period.holds_month("2026-02")
    assert period.holds_month("2026-12")
    assert not Period(date(2026, 12, 1), date(2026, 12, 30)).holds_month("2026-12")


def test_a_chart_draws_each_row_to_scale_and_nothing_where_there_is_nothing_to_compare():
    drawn = chart.of(Table("t", ["n"], [("een", [10]), ("twee" * 20, [5])]))
    assert drawn.bars[0].width == 2 * drawn.bars[1].width
    assert len(drawn.bars[1].words) == 34
    assert chart.of(Table("t", ["n"], [("een", [10])])) is None


def test_words_that_begin_like_a_formula_stay_words(app):
    from openpyxl import Workbook

    book, held = Workbook(), BytesIO()
    table = Table("=1+1", ["+2"], [("=HYPERLINK(1)", [7])])
    with app.test_request_context():
        _sheet(book.worksheets[0], table, "@period")
    book.save(held)
    sheet = load_workbook(BytesIO(held.getvalue())).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}


@st.composite
def columns(draw):
    """One column of rows that occurred."""
    return Table("t", ["n"], [(str(n), [draw(st.integers(1, 9))]) for n in range(draw(st.integers(1, 5)))])


@st.composite
def sums(draw):
    """Rows of which the first number is the sum of the others."""
    few = st.integers(0, 7)
    parts = draw(st.lists(st.tuples(few, few).filter(any), min_size=1, max_size=3))
    return Table("t", ["n"] * 3, [(str(n), [sum(one), *one]) for n, one in enumerate(parts)], counts=3)


def others_like(table, reach):
    """Every table near ``table`` that shows the same to somebody who knows that its lines add up, that each
    of its rows occurred, and which of the withheld numbers are under 5."""
    out = suppressed(table)
    free = [list(cells if table.counts == 1 else cells[1:]) for _words, cells in table.rows]
    near = [[range(max(0, n - reach), n + reach + 1) for n in cells] for cells in free]
    height = len(free)
    for flat in product(*(one for cells in near for one in cells)):
        parts = [flat[at * len(free[0]) : (at + 1) * len(free[0])] for at in range(height)]
        grid = [list(one) if table.counts == 1 else [sum(one), *one] for one in parts]
        other = [*grid, [sum(column) for column in zip(*grid, strict=True)]]
        was = [*(cells for _words, cells in table.rows), table.total]
        shown = [*(cells for _words, cells in out.rows), out.total]
        whole = all(cells[0] is None for _words, cells in out.rows)

        few = [[FEW] * table.counts for _row in other]
        few[height][0] += height if whole else 0
        if all(one[0] for one in grid) and all(
            now == seen if seen is not None else (now < under) == (before < under)
            for cells in zip(shown, other, was, few, strict=True)
            for seen, now, before, under in zip(*cells, strict=True)
        ):
            yield other


def worked_out(table, reach):
    """The places that are withheld and the same in all of those."""
    out = suppressed(table)
    shown = [*(cells for _words, cells in out.rows), out.total]
    if not any(cell for cells in shown for cell in cells):
        return []  # nothing but how many rows there are
    found = list(others_like(table, reach))
    return [
        (row, at) for row, cells in enumerate(shown) for at, cell in enumerate(cells)
        if cell is None and len({other[row][at] for other in found}) == 1
    ]  # fmt: skip


@given(columns())
def test_no_withheld_number_of_a_column_can_be_worked_out(table):
    assert worked_out(table, 2) == []


@settings(max_examples=60)
@given(sums())
def test_no_withheld_number_can_be_worked_out_where_rows_add_up_too(table):
    assert worked_out(table, 1) == []


@pytest.mark.parametrize(
    ("numbers", "shown", "total"),
    [
        ([10, 1, 1], [None, None, None], 12),  # of two that occurred and are two together, each is one
        ([20, 4, 4], [None, None, None], 28),  # of two under 5 that are eight together, each is four
        ([20, 4, 3], [20, None, None], 27),
        ([30, 20, 1, 1], [30, None, None, None], 52),
        ([1, 1, 1, 1], [None] * 4, None),
        ([2, 2, 2, 1], [None] * 4, None),  # otherwise no total with four rows would be four
        ([4, 4, 4], [None] * 3, None),
    ],
)
def test_what_is_withheld_is_more_than_one_thing(numbers, shown, total):
    out = suppressed(Table("t", ["n"], [(str(n), [n]) for n in numbers]))
    assert [cells[0] for _words, cells in out.rows] == shown
    assert out.total == [total]


def test_a_median_of_few_answers_is_withheld_though_their_number_is_not(app):
    for answered, shown in ((4, None), (5, 3)):
        sent = [
            Referred(DAY, "ocmw", "sent", "completed", "started", days=3 if n < answered else None)
            for n in range(8)
        ]
        with app.test_request_context(headers={"Accept-Language": "nl"}):
            table = suppressed(questions.QUESTIONS["referrals"](Facts(referrals=sent), words))
        assert table.rows[0][1][-1] == shown


def test_minutes_of_few_bookings_are_withheld(app):
    booked = [Interpreted(DAY, "ar", "done", 30, 4550 if n < 4 else None) for n in range(6)]
    with app.test_request_context(headers={"Accept-Language": "nl"}):
        table = suppressed(questions.QUESTIONS["interpreters"](Facts(interpreters=booked), words))
    assert table.rows[0][1] == [6, 180, None]
