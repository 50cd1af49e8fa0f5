"""Case work through the browser: who sees a case, what is kept, what is refused."""

import re

import pytest

from app.audit import AuditLine
from app.cases.models import Case, CaseKey, Member, Referral, Task
from app.factory import create_app
from tests.web.conftest import CHEAP, enter, fresh_token, send

NOWHERE = "00000000-0000-0000-0000-000000000000"


def text_of(answer):
    return answer.get_data(as_text=True)


def open_case(browser, title="Zilverberk"):
    answer = send(browser, "/cases", title=title)
    assert answer.status_code == 303
    return answer.location


def base_of(page):
    return re.search(r'name="base" value="(\d+)"', text_of(page)).group(1)


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice)


def test_a_case_opens_with_a_pseudonym_and_not_by_a_slip_on_the_empty_field(alice):
    refused = send(alice, "/cases", title=" ")
    assert refused.status_code == 422
    assert re.search(r'<input id="title"[^>]* aria-invalid="true" autofocus', text_of(refused))
    assert Case.select().count() == 0
    open_case(alice, "?")
    open_case(alice)
    listed = text_of(alice.get("/cases"))
    assert "Zilverberk" in listed
    assert len(re.findall(r'href="/cases/[0-9a-f-]{36}"', listed)) == 2


def test_neither_address_nor_title_of_a_case_page_says_who_it_is_about(alice, case):
    assert re.fullmatch(r"/cases/[0-9a-f-]{36}", case)
    title = re.search(r"<title>(.*?)</title>", text_of(alice.get(case)), re.S).group(1)
    assert "Zilverberk" not in title


def test_a_task_has_words_and_perhaps_a_day(alice, case):
    page = send(alice, f"{case}/tasks", words="Bellen", due="2026-02-31")
    assert page.status_code == 422
    assert 'value="Bellen"' in text_of(page)
    assert send(alice, f"{case}/tasks", words=" ").status_code == 422
    page = send(alice, f"{case}/tasks", follow=True, words="Terugbellen", due="2126-12-01")
    assert "Terugbellen" in text_of(page)
    send(alice, f"{case}/tasks/{Task.get().uuid}/done")
    assert "Terugbellen" not in text_of(alice.get(case))


def test_giving_an_address_is_two_clicks_and_leaves_a_task_to_ask(alice, case):
    sheet = text_of(alice.get("/resources/ocmw-1080"))
    assert 'href="/cases/refer/ocmw-1080"' in sheet
    chooser = text_of(alice.get("/cases/refer/ocmw-1080"))
    assert re.findall(r".*Zilverberk.*", chooser) == re.findall(
        r".*<option [^>]*selected>Zilverberk<.*", chooser
    )
    page = send(alice, "/cases/refer/ocmw-1080", follow=True, case=case.rsplit("/", 1)[1], kind="info")
    assert "/resources/ocmw-1080" in text_of(page)
    assert (Referral.get().status, Task.get().referral_id) == ("given", Referral.get().id)


def paths_of(app, case):
    """Every address under a case, with its method."""
    uuid = case.rsplit("/", 1)[1]
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/cases/<uuid>"):
            path = rule.rule.replace("<uuid>", uuid)
            for method in rule.methods & {"GET", "POST"}:
                yield method, re.sub(r"<[^>]+>", NOWHERE, path)


def without_its_own_address(answer):
    """A page, but for the address that was asked, which it repeats for the choice of language, and the
    form's token, which is another one every second."""
    return re.sub(r'(?:value|content)="/cases/[^"]*"|name="csrf_token" value="[^"]*"', "", text_of(answer))


def test_for_everybody_else_a_case_does_not_exist(app, alice, bob, charlie, dora, case):
    asked = list(paths_of(app, case))
    assert len(asked) >= 6
    for stranger in (charlie, dora, bob):
        token = fresh_token(stranger)
        for method, path in asked:
            form = {"csrf_token": token, "text": "x", "words": "x", "email": "bob@example.org"}
            data = form if method == "POST" else None  # what was typed comes back, and nothing else
            answer = stranger.open(path, method=method, data=data)
            nowhere = stranger.open(path.replace(case, f"/cases/{NOWHERE}"), method=method, data=data)
            assert answer.status_code == 404, path
            assert without_its_own_address(answer) == without_its_own_address(nowhere)
        assert (
            send(stranger, "/cases/refer/ocmw-1080", case=case.rsplit("/", 1)[1], kind="info").status_code
            == 404
        )
        assert "Zilverberk" not in text_of(stranger.get("/cases"))


def test_a_colleague_let_onto_the_team_reads_and_writes(alice, bob, case):
    send(alice, f"{case}/notes", text="Van Alice")
    assert send(alice, f"{case}/team", email=" BOB@example.org").status_code == 303
    assert "Van Alice" in text_of(bob.get(case))
    assert send(bob, f"{case}/notes", text="Van Bob").status_code == 303
    assert "Zilverberk" in text_of(bob.get("/cases"))


def test_only_the_lead_lets_somebody_in_and_never_an_administrator(alice, bob, charlie, dora, case):
    send(alice, f"{case}/team", email="bob@example.org")
    assert send(bob, f"{case}/team", email="charlie@example.org").status_code == 422
    for email in ("dora@example.org", "nobody@example.org"):
        assert send(alice, f"{case}/team", email=email).status_code == 422
    assert Member.select().count() == 2


def test_every_post_of_case_work_leaves_an_audit_line_and_so_does_reading(alice, bob, case):
    uuid = case.rsplit("/", 1)[1]
    send(alice, f"{case}/draft", text="x", base="0")
    send(alice, f"{case}/notes", text="x")
    send(alice, f"{case}/tasks", words="x")
    send(alice, f"{case}/tasks/{Task.get().uuid}/done")
    send(alice, f"{case}/team", email="bob@example.org")
    send(alice, "/cases/refer/ocmw-1080", case=uuid, kind="warm")
    send(alice, f"{case}/referrals/{Referral.get().uuid}/step", **{"do": "cancel", "code-cancel": "us"})
    alice.get(case)
    verbs = [line.verb for line in AuditLine.select().where(AuditLine.about == uuid).order_by(AuditLine.id)]
    assert verbs == [
        "case.opened", "draft.saved", "note.added", "task.added", "task.done", "case.shared",
        "referral.draft", "referral.cancel", "case.read",
    ]  # fmt: skip


def test_a_case_page_asks_the_database_as_often_for_many_notes_as_for_one(alice, case, queries):
    send(alice, f"{case}/notes", text="een")
    with queries() as few:
        alice.get(case)
    for _time in range(15):
        send(alice, f"{case}/notes", text="nog een")
        send(alice, f"{case}/tasks", words="nog een")
    with queries() as many:
        alice.get(case)
    assert len(many) == len(few)


def test_the_list_of_cases_asks_as_often_for_many_as_for_one(alice, case, queries):
    with queries() as few:
        alice.get("/cases")
    for _time in range(8):
        open_case(alice)
    with queries() as many:
        alice.get("/cases")
    assert len(many) == len(few)


def test_no_word_of_a_client_lies_readable_anywhere_in_the_data(config, alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    marks = ["Zilverberk", "Waterlelie", "Korenbloem", "Duizendblad"]
    send(alice, f"{case}/draft", text="Waterlelie", base="0")
    send(alice, f"{case}/notes", text="Korenbloem")
    send(alice, f"{case}/tasks", words="Duizendblad")
    alice.get(case)
    seen = 0
    for path in config.data_dir.rglob("*"):
        if path.is_file():
            held = path.read_bytes().lower()
            seen += len(held)
            assert not [mark for mark in marks if mark.lower().encode() in held], path
    assert seen > 100_000


@pytest.mark.parametrize("loss", ["missing", "another"])
def test_without_the_servers_key_cases_stay_shut_and_no_new_key_is_made(app, alice, case, config, loss):
    pepper = config.secrets_path / "pepper"
    pepper.chmod(0o600)
    pepper.unlink()
    if loss == "another":
        pepper.write_text("ab" * 32)
    keys = CaseKey.select().count()
    later = create_app(config, CHEAP)
    browser = later.test_client()
    assert pepper.exists() is (loss == "another")
    # The passphrase still proves who it is; the directory works, and cases say why they do not.
    assert enter(browser, "alice@example.org").status_code == 303
    assert browser.get("/resources?q=ocmw").status_code == 200
    assert browser.get(case).status_code == 503
    assert send(browser, "/cases", title="Nieuw").status_code == 503
    assert (CaseKey.select().count(), Case.select().count()) == (keys, 1)
