"""Hours in the edit form: typed in plain words, shown as they will be kept, and only then kept."""

import html

import pytest
from flask_babel import gettext

from app.resources.edit_forms import AN_EXAMPLE
from directory import editing, typed_hours
from tests.web.test_editing import EDIT, fields, send_edit


def test_the_hours_are_read_back_while_they_are_typed(eva):
    read = eva.get("/resources/hours?opening_hours=Mo-Fr 09:00-12:00; PH off").get_data(as_text=True)
    assert "Mon–Fri 09:00–12:00" in read
    assert "<html" not in read
    typed = eva.get("/resources/hours?opening_hours=monday 9h-12h").get_data(as_text=True)
    assert "Mon 09:00–12:00" in typed
    assert 'name="hours_shown" value="Mo 09:00-12:00"' in typed
    for said in ("", "du", "op", "-", ".", "vrıjdag 9-12"):
        assert eva.get("/resources/hours", query_string={"opening_hours": said}).status_code == 200


def test_hours_that_cannot_be_read_are_told_once_beside_their_field(eva):
    answer = send_edit(eva, EDIT, fields(eva.get(EDIT)), opening_hours="wanneer het past")
    assert answer.status_code == 422
    beside = answer.get_data(as_text=True).partition('id="opening_hours"')[2]
    assert beside.count("“wanneer”") == 1


def test_hours_in_plain_words_are_kept_once_they_were_shown_as_they_are_kept(eva):
    eva.set_cookie("language", "nl")
    form, words = fields(eva.get(EDIT)), "maandag tot vrijdag van 9 tot 12 en 13u30 tot 17u; za op afspraak"
    before, kept = (
        editing.find("ocmw-1070").opening_hours,
        'Mo-Fr 09:00-12:00,13:30-17:00; Sa "by appointment"',
    )
    for shown in ("", "Mo-Fr 09:00-12:00"):
        page = send_edit(eva, EDIT, form, opening_hours=words, hours_shown=shown)
        body = html.unescape(page.get_data(as_text=True))
        assert page.status_code == 422
        assert f'value="{words}"' in body
        assert body.count("ma–vr 09:00–12:00, 13:30–17:00 · za (op afspraak)") == 3, (
            "above, at the field, below"
        )
        assert editing.find("ocmw-1070").opening_hours == before
    assert ("hours_shown", kept) in fields(page)
    assert send_edit(eva, EDIT, fields(page)).status_code == 303
    assert editing.find("ocmw-1070").opening_hours == kept
    assert "za (op afspraak)" in html.unescape(eva.get("/resources/ocmw-1070").get_data(as_text=True))
    eva.set_cookie("language", "fr")
    assert "(sur rendez-vous)" in html.unescape(eva.get("/resources/ocmw-1070").get_data(as_text=True))


def test_a_day_that_is_a_month_in_the_notation_is_shown_first(eva):
    eva.set_cookie("language", "fr")
    before = editing.find("ocmw-1070").opening_hours
    page = send_edit(eva, EDIT, fields(eva.get(EDIT)), opening_hours="mar 9:00-12:00")
    assert (page.status_code, editing.find("ocmw-1070").opening_hours) == (422, before)
    assert send_edit(eva, EDIT, fields(page)).status_code == 303
    assert editing.find("ocmw-1070").opening_hours == "Tu 09:00-12:00"


def test_what_was_shown_of_other_words_is_not_kept(eva):
    shown = {"opening_hours": "maandag 9u-12u", "hours_shown": "Tu 09:00-12:00"}
    assert send_edit(eva, EDIT, fields(eva.get(EDIT)), **shown).status_code == 422
    assert editing.find("ocmw-1070").opening_hours != "Tu 09:00-12:00"


@pytest.mark.parametrize(
    "words", ["maandag voormiddag", "ma-vr 9-5", "maandag", "ma 9-12u, di 9-12u, op afspraak"]
)
@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_the_example_of_each_language_and_every_answer_is_in_its_words(eva, app, lang, words):
    eva.set_cookie("language", lang)
    with app.test_request_context(headers={"Accept-Language": lang}):
        example = gettext(AN_EXAMPLE)
    kept = 'Mo-Fr 09:00-12:00,13:00-17:00; Sa "by appointment"; PH off'
    assert typed_hours.read(example, lang).expression == kept
    assert f"{example}." in html.unescape(eva.get(EDIT).get_data(as_text=True))
    said = html.unescape(eva.get(f"/resources/hours?opening_hours={words}").get_data(as_text=True))
    assert typed_hours.read(words, lang).word in said
