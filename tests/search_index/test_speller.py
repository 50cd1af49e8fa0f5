"""What a mistyped word may have been meant to be."""

from hypothesis import assume, example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search_index import ranking
from search_index.speller import (
    LETTERS,
    SHORTEST,
    TWO_EDITS,
    TWO_IN_HALF,
    _of_several,
    _steps,
    cost,
    edits,
    sound,
)
from search_index.text import LONGEST_WORD, STOP, fold, stem, stems, words
from search_index.vocabulary import Vocabulary

few = st.text("abcdst", min_size=1, max_size=10)
word = st.text(LETTERS, min_size=1, max_size=14)


def promised(typed):
    return 2 if len(typed) >= TWO_EDITS else 1


@given(st.lists(few, min_size=1, max_size=30), few)
def test_whole_words_are_guessed_within_the_promised_edits(known, typed):
    """Or sound the same, which is told by the cost."""
    for guess in Vocabulary(set(known)).guesses(typed, False):
        near = OSA.distance(typed, guess.word) <= promised(typed)
        assert near or (guess.cost, sound(guess.word)) == (ranking.SLIPS["sounds"], sound(typed))


@given(st.lists(few, min_size=1, max_size=30), few)
def test_a_half_word_is_the_beginning_of_what_is_guessed_but_for_a_slip(known, typed):
    """One; two where much was typed."""
    in_half = 2 if len(typed) >= TWO_IN_HALF else 1
    for guess in Vocabulary(set(known)).guesses(typed, True):
        beginnings = (guess.word[:end] for end in range(len(guess.word) + 1))
        assert (
            OSA.distance(typed, guess.word) <= promised(typed)
            or sound(guess.word) == sound(typed)
            or any(OSA.distance(typed, beginning) <= in_half for beginning in beginnings)
        )


@given(st.data(), st.lists(word, max_size=20))
def test_a_word_with_one_slip_is_found_again(data, others):
    """Also in the first letter; the word is among the guesses unless six others are nearer."""
    meant = data.draw(st.text(LETTERS, min_size=5, max_size=14))
    typed = data.draw(st.sampled_from(sorted(edits(meant))))
    assume(len(typed) >= SHORTEST)
    found = Vocabulary({meant, *others}).guesses(typed, False)
    assert meant in {guess.word for guess in found} or len(found) == 6


@given(st.data(), st.booleans())
def test_a_long_word_with_two_slips_is_found_again(data, half):
    meant = data.draw(st.text(LETTERS, min_size=9, max_size=30))
    once = data.draw(st.sampled_from(sorted(edits(meant))))
    typed = data.draw(st.sampled_from(sorted(edits(once))))
    assume(len(typed) >= TWO_EDITS and OSA.distance(typed, meant) <= 2)
    assert meant in {guess.word for guess in Vocabulary({meant}).guesses(typed, half)}


@given(word, word)
@example("schuld", "schuld")
def test_only_the_same_word_costs_nothing(one, two):
    assert (cost(one, two) == 0) == (one == two)
    assert cost(one, two) >= 0.7 * OSA.distance(one, two)


@given(word)
def test_all_that_is_one_edit_away_is(one):
    assert all(OSA.distance(one, other) == 1 for other in edits(one))


@given(st.lists(word, min_size=1), word)
def test_beginnings_and_endings(known, piece):
    vocabulary = Vocabulary(set(known))
    begun = {one for one in known if one.startswith(piece)}
    assert set(vocabulary.starting(piece, 1000)) == begun
    assert vocabulary.begins(piece) == bool(begun)
    longer = {one for one in known if one.endswith(piece) and len(one) > len(piece) + 2}
    assert set(vocabulary.ending(piece, 1000)) == longer


anything = st.text() | st.text("aA'’.-_ 12éÉœŒßİ\u0301\0\u202e\ufb03\ud800", max_size=60)


@given(anything)
def test_any_text_has_words_that_are_plain(text):
    for found in words(text):
        assert found.isascii()
        assert found.isalnum()
        assert found == found.lower()
        assert len(found) <= LONGEST_WORD


@given(anything)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(anything, st.sampled_from(["nl", "fr", "en", ""]))
def test_any_word_has_stems_or_none(text, lang):
    for found in words(text):
        assert all(stems(found, lang))
        assert stem(found, "nl") == "" or len(found) >= 4


def test_words_in_their_spellings():
    assert words("L'avocat d'Ixelles") == ["avocat", "ixelles"]
    assert words("O.C.M.W. Brussel, o c m w") == ["ocmw", "brussel", "ocmw"]
    assert words("il n y a pas") == ["il", "n", "y", "a", "pas"]
    assert words("y a t il, i m a victim") == ["y", "a", "t", "il", "i", "m", "a", "victim"]
    assert words("a s b l, p m s") == ["asbl", "pms"]
    assert words("Cœur à l’Œuvre") == ["coeur", "a", "oeuvre"]
    assert STOP.isdisjoint({"ocmw", "schuld", "avocat"})


@given(st.data(), few)
def test_a_single_edit_is_seen_at_once_as_comparing_all_letters_would(data, one):
    """Which of two equal letters was doubled decides what it costs."""
    other = data.draw(st.sampled_from(sorted(edits(one))))
    assert _steps(one, other) == _of_several(one, other)


def test_keys_are_neighbours_on_one_keyboard_not_from_one_to_another():
    beside, another = ranking.SLIPS["beside"], ranking.SLIPS["another"]
    assert beside < another
    assert cost("logrment", "logement") == beside
    assert cost("logemcnt", "logement") == another  # c is below e where azerty stands above qwerty


def test_of_what_a_word_costs_as_it_sounds_and_as_it_is_written_the_less_counts():
    known = Vocabulary({"fysiotherapie"})
    found = {each.word: each.cost for each in known.guesses("physiotherapie", False)}
    assert found["fysiotherapie"] == ranking.SLIPS["sounds"]
