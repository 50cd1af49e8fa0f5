"""Each hidden column damaged in turn: every page of the case and every list is still there, and says so."""

from contextlib import contextmanager

import pytest

from app.cases.models import HIDDEN, Case, LinkAnswer, Note, NoteVersion, Person, Plan, Referral
from tests.web.conftest import send, token_of
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_damaged import SPOILT
from tests.web.test_cases_documents import add
from tests.web.test_cases_referrals import composed, go, link_of
from tests.web.test_cases_ties import day

UNREADABLE = "Dit kan niet meer gelezen worden"


@pytest.fixture
def everything(alice, client):
    """A case of Alice's in which every table has a row: its address, and those of its referral and link."""
    case = open_case(alice)
    for path, form in (
        ("/client", {"name": "Noor", "municipality": "21012"}),
        ("/people", {"kind": "linked", "name": "Jan", "relation": "spouse"}),
        ("/notes", {"text": "Verslag dat verbeterd wordt"}),
        ("/notes", {"text": "Alleen van mij", "circle": "private"}),
        ("/circles", {"name": "Kring"}),
        ("/tasks", {"words": "Bellen", "due": "2030-01-01"}),
        ("/partners", {"name": "Meester Q", "person": "Q", "role": "lawyer"}),
        ("/ties", {"way": "visit", "who": "Noor", "next": "2026-01-05"}),
        ("/appointments", {"on": day(30), "hour": "14:30", "place": "Bij ons"}),
        ("/conferences", {"on": "2026-01-05", "participants": "Q", "decisions": "Wachten", "told": "on"}),
    ):
        assert send(alice, f"{case}{path}", **form).status_code == 303, path
    assert (
        send(alice, f"{case}/ties/{Plan.get().uuid}/became", do="came", was="2026-01-05").status_code == 303
    )
    send(alice, f"{case}/notes/{Note.select().order_by(Note.id).first().uuid}", text="Verslag, verbeterd")
    assert add(alice, case, b"%PDF-1.4 inhoud", name="brief.pdf").status_code == 303
    at = composed(alice, case, "sent", identity="Noor", question="Wie helpt?")
    assert go(alice, at, proof="Mondeling").status_code == 303
    link = link_of(alice, at)
    for form in ({"do": "confirm"}, {"do": "ask", "words": "Sinds wanneer?"}):
        client.post(link, data=form | {"csrf_token": token_of(client.get(link))})
    send(alice, f"{case}/draft", text="Half", base="0")
    return case, at, link


def pages_of(case, at):
    parts = (
        "people", "ties", "board", "consents", "referrals", "documents", "team", "closing", "handover",
        "certificate", "question", f"notes/{Note.select().order_by(Note.id).first().uuid}",
    )  # fmt: skip
    lists = ("/cases", "/cases/today", "/cases/note", "/cases/find", "/cases/handover", "/palette")
    return [*lists, "/cases/refer/ocmw-1080", case, *(f"{case}/{part}" for part in parts), at]


def actions(case, other):
    return [
        ("/palette", {"q": "Ander"}), ("/cases/find", {"q": "ander"}),
        (f"{case}/bundle", {"section": ["client", "notes", "tasks", "referrals", "documents", "plans"]}),
        (f"{case}/question", {"text": "Een vraag over verblijf"}), (f"{case}/draft", {"text": "Half af"}),
        (f"{case}/tasks", {"words": "Nieuw"}), (f"{other}/tasks", {"words": "Elders"}),
    ]  # fmt: skip


COLUMNS = [(name, column) for name, (_model, columns) in HIDDEN.items() for column in columns]


@contextmanager
def damaged(model, column, row=None):
    """A column spoilt in every row, or in one, and put back afterwards."""
    where = model.id == row if row else True
    kept = [(one.id, getattr(one, column)) for one in model.select().where(where)]
    model.update({column: SPOILT}).where(where).execute()
    yield kept
    for number, value in kept:
        model.update({column: value}).where(model.id == number).execute()


def test_one_damaged_column_shuts_no_page(alice, everything):
    case, at, _link = everything
    number = Case.get().id
    other = open_case(alice, "Een ander dossier")
    shut = []
    for table, column in COLUMNS:
        model = HIDDEN[table][0]
        with damaged(model, column, number if model is Case else None) as rows:
            assert rows or table == "emergency"
            got = [(path, alice.get(path).status_code, {200}) for path in pages_of(case, at)]
            got += [
                (path, send(alice, path, **form).status_code, {200, 303})
                for path, form in actions(case, other)
            ]
        shut += [(table, column, path, status) for path, status, fine in got if status not in fine]
    assert shut == []


def test_it_is_said_where_it_stands(alice, everything):
    case, at, _link = everything
    note = f"{case}/notes/{Note.select().order_by(Note.id).first().uuid}"
    for model, column, path, status in (
        (HIDDEN["plan"][0], "facts", case, 200),
        (HIDDEN["happening"][0], "facts", case, 200),
        (HIDDEN["plan"][0], "facts", f"{case}/ties", 200),
        (Note, "text", note, 200),
        (NoteVersion, "facts", note, 200),
        (LinkAnswer, "words", at, 200),
        (Person, "facts", f"{case}/people", 200),
        (Referral, "content", f"{at}/letter", 422),
        (Referral, "content", f"{at}/call", 422),
    ):
        with damaged(model, column):
            page = alice.get(path)
        assert (page.status_code, UNREADABLE in text_of(page)) == (status, True), path
    assert "Verslag dat verbeterd wordt" in text_of(alice.get(note)), "a former version that does open"
