"""Checking: one click, parts, rhythm; what is due is marked in every line and leads the editor's day."""

import re
from datetime import date, timedelta

import pytest

from app.audit import AuditLine
from app.config import ConfigError, load
from directory import clock, usage, verifying
from directory.models import Service
from tests.web.conftest import token_of
from tests.web.test_editing import EDIT, fields, send_edit

SHEET = "/resources/ocmw-1070"


def check(browser, path=SHEET, **form):
    data = {"csrf_token": token_of(browser.get(SHEET)), "how": "called", "version": sheet().version, **form}
    return browser.post(path + "/check", data=data)


def text(browser, path):
    return browser.get(path).get_data(as_text=True)


def sheet(external_id="ocmw-1070"):
    return Service.get(external_id=external_id)


def checked(external_id, days_ago, rhythm=None):
    """A sheet that was checked some days ago."""
    one = sheet(external_id)
    one.rhythm = rhythm
    one.changed()
    verifying.verify(one, "", "website", day=clock.today() - timedelta(days=days_ago))
    return sheet(external_id)


def names_of(page):
    return re.findall(r'<h3><a href="/resources/([^"]+)"', page)


def test_only_editors_check(alice, dora, eva, carl):
    assert [check(one).status_code for one in (alice, dora)] == [403, 403]
    assert [one.get("/editor").status_code for one in (alice, dora, eva, carl)] == [403, 403, 200, 200]
    assert check(carl).status_code == 303
    assert "/check" not in text(alice, SHEET)


def test_one_click_says_checked_and_nothing_changed(eva, alice):
    assert check(eva).status_code == 303
    now = sheet()
    assert (now.verified_on, now.verified_how) == (clock.today(), "called")
    assert "by eva@example.org, called" in text(eva, SHEET)
    alice.set_cookie("language", "nl")
    assert "door eva@example.org, gebeld" in text(alice, SHEET)
    line = AuditLine.select().order_by(AuditLine.id.desc()).first()
    assert (line.verb, line.about) == ("sheet.checked", "ocmw-1070")


def test_a_part_is_checked_on_its_own_and_the_sheet_is_as_fresh_as_its_oldest_part(eva):
    old = (clock.today() - timedelta(days=40)).isoformat()
    check(eva, parts=["hours", "phone"], on=old, source="https://example.org")
    assert sheet().verified_on is None
    assert "https://example.org" in text(eva, SHEET)
    check(eva, parts=["address", "access", "languages"], how="visit")
    assert sheet().verified_on == date.fromisoformat(old)
    check(eva)
    assert sheet().verified_on == clock.today()


def test_an_edit_after_the_check_is_seen_to_be_unchecked(eva):
    check(eva)
    send_edit(eva, EDIT, fields(eva.get(EDIT)), access="ring twice")
    assert "changed since it was checked on" in text(eva, SHEET)
    assert sheet().verified_on == clock.today()
    send_edit(eva, EDIT, fields(eva.get(EDIT)), cost="free", checked="visit")
    assert "changed since it was checked on" not in text(eva, SHEET)
    assert "by eva@example.org, visit" in text(eva, SHEET)


def test_a_check_does_not_overtake_an_editor_who_is_typing(eva, carl):
    form = fields(carl.get(EDIT))
    check(eva)
    assert send_edit(carl, EDIT, form, cost="free").status_code == 303
    assert sheet().cost == "free"


@pytest.mark.parametrize(
    "wrong", [{"how": "guessed"}, {"on": "2999-01-01"}, {"on": "gisteren"}, {"parts": "colour"}]
)
def test_a_check_that_cannot_be_comes_back_as_it_was_typed(eva, wrong):
    answer = check(eva, **{"source": "typed <with> care", **wrong})
    assert answer.status_code == 422
    assert "typed &lt;with&gt; care" in answer.get_data(as_text=True)
    assert sheet().verified_on is None


def test_the_queue_holds_what_is_due_the_most_used_first(eva):
    for external_id, days in (("ocmw-1080", 400), ("ocmw-1050", 300), ("ocmw-1030", 10)):
        checked(external_id, days)
    for times, external_id in ((3, "ocmw-1050"), (5, "ocmw-1080"), (9, "ocmw-1030")):
        for _time in range(times):
            usage.count(sheet(external_id), clock.today())
    page = text(eva, "/editor?show=500")
    found = names_of(page)
    assert found[:2] == ["ocmw-1080", "ocmw-1050"]
    assert "ocmw-1030" not in found
    assert "opened 5 times this year" in page
    assert len(found) == Service.select().where(~Service.archived).count() - 1


def test_a_rhythm_of_its_own_and_the_setting_decide_when_a_sheet_is_due(eva):
    checked("ocmw-1080", 40, rhythm=1)
    checked("ocmw-1050", 40, rhythm=16)
    checked("ocmw-1030", 170)  # due within thirty days under the default of six months
    assert "ocmw-1080" in names_of(text(eva, "/editor?show=500"))
    assert {"ocmw-1050", "ocmw-1030"}.isdisjoint(names_of(text(eva, "/editor?show=500")))
    assert "ocmw-1030" in names_of(text(eva, "/editor?soon=1&show=500"))
    try:
        verifying.use_rhythm(3)
        assert Service.select().where(Service.indexed == 0).count() > 50  # search takes them in once more
        assert "ocmw-1030" in names_of(text(eva, "/editor?show=500"))
    finally:
        verifying.use_rhythm(6)


def test_the_default_rhythm_is_a_setting():
    assert load({"CHECK_MONTHS": "12"}).check_months == 12
    with pytest.raises(ConfigError, match="CHECK_MONTHS must be one of 1, 3, 6, 12, 16"):
        load({"CHECK_MONTHS": "5"})


def test_the_click_in_the_queue_leads_back_to_the_queue(eva):
    answer = check(eva, next="due", how="website")
    assert answer.location.startswith("/editor?done=ocmw-1070&how=website")
    page = text(eva, answer.location)
    assert re.search(r'role="status">[^<]*OCMW[^<]*is checked\.', page)
    assert '<option value="website" selected>' in page


def test_a_click_in_the_queue_that_is_refused_leads_back_to_it_all_the_same(eva):
    refused = check(eva, next="due", soon="1", how="guess")
    assert refused.status_code == 422
    for name, value in (("next", "due"), ("soon", "1")):
        assert f'name="{name}" value="{value}"' in refused.get_data(as_text=True)
    assert f'type="date" value="{clock.today()}"' in refused.get_data(as_text=True)


def test_what_is_due_is_marked_in_every_line_and_never_hidden(alice, eva):
    checked("ocmw-1070", 400)
    line = text(alice, "/resources?q=ocmw anderlecht")
    assert re.search(r'<span class="due">Nagekeken op [^<]*, opnieuw na te kijken</span>', line)
    assert "<span>Nog niet nagekeken door je dienst</span>" in text(alice, "/resources?q=ocmw elsene")
    check(eva)
    assert "opnieuw na te kijken" not in text(alice, "/resources?q=ocmw anderlecht")


def test_the_editor_starts_at_what_is_due_and_all_others_at_the_search(eva, alice, carl):
    assert eva.get("/").location == "/editor"
    assert [one.get("/").location for one in (alice, carl)] == ["/resources", "/resources"]


def test_opening_a_sheet_is_counted_without_who(alice):
    for _time in range(2):
        alice.get(SHEET).close()
    row = usage.SheetUse.get()
    assert (row.service.external_id, row.times) == ("ocmw-1070", 2)
    assert set(usage.SheetUse._meta.fields) == {"id", "service", "month", "times"}


def test_the_queue_asks_as_little_for_many_as_for_few(eva, queries):
    eva.get("/editor")
    counts = []
    for show in (5, 100):
        with queries() as asked:
            eva.get(f"/editor?show={show}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_is_due_stands_below_its_like_that_is_fresh(alice):
    names = {"name_nl": "Zebrahuis", "name_fr": "", "name_en": "", "alt_names": "", "category": "youth"}
    for at, external_id in enumerate(("ocmw-1080", "ocmw-1050", "ocmw-1070")):
        one = sheet(external_id)
        for name, value in names.items():
            setattr(one, name, value)
        one.changed()
        verifying.verify(one, "", "called", day=clock.today() - timedelta(days=(10, 400, 20)[at]))
    found = re.findall(r'data-sheet="([^"]+)"', text(alice, "/resources?q=zebrahuis"))
    assert (found[-1], len(found)) == ("ocmw-1050", 3)


def queue_form(browser, external_id="ocmw-1070"):
    """What the form of a sheet in the queue sends."""
    page = text(browser, "/editor?show=1000")
    form = page.split(f'action="/resources/{external_id}/check"')[1].split("</form>")[0]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) | {"how": "called"}


@pytest.mark.parametrize("opened", [queue_form, lambda eva: {"version": str(sheet().version)}])
def test_who_says_that_nothing_changed_says_it_of_what_was_on_the_screen(eva, carl, opened):
    form = opened(eva)
    send_edit(carl, EDIT, fields(carl.get(EDIT)), access="ring twice")
    late = check(eva, **form, source="typed <with> care")
    page = late.get_data(as_text=True)
    assert late.status_code == 409
    assert sheet().verified_on is None
    for words in ("changed after you opened it", "<ins>ring twice</ins>", "typed &lt;with&gt; care"):
        assert words in page
    again = re.search(r'name="version" value="(\d+)"', page)[1]
    assert check(eva, version=again).status_code == 303
    assert sheet().verified_on == verifying.today()


@pytest.mark.parametrize("version", ["", "0", "999", "x"])
def test_a_form_that_does_not_say_what_was_on_the_screen_confirms_nothing_and_shows_what_stands(eva, version):
    late = check(eva, version=version, source="typed <with> care", next="due")
    page = late.get_data(as_text=True)
    assert late.status_code == 409
    assert sheet().verified_on is None
    street = sheet().locations[0].street
    for words in ("may have changed", "02 529 41 20", street, "typed &lt;with&gt; care", "Not noted:"):
        assert words in page
    again = re.search(r'name="version" value="(\d+)"', page)[1]
    assert check(eva, version=again, next="due").location.startswith("/editor?done=ocmw-1070")
    assert sheet().verified_on == clock.today()


def test_a_form_without_version_that_comes_back_for_a_mistake_is_still_without_one(eva):
    page = check(eva, version="", on="gisteren").get_data(as_text=True)
    assert check(eva, version=re.search(r'name="version" value="(\d+)"', page)[1]).status_code == 409


def test_what_changed_beside_the_part_that_was_looked_at_does_not_stop_its_check(eva, carl):
    form = queue_form(eva)
    send_edit(carl, EDIT, fields(carl.get(EDIT)), access="ring twice", cost="free")
    assert check(eva, **form, parts=["phone", "hours"]).status_code == 303
    assert check(eva, **form, parts=["access"]).status_code == 409


def test_a_check_that_comes_back_is_still_of_what_was_on_the_screen(eva, carl):
    form = queue_form(eva)
    send_edit(carl, EDIT, fields(carl.get(EDIT)), access="ring twice")
    page = check(eva, **form, on="gisteren").get_data(as_text=True)
    assert f'name="version" value="{form["version"]}"' in page


def test_the_line_of_the_queue_shows_all_that_its_click_confirms(eva):
    send_edit(
        eva, EDIT, fields(eva.get(EDIT)), phones__number=["02 529 41 20", ""], phones__note=["onthaal", ""],
        opening_hours="Mo-Fr 09:00-12:00", access="ring twice", languages=["ar"], phone_interpreter="yes",
    )  # fmt: skip
    row = text(eva, "/editor?show=1000").split(f'<a href="{SHEET}"')[1].split("</li>")[0]
    street = sheet().locations[0].street
    for words in ("02 529 41 20", "onthaal", "Mon–Fri 09:00–12:00", street, "ring twice", "Arabic",
                  "Telephone interpreter: yes"):  # fmt: skip
        assert words in row
    assert "Not noted" not in row
    assert "Secret address" not in row


def test_the_line_of_the_queue_says_what_is_not_noted(eva):
    send_edit(
        eva,
        EDIT,
        fields(eva.get(EDIT)),
        opening_hours="",
        access="",
        languages=[],
        phone_interpreter="unknown",
    )
    row = text(eva, "/editor?show=1000").split(f'<a href="{SHEET}"')[1].split("</li>")[0]
    assert "Not noted: Hours, How to get in, Languages staff speak" in row
