"""Case work through the browser: who sees a case, what is kept, what is refused."""

import re
from datetime import timedelta

import pytest

from app.audit import AuditLine
from app.auth.models import Session
from app.cases.models import Case, CaseKey, Draft, LooseDraft, Member, Note, Referral, Task
from app.factory import create_app
from tests.web.conftest import CHEAP, enter, token_of

NOWHERE = "00000000-0000-0000-0000-000000000000"


def text_of(answer):
    return answer.get_data(as_text=True)


def send(browser, path, follow=False, **form):
    """Post a form as a page would, with its token."""
    form["csrf_token"] = token_of(browser.get("/resources"))
    return browser.post(path, data=form, follow_redirects=follow)


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


def test_a_case_opens_with_a_pseudonym_or_with_nothing_at_all(alice):
    open_case(alice, "")
    open_case(alice)
    listed = text_of(alice.get("/cases"))
    assert "Zilverberk" in listed
    assert len(re.findall(r'href="/cases/[0-9a-f-]{36}"', listed)) == 2


def test_neither_address_nor_title_of_a_case_page_says_who_it_is_about(alice, case):
    assert re.fullmatch(r"/cases/[0-9a-f-]{36}", case)
    title = re.search(r"<title>(.*?)</title>", text_of(alice.get(case)), re.S).group(1)
    assert "Zilverberk" not in title


def test_a_note_needs_one_field_and_stands_on_the_timeline(alice, case):
    page = text_of(send(alice, f"{case}/notes", follow=True, text="Belde over het bezoek\nmorgen weer"))
    assert "Belde over het bezoek\nmorgen weer" in page


def test_a_listening_contact_needs_no_text_at_all(alice, case):
    assert send(alice, f"{case}/notes", interventions="1").status_code == 303
    assert Note.get().interventions == "1"


def test_an_empty_note_is_refused_and_the_form_comes_back_as_it_was_typed(alice, case):
    page = send(alice, f"{case}/notes", text="  ", minutes="12")
    assert page.status_code == 422
    assert 'value="12"' in text_of(page)
    page = send(alice, f"{case}/notes", text="Een lang gesprek", minutes="lang")
    assert page.status_code == 422
    assert "Een lang gesprek" in text_of(page)
    assert 'value="lang"' in text_of(page)
    assert Note.select().count() == 0


def test_unknown_codes_are_left_out_and_hostile_text_is_shown_as_text(alice, case):
    send(alice, f"{case}/notes", text="<script>alert(1)</script>\0", interventions="zzz", channel="zzz")
    page = text_of(alice.get(case))
    assert "&lt;script&gt;alert(1)" in page
    assert (Note.get().interventions, Note.get().channel) == ("", "")


def test_a_draft_is_on_the_server_and_comes_back_with_the_page(alice, case):
    page = alice.get(case)
    answer = send(alice, f"{case}/draft", text="Half een zin", base=base_of(page))
    assert answer.status_code == 200
    assert "Half een zin" in text_of(alice.get(case))


def test_the_draft_goes_when_the_note_is_committed_and_not_before(alice, case):
    send(alice, f"{case}/draft", text="Half een zin", base="0")
    assert send(alice, f"{case}/notes", text="Half een zin", minutes="x").status_code == 422
    assert Draft.select().count() == 1
    send(alice, f"{case}/notes", text="Half een zin")
    assert Draft.select().count() == 0


def test_two_windows_never_overwrite_each_other(alice, case):
    assert send(alice, f"{case}/draft", text="Uit het eerste venster", base="0").status_code == 200
    answer = send(alice, f"{case}/draft", text="Uit het tweede", base="0")
    assert "Uit het eerste venster" in text_of(answer)
    for text in ("Uit het eerste venster", "Uit het tweede"):
        assert text in text_of(alice.get(case))
    # Going on in the second window, the first text stays beside it until it is dealt with.
    answer = send(alice, f"{case}/draft", text="Uit het tweede, verder", base=base_of(answer))
    assert "Uit het eerste venster" in text_of(answer)
    other = re.search(r'name="append" value="([^"]+)"', text_of(answer)).group(1)
    form = {"text": "Uit het tweede, verder", "base": base_of(answer), "append": other}
    page = text_of(send(alice, f"{case}/insert", follow=True, **form))
    assert "Uit het tweede, verder\n\nUit het eerste venster</textarea>" in page
    assert 'name="append"' not in page


def test_saving_in_one_window_keeps_what_another_one_typed(alice, case):
    first = re.search(r'name="window" value="([^"]+)"', text_of(alice.get(case))).group(1)
    second = re.search(r'name="window" value="([^"]+)"', text_of(alice.get(case))).group(1)
    send(alice, f"{case}/draft", text="Uit het eerste", base="0", window=first)
    send(alice, f"{case}/draft", text="Uit het tweede", base="0", window=second)
    send(alice, f"{case}/notes", text="Uit het eerste", window=first)
    assert "Uit het tweede</textarea>" in text_of(alice.get(case))
    send(alice, f"{case}/notes", text="Uit het tweede", window=second)
    assert Draft.select().count() == 0


def test_a_note_from_anywhere_gets_its_case_afterwards(alice, case):
    page = text_of(alice.get("/cases/note"))
    window = re.search(r'name="window" value="([^"]+)"', page).group(1)
    send(alice, "/cases/note/draft", text="Belt over de huur", base="1", window=window)
    assert "Belt over de huur</textarea>" in text_of(alice.get("/cases/note"))
    assert send(alice, "/cases/note", text="Belt over de huur", window=window).status_code == 422
    form = {"text": "Belt over de huur", "window": window, "case": "new", "title": "Wilg"}
    saved = send(alice, "/cases/note", **form)
    assert "Belt over de huur" in text_of(alice.get(saved.location))
    # Sent twice: one case, one note, no draft.
    assert send(alice, "/cases/note", **form).location == saved.location
    assert (Case.select().count(), Note.select().count()) == (2, 1)
    assert "Belt over de huur" not in text_of(alice.get("/cases/note"))


def test_the_clock_of_an_empty_note_starts_anew_and_that_of_a_begun_one_goes_on(alice):
    alice.get("/cases/note")
    early = LooseDraft.get().started - timedelta(hours=3)
    LooseDraft.update(started=early).execute()
    alice.get("/cases/note")
    assert LooseDraft.get().started > early
    send(alice, "/cases/note/draft", text="Begonnen", base="2")
    LooseDraft.update(started=early).execute()
    alice.get("/cases/note")
    assert LooseDraft.get().started == early


def test_at_finds_a_sheet_before_a_case_is_chosen_and_no_partner_of_any_case(alice, bob, dora, case):
    send(alice, f"{case}/partners", name="Meester Vermeulen", role="lawyer")
    assert "OCMW" in text_of(send(alice, "/cases/note/mention", typed="ocmw molenbeek"))
    assert "Vermeulen" in text_of(send(alice, f"{case}/mention", typed="verm"))
    assert "Vermeulen" not in text_of(send(alice, "/cases/note/mention", typed="verm"))
    assert send(dora, "/cases/note/mention", typed="ocmw").status_code == 404


def test_a_colleague_has_a_draft_of_his_own(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    send(alice, f"{case}/draft", text="Van Alice", base="0")
    page = bob.get(case)
    assert "Van Alice" not in text_of(page)
    assert send(bob, f"{case}/draft", text="Van Bob", base=base_of(page)).status_code == 200


def test_a_note_sent_after_the_session_ended_is_kept_through_signing_in(alice, case):
    token = token_of(alice.get(case))
    Session.update(revoked=True).execute()
    sent = alice.post(
        f"{case}/notes", data={"csrf_token": token, "text": "Niet kwijt", "domains": ["1", "2"]}
    )
    assert sent.status_code == 307
    page = alice.post(sent.location, data={"csrf_token": token, "text": "Niet kwijt", "domains": ["1", "2"]})
    form = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', text_of(page)))
    assert form["kept.text"] == "Niet kwijt"
    form |= {"email": "alice@example.org", "password": "verkeerd verkeerd"}
    page = alice.post("/sign-in", data=form)
    assert page.status_code == 422
    assert 'name="kept.text" value="Niet kwijt"' in text_of(page)
    page = alice.post("/sign-in", data=form | {"password": "een lange zin hier"})
    assert f'action="{case}/notes"' in text_of(page)
    assert "Niet kwijt" in text_of(page)
    assert send(alice, f"{case}/notes", text="Niet kwijt").status_code == 303


def test_a_draft_sent_after_the_session_ended_stays_on_the_page(alice, case):
    token = token_of(alice.get(case))
    Session.update(revoked=True).execute()
    form = {"csrf_token": token, "text": "Half", "base": "0"}
    answer = alice.post(f"{case}/draft", data=form, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "HX-Redirect" not in answer.headers


def test_a_task_has_words_and_perhaps_a_day(alice, case):
    page = send(alice, f"{case}/tasks", words="Bellen", due="2026-02-31")
    assert page.status_code == 422
    assert 'value="Bellen"' in text_of(page)
    assert send(alice, f"{case}/tasks", words=" ").status_code == 422
    page = send(alice, f"{case}/tasks", follow=True, words="Terugbellen", due="2026-12-01")
    assert "Terugbellen" in text_of(page)
    send(alice, f"{case}/tasks/{Task.get().uuid}/done")
    assert "Terugbellen" not in text_of(alice.get(case))


def test_giving_an_address_is_two_clicks_and_leaves_a_task_to_ask(alice, case):
    sheet = text_of(alice.get("/resources/ocmw-1080"))
    assert 'href="/cases/refer/ocmw-1080"' in sheet
    chooser = text_of(alice.get("/cases/refer/ocmw-1080"))
    assert "Zilverberk" in chooser
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
    return re.sub(r'value="/cases/[^"]*"|name="csrf_token" value="[^"]*"', "", text_of(answer))


def test_for_everybody_else_a_case_does_not_exist(app, alice, bob, charlie, dora, case):
    asked = list(paths_of(app, case))
    assert len(asked) >= 6
    for stranger in (charlie, dora, bob):
        token = token_of(stranger.get("/resources"))
        nowhere = without_its_own_address(stranger.get(f"/cases/{NOWHERE}"))
        for method, path in asked:
            form = {"csrf_token": token, "text": "x", "words": "x", "email": "bob@example.org"}
            answer = stranger.open(path, method=method, data=form if method == "POST" else None)
            assert answer.status_code == 404, path
            assert without_its_own_address(answer) == nowhere
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
