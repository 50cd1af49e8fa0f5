"""A task is put off, given to somebody else or said better; by the team alone, and over nobody's change."""

import re
from datetime import timedelta

import pytest

from app.audit import AuditLine
from app.auth.models import User
from app.cases import clock, load
from app.cases.models import Closure, FeedLine, Member, Task
from directory.clock import now
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_ties import day


@pytest.fixture
def case(alice):
    at = open_case(alice)
    send(alice, f"{at}/tasks", words="Huisbaas bellen", due=day(1), kind="task")
    return at


@pytest.fixture
def task(case):
    return f"{case}/tasks/{Task.get().uuid}"


def seen_on(browser, at):
    return re.search(r'name="seen" value="([^"]*)"', text_of(browser.get(at)))[1]


def changed(browser, at, **fields):
    return send(browser, at, seen=seen_on(browser, at), **{"words": "Huisbaas bellen", **fields})


def test_a_task_is_put_off_said_better_and_made_urgent(alice, case, task):
    assert task in text_of(alice.get(case))
    assert f"{task}?back=" in text_of(alice.get("/cases/today"))
    answer = changed(alice, task, words="Huisbaas schrijven", due=day(5), urgent="on", back="/cases/today")
    assert (answer.status_code, answer.location) == (303, "/cases/today")
    row = Task.get()
    assert (str(row.due), row.urgent, row.done) == (day(5), True, None)
    page = text_of(alice.get("/cases/today"))
    assert "Taak gewijzigd" in page
    assert "Huisbaas schrijven" in page
    assert AuditLine.select().where(AuditLine.verb == "task.changed").count() == 1


def test_a_task_is_given_to_somebody_of_the_team_and_to_nobody_else(alice, bob, case, task):
    bobs = User.get(User.email == "bob@example.org").uuid
    assert changed(alice, task, holder=bobs).status_code == 422
    send(alice, f"{case}/team", email="bob@example.org", part="colleague")
    assert changed(alice, task, holder=bobs).status_code == 303
    assert "Huisbaas bellen" in text_of(bob.get("/cases/today"))
    assert changed(bob, task, holder="").status_code == 303
    assert Task.get().holder is None


def test_a_task_of_who_is_there_no_more_keeps_its_name_until_somebody_else_has_it(alice, bob, case, task):
    send(alice, f"{case}/team", email="bob@example.org", part="colleague")
    bobs = User.get(User.email == "bob@example.org")
    changed(alice, task, holder=bobs.uuid)
    Member.update(until=now() - timedelta(hours=1)).where(Member.user == bobs).execute()
    assert f'<option value="{bobs.uuid}" selected>bob@example.org' in text_of(alice.get(task))
    assert changed(alice, task, holder=bobs.uuid, words="Beter gezegd").status_code == 303
    assert Task.get().holder == bobs


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"words": " ", "due": ""}, "Zeg wat er moet gebeuren"),
        ({"due": "2026-02-31"}, "bestaat niet"),
        ({"due": day(-3)}, "Die dag is al voorbij"),
        ({"words": "x" * 5_001}, "Te lang"),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(alice, task, fields, said):
    answer = changed(alice, task, **fields)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert f'value="{fields.get("due", "")}"' in text_of(answer)
    assert str(Task.get().due) == day(1)


def test_a_late_task_is_corrected_without_being_asked_about_its_day(alice, task):
    Task.update(due=day(-2)).execute()
    assert changed(alice, task, due=day(-2), words="Beter gezegd").status_code == 303


def test_two_who_change_a_task_lose_nothing(alice, bob, case, task):
    send(alice, f"{case}/team", email="bob@example.org", part="colleague")
    seen = seen_on(bob, task)
    changed(alice, task, words="Huisbaas schrijven", due=day(1))
    other = send(bob, task, seen=seen, words="Huisbaas bellen", due=day(4))
    assert other.status_code == 303, "another field"
    refused = send(bob, task, seen=seen, words="Huisbaas mailen", due=day(4))
    assert refused.status_code == 422
    page = text_of(refused)
    assert 'value="Huisbaas mailen"' in page
    assert "Huisbaas schrijven" in page
    send(alice, f"{task}/done")
    late = send(bob, task, seen=seen, words="Huisbaas mailen", due=day(4))
    assert late.status_code == 422
    assert "afgevinkt" in text_of(late)
    assert 'value="Huisbaas mailen"' in text_of(late)
    assert bob.get(task).status_code == 303


@pytest.mark.parametrize("gone", ["shut", "roles"])
def test_what_somebody_was_to_do_who_is_gone_waits_for_the_lead(alice, bob, dora, case, gone):
    send(alice, f"{case}/team", email="bob@example.org", part="colleague")
    bobs = User.get(User.email == "bob@example.org")
    send(alice, f"{case}/tasks", words="Paspoort", due=day(2), kind="deadline", holder=bobs.uuid)
    assert "Paspoort" in text_of(bob.get("/cases/today"))
    assert "Paspoort" not in text_of(alice.get("/cases/today"))
    said = {"shut": {"do": "shut"}, "roles": {"do": "roles", "roles": "editor"}}[gone]
    assert send(dora, f"/admin/people/{bobs.uuid}", **said).status_code == 303
    assert "Paspoort" in text_of(alice.get("/cases/today"))
    counts = {one.user.email: one.counts["tasks"] for one in load.of_everybody(clock.today())}
    assert counts["alice@example.org"] == 2


def test_what_somebody_took_on_in_an_emergency_that_is_over_waits_for_the_lead(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org", part="colleague")
    bobs = User.get(User.email == "bob@example.org")
    send(alice, f"{case}/tasks", words="Paspoort", due=day(2), kind="deadline", holder=bobs.uuid)
    ends = {"part": "emergency", "until": now() + timedelta(hours=1)}
    Member.update(ends).where(Member.user == bobs).execute()
    assert "Paspoort" not in text_of(alice.get("/cases/today"))
    Member.update(until=now() - timedelta(hours=1)).where(Member.user == bobs).execute()
    assert "Paspoort" in text_of(alice.get("/cases/today"))


def test_for_others_the_task_does_not_exist(alice, bob, charlie, dora, task):
    for other in (bob, charlie, dora):
        assert other.get(task).status_code == 404
        assert send(other, task, words="x").status_code == 404
    other_case = open_case(bob, "Ander dossier")
    assert bob.get(f"{other_case}/tasks/{Task.get().uuid}").status_code == 404


def test_the_words_in_a_calendar_follow_the_task_to_whoever_does_it(alice, bob, case, task):
    send(alice, f"{case}/team", email="bob@example.org", part="colleague")
    for who in (alice, bob):
        send(who, "/cases/desk/calendar", do="make", says="words")
        who.get("/cases/today")
    assert [line.desk.user.email for line in FeedLine.select()] == ["alice@example.org"]
    changed(alice, task, due=day(2), holder=User.get(User.email == "bob@example.org").uuid)
    assert [line.desk.user.email for line in FeedLine.select()] == ["bob@example.org"]


def test_a_deadline_keeps_a_day_and_what_came_of_a_referral_its_words(alice, case):
    send(alice, f"{case}/tasks", words="Paspoort", due=day(9), kind="deadline")
    row = Task.select().order_by(Task.id.desc()).get()
    assert changed(alice, f"{case}/tasks/{row.uuid}", words="Paspoort", due="").status_code == 422
    send(alice, "/cases/refer/ocmw-1080", case=case.rsplit("/", 1)[1], kind="info")
    asks = Task.get(Task.kind == "ask")
    at = f"{case}/tasks/{asks.uuid}"
    assert 'name="words"' not in text_of(alice.get(at))
    assert send(alice, at, seen=seen_on(alice, at), due=day(20)).status_code == 303
    assert str(Task.get_by_id(asks.id).due) == day(20) > clock.today().isoformat()


def test_a_task_that_is_changed_in_a_closed_case_opens_it_again_and_that_is_said(alice, case, task):
    send(alice, f"{case}/closing", do="close")
    assert "opent dit dossier opnieuw" in text_of(alice.get(task))
    assert changed(alice, task, words="").status_code == 422
    assert Closure.select().exists(), "what is refused opens nothing"
    changed(alice, task, due=day(9), back="/cases/today")
    assert "Het dossier was afgesloten en is weer open" in text_of(alice.get("/cases/today"))
    assert not Closure.select().exists()
    send(alice, f"{case}/closing", do="close")
    send(alice, f"{task}/done")
    send(alice, f"{task}/undo")
    assert Closure.select().exists(), "what was ticked off by mistake is as it was"
