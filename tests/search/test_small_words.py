"""Small words and half words change nothing of what is asked."""

from itertools import product

import pytest

from directory.search import kinds

ASKED = {
    ("ocmw", "schuldbemiddeling", "voedselhulp", "jeugdhuis", "bemiddeling", "caw", "advocaat"): (
        ("molenbeek", "anderlecht", "schaarbeek"),
        ("het {} van {}", "een {} in {}", "waar is de {} in {}"),
    ),
    ("cpas", "médiation de dettes", "aide alimentaire", "avocat", "prison", "maison médicale"): (
        ("molenbeek", "anderlecht", "saint-gilles"),
        ("le {} de {}", "un {} à {}", "c'est où la {} de {}"),
    ),
}


def test_around_the_words_that_tell_something_small_ones_change_nothing(found):
    """A text that is written in Dutch has every Dutch article: that answers nobody."""
    other, every = [], 0
    for asked, (towns, sentences) in ASKED.items():
        for word, town, sentence in product(asked, towns, sentences):
            typed, every = sentence.format(word, town), every + 1
            if found(typed, limit=1) != found(f"{word} {town}", limit=1):
                other.append(typed)
    assert every == 117
    assert not other, other


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [("d'ici et d'ailleurs", "dieda"), ("de brug", "wgc-de-brug"), ("le grès", "babelzin-le-gres")],
)
def test_in_a_name_they_count(found, typed, sheet):
    assert found(typed)[0] == sheet


def test_a_last_letter_or_digit_is_only_the_beginning_of_a_word(found):
    """Though the first instance has a "1" in its name, and an office a "g"."""
    for typed in ("ocmw 1", "cpas 1", "ocmw 10", "cpas g"):
        assert [one.startswith("ocmw-") for one in found(typed)] == [True] * 3, typed
    assert found("cpas saint-g")[0] == "ocmw-1060"


@pytest.mark.parametrize("typed", ["papa", "maman", "mijn zoon", "sister"])
def test_a_relative_alone_shows_who_helps_relatives(found, typed):
    assert {"caw-jww", "rizome-bxl", "sasb-sireas"} & set(found(typed))


def test_the_kind_of_help_that_is_named_stands_above_who_speaks_of_it(found):
    assert found("het OCMW van Anderlecht")[0] == "ocmw-1070"


def test_a_label_that_joins_two_things_is_the_name_of_neither():
    assert kinds.of_words(("cpas",)) == {"ocmw"}
    assert kinds.of_words(("ziekenfonds",)) == {"mutuality"}
    assert kinds.of_words(("famille",)) == kinds.of_words(("andere",)) == kinds.of_words(()) == frozenset()


@pytest.mark.parametrize("typed", ["elke nacht met hem", "la nuit passée mon fils", "met hem gisterenavond"])
def test_a_time_that_is_only_told_asks_for_nothing_either(results, typed):
    """It made a list of chance of the OCMWs, or none."""
    found = results(typed)
    assert found.unasked
    assert found.hits[0].external_id.startswith("ocmw-")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("il n y a pas de chauffage", "il n'y a pas de chauffage"),
        ("il n y a plus de courant", "il n'y a plus de courant"),
        ("je n y arrive plus", "je n'y arrive plus"),
        ("i m a victim of violence", "i'm a victim of violence"),
        ("i m a refugee", "i'm a refugee"),
        ("mon mari n est pas revenu", "mon mari n'est pas revenu"),
        ("j ai faim", "j'ai faim"),
        ("y a t il un avocat", "y a-t-il un avocat"),
        ("qu est ce que le cpas", "qu'est-ce que le cpas"),
    ],
)
def test_an_apostrophe_typed_as_a_blank_changes_nothing(results, starter, typed, meant):
    """*Il n y a pas de chauffage* found nothing, and *i m a victim* was shown as *imam*."""
    one, other = results(typed), results(meant)
    assert one.hits
    assert [hit.external_id for hit in one.hits[:3]] == [hit.external_id for hit in other.hits[:3]]
    assert one.missed == other.missed
    assert one.corrected is None


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("naturalisatie aanvragen", "naturalisatie"), ("jugement expliquer", "jugement"),
        ("leefloon aanvraag", "leefloon"),
    ],
)  # fmt: skip
def test_that_one_applies_or_wants_it_explained_asks_for_nothing_more(results, typed, same):
    """*Aanvragen* was said not to be found."""
    answer = results(typed)
    assert not answer.missed
    assert answer.hits[0].external_id == results(same).hits[0].external_id
