"""Sets of sheets, and the order in which they come out."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from search_index import bits, order, ranking

SHEETS = range(1, 13)
EPSILON = 1e-9


@given(st.frozensets(st.integers(0, 5000)))
def test_numbers_to_a_set_and_back(numbers):
    held = bits.of_numbers(numbers)
    assert bits.numbers_of(held) == sorted(numbers)
    assert held == sum(1 << number for number in numbers)
    assert held.bit_count() == len(numbers)


def pieces(values):
    sets = st.frozensets(st.sampled_from(SHEETS)).map(bits.of_numbers)
    return st.lists(st.tuples(values, sets), max_size=4).map(order.distinct)


words = st.builds(order.Words, pieces(st.floats(0.5, 12)), st.floats(0.01, 1), st.just(0))
extras = st.builds(order.Extra, pieces(st.floats(-30, 30)))


def held(levels, sheet):
    return next((value for value, bits_ in levels if bits_ >> sheet & 1), None)


def score(sheet, columns, signals, client_sure):
    """As docs/search.md says it, for one sheet."""
    others = sum(held(each.levels, sheet) or 0.0 for each in signals)
    if not columns:
        return others
    whole = sum(each.weight for each in columns)
    found = [(held(each.levels, sheet), each.weight / whole) for each in columns]
    value = sum(value * weight for value, weight in found if value is not None)
    coverage = sum(weight for value, weight in found if value is not None)
    part = (value / client_sure) ** ranking.STEEP if client_sure else value / ranking.SURE
    sure = 1.0 if others < 0.0 else min(1.0, part)
    return value * coverage**ranking.COVERAGE + coverage * sure * others


@given(
    st.frozensets(st.sampled_from(SHEETS)),
    st.lists(words, max_size=4),
    st.lists(extras, max_size=4),
    st.just(0.0) | st.floats(0.0, 20.0).map(ranking.sure_for_a_client),
)
def test_splitting_sets_gives_what_scoring_every_sheet_gives(pool, columns, signals, client_sure):
    groups = list(order.best(bits.of_numbers(pool), columns, signals, client_sure))
    found = [(group.score, sheet) for group in groups for sheet in bits.numbers_of(group.bits)]
    assert sorted(sheet for _score, sheet in found) == sorted(pool)
    for got, sheet in found:
        assert abs(got - score(sheet, columns, signals, client_sure)) < EPSILON * 100
    scores = [got for got, _sheet in found]
    assert all(one >= two - EPSILON * 100 for one, two in pairwise(scores))


@given(pieces(st.floats(-30, 30)), st.sampled_from(SHEETS))
def test_a_sheet_has_the_value_of_the_level_that_names_it(levels, sheet):
    assert order.value_of(levels, sheet) == (held(levels, sheet) or 0.0)


@given(st.lists(st.tuples(st.integers(-5, 5), st.frozensets(st.sampled_from(SHEETS))), max_size=6))
def test_of_overlapping_pieces_each_sheet_keeps_its_highest_value(given_):
    levels = order.distinct([(value, bits.of_numbers(numbers)) for value, numbers in given_])
    assert [value for value, _bits in levels] == sorted({v for v, _b in levels}, reverse=True)
    for sheet in SHEETS:
        values = [value for value, numbers in given_ if sheet in numbers]
        assert held(levels, sheet) == (max(values) if values else None)
        assert sum(bits_ >> sheet & 1 for _value, bits_ in levels) == bool(values)


@given(st.lists(extras, min_size=1, max_size=4))
def test_signals_put_together_give_each_sheet_their_sum(several):
    one = order.merged(several)
    values = [value for value, _bits in one.levels]
    assert values == sorted(set(values), reverse=True)
    assert sum(bits_.bit_count() for _value, bits_ in one.levels) == order.union(one.levels).bit_count()
    for sheet in SHEETS:
        total = sum(order.value_of(each.levels, sheet) for each in several)
        assert abs(order.value_of(one.levels, sheet) - total) < EPSILON
