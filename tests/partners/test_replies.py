"""A partner's question is answered: who said what, how, under which agreement; and what the partner reads."""

import pytest

from app.cases import kept_names
from app.cases.kept import Form
from app.cases.models import Consent, LinkAnswer, Referral, ReferralEvent, ReferralLink
from directory.clock import now
from tests.web.conftest import send
from tests.web.test_cases import text_of
from tests.web.test_cases_referrals import composed, go, link_of, post

QUESTION, ANSWER = "Sinds wanneer huurt zij daar?", "Sinds maart, met een contract"
FORM = {"words": ANSWER, "how": "reply", "agrees": "on"}


@pytest.fixture
def asked(client, sent):
    """A referral of which the partner asked something: its address and its link."""
    post(client, sent[1], do="confirm")
    post(client, sent[1], do="ask", words=QUESTION)
    return sent


def answer(browser, at, **given):
    form = {**FORM, "upto": LinkAnswer.select().order_by(LinkAnswer.id.desc()).first().uuid, **given}
    return send(browser, f"{at}/answer", **form)


def test_an_answer_through_the_link_is_read_there_and_stands_in_the_record(client, alice, case, asked):
    at, link = asked
    assert answer(alice, at).status_code == 303
    partner = text_of(client.get(link))
    assert partner.index(QUESTION) < partner.index(ANSWER)
    row = LinkAnswer.select().order_by(LinkAnswer.id.desc()).get()
    assert (row.author.email, row.consent) == ("alice@example.org", Consent.get())
    assert ANSWER.encode() not in bytes(row.words)
    page = text_of(alice.get(at))
    assert "Schakel verwittigt de partner niet" in page
    assert page.index("alice@example.org") < page.index(ANSWER)
    assert "met de toestemming van" in page
    assert "Hun vraag beantwoord" in page, "among the steps"
    for there in (case, f"{case}/handover"):
        assert ANSWER in text_of(alice.get(there)), there
    bundle = text_of(send(alice, f"{case}/bundle", section=["referrals"]))
    assert ANSWER in bundle
    assert QUESTION not in text_of(alice.get("/cases/today")), "it was seen"


def test_what_was_told_on_the_telephone_is_in_the_record_and_not_on_the_partners_page(
    client, alice, case, asked
):
    at, link = asked
    assert answer(alice, at, how="told").status_code == 303
    partner = text_of(client.get(link))
    assert QUESTION in partner
    assert ANSWER not in partner
    post(client, link, do="ask", words=QUESTION)
    assert LinkAnswer.select().where(LinkAnswer.verb == "ask").count() == 2, "asked anew"
    assert QUESTION in text_of(alice.get("/cases/today"))
    page = text_of(alice.get(case))
    assert "Wij antwoordden aan de telefoon" in page
    assert ANSWER in page


def test_after_our_answer_the_partner_has_the_next_word(client, alice, asked):
    at, link = asked
    Referral.update(news=now().replace(year=2020)).execute()
    answer(alice, at)
    assert Referral.get().news.year > 2020
    assert send(alice, f"{at}/answer", **FORM).status_code == 303
    assert LinkAnswer.select().where(LinkAnswer.verb == "reply").count() == 1, "sent twice"
    assert ReferralEvent.select().where(ReferralEvent.verb == "answered").count() == 1
    post(client, link, do="ask", words=QUESTION)
    assert LinkAnswer.select().where(LinkAnswer.verb == "ask").count() == 2, "asked anew"


@pytest.mark.parametrize("without", ["words", "how", "agrees"])
def test_without_words_a_way_or_the_client_nothing_leaves_and_what_was_typed_comes_back(
    client, alice, asked, without
):
    refused = answer(alice, asked[0], **{without: ""})
    assert refused.status_code == 422
    assert without == "words" or ANSWER in text_of(refused)
    assert LinkAnswer.select().count() == 1
    assert QUESTION in text_of(alice.get("/cases/today")), "it still waits"


def test_an_agreement_that_ended_or_was_taken_back_lets_nothing_go(client, alice, asked):
    at, _link = asked
    Consent.update(until=now().date().replace(year=2020)).execute()
    refused = answer(alice, at)
    assert refused.status_code == 422
    assert ANSWER in text_of(refused)
    assert "geen akkoord" in text_of(refused) or "toestemming" in text_of(refused)
    Referral.update(status="cancelled").execute()
    refused = answer(alice, at)
    assert refused.status_code == 422
    assert ANSWER in text_of(refused), "also where the form is gone"
    assert LinkAnswer.select().count() == 1


def test_what_is_asked_before_anything_leaves_is_asked_of_an_answer_too(client, alice, asked):
    Referral.update(conditions="").execute()
    refused = answer(alice, asked[0], how="told")
    assert refused.status_code == 422
    assert ANSWER in text_of(refused)
    assert LinkAnswer.select().count() == 1


def test_a_link_that_opens_no_more_takes_no_answer_and_the_telephone_does(client, alice, asked):
    at, _link = asked
    ReferralLink.update(expires=now().replace(year=2020)).execute()
    assert 'value="reply"' not in text_of(alice.get(at))
    assert answer(alice, at).status_code == 422
    assert answer(alice, at, how="told").status_code == 303


def test_who_asked_nothing_is_not_answered_and_nobody_else_answers(client, alice, bob, dora, case, sent):
    assert f"{sent[0]}/answer" not in text_of(alice.get(sent[0]))
    assert send(alice, f"{sent[0]}/answer", **FORM).status_code == 422
    post(client, sent[1], do="confirm")
    post(client, sent[1], do="ask", words=QUESTION)
    for stranger in (bob, dora):
        assert send(stranger, f"{sent[0]}/answer", **FORM).status_code == 404
    other = composed(alice, case, "sent")
    go(alice, other)
    assert link_of(alice, other)
    assert send(alice, f"{other}/answer", **FORM).status_code == 422, "the question was about the other"


def test_an_answer_that_waits_to_be_sent_is_called_as_in_its_form(app):
    form = Form("", "/cases/1/referrals/2/answer", list(FORM.items()))
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert kept_names.lines(form, "en") == [
            ("What you answer (only what is needed)", ANSWER),
            ("How you answer", "Through the link: they read it once they open it again"),
            ("The client knows of this answer and agrees", "Yes"),
        ]
