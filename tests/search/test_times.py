"""Whether a search says when something is to be open."""

import pytest

from directory.search.time_words import OPEN
from directory.search.times import Times, asked
from search_index.text import words


@pytest.mark.parametrize(
    ("typed", "codes", "positions"),
    [
        ("open op zondag", ["6"], {0, 2}),
        ("ouvert le dimanche", ["6"], {0, 2}),
        ("food parcel sunday", ["6"], {2}),
        ("zaterdags open", ["5"], {0, 1}),
        ("open zond", ["6"], {0, 1}),  # half typed
        ("open zodnag", ["6"], {0, 1}),  # and with a slip
        ("open zaterdag en zondag", ["5", "6"], {0, 1, 3}),
        ("wie is er nu open", ["now"], {3, 4}),
        ("vandaag open", ["today"], {0, 1}),
        ("ouvert aujourd'hui", ["today"], {0, 1, 2}),
        ("ouvert ce soir", ["tonight"], {0, 1, 2}),
        ("'s avonds open", ["evening"], {0, 1, 2}),
        ("open in het weekend", ["weekend"], {0, 1, 2, 3}),
        ("avocat ce week-end", ["weekend"], {1, 2, 3}),
        ("manger dimanche soir", ["6.evening"], {1, 2}),
        ("tolk vrijdagnamiddag", ["4.pm"], {1}),
        ("interprète vendredi après-midi", ["4.pm"], {1, 2, 3}),
        ("dettes mardi 10h", ["1.10:00"], {1, 2}),
        ("schulden dinsdag om 10u30", ["1.10:30"], {1, 2, 3}),
        ("debts tuesday 2pm", ["1.14:00"], {1, 2}),
        ("ouvert demain matin", ["tomorrow.am"], {0, 1, 2}),
        ("open om 20u", ["any.20:00"], {0, 1, 2}),
        ("ocmw open na 17u", ["any.17:30"], {1, 2, 3}),
        ("ouvert après 17h30", ["any.18:00"], {0, 1, 2}),
        ("psychologue ouvert jusque 18 h", ["any.17:30"], {1, 2, 3, 4}),
        ("ocmw open 12pm", ["any.12:00"], {1, 2}),
        ("ocmw open 1 pm", ["any.13:00"], {1, 2, 3}),
        ("open at 8am", ["any.08:00"], {0, 1, 2}),
        ("cpas ouvert après-demain", ["overmorrow"], {1, 2, 3}),
        ("open day after tomorrow", ["overmorrow"], {0, 1, 2, 3}),
        ("open overmorgen", ["overmorrow"], {0, 1}),
        ("open deze namiddag", ["today.pm"], {0, 1, 2}),
        ("ouvert cet après-midi", ["today.pm"], {0, 1, 2, 3}),
        ("open vanochtend", ["today.am"], {0, 1}),
        ("open morgenavond", ["tomorrow.evening"], {0, 1}),
        ("cpas demain matin", ["tomorrow.am"], {1, 2}),
        ("open straks", ["today"], {0, 1}),
        ("ouvert le matin", ["any.am"], {0, 1, 2}),
        ("open in the afternoon", ["any.pm"], {0, 1, 2, 3}),
        ("open over de middag", ["any.noon"], {0, 1, 2, 3}),
        ("psycholoog 's avonds", ["evening"], {1, 2}),
        ("psychologue le soir", ["evening"], {1, 2}),
        ("open vrijdagnacht", ["4.night"], {0, 1}),
        ("cpas ouvert à 14:30", ["any.14:30"], {1, 2, 3, 4}),
        ("ocmw dinsdag 13:30", ["1.13:30"], {1, 2, 3}),
        ("open om 14.30", ["any.14:30"], {0, 1, 2, 3}),
        ("lawyer wednesday 6:30 pm", ["2.18:30"], {1, 2, 3, 4}),
        ("ouvert lundi à 14 heures 30", ["0.14:30"], {0, 1, 2, 3, 4, 5}),
        ("maandag om 9", ["0.09:00"], {0, 1, 2}),
        ("psycholoog na 18u", ["any.18:30"], {1, 2}),
        ("ouvert à partir de 18h", ["any.18:00"], {0, 1, 2, 3, 4}),
        ("ouvert dès 18h", ["any.18:00"], {0, 1, 2}),
        ("ouvert jusqu'à 20h", ["any.19:30"], {0, 1, 2, 3}),
        ("open van 18 tot 20u", ["any.18:00"], {0, 1, 2, 3, 4}),
        ("ouvert lundi 14 à 16h", ["0.14:00"], {0, 1, 2, 3, 4}),
        # Before, until and after an hour count on a day too, wherever they stand.
        ("ouvert lundi avant 9h", ["0.08:30"], {0, 1, 2, 3}),
        ("open maandag tot 20u", ["0.19:30"], {0, 1, 2, 3}),
        ("open vandaag tot 20u", ["today.19:30"], {0, 1, 2, 3}),
        ("open maandag na 20u", ["0.20:30"], {0, 1, 2, 3}),
        ("open maandag na 23u45", ["0.23:59"], {0, 1, 2, 3}),  # the same day
        ("cpas demain avant 9h", ["tomorrow.08:30"], {1, 2, 3}),
        ("open tot 20u maandag", ["0.19:30"], {0, 1, 2, 3}),
        ("psycholoog na 18u maandag", ["0.18:30"], {1, 2, 3}),
        ("open om 20u vandaag", ["today.20:00"], {0, 1, 2, 3}),
        ("ouvert à 14h le 24 décembre", ["12-24.14:00"], {0, 1, 2, 4, 5}),
        ("lundi ouvert à partir de 18h", ["0.18:00"], {0, 1, 2, 3, 4, 5}),
        ("open vanavond tot 20u", ["today.19:30"], {0, 1, 2, 3}),
        ("open vanavond 20u", ["today.20:00"], {0, 1, 2}),
        ("ouvert ce soir 19h30", ["today.19:30"], {0, 1, 2, 3}),
        ("psycholoog 's avonds 20u", ["any.20:00"], {1, 2, 3}),
        ("open in het weekend om 10u", ["5.10:00", "6.10:00"], {0, 1, 2, 3, 4, 5}),
        ("open this weekend 2pm", ["5.14:00", "6.14:00"], {0, 1, 2, 3}),
        ("open tot 20u in het weekend", ["5.19:30", "6.19:30"], {0, 1, 2, 3, 4, 5}),
        ("manger ce week-end midi", ["weekend"], {1, 2, 3, 4}),
        ("maandagavond na 20u", ["0.20:30"], {0, 1, 2}),
        # Of a range its beginning.
        ("open between 6 and 8pm", ["any.18:00"], {0, 1, 2, 3, 4}),
        ("open from 6 to 8 pm", ["any.18:00"], {0, 1, 2, 3, 4, 5}),
        ("open monday 6:30 to 8 pm", ["0.18:30"], {0, 1, 2, 3, 4, 5, 6}),
        ("open from 11 to 2pm", ["any.11:00"], {0, 1, 2, 3, 4}),
        ("open 9u-15u", ["any.09:00"], {0, 1, 2}),
        ("open 18u-20u", ["any.18:00"], {0, 1, 2}),
        ("open 18-20u", ["any.18:00"], {0, 1, 2}),
        ("open 18-20 uur", ["any.18:00"], {0, 1, 2, 3}),
        ("open 9-12u", ["any.09:00"], {0, 1, 2}),
        ("open 9:30-12:00", ["any.09:30"], {0, 1, 2, 3, 4}),
        ("open 14.30u", ["any.14:30"], {0, 1, 2}),
        ("open om 14:30 uur", ["any.14:30"], {0, 1, 2, 3, 4}),
        ("maandag 9h-15h", ["0.09:00"], {0, 1, 2}),
        ("open 8 tot 12", ["any.08:00"], {0, 1, 2, 3}),
        ("maandag 8 tot 12", ["0.08:00"], {0, 1, 2, 3}),
        ("maandag 7 tot 12 januari", ["0", "01-12"], {0, 3, 4}),
        ("jongeren 12 tot 18 open", ["now"], {4}),
        ("next monday", ["0"], {0, 1}),
        ("lundi prochain", ["0"], {0, 1}),
        ("ocmw 25 december", ["12-25"], {1, 2}),
        ("le 1er mai", ["05-01"], {1, 2}),
        ("ouvert mardi 24 novembre", ["11-24"], {0, 1, 2, 3}),
        ("open 30/11", ["11-30"], {0, 1, 2}),
        ("open 25 december 2026", ["12-25"], {0, 1, 2, 3}),
        ("ocmw open 24/12/2026", ["12-24"], {1, 2, 3, 4}),
        ("cpas ouvert le 24.12.2026 14h", ["12-24.14:00"], {1, 3, 4, 5, 6}),
        ("ocmw open 24/12/26", ["12-24"], {1, 2, 3, 4}),
        ("ocmw open 24/12 10 tot 12u", ["12-24.10:00"], {1, 2, 3, 4, 5, 6}),
        ("12 mai 14h", ["05-12.14:00"], {0, 1, 2}),
        ("open kerstmis", ["12-25"], {0, 1}),
        ("ocmw op tweede kerstdag", ["12-26"], {2, 3}),
        ("cpas lendemain de Noël", ["12-26"], {1, 2, 3}),
        ("ocmw open tweede paasdag", ["Easter-Monday"], {1, 2, 3}),
        ("ocmw dag van de arbeid", ["05-01"], {1, 2, 3, 4}),  # a phrase is one of a few words
        ("ouvert lundi de Pâques", ["Easter-Monday"], {0, 1, 2, 3}),
        ("ouvert dimanche et jours fériés", ["6", "holiday"], {0, 1, 3, 4}),
        ("open op zon- en feestdagen", ["6", "holiday"], {0, 2, 3, 4}),
        ("open 24 uur", ["always"], {0, 1, 2}),
        ("7 days a week", ["always"], {0, 1, 2, 3}),
        ("ocmw maandagmorgen", ["0.am"], {1}),
        ("zaterdag morgen open", ["5.am"], {0, 1, 2}),
        ("open tussen 12 en 14", ["any.12:00"], {0, 1, 2, 3, 4}),
        ("cpas ouvert", ["now"], {1}),
        ("is het ocmw open", ["now"], {3}),
        ("centre fermé dimanche", ["6"], {2}),  # whom one visits there
        ("mijn zoon zoekt een psycholoog op zaterdag", ["5"], {6}),
        ("tribunal ouvert vendredi", ["4"], {1, 2}),
        ("24/7", ["always"], {0, 1}),
        ("7/7", ["always"], {0, 1}),
        ("24 op 24", ["always"], {0, 1, 2}),
        ("24h/24 7j/7", ["always"], {0, 1, 2, 3}),
        ("luisterlijn dag en nacht", ["always"], {1, 2, 3}),
        ("dag en nacht bereikbaar", ["always"], {0, 1, 2, 3}),
    ],
)
def test_a_search_says_when(typed, codes, positions):
    tokens = tuple(words(typed))
    assert asked(tokens) == Times(tuple(codes), frozenset(positions), not OPEN.isdisjoint(tokens))


@pytest.mark.parametrize(
    ("typed", "positions"),
    [
        ("he drinks every night", {2, 3}),
        ("il boit tous les week-ends", {2, 3, 4, 5}),
        ("il boit jour et nuit", {2, 3, 4}),
        ("last sunday my son was arrested", {1}),
        ("arrêté dimanche passé", {1}),
        ("avocat à midi", {1, 2}),
        ("né le 3 mars 1990", {2, 3, 4}),
        ("gesloten zondag", {0, 1}),  # nor is it asked who is open where it is asked who is closed
        ("pas ouvert le dimanche", {0, 1, 3}),
        ("depuis lundi", {1}),
        ("ocmw 24/12/2026", {1, 2, 3}),
        ("né le 12/03/1985", {2, 3, 4}),
        ("né le 3 mars", {2, 3}),
        ("mijn man komt vrij op 25 december", {5, 6}),
        ("open in augustus", {0, 2}),
        ("mon fils passe au tribunal lundi", {5}),
        ("il m'a frappée samedi", {3}),
        ("hij is vrijdag opgepakt", {2}),
        ("opgepakt zaterdag", {1}),
        ("hij komt zaterdag vrij", {2}),
        ("il sort lundi", {2}),
        ("zitting op 12 december", {2, 3}),
        ("deurwaarder komt maandag", {2}),
        ("his trial is on Monday", {4}),
        ("avocat ce soir", {1, 2}),
    ],
)
def test_what_happened_or_happens_often_is_no_time_at_which_anything_is_to_be_open(typed, positions):
    assert asked(tuple(words(typed))) == Times((), frozenset(positions))


@pytest.mark.parametrize(
    "typed",
    [
        "nu", "vannacht slapen", "zelfmoord vanavond", "open huis", "open", "open tafel",
        "man opgepakt wat nu", "ouvert mon", "open sam", "10h", "tomorrow", "mijn zoon van 15",
        "il boit le soir", "mon fils sort demain", "jongeren van 12 tot 18", "bébé de 3 mois", "open 12 jaar",
        "open van 12 tot 18 jaar",
        "may 15 women", "ocmw open 12am", "open jongeren 12 tot 18",
    ],
)  # fmt: skip
def test_what_may_say_something_else_is_no_time(typed):
    assert asked(tuple(words(typed))) is None


def test_a_word_of_the_directory_is_no_slip_of_a_day():
    assert asked(("open", "zondig"), frozenset({"zondig"})) is None
    assert asked(("open", "zondig")) == Times(("6",), frozenset({0, 1}), True)


@pytest.mark.parametrize("typed", ["maandag 25u", "maandag 10u75", "monday 30pm"])
def test_an_hour_that_is_none_is_not_read(typed):
    assert asked(tuple(words(typed))) == Times(("0",), frozenset({0}))


@pytest.mark.parametrize(
    "typed", ["colis de Noël", "colis noel", "cadeaux noël enfants", "christmas presents"]
)
def test_what_is_given_for_a_day_does_not_ask_who_is_open_then(results, typed):
    """The list counted who was open on 25 December, and put who was not behind."""
    assert not results(typed).open_then
    assert "12-25" in dict(results("cpas noël").open_then)
