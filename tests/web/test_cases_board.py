"""The coordination board: each partner, last news, next step, mandate; conferences; and for whom not."""

import re
from datetime import datetime, timedelta

import pytest

from app.cases import clock, partners
from app.cases.models import Conference, Note, Partner, Referral
from app.cases.overtaken import fingerprint
from directory.clock import now
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import composed, go
from tests.web.test_cases_team import share, uuid_of

FULL = {
    "name": "OCMW Molenbeek", "role": "ocmw", "person": "Mevrouw Claes", "phone": "02 412 53 00",
    "purpose": "Leefloon", "since": "2026-03-02", "next_step": "Attest sturen",
    "caller": "Wij bellen elke maand",
    "mandate": "Dossier opvragen", "mandate_until": "2030-01-31",
}  # fmt: skip


@pytest.fixture
def case(alice):
    return open_case(alice)


def test_a_partner_stands_on_the_board_with_everything_that_coordinating_needs(alice, case):
    assert send(alice, f"{case}/partners", **FULL).status_code == 303
    page = text_of(alice.get(f"{case}/board"))
    shown = (
        "Mevrouw Claes",
        "Leefloon",
        "2 mrt",
        "Attest sturen",
        "Wij bellen elke maand",
        "Dossier opvragen",
    )
    for words in (*shown, "31 jan", 'href="tel:024125300"'):
        assert words in page, words


def test_the_last_news_is_a_contact_or_news_of_a_referral_to_the_same_sheet(alice, case):
    send(alice, f"{case}/partners", sheet="OCMW Sint-Jans-Molenbeek")
    board = text_of(alice.get(f"{case}/board"))
    assert re.search(r"Laatste nieuws</dt><dd>–", board)
    at = composed(alice, case, "warm")
    go(alice, at)
    Referral.update(news=datetime(2026, 2, 3, 9)).execute()
    assert "3 feb 2026" in text_of(alice.get(f"{case}/board"))
    send(alice, f"{case}/notes", text="Gebeld", partner=Partner.get().uuid)
    Note.update(at=datetime(2026, 4, 5, 9)).execute()
    assert "5 apr 2026" in text_of(alice.get(f"{case}/board"))


def test_a_sheet_is_found_while_typing_and_kept_when_something_else_changes(alice, case):
    options = text_of(send(alice, f"{case}/sheets", sheet="ocmw molenb"))
    assert '<option value="OCMW Sint-Jans-Molenbeek">' in options
    assert text_of(send(alice, f"{case}/sheets", sheet="  ")).strip() == ""
    send(alice, f"{case}/partners", sheet="OCMW Sint-Jans-Molenbeek")
    at = f"{case}/partners/{Partner.get().uuid}"
    board = text_of(alice.get(f"{case}/board"))
    assert 'value="OCMW Sint-Jans-Molenbeek"' in board
    send(alice, at, sheet="OCMW Sint-Jans-Molenbeek", next_step="Bellen")
    assert 'href="/resources/ocmw-1080' in text_of(alice.get(f"{case}/board"))
    refused = send(alice, at, sheet="Bestaat niet", next_step="Bellen of mailen")
    assert refused.status_code == 422
    assert "Bellen of mailen" in text_of(refused)


def test_a_mandate_that_ran_out_is_named(alice, case):
    past = (clock.today() - timedelta(days=1)).isoformat()
    send(alice, f"{case}/partners", **{**FULL, "mandate_until": past})
    assert '<dd class="error">Dossier opvragen' in text_of(alice.get(f"{case}/board"))


def test_a_referral_without_news_stands_on_top(alice, case):
    at = composed(alice, case, "warm")
    go(alice, at)
    assert "Geen nieuws sinds" not in text_of(alice.get(f"{case}/board"))
    Referral.update(news=now() - timedelta(days=11)).execute()
    assert f'href="{at}"' in text_of(alice.get(f"{case}/board")).split("Coördinatie</h2>")[1]


def test_a_conference_needs_a_day_people_and_that_the_client_knows(alice, case):
    given = {"on": "2026-05-06", "participants": "School en wij", "decisions": "Bijles", "told": "on"}
    for missing in given:
        refused = send(alice, f"{case}/conferences", **{**given, missing: ""})
        assert refused.status_code == 422
        for name, words in given.items():
            if name not in (missing, "told"):
                assert words in text_of(refused)
    assert Conference.select().count() == 0
    assert send(alice, f"{case}/conferences", **given).status_code == 303
    assert "Bijles" in text_of(alice.get(f"{case}/board"))


def test_the_team_works_on_the_board_and_for_all_others_it_does_not_exist(
    alice, bob, charlie, dora, case, reception
):
    share(alice, case)
    assert send(bob, f"{case}/partners", **FULL).status_code == 303
    at = f"{case}/partners/{Partner.get().uuid}"
    for other in (charlie, dora, reception):
        assert other.get(f"{case}/board").status_code == 404
        for path in (f"{case}/partners", at, f"{case}/conferences", f"{case}/sheets"):
            assert send(other, path, **FULL).status_code == 404
    own = open_case(charlie)
    assert send(charlie, f"{own}/partners/{Partner.get().uuid}", **FULL).status_code == 404
    assert send(bob, at, do="end").status_code == 303
    assert Partner.get().ended is not None


def test_the_board_asks_as_often_for_one_partner_as_for_nine(alice, case, queries):
    send(alice, f"{case}/partners", sheet="OCMW Sint-Jans-Molenbeek")
    with queries() as few:
        alice.get(f"{case}/board")
    for number in range(8):
        send(alice, f"{case}/partners", sheet="OCMW Sint-Jans-Molenbeek", person=f"Iemand {number}")
    with queries() as many:
        alice.get(f"{case}/board")
    assert len(many) == len(few)


def _conference(browser, case, **more):
    given = {
        "on": "2026-05-06",
        "participants": "School en wij",
        "decisions": "Bijles voor Jon",
        "told": "on",
    }
    send(browser, f"{case}/conferences", **{**given, **more})
    return f"{case}/conferences/{Conference.get().uuid}"


def _form(board, at):
    """What the form of a conference showed, to be sent again."""
    form = board.split(f'action="{at}"')[1].split("</form>")[0]
    return {"seen": re.search(r'name="seen" value="([^"]*)"', form).group(1)}


def test_minutes_are_corrected_and_what_stood_there_stays_to_be_read(alice, case):
    at = _conference(alice, case)
    shown = _form(text_of(alice.get(f"{case}/board")), at)
    given = {"on": "2026-05-07", "participants": "School en wij", "decisions": "Bijles voor Jan"}
    assert send(alice, at, **given, **shown).status_code == 303
    board = text_of(alice.get(f"{case}/board"))
    now_there, before = board.split("Vroegere versies")[:2]
    assert "Bijles voor Jan" in now_there
    assert "7 mei 2026" in now_there
    assert "Bijles voor Jon" in before
    assert "6 mei 2026" in before
    bundle = text_of(send(alice, f"{case}/bundle", section=["conferences"]))
    assert "Bijles voor Jan" in bundle
    assert "Bijles voor Jon" in bundle
    assert send(alice, at, **given, **_form(board, at)).status_code == 303
    same = text_of(alice.get(f"{case}/board"))
    assert same.count("Bijles voor Jan") == board.count("Bijles voor Jan"), (
        "what changes nothing is no version"
    )
    assert send(alice, at, **{**given, "decisions": "Geen bijles"}, **_form(same, at)).status_code == 303
    before = text_of(alice.get(f"{case}/board")).split("Vroegere versies")[1]
    assert before.index("Bijles voor Jan") < before.index("Bijles voor Jon"), "the latest first"


def test_minutes_that_are_refused_or_overtaken_come_back_as_they_were_typed(alice, bob, case):
    share(alice, case)
    at = _conference(bob, case)
    shown = _form(text_of(bob.get(f"{case}/board")), at)
    given = {"on": "2026-05-06", "participants": "School en wij", "decisions": "Tekst van Bob"}
    refused = send(bob, at, **{**given, "participants": ""}, **shown)
    assert refused.status_code == 422
    assert "Tekst van Bob" in text_of(refused)
    assert send(alice, at, **{**given, "decisions": "Tekst van Alice"}, **shown).status_code == 303
    overtaken = send(bob, at, **given, **shown)
    assert overtaken.status_code == 422
    assert "Tekst van Bob" in text_of(overtaken)
    assert "Tekst van Alice" in text_of(overtaken)
    send(alice, at, do="away")
    for seen in (shown["seen"], fingerprint({"on": "2026-05-06"})):
        late = send(bob, at, **given, seen=seen)
        assert late.status_code == 422
        for words in ("Tekst van Bob", "Dit overleg is weggehaald"):
            assert words in text_of(late)
    assert "Tekst van Bob" not in text_of(bob.get(f"{case}/board"))


def test_minutes_of_the_wrong_case_are_put_away_with_all_their_versions(alice, case):
    at = _conference(alice, case)
    shown = _form(text_of(alice.get(f"{case}/board")), at)
    given = {"on": "2026-05-06", "participants": "School en wij", "decisions": "Ook over Jon zijn broer"}
    send(alice, at, **given, **shown)
    assert send(alice, at, do="away").status_code == 303
    put_away = Conference.get().facts
    assert send(alice, at, do="away").status_code == 303
    assert Conference.get().facts == put_away, "when it was put away is what the first time says"
    for answer in (
        alice.get(f"{case}/board"),
        send(alice, f"{case}/bundle", section=["conferences"]),
        alice.get(case),
    ):
        assert answer.status_code == 200
        assert "Jon" not in text_of(answer)
        assert "School en wij" not in text_of(answer)
    assert "bij vergissing" in text_of(alice.get(f"{case}/board"))
    found = text_of(send(alice, "/cases/find", q="school"))
    assert "<mark>" not in found


def test_minutes_are_changed_by_who_wrote_them_or_the_lead_and_reached_by_nobody_else(
    alice, bob, charlie, dora, case, reception
):
    share(alice, case)
    at = _conference(alice, case)
    given = {"on": "2026-05-06", "participants": "Anderen", "decisions": "Iets anders"}
    assert f'action="{at}"' not in text_of(bob.get(f"{case}/board"))
    refused = send(bob, at, **given)
    assert refused.status_code == 422
    assert "Iets anders" in text_of(refused)
    assert send(bob, at, do="away").status_code == 422
    for other in (charlie, dora, reception):
        assert send(other, at, **given).status_code == 404
        assert send(other, at, do="away").status_code == 404
    own = open_case(charlie)
    assert send(charlie, f"{own}/conferences/{Conference.get().uuid}", do="away").status_code == 404
    board = text_of(alice.get(f"{case}/board"))
    assert "Bijles voor Jon" in board
    assert "Iets anders" not in board


def test_a_correction_gets_the_new_key_of_a_case_with_its_minutes(alice, bob, case):
    share(alice, case)
    at = _conference(alice, case)
    shown = _form(text_of(alice.get(f"{case}/board")), at)
    send(alice, at, on="2026-05-06", participants="School en wij", decisions="Later", **shown)
    send(alice, f"{case}/team/{uuid_of('bob')}", do="leave")
    board = text_of(alice.get(f"{case}/board"))
    assert "Later" in board
    assert "Bijles voor Jon" in board
    assert bob.get(f"{case}/board").status_code == 404


def test_a_partner_of_whom_nothing_was_heard_stands_on_top_too(alice, bob, charlie, dora, case):
    share(alice, case)

    def on_top(browser):
        board = text_of(browser.get(f"{case}/board")).split("Coördinatie</h2>")[1].split("<article")[0]
        return re.findall(r'href="#p[^"]+">([^<]*)</a> <span class="error">([^<]*)<', board)

    send(alice, f"{case}/partners", name="School Ter Wilg")
    send(alice, f"{case}/partners", name="Huisarts")
    send(alice, f"{case}/partners", name="Gestopt")
    send(alice, f"{case}/notes", text="Gebeld", partner=Partner.get_by_id(2).uuid)
    assert on_top(bob) == []
    long_ago = now() - timedelta(days=11)
    Partner.update(changed=long_ago).execute()
    at = f"{case}/partners/{Partner.get_by_id(1).uuid}"
    shown = _form(text_of(alice.get(f"{case}/board")), at)
    send(alice, at, name="School Ter Wilg", phone="02 511 00 00", **shown)
    assert "02 511 00 00" in text_of(bob.get(f"{case}/board")), "which is no news of them"
    send(alice, f"{case}/partners/{Partner.get_by_id(3).uuid}", do="end")
    assert on_top(bob) == [("School Ter Wilg", "nog geen contact genoteerd")]
    Note.update(at=datetime(2026, 2, 3, 9)).execute()
    assert ("Huisarts", "3 feb 2026") in on_top(bob)
    send(alice, f"{case}/notes", text="Belde", partner=Partner.get_by_id(1).uuid)
    assert on_top(bob) == [("Huisarts", "3 feb 2026")]
    for other in (charlie, dora):
        assert other.get(f"{case}/board").status_code == 404


def test_a_silent_partner_is_named_once_and_the_justice_chain_is_not_asked_for_news(alice, case):
    send(alice, f"{case}/partners", sheet="OCMW Sint-Jans-Molenbeek")
    at = composed(alice, case, "warm")
    go(alice, at)
    Referral.update(news=now() - timedelta(days=11)).execute()
    Partner.update(changed=now() - timedelta(days=11)).execute()
    top = text_of(alice.get(f"{case}/board")).split("Coördinatie</h2>")[1].split("<article")[0]
    assert top.count("<li>") == 1
    line = partners.PartnerLine("x", {}, None, None, now() - timedelta(days=11), True)
    assert not line.is_silent(10)
