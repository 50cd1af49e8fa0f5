"""The words that matched are marked, and whatever else stands there is only text."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from app.resources.highlight import holds, marked


def test_accents_beginnings_and_parts_of_compounds_are_marked():
    assert marked("Médiation de dettes", {"mediation"}) == "<mark>Médiation</mark> de dettes"
    assert marked("schuldbemiddeling", {"schuld"}) == "<mark>schuldbemiddeling</mark>"
    assert marked("schuldbemiddeling", {"bemiddeling"}) == "<mark>schuldbemiddeling</mark>"
    assert marked("schuldbemiddeling", {"deli"}) == "schuldbemiddeling"
    assert marked("l'avocat d'Ixelles", {"avocat"}) == "l&#39;<mark>avocat</mark> d&#39;Ixelles"


@given(st.text(), st.sets(st.text(min_size=1), max_size=4))
def test_nothing_is_lost_or_added_but_marks(text, terms):
    found = str(marked(text, terms))
    assert found.replace("<mark>", "").replace("</mark>", "") == str(escape(text))
    assert ("<mark>" in found) == holds(text, terms)
