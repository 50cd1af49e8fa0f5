"""Terms of needs of which the words come one after the other."""

import pytest

from directory.groups import strange_mark
from directory.models import ThesaurusGroup
from directory.terms import Thesaurus


def reached(terms, typed, **fields):
    blank = {"terms_fr": "", "terms_en": "", "abbreviations": "", "leads_to": "voedsel"}
    need = ThesaurusGroup(code="a", kind="need", terms_nl=terms, **{**blank, **fields})
    said = {**blank, "terms_nl": "papa|vader", "leads_to": ""}
    known = Thesaurus([need, ThesaurusGroup(code="b", kind="everyday", **said)])
    return bool(known.expand(typed.split(), half=True))


@pytest.mark.parametrize(
    ("typed", "met"),
    [
        ("flabberen voor vader", True),
        ("ze flabberen soms voor mijn vader", True),  # small words may stand between
        ("flabberen voor papa", True),
        ("flabberen voor honden vader", False),
        ("vader flabberen voor honden", False),
        ("voor vader flabberen", False),
        ("vader flabberen voor vader", True),  # one of them stands so
        ("flabberen vader", False),  # small words count in a row
        ("flabberen voor vad", False),  # not while it is being typed
    ],
)
def test_words_in_a_row_come_one_after_the_other(typed, met):
    assert reached("flabberen > voor > vader", typed) is met


@pytest.mark.parametrize(
    ("typed", "met"),
    [
        ("oma kreeg knuffels", True),
        ("knuffels kreeg oma", False),
        ("kreeg knuffels oma", True),  # oma is in no row
        ("oma kreeg knuffels thuis", False),
        ("oma kreeg knuffels van mij", True),
        ("oma Roza kreeg knuffels", True),
        ("oma kreeg knuffels thuis en kreeg knuffels", True),  # the second time nothing follows
    ],
)
def test_some_in_a_row_and_others_anywhere_with_what_must_not_follow_the_row(typed, met):
    assert reached("oma kreeg > knuffels !thuis", typed.lower()) is met


@pytest.mark.parametrize(
    ("typed", "met"), [("kreeg drie", True), ("kreeg drie van", True), ("kreeg drie kg", False)]
)
def test_any_word_that_tells_something_can_be_what_must_not_follow(typed, met):
    assert reached("kreeg > drie !**", typed) is met


def test_the_same_words_in_a_row_and_in_any_order_are_two_terms():
    assert reached("kwispelen > snorren|kwispelen snorren", "snorren kwispelen")


@pytest.mark.parametrize(
    "term",
    [
        "> vader", "vader >", "bang > > vader", "bang > !vader", "bang>van>vader", "bang >van > vader",
        "bang -> vader", "bang >> vader", "vader !**/hond", "vader !hond/**", "vader !*/hond",
        "bang > !hond vader", "bang !hond > vader",
    ],
)  # fmt: skip
def test_a_mark_that_stands_between_no_words_is_strange(term):
    assert strange_mark(term)
    assert not any(map(strange_mark, ["bang > van > vader !niet", "vader !van+** !*", "au secours !"]))
