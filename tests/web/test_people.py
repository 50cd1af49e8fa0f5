"""Accounts: inviting, roles, shutting, passphrases; and what an administrator can never reach."""

import re

import pytest

from app.admin.people import change_roles, deactivate
from app.audit import AuditLine
from app.auth.accounts import AccountError
from app.auth.models import Invitation, Session, User
from app.cases.models import CaseKey
from tests.web.conftest import WORDS, enter, person, send

NEW = "een heel andere zin"


def text_of(answer):
    return answer.get_data(as_text=True)


def link_in(page):
    return re.search(r"<code>https?://[^/]+(/welcome/\w+)</code>", text_of(page)).group(1)


def user_of(email):
    return User.get(User.email == email)


def uuid_of(email):
    return user_of(email).uuid


def test_the_invited_choose_their_own_passphrase_once(app, dora):
    page = send(dora, "/admin/people", email="Emma@Example.org", name="Emma", roles="caseworker")
    link, emma = link_in(page), app.test_client()
    assert enter(emma, "emma@example.org", "").status_code == 422
    assert "emma@example.org" in text_of(emma.get(link))
    short = send(emma, link, password="kort")
    assert short.status_code == 422
    assert "kort" not in text_of(short)
    assert send(emma, link, password=NEW).status_code == 303
    assert enter(emma, "emma@example.org", NEW).status_code == 303
    assert send(emma, link, password=WORDS).status_code == 404
    assert enter(emma, "emma@example.org", NEW).status_code == 303


def test_a_link_dies_after_a_week_when_replaced_and_when_the_account_is_shut(app, dora):
    first = link_in(send(dora, "/admin/people", email="emma@example.org", roles="caseworker"))
    second = link_in(send(dora, f"/admin/people/{uuid_of('emma@example.org')}/link"))
    browser = app.test_client()
    assert browser.get(first).status_code == 404
    assert browser.get(second).status_code == 200
    send(dora, f"/admin/people/{uuid_of('emma@example.org')}", do="shut")
    assert browser.get(second).status_code == 404
    send(dora, f"/admin/people/{uuid_of('emma@example.org')}", do="reopen")
    assert browser.get(second).status_code == 200
    Invitation._meta.database.execute_sql("update invitation set created = datetime('now', '-8 days')")
    assert browser.get(second).status_code == 404


def test_the_token_of_a_link_is_nowhere_in_the_data(config, dora):
    token = link_in(send(dora, "/admin/people", email="emma@example.org", roles="editor")).rsplit("/", 1)[1]
    for path in config.data_dir.rglob("*.db*"):
        assert token.encode() not in path.read_bytes()
        assert bytes.fromhex(token) not in path.read_bytes()


def test_a_form_that_cannot_be_taken_comes_back_as_it_was_typed(dora):
    form = {"email": "dora@example.org", "name": "Nog een Dora", "roles": ["administrator", "caseworker"]}
    page = send(dora, "/admin/people", **form)
    assert page.status_code == 422
    assert 'value="Nog een Dora"' in text_of(page)
    assert len(re.findall(r'value="(?:administrator|caseworker)" checked', text_of(page))) >= 2
    assert User.select().count() == 1


def test_only_an_administrator_sees_people(alice):
    assert alice.get("/admin/people").status_code == 403
    assert send(alice, "/admin/people", email="x@example.org", roles="administrator").status_code == 403


def test_shutting_an_account_ends_its_sessions_at_once(dora, bob):
    assert bob.get("/resources").status_code == 200
    assert send(dora, f"/admin/people/{uuid_of('bob@example.org')}", do="shut").status_code == 303
    assert bob.get("/resources").status_code == 303
    assert enter(bob, "bob@example.org").status_code == 422


def test_shutting_an_account_asks_first(dora, bob):
    dora.set_cookie("language", "en")
    page = text_of(dora.get("/admin/people"))
    path = f"/admin/people/{uuid_of('bob@example.org')}"
    asking = re.search(
        rf'<details class="put-away">\s*<summary>Shut this account</summary>\s*<form[^>]*action="{path}">'
        r".*?</details>", page, re.S,
    ).group()  # fmt: skip
    assert "bob@example.org is signed out at once" in asking
    assert page.count('value="shut"') == page.count("<summary>Shut this account</summary>")


def test_a_role_that_is_missing_is_asked_for_by_the_names_of_the_boxes(dora, bob):
    dora.set_cookie("language", "nl")
    boxes = re.findall(r'name="roles" value="\w+"[^>]*> ([^<]+)</label>', text_of(dora.get("/admin/people")))
    names = ", ".join(boxes[-4:])
    for path, form in (
        ("/admin/people", {"email": "x@example.org"}),
        ("/admin/people", {"email": "x@example.org", "roles": "king"}),
        (f"/admin/people/{uuid_of('bob@example.org')}", {"do": "roles"}),
    ):
        answer = send(dora, path, **form)
        assert answer.status_code == 422
        assert f"{names}." in text_of(answer)
        assert "caseworker," not in text_of(answer)


def test_who_answers_for_cases_is_not_shut_and_keeps_a_case_role(dora, alice):
    send(alice, "/cases", title="Zilverberk")
    path = f"/admin/people/{uuid_of('alice@example.org')}"
    for form in ({"do": "shut"}, {"do": "roles", "roles": "editor"}):
        assert send(dora, path, **form).status_code == 422
    assert User.get(User.email == "alice@example.org").active
    assert send(dora, path, do="roles", roles=["caseworker", "editor"]).status_code == 303


def test_how_many_cases_are_held_is_asked_while_nobody_hands_one_over(dora, bob):
    database, asked = User._meta.database, []

    def held(_user):
        asked.append(database.in_transaction())
        return 1

    for change in (
        lambda: deactivate(user_of("bob@example.org"), user_of("dora@example.org"), held),
        lambda: change_roles(user_of("bob@example.org"), ["editor"], user_of("dora@example.org"), held),
    ):
        with pytest.raises(AccountError, match="answers for cases"):
            change()
    assert asked == [True, True]


def test_the_last_administrator_stays_one(app, dora):
    path = f"/admin/people/{uuid_of('dora@example.org')}"
    assert send(dora, path, do="shut").status_code == 422
    emil = person(app, "emil@example.org", "administrator")
    assert send(emil, path, do="roles", roles="editor").status_code == 303
    assert send(emil, f"/admin/people/{uuid_of('emil@example.org')}", do="shut").status_code == 422
    with pytest.raises(AccountError, match="at least"):  # each takes it from the other at the same moment
        change_roles(user_of("emil@example.org"), ["editor"], user_of("dora@example.org"), lambda _user: 0)


def test_nobody_changes_ones_own_roles(app, dora):
    person(app, "emil@example.org", "administrator")
    path = f"/admin/people/{uuid_of('dora@example.org')}"
    assert send(dora, path, do="roles", roles=["caseworker"]).status_code == 422
    assert User.get(User.email == "dora@example.org").roles == "administrator"
    assert text_of(dora.get("/admin/people")).count('value="roles"') == 1, "Emil's alone"


def test_an_administrator_who_uses_the_link_of_another_opens_no_case(app, dora, alice):
    case = send(alice, "/cases", title="Zilverberk").location
    link = link_in(send(dora, f"/admin/people/{uuid_of('alice@example.org')}/link"))
    assert alice.get(case).status_code == 200
    assert send(dora, link, password=NEW).status_code == 303
    assert alice.get(case).status_code == 303
    thief = app.test_client()
    enter(thief, "alice@example.org", NEW)
    assert "Zilverberk" not in text_of(thief.get("/cases"))
    assert "Zilverberk" not in text_of(thief.get(case))
    assert CaseKey.select().where(CaseKey.holder == uuid_of("alice@example.org")).count() == 0


def test_after_a_forgotten_passphrase_the_lead_lets_a_colleague_in_again(app, dora, alice, bob):
    case = send(alice, "/cases", title="Zilverberk").location
    send(alice, f"{case}/team", email="bob@example.org")
    link = link_in(send(dora, f"/admin/people/{uuid_of('bob@example.org')}/link"))
    send(bob, link, password=NEW)
    enter(bob, "bob@example.org", NEW)
    assert bob.get(case).status_code == 403
    assert "Zilverberk" not in text_of(bob.get("/cases"))
    send(alice, f"{case}/team", email="bob@example.org")
    assert "Zilverberk" in text_of(bob.get(case))


def test_another_passphrase_opens_the_same_cases_and_ends_other_sessions(app, alice):
    case = send(alice, "/cases", title="Zilverberk").location
    other = app.test_client()
    enter(other, "alice@example.org")
    form = {"present": WORDS, "new": NEW}
    assert send(alice, "/account/passphrase", **form | {"present": "niet deze zin"}).status_code == 422
    assert send(alice, "/account/passphrase", **form | {"new": "kort"}).status_code == 422
    assert send(alice, "/account/passphrase", **form).status_code == 303
    assert "Zilverberk" in text_of(alice.get(case))
    assert other.get(case).status_code == 303
    assert enter(other, "alice@example.org").status_code == 422
    assert enter(other, "alice@example.org", NEW).status_code == 303
    assert "Zilverberk" in text_of(other.get(case))


def test_one_ends_ones_own_sessions_and_nobody_elses(app, alice, bob):
    other = app.test_client()
    enter(other, "alice@example.org")
    row = (
        Session.select()
        .join(User)
        .where(User.email == "alice@example.org")
        .order_by(Session.id.desc())
        .first()
    )
    assert send(bob, f"/account/sessions/{row.uuid}").status_code == 404
    assert send(alice, f"/account/sessions/{row.uuid}").status_code == 303
    assert other.get("/resources").status_code == 303
    assert alice.get("/resources").status_code == 200


@pytest.mark.parametrize(
    ("lang", "word"), [("nl", "Mijn account"), ("fr", "Mon compte"), ("en", "My account")]
)
def test_name_and_language_are_ones_own_choice(alice, lang, word):
    assert send(alice, "/account", name="Alice", lang=lang).status_code == 303
    page = text_of(alice.get("/account"))
    assert word in page
    assert 'value="Alice"' in page
    assert send(alice, "/account", name="x", lang="zz").status_code == 404


def test_single_keys_are_ones_own_choice_and_no_page_promises_one_that_is_off(alice):
    pages = [text_of(alice.get(path)) for path in ("/resources", "/cases", "/account")]
    assert all('aria-keyshortcuts="n"' in page for page in pages)
    assert 'aria-keyshortcuts="/"' in pages[0]
    send(alice, "/account", name="Alice", lang="en")
    pages = [text_of(alice.get(path)) for path in ("/resources", "/cases", "/account")]
    assert not any('aria-keyshortcuts="n"' in page or "<kbd>N</kbd>" in page for page in pages)
    assert 'aria-keyshortcuts="/"' not in pages[0]
    assert 'name="single_keys" aria-describedby="keys-why">' in pages[2]
    send(alice, "/account", name="Alice", lang="en", single_keys="on")
    assert 'aria-keyshortcuts="n"' in text_of(alice.get("/cases"))


def test_every_change_of_an_account_leaves_a_line_that_names_who_did_it(dora, alice):
    path = f"/admin/people/{uuid_of('alice@example.org')}"
    send(dora, f"{path}/link")
    send(dora, path, do="roles", roles="coordinator")
    send(dora, path, do="shut")
    send(dora, path, do="reopen")
    lines = AuditLine.select().where(AuditLine.who == uuid_of("dora@example.org")).order_by(AuditLine.id)
    verbs = [line.verb for line in lines if line.about == uuid_of("alice@example.org")]
    assert verbs == ["account.invited", "account.roles", "account.shut", "account.reopened"]
