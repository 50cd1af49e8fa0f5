"""A session ends while somebody types: each form waits for the one who typed it, and for nobody else."""

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest

from app.auth import sealed_forms
from app.auth.models import Session
from app.cases import emergency
from app.cases.errors import KeyMoved
from app.cases.models import KeptForm, Partner
from directory.clock import now
from tests.web.conftest import WORDS, enter, fresh_token, send, token_of
from tests.web.test_cases import open_case, text_of


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice)


def idle(**since):
    Session.update(last_seen=now() - timedelta(**since or {"minutes": 31})).execute()


def late(browser, path, ending=idle, **form):
    """Send a form of a page that was opened before the session ended, and follow it to the sign-in page."""
    form["csrf_token"] = fresh_token(browser)
    ending()
    sent = browser.post(path, data=form)
    assert "/sign-in" in sent.location
    return browser.post(sent.location, data=form) if sent.status_code == 307 else browser.get(sent.location)


def sign_in_on(browser, page, email, words=WORDS):
    """Fill in the sign-in page that stands there, with all that it carries."""
    form = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', text_of(page)))
    return browser.post("/sign-in", data=form | {"email": email, "password": words})


def revoke():
    Session.update(revoked=True).execute()


def test_a_page_that_locks_after_its_session_fell_idle_still_has_its_form_kept(alice, case):
    token = token_of(alice.get(f"{case}/people"))
    idle()
    seen = Session.get().last_seen
    form = {"csrf_token": token, "kept_form": f"{case}/client", "reach": "Alleen na vier uur"}
    answer = alice.post("/cases/kept", data=form)
    assert (answer.status_code, answer.data) == (204, b"")
    assert Session.get().last_seen == seen, "no use of the session"
    assert alice.get(case).status_code == 303
    assert alice.post("/cases/kept", data={"kept_form": f"{case}/client"}).status_code == 400
    evil = {"Origin": "https://evil.example"}
    assert alice.post("/cases/kept", data=form, headers=evil).status_code == 403
    assert enter(alice, "alice@example.org").location == "/cases/kept"
    assert "Alleen na vier uur" in text_of(alice.get("/cases/kept"))


def test_nothing_is_kept_for_a_session_that_was_ended_or_that_nobody_used_for_a_week(app, alice, dora, case):
    form = {"csrf_token": token_of(alice.get(case)), "kept_form": f"{case}/client", "reach": "x"}
    idle(days=8)
    assert alice.post("/cases/kept", data=form).status_code == 401
    idle()
    assert (
        dora.post("/cases/kept", data=form | {"csrf_token": token_of(dora.get("/sign-in"))}).status_code
        == 404
    )
    revoke()
    assert alice.post("/cases/kept", data=form).status_code == 401
    nobody = app.test_client()
    token = token_of(nobody.get("/sign-in"))
    assert nobody.post("/cases/kept", data=form | {"csrf_token": token}).status_code == 401
    assert KeptForm.select().count() == 0


def test_each_form_that_was_open_is_offered_until_it_is_sent(alice, case):
    send(alice, "/cases/kept", kept_form=f"{case}/partners", name="Meester Duizendblad", role="lawyer")
    send(alice, "/cases/kept", kept_form=f"{case}/partners", name="Dokter Wilgenkatje", role="doctor")
    send(alice, "/cases/kept", kept_form=f"{case}/client", reach="na vier")
    page = text_of(alice.get("/cases/kept"))
    for words in ("Meester Duizendblad", "Dokter Wilgenkatje", "na vier"):
        assert page.count(f'value="{words}"') == 1
    first, _second, last = re.findall(r'name="kept_form" value="([^"]+)"', page)
    sent = send(alice, f"{case}/partners", kept_form=first, name="Meester Duizendblad", role="lawyer")
    assert sent.location == "/cases/kept", "the others wait there"
    send(alice, "/cases/kept/away", form=last)
    page = text_of(alice.get("/cases/kept"))
    assert "Wilgenkatje" in page
    assert "Duizendblad" not in page
    assert "na vier" not in page


def test_a_note_sent_too_late_waits_for_its_author_whoever_signs_in_there(alice, bob, case):
    page = late(alice, f"{case}/notes", text="Geheim van mevrouw Z")
    assert "Geheim" not in text_of(page)
    answer = sign_in_on(alice, page, "bob@example.org")
    assert "Geheim" not in text_of(answer)
    assert alice.get("/cases/kept").location == "/cases", "nothing of Bob's"
    assert enter(alice, "alice@example.org").location == "/cases/kept"
    assert "Geheim van mevrouw Z" in text_of(alice.get("/cases/kept"))


def test_a_kept_form_that_is_sent_too_late_again_is_kept_once(alice, case):
    late(alice, f"{case}/partners", name="Meester Duizendblad")
    enter(alice, "alice@example.org")
    kept = KeptForm.get().uuid
    late(alice, f"{case}/partners", kept_form=kept, name="Meester Duizendblad")
    assert KeptForm.select().count() == 1


@pytest.mark.parametrize("ending", [idle, revoke])
@pytest.mark.parametrize("path", ["/account", "case"])
def test_what_goes_through_the_sign_in_page_is_read_by_nobody_else(alice, bob, case, path, ending):
    path = f"{case}/client" if path == "case" else path
    page = late(alice, path, ending, name="Een nieuwe naam voor Alice")
    assert "Een nieuwe naam" not in text_of(page)
    wrong = sign_in_on(alice, page, "alice@example.org", "verkeerd verkeerd")
    answer = sign_in_on(alice, wrong, "bob@example.org")
    assert answer.status_code == 303
    assert "Een nieuwe naam" not in text_of(answer)
    answer = sign_in_on(alice, wrong, "alice@example.org")
    answer = alice.get(answer.location) if answer.status_code == 303 else answer
    assert 'value="Een nieuwe naam voor Alice"' in text_of(answer)
    assert f'action="{path}"' in text_of(answer)


ROOT = Path(__file__).parents[2]
KIT = "SCHAKEL-KIT-ABCDEF"


def test_the_printed_recovery_key_never_waits(alice, config):
    page = late(alice, "/cases/emergency", kit=KIT, name="Mevrouw Z", reason="Belt in paniek")
    assert KIT not in text_of(page)
    enter(alice, "alice@example.org")
    send(alice, "/cases/kept", kept_form="/cases/emergency", kit=KIT, name="Mevrouw Z", reason="Nog eens")
    page = text_of(alice.get("/cases/kept"))
    assert page.count('value="Mevrouw Z"') == 2
    assert KIT not in page
    again = send(alice, "/cases/emergency", name="Mevrouw Z", reason="Belt in paniek")
    assert again.status_code == 422, "it is typed again"
    assert 'value="Belt in paniek"' in text_of(again)


def test_a_key_that_was_kept_before_there_was_a_rule_is_not_shown(alice, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(sealed_forms, "SECRETS", ())
        send(alice, "/cases/kept", kept_form="/cases/emergency", kit=KIT, name="Mevrouw Z")
    page = text_of(alice.get("/cases/kept"))
    assert 'value="Mevrouw Z"' in page
    assert KIT not in page


def test_the_printed_recovery_key_is_not_in_the_page_that_sends_a_form_once_more(alice, monkeypatch):
    def moved(*_given):
        raise KeyMoved("another key")

    monkeypatch.setattr(emergency, "break_glass", moved)
    answer = send(alice, "/cases/emergency", kit=KIT, name="Mevrouw Z", reason="Belt in paniek")
    assert answer.status_code == 409
    assert 'value="Mevrouw Z"' in text_of(answer)
    assert KIT not in text_of(answer)


@pytest.mark.parametrize("ending", [idle, revoke])
def test_a_passphrase_does_not_go_through_the_sign_in_page(alice, ending):
    page = late(alice, "/account/passphrase", ending, present=WORDS, new="nog een lange zin", extra="blijft")
    answer = sign_in_on(alice, page, "alice@example.org")
    assert 'value="blijft"' in text_of(answer)
    for secret in (WORDS, "nog een lange zin"):
        assert secret not in text_of(page) + text_of(answer)


def test_what_a_page_brings_sealed_is_not_shown_as_what_somebody_typed(alice):
    form = {"offer": "Zm9vYmFyYmF6cXV4" * 3, "username": "iemand.met.een.lange.naam@example.org"}
    page = late(alice, "/account/code", code="123456", **form)
    answer = text_of(sign_in_on(alice, page, "alice@example.org"))
    assert f'name="offer" value="{form["offer"]}"' in answer
    assert '<dl class="facts">' not in answer


def test_every_field_that_hides_what_is_typed_is_on_the_list_that_the_browser_has_too(alice):
    fields = set()
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        fields |= set(re.findall(r'name="(\w+)" type="password"', text))
        fields |= set(re.findall(r'parts\.line\("\w+", "(\w+)".*type="password"', text))
    assert fields == set(sealed_forms.SECRETS)
    listed = re.search(r'name="idle-minutes" [^>]*data-secrets="([^"]+)"', text_of(alice.get("/account")))
    assert set(listed[1].split()) == fields


def test_a_screen_that_locks_ends_a_session_that_fell_idle_before_it(alice):
    token = fresh_token(alice)
    idle()
    alice.post("/sign-out", data={"csrf_token": token})
    assert Session.get().revoked
    assert alice.get_cookie("schakel") is None


def test_a_form_that_nothing_opens_any_more_does_not_stand_in_the_way(alice, case):
    send(alice, "/cases/kept", kept_form=f"{case}/client", reach="na vier")
    KeptForm.update(sealed=b"x" * 600).execute()
    assert enter(alice, "alice@example.org").location == "/cases/kept"
    assert alice.get("/cases/kept").location == "/cases"
    assert KeptForm.select().count() == 0
    assert Partner.select().count() == 0


def shown(page):
    """(Label, words) of what a page shows again."""
    return re.findall(r"<dt>([^<]*)</dt><dd class=\"text\">([^<]*)</dd>", html.unescape(text_of(page)))


@pytest.mark.parametrize(
    ("lang", "labels"),
    [
        ("nl", ["Wat de dienst doet, in het Nederlands", "Straat en nummer"]),
        ("fr", ["Ce que fait le service, en néerlandais", "Rue et numéro"]),
        ("en", ["What it does, in Dutch", "Street and number"]),
    ],
)
def test_what_was_being_sent_has_the_labels_of_its_fields(eva, lang, labels):
    eva.set_cookie("language", lang)
    typed = {"description_nl": "Een lange tekst over de dienst", "locations.street": "Schapenstraat 12 bus 4"}
    page = sign_in_on(eva, late(eva, "/resources/ocmw-1070/edit", **typed), "eva@example.org")
    assert shown(page) == list(zip(labels, typed.values(), strict=True))


def test_what_is_sent_once_more_in_a_case_has_them_too(alice, case, monkeypatch):
    alice.set_cookie("language", "en")

    def moved(*_given, **_more):
        raise KeyMoved("x")

    monkeypatch.setattr("app.cases.pages.leaving.anonymous.strip", moved)
    page = send(alice, f"{case}/question", text="Wie weet hier iets van?", to="Een dienst in Gent, misschien")
    assert page.status_code == 409
    assert shown(page) == [
        ("Your question", "Wie weet hier iets van?"), ("To whom", "Een dienst in Gent, misschien"),
    ]  # fmt: skip


def test_a_text_on_a_page_that_refuses_it_has_the_label_of_its_field(alice, bob, case):
    bob.set_cookie("language", "en")
    typed = {"reach": "Na zes uur bellen", "decisions": "Wij bellen haar morgen", "zz": "Zonder een naam"}
    page = send(bob, f"{case}/client", **typed)
    assert page.status_code == 404
    labels = ["How to reach, and how not", "What was agreed (only what is needed)", "What was typed here"]
    assert re.findall(r"<label>([^<]+) <textarea[^>]*>([^<]*)<", text_of(page)) == list(
        zip(labels, typed.values(), strict=True)
    )


_FIELD = re.compile(
    r'<(?:textarea|input)[^>]*? name="([a-z_.]+)"[^>]*>|parts\.(?:line|area)\("[^"]*", "([a-z_]+)"'
)
_NOT_TYPED = re.compile(r'type="(?:hidden|checkbox|radio|file|password|number|datetime-local)"')
# Words of a search, which no form that is sent holds; a code that is typed from a paper; a choice.
_NO_TEXT = {
    "q",
    "find",
    "username",
    "token",
    "tail",
    "code",
    "at",
    "hour",
    "replaced_by",
    "begin",
    "end",
    "kit",
    "snippet",
}


def test_every_field_for_a_text_has_a_label_here(app):
    """Of those whose name stands in a template; a list of pages would be forgotten."""
    nameless, looked_at = [], 0
    with app.test_request_context():
        for path in sorted(Path("templates").rglob("*.html")):
            at = "/cases/x" if path.parent.name == "cases" else "/resources/x/"
            steps = ("report", "missing", "knowledge") if at != "/cases/x" else ("",)
            labels = [app.config["FIELD_LABELS"](at + step) for step in steps]
            for found in _FIELD.finditer(path.read_text("utf-8")):
                name, looked_at = found[1] or found[2], looked_at + 1
                if (
                    not _NOT_TYPED.search(found[0])
                    and name not in _NO_TEXT
                    and not any(one.get(name) for one in labels)
                ):
                    nameless.append((path.name, name))
    assert nameless == []
    assert looked_at > 60
