"""The words that matched are marked, and whatever else stands there is only text."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from app.resources.highlight import mark, quote, quote_told, wanted


def marked(text, words):
    asked = wanted(words)
    return mark(text, asked.places(text) if asked else ())


def quoted(text, words):
    asked = wanted(words)
    return quote(text, asked) if asked else Markup("")


def test_words_are_marked_whatever_their_accents_and_case():
    assert marked("Médiation de dettes", {"mediation"}) == "<mark>Médiation</mark> de dettes"
    assert marked("l'avocat d'Ixelles", {"avocat"}) == "l&#39;<mark>avocat</mark> d&#39;Ixelles"
    assert marked("Schuld en schuldbemiddeling", {"schuld"}) == "<mark>Schuld</mark> en schuldbemiddeling"
    assert marked("Schulden, schil", {"sch*"}) == "<mark>Schulden</mark>, <mark>schil</mark>"
    assert marked("Schulden, schil", {"schu*"}) == "<mark>Schulden</mark>, schil"


def test_an_acronym_is_one_word_with_its_dots():
    assert marked("I.T.E.R. – thérapie", {"iter"}) == "<mark>I.T.E.R.</mark> – thérapie"
    assert marked("S.O.S Enfants", {"sos"}) == "<mark>S.O.S</mark> Enfants"
    assert marked("op 1.5.2026", {"5"}) == "op 1.<mark>5</mark>.2026"
    assert marked("www.alanon.be", {"alanon"}) == "www.<mark>alanon</mark>.be"


def test_a_long_text_is_quoted_around_the_word():
    text = "woord " * 40 + "éénmalig " + "slot " * 40
    found = quoted(text, {"eenmalig"})
    assert found.startswith("…woord")
    assert found.endswith("slot…")
    assert "<mark>éénmalig</mark>" in found
    assert len(found) < 200
    assert quoted("kort <b>", {"kort"}) == "<mark>kort</mark> &lt;b&gt;"
    assert quoted(text, {"niets"}) == ""


@given(st.text(), st.sets(st.text(min_size=1), max_size=4))
def test_nothing_is_lost_or_added_but_marks(text, words):
    found = str(marked(text, words))
    assert found.replace("<mark>", "").replace("</mark>", "") == str(escape(text))
    assert ("<mark>" in found) == bool(quoted(text, words))


def test_a_text_in_other_words_is_quoted_around_the_piece_that_matched():
    pieces = [("debtors", "woord " * 30), ("; ", "; "), ("homeless people", "mensen zonder thuis")]
    found = quote_told(pieces, wanted({"homeless"}), wanted({"dak*"}))
    assert found.startswith("…woord")
    assert found.endswith("mensen zonder thuis")
    assert "<mark>" not in found
    assert "<mark>thuis</mark>" in quote_told(pieces, wanted({"homeless"}), wanted({"thui*"}))
    assert quote_told(pieces, wanted({"nothing"}), wanted({"woord"})) == ""


def test_of_two_pieces_that_match_the_first_is_quoted():
    pieces = [("debtors", "wie schulden heeft"), ("; ", "; " + "woord " * 30), ("debts", "schulden")]
    found = quote_told(pieces, wanted({"debtors", "debts"}), wanted({"schulden"}))
    assert found.startswith("wie <mark>schulden</mark> heeft; ")
    assert found.endswith("woord…")
