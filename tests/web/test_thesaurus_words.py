"""What the pages of the thesaurus say of a group: its title, what to do after saving, what it leads to."""

import re

from tests.web.conftest import send
from tests.web.test_thesaurus import code_of, eva, line_of

__all__ = ["eva"]


def test_a_group_is_told_by_its_first_words_in_the_title_and_the_heading(eva):
    send(eva, "/thesaurus/new", kind="equivalent", terms_nl="kwispelstaart\nstaart", terms_en="wagtail\ntail")
    code = code_of("kwispelstaart")
    for lang, words in (("en", "wagtail, tail, kwispelstaart"), ("nl", "kwispelstaart, staart, wagtail")):
        eva.set_cookie("language", lang)
        page = eva.get(f"/thesaurus/{code}").text
        assert f"<title>{words} – Thesaurus – Schakel</title>" in page
        assert f"<h1>{words}</h1>" in page
    eva.set_cookie("language", "en")
    assert "<title>New group of words – Thesaurus" in eva.get("/thesaurus/new").text
    gone = send(eva, f"/thesaurus/{code}/remove").location
    assert "<title>wagtail, tail, kwispelstaart – Thesaurus" in eva.get(gone).text
    long = re.search(r"<title>(.*?) – Thes", eva.get("/thesaurus/need-not-urgent").text)[1]
    assert long == "lawyer unresponsive, debt choking, kill time"


def test_who_saves_a_word_that_stands_in_another_group_of_the_kind_reads_which_and_can_try_it(eva):
    send(eva, "/thesaurus/new", kind="equivalent", terms_nl="kwispelstaart\nhondenstaart")
    before = code_of("kwispelstaart")
    for kind, told in (("equivalent", True), ("related", False)):
        added = send(eva, "/thesaurus/new", kind=kind, terms_nl="wiebel\nKwispelstaart")
        assert added.status_code == 303, "a word may stand in several groups"
        line = line_of(eva.get(added.location).text, added.location.partition("saved=")[2])
        assert ("“Kwispelstaart” also stands in another group" in line) is told
        assert (f'<a href="/thesaurus/{before}">kwispelstaart, hondenstaart</a>' in line) is told
        assert '<a href="/resources?q=wiebel">Try it in the search</a>' in line
    assert "Try it" not in eva.get("/thesaurus?find=wiebel").text
    need = {"kind": "need", "terms_nl": "zoon/dochter > ziet kwebbel !met+hem", "leads_to": "voedsel"}
    page = eva.get(send(eva, "/thesaurus/new", **need).location).text
    assert '<a href="/resources?q=zoon+ziet+kwebbel">Try it in the search</a>' in page


def test_what_only_takes_words_away_from_danger_is_told_in_words(eva):
    line = line_of(eva.get("/thesaurus?find=papegaai").text, "need-not-urgent")
    assert "no danger" in line
    assert "nietdringend" not in line
    assert "need-not-urgent" in eva.get("/thesaurus?find=no+danger").text


def test_the_help_of_the_form_names_all_that_a_group_may_lead_to_and_every_mark(eva):
    page = eva.get("/thesaurus/new").text
    summary = re.search(r"<summary>(.*?“Leads to”)", page)[1]
    assert all(one in summary for one in ("Kinds of help", "for whom", "how to get in", "languages"))
    hint = re.search(r'<p class="quiet">One word or expression(.*?)</p>', page)[1]
    assert all(mark in hint for mark in ("son/daughter", "afraid > of", "!with+him", "!*", "!**"))
