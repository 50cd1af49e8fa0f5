"""The page Today, the calendar link, the team's load: what waits for whom, and what it gives away."""

import re
from datetime import datetime, timedelta

import pytest

from app.audit import AuditLine
from app.auth.models import User
from app.cases import clock
from app.cases.models import Case, CaseKey, Consent, Desk, FeedLine, Member, Referral, Task
from tests.web.conftest import WORDS, enter, person, send, token_of
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import composed, go
from tests.web.test_people import NEW, link_in


def user(name):
    return User.get(User.email == f"{name}@example.org")


def day(ahead):
    return (clock.today() + timedelta(days=ahead)).isoformat()


@pytest.fixture
def case(alice):
    return open_case(alice)


@pytest.fixture
def coordinator(app):
    return person(app, "carla@example.org", "coordinator")


def deputise(alice, case, email="bob@example.org"):
    assert send(alice, f"{case}/team", email=email, part="deputy").status_code == 303


def test_today_says_what_is_urgent_due_coming_and_what_ends(alice, case):
    send(alice, f"{case}/tasks", words="Huisarts bellen", urgent="on", kind="task")
    send(alice, f"{case}/tasks", words="Brief posten", due=day(-1), passed=day(-1))
    send(alice, f"{case}/tasks", words="Huisbezoek", due=day(3), kind="task")
    send(alice, f"{case}/tasks", words="Ooit eens", kind="task")
    send(alice, f"{case}/tasks", words="Verblijfskaart", due=day(20), kind="deadline")
    send(alice, f"{case}/tasks", words="Paspoort", due=day(200), kind="deadline")
    page = text_of(alice.get("/cases/today"))
    order = ["Huisarts bellen", "Brief posten", "Huisbezoek", "Ooit eens", "Verblijfskaart"]
    assert [page.index(f"<p>{words}") for words in order[:4]] == sorted(
        page.index(f"<p>{words}") for words in order[:4]
    )
    assert "Verblijfskaart" in page
    assert "Paspoort" not in page
    assert "Zilverberk" in page


def test_a_task_done_from_today_leads_back_to_today_and_is_gone(alice, case):
    send(alice, f"{case}/tasks", words="Brief posten", due=day(0), kind="task")
    at = f"{case}/tasks/{Task.get().uuid}/done"
    assert send(alice, at, back="/cases/today").location == "/cases/today"
    assert "Brief posten" not in text_of(alice.get("/cases/today"))


def test_a_mandate_and_an_agreement_that_end_are_named(alice, case):
    send(alice, f"{case}/partners", name="Meester Janssens", mandate="Dossier inkijken", mandate_until=day(5))
    composed_at = composed(alice, case, "warm")
    go(alice, composed_at)
    Consent.update(until=clock.today() + timedelta(days=9)).execute()
    page = text_of(alice.get("/cases/today"))
    assert "Meester Janssens: Dossier inkijken" in page
    assert len(re.findall(r"(?:Akkoord|Toestemming) ·", page)) == 1


def test_a_referral_without_news_and_a_draft_left_open_wait_on_today(alice, case):
    at = composed(alice, case, "warm")
    assert go(alice, at).status_code == 303
    assert at not in text_of(alice.get("/cases/today"))
    Referral.update(news=datetime.now() - timedelta(days=11)).execute()
    page = text_of(alice.get("/cases/today"))
    assert at in page
    assert "laten vervallen?" not in page
    Referral.update(news=datetime.now() - timedelta(days=31)).execute()
    assert "laten vervallen?" in text_of(alice.get("/cases/today"))
    send(alice, f"{case}/draft", text="Half getypt", base="0")
    send(alice, "/cases/note/draft", text="Nog zonder dossier", base="0")
    page = text_of(alice.get("/cases/today"))
    assert "Half getypt" in page
    assert "Nog zonder dossier" in page


def test_a_deputy_sees_the_tasks_of_a_lead_who_is_away_and_nobody_else_does(alice, bob, charlie, case):
    send(alice, f"{case}/tasks", words="Huur opvolgen", due=day(0), kind="task")
    deputise(alice, case)
    assert "Huur opvolgen" not in text_of(bob.get("/cases/today"))
    assert send(alice, "/cases/desk", away_until=day(-1)).status_code == 422
    assert send(alice, "/cases/desk", profile="jurist", away_until=day(6)).status_code == 303
    page = text_of(bob.get("/cases/today"))
    assert "Huur opvolgen" in page
    assert "voor alice@example.org, die afwezig is" in page
    assert "Huur opvolgen" not in text_of(charlie.get("/cases/today"))
    send(alice, "/cases/desk", profile="jurist", away_until="")
    assert "Huur opvolgen" not in text_of(bob.get("/cases/today"))


def test_administrator_and_directory_editor_have_no_day(app, dora):
    eva = person(app, "eva@example.org", "editor")
    for page in ("/cases/today", "/cases/desk"):
        assert dora.get(page).status_code == 404
        assert eva.get(page).status_code == 404
    assert dora.get("/cases/team").status_code == 403


def test_today_asks_the_database_as_often_for_one_case_as_for_nine(alice, case, queries):
    send(alice, f"{case}/tasks", words="Een", due=day(0), kind="task")
    with queries() as few:
        alice.get("/cases/today")
    for number in range(8):
        other = open_case(alice, f"Zaak {number}")
        send(alice, f"{other}/tasks", words="Een", due=day(0), kind="task")
        send(alice, f"{other}/draft", text="Half", base="0")
        send(alice, f"{other}/partners", name="Iemand", mandate="x", mandate_until=day(2))
    with queries() as many:
        assert "Zaak 7" in text_of(alice.get("/cases/today"))
    assert len(many) == len(few)


def test_the_team_view_counts_and_says_nothing_else(alice, bob, case, coordinator):
    send(alice, f"{case}/tasks", words="Huur opvolgen", due=day(-1), passed=day(-1), urgent="on")
    send(alice, f"{case}/notes", text="Belde over de huur")
    deputise(alice, case)
    page = text_of(coordinator.get("/cases/team"))
    row = re.search(r"<tr>\s*<th[^>]*>alice@example.org.*?</tr>", page, re.S).group(0)
    assert re.findall(r"<td[^>]*>(\d+)</td>", row) == ["1", "0", "0", "1", "1", "1", "0", "0", "1"]
    for secret in ("Zilverberk", "Huur opvolgen", "Belde over", Case.get().uuid):
        assert secret not in page
    assert alice.get("/cases/team").status_code == 403


def feed_of(browser, **form):
    page = text_of(send(browser, "/cases/desk/calendar", **form))
    return re.search(r"<code[^>]*>http://localhost(/cases/calendar/[^<]+\.ics)</code>", page).group(1)


def test_the_calendar_says_only_that_there_is_a_task(app, alice, case):
    send(alice, f"{case}/tasks", words="Huur opvolgen", due=day(2), kind="task")
    send(alice, f"{case}/tasks", words="Zonder dag", kind="task")
    link, anybody = feed_of(alice), app.test_client()
    answer = anybody.get(link)
    text = text_of(answer)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert text.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:Schakel: taak\r\n" in text
    assert f"DTSTART;VALUE=DATE:{clock.today() + timedelta(days=2):%Y%m%d}\r\n" in text
    for secret in ("Huur", "Zilverberk", Case.get().uuid, Task.get().uuid, "alice"):
        assert secret not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_words_come_along_only_where_the_owner_chose_so_and_never_the_name(app, config, alice, case):
    words = "Huur; opvolgen, met 'Ödön' én een heel lange zin die over meer dan één regel loopt, enzovoort"
    send(alice, f"{case}/tasks", words=words, due=day(2), kind="task")
    link, anybody = feed_of(alice, says="words"), app.test_client()
    assert "Huur" not in text_of(anybody.get(link))  # not before its owner looked at the day
    alice.get("/cases/today")
    text = text_of(anybody.get(link)).replace("\r\n ", "")
    assert words.replace(";", "\\;").replace(",", "\\,") in text
    assert "Zilverberk" not in text
    stored = b"".join(bytes(row.sealed) for row in FeedLine.select())
    assert stored
    assert b"Huur" not in stored
    assert link.encode()[-40:-4] not in (config.database_path.read_bytes())


def test_a_task_that_a_colleague_writes_is_in_the_calendar_at_once(app, alice, bob, case):
    deputise(alice, case)
    link, anybody = feed_of(alice, says="words"), app.test_client()
    send(bob, f"{case}/tasks", words="Voor de verantwoordelijke", due=day(2), kind="task")
    send(bob, f"{case}/tasks", words="Voor Bob zelf", due=day(2), kind="task", holder=user("bob").uuid)
    text = text_of(anybody.get(link))
    assert "Schakel: Voor de verantwoordelijke" in text
    assert "Voor Bob zelf" not in text
    assert FeedLine.select().count() == 1
    alice.get("/cases/today")
    assert FeedLine.select().count() == 1


def test_a_new_link_and_a_stop_end_the_old_one_at_once(app, alice, case):
    anybody, first = app.test_client(), feed_of(alice)
    second = feed_of(alice)
    assert anybody.get(first).status_code == 404
    assert anybody.get(second).status_code == 200
    assert Desk.get().feed_seen == clock.today()
    send(alice, "/cases/desk/calendar", do="stop")
    assert anybody.get(second).status_code == 404
    for wrong in ("x", "A" * 59, second[16:-5] + "x"):
        assert anybody.get(f"/cases/calendar/{wrong}.ics").status_code == 404


def test_the_words_of_a_calendar_leave_one_line_a_day_for_each_case(app, alice, case):
    other = open_case(alice, "Waterlelie")
    for at in (case, other):
        send(alice, f"{at}/tasks", words="Bellen", due=day(2), kind="task")
    link, anybody = feed_of(alice, says="words"), app.test_client()
    told = AuditLine.select().where(AuditLine.verb == "calendar.read")
    anybody.get(link)
    assert told.count() == 0, "it said no words yet"
    alice.get("/cases/today")
    for _again in range(3):
        assert "Bellen" in text_of(anybody.get(link))
    assert {line.about for line in told} == {one.rsplit("/", 1)[1] for one in (case, other)}
    assert [line.who for line in told] == [user("alice").uuid] * 2


@pytest.mark.parametrize("there_and_back", [{"do": "roles", "roles": ["editor"]}, {"do": "shut"}])
def test_who_was_let_go_has_no_calendar_of_what_is_shut_to_them(app, alice, bob, dora, case, there_and_back):
    deputise(alice, case)
    link, anybody = feed_of(bob, says="words"), app.test_client()
    send(alice, f"{case}/tasks", words="Voor Bob", due=day(2), kind="task", holder=user("bob").uuid)
    assert "Voor Bob" in text_of(anybody.get(link))
    at = f"/admin/people/{user('bob').uuid}"
    send(dora, at, **there_and_back)
    send(dora, at, do="roles", roles=["caseworker"])
    send(dora, at, do="reopen")
    assert anybody.get(link).status_code == 404
    assert FeedLine.select().count() == 0


def test_a_case_that_is_shut_to_the_owner_of_a_calendar_is_not_in_it(app, alice, case):
    send(alice, f"{case}/tasks", words="Bellen", due=day(2), kind="task")
    link, anybody = feed_of(alice, says="words"), app.test_client()
    alice.get("/cases/today")
    CaseKey.update(public=b"x" * 32).execute()  # sealed to a key that the account had before
    assert "BEGIN:VEVENT" not in text_of(anybody.get(link))


def reset(app, dora, name):
    """Who administers makes a link for somebody, and uses it as if it were theirs: that browser."""
    browser, link = app.test_client(), link_in(send(dora, f"/admin/people/{user(name).uuid}/link"))
    token = token_of(browser.get(link))
    assert browser.post(link, data={"csrf_token": token, "password": NEW}).status_code == 303
    assert enter(browser, f"{name}@example.org", NEW).status_code == 303
    return browser


def test_no_calendar_says_words_of_a_case_that_is_shut_to_its_owner(app, alice, bob, dora, case):
    deputise(alice, case)
    thief, anybody = reset(app, dora, "bob"), app.test_client()
    link = feed_of(thief, says="words")
    send(alice, f"{case}/tasks", words="Huur opvolgen", due=day(1), holder=user("bob").uuid)
    assert thief.get(case).status_code == 403
    assert "BEGIN:VEVENT" not in text_of(anybody.get(link))
    thief.get("/cases/today")
    assert FeedLine.select().count() == 0
    send(alice, f"{case}/team", email="bob@example.org", part="deputy")  # let in again
    send(alice, f"{case}/tasks", words="Papieren brengen", due=day(1), holder=user("bob").uuid)
    assert "Schakel: Papieren brengen" in text_of(anybody.get(link))
    assert "Huur" not in text_of(anybody.get(link))
    thief.get("/cases/today")
    assert "Schakel: Huur opvolgen" in text_of(anybody.get(link))


@pytest.mark.parametrize("how", ["a reset", "another passphrase"])
def test_another_passphrase_ends_the_calendar_link_with_its_words(app, alice, dora, case, how):
    link, anybody = feed_of(alice, says="words"), app.test_client()
    send(alice, f"{case}/tasks", words="Huur opvolgen", due=day(1))
    assert "Huur opvolgen" in text_of(anybody.get(link))
    if how == "a reset":
        reset(app, dora, "alice")
    else:
        assert send(alice, "/account/passphrase", present=WORDS, new=NEW).status_code == 303
    assert anybody.get(link).status_code == 404
    assert FeedLine.select().count() == 0


def test_the_calendar_of_a_shut_account_or_of_a_lost_case_is_empty(app, alice, bob, case):
    deputise(alice, case)
    send(alice, f"{case}/tasks", words="Voor Bob", due=day(1), kind="task")
    Task.update(holder=user("bob")).execute()
    link, anybody = feed_of(bob), app.test_client()
    assert text_of(anybody.get(link)).count("BEGIN:VEVENT") == 1
    Member.delete().where(Member.user == user("bob")).execute()
    assert text_of(anybody.get(link)).count("BEGIN:VEVENT") == 0
    User.update(active=False).where(User.id == user("bob").id).execute()
    assert anybody.get(link).status_code == 404


def test_only_a_coordinator_changes_the_choices_of_the_service(alice, coordinator):
    assert alice.get("/cases/settings").status_code == 403
    assert send(alice, "/cases/settings", news_after="3").status_code == 403
    page = send(coordinator, "/cases/settings", news_after="lang", service_name="Dienst Linde")
    assert page.status_code == 422
    assert 'value="lang"' in text_of(page)
    assert (
        send(coordinator, "/cases/settings", news_after="3", service_name="Dienst Linde").status_code == 303
    )
    assert 'value="Dienst Linde"' in text_of(coordinator.get("/cases/settings"))
