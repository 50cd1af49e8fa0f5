"""The thesaurus in the hands of editors."""

import re

import pytest
from markupsafe import escape

from app.audit import AuditLine
from app.resources.thesaurus_form import GroupForm
from directory import taxonomies
from directory.models import Service, ThesaurusGroup
from directory.thesaurus import groups
from tests.web.conftest import person, token_of


@pytest.fixture
def eva(app):
    """A directory editor."""
    browser = person(app, "eva@example.org", "editor")
    browser.set_cookie("language", "en")
    return browser


def send(browser, path, **fields):
    return browser.post(path, data={"csrf_token": token_of(browser.get("/resources")), **fields})


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
    for verb in ("", "/remove"):
        assert send(eva, f"/thesaurus/{code}{verb}", kind="equivalent", terms_nl="a\nb").status_code == 404
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
        (
            {"kind": "need", "terms_nl": "blut", "leads_to": "voedsel\nnot:advocaat"},
            "not:advocaat” is no kind",
        ),
        ({"kind": "need", "terms_nl": "blut", "leads_to": "category:"}, "no kind of help"),
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
        ({"kind": "strange", "terms_nl": "a\nb"}, "Choose"),
        ({"kind": "equivalent", "terms_nl": "psycholoog\nψυχολόγος"}, "can never be found"),
        ({"kind": "need", "terms_nl": "kwijt", "leads_to": "пункт"}, "can never be found"),
        ({"kind": "need", "terms_nl": "ocmw الرباط", "leads_to": "ocmw"}, "can never be found"),
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
    assert late.status_code == 422
    assert "laat" in late.get_data(as_text=True)
    assert ThesaurusGroup.get(ThesaurusGroup.code == code).terms_nl == "kwispelstaart|eerst"


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


def test_every_code_that_a_need_may_lead_to_stands_there_by_its_name_and_can_be_kept(eva):
    eva.set_cookie("language", "nl")
    page = eva.get("/thesaurus/new").text
    codes = re.findall(r"<dt>([^<]+)</dt><dd><code>([^<]+)</code>", page)
    assert ("Juridische hulp", "category:legal_aid") in codes
    assert ("Arabisch", "language:ar") in codes
    with eva.application.test_request_context():
        for name, code in codes:
            assert not GroupForm(kind="need", terms_nl="kwispelstaart", leads_to=code).error(), name
    kinds = {code for _name, code in codes if code.startswith("category:")}
    assert kinds == {f"category:{code}" for code in taxonomies.codes("category")}


def test_only_an_editor_comes_here(alice, dora):
    for browser in (alice, dora):
        for path in ("/thesaurus", "/thesaurus/new", "/thesaurus/ocmw"):
            assert browser.get(path).status_code == 403
        assert send(browser, "/thesaurus/new", kind="equivalent", terms_nl="a\nb").status_code == 403
        for verb in ("remove", "back"):
            assert send(browser, f"/thesaurus/ocmw/{verb}").status_code == 403
    assert "/thesaurus" not in alice.get("/resources").get_data(as_text=True)


def test_what_a_need_leads_to_is_told_in_words(eva):
    eva.set_cookie("language", "fr")
    page = eva.get("/thesaurus?find=avocat gratuit").get_data(as_text=True)
    assert "Aide juridique" in page
    assert "category:" not in eva.get("/thesaurus").get_data(as_text=True)


def test_every_group_of_the_package_can_be_kept_as_it_is(app):
    with app.test_request_context():
        assert {group.code: error for group in groups() if (error := GroupForm.of_group(group).error())} == {}


def test_every_group_of_the_package_can_be_kept_where_no_sheet_has_what_it_leads_to(app):
    Service.update(archived=True, version=Service.version + 1).execute()
    with app.test_request_context():
        wrong = {one.code: error for one in groups() if (error := GroupForm.of_group(one).error(one.code))}
    assert wrong == {}


def leading(browser, *words, **more):
    typed = {"kind": "need", "terms_nl": "kwispelstaart", "leads_to": "\n".join(words)}
    return send(browser, "/thesaurus/new", **typed | more)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nl", "Geen fiche, geen woordgroep en geen soort hulp bevat deze woorden"),
        ("fr", "Aucune fiche, aucun groupe de mots et aucune sorte d’aide ne contient ces mots"),
    ],
)
def test_words_that_lead_nowhere_are_named_at_their_field_and_all_comes_back_as_typed(eva, lang, said):
    eva.set_cookie("language", lang)
    answer = leading(eva, "wiebeltand", "advocaat", "  brood en spelen", "category:legal_aid")
    assert answer.status_code == 422
    told = re.search('<p class="error" role="alert" id="leads_to-wrong">(.*?)</p>', answer.text)[1]
    assert said in told
    assert told.endswith(": wiebeltand, brood en spelen")
    field = re.search(r'<textarea id="leads_to"([^>]*)>\n(.*?)</textarea>', answer.text, re.S)
    assert 'aria-invalid="true" autofocus aria-describedby="leads_to-wrong leads_to-hint"' in field[1]
    assert field[2] == "wiebeltand\nadvocaat\n  brood en spelen\ncategory:legal_aid"
    assert re.search('value="need" checked', answer.text)
    assert not ThesaurusGroup.select().where(ThesaurusGroup.terms_nl == "kwispelstaart")


def test_a_group_leads_to_words_of_a_sheet_of_another_group_and_of_a_kind_of_help(eva):
    assert leading(eva, "advocaten").status_code == 303  # inflected, as search finds it
    assert leading(eva, "Aide aux victimes", terms_nl="een").status_code == 303
    assert leading(eva, "wiebeltand", terms_nl="twee").status_code == 422
    send(eva, "/thesaurus/new", kind="everyday", terms_nl="wiebeltand\nmelktand")
    assert leading(eva, "wiebeltand", terms_nl="twee").status_code == 303


def test_words_of_one_sheet_and_of_another_are_not_together_on_any(eva):
    assert leading(eva, "zelfmoordlijn").status_code == 303
    assert leading(eva, "zelfmoordlijn advocaat", terms_nl="een").status_code == 422


def test_a_group_does_not_lead_to_itself(eva):
    words = {"kind": "equivalent", "terms_nl": "kwispelstaart\nhondenstaart"}
    assert send(eva, "/thesaurus/new", **words).status_code == 303
    at = f"/thesaurus/{code_of('kwispelstaart')}"
    version = re.search(r'name="version" value="([^"]*)"', eva.get(at).text)[1]
    assert send(eva, at, **words, version=version, leads_to="hondenstaart").status_code == 422


def test_while_the_index_is_being_made_no_word_is_said_to_lead_nowhere(eva, no_index):
    assert leading(eva, "wiebeltand").status_code == 303


def test_a_need_that_goes_on_with_what_must_not_follow_is_kept(eva):
    assert leading(eva, "advocaat", terms_nl="weg !met+hem/haar\nau secours !").status_code == 303


def test_an_editor_keeps_what_people_say_for_one_thing(eva):
    assert send(eva, "/thesaurus/new", kind="everyday", terms_nl="wiebel\nwaggel").status_code == 303
    assert 'value="everyday" checked' in eva.get(f"/thesaurus/{code_of('wiebel')}").get_data(as_text=True)


def test_what_a_need_does_not_mean_and_one_that_comes_first_are_told_in_words(eva):
    page = eva.get("/thesaurus?find=schuldeneend").get_data(as_text=True)
    assert "comes before everything else" not in page
    leads = "zelfmoordlijn\nnot:category:victim_support"
    added = send(eva, "/thesaurus/new", kind="urgent", terms_nl="schuldeneend", leads_to=leads)
    assert added.status_code == 303
    page = eva.get("/thesaurus?find=schuldeneend").get_data(as_text=True)
    assert "zelfmoordlijn, not Victim support" in page
    assert "A need that comes before everything else" in page


@pytest.mark.parametrize(
    "leads_to", ["language", "category", "language:nl", "a\nnot:language:nl", "access:walk_in"]
)
def test_a_word_that_is_called_as_a_filter_is_a_word_and_what_search_knows_is_kept(eva, leads_to):
    send(eva, "/thesaurus/new", kind="equivalent", terms_nl="category\nlanguage")  # known, for there to lead
    kept = send(eva, "/thesaurus/new", kind="need", terms_nl="kwispelstaart", leads_to=leads_to)
    assert kept.status_code == 303
