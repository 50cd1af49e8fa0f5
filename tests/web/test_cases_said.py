"""A form that is refused says so at the field that is wrong; one that is taken in says so too."""

import re

import pytest

from app.cases import clock
from app.cases.models import (
    Appointment,
    Case,
    CaseKey,
    Consent,
    Interpreting,
    Note,
    Partner,
    Person,
    Plan,
    Task,
)
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import begin, composed
from tests.web.test_cases_ties import day

LONG = "woord " * 20_000 + "SLOT"
AGREED = {"party": "client", "to": "ocmw-1080", "scope": ["identity"], "how": "oral", "given": "2026-01-05"}


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice)


def at_the_field(answer, name):
    """The page's only message, which stands at the field ``name`` and is told with it."""
    page = text_of(answer)
    assert answer.status_code == 422
    fields = re.findall(r"<(?:input|select|textarea)[^>]*aria-invalid[^>]*>", page)
    assert len(fields) == 1, fields
    assert f'name="{name}"' in fields[0]
    assert "autofocus" in fields[0]
    assert page.count("autofocus") == 2  # and the closed palette
    said = re.search(r'aria-describedby="(\S+-wrong)', fields[0]).group(1)
    found = re.findall(rf'<p class="error" role="alert" id="{said}">(.*?)</p>', page, re.S)
    assert len(found) == 1
    assert page.count('role="alert"') - page.count("hidden>") <= 1 + page.count('id="not-')
    return found[0]


REFUSED = [
    ("client", {"birth_year": "abcd"}, "birth_year"),
    ("people", {"kind": "linked", "relation": "koning"}, "relation"),
    ("ties", {"way": "", "who": "Oma"}, "way"),
    ("ties", {"way": "visit", "next": "2026-02-31"}, "next"),
    ("appointments", {"about": "bezoek"}, "on"),
    ("appointments", {"on": day(30), "about": "bezoek"}, "hour"),
    ("appointments", {"on": day(30), "hour": "10:00", "provider": "setis-bxl"}, "language"),
    ("partners", {"phone": "02"}, "name"),
    ("partners", {"name": "X", "since": "2026-02-31"}, "since"),
    ("partners", {"name": "X", "sheet": "bestaat niet"}, "sheet"),
    ("conferences", {"participants": "a", "decisions": "b"}, "on"),
    ("conferences", {"on": "2026-01-05", "participants": "a"}, "decisions"),
    ("conferences", {"on": "2026-01-05", "participants": "a", "decisions": "b"}, "told"),
    ("tasks", {"words": ""}, "words"),
    ("tasks", {"words": "bel", "kind": "deadline"}, "due"),
    ("notes", {"text": ""}, "text"),
    ("notes", {"text": "a", "minutes": "veel"}, "minutes"),
    ("notes", {"text": "a", "due": "2026-12-24"}, "task"),
    ("notes", {"text": "a\n/taak bel 31/02/2026"}, "text"),
    ("consents", {**AGREED, "to": ""}, "to"),
    ("consents", {**AGREED, "until": "2020-01-01"}, "until"),
    ("consents", {**AGREED, "scope": []}, "scope"),
    ("circles", {"name": ""}, "name"),
    ("certificate", {"name": "X", "on": "2026-01-05"}, "asked"),
    ("certificate", {"name": "X", "on": "", "asked": "on"}, "on"),
    ("closing", {"do": "erase"}, "sure"),
]


@pytest.mark.parametrize(("path", "form", "field"), REFUSED)
def test_a_refusal_stands_at_the_field_that_is_wrong_which_has_the_focus(alice, case, path, form, field):
    if path == "closing":
        send(alice, f"{case}/closing", do="close")
    assert " – " in at_the_field(send(alice, f"{case}/{path}", **form), field)


def test_also_where_a_row_is_changed_and_only_in_its_own_form(alice, case):
    for kind in ("linked", "linked", "household"):
        send(alice, f"{case}/people", kind=kind, relation="spouse")
    for row in Person.select():
        at_the_field(send(alice, f"{case}/people/{row.uuid}", relation="koning"), "relation")
    row = Person.get(Person.kind == "linked")
    at_the_field(send(alice, f"{case}/people/{row.uuid}/custody", custody="remand"), "begin")
    send(alice, f"{case}/people/{row.uuid}/custody", custody="remand", begin="2026-01-05")
    which = re.search(r'name="which" value="([^"]+)"', text_of(alice.get(f"{case}/people"))).group(1)
    at_the_field(send(alice, f"{case}/people/{row.uuid}/custody", do="end", which=which, end=""), "end")
    send(alice, f"{case}/ties", way="visit")
    at_the_field(send(alice, f"{case}/ties/{Plan.get().uuid}", way="phone", next="x"), "next")
    send(alice, f"{case}/appointments", on=day(30), hour="10:00", provider="setis-bxl", language="ar")
    at_the_field(send(alice, f"{case}/interpreters/{Interpreting.get().uuid}", do="done", cost="x"), "cost")
    send(alice, f"{case}/partners", name="Advocaat")
    at_the_field(send(alice, f"{case}/partners/{Partner.get().uuid}", name="A", since="x"), "since")


def test_and_on_the_pages_that_belong_to_no_case(alice, carl, case):
    at_the_field(send(alice, "/cases/note", text="Een woord"), "case")
    at_the_field(send(alice, "/cases/note", text="Een woord", case="new", title=LONG), "title")
    at_the_field(send(alice, "/cases/desk", away_until="2020-01-01"), "away_until")
    at_the_field(send(alice, "/cases/emergency", name="Zilverberk", reason="nu"), "reason")
    at_the_field(send(carl, "/cases/settings", news_after="veel"), "news_after")


TOO_LONG = [
    ("people", {"kind": "household", "name": "A", "remark": LONG}, "remark"),
    ("client", {"reach": LONG}, "reach"),
    ("ties", {"way": "visit", "remark": LONG}, "remark"),
    ("appointments", {"on": day(30), "hour": "10:00", "about": LONG}, "about"),
    ("partners", {"name": "A", "purpose": LONG}, "purpose"),
    ("conferences", {"on": "2026-01-05", "participants": "a", "decisions": LONG, "told": "on"}, "decisions"),
    ("tasks", {"words": LONG}, "words"),
    ("notes", {"text": LONG}, "text"),
    ("notes", {"text": "a", "task": LONG}, "task"),
    ("notes", {"text": f"/taak {LONG[-9_000:]}"}, "text"),
    ("consents", {**AGREED, "proof": LONG}, "proof"),
    ("circles", {"name": LONG}, "name"),
    ("certificate", {"name": LONG, "on": "2026-01-05", "asked": "on"}, "name"),
]


@pytest.mark.parametrize(("path", "form", "field"), TOO_LONG)
def test_what_is_too_long_is_refused_and_comes_back_whole(alice, case, path, form, field):
    answer = send(alice, f"{case}/{path}", **form)
    assert "hoogstens" in at_the_field(answer, field) or "at most" in text_of(answer)
    assert text_of(answer).count("SLOT") >= 1
    for model in (Note, Task, Partner, Person, Appointment, Plan, Consent):
        assert model.select().count() == 0


def test_neither_is_the_name_of_a_case_nor_a_block_of_a_letter_cut(alice, case):
    keys = CaseKey.select().count()
    answer = send(alice, "/cases", title=LONG)
    assert "SLOT" in text_of(answer)
    at_the_field(answer, "title")
    assert (Case.select().count(), CaseKey.select().count()) == (1, keys)
    at = begin(alice, case, "letter")
    answer = send(alice, f"{at}/compose", take=["situation"], **{"text-situation": LONG})
    at_the_field(answer, "text-situation")
    assert "SLOT" in text_of(answer)


def told(alice, answer):
    """What the next page says, and only that one."""
    assert answer.status_code == 303
    said = re.findall(r'role="status" data-told>(.*?)</p>', text_of(alice.get(answer.location)))
    assert "data-told" not in text_of(alice.get(answer.location))
    return said


SAVED = [
    ("client", {"name": "A"}, "saved"),
    ("people", {"kind": "household", "name": "A"}, "person"),
    ("ties", {"way": "visit"}, "saved"),
    ("appointments", {"on": day(30), "hour": "10:00"}, "appointment"),
    ("partners", {"name": "A"}, "partner"),
    ("conferences", {"on": "2026-01-05", "participants": "a", "decisions": "b", "told": "on"}, "conference"),
    ("tasks", {"words": "bel"}, "task"),
    ("consents", AGREED, "consent"),
]


@pytest.mark.parametrize(("path", "form", "_what"), SAVED)
def test_what_was_taken_in_is_said_once(alice, case, path, form, _what):
    assert len(told(alice, send(alice, f"{case}/{path}", **form))) == 1


def test_a_task_that_was_marked_done_by_mistake_is_put_back_with_one_button(alice, bob, charlie, case):
    send(alice, f"{case}/team", email="bob@example.org")
    send(alice, f"{case}/tasks", words="De school bellen")
    at = f"{case}/tasks/{Task.get().uuid}"
    send(bob, f"{at}/done")
    page = text_of(bob.get(case))
    assert "De school bellen" not in page
    undo = re.search(rf'action="({at}/undo)"', page).group(1)
    assert send(charlie, undo).status_code == 404
    assert send(bob, undo).location == case
    assert "De school bellen" in text_of(alice.get(case))
    send(alice, f"{at}/done", back="/cases/today")
    assert f'action="{undo}"' in text_of(alice.get("/cases/today"))
    assert send(alice, undo, back="/cases/today").location == "/cases/today"
    assert Task.get().done is None


def test_what_cannot_be_brought_back_asks_first(alice, case):
    send(alice, f"{case}/people", kind="household", name="Oma")
    send(alice, f"{case}/appointments", on=day(30), hour="10:00")
    send(alice, f"{case}/consents", **AGREED)
    begin(alice, case, "letter")
    for path, button in (("people", 'value="remove"'), ("ties", 'value="remove"')):
        page = text_of(alice.get(f"{case}/{path}"))
        assert page.count(button) == page.count('<details class="sure">') == 1
    page = text_of(alice.get(f"{case}/consents"))
    sure = re.search(r'<details class="sure">.*?</details>', page, re.S).group()
    assert f"/consents/{Consent.get().uuid}" in sure


def test_a_draft_is_thrown_away_and_nothing_of_it_is_said_to_have_happened(alice, case):
    at = composed(alice, case, "letter")
    page = text_of(alice.get(at))
    assert 'id="code-cancel"' not in page
    assert re.search(r'<details class="sure">.*?value="cancel"', page, re.S)
    answer = send(alice, f"{at}/step", do="cancel", **{"code-cancel": "us"})
    assert len(told(alice, answer)) == 1
    assert answer.location == f"{case}/referrals"


def test_a_waiting_list_does_not_end_on_a_day_gone_by(alice, case):
    at = composed(alice, case, "sent", identity="Z")
    conditions = ["told", "agrees", "serves", "limited", "bound"]
    version = re.search(r'name="version" value="(\d+)"', text_of(alice.get(at))).group(1)
    assert send(alice, f"{at}/go", conditions=conditions, version=version, how="oral").status_code == 303
    at_the_field(send(alice, f"{at}/step", do="hold", until="2020-01-01"), "until")
    assert send(alice, f"{at}/step", do="hold", until=clock.today().isoformat()).status_code == 303


@pytest.mark.parametrize(
    ("path", "form", "page"),
    [
        ("client", {"birth_year": "abcd"}, "/people"),
        ("ties", {"way": ""}, "/ties"),
        ("appointments", {"about": "x"}, "/ties"),
        ("partners", {"phone": "02"}, "/board"),
        ("consents", {"party": "client"}, "/consents"),
        ("circles", {"name": ""}, "/team"),
        ("tasks", {"words": ""}, ""),
        ("notes", {"text": ""}, ""),
    ],
)
def test_another_language_on_a_refused_form_leads_to_its_page(alice, case, path, form, page):
    refused = text_of(send(alice, f"{case}/{path}", **form))
    there = re.search(r'name="next" value="([^"]+)"', refused).group(1)
    assert there == f"{case}{page}"
    answer = send(alice, "/language", lang="fr", next=there)
    assert alice.get(answer.location).status_code == 200
