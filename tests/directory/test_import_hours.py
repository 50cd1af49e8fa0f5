"""Opening hours as people write them: the week that was meant, or the words as they stand."""

import pytest

from directory import typed_hours
from directory.importing import import_path, weekly
from directory.models import Service


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("Monday-Friday 9:00-17:00", "Mo-Fr 09:00-17:00"),
        ("lundi-vendredi 9h-16h", "Mo-Fr 09:00-16:00"),
        ("du lundi au vendredi de 9h à 16h30", "Mo-Fr 09:00-16:30"),
        ("van maandag tot en met donderdag: 9u tot 12u en 13u tot 17u", "Mo-Th 09:00-12:00,13:00-17:00"),
        ("lundi, mardi 9h-12h", "Mo-Tu 09:00-12:00"),
        ("maandag / woensdag 9u-12u", "Mo 09:00-12:00; We 09:00-12:00"),
        ("Monday and Wednesday 9:00-12:00", "Mo 09:00-12:00; We 09:00-12:00"),
        ("lundi, mardi et jeudi 9h-12h", "Mo-Tu 09:00-12:00; Th 09:00-12:00"),
        ("mardi et jeudi 9h-12h", "Tu 09:00-12:00; Th 09:00-12:00"),
        ("lu, ma 9h-12h", "Mo-Tu 09:00-12:00"),
        ("ma-vr 9u-17u", "Mo-Fr 09:00-17:00"),
        ("ma, di 9u-12u", "Mo-Tu 09:00-12:00"),
        ("Mon-Fri 9am-5pm", "Mo-Fr 09:00-17:00"),
        ("Monday 9-5pm", "Mo 09:00-17:00"),
        ("Monday 1-5pm", "Mo 13:00-17:00"),
        ("Monday 8pm-2am", "Mo 20:00-02:00"),
        ("Monday - 9:00-17:00, Tuesday - closed", "Mo 09:00-17:00"),
        ("vrijdag tot zondag 10u-12u; maandag gesloten", "Fr-Su 10:00-12:00"),
    ],
)
def test_the_whole_week_is_read(text, week):
    assert weekly.read(text) == week


@pytest.mark.parametrize(
    "text",
    [
        "Monday 9-5",
        "Mon-Fri 9-5",
        "ma-vr 9-5",
        "maandag 22u-6u",
        "Monday 2-4",
        "Monday 9am-5",
        "Monday: Tuesday: 9:00-17:00",
        "maandag 9u-12u, dinsdag na afspraak",
        "elke eerste maandag 9u-12u",
        "maandag 9u-12u behalve dinsdag",
        "Monday - ",
        "niet 24/7",
        "lundi matin, mardi 9h-12h",
    ],
)
def test_what_is_not_sure_is_not_guessed(text):
    assert weekly.read(text) == ""


def test_a_short_day_that_two_languages_share_is_read_in_the_language_of_the_file():
    assert weekly.read("ma 9h-12h", "nl") == "Mo 09:00-12:00"
    assert weekly.read("ma 9h-12h", "fr") == "Tu 09:00-12:00"
    assert weekly.read("ma, je 9h-12h", "nl") == "Tu 09:00-12:00; Th 09:00-12:00", "je is French"


def test_no_form_proposes_a_night_for_office_hours():
    assert typed_hours.read("Mon-Fri 9-5", "en").expression == ""
    assert typed_hours.read("mardi 9h-12h", "nl").expression == "Tu 09:00-12:00"


@pytest.mark.parametrize("text", ["op afspraak", "gesloten op woensdag", "ma-vr 9u-17u (bel eerst)"])
def test_what_is_no_plain_week_is_kept_in_words_where_nobody_looks_at_it_first(text):
    assert typed_hours.read(text, "nl").expression
    assert weekly.read(text) == ""


def test_words_that_are_not_read_stay_for_people(database, tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text("Naam;Openingsuren\nDesk;Mon-Fri 9-5\n", "utf-8")
    [(_row, _id, told)] = import_path(path).warnings
    assert "Mon-Fri 9-5" in told
    assert (Service.get().opening_hours, Service.get().access) == ("", "Openingsuren: Mon-Fri 9-5")


@pytest.mark.parametrize(
    ("text", "lang", "kept"),
    [
        ("24/7", "nl", "24/7"),
        ("24/7, fermé dimanche", "nl", "Mo-Sa 00:00-24:00"),
        ("mar 9:00-12:00", "fr", "Tu 09:00-12:00"),
        ("9am-5pm (Mon-Fri)", "en", ""),
        ("zo gesloten; feestdagen 10-12", "nl", ""),
    ],
)
def test_an_import_keeps_a_plain_week_and_refuses_what_is_not_sure(text, lang, kept):
    assert weekly.read(text, lang) == kept


@pytest.mark.parametrize("cell", ["-", ".", "op", "vrıjdag 9-12"])
def test_a_cell_that_says_nothing_stops_no_import(database, tmp_path, cell):
    path = tmp_path / "lijst.csv"
    path.write_text(f"Naam;Openingsuren\nDesk;{cell}\n", "utf-8")
    import_path(path)
    assert Service.get().opening_hours == ""


def test_a_line_of_a_cell_that_names_a_day_alone_gives_it_no_hours_of_the_next(database, tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text('Naam;Openingsuren\nDesk;"ma\ndi 9-12"\n', "utf-8")
    import_path(path)
    assert Service.get().opening_hours == ""
