"""The search page: filters in the address, ways out, and a search that comes from a case."""

import re
from datetime import datetime

import pytest

from app.resources import hooks
from app.resources.criteria import asked_by
from app.resources.models import Recent
from directory import editing
from directory.answers import CaseContext
from directory.facts import BRUSSELS
from directory.models import Service
from tests.web.conftest import token_of

HTMX = {"HX-Request": "true"}
CASE = "1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b"


def text(browser, path, **headers):
    answer = browser.get(path, headers=headers)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def same(answer, asked):
    """A page without its tokens, and without the id that the links to its other languages say again."""
    page = answer.get_data(as_text=True).replace(asked, "ID")
    return re.sub(r'(csrf_token" value|nonce|csrf-token" content)="[^"]*"', "", page)


@pytest.fixture
def case(app):
    """A case of Alice alone, known to search by the hook that the case room fills."""

    def context(uuid, user):
        mine = uuid == CASE and user.email == "alice@example.org"
        return CaseContext("21015", ("fr", "ar")) if mine else None

    hooks.use(app, hooks.Hooks(case_context=context))


def test_filters_combine_and_each_goes_with_one_click(alice):
    alice.set_cookie("language", "en")
    page = text(alice, "/resources?q=schuld&category=ocmw&municipality=21015&at=2026-11-24T10:00&verified=6")
    chips = re.findall(r'<li><a href="([^"]+)" data-filter="(\w+)">([^<]+)<', page)
    assert [name for _url, name, _words in chips] == ["category", "municipality", "at", "verified"]
    assert chips[2][2].startswith("Open on")
    without = chips[0][0].replace("&amp;", "&")
    assert "category" not in without
    assert "municipality=21015" in without
    chips = re.search(r'<ul class="chips" aria-label.*?</ul>', text(alice, without), re.DOTALL).group()
    assert chips.count("data-filter") == 3


def test_the_counts_travel_with_the_results_and_stand_in_the_page(alice):
    part = text(alice, "/resources?q=ocmw", **HTMX)
    counts = dict(
        part.partition(" ")[::2] for part in re.search(r'data-counts="([^"]*)"', part).group(1).split(";")
    )
    pairs = counts["category"].split()
    number = pairs[pairs.index("ocmw") + 1]
    page = text(alice, "/resources?q=ocmw")
    assert re.search(rf'<option value="ocmw">[^<]+\({number}\)</option>', page)
    chosen = text(alice, "/resources?q=ocmw&category=ocmw")
    assert re.search(rf'class="count">{number} ', chosen)


def test_a_choice_that_would_leave_nothing_cannot_be_made(alice):
    page = text(alice, "/resources?q=zelfmoordlijn")
    assert re.search(r'<option value="ocmw" disabled>[^<]+\(0\)', page)


def test_where_nothing_is_asked_yet_the_line_says_to_whom_everybody_may_turn(alice):
    alice.set_cookie("language", "en")
    said = "Type one more word. Meanwhile: where anybody can go · 19 services"
    assert said in text(alice, "/resources?q=mijn")
    assert "Type one more word" not in text(alice, "/resources?q=mijn+huur")


def test_where_nothing_is_found_there_is_a_way_out(alice):
    alice.set_cookie("language", "en")
    page = text(alice, "/resources?q=ocmw&category=interpreting")
    assert "Nothing found" in page
    assert "Remove a filter" in page
    way = re.search(r'href="(/resources\?q=ocmw)" data-filter="category">[^<]*: (\d+)<', page)
    assert int(way.group(2)) > 0
    assert 'data-sheet="' in text(alice, way.group(1))


def test_where_only_the_place_is_answered_one_can_tell_what_is_missing(alice):
    alice.set_cookie("language", "en")
    page = text(alice, "/resources?q=Zzkwak+ukkel", **HTMX)
    assert 'name="words" value="ukkel"' in page
    assert "Tell the editor" in page
    assert 'action="/missing"' not in text(alice, "/resources?q=ocmw+ukkel", **HTMX)


def test_where_two_filters_stand_in_the_way_both_can_go(alice):
    alice.set_cookie("language", "en")
    page = text(alice, "/resources?q=psy&cost=paid&verified=3", **HTMX)
    assert "Remove a filter" in page
    bare = re.search(r'<a href="/resources\?([^"]+)">without filters: (\d+)<', page)
    assert bare.group(1) == "q=psy"
    assert int(bare.group(2)) > 0


@pytest.mark.parametrize("query", ["at=foo", "at=9999-12-31T23:59", "open=later", "verified=7"])
def test_what_says_nothing_is_no_filter_in_use(alice, query):
    assert "data-filter" not in text(alice, f"/resources?q=ocmw&{query}")


def test_of_now_and_a_moment_the_moment_counts(alice):
    page = text(alice, "/resources?q=ocmw&open=now&at=2026-11-24T10:00", **HTMX)
    assert re.findall(r'data-filter="(\w+)"', page) == ["at"]


@pytest.mark.parametrize(
    ("query", "moment"),
    [("at=2026-12-01", "2026-12-01T10:00"), ("at=2026-12-01&hour=", "2026-12-01T10:00"),
     ("at=2026-12-01&hour=14:30", "2026-12-01T14:30"), ("at=2026-12-01&hour=99:99", "2026-12-01T10:00"),
     ("at=2026-12-01T08:00&hour=14:30", "2026-12-01T08:00"), ("hour=14:30", "today"), ("hour=x", ""),
     ("at=20261-12-01&hour=10:00", ""), ("at=0026-12-01&hour=10:00", "")],
)  # fmt: skip
def test_a_moment_is_typed_in_two_fields_of_which_one_is_enough(query, moment):
    """A day without an hour was left out without a word."""
    today = f"{datetime.now(BRUSSELS).date()}T14:30"
    assert asked_by(query).params.get("at", "") == (today if moment == "today" else moment)


def test_of_now_and_a_moment_the_page_says_which_counts(alice):
    """Without scripts both can be chosen; one went without a word."""
    alice.set_cookie("language", "en")
    for opens, name in (("now", "Open now"), ("unknown", "Hours not known")):
        for _time in range(2):
            page = text(alice, f"/resources?q=ocmw&open={opens}&at=2026-12-01T10:00", **HTMX)
            assert f"The time that you gave counts; “{name}” was left out." in page
            assert "The moment counts" not in text(alice, "/resources?q=ocmw&at=2026-12-01T10:00", **HTMX)
    page = text(alice, "/resources?q=ocmw&at=2026-12-01")
    assert 'type="date" min="2000-01-01" max="2099-12-31" value="2026-12-01"' in page
    assert re.search(r'id="hour" name="hour" type="time" [^>]*value="10:00"', page)


@pytest.mark.parametrize(
    "query",
    ["at=never", "at=9999-01-01T00:00", "at=2026-01-01T00:00%2B25:00", "verified=x", "verified=-1", "show=x",
     "show=99999999999999999999", "category=%00", "municipality=nowhere", "language=zz-ZZ-zz", "open=later",
     "interpreter=maybe", "audience=x&access=y&cost=z", "also=&neutral=&case=", "q=" + "a" * 5000],
)  # fmt: skip
def test_whatever_an_address_says_it_is_no_error(alice, query):
    for headers in ({}, HTMX):
        text(alice, f"/resources?{query}", **headers)


def test_more_lines_come_on_demand_and_not_before(alice):
    first = text(alice, "/resources?q=brussel", **HTMX)
    assert first.count("data-sheet") == 12
    more = re.search(r'class="more" href="([^"]+)"', first).group(1).replace("&amp;", "&")
    assert text(alice, more, **HTMX).count("data-sheet") == 36


def test_words_that_mean_the_same_are_named_and_can_be_switched_off(alice):
    alice.set_cookie("language", "en")
    page = text(alice, "/resources?q=cpas ixelles")
    assert "Also searched" in page
    off = re.search(r'<a href="([^"]+)">Only my words', page).group(1).replace("&amp;", "&")
    page = text(alice, off)
    assert "Also searched" not in page
    kept = 'name="also" value="no"'
    assert kept in page
    assert "Also search for words that mean the same" in page
    assert kept in text(alice, "/resources?q=cpas&also=no", **HTMX)
    assert kept not in text(alice, "/resources?q=&also=no", **HTMX), "another search begins"


@pytest.mark.parametrize(
    ("lang", "words"), [("nl", "Niet gevonden: Zzkwak"), ("fr", "Introuvable\xa0: Zzkwak")]
)
def test_a_word_that_nothing_answers_is_named(alice, lang, words):
    """Where a place is named too, its services stand there: whoever reads them is to know why."""
    alice.set_cookie("language", lang)
    part = text(alice, "/resources?q=Zzkwak Schaarbeek", **HTMX)
    assert words in part
    assert "data-sheet" in part
    assert words not in text(alice, "/resources?q=ocmw Schaarbeek", **HTMX)


def test_the_words_that_matched_are_marked_in_the_language_in_which_they_matched(alice):
    alice.set_cookie("language", "nl")
    sheet = Service.get(external_id="praxis")
    sheet.description_fr = "Un kaléidoscope pour les auteurs."
    sheet.changed()
    part = text(alice, "/resources?q=kaleidoscope", **HTMX)
    assert re.search(r'<p class="quote" lang="fr">[^<]*<mark>kaléidoscope</mark>', part)


@pytest.mark.parametrize(
    "typed",
    ["psy", "voedselhulp 1070", "ik hoor stemmen", "crèche", "rue haute", "irisnet", "papa", "spijbelen",
     "supportsocial@", "02 543", "psychologue arabe"],
)  # fmt: skip
def test_each_line_says_why_it_is_there(alice, typed):
    """A word that is marked, a quote, or a reason."""
    lines = text(alice, f"/resources?q={typed}", **HTMX).split("<article")[1:]
    assert lines
    for line in lines:
        assert "<mark>" in line or 'class="quote"' in line or "<b>" in line, line


def test_a_street_is_quoted_unless_it_is_for_the_own_service_alone(alice):
    assert 'class="quote"' in text(alice, "/resources?q=briefdragerstraat", **HTMX)
    editing.restrict_address("mediation-1080", True, "eva")
    page = text(alice, "/resources?q=briefdragerstraat", **HTMX)
    assert 'data-sheet="mediation-1080"' in page
    assert "Briefdragerstraat" not in page
    assert "<mark>" not in page


def test_the_line_quotes_where_most_of_what_was_typed_stands(alice):
    assert "<mark>Rue</mark> <mark>Haute</mark>" in text(alice, "/resources?q=rue haute", **HTMX)
    assert "<mark>I.T.E.R.</mark>" in text(alice, "/resources?q=iter", **HTMX)


def test_a_number_that_nobody_has_is_said_to_be_missing_beside_other_words(alice):
    alice.set_cookie("language", "en")
    assert "Not found: 02 999 99 99" in text(alice, "/resources?q=02 999 99 99 psychologue", **HTMX)
    assert "Not found" not in text(alice, "/resources?q=02/209.34.00 (secretariaat)", **HTMX)
    assert "Not found" not in text(alice, "/resources?q=mijn besoin where", **HTMX)


def test_the_number_that_was_typed_is_marked_where_it_stands(alice):
    assert "<mark>02 543 61 11</mark></a>" in text(alice, "/resources?q=02/543.61", **HTMX)


def test_a_search_from_a_case_says_so_puts_reasons_on_the_line_and_can_be_made_neutral(alice, case):
    alice.set_cookie("language", "en")
    page = text(alice, f"/resources?q=ocmw&case={CASE}")
    assert re.search(r"Ordered for this case: Schaerbeek · French · Arabic\.", page)
    first = re.search(r'data-sheet="([^"]+)".*?</article>', page, re.DOTALL)
    assert first.group(1) == "ocmw-1030"
    assert "<b>In 1030 Schaerbeek, and competent for it</b>" in first.group()
    facts = re.search(r'class="facts">(.*?)</p>', first.group(), re.DOTALL).group(1)
    assert facts.count("Schaerbeek") == 1, "it stood there three times"
    assert f'href="/resources/ocmw-1030?case={CASE}"' in page
    assert f'<input type="hidden" name="case" value="{CASE}">' in page
    neutral = re.search(r'<a href="([^"]+)">Neutral order', page).group(1).replace("&amp;", "&")
    page = text(alice, neutral)
    assert "The order does not look at the case" in page
    assert "competent for it" not in page
    assert "1030 Schaerbeek" in page


def test_a_case_of_somebody_else_does_not_exist(alice, bob, case):
    """It is left out, and nothing tells it from one that never was."""
    for headers in ({}, HTMX):
        answer = bob.get(f"/resources?q=ocmw&case={CASE}&neutral=1", headers=headers)
        never = bob.get(f"/resources?q=ocmw&case={CASE[::-1]}&neutral=1", headers=headers)
        assert answer.status_code == never.status_code == 200
        assert same(answer, CASE) == same(never, CASE[::-1])
        assert dict(answer.headers).keys() == dict(never.headers).keys()
        assert f'name="case" value="{CASE}"' not in answer.get_data(as_text=True)
        assert "Schaerbeek</b>" not in answer.get_data(as_text=True)
    said = "niet bestaat of niet van jou is"
    assert said in text(bob, f"/resources?q=ocmw&case={CASE}", **HTMX)
    assert said in text(alice, "/resources?q=ocmw&case=another", **HTMX)
    assert said not in text(alice, f"/resources?q=ocmw&case={CASE}", **HTMX)
    assert said not in text(bob, "/resources?q=ocmw", **HTMX), "nor in a list that is told again"


def test_what_is_kept_or_shared_of_a_search_does_not_name_the_case(alice, case):
    address = f"q=schulden&case={CASE}&show=36"
    token = token_of(alice.get(f"/resources?{address}"))
    alice.post("/recent-searches", data={"csrf_token": token, "query": address})
    assert Recent.select().count() == 1
    assert CASE not in text(alice, "/resources")
    assert asked_by(f"q=x&case={CASE}&neutral=1&show=3&also=no").lasting() == "q=x&also=no"


def test_a_place_written_by_hand_is_the_municipality(alice):
    for place in ("molenbeek", "1080", "21012"):
        page = text(alice, f"/resources?q=ocmw&in={place}")
        assert '<option value="21012" selected>' in page


def test_what_is_said_to_be_ordered_for_a_case_is_while_the_index_is_made(alice, case, no_index):
    alice.set_cookie("language", "en")
    page = text(alice, f"/resources?q=ocmw&case={CASE}", **HTMX)
    assert "Ordered for this case: Schaerbeek" in page
    first = re.search(r'data-sheet="([^"]+)".*?</article>', page, re.DOTALL)
    assert first.group(1) == "ocmw-1030"
    assert "<b>In 1030 Schaerbeek, and competent for it</b>" in first.group()


def test_what_a_reason_says_stands_once_on_the_line(alice):
    """Who has a telephone interpreter said so as the reason and among its facts."""
    lines = re.findall(r'class="facts">(.*?)</p>', text(alice, "/resources?q=tolk+arabisch"), re.DOTALL)
    said = [line for line in lines if "<b>Telefoontolk</b>" in line]
    assert said
    assert all(line.count("Telefoontolk") == 1 for line in said)
