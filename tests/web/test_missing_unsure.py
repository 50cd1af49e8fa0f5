"""Words of a search in vain that may be names: told to the editors with a tap, and never without."""

import re

import pytest

from app.resources.criteria import asked_in
from app.resources.models import Unmet
from app.resources.unmet import untold
from tests.web.test_missing import tell


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("muziekles", ["muziekles"]),
        ("ik zoek een zwemles met mijn kind", ["zwemles"]),
        ("zwemles zwemles", ["zwemles"]),
        ("Fatima", []),
        ("zwemles voor Jan Peeters", ["zwemles"]),
        ("mevrouw benali zwemles", []),
        ("mme dupont", []),
        ("0471 23 45 67 x12345 jan@example.org", []),
        ("zwemles tom", ["zwemles"]),
        ("sint-zwemles", ["sint-zwemles"]),
        ("tolk", []),
        ("aap noot mies wim", ["aap", "noot", "mies"]),
        ("", []),
    ],
)
def test_words_that_may_be_names_are_offered_one_by_one_unless_they_look_like_one(app, typed, offered):
    with app.test_request_context():
        assert untold(asked_in({"q": typed})) == offered


def test_an_unknown_word_is_told_with_one_tap_and_never_without(alice):
    """The box was empty in a real dead end: whoever searched typed it twice."""
    alice.set_cookie("language", "en")
    for address in ("/resources?q=muziekles", "/missing/new?q=muziekles"):
        page = alice.get(address).get_data(as_text=True)
        box = re.search(r'<input type="checkbox" name="add" value="muziekles"[^>]*>', page)
        assert "checked" not in box[0]
        assert "Add “muziekles”: it is no name" in page
        assert 'name="words" value=""' in page
    assert tell(alice, "").status_code == 422
    assert Unmet.select().count() == 0
    assert tell(alice, "", add="muziekles").status_code == 200
    assert tell(alice, "Muziekles", add="muziekles").status_code == 200
    assert tell(alice, "advies", add="muziekles").status_code == 200
    assert [(row.words, row.times) for row in Unmet.select()] == [
        ("muziekles", 2),
        ("advies muziekles", 1),
    ]


def test_what_was_ticked_is_looked_at_as_what_was_typed(alice):
    assert tell(alice, "hulp", add="0471 23 45 67").status_code == 422
    answer = tell(alice, "hulp van mevrouw", add="Benali")
    assert Unmet.get().words == "hulp van mevrouw"
    assert "Benali" not in answer.get_data(as_text=True)


def test_the_words_stay_offered_where_nothing_was_ticked(alice):
    answer = tell(alice, "", query="q=muziekles")
    assert answer.status_code == 422
    assert 'name="add" value="muziekles"' in answer.get_data(as_text=True)
