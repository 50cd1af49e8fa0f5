"""Whatever shows a case leaves one line in the log that says who read it, a refused form included."""

import re

import pytest

from app import audit
from app.audit import AuditLine
from app.auth.models import User
from app.cases import looking
from app.cases.models import Draft, Note, Person, Referral
from directory.clock import now
from tests.web.conftest import fresh_token, send
from tests.web.test_cases import NOWHERE, open_case, text_of
from tests.web.test_cases_referrals import composed

TITLE = "Zilverberk"
# A form that is refused because of what is in it, where an empty one is taken in or changes nothing.
REFUSED = {
    "cases.client": {"birth_year": "1"}, "cases.close": {"do": "erase"}, "cases.correct": {"text": ""},
    "cases.person": {"birth_year": "1"}, "cases.team_change": {"do": "leave"},
}  # fmt: skip
# Reading that has a line of another name beside it or instead: looking through what is sent along.
MORE = {"cases.question_ask": {"question.previewed"}}


@pytest.fixture
def case(alice, bob):
    """The address of a case of Alice's with one of each, on which Bob is a colleague."""
    at = open_case(alice, TITLE)
    send(alice, f"{at}/team", email="bob@example.org", part="colleague")
    send(alice, f"{at}/notes", text="Een notitie")
    send(alice, f"{at}/people", kind="linked", name="Ahmed", relation="partner")
    composed(alice, at, "letter")
    return at


def asked(app, case):
    """(endpoint, method, address) of all that is under a case."""
    known = {
        "uuid": case.rsplit("/", 1)[1], "note_uuid": Note.get().uuid,
        "referral_uuid": Referral.get().uuid, "person_uuid": Person.get(Person.kind == "linked").uuid,
    }  # fmt: skip
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/cases/<uuid>"):
            path = re.sub(r"<(\w+)>", lambda name: known.get(name[1], NOWHERE), rule.rule)
            for method in rule.methods & {"GET", "POST"}:
                yield rule.endpoint, method, path


def test_no_answer_shows_a_case_without_a_line_and_none_has_two(app, bob, case):
    token, shown = fresh_token(bob), set()
    for endpoint, method, path in asked(app, case):
        before = AuditLine.select().count()
        form = {"csrf_token": token, **REFUSED.get(endpoint, {})} if method == "POST" else None
        answer = bob.open(path, method=method, data=form)
        lines = [line.verb for line in AuditLine.select().order_by(AuditLine.id).offset(before)]
        read = [verb for verb in lines if looking.reads(verb)]
        if TITLE in text_of(answer) or "Een notitie" in text_of(answer):
            shown.add(endpoint)
            assert len(read) == 1, (endpoint, method, lines)
            if answer.status_code == 422:
                assert set(lines) <= {*read, *MORE.get(endpoint, ())}, (endpoint, lines)
        else:
            assert answer.status_code != 422 or not read, (endpoint, lines)
    posts = {"cases.add_note", "cases.correct", "cases.compose", "cases.go", "cases.step", "cases.hand_over",
             "cases.give_consent", "cases.client", "cases.add_document", "cases.share", "cases.close",
             "cases.certificate_make", "cases.question_ask"}  # fmt: skip
    assert posts <= shown
    assert {"cases.page", "cases.note", "cases.referral", "cases.people", "cases.looked"} <= shown


def test_what_comes_every_second_while_somebody_types_is_one_line_a_quarter_of_an_hour(
    alice, bob, case, monkeypatch
):
    def lines(verb, who="alice"):
        return AuditLine.select().join(User, on=(AuditLine.who == User.uuid)).where(
            AuditLine.verb == verb, User.email == f"{who}@example.org"
        ).count()  # fmt: skip

    def type_on(browser):
        for text in ("V", "Va", "Van"):
            send(browser, f"{case}/draft", text=text, base="0")
            send(browser, "/cases/note/draft", text=text, base="0")
            send(browser, "/cases/note/mention", typed=text)
            send(browser, f"{case}/mention", typed=text)

    read = lines("case.read")
    type_on(alice)
    assert [lines(verb) for verb in ("draft.saved", "note.mention")] == [2, 1]  # with a case, and without
    assert lines("case.read") - read == 1
    type_on(bob)
    assert lines("draft.saved", "bob") == 2
    send(alice, f"{open_case(alice)}/draft", text="Elders", base="0")
    assert lines("draft.saved") == 3
    ahead = now() + audit.LATELY
    monkeypatch.setattr(audit, "now", lambda: ahead)
    type_on(alice)
    assert [lines(verb) for verb in ("draft.saved", "note.mention")] == [5, 2]
    assert Draft.select().where(Draft.version == 6).count() == 1  # each of them was kept
