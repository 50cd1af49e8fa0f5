"""What the search page says of when: in words, for each line and above the list."""

import re
from datetime import date, datetime

import pytest

from app.resources.opens import NOW, Opens
from app.resources.words import reason_name
from directory import availability
from directory.models import Service


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


def said_of_opening(page):
    """What each line says of it, by its sheet."""
    lines = re.findall(r'data-sheet="([^"]+)".*?<p class="call">(.*?)</p>', page, re.DOTALL)
    return {sheet: re.findall(r'<span class="(\w+)">([^<]+)<', call) for sheet, call in lines}


def give(hours, where):
    Service.update(opening_hours=hours, version=Service.version + 1).where(where).execute()


def listed(browser, query):
    browser.set_cookie("language", "en")
    return browser.get(f"/resources?{query}&show=200", headers={"HX-Request": "true"}).get_data(as_text=True)


@pytest.mark.parametrize("hours", ["Mo-Fr 09:00-17:00", "Mo-Su 00:00-24:00", "Tu 10:00-11:00"])
def test_filtered_on_a_moment_each_line_says_what_holds_then(alice, hours):
    """ "Closed now", said each line in red that was listed because it is open then."""
    give(hours, Service.category == "ocmw")
    said = said_of_opening(listed(alice, "q=ocmw&at=2026-12-01T10:00"))
    assert said
    assert all(of == [("open", "Open on Tue 1 Dec 10:00")] for of in said.values())
    later = said_of_opening(listed(alice, "q=ocmw&at=2026-12-01T10:30"))
    assert all(of == [("open", "Open on Tue 1 Dec 10:30")] for of in later.values())


@pytest.mark.parametrize("value", ["unknown", "unknown-2026-12-01T10:00"])
def test_filtered_on_unknown_hours_no_line_says_so_again(alice, value):
    said = said_of_opening(listed(alice, f"q=ocmw&open={value}"))
    assert said
    assert not any(said.values())


def test_where_a_time_was_typed_each_line_says_what_holds_then(alice):
    give("Sa 10:00-12:00", Service.external_id == "ocmw-1070")
    give("Mo 10:00-12:00", Service.external_id == "ocmw-1000")
    give("", Service.external_id == "ocmw-1080")
    page = listed(alice, "q=ocmw samedi 10h30")
    said = said_of_opening(page)
    assert said["ocmw-1070"] == [("open", "Open on Saturday 10:30")]
    assert said["ocmw-1000"] == [("shut", "Closed then")]
    assert said["ocmw-1080"] == [("quiet", "Hours not known")]
    assert "<b>Open on" not in page, "it is said once"
    now = said_of_opening(listed(alice, "q=ocmw"))
    assert re.match("Open now|Closed", now["ocmw-1070"][0][1])
    assert said_of_opening(listed(alice, "q=ocmw samedi 10h30")) == said, "nor is a line kept as it was told"


def test_who_asks_for_now_reads_it_once(alice):
    give("24/7", Service.category == "ocmw")
    page = listed(alice, "q=ocmw open now")
    assert "<b>Open now" not in page
    said = said_of_opening(page)
    assert next(said[sheet] for sheet in said if sheet.startswith("ocmw-")) == [("open", "Open now")]


@pytest.mark.parametrize(
    ("lang", "today", "later"),
    [
        ("nl", "Gesloten, opent 13:00", "Gesloten, opent di 9:30"),
        ("fr", "Fermé, ouvre 13:00", "Fermé, ouvre mar. 9:30"),
        ("en", "Closed, opens 13:00", "Closed, opens Tue 9:30"),
    ],
)
def test_a_line_says_when_a_service_that_is_shut_opens(app, lang, today, later):
    noon = datetime(2026, 11, 30, 12, 15)
    with app.test_request_context(headers={"Accept-Language": lang}):
        opens = Opens(lang, noon, NOW, str)

        def told(hours, away=(), shut=False):
            return re.sub("<[^>]+>", "", opens.told(hours, shut, away, [])[0])

        assert told("Mo-Fr 08:30-12:00,13:00-16:00") == today
        assert told("Tu-Fr 09:30-12:00") == later
        assert told("Tu-Fr 09:30-12:00", shut=True) == told("Mo 08:00-12:00") != later
        week = availability.ClosedPeriod(first=date(2026, 12, 1), last=date(2026, 12, 4))
        assert told("Tu-Fr 09:30-12:00", [week]) == told("Mo 08:00-12:00"), "it is shut on that day"


@pytest.mark.parametrize(
    ("hours", "said"),
    [("Mo-Su", "May be open now"), ('"by appointment"', "Hours not known"), ("", "Hours not known")],
)
def test_hours_that_do_not_say_enough_are_not_called_unknown(alice, hours, said):
    give(hours, Service.external_id == "ocmw-1070")
    assert said_of_opening(listed(alice, "q=ocmw"))["ocmw-1070"] == [("quiet", said)]
    sheet = alice.get("/resources/ocmw-1070").get_data(as_text=True)
    assert re.search(r"<dt>Hours</dt><dd>.*?<span class=\"quiet\">(.*?)</span>", sheet)[1] == said
