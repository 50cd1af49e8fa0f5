"""A service looks at its own sheet through a signed link, and what it answers is only a suggestion."""

import html
import json
import re
from datetime import timedelta

import pytest

from directory import clock, sheet_links, verifying
from directory.models import Phone, Service
from directory.sheet_links import SheetLink
from directory.suggestions import Suggestion
from tests.web.conftest import token_of
from tests.web.test_editing import EDIT, fields, send_edit

SHEET = "/resources/ocmw-1070"


@pytest.fixture
def link(eva, app):
    """The address that an editor copied."""
    send_edit(
        eva, EDIT, fields(eva.get(EDIT)), phones__number=["02 529 41 20", ""], phones__note=["desk", ""],
        email="hallo@example.org", cost="free", opening_hours="Mo-Fr 09:00-12:00",
        contacts__function=["Onthaal", ""], contacts__email=["intern@example.org", ""],
    )  # fmt: skip
    eva.post(SHEET + "/knowledge", data={"csrf_token": token_of(eva.get(SHEET)), "words": "bel voor tien"})
    eva.post(SHEET + "/link", data={"csrf_token": token_of(eva.get(SHEET)), "do": "make"})
    page = eva.get(SHEET + "/link").get_data(as_text=True)
    assert "mailto:hallo%40example.org" in page
    return re.search(r'value="http://localhost(/own-sheet/[^"]+)"', page).group(1)


@pytest.fixture
def service(app):
    """Somebody of the service: a browser without an account."""
    browser = app.test_client()
    browser.set_cookie("language", "en")
    return browser


def text(browser, path):
    return browser.get(path).get_data(as_text=True)


def answer(browser, path, do="correct", **typed):
    version = Service.get(external_id="ocmw-1070").version
    form = {"csrf_token": token_of(browser.get(path)), "version": version, "do": do, **typed}
    return browser.post(path, data=form)


def take(eva, row, do="accept"):
    form = {"csrf_token": token_of(eva.get("/editor/suggestions")), "do": do, "answer": "Thank you"}
    return eva.post(f"/editor/suggestions/{row.uuid}", data=form)


def test_without_an_account_the_service_sees_its_official_sheet_and_nothing_else(link, service):
    page = text(service, link)
    for words in ("02 529 41 20 (desk)", "hallo@example.org", "free", "Mon–Fri 09:00–12:00"):
        assert words in page
    for words in ("bel voor tien", "intern@example.org", "eva@example.org", "Onthaal"):
        assert words not in page


def test_all_is_right_waits_for_an_editor_and_then_is_a_check(link, service, eva):
    said = answer(service, link, "right", source="reception")
    assert said.status_code == 200
    assert "Your answer has arrived" in said.get_data(as_text=True)
    assert "You said that all is right" in said.get_data(as_text=True)
    assert Service.get(external_id="ocmw-1070").verified_on is None
    assert "The service itself says that all is right" in text(eva, SHEET)
    assert take(eva, Suggestion.get()).status_code == 303
    now = Service.get(external_id="ocmw-1070")
    assert (now.verified_on, now.verified_how) == (clock.today(), "service")
    assert "reception" in text(eva, SHEET)


def test_what_it_corrects_is_a_suggestion_until_an_editor_takes_it_over(link, service, eva):
    answer(
        service, link, phones="02 529 41 00 (reception)\n106", cost="five euro", opening_hours="monday 9h-12h"
    )
    row = Suggestion.get()
    assert set(row.values()) == {"phones", "cost", "opening_hours"}
    assert Service.get(external_id="ocmw-1070").cost == "free"
    assert "You said what is otherwise – <strong>An editor has not looked yet" in text(service, link)
    assert "The service itself says otherwise" in text(eva, SHEET)
    assert take(eva, row).status_code == 303
    now = Service.get(external_id="ocmw-1070")
    assert (now.cost, now.opening_hours) == ("five euro", "Mo 09:00-12:00")
    numbers = [(one.number, one.note) for one in Phone.select().where(Phone.service == now)]
    assert numbers == [("+3225294100", "reception"), ("106", "")]
    assert now.verified_how == "service"
    assert "<strong>Taken over</strong>: “Thank you”" in text(service, link)


def test_what_only_a_person_can_read_stays_in_words(link, service, eva):
    answer(
        service, link, phones="ask <b>Els", website="javascript:alert(1)", locations="next door", cost="one"
    )
    row = Suggestion.get()
    assert set(row.values()) == {"cost"}
    for words in ("Phone: ask <b>Els", "Website: javascript:alert(1)", "Address: next door"):
        assert words in row.words
    page = text(eva, "/editor/suggestions")
    assert "ask &lt;b&gt;Els" in page
    assert 'value="accept"' not in page
    assert take(eva, row).status_code == 422
    form = eva.get(f"{EDIT}?suggestion={row.uuid}")
    assert ("cost", "one") in fields(form)


def test_nothing_changed_and_nothing_said_is_asked_again(link, service):
    said = answer(service, link, source="reception")
    assert said.status_code == 422
    assert 'value="reception"' in said.get_data(as_text=True)
    assert not Suggestion.select().exists()


def test_a_later_answer_stands_in_for_the_one_that_nobody_read(link, service):
    answer(service, link, cost="one")
    answer(service, link, cost="two")
    assert [row.state for row in Suggestion.select().order_by(Suggestion.id)] == ["replaced", "open"]
    assert Service.get(external_id="ocmw-1070").remarks == 1


def test_a_wrong_an_expired_and_a_stopped_link_get_the_same_answer(link, service, eva, app):
    pages = [service.get(link[:-2] + "xx"), service.get("/own-sheet/x"), service.get("/own-sheet/%00.é")]
    row = SheetLink.get()
    SheetLink.update(at=row.at - timedelta(days=40), expires=row.expires - timedelta(days=40)).execute()
    old = sheet_links.token(SheetLink.get(), app.config["SECRET_KEY"])
    pages.append(service.get(f"/own-sheet/{old}"))
    pages.append(service.get(link))
    SheetLink.update(at=row.at, expires=row.expires).execute()
    assert service.get(link).status_code == 200
    eva.post(SHEET + "/link", data={"csrf_token": token_of(eva.get(SHEET)), "do": "withdraw"})
    pages.append(service.get(link))
    assert {page.status_code for page in pages} == {404}
    assert all("This link does not open any more" in page.get_data(as_text=True) for page in pages)


def test_a_link_made_with_another_servers_secret_opens_nothing(link, service):
    forged = sheet_links.token(SheetLink.get(), b"another secret")
    assert service.get(f"/own-sheet/{forged}").status_code == 404


def test_a_link_takes_so_many_answers_and_no_more(link, service):
    for number in range(sheet_links.MOST_ANSWERS):
        assert answer(service, link, cost=str(number)).status_code == 200
    assert answer(service, link, cost="more").status_code == 429


def test_only_an_editor_makes_a_link_and_a_new_one_stops_the_old(link, service, eva, alice):
    assert alice.get(SHEET + "/link").status_code == 403
    assert alice.post(SHEET + "/link", data={"csrf_token": token_of(alice.get(SHEET))}).status_code == 403
    eva.post(SHEET + "/link", data={"csrf_token": token_of(eva.get(SHEET)), "do": "make"})
    assert service.get(link).status_code == 404


def test_an_archived_sheet_has_no_door(link, service, eva):
    eva.post(SHEET + "/archive", data={"csrf_token": token_of(eva.get(SHEET)), "do": "archive"})
    assert service.get(link).status_code == 404


def test_a_secret_address_is_behind_no_link(link, service):
    one = Service.get(external_id="ocmw-1070")
    street = one.locations[0].street
    assert street in text(service, link)
    one.address_restricted = True
    one.changed()
    assert street not in text(service, link)
    answer(service, link, locations="somewhere else", cost="one")
    assert "somewhere" not in Suggestion.get().words


def test_no_fact_behind_a_link_names_the_street_of_a_secret_address(link, service):
    one = Service.get(external_id="ocmw-1070")
    name = " ".join(word for word in one.locations[0].street.split() if word.isalpha())
    one.description_nl, one.name_nl = f"Bel aan in de {name.upper()}", f"Huis {name}"
    one.address_restricted = True
    one.changed()
    answer(service, link, description_nl="iets anders", access=f"Ga naar de {name}")
    assert "description_nl" not in Suggestion.get().values(), "what is not asked is not taken either"
    page = text(service, link)
    assert name.lower() not in page.lower()
    assert "free" in page


def test_all_is_right_counts_for_what_the_service_was_shown_and_not_for_what_changed_since(
    link, service, eva
):
    answer(service, link, "right")
    send_edit(eva, EDIT, fields(eva.get(EDIT)), access="ring twice")
    assert take(eva, Suggestion.get()).status_code == 303
    now = Service.get(external_id="ocmw-1070")
    assert set(verifying.checks(now)) == {"phone", "hours", "address", "languages"}
    assert now.verified_on is None


def test_a_page_that_was_open_while_an_editor_saved_proposes_nothing_of_before(link, service, eva):
    page = text(service, link)
    form = dict(re.findall(r'<input [^>]*name="(\w+)" value="([^"]*)"', page)) | {"access": "ring once"}
    send_edit(eva, EDIT, fields(eva.get(EDIT)), cost="five euro", website="https://new.example.org")
    service.post(link, data={**form, "do": "correct"})
    row = Suggestion.get()
    assert (set(row.values()), row.words) == ({"access"}, "")
    assert take(eva, row).status_code == 303
    now = Service.get(external_id="ocmw-1070")
    assert (now.access, now.cost, now.website) == ("ring once", "five euro", "https://new.example.org")


def form_of(page):
    """What the form sends as it was shown."""
    sent = dict(re.findall(r'<input [^>]*name="(\w+)" value="([^"]*)"', page))
    texts = dict(re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', page, re.S))
    return {name: html.unescape(value) for name, value in (sent | texts).items()}


@pytest.mark.parametrize("do", ["correct", "right"])
def test_the_next_answer_begins_with_the_one_that_nobody_read_yet(link, service, do):
    answer(service, link, cost="five euro", rest="closed in August")
    form = form_of(text(service, link))
    assert (form["cost"], form["rest"]) == ("five euro", "closed in August")
    service.post(link, data={**form, "do": do, "email": "new@example.org"})
    last = Suggestion.select().order_by(Suggestion.id.desc()).get()
    assert (last.values(), last.words) == (
        {"cost": "five euro", "email": "new@example.org"},
        "closed in August",
    )


def test_hours_and_languages_are_read_in_the_language_of_the_page_they_stood_on(link, service, eva):
    send_edit(eva, EDIT, fields(eva.get(EDIT)), opening_hours="Mo,Tu 09:00-12:00", languages=["ar", "nl"])
    service.set_cookie("language", "nl")
    form = form_of(text(service, link))
    assert form["opening_hours"] == "ma, di 09:00–12:00"
    service.set_cookie("language", "fr")
    again = service.post(link, data={**form, "do": "correct"})
    assert again.status_code == 422, "nothing differs"
    form = form_of(again.get_data(as_text=True))
    assert (form["written_in"], form["opening_hours"]) == ("nl", "ma, di 09:00–12:00")
    service.post(link, data={**form, "do": "correct", "opening_hours": "ma 09:00-12:00"})
    row = Suggestion.get()
    assert (row.values(), row.words) == ({"opening_hours": "Mo 09:00-12:00"}, "")


def test_an_answer_of_before_what_was_shown_was_kept_confirms_only_what_it_corrects(link, service, eva):
    for do, typed, confirmed in (("right", {}, set()), ("correct", {"access": "ring once"}, {"access"})):
        answer(service, link, do, **typed)
        row = Suggestion.select().order_by(Suggestion.id.desc()).first()
        row.base = json.dumps({name: value for name, value in json.loads(row.base).items() if name in typed})
        row.save()
        assert take(eva, row).status_code == 303
        assert set(verifying.checks(Service.get(external_id="ocmw-1070"))) == confirmed


@pytest.mark.parametrize("version", ["", "0", "999"])
def test_an_answer_that_does_not_say_what_was_shown_confirms_only_what_it_corrects(
    link, service, eva, version
):
    for do, typed, confirmed in (("right", {}, set()), ("correct", {"access": "ring once"}, {"access"})):
        assert answer(service, link, do, version=version, **typed).status_code == 200
        row = Suggestion.select().order_by(Suggestion.id.desc()).first()
        assert take(eva, row).status_code == 303
        assert set(verifying.checks(Service.get(external_id="ocmw-1070"))) == confirmed


def test_what_the_service_was_not_shown_is_not_checked_by_its_answer(link, service, eva):
    one = Service.get(external_id="ocmw-1070")
    one.address_restricted = True
    one.changed()
    answer(service, link, "right")
    take(eva, Suggestion.get())
    assert "address" not in verifying.checks(Service.get(external_id="ocmw-1070"))


def test_hours_and_places_have_room_on_a_phone_and_hours_of_several_lines_are_read(link, service):
    page = text(service, link)
    for field in ("locations", "opening_hours"):
        assert f'<textarea id="{field}"' in page
    assert 'name="email" value="hallo@example.org" autocomplete="off" inputmode="email"' in page
    answer(service, link, opening_hours="Mon 9:00-12:00\r\nTue 13:00-16:00")
    assert json.loads(Suggestion.get().proposed) == {"opening_hours": "Mo 09:00-12:00; Tu 13:00-16:00"}


def test_what_was_written_stands_between_the_marks_of_the_readers_language(link, service):
    answer(service, link, rest="Wachtlijst\r\ntot januari")
    assert '<span class="text">(“Wachtlijst\ntot januari”)</span>' in text(service, link)
    service.set_cookie("language", "fr")
    assert "(«\u00a0Wachtlijst\ntot januari\u00a0»)" in text(service, link)
