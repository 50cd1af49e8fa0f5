"""The team of a case through the browser: deputies, circles, handing over, who looked; and for whom not."""

import re

import pytest

from app.auth.models import User
from app.cases.models import Circle, Member, Note, Task
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of


def uuid_of(name):
    return User.get(User.email == f"{name}@example.org").uuid


@pytest.fixture
def case(alice):
    return open_case(alice)


def uuid_in(case):
    """The identifier in a case's address."""
    return case.rsplit("/", 1)[1]


def share(alice, case, name="bob", **more):
    assert send(alice, f"{case}/team", email=f"{name}@example.org", **more).status_code == 303


def test_the_lead_makes_a_deputy_and_takes_a_colleague_off(alice, bob, case):
    share(alice, case)
    at = f"{case}/team/{uuid_of('bob')}"
    assert send(alice, at, do="deputy").status_code == 303
    assert Member.get(Member.user == User.get(User.email == "bob@example.org")).part == "deputy"
    assert send(bob, f"{case}/team/{uuid_of('alice')}", do="leave").status_code == 422
    assert send(bob, at, do="colleague").status_code == 422
    send(alice, f"{case}/notes", text="Voor en na")
    assert send(alice, at, do="leave").status_code == 303
    assert bob.get(case).status_code == 404
    assert "Voor en na" in text_of(alice.get(case))


def test_strangers_administrator_and_reception_get_the_same_404_everywhere(
    alice, bob, charlie, dora, reception, case
):
    share(alice, case)
    at = f"{case}/team/{uuid_of('bob')}"
    for other in (charlie, dora, reception):
        for page in (f"{case}/team", f"{case}/handover"):
            assert other.get(page).status_code == 404
        for path, form in (
            (f"{case}/team", {"email": "charlie@example.org"}),
            (at, {"do": "leave"}),
            (f"{case}/handover", {"to": uuid_of("charlie")}),
            (f"{case}/circles", {"name": "x"}),
        ):
            assert send(other, path, **form).status_code == 404
    forced = send(charlie, "/cases/handover", to=uuid_of("charlie"), cases=uuid_in(case))
    assert forced.status_code == 404
    assert dora.get("/cases/handover").status_code == 404
    assert Member.select().count() == 2


def test_the_lead_sees_who_looked_and_a_colleague_does_not(alice, bob, case):
    share(alice, case)
    bob.get(case)
    assert "bob@example.org <span" in text_of(alice.get(f"{case}/team")).split("Wie gekeken heeft")[1]
    assert "Wie gekeken heeft" not in text_of(bob.get(f"{case}/team"))
    send(alice, f"{case}/team/{uuid_of('bob')}", do="leave")
    assert "nu niet in het team" in text_of(alice.get(f"{case}/team"))


def test_a_handed_over_case_waits_on_the_day_of_the_new_lead(alice, bob, case):
    send(alice, f"{case}/tasks", words="Huur opvolgen", due="2026-01-05", passed="2026-01-05")
    send(alice, f"{case}/notes", text="Belde over de huur")
    sheet = text_of(alice.get(f"{case}/handover"))
    assert "Huur opvolgen" in sheet
    assert "Belde over de huur" in sheet
    assert send(alice, f"{case}/handover", to=uuid_of("bob")).location == "/cases"
    assert alice.get(case).status_code == 404
    day = text_of(bob.get("/cases/today"))
    assert "Overgenomen van alice@example.org" in day
    assert "Huur opvolgen" in day
    assert "Belde over de huur" in text_of(bob.get(case))
    for page in ("/cases/today", case):
        assert f'href="{case}/handover">Overdrachtsfiche' in bob.get(page).text


def test_the_hand_over_sheet_has_the_appointments_to_come_and_how_the_family_stays_in_touch(
    alice, bob, charlie, dora, case
):
    form = {"hour": "14:30", "provider": "setis-bxl", "language": "ar"}
    send(
        alice, f"{case}/appointments", on="2130-12-01", passed="2130-12-01", about="Opzeg van de huur", **form
    )
    send(alice, f"{case}/appointments", on="2020-07-01", about="Lang geleden", passed="2020-07-01", **form)
    send(alice, f"{case}/ties", way="visit", who="Oma", next="2130-12-02")
    share(alice, case)
    for reader in (alice, bob):
        sheet = text_of(reader.get(f"{case}/handover"))
        assert re.search(r"1 dec 2130, 14:30 · Opzeg van de huur · <[^>]+>Tolk gevraagd", sheet)
        assert re.search(r"Bezoek · Oma · .*2 dec 2130", sheet)
        assert "Lang geleden" not in sheet
    for other in (charlie, dora):
        assert other.get(f"{case}/handover").status_code == 404


def test_a_hand_over_that_cannot_be_leaves_everything_and_says_why(alice, bob, dora, case):
    send(alice, f"{case}/draft", text="Nog niet af", base="0")
    answer = send(alice, f"{case}/handover", to=uuid_of("bob"))
    assert answer.status_code == 422
    assert "klad" in text_of(answer)
    assert send(alice, f"{case}/handover", to=uuid_of("dora"), stay="on").status_code == 422
    assert send(alice, f"{case}/handover", to="", stay="on").status_code == 422
    assert alice.get(case).status_code == 200


@pytest.mark.parametrize("own", [True, False], ids=["a case", "many"])
def test_who_hands_over_stays_unless_they_say_otherwise_before_the_button(alice, case, own):
    """Out of the team there is no way back."""
    page = alice.get(f"{case}/handover" if own else "/cases/handover").text
    box = page.index('<input type="checkbox" name="stay" checked>')
    assert box < page.index("andere sleutel") < page.index("<button>", box)


def give(browser, **form):
    """Many cases handed over: asked once, and sent again as it stands."""
    asking = send(browser, "/cases/handover", **form)
    assert asking.status_code == 422
    return send(browser, "/cases/handover", seen=seen_in(asking), **form)


def seen_in(page):
    return re.search(r'name="seen" value="([^"]+)"', page.text)[1]


@pytest.mark.parametrize("stay", [True, False])
def test_handing_many_over_asks_once_how_many_to_whom_and_what_becomes_of_oneself(alice, bob, case, stay):
    more = {"stay": "on"} if stay else {}
    form = {"to": uuid_of("bob"), "cases": [uuid_in(case), uuid_in(open_case(alice, "Linde"))], **more}
    asking = send(alice, "/cases/handover", **form)
    question = re.search(r'<div class="notice" role="alert"[^>]*autofocus>(.*?)</div>', asking.text, re.S)[1]
    assert "2 dossiers overdragen aan bob@example.org?" in question
    assert set(re.findall("<li>(.*?)</li>", question)) == {"Zilverberk", "Linde"}
    assert ("Je blijft als collega in het team" in question) is stay
    assert ("je ziet het niet meer" in question) is not stay
    assert "Ja, overdragen" in asking.text
    assert (
        asking.text.count('name="cases"') == len(re.findall(r'name="cases"[^>]* checked', asking.text)) == 2
    )
    assert f'value="{uuid_of("bob")}" selected' in asking.text
    assert ('name="stay" checked' in asking.text) is stay
    assert Member.select().where(Member.user == User.get(User.email == "bob@example.org")).count() == 0
    done = send(alice, "/cases/handover", seen=seen_in(asking), **form)
    assert done.status_code == 200
    assert "2 dossiers overgedragen aan bob@example.org." in text_of(done)
    assert bob.get(case).status_code == 200
    assert alice.get(case).status_code == (200 if stay else 404)


def test_a_case_that_is_sent_twice_is_handed_over_once(alice, bob, case):
    done = give(alice, to=uuid_of("bob"), cases=[uuid_in(case)] * 2)
    assert done.status_code == 200
    assert "1 dossier overgedragen aan bob@example.org." in text_of(done)


def test_what_was_changed_since_the_question_is_asked_about_anew(alice, bob, charlie, case):
    other = uuid_in(open_case(alice, "Linde"))
    asked = {"to": uuid_of("bob"), "cases": [uuid_in(case)], "stay": "on"}
    seen = seen_in(send(alice, "/cases/handover", **asked))
    for change in ({"to": uuid_of("charlie")}, {"cases": [other]}, {"cases": [uuid_in(case), other]}):
        assert send(alice, "/cases/handover", **asked | change, seen=seen).status_code == 422
    without = {name: value for name, value in asked.items() if name != "stay"}
    assert send(alice, "/cases/handover", **without, seen=seen).status_code == 422
    assert Member.select().where(Member.part == "lead").count() == 2
    assert alice.get(case).status_code == 200
    assert bob.get(case).status_code == 404
    assert charlie.get(case).status_code == 404


def test_no_question_names_a_case_of_somebody_else(alice, bob, charlie, dora, case):
    forced = {"to": uuid_of("bob"), "cases": uuid_in(case)}
    for other in (bob, charlie, dora):
        assert send(other, "/cases/handover", **forced).status_code == 404


def test_many_cases_are_handed_over_and_what_cannot_go_is_named(alice, bob, case):
    ids = [uuid_in(case), uuid_in(open_case(alice, "Linde"))]
    send(alice, f"{case}/draft", text="Nog niet af", base="0")
    page = give(alice, to=uuid_of("bob"), cases=ids)
    assert page.status_code == 422
    assert "Zilverberk: " in text_of(page)
    assert "1 dossier" in text_of(page)
    assert "Linde" in text_of(bob.get("/cases"))
    assert alice.get(case).status_code == 200


def test_an_account_that_answers_for_cases_is_shut_only_after_handing_over(alice, bob, dora, case):
    at = f"/admin/people/{uuid_of('alice')}"
    refused = send(dora, at, do="shut")
    assert refused.status_code == 422
    assert "draag" in text_of(refused).lower()
    assert "Zilverberk" not in text_of(refused)
    give(alice, to=uuid_of("bob"), cases=uuid_in(case))
    assert send(dora, at, do="shut").status_code == 303


def test_a_circle_exists_for_its_members_alone(alice, bob, case):
    share(alice, case)
    assert send(alice, f"{case}/circles", name="").status_code == 422
    assert send(alice, f"{case}/circles", name="Psychologen").status_code == 303
    circle = Circle.get()
    send(alice, f"{case}/notes", text="Alleen voor ons", circle=circle.uuid)
    note = Note.get()
    for page in (case, f"{case}/team", f"{case}/handover", "/cases/today"):
        text = text_of(bob.get(page))
        assert "Psychologen" not in text
        assert "Alleen voor ons" not in text
    assert bob.get(f"{case}/notes/{note.uuid}").status_code == 404
    assert send(bob, f"{case}/circles/{circle.uuid}", members=uuid_of("bob")).status_code == 404
    assert "Alleen voor ons" not in text_of(alice.get(f"{case}/handover"))
    assert send(alice, f"{case}/circles/{circle.uuid}", members=uuid_of("bob")).status_code == 303
    assert "Alleen voor ons" in text_of(bob.get(case))
    send(alice, f"{case}/circles/{circle.uuid}")
    assert "Alleen voor ons" not in text_of(bob.get(case))


def test_a_private_note_is_for_its_author_even_when_the_team_is_large(alice, bob, case):
    share(alice, case)
    send(bob, f"{case}/notes", text="Mijn eigen twijfel", circle="private")
    assert "Mijn eigen twijfel" in text_of(bob.get(case))
    assert "Mijn eigen twijfel" not in text_of(alice.get(case))
    assert alice.get(f"{case}/notes/{Note.get().uuid}").status_code == 404


def test_a_colleague_leaves_by_choice_and_tasks_are_nobodys_again(alice, bob, case):
    share(alice, case)
    send(alice, f"{case}/tasks", words="Voor Bob", kind="task")
    Task.update(holder=User.get(User.email == "bob@example.org")).execute()
    assert send(bob, f"{case}/team/{uuid_of('bob')}", do="leave").location == "/cases"
    assert bob.get(case).status_code == 404
    assert Task.get().holder is None
    assert re.search("Voor Bob", text_of(alice.get(case)))


def asking_in(page, name):
    opens = rf'<details class="put-away">(?:(?!</details>).)*action="[^"]*/team/{uuid_of(name)}"'
    return re.search(rf"{opens}.*?</details>", page, re.S)


def test_taking_somebody_off_the_team_asks_first(alice, bob, case):
    share(alice, case)
    for browser in (alice, bob):
        browser.set_cookie("language", "en")
    page = text_of(alice.get(f"{case}/team"))
    asking = asking_in(page, "bob").group()
    assert "<summary>Take off the team" in asking
    assert "bob@example.org no longer reads this case, and the case gets another key" in asking
    assert 'value="leave">Yes, take off the team' in asking
    assert page.count('value="leave"') == 1
    own = text_of(bob.get(f"{case}/team"))
    assert "You no longer read this case" in asking_in(own, "bob").group()
    assert own.count('value="leave"') == 1
