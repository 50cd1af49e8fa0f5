"""Favourites and recent searches: one's own, and recent ones readable by oneself alone."""

import re
import sqlite3
import time
from contextlib import closing, contextmanager
from urllib.parse import urlencode

import pytest
from markupsafe import escape
from peewee import OperationalError

from app import db
from app.audit import AuditLine
from app.auth.accounts import add_user
from app.auth.models import User
from app.resources import favourites, personal, recents
from app.resources.criteria import asked_in
from app.resources.models import Recent
from app.serving import LONGEST_LINE
from app.vault import keys
from directory import taxonomies
from directory.answers import Hit, Results
from directory.models import Service
from tests.web.conftest import CHEAP, WORDS, fresh_token

HTMX = {"HX-Request": "true"}


@pytest.fixture
def known(app):
    """An account and a private key that belongs to it."""
    pair = keys.generate_keypair()
    user = add_user("someone@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    User.update(public_key=pair.public).where(User.id == user.id).execute()
    return User.get_by_id(user.id), pair.private


def test_a_recent_search_is_read_by_its_owner_and_stands_nowhere_in_the_files(known, config):
    user, private = known
    recents.keep(user, private, "q=kwetsuurtje+1080")
    assert recents.of(user, private) == ["q=kwetsuurtje+1080"]
    assert recents.of(user, keys.generate_keypair().private) == []
    assert recents.of(user, None) == []
    for path in config.data_dir.rglob("schakel.db*"):
        assert b"kwetsuurtje" not in path.read_bytes()


def test_searches_are_capped_never_doubled_and_the_newest_stands_first(known):
    user, private = known
    for at in range(12):
        recents.keep(user, private, f"q=woord+{at}x")
    recents.keep(user, private, "q=woord+9x")
    found = recents.of(user, private)
    assert len(found) == recents.MOST
    assert found[:3] == ["q=woord+9x", "q=woord+11x", "q=woord+10x"]
    assert Recent.select().count() == recents.MOST


def test_a_search_that_is_typed_on_takes_the_place_of_its_beginning(known):
    user, private = known
    recents.keep(user, private, "q=ocmw")
    for typed in ("q=schuld", "q=schuldbemiddeling"):
        recents.keep(user, private, typed)
    assert recents.of(user, private) == ["q=schuldbemiddeling", "q=ocmw"]


def test_the_same_words_with_other_capitals_are_one_search_and_the_newest_stays(known):
    user, private = known
    for query in ("q=ik+wil+Belg+worden", "q=dettes&language=fr", "q=ocmw", "q=ik+wil+belg+worden"):
        recents.keep(user, private, query)
    recents.keep(user, private, "q=Dettes&language=nl")
    assert recents.of(user, private) == [
        "q=Dettes&language=nl", "q=ik+wil+belg+worden", "q=ocmw", "q=dettes&language=fr",
    ]  # fmt: skip


def test_the_same_words_with_other_filters_are_another_search(known):
    user, private = known
    typed = ["q=schulden&language=nl", "q=schulden", "q=schulden&category=ocmw", "q=schuldenaar"]
    for query in typed:
        recents.keep(user, private, query)
    assert recents.of(user, private) == typed[::-1]


def test_what_another_page_keeps_at_the_same_moment_stays(known, monkeypatch):
    user, private = known
    recents.keep(user, private, "q=een")
    waited = recents.writing

    @contextmanager
    def late(database):
        """Somebody else's page was first."""
        monkeypatch.setattr(recents, "writing", waited)
        recents.keep(user, private, "q=twee")
        with waited(database):
            yield

    monkeypatch.setattr(recents, "writing", late)
    recents.keep(user, private, "q=drie")
    assert recents.of(user, private) == ["q=drie", "q=twee", "q=een"]


def test_the_longest_search_that_can_be_made_is_kept_and_is_an_address_that_is_read(alice, monkeypatch):
    """Also where each of its signs takes twelve in an address, and every filter is chosen."""
    asked = asked_in({"q": "😀" * 300, "also": "no", "at": "2026-11-24T10:00:00.000000+01:00",
                      "category": max(taxonomies.codes("category"), key=len), "municipality": "21012",
                      "language": "nl", "interpreter": "yes", "verified": "24",
                      "audience": max(taxonomies.codes("audience"), key=len),
                      "access": max(taxonomies.codes("access"), key=len), "cost": "reduced"})  # fmt: skip
    assert asked.address().count("%F0") == 200
    token = fresh_token(alice)
    form = {"csrf_token": token, "query": asked.address()}
    with monkeypatch.context() as found:
        found.setattr(personal.search, "find", lambda *_asked, **_how: Results([Hit("praxis")], 1))
        assert alice.post("/recent-searches", data=form, headers=HTMX).status_code == 204
    assert f'href="/resources?{escape(asked.address())}"' in alice.get("/resources").get_data(as_text=True)
    case = "&case=1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b&neutral=1&show=500"
    assert len(f"GET /resources?{asked.address()}{case} HTTP/1.1") < LONGEST_LINE


def test_every_sealed_search_is_of_one_length_and_one_too_long_is_not_kept(known):
    user, private = known
    for typed in ("q=a", "q=" + "b" * 300, "q=" + "c" * recents.LENGTH):
        recents.keep(user, private, typed)
    assert len({len(bytes(row.sealed)) for row in Recent.select()}) == 1
    assert len(recents.of(user, private)) == 2


def test_without_a_private_key_nothing_is_kept_and_clearing_leaves_none(known):
    user, private = known
    recents.keep(user, None, "q=ocmw")
    assert Recent.select().count() == 0
    recents.keep(user, private, "q=ocmw")
    recents.clear(user)
    assert Recent.select().count() == 0


def test_a_search_is_answered_where_it_cannot_be_kept(alice, monkeypatch):
    """The disk is full, or an import writes for long."""

    def full(*_given):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(recents, "keep", full)
    assert "data-sheet" in alice.get("/resources?q=ocmw").text
    form = {"csrf_token": fresh_token(alice), "query": "q=ocmw"}
    assert alice.post("/recent-searches", data=form, headers=HTMX).status_code == 204


def test_it_does_not_wait_long_for_who_writes(alice):
    with closing(sqlite3.connect(Service._meta.database.database, isolation_level=None)) as other:
        alice.get("/resources?q=ocmw")
        other.execute("BEGIN IMMEDIATE")
        begin = time.monotonic()
        assert alice.get("/resources?q=schulden").status_code == 200
        assert time.monotonic() - begin < 3
        other.execute("ROLLBACK")


def test_an_account_that_goes_takes_its_favourites_and_searches_along(known):
    user, private = known
    recents.keep(user, private, "q=ocmw")
    favourites.add(user, Service.get(external_id="praxis"))
    user.delete_instance()
    assert [model.select().count() for model in db.RESOURCE_MODELS[:2]] == [0, 0]


def test_a_search_sent_as_a_form_comes_back_on_the_start_page_of_its_owner_only(alice, bob):
    alice.get("/resources?q=schulden&municipality=21015")
    start = alice.get("/resources").get_data(as_text=True)
    assert 'href="/resources?q=schulden&amp;municipality=21015">schulden · Schaarbeek</a>' in start
    assert "schulden" not in bob.get("/resources").get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bensalah Fatima", ""),
        ("0470112233", ""),
        ("mevrouw Demirtas", ""),
        ("Demirtas Ayse", ""),
        ("Marie", ""),
        ("mijn", ""),
        ("schulden Fatima Bensalah", "schulden"),
        ("cpas ixelles 0470112233", "cpas ixelles"),
        ("schudbemiddeling", ""),
        ("Mohamed", ""),
        ("Fatima Benali cpas", "cpas"),
        ("Mme Dimanche dettes", "dettes"),
        ("85.03.12-123.45 ocmw", "ocmw"),
        ("ocmw 85031212345", "ocmw"),
        ("schulden 12/03/1985", "schulden"),
        ("ocmw 1080 14:30", "ocmw 1080 14:30"),
        ("02 529 41 20", "02 529 41 20"),
        ("mevrouw Van Mechelen schulden", "mevrouw schulden"),
        ("mme dimanche dettes", "dettes"),
        ("meneer Van Gent cpas", "meneer cpas"),
        ("Mme Mons cpas", "cpas"),
        ("schulden Van Mechelen", "schulden"),
        ("cpas molenbeek mol", "cpas molenbeek mol"),
        ("Rita Van Mechelen ocmw", "ocmw"),
        ("Jan Aalst ocmw", "ocmw"),
        ("gevangenis mechelen", "gevangenis mechelen"),
        ("ocmw 1500 Halle", "ocmw 1500 Halle"),
        ("ocmw lening 1500 euro", "ocmw lening 1500 euro"),
        ("praxis", "praxis"),
        ("112", "112"),
    ],
)
def test_only_what_led_somewhere_is_kept_without_what_may_be_a_persons(alice, typed, kept):
    """Neither when Enter is pressed nor when it comes as a whole page."""
    token = fresh_token(alice)
    sent = {"csrf_token": token, "query": urlencode({"q": typed})}
    for ask in (
        lambda: alice.post("/recent-searches", data=sent, headers=HTMX),
        lambda: alice.get(f"/resources?{sent['query']}"),
    ):
        alice.post("/recent-searches", data={"csrf_token": token, "clear": "1"})
        ask()
        start = alice.get("/resources").get_data(as_text=True)
        shown = re.findall(r'<li><a href="/resources\?q=[^"]*">([^<]*)</a>', start)
        assert shown == ([kept] if kept else [])


@pytest.mark.parametrize(
    ("lang", "words"),
    [("nl", "alleen deze woorden"), ("fr", "ces mots seulement"), ("en", "only these words")],
)
def test_two_searches_that_are_kept_never_look_the_same(alice, lang, words):
    alice.set_cookie("language", lang)
    for query in ("q=dettes", "q=dettes&also=no"):
        alice.get(f"/resources?{query}")
    start = alice.get("/resources").get_data(as_text=True)
    assert 'href="/resources?q=dettes">dettes</a>' in start
    assert f'href="/resources?q=dettes&amp;also=no">dettes · {words}</a>' in start


def test_typing_alone_is_not_remembered_but_opening_a_result_is_and_can_be_forgotten(alice):
    alice.get("/resources?q=schuld", headers=HTMX)
    assert Recent.select().count() == 0
    token = fresh_token(alice)
    kept = {"csrf_token": token, "query": "q=schulden&category=&nonsense=1"}
    assert alice.post("/recent-searches", data=kept, headers=HTMX).status_code == 204
    assert 'href="/resources?q=schulden"' in alice.get("/resources").get_data(as_text=True)
    assert alice.post("/recent-searches", data={"csrf_token": token, "clear": "1"}).status_code == 303
    assert Recent.select().count() == 0


def test_a_favourite_stands_on_the_line_and_on_the_start_page_until_it_is_taken_away(alice, bob):
    token = fresh_token(alice)
    form = {"csrf_token": token, "add": "praxis", "query": "q=praxis"}
    assert alice.post("/favourites", data=form).location == "/resources?q=praxis"
    assert 'name="remove" value="praxis"' in alice.get("/resources?q=praxis").get_data(as_text=True)
    assert 'data-sheet="praxis"' in alice.get("/resources").get_data(as_text=True)
    assert 'data-sheet="praxis"' not in bob.get("/resources").get_data(as_text=True)
    gone = {"csrf_token": token, "remove": "praxis"}
    assert alice.post("/favourites", data=gone, headers=HTMX).status_code == 204
    assert 'data-sheet="praxis"' not in alice.get("/resources").get_data(as_text=True)
    assert alice.post("/favourites", data={**form, "add": "nope"}).status_code == 404


def test_the_log_says_that_a_search_was_kept_but_not_which(alice):
    token = fresh_token(alice)
    alice.post("/recent-searches", data={"csrf_token": token, "query": "q=schulden"})
    line = AuditLine.select().order_by(AuditLine.id.desc()).get()
    assert (line.verb, line.about) == ("search.kept", "")
