"""Opening hours are read out in words, in three languages, whatever the notation can say."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory import hours


def test_hours_are_read_out():
    assert hours.in_words('Mo-Fr 09:00-12:00; PH off; Sa "by phone"', "nl") == (
        "ma–vr 09:00–12:00 · feestdagen gesloten · za (by phone)"
    )
    assert (
        hours.in_words('Sa 09:00-12:00 "self-help, no-show; x"', "nl")
        == "za 09:00–12:00 (self-help, no-show; x)"
    )
    known = [hours.in_words('Mo 09:00-12:00 "by appointment"', lang) for lang in ("nl", "fr", "en")]
    assert known == [
        "ma 09:00–12:00 (op afspraak)",
        "lu 09:00–12:00 (sur rendez-vous)",
        "Mon 09:00–12:00 (by appointment)",
    ]
    week = hours.coming_week("Mo-Fr 09:00-12:00; PH off", date(2026, 12, 24))
    assert [len(day.spans) for day in week] == [1, 0, 0, 0, 1, 1, 1]
    assert hours.coming_week("Mo 08:00+", date(2026, 11, 23))[0].spans == (("08:00", "?", ""),)


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("Mo[1] 09:00-12:00", ("1e ma van de maand 09:00–12:00", "1er lu du mois 09:00–12:00",
                               "1st Mon of the month 09:00–12:00")),
        ("We[2,4] 13:00-16:00", ("2e en 4e wo van de maand 13:00–16:00", "2e et 4e me du mois 13:00–16:00",
                                 "2nd and 4th Wed of the month 13:00–16:00")),
        ("Fr[-1] off", ("laatste vr van de maand gesloten", "dernier ve du mois fermé",
                        "last Fri of the month closed")),
        ("Mo[1-2],Fr[-2] off", ("1e–2e ma van de maand, voorlaatste vr van de maand gesloten",
                                "1er–2e lu du mois, avant-dernier ve du mois fermé",
                                "1st–2nd Mon of the month, second last Fri of the month closed")),
        ("week 1-53/2 Mo", ("oneven weken ma", "semaines impaires lu", "odd weeks Mon")),
        ("week 2-52/2 We", ("even weken wo", "semaines paires me", "even weeks Wed")),
        ("week 10-20/3 We", ("week 10–20 (één week op 3) wo", "semaine 10–20 (une semaine sur 3) me",
                             "week 10–20 (one week in 3) Wed")),
        ("sunrise-sunset", ("zonsopgang–zonsondergang", "lever du soleil–coucher du soleil",
                            "sunrise–sunset")),
        ("(sunrise-00:30)-(sunset+01:30)", (
            "30 min voor zonsopgang–1 u 30 min na zonsondergang",
            "30 min avant le lever du soleil–1 h 30 min après le coucher du soleil",
            "30 min before sunrise–1 h 30 min after sunset")),
        ("dusk+", ("vanaf avondschemering", "à partir du crépuscule", "from dusk")),
        ("easter off", ("Pasen gesloten", "Pâques fermé", "Easter closed")),
        ("easter -2 days off", ("2 dagen voor Pasen gesloten", "2 jours avant Pâques fermé",
                                "2 days before Easter closed")),
        ("PH -1 day off", ("1 dag voor de feestdagen gesloten", "1 jour avant les jours fériés fermé",
                           "1 day before the public holidays closed")),
        ('Mo 09:00-12:00 || "by appointment"', (
            "ma 09:00–12:00, anders op afspraak", "lu 09:00–12:00, sinon sur rendez-vous",
            "Mon 09:00–12:00, otherwise by appointment")),
        ("2026 Dec 24-2027 Jan 1 off", ("24 dec 2026–1 jan 2027 gesloten",
                                        "24 déc. 2026–1er janv. 2027 fermé",
                                        "24 Dec 2026–1 Jan 2027 closed")),
        ("Dec 24-26 off", ("24–26 dec gesloten", "24–26 déc. fermé", "24–26 Dec closed")),
        ("Sep 1-Jun 30: Mo 10:00-11:00", ("1 sept–30 juni: ma 10:00–11:00",
                                          "1er sept.–30 juin: lu 10:00–11:00",
                                          "1 Sept–30 June: Mon 10:00–11:00")),
        ("2026 Dec 24+ off", ("vanaf 24 dec 2026 gesloten", "à partir du 24 déc. 2026 fermé",
                              "from 24 Dec 2026 closed")),
        ("2026 Mar-May Mo", ("maart–mei 2026 ma", "mars–mai 2026 lu", "March–May 2026 Mon")),
        ("Jul 10:00-26:00", ("juli 10:00–02:00", "juil. 10:00–02:00", "July 10:00–02:00")),
        ("Mo 09:00-18:00/01:30", ("ma 09:00–18:00 om de 1 u 30 min", "lu 09:00–18:00 toutes les 1 h 30 min",
                                  "Mon 09:00–18:00 every 1 h 30 min")),
        ("Mo,Tu 08:00+", ("ma, di vanaf 08:00", "lu, ma à partir de 08:00", "Mon, Tue from 08:00")),
        ('Mo 08:00-10:30 "25+ Mo[1]"', ("ma 08:00–10:30 (25+ Mo[1])", "lu 08:00–10:30 (25+ Mo[1])",
                                        "Mon 08:00–10:30 (25+ Mo[1])")),
    ],
)  # fmt: skip
def test_the_signs_of_the_notation_are_words(kept, read):
    assert tuple(hours.in_words(kept, lang) for lang in ("nl", "fr", "en")) == read


@given(st.lists(st.sampled_from([
    "week 1-53/2", "week 3-40/3", "Mo-Fr", "Su[-2]", "sunrise-sunset", "(dawn+00:10)-dusk", "easter +1 day",
    "PH", "2026 Dec 24", "2026-2027", "Dec 24-26", "Mar-May", "09:00-12:00", "10:00+", "off", "open",
    "unknown", "||", ";",
])), st.sampled_from(["nl", "fr"]))  # fmt: skip
def test_no_sign_of_the_notation_is_left(parts, lang):
    said = hours.in_words(" ".join(parts), lang)
    left = r"\|\||[\[\]/+]|\b(?:easter|sunrise|sunset|dawn|dusk|days?|off|unknown|Mo|Su|PH|Dec|Mar)\b"
    assert not re.search(left, said), said


def test_by_appointment_alone_says_no_hour():
    assert hours.in_words('"by appointment"', "fr") == "sur rendez-vous"
    week = hours.coming_week('Mo "by appointment"; Tu 09:00-17:00', date(2026, 11, 23), "nl")
    assert [day.spans for day in week[:3]] == [(("", "", "op afspraak"),), (("09:00", "17:00", ""),), ()]
