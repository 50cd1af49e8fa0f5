"""Who did not work on cases for a while is on the team still, and reads nothing until let in again."""

import pytest

from app.auth.models import User
from app.cases import opening, teams
from app.cases.models import Case, CaseKey, Member
from tests.web.conftest import enter, send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_team import share, uuid_of

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def case(alice, bob, charlie):
    """Alice's case, with Bob and Charlie on its team."""
    made = open_case(alice)
    share(alice, made)
    share(alice, made, "charlie")
    return made


def change(dora, name, **form):
    assert send(dora, f"/admin/people/{uuid_of(name)}", **form).status_code == 303


def sealed_to(name):
    return CaseKey.select().where(CaseKey.holder == uuid_of(name)).count()


def let_in_again(alice, bob, case):
    """Bob is on the team, sees nothing, and sees it once Alice says so."""
    assert Member.select().join(User).where(User.email == "bob@example.org").exists()
    assert bob.get(case).status_code == 403
    assert "Zilverberk" not in text_of(bob.get("/cases"))
    assert "Nieuwe sleutels: opnieuw toegang geven" in text_of(alice.get(f"{case}/team"))
    share(alice, case)
    assert "Zilverberk" in text_of(bob.get(case))


def test_who_becomes_administrator_and_works_on_cases_again_has_to_be_let_in(alice, bob, dora, case):
    change(dora, "bob", do="roles", roles=["administrator"])
    assert bob.get(case).status_code == 404
    assert sealed_to("bob") == 0
    change(dora, "bob", do="roles", roles=["caseworker"])
    let_in_again(alice, bob, case)


def test_another_case_role_takes_no_case_away(bob, dora, case):
    change(dora, "bob", do="roles", roles=["coordinator", "editor"])
    assert "Zilverberk" in text_of(bob.get(case))


def test_an_account_that_was_shut_gets_no_new_key_and_opens_no_case_when_it_is_opened_again(
    alice, bob, charlie, dora, case
):
    change(dora, "bob", do="shut")
    assert sealed_to("bob") == 0
    assert "Nieuwe sleutels: opnieuw toegang geven" not in text_of(alice.get(f"{case}/team")), (
        "not while it is shut"
    )
    assert send(charlie, f"{case}/team/{uuid_of('charlie')}", do="leave").status_code == 303
    assert sealed_to("bob") == 0
    change(dora, "bob", do="reopen")
    enter(bob, "bob@example.org")
    let_in_again(alice, bob, case)


def test_keys_that_an_account_kept_from_before_it_was_shut_are_not_given_back_with_it(alice, bob, dora, case):
    """As of an account that an earlier version shut, or of a server that went down at that moment."""
    User.update(active=False).where(User.email == "bob@example.org").execute()
    assert sealed_to("bob") == 1
    change(dora, "bob", do="reopen")
    let_in_again(alice, bob, case)


@pytest.mark.parametrize("kept", [{"active": False}, {"roles": "administrator"}])
def test_another_key_leaves_out_who_does_not_work_on_cases(alice, bob, charlie, case, kept):
    User.update(kept).where(User.email == "bob@example.org").execute()
    send(charlie, f"{case}/team/{uuid_of('charlie')}", do="leave")
    assert sealed_to("bob") == 0


def test_ones_own_private_note_is_there_again(alice, bob, dora, case):
    send(bob, f"{case}/notes", text="Mijn eigen twijfel", circle="private")
    change(dora, "bob", do="shut")
    change(dora, "bob", do="reopen")
    enter(bob, "bob@example.org")
    let_in_again(alice, bob, case)
    assert "Mijn eigen twijfel" in text_of(bob.get(case))


def test_the_last_who_opens_a_case_is_not_shut(alice, bob, charlie, dora, case):
    CaseKey.delete().where(CaseKey.holder.in_([uuid_of("alice"), uuid_of("charlie")])).execute()
    at = f"/admin/people/{uuid_of('bob')}"
    for form in ({"do": "shut"}, {"do": "roles", "roles": "editor"}):
        assert send(dora, at, **form).status_code == 422
    assert "Zilverberk" in text_of(bob.get(case))


def spoil(name):
    """As a bad disk would: what is sealed to somebody does not open, although it names the right key."""
    CaseKey.update(sealed=b"x" * 80).where(CaseKey.holder == uuid_of(name)).execute()


def test_who_holds_a_damaged_key_reads_why_and_the_lead_lets_in_again(alice, bob, case):
    spoil("bob")
    assert "1 case does not open for you" in text_of(bob.get("/cases", headers=ENGLISH))
    assert bob.get(case).status_code == 403
    let_in_again(alice, bob, case)
    assert "does not open for you" not in text_of(bob.get("/cases", headers=ENGLISH))


def test_letting_in_again_seals_anew_although_nobody_noticed_yet(alice, bob, case):
    spoil("bob")
    share(alice, case)
    assert "Zilverberk" in text_of(bob.get(case))


def test_who_opens_nothing_is_not_the_last_who_can(alice, bob, charlie, case):
    spoil("bob")
    spoil("charlie")
    for browser in (bob, charlie):
        browser.get("/cases")
    row = Case.get()
    assert [user.email for user in opening.holders(row, list(User.select()))] == ["alice@example.org"]
    assert teams.answers_for(User.get(User.email == "alice@example.org")) == 1
    assert teams.answers_for(User.get(User.email == "bob@example.org")) == 0
