"""The partner's page: what a link shows to whom, what is answered through it, what it says once over."""

import re
import time
from datetime import date

from app.audit import AuditLine
from app.cases.models import Case, Consent, LinkAnswer, Referral, ReferralLink
from directory.models import Location, Service
from tests.web.conftest import send, token_of
from tests.web.test_cases import text_of
from tests.web.test_cases_referrals import composed, go, link_of, post

NL = {"Accept-Language": "nl"}


def test_the_partner_sees_nothing_before_confirming_and_needs_no_account(app, client, sent, monkeypatch):
    _at, link = sent
    first = text_of(client.get(link))
    assert "Mevrouw Z" not in first
    assert Referral.get().status == "requested"
    assert "Mevrouw Z" in text_of(post(client, link, do="confirm"))
    assert Referral.get().status == "received"
    assert ReferralLink.get().confirmed is not None
    # A second visitor is asked again, and so is this browser after an hour.
    assert "Mevrouw Z" in text_of(client.get(link))
    assert "Mevrouw Z" not in text_of(app.test_client().get(link))
    later = time.time() + 3700
    monkeypatch.setattr(time, "time", lambda: later)
    assert "Mevrouw Z" not in text_of(client.get(link))


def test_the_partner_accepts_and_the_team_reads_what_was_written(client, sent, alice):
    at, link = sent
    post(client, link, do="confirm")
    assert post(client, link, do="ask", words="Heeft zij kinderen?").status_code == 200
    assert post(client, link, do="accept", words="Dinsdag om tien").status_code == 200
    assert Referral.get().status == "accepted"
    page = text_of(alice.get(at))
    assert "Heeft zij kinderen?" in page
    assert "Dinsdag om tien" in page


def test_a_refusal_needs_a_coded_reason_and_shuts_the_link(client, sent, alice):
    _at, link = sent
    post(client, link, do="confirm")
    refused = post(client, link, do="reject", words="Helaas", code="")
    assert refused.status_code == 422
    assert "Helaas" in text_of(refused)
    assert LinkAnswer.select().count() == 0
    # Said at the field, and the browser goes there.
    assert re.search(r'<select id="code"[^>]* aria-describedby="code-error" autofocus', text_of(refused))
    assert "Kies de reden van de weigering." in text_of(refused)
    thanked = post(client, link, do="reject", code="full", words="Helaas")
    assert (Referral.get().status, Referral.get().reason) == ("rejected", "full")
    assert (thanked.status_code, "Uw antwoord is aangekomen" in text_of(thanked)) == (200, True)
    closed = client.get(link, headers=NL)
    assert closed.status_code == 410
    assert "dat u dit niet kunt opnemen" in text_of(closed)
    assert not re.search("Mevrouw Z|Helaas|aangekomen", text_of(closed))


def test_what_is_refused_comes_back_and_shows_nothing_to_another_browser(app, client, sent):
    _at, link = sent
    post(client, link, do="confirm")
    other = app.test_client()
    refused = text_of(post(other, link, do="reject", code="", words="Wij zitten vol"))
    assert "Wij zitten vol" in refused
    assert "Mevrouw Z" not in refused


def test_no_answer_is_taken_before_confirming(client, sent):
    _at, link = sent
    for verb in ("accept", "ask", "nothing", ""):
        refused = post(client, link, do=verb, words="Wat?")
        assert refused.status_code == 422
        assert "Mevrouw Z" not in text_of(refused), "what was refused shows nothing either"
    assert Referral.get().status == "requested"


def test_whatever_shows_a_partner_the_page_leaves_a_line(client, sent):
    _at, link = sent
    post(client, link, do="confirm")
    token = token_of(client.get(link))
    before = AuditLine.select().count()
    assert "Mevrouw Z" in text_of(client.post(link, data={"do": "nothing", "csrf_token": token}))
    assert AuditLine.select().count() == before + 1
    assert "Mevrouw Z" in text_of(client.get(link))
    assert AuditLine.select().count() == before + 2


def test_taking_the_agreement_back_kills_the_link_at_the_next_request(client, sent, alice, case):
    at, link = sent
    post(client, link, do="confirm")
    token = token_of(client.get(link))
    send(alice, f"{case}/consents/{Consent.get().uuid}")
    stopped = client.get(link, headers=NL)
    assert stopped.status_code == 410
    assert "stopgezet door de dienst" in text_of(stopped)
    late = client.post(
        link, data={"csrf_token": token, "do": "ask", "words": "Wanneer komt zij?"}, headers=NL
    )
    assert late.status_code == 410
    assert "Wanneer komt zij?" in text_of(late), "what was typed is not lost"
    assert "Mevrouw Z" not in text_of(stopped) + text_of(late)
    assert LinkAnswer.select().count() == 0
    assert (Referral.get().status, Referral.get().reason) == ("cancelled", "client_withdrew")
    assert alice.get(f"{at}/letter").status_code == 422


def test_a_link_that_nobody_made_is_none(client, sent):
    _at, link = sent
    answers = [client.get(one) for one in (link[:-3] + "abc", link + "x" * 4, "/cases/partner/x")]
    assert [one.status_code for one in answers] == [404] * 3
    assert len({without(text_of(one)) for one in answers}) == 1


def test_why_a_link_was_stopped_is_told_to_nobody(client, sent, alice):
    """By us, entered by mistake, or an agreement that ended by itself: the same words."""
    _at, link = sent
    pages = set()
    for status in ("cancelled", "entered_in_error"):
        Referral.update(status=status).execute()
        pages.add(without(text_of(client.get(link, headers=NL))))
    Referral.update(status="requested").execute()
    Consent.update(given=date(2026, 1, 1), until=date(2026, 1, 2)).execute()
    pages.add(without(text_of(client.get(link, headers=NL))))
    assert len(pages) == 1
    assert "stopgezet door de dienst" in pages.pop()


def test_a_link_whose_time_is_over_and_one_of_an_erased_case_look_the_same(client, sent, alice):
    """Whoever works on the case must not read that it was stopped, nor that it was erased."""
    _at, link = sent
    ReferralLink.update(expires=ReferralLink.get().created).execute()
    pages = [client.get(link, headers=NL)]
    Case.delete().execute()
    pages.append(client.get(link, headers=NL))
    assert [one.status_code for one in pages] == [410, 410]
    assert len({without(text_of(one)) for one in pages}) == 1
    assert "een nieuwere" in text_of(pages[0])


def test_a_reload_stores_nothing_twice_and_the_page_shows_what_was_answered(client, sent):
    _at, link = sent
    post(client, link, do="confirm")
    token = token_of(client.get(link))
    for _time in range(2):
        form = {"csrf_token": token, "do": "ask", "words": "Heeft zij kinderen?"}
        answer = client.post(link, data=form)
        assert (answer.status_code, answer.location) == (303, link)
    assert LinkAnswer.select().count() == 1
    first = text_of(client.get(link, headers=NL))
    again = text_of(client.get(link, headers=NL))
    assert ("Uw antwoord is aangekomen" in first, "Uw antwoord is aangekomen" in again) == (True, False)
    assert "U vroeg dit" in again
    assert "Heeft zij kinderen?" in again
    for _time in range(2):
        assert client.post(link, data={"csrf_token": token, "do": "accept"}).status_code == 303
    assert [one.verb for one in LinkAnswer.select().order_by(LinkAnswer.id)] == ["ask", "accept"]
    page = text_of(client.get(link, headers=NL))
    assert "U neemt dit op" in page
    assert 'value="accept"' not in page


def test_a_question_without_words_is_asked_for_at_its_field(client, sent):
    _at, link = sent
    post(client, link, do="confirm")
    refused = text_of(post(client, link, do="ask", words="  "))
    assert re.search(r'<textarea id="words"[^>]* aria-describedby="words-error" autofocus', refused)


def test_too_long_an_answer_comes_back_whole_at_its_field(client, sent):
    _at, link = sent
    post(client, link, do="confirm")
    words = "Begin" + "w" * 4_998 + "SLOT"
    refused = text_of(post(client, link, do="ask", words=words))
    assert "Te lang, 7 te veel: hoogstens 5000 tekens. Er is niets afgekapt." in refused
    assert re.search(r'<textarea id="words"[^>]* aria-describedby="words-error" autofocus', refused)
    assert f">{words}</textarea>" in refused
    assert LinkAnswer.select().count() == 0


def without(page):
    return re.sub(r'value="[^"]*"', "", page)


def test_the_link_and_what_it_opens_lie_readable_nowhere(config, client, sent, alice):
    _at, link = sent
    post(client, link, do="confirm")
    post(client, link, do="ask", words="Duizendblad")
    marks = ["Mevrouw Z", "Duizendblad", "op gesprek komen", link.rsplit("/", 1)[1]]
    for path in config.data_dir.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            assert not [mark for mark in marks if mark.encode() in held], path


def test_a_new_link_stops_the_old_one(client, sent, alice):
    at, link = sent
    assert send(alice, f"{at}/step", do="link").status_code == 303
    old = client.get(link, headers=NL)
    assert old.status_code == 410
    # Nobody who works on it may take it for stopped.
    assert "een nieuwere" in text_of(old)
    assert client.get(link_of(alice, at)).status_code == 200


def test_a_letter_to_a_shelter_names_no_street(client, alice, case, sent):
    sheet = Service.get(external_id="ocmw-1080")
    Location.update(street="Verborgenlaan 12").where(Location.service == sheet).execute()
    at = composed(alice, case, "letter")
    go(alice, at)
    assert "Verborgenlaan 12" in text_of(alice.get(f"{at}/letter"))
    Service.update(address_restricted=True, name_nl="Huis Verborgenlaan", name_fr="Verborgenlaan").where(
        Service.id == sheet.id
    ).execute()
    for path in (f"{at}/letter?lang=nl", f"{at}/letter?lang=fr", f"{at}/call"):
        paper = text_of(alice.get(path))
        assert "Verborgenlaan" not in paper
        assert "Kan zij op gesprek komen?" in paper
    assert "Verborgenlaan" not in text_of(client.get(sent[1]))
    held = text_of(send(alice, f"{case}/bundle", section=["referrals", "consents"]))
    assert "Kan zij op gesprek komen?" in held
    assert "Verborgenlaan" not in held


def test_a_service_that_joins_the_justice_chain_later_gets_nothing_any_more(client, sent, alice, case):
    at = composed(alice, case, "sent")
    Service.update(category="prison").where(Service.external_id == "ocmw-1080").execute()
    assert go(alice, at).status_code == 422
    assert alice.get(f"{sent[0]}/letter").status_code == 422
