"""The edit form as a browser without scripts sends it."""

import html
import re
from html.parser import HTMLParser

import pytest

from app.audit import AuditLine
from directory import editing
from directory.models import Service
from directory.revisions import Revision
from tests.web.conftest import token_of


class _Form(HTMLParser):
    """Collects what a browser would send of the edit form: (name, value) pairs, without its buttons."""

    def __init__(self):
        super().__init__()
        self.pairs, self.inside, self.text, self.select = [], False, None, None

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        self.inside = self.inside or has.get("class") == "edit"
        if not self.inside:
            return
        if tag == "input" and "name" in has and (has.get("type") != "checkbox" or "checked" in has):
            self.pairs.append((has["name"], has.get("value", "")))
        elif tag == "textarea":
            self.text = has["name"]
            self.pairs.append((self.text, ""))
        elif tag == "select":
            self.pairs.append((has["name"], ""))
        elif tag == "option" and "selected" in has:
            self.pairs[-1] = (self.pairs[-1][0], has["value"])

    def handle_data(self, data):
        if self.text:
            self.pairs[-1] = (self.text, self.pairs[-1][1] + data)

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text:
            self.pairs[-1] = (self.text, self.pairs[-1][1].removeprefix("\n"))
            self.text = None
        self.inside = self.inside and tag != "form"


def fields(page):
    """What a browser would send of the edit form on ``page``."""
    form = _Form()
    form.feed(page.get_data(as_text=True))
    return form.pairs


def send_edit(browser, path, pairs, **changes):
    """Post the form with some fields changed."""
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    for name, value in changes.items():
        data[name.replace("__", ".")] = value if isinstance(value, list) else [value]
    return browser.post(path, data=data)


EDIT = "/resources/ocmw-1070/edit"


def test_a_caseworker_and_an_administrator_do_not_edit(alice, dora, eva, carl):
    assert "/edit" not in alice.get("/resources/ocmw-1070").get_data(as_text=True)
    for path in (EDIT, "/editor/new", "/resources/hours"):
        assert [b.get(path).status_code for b in (alice, dora, eva, carl)] == [403, 403, 200, 200], path
    token = token_of(alice.get("/resources/ocmw-1070"))
    for path in (EDIT, "/editor/new", "/resources/ocmw-1070/archive"):
        assert alice.post(path, data={"csrf_token": token, "do": "archive"}).status_code == 403


def test_the_form_sent_as_it_came_changes_nothing(eva):
    for external_id in [row.external_id for row in Service.select().limit(40)]:
        path, before = f"/resources/{external_id}/edit", Service.get(external_id=external_id).version
        answer = send_edit(eva, path, fields(eva.get(path)))
        assert answer.status_code == 303, external_id
        assert Service.get(external_id=external_id).version == before, external_id


def test_an_edit_is_stored_found_and_leaves_an_audit_line(eva):
    answer = send_edit(eva, EDIT, fields(eva.get(EDIT)), cost="gratis sterrenkijker", why="phoned")
    assert answer.status_code == 303
    assert "gratis sterrenkijker" in eva.get(answer.location).get_data(as_text=True)
    line = AuditLine.select().order_by(AuditLine.id.desc()).first()
    assert (line.verb, line.about) == ("sheet.edited", "ocmw-1070")
    send_edit(eva, EDIT, fields(eva.get(EDIT)), description_nl="Wolkenkrabber")
    assert 'data-sheet="ocmw-1070"' in eva.get("/resources?q=wolkenkrabber").get_data(as_text=True)


def test_an_invalid_form_comes_back_as_typed_with_what_is_wrong(eva):
    answer = send_edit(
        eva, EDIT, fields(eva.get(EDIT)), phones__number=["02 52", ""], phones__note=["desk <b>", ""],
        opening_hours="maandag 9u-12u", description_nl="typed with care", website="nowhere",
    )  # fmt: skip
    body = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="02 52"' in body
    assert "desk &lt;b&gt;" in body
    assert "typed with care" in body
    assert "This is how we read it: Mon 09:00–12:00" in html.unescape(body)
    assert 'value="maandag 9u-12u"' in body
    assert body.count('aria-invalid="true"') == 3
    for name in ("phones.0.number", "opening_hours", "website"):
        assert f'href="#{name}"' in body
        assert f'id="{name}-problem"' in body
    assert Service.get(external_id="ocmw-1070").description_nl != "typed with care"


def test_another_row_comes_without_scripts_and_saves_nothing(eva):
    before = fields(eva.get(EDIT))
    rows = sum(name == "phones.number" for name, _value in before)
    more = send_edit(eva, EDIT + "/more", before, more="phones", cost="half typed")
    assert more.status_code == 200
    after = fields(more)
    assert sum(name == "phones.number" for name, _value in after) == rows + 1
    assert ("cost", "half typed") in after
    assert Service.get(external_id="ocmw-1070").cost != "half typed"
    form = more.get_data(as_text=True).partition('class="edit"')[2]
    assert re.findall(r'id="([^"]*)"[^>]* autofocus', form)[:1] == [f"phones.{rows}.number"]


def test_another_row_comes_on_a_new_sheet_too(eva):
    more = send_edit(
        eva, "/editor/new/more", fields(eva.get("/editor/new")), more="contacts", name_nl="Nieuw"
    )
    assert ("name_nl", "Nieuw") in fields(more)
    assert 'formaction="/editor/new/more"' in more.get_data(as_text=True)


def test_the_second_editor_sees_what_changed_and_keeps_what_was_typed(eva, carl):
    hers, his = fields(eva.get(EDIT)), fields(carl.get(EDIT))
    assert send_edit(eva, EDIT, hers, cost="five euro", access="ring twice").status_code == 303
    carl.set_cookie("language", "en")
    answer = send_edit(carl, EDIT, his, access="ring once", why="mine")
    body = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "eva@example.org saved this sheet while you were typing" in body
    assert "ring once</textarea>" in body
    assert "five euro</textarea>" in body
    assert "<ins>ring twice</ins>" in body
    again = send_edit(carl, EDIT, fields(answer))
    assert again.status_code == 303
    kept = Service.get(external_id="ocmw-1070")
    assert (kept.access, kept.cost) == ("ring once", "five euro")


def test_a_new_sheet_is_made_with_a_name_and_a_kind(eva):
    blank = fields(eva.get("/editor/new?name=Praatcafé"))
    assert ("name_nl", "Praatcafé") in blank
    assert send_edit(eva, "/editor/new", blank).status_code == 422
    made = send_edit(eva, "/editor/new", blank, category="mental_health", phones__number=["1700", ""])
    assert made.status_code == 303
    page = eva.get(made.location)
    assert "Praatcafé" in page.get_data(as_text=True)
    assert 'href="tel:1700"' in page.get_data(as_text=True)
    assert "Not yet verified" in page.get_data(as_text=True)
    assert "Praatcafé" in eva.get("/resources?q=praatcaf").get_data(as_text=True)


def test_an_archived_sheet_says_so_leads_on_and_can_be_taken_back(eva, alice):
    page = eva.get("/resources/ocmw-1070")
    form = {"csrf_token": token_of(page), "do": "archive", "why": "closed"}
    assert eva.post("/resources/ocmw-1070/archive", data=form).status_code == 303
    assert alice.get("/resources/ocmw-1070").status_code == 410
    assert "ocmw-1070" not in alice.get("/resources?q=ocmw anderlecht").get_data(as_text=True)
    assert eva.get(EDIT).status_code == 404
    eva.post("/resources/ocmw-1070/archive", data={**form, "do": "reopen"})
    assert alice.get("/resources/ocmw-1070").status_code == 200
    eva.post("/resources/ocmw-1070/archive", data={**form, "replaced_by": "ocmw-1080"})
    assert alice.get("/resources/ocmw-1070").location.endswith("/resources/ocmw-1080")


@pytest.mark.parametrize("text", ["\x00", "\ud800", "<script>alert(1)</script>", "x" * 30000, "9" * 400])
def test_hostile_input_in_any_field_is_only_words(eva, text):
    pairs = fields(eva.get(EDIT))
    for name in dict.fromkeys(name for name, _value in pairs if name != "csrf_token"):
        data = dict(pairs) | {name: text.encode("utf-8", "surrogatepass")}
        answer = eva.post(EDIT, data=data)
        assert answer.status_code in {303, 409, 422}, name
        assert "<script>alert" not in answer.get_data(as_text=True)


def test_the_sheet_shows_everything_in_the_reader_language_and_marks_the_fallback(eva):
    send_edit(
        eva, EDIT, fields(eva.get(EDIT)), name_fr="", name_nl="Huis van het kind", description_fr="",
        description_en="", description_nl="Alleen in het Nederlands", contacts__function=["Onthaal", ""],
        contacts__email=["onthaal@example.org", ""], contacts__phone=["106", ""], age_from="12", age_to="18",
        phones__number=["02 529 41 20", "1813"], phones__note=["desk", "night"], alt_names="HvK",
    )  # fmt: skip
    eva.set_cookie("language", "fr")
    body = eva.get("/resources/ocmw-1070").get_data(as_text=True)
    assert '<h1 lang="nl">Huis van het kind</h1>' in body
    assert '<p class="text" lang="nl">Alleen in het Nederlands</p>' in body
    assert "Ce texte n" in body
    for words in ("Onthaal", "mailto:onthaal@example.org", "de 12 à 18 ans", "night", "HvK", "tel:1813"):
        assert words in body


def test_a_secret_address_is_marked_kept_over_edits_and_never_opened_by_an_old_version(eva, alice):
    warning = "Geheim adres: geef het aan niemand"
    assert warning not in alice.get("/resources/ocmw-1070").get_data(as_text=True)
    first = fields(eva.get(EDIT))
    assert send_edit(eva, EDIT, first, address_restricted=["was not", "yes"]).status_code == 303
    assert warning in alice.get("/resources/ocmw-1070").get_data(as_text=True)
    again = fields(eva.get(EDIT))
    assert again.count(("address_restricted", "yes")) == 1
    assert send_edit(eva, EDIT, again, access="bel eerst").status_code == 303
    sheet = editing.find("ocmw-1070")
    editing.restore(sheet, Revision.select().where(Revision.service == sheet).order_by(Revision.id).get(), "")
    assert editing.find("ocmw-1070").address_restricted
    left = [pair for pair in fields(eva.get(EDIT)) if pair[0] != "address_restricted"]
    assert send_edit(eva, EDIT, left, cost="gratis").status_code == 303
    assert editing.find("ocmw-1070").address_restricted, "a form that does not ask leaves it"
    open_again = fields(eva.get(EDIT))
    assert send_edit(eva, EDIT, open_again, address_restricted="was").status_code == 303
    assert not editing.find("ocmw-1070").address_restricted


def test_a_form_that_was_open_while_a_colleague_made_the_address_secret_does_not_open_it(eva, carl):
    before = fields(eva.get(EDIT))
    ticked = {"address_restricted": ["was not", "yes"]}
    assert send_edit(carl, EDIT, fields(carl.get(EDIT)), **ticked).status_code == 303
    assert send_edit(eva, EDIT, before, cost="gratis").status_code == 303
    assert editing.find("ocmw-1070").address_restricted
    overtaken = send_edit(eva, EDIT, before, cost="betalend")
    assert overtaken.status_code == 409
    assert fields(overtaken).count(("address_restricted", "yes")) == 1
    assert send_edit(eva, EDIT, fields(overtaken)).status_code == 303
    assert editing.find("ocmw-1070").address_restricted


def test_a_form_that_is_refused_keeps_what_it_said_of_the_address(eva):
    for said, kept in ((["was not", "yes"], True), (["was"], False)):
        form = fields(eva.get(EDIT))
        refused = send_edit(eva, EDIT, form, opening_hours="wanneer het past", address_restricted=said)
        assert refused.status_code == 422
        again = fields(refused)
        assert again.count(("address_restricted", "yes")) == kept
        assert send_edit(eva, EDIT, again, opening_hours="").status_code == 303
        assert editing.find("ocmw-1070").address_restricted is kept
