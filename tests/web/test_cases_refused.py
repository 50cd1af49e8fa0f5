"""What a form of a case that is refused gives back, and what it must not do."""

import io
import re
from datetime import timedelta

import pytest

from app.auth.models import User
from app.cases import emergency, tasks
from app.cases.errors import KeyMoved
from app.cases.models import Case, Consent, Document, Member, Note, Partner, Referral, Task
from directory.clock import now
from tests.web.conftest import fresh_token, send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import begin, composed, go


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice)


def checked(page, name):
    """The values of the boxes that are ticked."""
    return re.findall(rf'name="{name}"(?: value="([^"]*)")? checked', text_of(page))


def test_a_referral_of_which_every_box_was_unticked_does_not_leave(alice, case):
    at = composed(alice, case, "sent", identity="Z", question="q")
    assert go(alice, at, until="2020-01-01").status_code == 422
    assert go(alice, at, []).status_code == 422
    assert (Referral.get().status, Referral.get().conditions, Consent.select().count()) == ("draft", "", 0)


def test_another_text_asks_the_clients_agreement_anew(alice, case):
    at = composed(alice, case, "sent", identity="Z")
    assert go(alice, at, until="2020-01-01").status_code == 422
    seen = re.search(r'name="seen" value="([^"]+)"', text_of(alice.get(at))).group(1)
    texts = {"text-identity": "Z", "text-situation": "Heel het verhaal"}
    assert send(alice, f"{at}/compose", take=["identity", "situation"], seen=seen, **texts).status_code == 303
    assert Referral.get().conditions.split() == ["told", "serves", "bound"]


def test_a_note_for_some_makes_no_task_that_the_whole_team_reads(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    for typed in ({"text": "x\n/taak stil vragen morgen"}, {"text": "x", "task": "stil vragen"}):
        page = send(alice, f"{case}/notes", circle="private", **typed)
        assert page.status_code == 422
        assert "stil vragen" in text_of(page)
        assert "stil vragen" not in text_of(bob.get(case))
    assert (Note.select().count(), Task.select().count()) == (0, 0)


def test_the_board_does_not_tell_of_a_contact_in_a_private_note(alice, bob, case):
    send(alice, f"{case}/team", email="bob@example.org")
    send(alice, f"{case}/partners", name="Psychiater")

    def shown():
        facts = text_of(bob.get(f"{case}/board")).split("<dl")[1]
        return re.sub(r'name="csrf_token" value="[^"]+"', "", facts)  # which counts the seconds

    before = shown()
    send(alice, f"{case}/notes", text="privé", circle="private", partner=Partner.get().uuid)
    assert shown() == before


def test_an_agreement_that_is_refused_keeps_its_ticks(alice, case):
    form = {"to": "ocmw-1080", "scope": ["identity", "situation"], "how": "written", "given": "2099-01-01"}
    page = send(alice, f"{case}/consents", party="client", **form)
    assert page.status_code == 422
    assert checked(page, "scope") == ["identity", "situation"]


def test_a_referral_that_may_not_go_yet_keeps_what_was_said_and_until_when(alice, case):
    at = composed(alice, case, "letter")
    page = go(alice, at, ["told"], proof="Ze zei dat het goed was", until="2027-01-01", how="phone")
    assert page.status_code == 422
    for kept in ("Ze zei dat het goed was", 'value="2027-01-01"', '<option value="phone" selected>'):
        assert kept in text_of(page)
    assert checked(page, "conditions") == ["told"]


def test_what_is_missing_before_a_referral_leaves_is_named(alice, case):
    at = composed(alice, case, "letter")
    page = text_of(go(alice, at, ["told", "agrees", "serves"], how="oral"))
    told = re.search(r'<p class="error" role="alert"[^>]*autofocus>([^<]*)', page).group(1)
    for words, missing in (
        ("blijft bij wat nodig", True),
        ("gebonden door het beroepsgeheim", True),
        ("is vooraf ingelicht", False),
    ):
        assert (words in told) == missing
    assert page.index("<form method") < page.index(told) < page.index('name="conditions"')


def test_how_the_client_agreed_is_chosen_by_somebody(alice, case):
    at = composed(alice, case, "letter")
    page = text_of(alice.get(at))
    how = re.search(r'<select id="how".*?</select>', page, re.S).group()
    assert "required" in how
    assert "selected" not in how
    assert go(alice, at, how="").status_code == 422
    assert Consent.select().count() == 0
    assert go(alice, at, how="phone").status_code == 303
    assert Consent.get().how == "phone"
    for number in re.findall(
        r'<select id="[cl]-how".*?</select>', text_of(alice.get(f"{case}/consents")), re.S
    ):
        assert "required" in number
        assert "selected" not in number


def test_a_letter_that_is_refused_keeps_its_ticks_and_its_language(alice, case):
    at = begin(alice, case, "letter")
    texts = {"text-household": "", "text-situation": "Lang verhaal"}
    page = send(alice, f"{at}/compose", take=["household"], lang="fr", **texts)
    assert page.status_code == 422
    assert checked(page, "take") == ["household"]
    assert "Lang verhaal" in text_of(page)
    assert '<option value="fr" selected>' in text_of(page)


def test_urgent_and_told_stay_ticked(alice, case):
    page = send(alice, f"{case}/tasks", words="Bellen", due="2026-02-31", urgent="on")
    assert page.status_code == 422
    assert checked(page, "urgent")
    page = send(alice, f"{case}/conferences", on="", participants="a", decisions="b", told="on")
    assert page.status_code == 422
    assert checked(page, "told")


def test_the_address_of_a_mail_stays(alice, case):
    at = composed(alice, case, "letter")
    page = send(alice, f"{at}/mail", to="iemand@voorbeeld")
    assert page.status_code == 422


def test_of_several_files_only_the_refused_one_is_left_out_and_named(alice, case):
    files = [(io.BytesIO(data), name) for data, name in (
        (b"een tekst", "a.txt"), (b"MZ\x00\x01" * 10, "b.exe"), (b"derde tekst", "c.txt"))]  # fmt: skip
    form = {"csrf_token": fresh_token(alice), "file": files}
    page = alice.post(f"{case}/documents", data=form, content_type="multipart/form-data")
    assert page.status_code == 422
    assert "b.exe" in text_of(page)
    assert Document.select().count() == 2


def test_a_case_that_got_another_key_meanwhile_asks_to_send_once_more(alice, case, monkeypatch):
    def moved(*_given, **_more):
        raise KeyMoved("the case has another key")

    asked = (tasks, "add_task", f"{case}/tasks"), (emergency, "break_glass", "/cases/emergency")
    for module, name, path in asked:
        monkeypatch.setattr(module, name, moved)
        page = send(alice, path, words="Bellen", reason="Dit kan niet wachten")
        assert page.status_code == 409
        assert "another key" not in text_of(page)
        assert "Dit kan niet wachten" in text_of(page)


def test_whom_the_lead_lets_in_after_an_emergency_stays(alice, bob, case):
    user = User.get(User.email == "bob@example.org")
    Member.create(case=Case.get(), user=user, part="emergency", until=now() - timedelta(hours=1))
    assert bob.get(case).status_code == 404
    assert f'value="{user.email}"' in text_of(alice.get(f"{case}/team"))
    assert send(alice, f"{case}/team", email="bob@example.org").status_code == 303
    assert bob.get(case).status_code == 200
    assert Member.get(Member.user == user).part == "colleague"
