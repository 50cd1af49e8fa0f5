"""Where a group of the thesaurus leads, in the form of its editors."""

import re

import pytest

from app.resources.thesaurus_form import GroupForm
from directory import taxonomies
from directory.models import Service, ThesaurusGroup
from directory.thesaurus import groups
from tests.web.conftest import send
from tests.web.test_thesaurus import code_of, version_of


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
        ("fr", "Aucune fiche, aucun groupe de mots et aucun type d’aide ne contient ces mots"),
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
    assert leading(eva, "Aide aux victimes", terms_nl="eentje").status_code == 303
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


def test_what_a_need_does_not_mean_and_one_that_comes_first_are_told_in_words(eva):
    page = eva.get("/thesaurus?find=schuldeneend").get_data(as_text=True)
    assert "comes before everything else" not in page
    leads = "zelfmoordlijn\nnot:category:victim_support\nnot:lokale bemiddeling"
    added = send(eva, "/thesaurus/new", kind="urgent", terms_nl="schuldeneend", leads_to=leads)
    assert added.status_code == 303
    page = eva.get("/thesaurus?find=schuldeneend").get_data(as_text=True)
    assert "zelfmoordlijn, not Victim support, not lokale bemiddeling" in page
    assert "A need that comes before everything else" in page


@pytest.mark.parametrize(
    "leads_to", ["language", "category", "language:nl", "language\nnot:language:nl", "access:walk_in"]
)
def test_a_word_that_is_called_as_a_filter_is_a_word_and_what_search_knows_is_kept(eva, leads_to):
    send(eva, "/thesaurus/new", kind="equivalent", terms_nl="category\nlanguage")  # known, for there to lead
    kept = send(eva, "/thesaurus/new", kind="need", terms_nl="kwispelstaart", leads_to=leads_to)
    assert kept.status_code == 303


def test_a_group_that_leads_nowhere_since_a_sheet_has_another_name_is_told_to_editors(eva):
    eva.set_cookie("language", "en")
    sheet = Service.get(external_id="samarcande")
    leading(eva, sheet.name_fr)
    assert "nowhere" not in eva.get("/thesaurus").text
    former = sheet.name_fr
    for name in ("name_nl", "name_fr", "alt_names"):
        setattr(sheet, name, "Zonnehoek")
    sheet.changed()
    page = eva.get("/thesaurus").text
    assert "Groups that lead nowhere now: 1" in page
    alone = eva.get("/thesaurus?lost=1").text
    assert f"Leads nowhere now: {former}" in alone
    assert "kwispelstaart" in alone
    assert "1 group<" in alone
    assert "Leads nowhere now" not in eva.get("/thesaurus?lost=1&find=zzz").text
    path = f"/thesaurus/{code_of('kwispelstaart')}"
    version = version_of(eva.get(path).text)
    send(eva, path, kind="need", terms_nl="kwispelstaart", leads_to="Zonnehoek", version=version)
    assert "nowhere" not in eva.get("/thesaurus").text
