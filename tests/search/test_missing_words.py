"""Words that nothing answers, and places beside words that are answered."""

import pytest


@pytest.mark.parametrize(
    ("typed", "missed"),
    [
        ("Zzkwak schaarbeek", ["Zzkwak"]),
        ("psycholoog qqwerp", ["qqwerp"]),
        ("psycholoog qqw", []),  # still being typed
        ("Zzkwakk qqwerp", []),  # nothing is found at all
        ("schuldbemidelling anderlecht", []),  # a slip is mended
        ("ocmw in de buurt van jette", []),
        ("mon fils veut mourir", []),  # whom it is about
        ("advocaat voor mijn dochter", []),
        ("mijn dochterr wil niet meer naar schol", []),  # even with a slip
        ("bel 24/7", []),
        ("helpline in english", []),  # it goes without saying
        ("advocaat voor mijn dochter Zzkwak", ["Zzkwak"]),
    ],
)
def test_a_word_that_nothing_answers_is_told_where_others_are(results, typed, missed):
    assert results(typed).missed == missed


def test_what_was_mended_is_told_in_the_spelling_of_the_rest(results):
    read = results("Mijn dochter, 16, wil niet meer naar schol (Évere)").corrected
    assert read == "Mijn dochter, 16, wil niet meer naar school (Évere)"
    assert results("Sanspapiers, Schaerbeek").corrected == "sans papiers Schaerbeek"


def test_the_name_of_a_place_in_a_name_makes_a_service_no_fitter(found):
    """A doctor in Molenbeek is the health centre there, before whoever has the municipality in its name."""
    assert found("huisarts molenbeek")[0] == "wgc-de-brug"
    assert found("toubib saint-gilles")[0] == "mm-galilee"
    assert found("molenbeek")[0] == "ocmw-1080"


@pytest.mark.parametrize(
    "word",
    "hier daar morgen altijd toujours nooit jamais vaak souvent beaucoup weinig later tard merci alstublieft "
    "thanks erg".split(),
)
def test_a_word_that_only_holds_a_sentence_together_is_not_missed(results, found, word):
    typed = "psycholoog voor mijn dochter"
    assert results(f"{typed} {word} graag").missed == []
    assert found(f"{typed} {word} graag", limit=3)[:2] == found(f"{typed} graag", limit=3)[:2]


def test_but_makes_a_need_where_it_is_one_of_its_words(results):
    assert "zelfmoord" in " ".join(results("il ne veut plus jamais se réveiller").also_searched)


@pytest.mark.parametrize(
    "typed", ["niemand helpt mij", "je n'ai rien", "I have nothing", "wil van de dank af"]
)
def test_a_cry_for_help_in_few_words_asks_for_something(results, typed):
    assert not results(typed).unasked
