"""A link that was made went nowhere yet: that is said until somebody passed it on."""

import pytest

from app.audit import AuditLine
from app.cases import links, mail
from app.cases.models import Referral, ReferralLink
from app.config import load
from directory.clock import now
from tests.cases.test_mail import Post
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import composed, go, link_of, post

NL = {"Accept-Language": "nl"}
WAITS, ASKED = "Link nog niet doorgegeven", "Gevraagd, nog geen antwoord"


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
    assert page.count("Link doorgegeven") == 1


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


def posted(app, url):
    """From now on mail is handed over there."""
    here = app.config["SCHAKEL"]
    given = {"DATA_DIR": str(here.data_dir), "MAIL_URL": url, "MAIL_FROM": "dienst@example.org"}
    app.config["SCHAKEL"] = load(given)


def lines():
    return AuditLine.select().where(AuditLine.verb.in_(["referral.mailed", "link.passed_on"])).count()


def test_a_mail_that_was_sent_passed_it_on(app, alice, case):
    at = composed(alice, case, "sent")
    go(alice, at)
    link, post_office = link_of(alice, at), Post()
    posted(app, f"smtp://127.0.0.1:{post_office.port}")
    assert send(alice, f"{at}/mail", to="ocmw@example.org").status_code == 303
    post_office.join(5)
    assert link in "".join(post_office.said).replace("=\r\n", "").replace("=3D", "=")
    assert said(alice, case, at) == [ASKED] * 3
    assert Referral.get().handed <= now()
    assert lines() == 2


def as_it_was(browser, case, at, answer):
    """The step is not there, and what was typed is."""
    assert answer.status_code == 422
    assert "iemand@example.org" in text_of(answer)
    assert text_of(answer).count('role="alert"') == 1
    assert Referral.get().handed is None
    assert lines() == 0


@pytest.mark.mistakes
@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda: Referral.update(status="cancelled").execute(),
        lambda: ReferralLink.update(revoked=now()).execute(),
    ],
    ids=["cancelled", "another link"],
)
def test_no_mail_leaves_where_the_step_is_refused_at_the_last_moment(
    app, alice, case, monkeypatch, meanwhile
):
    """A colleague was quicker: what is asked first said yes, and what is written says no."""
    at = composed(alice, case, "sent")
    go(alice, at)
    post_office, alive = Post(), links.is_alive
    posted(app, f"smtp://127.0.0.1:{post_office.port}")

    def just_before(*given):
        told = alive(*given)
        monkeypatch.setattr(links, "is_alive", alive)
        meanwhile()
        return told

    monkeypatch.setattr(links, "is_alive", just_before)
    answer = send(alice, f"{at}/mail", to="iemand@example.org")
    assert not [line for line in post_office.said if line.lower().startswith("data")]
    as_it_was(alice, case, at, answer)


@pytest.mark.parametrize("says", [b"554 no\r\n", b""], ids=["refuses", "hangs up"])
def test_a_mail_that_could_not_be_sent_passed_nothing_on(app, alice, case, says):
    at = composed(alice, case, "sent")
    go(alice, at)
    posted(app, f"smtp://127.0.0.1:{Post(refuses=says).port}")
    as_it_was(alice, case, at, send(alice, f"{at}/mail", to="iemand@example.org"))
    posted(app, "smtp://127.0.0.1:1")
    as_it_was(alice, case, at, send(alice, f"{at}/mail", to="iemand@example.org"))
    assert said(alice, case, at) == [WAITS] * 3


def test_a_mail_server_that_takes_long_to_take_it_in_keeps_nobody_waiting(app, alice, case, monkeypatch):
    """Who saves something waits for what is written here, and not for ever."""
    monkeypatch.setattr(mail, "LAST_SECONDS", 0.2)
    at = composed(alice, case, "sent")
    go(alice, at)
    posted(app, f"smtp://127.0.0.1:{Post(late=2.0).port}")
    as_it_was(alice, case, at, send(alice, f"{at}/mail", to="iemand@example.org"))


def test_a_mail_that_was_taken_in_counts_although_the_goodbye_failed(app, alice, case):
    at = composed(alice, case, "sent")
    go(alice, at)
    posted(app, f"smtp://127.0.0.1:{Post(goodbye=b'451 busy').port}")
    assert send(alice, f"{at}/mail", to="ocmw@example.org").status_code == 303
    assert said(alice, case, at) == [ASKED] * 3
