"""Opening hours as editors in Brussels type them, in three languages; what is not sure is named."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory import facts, hours
from directory.typed_hours import LONGEST, read

WEEK = "Mo-Fr 09:00-17:00"
READ = [
    ("nl", "maandag 9u-12u", "Mo 09:00-12:00"),
    ("nl", "ma-vr 9-17u", WEEK),
    ("nl", "ma-vr 9:00-12:00, 13:00-17:00", "Mo-Fr 09:00-12:00,13:00-17:00"),
    ("nl", "maandag tot vrijdag van 9 tot 12 en 13u30 tot 17u", "Mo-Fr 09:00-12:00,13:30-17:00"),
    ("nl", "dinsdag en donderdag 13u30-16u", "Tu 13:30-16:00; Th 13:30-16:00"),
    ("nl", "maandag t.e.m. vrijdag: 9u00 - 17u00", WEEK),
    ("nl", "weekdagen van 9 tot 17 uur", WEEK),
    ("nl", "9-17u van maandag tot vrijdag", WEEK),
    ("nl", "maandagen van 13 tot 16u", "Mo 13:00-16:00"),
    ("nl", "tussen 9 en 12 uur op maandag", "Mo 09:00-12:00"),
    ("nl", "ma-do 9u-17u vr 9u-12u", "Mo-Th 09:00-17:00; Fr 09:00-12:00"),
    ("nl", "elke dag 10-18u", "Mo-Su 10:00-18:00"),
    ("nl", "dag en nacht", "24/7"),
    ("nl", "op afspraak", '"by appointment"'),
    ("nl", "ma 9-12u, za enkel na afspraak", 'Mo 09:00-12:00; Sa "by appointment"'),
    ("nl", "ma-vr 9-17u op afspraak", 'Mo-Fr 09:00-17:00 "by appointment"'),
    ("nl", "ma-vr 9-17u (bel eerst)", 'Mo-Fr 09:00-17:00 "bel eerst"'),
    ("nl", "ma-vr 9-17u (gesloten op feestdagen)", f"{WEEK}; PH off"),
    ("nl", "ma-vr 9-17u (bel 02 123 45 67)", 'Mo-Fr 09:00-17:00 "bel 02 123 45 67"'),
    ("nl", "op afspraak, van maandag tot vrijdag van 9 tot 17u", 'Mo-Fr 09:00-17:00 "by appointment"'),
    ("fr", "tous les mardis 14h-16h", "Tu 14:00-16:00"),
    ("nl", "gesloten op woensdag", "Mo-Su unknown; We off"),
    ("nl", "ma-vr 9-17u, gesloten op woensdag", "Mo-Tu 09:00-17:00; Th-Fr 09:00-17:00"),
    ("nl", "ma-vr 9-17u; weekend gesloten; feestdagen gesloten", f"{WEEK}; PH off"),
    ("nl", "ma-vr 9-17u, behalve op feestdagen", f"{WEEK}; PH off"),
    ("nl", "ma-vr 9-17u; wo 13u-19u", "Mo-Tu 09:00-17:00; We 13:00-19:00; Th-Fr 09:00-17:00"),
    ("nl", "ma-vr 9-17u; wo op afspraak", 'Mo-Tu 09:00-17:00; We "by appointment"; Th-Fr 09:00-17:00'),
    ("nl", "maandag 9-12u, maandag 14-16u", "Mo 09:00-12:00,14:00-16:00"),
    ("nl", "di 9u-12u", "Tu 09:00-12:00"),
    ("fr", "di 9h-12h", "Su 09:00-12:00"),
    ("fr", "lun-ven 9h-12h", "Mo-Fr 09:00-12:00"),
    ("fr", "lundi 9h30 - 12h", "Mo 09:30-12:00"),
    ("fr", "du lundi au vendredi de 9h à 17h", WEEK),
    ("fr", "du lundi au vendredi sauf le mercredi de 9h à 12h", "Mo-Tu 09:00-12:00; Th-Fr 09:00-12:00"),
    ("fr", "Lundi, mercredi et vendredi de 9 à 12 heures", "Mo 09:00-12:00; We 09:00-12:00; Fr 09:00-12:00"),
    ("fr", "Du lundi au jeudi : 8h30-12h00 et 13h00-16h30. Vendredi : 8h30-12h00.",
     "Mo-Th 08:30-12:00,13:00-16:30; Fr 08:30-12:00"),
    ("fr", "lundi de 9h à midi", "Mo 09:00-12:00"),
    ("fr", "sur rendez-vous uniquement", '"by appointment"'),
    ("fr", "fermé le mercredi", "Mo-Su unknown; We off"),
    ("fr", "tous les jours, 24h/24", "24/7"),
    ("en", "weekdays 9am-5pm", WEEK),
    ("en", "Monday to Friday: 09:00 - 17:00. Closed on public holidays", f"{WEEK}; PH off"),
    ("en", "Mon-Thu 9:30am to 4pm", "Mo-Th 09:30-16:00"),
    ("en", "by appointment only", '"by appointment"'),
    ("en", "ma-vr 9-17u", WEEK),
    ("nl", "Mo-Fr 9-12", "Mo-Fr 09:00-12:00"),
    ("nl", "gesloten op za, zo en feestdagen; ma-vr 9-17", f"{WEEK}; PH off"),
    ("fr", "fermé lundi, mardi et mercredi; jeudi 9-12", "Th 09:00-12:00"),
    ("nl", "gesloten zo\nma-vr 9-17", WEEK),
    ("nl", "ma gesloten, di, wo 9-12", "Tu-We 09:00-12:00"),
    ("nl", "9-17u maandag, woensdag en vrijdag", "Mo 09:00-17:00; We 09:00-17:00; Fr 09:00-17:00"),
    ("nl", "ma 9-12, 13-17 di 9-12, 13-17", "Mo-Tu 09:00-12:00,13:00-17:00"),
    ("en", "open daily 9am-5pm, except Sat and Sun", WEEK),
    ("en", "daily 9am-5pm", "Mo-Su 09:00-17:00"),
    ("en", "WE 10am-12pm", "We 10:00-12:00"),
    ("fr", "mar 9:00-12:00", "Tu 09:00-12:00"),
    ("nl", "Mar 09:00-12:00", "Tu 09:00-12:00"),
    ("nl", "24/7, fermé dimanche", "Mo-Sa 00:00-24:00"),
    ("en", "Mon 8pm-2am", "Mo 20:00-02:00"),
    ("fr", "lu-ve 9h-12h 13h-17h", "Mo-Fr 09:00-12:00,13:00-17:00"),
    ("fr", "lu-ve 9 h 30-12 h 30", "Mo-Fr 09:30-12:30"),
    ("nl", "ma-vr 9-12; 13-17", "Mo-Fr 09:00-12:00,13:00-17:00"),
    ("nl", "zo gesloten; feestdagen 10-12", "Mo-Su unknown; Su off; PH 10:00-12:00"),
    ("nl", "feestdagen 10-12", "Mo-Su unknown; PH 10:00-12:00"),
    ("en", "closed on Saturdays and Sundays", "Mo-Su unknown; Sa off; Su off"),
    ("nl", "9-12 op maandag en dinsdag", "Mo-Tu 09:00-12:00"),
]  # fmt: skip
NOT_READ = [
    ("nl", "maandag voormiddag", "word", "voormiddag"),
    ("nl", "elke eerste maandag van de maand 9-12u", "word", "eerste"),
    ("nl", "vanaf 9u", "word", "vanaf"),
    ("nl", "ma van 9u", "word", "9u"),
    ("fr", "jours ouvrables 9h-17h", "word", "jours"),
    ("en", "whenever", "word", "whenever"),
    ("nl", "ma-vr 9-5", "half", "9-5"),
    ("nl", "maandag 22u-6u", "half", "22u-6u"),
    ("en", "ma 9-12", "tongue", "ma"),
    ("nl", "maandag 9-12u, dinsdag", "hours", "dinsdag"),
    ("nl", "gesloten", "hours", "gesloten"),
    ("nl", "ma-vr 9-16u (vr tot 15u)", "word", "tot"),
    ("nl", "ma-vr 9-16u (vrijdag korter)", "word", "korter"),
    ("nl", "9-12u maandag, 14-16u dinsdag", "which", "14-16u"),
    ("nl", "ma 9-12u, di 9-12u, op afspraak", "which", "op afspraak"),
    ("nl", "ma-vr 9-12u, wo 13-17u", "which", "wo"),
    ("nl", "maandag 9u-12u behalve dinsdag", "which", "dinsdag"),
    ("nl", "ma 9-12u en 11-14u", "which", "ma"),
    *(("nl", one, "word", one)
      for one in ("du", "le", "van", "op", "on", "the", "ouvert", "geopend", "-", ".", ",", "open", "Open")),
    ("nl", "vrıjdag 9-12", "word", "vrıjdag"),
    ("en", "closed Saturday and Sunday, open 9am-5pm", "which", "9am-5pm"),
    ("nl", "gesloten op ma en di, van 9 tot 17", "which", "9 tot 17"),
    ("nl", "op afspraak: ma, di 9-12", "which", "9-12"),
    ("en", "open daily 9am-5pm, except Sat, Sun 10am-2pm", "which", "10am-2pm"),
    ("fr", "fermé le mercredi et jeudi 9h-12h", "which", "9h-12h"),
    ("en", "Mon-Fri 9am-12pm except Wed 2pm-4pm", "which", "2pm-4pm"),
    ("fr", "lu-ve 9h-12h sauf le mercredi de 14h à 16h", "which", "14h à 16h"),
    ("nl", "ma-vr 9-12 behalve feestdagen 13-17", "which", "13-17"),
    ("nl", "ma-vr 9-12 (sauf ma 13-17)", "which", "13-17"),
    ("nl", "ma-vr 9-12 behalve 13-14", "which", "13-14"),
    ("nl", "ma-vr 9-12 behalve", "which", "behalve"),
    ("en", "9am-5pm (Mon-Fri)", "which", "Mon-Fri"),
    ("nl", "9u-17u (ma-vr)", "which", "ma-vr"),
    ("nl", "ma-vr 9u-17u (wo niet)", "which", "wo niet"),
    ("en", "Mon-Fri 9am-5pm (Wed only)", "which", "Wed only"),
    ("nl", "ma-vr 9-17u (vr tot 12)", "which", "vr tot 12"),
    ("nl", "ma-vr 9-17u (12-13 pauze)", "which", "12-13 pauze"),
    ("en", "Mon-Fri 9am-5pm (not in August)", "which", "not in August"),
    ("nl", 'ma-vr 9-17u "woensdag gesloten"', "which", "woensdag gesloten"),
    ("nl", "9-17u", "which", "9-17u"),
    ("en", "9am-5pm", "which", "9am-5pm"),
    ("nl", "WE 10-12u", "word", "WE"),
    ("fr", "we 10:00-12:00", "word", "we"),
    ("en", "Mo-Fr open", "hours", "Mo-Fr"),
    ("en", "Mon 8-12am", "half", "8-12am"),
    ("en", "Mon 9pm-5pm", "half", "9pm-5pm"),
    ("en", "Mon 6-8", "half", "6-8"),
    ("fr", "lu-ve 9h-12h 14h", "word", "14h"),
    ("nl", "ma / di 9-12 wo / do 9-12", "which", "wo"),
    ("nl", "ma-vr 9-12; 13-17 op afspraak", "which", "op afspraak"),
    ("nl", "ma-vr 9-12; 14-16 za, zo 10-12", "which", "za"),
    ("nl", "ma -, di 9-12", "hours", "ma"),
    ("nl", "ma\ndi 9-12", "hours", "ma"),
    ("nl", "ma; di 9-12", "hours", "ma"),
    ("nl", "ma open, di 9-12", "hours", "ma"),
    ("fr", "lundi ouvert mardi 9h-12h", "hours", "lundi"),
    ("nl", "ma: -, di: 9-12", "hours", "ma"),
    ("nl", "ma, gesloten di, wo 9-12", "which", "gesloten"),
    ("nl", "di-ma 9-12", "which", "di-ma"),
    ("fr", "lundi-mardi-jeudi 9h-12h", "which", "lundi-mardi"),
    ("nl", "op afspraak: ma, di 9-12", "which", "9-12"),
    ("nl", "op afspraak; di 9-12", "which", "op afspraak"),
    ("nl", "ma-vr 9-12, 13-17 op afspraak", "which", "op afspraak"),
    ("nl", "ma-vr 9-12 en op afspraak", "which", "op afspraak"),
    ("fr", "fermé le mardi, le jeudi sur rendez-vous", "which", "sur rendez-vous"),
    ("nl", "ma 9-12, 13-17 di, wo 9-12", "which", "di"),
    ("en", "Mon 7-9", "half", "7-9"),
    ("en", "Mon 12am-5", "half", "12am-5"),
    ("en", "Mon 12am-5pm", "half", "12am-5pm"),
    ("en", "Mon noon-6", "half", "noon-6"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "kept"), READ)
def test_hours_in_plain_words_are_read(lang, text, kept):
    assert read(text, lang).expression == kept
    assert facts.hours_are_valid(kept)
    assert read(text.upper(), lang).expression.upper() == kept.upper()


@pytest.mark.parametrize(("lang", "text", "trouble", "word"), NOT_READ)
def test_what_is_not_sure_is_named_and_not_guessed(lang, text, trouble, word):
    found = read(text, lang)
    assert (found.expression, found.trouble, found.word) == ("", trouble, word)


@pytest.mark.parametrize(
    "kept", [kept for *_typed, kept in READ if "unknown" not in kept and "-02" not in kept]
)
@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_what_is_shown_is_read_again_as_the_same(kept, lang):
    """A service types in the text of its own sheet, as it was read out."""
    assert read(hours.in_words(kept, lang), lang).expression == kept


@pytest.mark.parametrize(
    "kept", ["Mo[1] 09:00-12:00", "Mo-Fr 22:00-06:00; Dec 25 off", "Mo-Fr 08:00+", "24/7"]
)
def test_the_notation_itself_stands_as_it_is(kept):
    assert read(kept, "nl").expression == kept


def test_of_days_that_nobody_spoke_of_nobody_knows():
    monday, wednesday = datetime(2026, 11, 23, 10), datetime(2026, 11, 25, 10)
    kept = read("gesloten op woensdag", "nl").expression
    assert [facts.open_at(kept, moment) for moment in (monday, wednesday)] == [None, False]


@pytest.mark.parametrize(
    "text", ["", " ", "x" * LONGEST * 2, "ma-" * 300, "(" * 200, "9" * 500, '"', "\0", "🕘"]
)
def test_any_text_has_an_answer(text):
    found = read(text, "nl")
    assert found.expression == text or found.trouble


_PIECES = (
    'ma di zo we mar lundi Monday Mon-Fri 9-12 9u 12h30 9am-5pm 24/7 en et and , ; . / - : ( ) " niet '
    "gesloten fermé closed behalve sauf except feestdagen (Wed) op afspraak open van le WE PH off 13h \n ı"
).split(" ")


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
@given(text=st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join)))
def test_nothing_that_is_typed_makes_the_reader_fall_over(lang, text):
    found = read(text, lang)
    assert facts.hours_are_valid(found.expression) if found.expression else found.trouble
