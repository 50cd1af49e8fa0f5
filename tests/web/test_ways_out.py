"""Where nothing is found, each way out that is offered leads to as many services as it says."""

import re

import pytest

from app.resources.criteria import Asked
from app.resources.filters import relaxed
from directory import search
from directory.answers import ALL, Criteria, Results, Suggestions
from tests.web.test_search_page import HTMX, text


def offered(page):
    """The ways out by their words: address, and how many services they promise."""
    links = re.findall(r'<a href="(/resources\?[^"]*)"[^>]*>([^<]+?)(?: \(|: )(\d+)\)?<', page)
    return {words: (address.replace("&amp;", "&"), int(count)) for address, words, count in links}


def total(browser, address):
    found = re.search(r'class="count">(\d+) ', text(browser, address, **HTMX))
    return int(found.group(1)) if found else 0


@pytest.fixture
def alice_reads_english(alice):
    alice.set_cookie("language", "en")
    return alice


@pytest.mark.parametrize("words", ["zzzqqq", "aspirateur de lit"])
def test_words_that_nothing_answers_can_go_and_the_filters_stay(alice_reads_english, words):
    alice = alice_reads_english
    page = text(alice, f"/resources?q={words}&category=ocmw&municipality=21012&also=no", **HTMX)
    assert "Use this filter alone" in page
    (address, count), *more = offered(page).values()
    assert address == "/resources?category=ocmw&municipality=21012"
    assert total(alice, address) == count > 0
    assert not more


@pytest.mark.parametrize("typed", ["", "q=zzzqqq&"])
def test_where_it_takes_more_each_filter_is_offered_that_leaves_something_by_itself(
    alice_reads_english, typed
):
    alice = alice_reads_english
    query = f"/resources?{typed}category=ocmw&language=fr&verified=1"
    links = list(offered(text(alice, query, **HTMX)).values())
    assert [address for address, _count in links] == ["/resources?category=ocmw", "/resources?language=fr"]
    for address, count in links:
        assert total(alice, address) == count > 0


def test_where_filters_alone_answer_only_what_is_in_the_way_is_offered(alice_reads_english):
    page = text(alice_reads_english, "/resources?q=ocmw&category=interpreting", **HTMX)
    assert "Use this filter alone" not in page
    assert "Remove a filter" in page


def test_with_an_empty_box_the_filter_in_the_way_is_offered_with_what_is_behind_it(alice_reads_english):
    alice = alice_reads_english
    page = text(alice, "/resources?category=ocmw&verified=3", **HTMX)
    (address, count), *more = offered(page).values()
    assert address == "/resources?category=ocmw"
    assert total(alice, address) == count > 0
    assert not more


@pytest.mark.parametrize(
    ("query", "said"),
    [("q=1712&language=en", "without English: 1<"),
     ("category=ocmw&verified=3", "without “Verified in the last 3 months”: ")],
)  # fmt: skip
def test_a_filter_to_take_away_says_how_many_there_are_without_it(alice_reads_english, query, said):
    """ "English (1) ×" was read as one that speaks English."""
    page = text(alice_reads_english, f"/resources?{query}", **HTMX)
    way = page.split("Remove a filter</h2>")[1]
    assert f">{said}" in way
    assert "×" not in way


def test_a_municipality_to_take_away_stands_without_quotes(app):
    asked = Asked({"q": "x", "municipality": "21015"})
    found = Results(suggestions=lambda: Suggestions(relax=[("municipality", 3)]))
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert [chip.words for chip in relaxed(found, asked)] == ["without Schaerbeek: 3"]


@pytest.mark.parametrize("query", ["verified=1", "category=housing&verified=12", "verified=1&cost=paid"])
def test_with_an_empty_box_filters_that_each_leave_nothing_can_go_together(alice_reads_english, query):
    """The page begins again: it lists nothing, so no number is promised."""
    page = text(alice_reads_english, f"/resources?{query}", **HTMX)
    assert "Nothing found" in page
    assert re.search(r'<a href="/resources\?">All filters<', page)


def test_a_search_without_filters_that_finds_nothing_offers_none(starter_search):
    found = search.find(Criteria(q="zzzqqq")).suggestions
    assert (found.relax, found.alone) == ([], [])
    assert search.find(Criteria(category="housing", verified_within=1)).suggestions.relax == [(ALL, None)]


@pytest.fixture
def starter_search(app):
    """The starter directory, without a browser."""
    with app.app_context():
        yield


@pytest.mark.parametrize("also", [True, False])
@pytest.mark.parametrize(
    "typed",
    ["chaussée de charleroi", "rue royale", "rue neuve", "charleroisesteenweg", "steenweg op gent",
     "geen eten", "verslaanlaan", "rue de la loi"],
)  # fmt: skip
def test_a_street_that_nobody_has_is_no_slip_and_nothing_that_asks_for_nothing_is_offered(
    starter_search, typed, also
):
    """ "Did you mean chaussée de charge": it led to the nineteen OCMWs, as *rue* does."""
    assert search.find(Criteria(q=typed, also=also)).suggestions.words == []


@pytest.mark.parametrize(
    ("lang", "said"),
    [("nl", "Buiten het Brussels Gewest: 1800 Vilvoorde · "),
     ("fr", "Hors de la Région bruxelloise\u00a0: 1800 Vilvorde · "),
     ("en", "Outside the Brussels Region: 1800 Vilvoorde · ")],
)  # fmt: skip
def test_a_town_outside_the_region_is_said_above_the_list(alice, lang, said):
    alice.set_cookie("language", lang)
    for query in ("1800%20cpas", "1800"):
        page = text(alice, f"/resources?q={query}", **HTMX)
        assert said in page
        assert 'data-sheet="ocmw-' not in page


def test_beside_a_street_what_is_a_slip_is_one(starter_search):
    found = search.find(Criteria(q="tolkkzz rue royale")).suggestions.words
    assert found
    assert all(words.endswith("rue royale") for words in found)


def test_where_a_filter_is_in_the_way_the_words_were_right(alice_reads_english):
    """ "Did you mean talk, took" of who typed *tolk*."""
    page = text(alice_reads_english, "/resources?q=tolk&municipality=21015&cost=free&access=walk_in", **HTMX)
    assert "Remove a filter" in page
    assert "Did you mean" not in page
    page = text(alice_reads_english, "/resources?q=tolkkzz&municipality=21015&cost=free", **HTMX)
    assert "Did you mean" in page
