"""What is marked in a text is a word of its language that was asked, and none that looks alike."""

import pytest

from directory.models import Service
from directory.thesaurus import store
from search_index.text import words
from tests.search.test_danger import group

SHEET = "prison-haren"


@pytest.fixture
def marked(results):
    """``marked("tolk", "fr", "Un texte.")``: what is marked in that text of a sheet that
    has it in a language."""

    def ask(typed, lang, text):
        sheet = Service.get(external_id=SHEET)
        setattr(sheet, f"description_{lang}", text)
        sheet.changed()
        hit = next(hit for hit in results(typed, limit=300).hits if hit.external_id == SHEET)
        places = [match for match in hit.why if (match.field, match.lang) == ("text", lang)]
        return {word for match in places for word in match.words} & set(words(text))

    return ask


@pytest.fixture
def flabber(starter):
    """A word of no sheet, by which people mean a medical flat, the *ONE* and who is dependent."""
    store(
        group(
            code="own", kind="equivalent", terms_nl="flabberwoning", terms_en="medical flabber",
            terms_fr="ONE|dépendances",
        )
    )  # fmt: skip


def test_a_stem_of_another_language_is_not_marked(marked, flabber):
    """*Medical* has the stem of *médicaments*."""
    sheet = "Un flabber offre des médicaments."
    assert marked("flabberwoning", "fr", sheet) <= {"flabber"}
    assert marked("flabberwoning", "en", "A medical flabber.") == {"medical", "flabber"}


def test_a_word_of_a_term_is_not_marked_where_it_is_one_of_another_language(marked, flabber):
    assert marked("flabberwoning", "en", "Nobody but one flabber, medical.") == {"flabber", "medical"}
    assert marked("flabberwoning", "fr", "Une consultation de l'ONE.") == {"one"}


@pytest.mark.usefixtures("starter")
def test_the_stem_of_a_typed_word_is_marked_in_each_language_that_has_it(marked):
    assert marked("prisons", "fr", "Il est en prison.") == {"prison"}
    assert marked("prisons", "en", "He is in prison.") == {"prison"}
