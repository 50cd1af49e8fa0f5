"""The thesaurus in the hands of editors."""

import re

import pytest
from markupsafe import escape

from app.audit import AuditLine
from directory.models import ThesaurusGroup
from tests.web.conftest import person, send


@pytest.fixture
def eva(app):
    """A directory editor."""
    browser = person(app, "eva@example.org", "editor")
    browser.set_cookie("language", "en")
    return browser


def code_of(word):
    return ThesaurusGroup.get(ThesaurusGroup.terms_nl.contains(word)).code


def found(browser, query):
    page = browser.get(f"/resources?q={query}", headers={"HX-Request": "true"}).get_data(as_text=True)
    return re.findall(r'data-sheet="([^"]+)"', page)


def test_a_group_that_an_editor_adds_counts_in_the_next_search(eva, alice):
    assert "zelfmoordlijn-1813" not in found(alice, "kwispelstaart")
    added = send(
        eva, "/thesaurus/new", kind="equivalent", terms_nl="kwispelstaart\nzelfmoordlijn", terms_fr=""
    )
    assert added.status_code == 303
    assert "zelfmoordlijn-1813" in found(alice, "kwispelstaart")
    assert "kwispelstaart, zelfmoordlijn" in eva.get("/thesaurus?find=KWISPEL").get_data(as_text=True)
    assert AuditLine.select().order_by(AuditLine.id.desc()).get().verb == "thesaurus.added"


def test_a_long_group_shows_some_words_and_first_the_one_that_was_looked_for(eva):
    many = [f"woord{number}" for number in range(30)]
    send(eva, "/thesaurus/new", kind="equivalent", terms_nl="\n".join(many))
    page = eva.get("/thesaurus?find=woord29").get_data(as_text=True)
    assert re.search(r">woord29, woord0, [^<]*woord8</a> and 20 more words", page)
    assert "woord9," not in page


def test_a_group_that_is_removed_leads_nowhere_any_more_until_it_is_put_back(eva, alice):
    send(eva, "/thesaurus/new", kind="equivalent", terms_nl="kwispelstaart\nzelfmoordlijn")
    code = code_of("kwispelstaart")
    asking = eva.get(f"/thesaurus/{code}").get_data(as_text=True)
    assert re.search(r"<details.*for everybody.*kwispelstaart, zelfmoordlijn.*Yes, remove it", asking, re.S)
    gone = send(eva, f"/thesaurus/{code}/remove")
    assert gone.status_code == 303
    assert "zelfmoordlijn-1813" not in found(alice, "kwispelstaart")
    told = eva.get(gone.location)
    assert told.status_code == 410
    assert "kwispelstaart, zelfmoordlijn" in told.get_data(as_text=True)
    assert send(eva, f"/thesaurus/{code}", kind="equivalent", terms_nl="aap\nboom").status_code == 409
    assert send(eva, f"/thesaurus/{code}/remove").status_code == 404
    assert "kwispelstaart" not in eva.get("/thesaurus?find=kwispel").get_data(as_text=True).split("<ul")[-1]
    assert "Removed groups: 1" in eva.get("/thesaurus").get_data(as_text=True)
    assert f'href="/thesaurus/{code}"' in eva.get("/thesaurus?away=1").get_data(as_text=True)
    assert send(eva, f"/thesaurus/{code}/back").status_code == 303
    assert "zelfmoordlijn-1813" in found(alice, "kwispelstaart")
    assert send(eva, f"/thesaurus/{code}/back").status_code == 404
    verbs = AuditLine.select(AuditLine.verb).where(AuditLine.about == code).order_by(AuditLine.id)
    assert [line.verb for line in verbs] == ["thesaurus.added", "thesaurus.removed", "thesaurus.back"]


def test_a_packaged_group_that_is_put_back_still_follows_the_package(eva):
    assert send(eva, "/thesaurus/schuldbemiddeling/remove").status_code == 303
    before = ThesaurusGroup.get(ThesaurusGroup.code == "schuldbemiddeling")
    assert send(eva, "/thesaurus/schuldbemiddeling/back").status_code == 303
    after = ThesaurusGroup.get(ThesaurusGroup.code == "schuldbemiddeling")
    assert (before.removed, after.removed, after.packaged) == (True, False, True)
    assert after.terms_nl == before.terms_nl


def test_the_words_of_the_package_stand_there_to_be_changed(eva):
    page = eva.get("/thesaurus?find=schuldbemiddeling").get_data(as_text=True)
    assert re.search(r'href="/thesaurus/schuldbemiddeling[^"]*">[^<]*schuldbemiddelaar', page)
    group = eva.get("/thesaurus/schuldbemiddeling").get_data(as_text=True)
    assert re.search(r'<textarea id="terms_nl"[^>]*>[^<]*schuldbemiddelaar\n', group)
    assert 'value="equivalent" checked' in group


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "equivalent", "terms_nl": "alleen"}, "at least two words"),
        ({"kind": "equivalent", "terms_nl": "Één\neen"}, "at least two words"),
        ({"kind": "need", "terms_nl": "blut"}, "leads to"),
        ({"kind": "everyday", "terms_nl": "centen"}, "at least two words"),
        ({"kind": "urgent", "terms_nl": "brand"}, "leads to"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "category:sweets"}, "no kind of help"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "a\nnot:category:sweets"}, "no kind of help"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "voedsel\nnot:xqzwvk"}, "lead nowhere"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "voedsel\nnot:first:politie"}, "no kind of help"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "voedsel\nfirst:not:politie"}, "no kind of help"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "voedsel\nnot: "}, "no kind of help"),
        ({"kind": "related", "terms_nl": "een\ntwee", "leads_to": "not:voedsel"}, "Only a need"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "not:voedsel"}, "leads to"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "category:"}, "no kind of help"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "first:category:legal_aid"}, "no kind of help"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "voedsel\nfirst: "}, "no kind of help"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "first:xqzwvk"}, "lead nowhere"),
        ({"kind": "related", "terms_nl": "een\ntwee", "leads_to": "first:voedsel"}, "Only a need"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "language:klingon"}, "no kind of help"),
        ({"kind": "urgent", "terms_nl": "brand", "leads_to": "NOT:category:legal_aid"}, "leads to"),
        ({"kind": "equivalent", "terms_nl": "a\nb", "leads_to": "category:legal_aid"}, "Only a need"),
        ({"kind": "need", "terms_nl": "weg !+a", "leads_to": "voedsel"}, "after ! stand words"),
        (
            {"kind": "need", "terms_nl": "!met+hem/haar", "leads_to": "voedsel"},
            "only says what must not follow",
        ),
        ({"kind": "urgent", "terms_nl": "brand\n!*", "leads_to": "voedsel"}, "“!*” only says what must not"),
        ({"kind": "need", "terms_nl": "een/!twee", "leads_to": "voedsel"}, "after ! stand words"),
        ({"kind": "need", "terms_nl": "een > !twee", "leads_to": "voedsel"}, "stands between words"),
        ({"kind": "need", "terms_nl": "een > > twee", "leads_to": "voedsel"}, "stands between words"),
        ({"kind": "need", "terms_nl": "een/=twee drie", "leads_to": "voedsel"}, "stands between words"),
        ({"kind": "need", "terms_nl": "= een twee", "leads_to": "voedsel"}, "stands between words"),
        ({"kind": "strange", "terms_nl": "a\nb"}, "Choose"),
        ({"kind": "equivalent", "terms_nl": "psycholoog\nψυχολόγος"}, "can never be found"),
        ({"kind": "need", "terms_nl": "kwijt", "leads_to": "пункт"}, "can never be found"),
        ({"kind": "need", "terms_nl": "ocmw الرباط", "leads_to": "ocmw"}, "can never be found"),
        ({"kind": "need", "terms_nl": "kasteel ! spook", "leads_to": "voedsel"}, "after ! stand words"),
        ({"kind": "equivalent", "terms_nl": "spulletjes, dingetjes", "terms_fr": "trucs"}, "without commas"),
        (
            {"kind": "need", "terms_nl": "ik heb een plof; en nog een", "leads_to": "voedsel"},
            "without commas",
        ),
        ({"kind": "urgent", "terms_nl": "brand\nhet", "leads_to": "voedsel"}, "“het” is in every search"),
        ({"kind": "equivalent", "terms_nl": "de\nschuldbemiddeling"}, "“de” is in every search"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "voedsel\nvan de"}, "“van de” is too ordinary"),
        ({"kind": "related", "terms_nl": "een\ntwee", "leads_to": "Après"}, "“Après” is too ordinary"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "voedsel !met"}, "“voedsel !met”: the marks"),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "hulp > voedsel"}, "the marks &gt; and !"),
        ({"kind": "related", "terms_nl": "a" * 401 + "\nb"}, "At most"),
    ],
)
def test_a_group_that_cannot_be_comes_back_as_it_was_typed(eva, fields, words):
    answer = send(eva, "/thesaurus/new", **fields)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert words in page
    assert escape(fields["terms_nl"]) in page


def test_two_editors_at_once_do_not_overwrite_one_another(eva):
    send(eva, "/thesaurus/new", kind="equivalent", terms_nl="kwispelstaart\nhondenstaart")
    code = code_of("kwispelstaart")
    seen = re.search(
        r'name="version" value="([^"]*)"', eva.get(f"/thesaurus/{code}").get_data(as_text=True)
    ).group(1)
    change = {"kind": "equivalent", "version": seen}
    assert send(eva, f"/thesaurus/{code}", **change, terms_nl="kwispelstaart\neerst").status_code == 303
    late = send(eva, f"/thesaurus/{code}", **change, terms_nl="kwispelstaart\nlaat")
    assert late.status_code == 409
    assert ">\nkwispelstaart\nlaat</textarea>" in late.text
    assert re.findall("Saved meanwhile: <ins>(.*?)</ins>", late.text) == ["kwispelstaart · eerst"]
    assert ThesaurusGroup.get(ThesaurusGroup.code == code).terms_nl == "kwispelstaart|eerst"
    change["version"] = version_of(late.text)
    assert send(eva, f"/thesaurus/{code}", **change, terms_nl="kwispelstaart\nlaat").status_code == 303
    assert ThesaurusGroup.get(ThesaurusGroup.code == code).terms_nl == "kwispelstaart|laat"


def version_of(page):
    return re.search(r'name="version" value="([^"]*)"', page).group(1)


def test_what_was_typed_in_a_group_that_somebody_removed_is_kept_and_saving_again_puts_it_back(eva):
    send(eva, "/thesaurus/new", kind="equivalent", terms_nl="kwispelstaart\nhondenstaart")
    code = code_of("kwispelstaart")
    change = {"kind": "equivalent", "terms_nl": "kwispelstaart\nnieuw"}
    change["version"] = version_of(eva.get(f"/thesaurus/{code}").text)
    send(eva, f"/thesaurus/{code}/remove")
    late = send(eva, f"/thesaurus/{code}", **change)
    assert late.status_code == 409
    assert "Somebody removed this group" in late.text
    assert ">\nkwispelstaart\nnieuw</textarea>" in late.text
    assert ThesaurusGroup.get(ThesaurusGroup.code == code).removed
    change["version"] = version_of(late.text)
    assert send(eva, f"/thesaurus/{code}", **change).status_code == 303
    kept = ThesaurusGroup.get(ThesaurusGroup.code == code)
    assert not kept.removed
    assert kept.terms_nl == "kwispelstaart|nieuw"


def test_the_list_comes_in_pages_of_fifty(eva):
    first = eva.get("/thesaurus").get_data(as_text=True)
    assert first.count('<li><a href="/thesaurus/') == 50
    total = int(re.search(r"(\d+) groups", first).group(1))
    last = -(-total // 50)
    assert f"page 1 of {last}" in first
    assert 'rel="next" href="/thesaurus?page=2"' in first
    seen = set()
    for number in range(1, last + 1):
        seen |= set(
            re.findall(r'<li><a href="(/thesaurus/[^"]+)"', eva.get(f"/thesaurus?page={number}").text)
        )
    assert len(seen) == total
    assert f"page {last} of {last}" in eva.get("/thesaurus?page=9999").text
    found = eva.get("/thesaurus?find=e&page=2").text
    assert 'rel="prev" href="/thesaurus?page=1&amp;find=e"' in found
    assert 'class="pages"' not in eva.get("/thesaurus?find=schuldbemiddeling").text


def line_of(page, code):
    """A group's line in the list."""
    found = [line for line in re.findall(r"<li>(.*?)</li>", page, re.S) if f'"/thesaurus/{code}' in line]
    assert len(found) == 1
    return found[0]


def changed(browser, code, find=""):
    """The group saved once more, with another word: where that leads to."""
    at = f"/thesaurus/{code}?find={find}" if find else f"/thesaurus/{code}"
    page = browser.get(at).text
    assert re.search(r'<form method="post" action="([^"]+)"', page.split("<main")[1])[1] == at
    names = {name: re.search(rf'id="{name}"[^>]*>([^<]*)<', page)[1] for name in ("terms_nl", "terms_fr")}
    kind = re.search(r'value="(\w+)" checked', page)[1]
    version = re.search(r'name="version" value="([^"]*)"', page)[1]
    names["terms_nl"] += "\nkwispelstaart"
    return send(browser, at, kind=kind, version=version, **names).location


def test_a_group_that_was_saved_says_so_in_its_place_of_the_list(eva):
    page = eva.get(changed(eva, "schuldbemiddeling")).text
    assert "page 1 of" not in page
    line = line_of(page, "schuldbemiddeling")
    assert re.search('role="status" data-told>Saved</strong> <a [^>]*autofocus', line)
    assert page.count("autofocus") == 2  # there, and in the box of Ctrl-K, which is closed
    assert "Saved" not in eva.get("/thesaurus").text.split("<main")[1]


def test_what_was_looked_for_is_still_looked_for_after_saving(eva):
    assert 'href="/thesaurus/schuldbemiddeling?find=schuldbem"' in eva.get("/thesaurus?find=schuldbem").text
    there = changed(eva, "schuldbemiddeling", "schuldbem")
    assert there == "/thesaurus?find=schuldbem&saved=schuldbemiddeling"
    page = eva.get(there).text
    assert 'value="schuldbem"' in page
    assert "autofocus" in line_of(page, "schuldbemiddeling")
    assert "not in the list" not in page
    gone = send(eva, "/thesaurus/schuldbemiddeling/remove?find=schuldbem").location
    assert 'href="/thesaurus?find=schuldbem"' in eva.get(gone).text


def test_a_group_without_what_was_looked_for_says_above_the_list_that_it_was_saved(eva):
    words = "kwispelstaart\nhondenstaart"
    added = send(eva, "/thesaurus/new?find=schuldbem", kind="equivalent", terms_nl=words)
    page = eva.get(added.location).text
    above = re.search(r'<p class="outcome">(.*?)</p>', page, re.S)[1]
    assert re.search(r"Saved</strong> <a [^>]*autofocus[^>]*>kwispelstaart, hondenstaart</a>", above)
    assert "This group is not in the list: “schuldbem” does not stand in it." in above
    assert "kwispelstaart" not in page.split("<ul")[-1]


def test_a_form_that_is_refused_keeps_what_was_looked_for(eva):
    refused = send(eva, "/thesaurus/new?find=schuldbem", kind="equivalent", terms_nl="alleen")
    assert refused.status_code == 422
    assert 'action="/thesaurus/new?find=schuldbem"' in refused.text


def test_only_an_editor_comes_here(alice, dora):
    for browser in (alice, dora):
        for path in ("/thesaurus", "/thesaurus/new", "/thesaurus/ocmw"):
            assert browser.get(path).status_code == 403
        assert send(browser, "/thesaurus/new", kind="equivalent", terms_nl="a\nb").status_code == 403
        for verb in ("remove", "back"):
            assert send(browser, f"/thesaurus/ocmw/{verb}").status_code == 403
    assert "/thesaurus" not in alice.get("/resources").get_data(as_text=True)


def test_an_editor_keeps_what_people_say_for_one_thing(eva):
    assert send(eva, "/thesaurus/new", kind="everyday", terms_nl="wiebel\nwaggel").status_code == 303
    assert 'value="everyday" checked' in eva.get(f"/thesaurus/{code_of('wiebel')}").get_data(as_text=True)
