"""What the directory lacks: told by anybody, worked off by editors, without anything about a client."""

import re
from html import escape, unescape

import pytest

from app.audit import AuditLine
from app.resources.models import Unmet
from app.resources.nameless import about_help
from tests.web.conftest import fresh_token, person, token_of
from tests.web.test_search_case import open_case


@pytest.fixture
def eva(app):
    """A directory editor."""
    browser = person(app, "eva@example.org", "editor")
    browser.set_cookie("language", "en")
    return browser


def tell(browser, words, **more):
    form = {"csrf_token": token_of(browser.get("/resources?q=qqqqxxxx")), "words": words, **more}
    return browser.post("/missing", data=form)


def test_a_search_in_vain_offers_to_tell_the_editor_and_keeps_nothing_by_itself(alice):
    alice.set_cookie("language", "en")
    page = alice.get("/resources?q=zzzzqqqqxxxx").get_data(as_text=True)
    assert 'action="/missing"' in page
    assert '<input id="words" name="words" value=""' in page
    assert "they may be a name" in page
    assert Unmet.select().count() == 0


@pytest.mark.parametrize(
    ("query", "words"),
    [("municipality=21011&category=prison&verified=6", "Prison"),
     ("language=ti&cost=free&verified=1", "Tigrinya · Free"),
     ("verified=6", None), ("municipality=21011&verified=6", None)],
)  # fmt: skip
def test_filters_alone_that_say_what_is_sought_and_find_nothing_can_be_told(alice, query, words):
    """Whether somebody was checked lately tells of no gap; all filters can then be taken away."""
    alice.set_cookie("language", "en")
    page = alice.get(f"/resources?{query}").get_data(as_text=True)
    assert "Nothing found" in page
    field = re.search(r'<input id="words" name="words" value="([^"]*)"', page)
    assert (field and field[1]) == words
    assert "they may be a name" not in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("zwemles voor Jan Peeters", ""),
        ("zwemles voor jan peeters", ""),
        ("tolk voor Fatima Benali", "tolk"),
        ("Jan Peeters tolk", "tolk"),
        ("tolk Sint-Jan", "tolk"),
        ("advocaat voor Tom", "advocaat"),
        ("huur betalen sarah", "huur betalen"),
        ("Tolk Dari", "Tolk Dari"),
        ("nachtopvang in Schaarbeek", "nachtopvang in Schaarbeek"),
        ("nachtopvang met hond 1030", "nachtopvang 1030"),
        ("OCMW Peeters", "OCMW"),
        ("avocat gratuit pour Marie", "avocat gratuit"),
        ("tolk 0471 23 45 67", "tolk"),
        ("marie kind", "kind"),
        ("rose marie schulden molenbeek", "schulden molenbeek"),
        ("Frank schulden", "schulden"),
        ("femme marié", "femme marié"),
        ("", ""),
    ],
)
def test_no_name_goes_to_the_editors_with_one_tap(app, typed, told):
    with app.test_request_context():
        assert about_help(typed) == told


def test_the_field_begins_with_what_is_about_help(alice):
    alice.set_cookie("language", "en")
    page = alice.get("/resources?q=tolk+qqxqqx+voor+Jan+Peeters").get_data(as_text=True)
    assert '<input id="words" name="words" value="tolk"' in page
    assert "they may be a name" in page
    page = alice.get("/resources?q=voor+qqxqqx").get_data(as_text=True)
    assert '<input id="words" name="words" value=""' in page


def test_what_was_told_stands_on_the_list_once_and_without_a_name(alice, bob, eva):
    for browser in (alice, bob):
        assert tell(browser, "Tolk Dari", municipality="21015").status_code == 200
    page = eva.get("/missing").get_data(as_text=True)
    assert page.count('<a href="/resources?q=Tolk+Dari&amp;municipality=21015">Tolk Dari</a>') == 1
    assert "Schaerbeek" in page
    assert "asked 2 times" in page
    row = Unmet.get()
    assert set(row.__data__) == {"id", "uuid", "words", "municipality", "category", "times", "day", "done"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Mevrouw Fatima El Amrani zoekt kapper", "Mevrouw zoekt kapper"),
        ("kapper voor mevr. Van den Berg in Jette", "kapper voor mevr. in Jette"),
        ("coiffeur pour Mme Diallo-Ba, Jette", "coiffeur pour Mme"),
        ("M. Dupont cherche un coiffeur", "M. cherche un coiffeur"),
        ("dhr. Ben Ali (Jette) zoekt kapper", "dhr. zoekt kapper"),
        ("kapper aan huis voor Marie", "kapper aan huis voor"),
        ("Tolk Dari", "Tolk Dari"),
        ("Infor-Drogues Gent", "Infor-Drogues Gent"),
        ("mevrouw zoekt kapper", "mevrouw zoekt kapper"),
        ("aide pour madame qui vient d’Asie", "aide pour madame qui vient d’Asie"),
        ("couple marié", "couple marié"),
        ("الحلاق", "الحلاق"),
    ],
)
def test_what_may_be_a_name_is_left_out_and_who_told_it_reads_so(alice, typed, kept):
    alice.set_cookie("language", "en")
    page = tell(alice, typed).get_data(as_text=True)
    assert Unmet.get().words == kept
    assert f"“{kept}” stands on the list" in page
    assert ("What may be a name was left out" in page) is (typed != kept)


def test_who_told_it_goes_back_to_the_search_it_was_told_of_without_what_may_be_a_name(alice):
    address = "/resources?q=zwemles+Schaarbeek&cost=free"
    page = alice.get("/resources?q=zwemles+Schaarbeek+qqxqqx&cost=free").get_data(as_text=True)
    address = "/resources?q=Schaarbeek&cost=free"
    query = unescape(re.search(r'form class="missing".*?name="query" value="([^"]*)"', page, re.S).group(1))
    for words, status in (("zwemles", 200), ("0471 23 45 67", 422)):
        answer = tell(alice, words, municipality="21015", query=query)
        assert answer.status_code == status
        assert f'href="{escape(address)}"' in answer.get_data(as_text=True)
    assert f'name="query" value="{escape(query)}"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_below_a_list_of_what_was_not_sought_stands_a_quiet_way_to_tell_what_is_missing(alice, lang):
    alice.set_cookie("language", lang)
    address = "q=dentiste&municipality=21015"
    for headers in ({}, {"HX-Request": "true"}):
        results = alice.get(f"/resources?{address}", headers=headers).get_data(as_text=True)
        assert "data-sheet" in results
        assert f'<a href="/missing/new?{escape(address)}">' in results
        assert 'action="/missing"' not in results, "a list with a token cannot be told again"
    page = alice.get(f"/missing/new?{address}").get_data(as_text=True)
    assert 'name="words" value="dentiste"' in page
    assert 'name="municipality" value="21015"' in page
    assert f'href="/resources?{escape(address)}"' in page
    query = unescape(re.search(r'name="query" value="([^"]*)"', page)[1])
    told = tell(alice, "dentiste", municipality="21015", query=query).get_data(as_text=True)
    assert f'href="/resources?{escape(address)}"' in told
    assert Unmet.get().words == "dentiste"


def test_a_list_from_a_case_leads_to_the_form_and_back_for_the_same_case(alice):
    uuid = open_case(alice).rsplit("/", 1)[1]
    results = alice.get(f"/resources?q=dentiste&case={uuid}").get_data(as_text=True)
    assert f"/missing/new?q=dentiste&amp;case={uuid}" in results
    page = alice.get(f"/missing/new?q=dentiste&case={uuid}").get_data(as_text=True)
    assert f'href="/resources?q=dentiste&amp;case={uuid}"' in page


@pytest.mark.parametrize("query", ["", "category=health", "q=ik", "q=dentiste+qqxqqx", "q=qqqqxxxx"])
def test_where_nothing_was_asked_or_the_form_itself_stands_there_is_no_way_to_it(alice, query):
    assert "/missing/new" not in alice.get(f"/resources?{query}").get_data(as_text=True)


def test_the_page_that_answers_the_form_is_found_again_by_who_is_no_editor(alice):
    """Another language, or the browser's Back, led to the editors' list, which answered 403."""
    for words, status in (("dentiste", 200), ("", 422)):
        answer = tell(alice, words, query="q=dentiste")
        assert answer.status_code == status
        page = answer.get_data(as_text=True)
        again = unescape(re.search(r'<meta name="address" content="([^"]*)"', page)[1])
        assert again in ("/resources?q=dentiste", "/missing/new?q=dentiste")
        assert alice.get(again).status_code == 200


def test_a_name_alone_is_refused_and_comes_back_as_typed(alice):
    alice.set_cookie("language", "en")
    answer = tell(alice, "Mevrouw Fatima El Amrani")
    assert answer.status_code == 422
    assert 'value="Mevrouw Fatima El Amrani"' in answer.get_data(as_text=True)
    assert "Leave out names" in answer.get_data(as_text=True)
    assert Unmet.select().count() == 0


def test_nothing_that_is_kept_can_tell_who_told_what(alice, bob, eva):
    """Neither the log, in the order in which it was told, nor the list, by the day."""
    for browser, words in ((alice, "zwemles"), (bob, "kapper")):
        form = {"csrf_token": token_of(browser.get("/resources?q=qqqqxxxx")), "words": words}
        before = AuditLine.select().count()
        assert browser.post("/missing", data=form).status_code == 200
        assert AuditLine.select().count() == before
    assert {row.day.weekday() for row in Unmet.select()} == {0}
    eva.set_cookie("language", "en")
    assert "week of" in eva.get("/missing").get_data(as_text=True)


def test_in_the_fields_that_nobody_sees_only_codes_are_kept(alice):
    tell(alice, "Tolk Pasjtoe", municipality="0471 23 45 67", category="Jan Janssens")
    row = Unmet.get()
    assert (row.municipality, row.category) == ("", "")
    tell(alice, "Tolk Somali", municipality="21015", category="interpreting")
    assert Unmet.select().where(Unmet.municipality == "21015", Unmet.category == "interpreting").count() == 1


@pytest.mark.parametrize(
    "words", ["", "   ", "jan@example.org", "Jan 0471 23 45 67", "80.01.01-123.45", "a" * 5 + " 02/209.34.00"]
)
def test_what_looks_like_a_person_is_refused_and_comes_back_as_typed(alice, words):
    answer = tell(alice, words)
    assert answer.status_code == 422
    assert f'value="{words.strip()}"' in answer.get_data(as_text=True)
    assert Unmet.select().count() == 0


def test_an_editor_marks_it_done_and_puts_it_back(alice, eva):
    tell(alice, "nachtopvang")
    for done in ("1", "0"):
        page = eva.get("/missing")
        path = re.search(r'action="(/missing/[^"]+)"', page.get_data(as_text=True)).group(1)
        assert eva.post(path, data={"csrf_token": token_of(page), "done": done}).status_code == 303
        assert Unmet.get().done is (done == "1")
    assert eva.post("/missing/nope", data={"csrf_token": token_of(page), "done": "1"}).status_code == 404


def test_a_line_says_what_can_be_done_about_it(alice, eva):
    """*Done* stood there as bare text, and read as if it were."""
    tell(alice, "zwemles & judo")
    page = eva.get("/missing").get_data(as_text=True)
    assert re.search(r"<button[^>]*>Mark as done<", page)
    assert "Put back" not in page
    group = unescape(re.search(r'href="([^"]*)">New group of words', page)[1])
    filled = re.search(r'id="terms_nl"[^>]*>\n([^<]*)<', eva.get(group).get_data(as_text=True))[1]
    assert unescape(filled) == "zwemles & judo"
    sheet = re.search(r'href="([^"]*)">A new sheet', page)[1]
    assert eva.get(sheet).status_code == 200
    path = re.search(r'action="(/missing/[^"]+)"', page)[1]
    eva.post(path, data={"csrf_token": token_of(eva.get("/missing")), "done": "1"})
    page = eva.get("/missing").get_data(as_text=True)
    assert "· Done</span>" in page
    assert re.search(r"<button[^>]*>Put back<", page)
    assert ">New group of words" not in page


def test_only_an_editor_sees_the_list(alice, dora):
    tell(alice, "nachtopvang")
    token = fresh_token(alice)
    for browser in (alice, dora):
        assert browser.get("/missing").status_code == 403
    form = {"csrf_token": token, "done": "1"}
    assert alice.post(f"/missing/{Unmet.get().uuid}", data=form).status_code == 403
