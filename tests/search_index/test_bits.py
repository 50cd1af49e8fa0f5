"""Sets of sheets as whole numbers, however they are put together."""

from hypothesis import given
from hypothesis import strategies as st

from search_index import bits

NUMBERS = st.sets(st.integers(0, 400), max_size=200) | st.sets(st.integers(0, 200_000), max_size=80)


@given(NUMBERS)
def test_a_set_holds_its_numbers_and_no_others(numbers):
    held = bits.of_numbers(numbers)
    assert held == sum(1 << number for number in numbers)
    assert bits.numbers_of(held) == sorted(numbers)


@given(st.integers(0, 3000), st.integers(33, 900))
def test_a_run_of_neighbours_is_a_run_of_ones(first, count):
    assert bits.of_numbers(range(first, first + count)) == ((1 << count) - 1) << first


@given(st.lists(st.sets(st.integers(0, 300))))
def test_any_of_several_sets_holds_what_is_in_one(several):
    assert bits.any_of(map(bits.of_numbers, several)) == bits.of_numbers(set().union(*several))
