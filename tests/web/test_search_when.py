"""What the search page says of when: in words, for each line and above the list."""

import re
from datetime import date

import pytest

from app.resources.words import reason_name
from directory import availability


@pytest.mark.parametrize(
    ("lang", "words"),
    [("nl", "Dag en nacht open"), ("fr", "Ouvert jour et nuit"), ("en", "Open day and night")],
)
def test_the_line_says_that_a_service_is_open_when_the_search_asks(alice, lang, words):
    alice.set_cookie("language", lang)
    page = alice.get("/resources?q=24/7").get_data(as_text=True)
    assert page.count(words) == 11  # ten lines, and how many they are


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ocmw 25 december", r"Open op \w+ 25 december:\u00a00<"),  # of a holiday no hours say anything
        ("ocmw dinsdag 10u", r"Open op dinsdag 10:00:\u00a0[1-9]\d*<"),
        ("luisterlijn 24/7", r"Dag en nacht open:\u00a0[1-9]\d*<"),
    ],
)
def test_the_list_says_when_was_understood_and_how_many_are_surely_open_then(alice, typed, said):
    page = alice.get("/resources", query_string={"q": typed}).get_data(as_text=True)
    (count,) = re.findall(r'<p class="count">.*?</p>', page, re.DOTALL)
    assert re.search(said, count)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("6", "Open op zondag"),
        ("now", "Nu open"),
        ("today", "Vandaag nog open"),
        ("tonight", "Vanavond open"),
        ("evening", "’s Avonds open"),
        ("weekend", "In het weekend open"),
        ("tomorrow", "Morgen open"),
        ("night", "’s Nachts open"),
        ("4.pm", "Open op vrijdagnamiddag"),
        ("1.10:30", "Open op dinsdag 10:30"),
        ("today.pm", "Deze namiddag open"),
        ("any.am", "’s Voormiddags open"),
        ("4.night", "Open op vrijdagnacht"),
        ("12-25.am", "Open op vrijdag 25 december, in de voormiddag"),
        ("12-25.10:30", "Open op vrijdag 25 december 10:30"),
        ("holiday", "Open op een feestdag"),
        ("strange", ""),
    ],
)
def test_each_time_has_its_words(app, code, words, monkeypatch):
    monkeypatch.setattr(availability, "today", lambda: date(2026, 11, 27))
    with app.test_request_context(headers={"Accept-Language": "nl"}):
        assert reason_name(f"open:{code}") == words
