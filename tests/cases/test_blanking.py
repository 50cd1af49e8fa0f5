"""A name is taken out however it is written, and nothing else is."""

import time
import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.cases import anonymous, blanking, bundle, partners, people
from app.cases.custody import Period
from app.cases.errors import CaseError
from app.cases.models import Person

SECRET = b"s" * 32
TWO_SIGNS = unicodedata.normalize("NFD", "Zoé")


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Jans broer belde", "Jan", "X broer belde"),
        ("Jan's broer, JAN’S zus", "Jan", "X broer, X zus"),
        ("Zoe belde", "Zoé", "X belde"),
        ("zoë belde", "Zoe", "X belde"),
        (f"{TWO_SIGNS} belde", "Zoé", "X belde"),
        ("Zoé belde", TWO_SIGNS, "X belde"),
        (f"ZOE, {TWO_SIGNS}s broer", "Zoé", "X, X broer"),
        ("Bo belde", "Bo", "X belde"),
        ("D’Hondt en d'hondt", "D'Hondt", "X en X"),
        ("Van  der\nElst kwam", "van der Elst", "X kwam"),
        ("Straße, STRASSE", "Straße", "X, X"),
        ("Jan-Piet en Janneke", "Jan", "X-Piet en Janneke"),
        ("Jansen, Zoete, bijna", "Jan", "Jansen, Zoete, bijna"),
        ("een café, één glas", "Jan", "een café, één glas"),
        ("een café", " ", "een café"),
        ("Mevrouw Yildiz, YILDIZ’s zoon", "Yıldız", "Mevrouw X, X zoon"),
        ("Yıldız, Łukasz en Lukasz", "Lukasz", "Yıldız, X en X"),
        ("Dorde, Soren", "Đorđe", "X, Soren"),
        ("Soren, OEdipe", "Søren", "X, OEdipe"),
        ("El-Amrani, ElAmrani, EL  AMRANI", "El Amrani", "X, X, X"),
        ("Jean Pierre, jeanpierre, Jean", "Jean-Pierre", "X, X, Jean"),
    ],
)
def test_a_name_is_found_however_it_is_written(text, name, left):
    assert blanking.without_names(text, [name], "X") == left
    assert bundle.masked(text, [name]) == left.replace("X", bundle.MASK)


def test_the_longest_name_goes_first():
    assert blanking.without_names("Jan Peeters en Jan", ["Jan", "Jan Peeters"], "X") == "X en X"


def test_a_name_of_two_letters_is_no_word_of_a_question():
    assert anonymous.strip("Bo, Bos zus en Ma; un an, ma fille", ["Bo", "An", "Ma"]) == (
        "[…], […] zus en […]; un an, ma fille"
    )


@given(
    st.text("Zoe\u0301és é…ß'a@[].1 ", max_size=30), st.lists(st.text("Zoe\u0301a", max_size=4), max_size=3)
)
@example("1@1.1@1.Z", [])
def test_what_is_no_name_stays_to_the_letter(text, names):
    once = blanking.without_names(text, names, "▇")
    assert blanking.without_names(once, names, "▇") == once
    rest = iter(text)
    assert all(sign in rest for sign in once if sign != "▇"), "what is left stood there, in that order"
    assert anonymous.strip(anonymous.strip(text, names), names) == anonymous.strip(text, names)


@pytest.mark.parametrize("text", ["Jans broer", "Mag Zoe mee?", f"Mag {TWO_SIGNS} mee?", "Mag Bo mee?"])
def test_a_question_with_a_name_in_another_form_is_not_fit(case, alice, text):
    for name in ("Jan", "Zoé", "Bo"):
        row = Person(case=case.case, kind="household")
        people.save_person(case.case, case.opened, alice.user, row, {"name": name})
    seal = anonymous.seal_of(SECRET, case.case, alice.user, text)
    with pytest.raises(CaseError, match="points at somebody"):
        anonymous.must_be_fit(SECRET, case.case, case.opened, alice.user, text, seal)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("in Brugge, à Bruges, à Termonde", "in […], à […], à […]"),
        ("Leuven-Centraal, Leuven Hulpgevangenis, Louvain secondaire", "[…], […], […]"),
        ("Sint Gillis, st-gillis, St. Gilles, SAINT GILLES", "[…], […], […], […]"),
        (
            "te Namen en te Bergen: de namen opbergen, ça marche",
            "te […] en te […]: de namen opbergen, ça marche",
        ),
        ("op 12 mrt. 2024, le 3 févr., le 1er juil 24", "op […], le […], le […] 24"),
        ("on March 12, on the 3rd of May; he may 3 times", "on […], on the […]; he may 3 times"),
        ("Le CPAS de Saint-Gilles et l'OCMW Sint-Gillis refusent, de gemeente Dendermonde ook", None),
        ("CPAS de Saint-Gilles, prison de Saint-Gilles", "CPAS de Saint-Gilles, prison de […]"),
        ("BE68 5390 0754 7034", "[…]"),
        ("Wetstraat 16 bus 4, in de Voorbeeldstraat, Koningslaan 5", "[…], in de […], […]"),
        ("rue de la Loi 16, avenue Louise 54 bte 3, rue de Flandre", "[…], […], […]"),
        ("à la rue depuis 2 mois, op straat, onderweg 5 uur, opslaan 3", None),
        ("Habite place de la Bourse 12, impasse Defuisseaux 7 bte 2", "Habite […], […]"),
        ("parvis de Saint-Gilles 5, grand-place 3, Grote Markt 5, Graanmarkt 12", "[…], […], […], […]"),
        ("Woont Kapellehof 12 en zoekt werk", "Woont […] en zoekt werk"),
        ("une place de la Croix-Rouge 3 nuits, une place en crèche pour 2 enfants", None),
        ("sur le quai 12 de la gare, passage devant le juge 3 fois, op de arbeidsmarkt 5 jaar", None),
        ("Woont in Anderlecht, sinds maart zonder inkomen; libéré en décembre", None),
    ],
)
def test_prisons_days_and_streets_are_found_however_they_are_said(text, left):
    assert anonymous.strip(text, []) == (left or text)


def test_a_question_names_no_lawyer_no_school_and_no_prison_of_the_case(case, alice):
    for name in ("Mr. Dubreucq", "Basisschool De Regenboog"):
        partners.save(case.case, case.opened, alice.user, None, {"name": name})
    row = Person(case=case.case, kind="linked")
    people.save_person(case.case, case.opened, alice.user, row, {"name": "Jean-Yves"})
    people.add_period(
        case.case, case.opened, alice.user, row, Period("remand", date(2026, 3, 1), prison="Vught")
    )
    text = "Dubreucq zegt dat Yves in Vught zit. De regenboog, de school van haar zoon, weet het."
    told = anonymous.strip(text, anonymous.names_of(case.case, case.opened))
    assert told == "[…] zegt dat […] in […] zit. De […], de school van haar zoon, weet het."


def test_looking_at_a_long_text_takes_no_time():
    for text in ("a-" * 5_000, "a" * 10_000, "rue " * 2_500, "1 " * 5_000):
        begun = time.process_time()
        anonymous.strip(text, ["Jan"])
        assert time.process_time() - begun < 3


def test_a_month_is_a_month_without_its_accent():
    for text in ("le 3 février 2026", "le 3 fevrier 2026", unicodedata.normalize("NFD", "LE 3 FÉVRIER 2026")):
        assert anonymous.strip(text, []).casefold() == "le […]"
