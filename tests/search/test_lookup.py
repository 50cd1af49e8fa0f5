"""Terms found by their words: the same, whichever way is the quicker one."""

from hypothesis import given
from hypothesis import strategies as st

from directory.lookup import Lookup, several, word_of

WORDS = "abcdef"
terms = st.lists(
    st.lists(st.sets(st.sampled_from(WORDS), min_size=1, max_size=3), min_size=1, max_size=4),
    min_size=1, max_size=30,
)  # fmt: skip


def _looked_up(known, typed):
    return [word_of(frozenset((at,)), known.uses([word]), []) for at, word in enumerate(typed)]


def _meant(places, typed):
    """Whether each word of ``typed`` may stand in one of the places, and none stands in two."""
    if not places:
        return True
    return any(
        word in places[0] and _meant(places[1:], typed[:at] + typed[at + 1 :])
        for at, word in enumerate(typed)
    )


@given(terms, st.text(WORDS, min_size=2, max_size=6))
def test_a_term_is_found_where_each_of_its_places_has_a_word(all_terms, typed):
    known = Lookup()
    numbers = [known.add(places) for places in all_terms]
    found = {one.number for one in known.whole(_looked_up(known, typed))}
    longer = [number for number in numbers if len(all_terms[number]) > 1]
    assert found == {number for number in longer if _meant(all_terms[number], list(typed))}


@given(terms, st.text(WORDS, min_size=2, max_size=6), st.integers(min_value=0))
def test_few_terms_are_looked_at_one_by_one_and_many_place_by_place(all_terms, typed, some):
    known = Lookup()
    for places in all_terms:
        known.add(places)
    fresh, asked = _looked_up(known, typed), _looked_up(known, typed)
    candidates = several(asked) & some
    full = known._full_of_many(asked, candidates)
    assert known._full(asked, candidates) == full
    assert known._full(fresh, candidates) == full


def test_for_one_term_nobody_looks_at_all_those_of_its_words():
    known = Lookup()
    for other in range(50):
        known.add([{"a"}, {f"b{other}"}])
    words = _looked_up(known, ["a", "b7"])
    assert [one.number for one in known.whole(words)] == [7]
    assert not any(word.places for word in words)
    assert known._full(words, words[0].several) == [7], "of fifty terms, place by place"
    assert all(word.places for word in words)
