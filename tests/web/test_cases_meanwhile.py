"""Somebody writes in a case while its team changes: what they sent is taken, or refused and kept; no page
shuts and no row becomes unreadable."""

import threading

import pytest

from app.auth.models import User
from app.cases import circles, clock, links, mentions, teams
from app.cases.models import Circle, Consent, Member, Note, Person, Referral
from tests.web.conftest import fresh_token, send, token_of
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import composed, go, link_of, post


@pytest.fixture
def case(alice):
    """The address of a case of Alice's, with Bob on its team."""
    at = open_case(alice)
    send(alice, f"{at}/team", email="bob@example.org")
    return at


def uuid_of(name):
    return User.get(User.email == f"{name}@example.org").uuid


def once(monkeypatch, module, name, action):
    """Let ``action`` happen, in a thread of its own, right after the first call of a function."""
    real, done = getattr(module, name), []

    def slow(*given):
        found = real(*given)
        if not done:
            done.append(1)
            other = threading.Thread(target=action)
            other.start()
            other.join()
        return found

    monkeypatch.setattr(module, name, slow)


@pytest.mark.parametrize(("do", "status"), [("confirm", "received"), ("accept", "accepted")])
def test_a_partner_answers_while_somebody_leaves_the_team(client, alice, bob, case, monkeypatch, do, status):
    at = composed(alice, case, "sent")
    assert go(alice, at).status_code == 303
    link = link_of(alice, at)
    if do != "confirm":
        post(client, link, do="confirm")
    token = token_of(client.get(link))
    bob_uuid = uuid_of("bob")
    once(
        monkeypatch, links, "open_link", lambda: send(alice, f"{case}/team/{bob_uuid}", do="leave")
    )  # fmt: skip
    assert client.post(link, data={"do": do, "csrf_token": token}).status_code < 400
    assert Referral.get().status == status
    page = alice.get(at)
    assert page.status_code == 200
    assert "Mevrouw Z" in text_of(page)
    assert bob.get(case).status_code == 404
    send(alice, f"{case}/team", email="bob@example.org")
    assert send(alice, f"{case}/team/{uuid_of('bob')}", do="leave").status_code == 303
    assert bob.get(case).status_code == 404


def test_a_note_in_a_circle_that_changes_comes_back_to_be_sent_once_more(alice, bob, carl, case, monkeypatch):
    send(alice, f"{case}/team", email="carl@example.org")
    members = [uuid_of("bob"), uuid_of("carl")]
    send(alice, f"{case}/circles", name="psy", members=members)
    row = Circle.get()
    change = f"{case}/circles/{row.uuid}"
    once(monkeypatch, circles, "chosen", lambda: send(alice, change, members=members[:1]))
    answer = send(bob, f"{case}/notes", text="Zeer belangrijk verslag", circle=row.uuid)
    assert answer.status_code == 409
    assert "Zeer belangrijk verslag" in text_of(answer)
    assert Note.select().count() == 0
    assert [one.get(case).status_code for one in (alice, bob, carl)] == [200, 200, 200]
    assert send(bob, f"{case}/notes", text="Zeer belangrijk verslag", circle=row.uuid).status_code == 303
    assert "Zeer belangrijk verslag" in text_of(bob.get(case))
    assert "Zeer belangrijk verslag" not in text_of(carl.get(case))


def test_a_second_click_on_leaving_is_refused_and_the_case_opens(app, alice, bob, case):
    token, at = fresh_token(alice), f"{case}/team/{uuid_of('bob')}"
    gate, answers = threading.Barrier(2), []

    def click():
        browser = app.test_client()
        for cookie in list(alice._cookies.values()):
            browser.set_cookie(cookie.key, cookie.value)
        gate.wait()
        answers.append(browser.post(at, data={"csrf_token": token, "do": "leave"}).status_code)

    threads = [threading.Thread(target=click) for _each in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert answers.count(303) == 1
    assert sorted(answers)[1] < 500
    assert alice.get(case).status_code == 200
    assert bob.get(case).status_code == 404


def leads():
    return [row.user.email for row in Member.select(Member, User).join(User).where(Member.part == "lead")]


def test_of_two_who_hand_a_case_over_at_once_one_does(alice, bob, carl, case, monkeypatch):
    send(alice, f"{case}/team/{uuid_of('bob')}", do="deputy")
    once(
        monkeypatch, teams, "_may_hand_over", lambda: send(bob, f"{case}/handover", to=uuid_of("bob"))
    )  # fmt: skip
    answer = send(alice, f"{case}/handover", to=uuid_of("carl"), stay="on")
    assert answer.status_code == 409
    assert leads() == ["bob@example.org"]
    assert carl.get(case).status_code == 404
    assert send(alice, f"{case}/handover", to=uuid_of("carl"), stay="on").status_code == 422


def test_who_takes_a_case_over_is_not_taken_off_it_at_that_moment(alice, bob, case, monkeypatch):
    send(alice, f"{case}/team/{uuid_of('bob')}", do="deputy")
    once(monkeypatch, teams, "_readable", lambda: send(bob, f"{case}/handover", to=uuid_of("bob")))
    assert send(alice, f"{case}/team/{uuid_of('bob')}", do="leave").status_code == 422
    assert leads() == ["bob@example.org"]
    assert bob.get(case).status_code == 200


def test_a_case_is_not_handed_to_an_account_that_is_shut_at_that_moment(alice, bob, dora, case, monkeypatch):
    path = f"/admin/people/{uuid_of('bob')}"
    once(monkeypatch, teams, "_may_hand_over", lambda: send(dora, path, do="shut"))
    assert send(alice, f"{case}/handover", to=uuid_of("bob"), stay="on").status_code == 422
    assert leads() == ["alice@example.org"]


def test_a_note_of_the_linked_persons_own_support_freezes_also_while_it_is_corrected(
    alice, case, monkeypatch
):
    send(alice, f"{case}/people", kind="linked", relation="partner")
    agreed = {"party": "linked", "person": Person.get().uuid, "scope": "support", "how": "oral"}
    assert send(alice, f"{case}/consents", given=clock.today().isoformat(), **agreed).status_code == 303
    assert send(alice, f"{case}/notes", text="Zijn plannen", kind="linked_support").status_code == 303
    note, taken_back = Note.get(), f"{case}/consents/{Consent.get().uuid}"
    once(monkeypatch, mentions, "resolve", lambda: send(alice, taken_back))
    assert send(alice, f"{case}/notes/{note.uuid}", text="Andere plannen").status_code == 422
    assert Consent.get().withdrawn is not None
    assert Note.get().corrected is None
