"""Two taps tell what is wrong; it shows at once, an editor decides, and who reported it hears."""

import re

import pytest

from app.audit import AuditLine
from directory import editing, snapshots, suggestions
from directory.models import Phone, Service
from directory.suggestions import Suggestion
from tests.web.conftest import fresh_token, token_of
from tests.web.test_editing import EDIT, fields, send_edit

SHEET = "/resources/ocmw-1070"
DEAD = "+3225294120"


@pytest.fixture
def phone(app):
    """The sheet has one phone, of which a colleague will say that it is dead."""
    one = Service.get(external_id="ocmw-1070")
    editing.change(one, snapshots.of(one) | {"phones": [{"number": DEAD, "note": "desk"}]}, "edited", "")
    return one


def text(browser, path):
    return browser.get(path).get_data(as_text=True)


def report(browser, kind, words="", path=SHEET, **more):
    form = {"csrf_token": token_of(browser.get(path)), "kind": kind, "words": words, **more}
    return browser.post("/resources/ocmw-1070/report", data=form)


def decide(browser, verb, answer=""):
    row = Suggestion.select().order_by(Suggestion.id.desc()).first()
    form = {"csrf_token": token_of(browser.get("/editor/suggestions")), "do": verb, "answer": answer}
    return browser.post(f"/editor/suggestions/{row.uuid}", data=form)


def numbers():
    rows = Phone.select().join(Service).where(Service.external_id == "ocmw-1070")
    return [(row.number, row.note) for row in rows.order_by(Phone.position)]


@pytest.fixture
def reader(alice):
    alice.set_cookie("language", "en")
    return alice


def test_two_taps_from_the_result_line_and_it_shows_at_once(phone, reader, bob):
    line = text(reader, "/resources?q=ocmw anderlecht")
    assert 'href="/resources/ocmw-1070/report"' in line
    form = text(reader, "/resources/ocmw-1070/report")
    assert f'value="phone:{DEAD}">02 529 41 20 does not work<' in form
    answer = report(reader, f"phone:{DEAD}", "02 529 41 00", source="their voicemail")
    assert answer.status_code == 303
    page = text(reader, answer.location)
    assert "Thank you." in page
    remark = re.search(r'<span class="remark">.*?</span></span>', page, re.S).group()
    for words in ("Not confirmed", "02 529 41 20 does not work", "02 529 41 00", "alice@", "their voicemail"):
        assert words in remark
    assert "1 opmerking, niet bevestigd" in text(bob, "/resources?q=ocmw anderlecht")
    assert numbers() == [(DEAD, "desk")]
    assert AuditLine.select().order_by(AuditLine.id.desc()).first().verb == "sheet.reported"


def test_an_editor_takes_it_over_and_the_reporter_hears(phone, reader, bob, eva):
    report(reader, f"phone:{DEAD}", "02 529 41 00")
    assert "1 correction to look at" in text(eva, "/editor")
    assert "<del>02 529 41 20, desk</del> <ins>02 529 41 00, desk</ins>" in text(eva, "/editor/suggestions")
    assert decide(eva, "accept", "Thanks, I called them").status_code == 303
    assert numbers() == [("+3225294100", "desk")]
    assert 'class="remark"' not in text(reader, SHEET)
    start = text(reader, "/resources")
    assert "<strong>Taken over</strong>: “Thanks, I called them”" in start
    assert "Thanks, I called" not in text(bob, "/resources")
    reader.post("/reports", data={"csrf_token": fresh_token(reader)})
    assert "Thanks, I called" not in text(reader, "/resources")
    assert "Thanks, I called" in text(reader, "/reports")
    assert "02 529 41 00" in text(eva, "/resources/ocmw-1070/history")


def test_a_dead_number_without_a_right_one_is_taken_away(phone, reader, eva):
    report(reader, f"phone:{DEAD}")
    decide(eva, "accept")
    assert numbers() == []


def test_an_editor_works_it_in_by_hand(phone, reader, eva):
    report(reader, "access", "only on appointment, ask for Els's desk")
    page = text(eva, "/editor/suggestions")
    row = Suggestion.get()
    assert 'value="accept"' not in page
    assert decide(eva, "accept").status_code == 422
    form = eva.get(f"{EDIT}?suggestion={row.uuid}")
    assert "only on appointment" in form.get_data(as_text=True)
    refused = send_edit(eva, EDIT, fields(form), access="on appointment", website="nowhere")
    assert refused.status_code == 422
    assert ("suggestion", row.uuid) in fields(refused)
    assert send_edit(eva, EDIT, fields(refused), website="").status_code == 303
    row = Suggestion.get()
    assert (row.state, Service.get(external_id="ocmw-1070").access) == ("changed", "on appointment")
    assert "Worked into the sheet" in text(reader, "/resources")


def test_hours_in_plain_words_are_read_and_filled_in(phone, reader, eva):
    report(reader, "hours", "monday 9h-12h")
    assert decide(eva, "accept").status_code == 303
    assert Service.get(external_id="ocmw-1070").opening_hours == "Mo 09:00-12:00"


def test_an_editor_rejects_it_with_a_word(phone, reader, eva):
    report(reader, "closed")
    assert "This service does not exist any more" in text(reader, SHEET)
    assert decide(eva, "reject", "They moved: see the new address").status_code == 303
    assert "Not taken over" in text(reader, "/resources")
    assert "does not exist any more" not in text(reader, SHEET)


def test_a_service_that_is_gone_is_put_away_with_one_click(phone, reader, eva):
    report(reader, "closed", "the house is empty")
    decide(eva, "accept")
    assert reader.get(SHEET).status_code == 410
    assert "the house is empty" in text(eva, "/resources/ocmw-1070/history")


def test_a_correction_never_goes_over_a_later_edit_and_is_decided_once(phone, reader, eva, carl):
    report(reader, f"phone:{DEAD}", "02 529 41 00")
    one = Service.get(external_id="ocmw-1070")
    editing.change(one, snapshots.of(one) | {"phones": [{"number": "106", "note": ""}]}, "edited", "")
    answer = decide(eva, "accept", "kept words")
    assert answer.status_code == 422
    assert 'value="kept words"' in answer.get_data(as_text=True)
    assert numbers() == [("106", "")]
    assert decide(eva, "reject").status_code == 303
    assert decide(carl, "reject").status_code == 409


def test_two_sources_that_disagree_are_both_shown_with_their_dates(phone, reader):
    one = Service.get(external_id="ocmw-1070")
    one.source, one.source_date = "folder", "2025-06"
    one.changed()
    suggestions.propose(
        one, {"phones": [{"number": "+3225294100", "note": ""}]}, source="City guide", day="2026-03-03"
    )
    page = text(reader, SHEET)
    assert "02 529 41 20" in page
    remark = re.search(r'<span class="remark">.*?</span></span>', page, re.S).group()
    for words in ("City guide says otherwise", "02 529 41 00", "3 Mar 2026"):
        assert words in remark
    assert "On the sheet according to folder, June 2025" in page


def test_a_report_without_words_that_needs_them_comes_back(phone, reader):
    answer = report(reader, "other", source="my <aunt>")
    assert answer.status_code == 422
    assert "my &lt;aunt&gt;" in answer.get_data(as_text=True)
    for kind in ("", "circus", "phone:" + "9" * 300, "\x00"):
        assert report(reader, kind, "w\x00\x07ords").status_code in {303, 422}
    assert reader.get("/resources/nothing/report").status_code == 404


def test_only_editors_decide(phone, reader, dora, eva):
    report(reader, "hours", "x")
    for one in (reader, dora):
        assert one.get("/editor/suggestions").status_code == 403
        form = {"csrf_token": token_of(one.get(SHEET)), "do": "accept"}
        assert one.post(f"/editor/suggestions/{Suggestion.get().uuid}", data=form).status_code == 403
    assert (
        eva.post("/editor/suggestions/none", data={"csrf_token": token_of(eva.get("/editor"))}).status_code
        == 404
    )


def test_the_list_asks_as_little_for_many_as_for_few(phone, reader, eva, queries):
    counts = []
    for _round in range(2):
        for external_id in [row.external_id for row in Service.select().limit(6)]:
            suggestions.report(Service.get(external_id=external_id), "", "hours", "monday 9h-12h")
        with queries() as asked:
            eva.get("/editor/suggestions")
        counts.append(len(asked))
    assert counts[0] == counts[1]
