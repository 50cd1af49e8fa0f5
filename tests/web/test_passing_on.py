"""A link that was made went nowhere yet: that is said until somebody passed it on."""

import pytest

from app.auth.models import now
from app.cases.models import Referral
from tests.web.test_cases import open_case, send, text_of
from tests.web.test_cases_referrals import composed, go, link_of, post

NL = {"Accept-Language": "nl"}
WAITS, ASKED = "Link nog niet meegegeven", "Gevraagd, nog geen antwoord"


@pytest.fixture
def case(alice):
    return open_case(alice)


def said(browser, case, at):
    """What the page of the referral, the list and the overview call its state."""
    pages = [text_of(browser.get(page, headers=NL)) for page in (at, f"{case}/referrals", case)]
    return [word for page in pages for word in (WAITS, ASKED) if f"<strong>{word}</strong>" in page]


def test_nothing_was_asked_before_the_link_was_passed_on(alice, charlie, case):
    at = composed(alice, case, "sent")
    go(alice, at)
    assert said(alice, case, at) == [WAITS] * 3
    page = text_of(alice.get(at))
    assert f"{link_of(alice, at)}</code>" in page, "without scripts it is selected by hand"
    assert 'data-copy="partner-link"' in page
    assert send(charlie, f"{at}/step", do="handed").status_code == 404
    for _time in range(2):
        assert send(alice, f"{at}/step", do="handed").status_code == 303
    assert said(alice, case, at) == [ASKED] * 3
    page = text_of(alice.get(at, headers=NL))
    assert 'value="handed"' not in page
    assert page.count("Link meegegeven") == 1


def test_a_new_link_has_to_be_passed_on_too(alice, case):
    at = composed(alice, case, "sent")
    go(alice, at)
    send(alice, f"{at}/step", do="handed")
    send(alice, f"{at}/step", do="link")
    assert said(alice, case, at) == [WAITS] * 3


def test_a_partner_who_reads_it_has_it(client, alice, case):
    at = composed(alice, case, "sent")
    go(alice, at)
    post(client, link_of(alice, at), do="confirm")
    assert said(alice, case, at) == []
    assert 'value="handed"' not in text_of(alice.get(at))
    assert Referral.get().status == "received"


def test_calling_together_needs_no_link(alice, case):
    at = composed(alice, case, "warm")
    go(alice, at)
    assert said(alice, case, at) == [ASKED] * 3
    assert send(alice, f"{at}/step", do="handed").status_code == 422


def test_a_mail_that_was_sent_passed_it_on(alice, case, monkeypatch):
    at = composed(alice, case, "sent")
    go(alice, at)
    monkeypatch.setattr("app.cases.mail.send_notice", lambda *_given: None)
    assert send(alice, f"{at}/mail", to="ocmw@example.org").status_code == 303
    assert said(alice, case, at) == [ASKED] * 3
    assert Referral.get().handed <= now()
