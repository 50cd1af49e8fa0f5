"""What happens to an account while a passphrase is being worked out, which takes its time on purpose."""

import pytest

from app.admin import people
from app.audit import AuditLine
from app.auth.accounts import change_passphrase
from app.auth.invitations import accept, invite_again, invited
from app.auth.models import SecondStep, Session, User
from app.cases.models import CaseKey
from app.vault import passphrase
from tests.web.conftest import CHEAP, WORDS, enter, send
from tests.web.test_people import NEW, text_of
from tests.web.test_second_step import set_up as choose_a_code

LATER = "nog een lange zin"


def user_of(name):
    return User.get(User.email == f"{name}@example.org")


@pytest.fixture
def meanwhile(monkeypatch):
    """Have something happen once, in another worker, while the first passphrase is being worked out."""

    def set_up(happens):
        real, waiting = passphrase.derive, [happens]

        def slow(*given):
            worked_out = real(*given)
            if waiting:
                waiting.pop()()
            return worked_out

        monkeypatch.setattr(passphrase, "derive", slow)

    return set_up


def shut(name, by):
    return lambda: people.deactivate(user_of(name), user_of(by), lambda _user: 0)


def reset(app, name, by):
    """Somebody uses a new link for the account."""

    def happens():
        accept(invited(invite_again(user_of(name), user_of(by))), LATER, app.config["PEPPER"], CHEAP)

    return happens


def test_an_account_that_is_shut_while_its_passphrase_changes_stays_shut(app, alice, dora, meanwhile):
    meanwhile(shut("alice", "dora"))
    assert send(alice, "/account/passphrase", present=WORDS, new=NEW).status_code == 422
    assert not user_of("alice").active
    assert enter(app.test_client(), "alice@example.org", NEW).status_code == 422


def test_a_role_that_is_taken_away_while_a_passphrase_changes_stays_away(alice, dora, meanwhile):
    people.change_roles(user_of("alice"), ["caseworker", "editor"], user_of("dora"), lambda _user: 0)
    meanwhile(lambda: people.change_roles(user_of("alice"), ["caseworker"], user_of("dora"), lambda _user: 0))
    assert send(alice, "/account/passphrase", present=WORDS, new=NEW).status_code == 303
    assert user_of("alice").roles == "caseworker"


def test_the_keys_of_a_new_link_are_not_written_over_by_a_change_that_began_before(
    app, alice, dora, meanwhile
):
    meanwhile(reset(app, "alice", "dora"))
    assert send(alice, "/account/passphrase", present=WORDS, new=NEW).status_code == 422
    assert enter(app.test_client(), "alice@example.org", NEW).status_code == 422
    assert enter(app.test_client(), "alice@example.org", LATER).status_code == 303


def test_a_link_opens_no_account_that_was_shut_meanwhile(app, dora, alice, meanwhile):
    token = invite_again(user_of("alice"), user_of("dora"))
    meanwhile(shut("alice", "dora"))
    answer = send(app.test_client(), f"/welcome/{token}", password=NEW)
    assert answer.status_code == 422
    assert not user_of("alice").active
    people.reactivate(user_of("alice"), user_of("dora"))
    assert enter(app.test_client(), "alice@example.org", NEW).status_code == 422
    assert invited(token) is not None, "it was not used"


def test_a_link_changes_no_more_of_an_account_than_its_keys(app, dora, alice, meanwhile):
    token = invite_again(user_of("alice"), user_of("dora"))
    meanwhile(lambda: people.change_roles(user_of("alice"), ["editor"], user_of("dora"), lambda _user: 0))
    assert send(app.test_client(), f"/welcome/{token}", password=NEW).status_code == 303
    assert user_of("alice").roles == "editor"


def test_who_was_signing_in_with_the_old_passphrase_is_not_in_after_a_new_link(app, alice, dora, meanwhile):
    case = send(alice, "/cases", title="Zilverberk").location
    thief = app.test_client()
    lines = AuditLine.select().where(AuditLine.verb == "session.opened").count()
    meanwhile(reset(app, "alice", "dora"))
    assert enter(thief, "alice@example.org").status_code == 422
    assert "Zilverberk" not in text_of(thief.get(case))
    assert Session.select().join(User).where(User.email == "alice@example.org", ~Session.revoked).count() == 0
    assert AuditLine.select().where(AuditLine.verb == "session.opened").count() == lines


def test_who_was_signing_in_is_not_in_once_the_passphrase_is_another_or_the_account_shut(
    app, alice, dora, meanwhile
):
    other = app.test_client()
    given = (app.config["PEPPER"], CHEAP, Session.get())
    meanwhile(lambda: change_passphrase(user_of("alice"), WORDS, NEW, *given))
    assert enter(other, "alice@example.org").status_code == 422
    meanwhile(shut("alice", "dora"))
    assert enter(other, "alice@example.org", NEW).status_code == 422
    people.reactivate(user_of("alice"), user_of("dora"))
    assert other.get("/resources").status_code == 303


def test_a_new_link_deletes_what_was_sealed_to_the_keys_of_before(app, alice, bob, dora):
    case = send(alice, "/cases", title="Zilverberk").location
    send(alice, f"{case}/team", email="bob@example.org")
    send(bob, f"{case}/notes", text="Mijn eigen twijfel", circle="private")
    assert CaseKey.select().where(CaseKey.holder == user_of("bob").uuid).count() == 2
    reset(app, "bob", "dora")()
    assert CaseKey.select().where(CaseKey.holder == user_of("bob").uuid).count() == 0
    page = text_of(alice.get(f"{case}/team"))
    assert "Nieuwe sleutels: opnieuw toegang geven" in page
    send(alice, f"{case}/team", email="bob@example.org")
    enter(bob, "bob@example.org", LATER)
    assert "Zilverberk" in text_of(bob.get(case))
    assert "Nieuwe sleutels: opnieuw toegang geven" not in text_of(alice.get(f"{case}/team"))


def test_a_code_is_neither_set_up_nor_taken_off_with_a_passphrase_that_was_replaced(
    app, alice, dora, meanwhile
):
    """Else whoever was signed in with the passphrase of before shuts its owner out, or has the code off."""
    meanwhile(reset(app, "alice", "dora"))
    assert choose_a_code(alice)[0].status_code == 422
    assert not SecondStep.select().exists()
    assert enter(alice, "alice@example.org", LATER).status_code == 303
    choose_a_code(alice, present=LATER)
    assert SecondStep.select().exists()
    meanwhile(lambda: User.update(verifier=b"another").where(User.id == user_of("alice").id).execute())
    assert send(alice, "/account/code/off", present=LATER).status_code == 422
    assert SecondStep.select().exists()
