"""A partner's link takes so much in a short time, keeps what was typed, and then goes on."""

from datetime import timedelta

from app.audit import AuditLine
from app.auth.models import Throttle
from app.cases.models import LinkAnswer
from app.cases.pages.partner import MOST_AT_ONCE
from directory.clock import now
from tests.web.conftest import token_of
from tests.web.test_cases import text_of
from tests.web.test_cases_referrals import composed, go, link_of, post


def test_a_link_takes_no_more_than_so_many_answers_at_once_and_keeps_the_text(client, sent):
    _at, link = sent
    client.set_cookie("language", "en")
    post(client, link, do="confirm")
    for number in range(MOST_AT_ONCE - 1):
        assert post(client, link, do="ask", words=f"Vraag {number}").status_code == 200
    token = token_of(client.get(link))
    before = AuditLine.select().count()
    typed = {"do": "ask", "words": "Duizendblad", "code": "full", "csrf_token": token}
    refused = client.post(link, data=typed)
    assert refused.status_code == 429
    page = text_of(refused)
    assert "Too much was sent in a short time" in page
    assert ">Duizendblad</textarea>" in page
    assert '<option value="full" selected>' in page
    assert "Mevrouw Z" not in page, "what is shown leaves a line, and this may be asked without end"
    assert AuditLine.select().count() == before
    assert LinkAnswer.select().count() == MOST_AT_ONCE - 1
    assert post(client, link, do="confirm").status_code == 429
    Throttle.update(at=now() - timedelta(seconds=121)).execute()
    assert post(client, link, do="ask", words="Duizendblad").status_code == 200


def test_one_link_that_is_flooded_leaves_the_others_open(client, alice, case, sent):
    _at, link = sent
    other_at = composed(alice, case, "sent")
    go(alice, other_at)
    other = link_of(alice, other_at)
    for _number in range(MOST_AT_ONCE + 1):
        last = post(client, link, do="confirm")
    assert last.status_code == 429
    assert "<textarea" not in text_of(last)
    assert post(client, other, do="confirm").status_code == 200


def test_nobody_who_did_not_confirm_floods_it_either(client, sent):
    _at, link = sent
    statuses = [post(client, link, do="ask", words="x").status_code for _number in range(MOST_AT_ONCE + 1)]
    assert statuses == [422] * MOST_AT_ONCE + [429]
