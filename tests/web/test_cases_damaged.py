"""A row whose bytes are damaged is said to be so where it stands; everything else is still read."""

import pytest

from app.auth.models import User
from app.cases.models import (
    Appointment,
    Case,
    Conference,
    Note,
    Partner,
    Person,
    Plan,
    Referral,
    Task,
)
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import composed
from tests.web.test_cases_ties import day

SPOILT = b"\x01" + b"kapot" * 20
LISTS = ("/cases", "/cases/today", "/cases/note", "/cases/handover", "/cases/find")


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice)


def test_one_case_whose_title_does_not_open_shuts_no_list(alice, case):
    other = open_case(alice, "Een heel ander dossier")
    send(alice, f"{case}/tasks", words="Bellen")
    Case.update(title=SPOILT).where(Case.uuid == case.rsplit("/", 1)[1]).execute()
    assert [alice.get(path).status_code for path in LISTS] == [200] * len(LISTS)
    assert "Een heel ander dossier" in text_of(alice.get("/cases"))
    assert other in text_of(send(alice, "/cases/find", q="ander"))
    assert alice.get(other).status_code == 200
    pages = (case, f"{case}/board", f"{case}/people", f"{case}/documents", f"{case}/team")
    assert [alice.get(path).status_code for path in pages] == [200] * len(pages)
    assert "Dit kan niet meer gelezen worden" in text_of(alice.get(case))
    assert bytes(Case.get(Case.uuid == case.rsplit("/", 1)[1]).title) == SPOILT


def test_a_damaged_row_shuts_no_page_and_is_not_written_over(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    send(alice, f"{case}/notes", text="Verslag dat kapot gaat")
    send(alice, f"{case}/notes", text="Verslag dat blijft")
    send(alice, f"{case}/tasks", words="Bellen")
    send(alice, f"{case}/partners", name="Meester Q")
    send(alice, f"{case}/people", kind="household", name="Jan")
    at = composed(alice, case, "letter")
    Note.update(text=SPOILT).where(Note.id == Note.select().order_by(Note.id).first().id).execute()
    for model, column in ((Task, "words"), (Partner, "facts"), (Person, "facts"), (Referral, "content")):
        model.update({column: SPOILT}).execute()
    pages = [case, at, f"{case}/people", f"{case}/board", f"{case}/handover", "/cases/today"]
    assert [alice.get(path).status_code for path in pages] == [200] * len(pages)
    assert "Verslag dat blijft" in text_of(alice.get(case))
    assert "Verslag dat blijft" in text_of(send(alice, f"{case}/bundle", section=["notes"]))
    assert send(alice, "/cases/find", q="blijft").status_code == 200
    off = f"{case}/team/{_uuid_of_bob()}"
    assert send(alice, off, do="leave").status_code == 303
    assert alice.get(case).status_code == 200
    assert bob.get(case).status_code == 404
    assert {bytes(row.content) for row in Referral.select()} == {SPOILT}


def _uuid_of_bob():
    return User.get(User.email == "bob@example.org").uuid


@pytest.mark.parametrize(
    ("model", "column", "path", "made", "changed"),
    [
        (Task, "words", "tasks", {"words": "Bellen"}, {"words": "De huisbaas schrijven"}),
        (Partner, "facts", "partners", {"name": "Meester Q"}, {"name": "Meester Q en haar stagiair"}),
        (Plan, "facts", "ties", {"way": "visit"}, {"way": "visit", "remark": "Alleen op woensdag of zondag"}),
        (
            Appointment, "facts", "appointments", {"on": day(30), "hour": "14:30"},
            {"do": "move", "on": day(31), "hour": "14:30", "about": "Het gesprek over de brief"},
        ),
        (
            Conference, "facts", "conferences",
            {"on": "2026-01-05", "participants": "Q", "decisions": "Wachten", "told": "on"},
            {"on": "2026-01-05", "participants": "Q", "decisions": "Wachten tot de lente"},
        ),
    ],
)  # fmt: skip
def test_what_is_damaged_is_not_changed_and_the_second_time_it_is_said(
    alice, case, model, column, path, made, changed
):
    assert send(alice, f"{case}/{path}", **made).status_code == 303
    at = f"{case}/{path}/{model.get().uuid}"
    model.update({column: SPOILT}).execute()
    first = send(alice, at, **changed)
    assert (first.status_code, 'name="moved"' in text_of(first)) == (409, True)
    second = send(alice, at, moved="1", **changed)
    assert second.status_code == 422
    for words in ("Dit kan niet meer gelezen worden", max(changed.values(), key=len)):
        assert words in text_of(second)
    assert bytes(getattr(model.get(), column)) == SPOILT
