"""What a partner answers is announced to the team until somebody has seen it, and stands in the timeline."""

from datetime import timedelta

import pytest

from app.cases.models import Case, LinkAnswer, Referral, ReferralLink
from directory.clock import now
from tests.web.conftest import send
from tests.web.test_cases import text_of
from tests.web.test_cases_referrals import composed, go, link_of, post
from tests.web.test_cases_today import deputise

NL = {"Accept-Language": "nl"}
SAID = {
    "ask": "De partner vraagt iets",
    "accept": "De partner neemt het op",
    "reject": "De partner weigert",
}


@pytest.fixture
def sent(client, sent):
    """A referral whose partner has read it: its address and its link."""
    post(client, sent[1], do="confirm")
    return sent


def upto(at):
    """The answer that came last about a referral."""
    mine = LinkAnswer.select().join(ReferralLink).join(Referral)
    return mine.where(Referral.uuid == at.rsplit("/", 1)[1]).order_by(LinkAnswer.id.desc()).first().uuid


def announced(browser, case, words):
    """On how many of the pages that announce it a text stands."""
    pages = ("/cases/today", f"{case}/board", f"{case}/referrals")
    answers = [browser.get(page, headers=NL) for page in pages]
    assert [one.status_code for one in answers] == [200] * 3
    return [words in text_of(one) for one in answers]


@pytest.mark.parametrize("verb", SAID)
def test_what_a_partner_answers_is_announced_until_somebody_has_seen_it(client, alice, case, sent, verb):
    at, link = sent
    assert announced(alice, case, SAID[verb]) == [False] * 3
    post(client, link, do=verb, code="full" if verb == "reject" else "", words="Dinsdag om tien")
    assert announced(alice, case, SAID[verb]) == [True] * 3
    page = text_of(alice.get("/cases/today"))
    assert "Dinsdag om tien" in page
    assert "Zilverberk" in page
    assert "Dinsdag om tien" in text_of(alice.get(at))
    assert announced(alice, case, SAID[verb]) == [True] * 3, "reading by chance is not saying so"
    assert send(alice, f"{at}/step", do="seen", upto=upto(at)).status_code == 303
    assert announced(alice, case, SAID[verb]) == [False] * 3
    assert 'value="seen"' not in text_of(alice.get(at))


def test_what_came_while_the_page_stood_open_is_still_announced(client, alice, case, sent):
    at, link = sent
    post(client, link, do="ask", words="Heeft zij kinderen?")
    shown = upto(at)
    post(client, link, do="ask", words="En een adres?")
    send(alice, f"{at}/step", do="seen", upto=shown)
    page = text_of(alice.get("/cases/today"))
    assert "Heeft zij kinderen?" not in page
    assert "En een adres?" in page


def test_seen_marks_the_answers_of_this_referral_alone(client, alice, case, sent):
    other = composed(alice, case, "sent")
    go(alice, other)
    for link in (sent[1], link_of(alice, other)):
        post(client, link, do="confirm")
        post(client, link, do="ask", words="Wanneer?")
    send(alice, f"{sent[0]}/step", do="seen", upto=upto(other))
    assert LinkAnswer.select().where(LinkAnswer.seen.is_null()).count() == 2
    send(alice, f"{other}/step", do="seen", upto=upto(other))
    assert [one.link.referral.uuid for one in LinkAnswer.select().where(LinkAnswer.seen.is_null())] == [
        sent[0].rsplit("/", 1)[1]
    ]


def test_the_deputy_hears_it_and_a_stranger_and_the_administrator_do_not(
    client, alice, bob, charlie, dora, case, sent
):
    deputise(alice, case)
    post(client, sent[1], do="ask", words="Heeft zij kinderen?")
    assert "Heeft zij kinderen?" in text_of(bob.get("/cases/today"))
    assert "Heeft zij kinderen?" not in text_of(charlie.get("/cases/today"))
    assert dora.get("/cases/today").status_code == 404
    for stranger in (charlie, dora):
        assert stranger.get(case).status_code == 404
        assert send(stranger, f"{sent[0]}/step", do="seen", upto=upto(sent[0])).status_code == 404
    assert LinkAnswer.get().seen is None
    # The deputy's word counts for the team.
    send(bob, f"{sent[0]}/step", do="seen", upto=upto(sent[0]))
    assert "Heeft zij kinderen?" not in text_of(alice.get("/cases/today"))


def test_the_words_stand_in_the_timeline_at_the_moment_they_came(client, alice, case, sent):
    post(client, sent[1], do="accept", words="We verwachten haar dinsdag")
    send(alice, f"{case}/notes", text="Later gebeld")
    Referral.update(at=now() - timedelta(days=3)).execute()
    story = text_of(alice.get(case, headers=NL)).split('id="story"')[1]
    places = [
        story.index(words) for words in ("Later gebeld", "We verwachten haar dinsdag", "Wij nemen contact op")
    ]
    assert places == sorted(places)
    assert SAID["accept"] in story


def test_a_question_does_not_put_the_reminder_off_and_an_acceptance_does(client, alice, case, sent):
    at, link = sent
    Referral.update(news=now() - timedelta(days=11)).execute()
    post(client, link, do="ask", words="Heeft zij kinderen?")
    assert "Geen nieuws sinds" in text_of(alice.get(at, headers=NL))
    post(client, link, do="accept")
    assert "Geen nieuws sinds" not in text_of(alice.get(at, headers=NL))


def test_a_damaged_answer_shuts_no_page(client, alice, case, sent):
    post(client, sent[1], do="ask", words="Heeft zij kinderen?")
    LinkAnswer.update(words=b"x" * 300).execute()
    for page in ("/cases/today", case, sent[0], f"{case}/board"):
        assert alice.get(page).status_code == 200
    assert "Dit kan niet meer gelezen worden." in text_of(alice.get(sent[0], headers=NL))


def test_answers_cost_no_query_each(client, alice, case, sent, queries):
    def asked(page):
        with queries() as found:
            alice.get(page)
        return len(found)

    pages = ("/cases/today", case, f"{case}/board", f"{case}/referrals")
    post(client, sent[1], do="ask", words="Een?")
    few = [asked(page) for page in pages]
    for number in range(4):
        post(client, sent[1], do="ask", words=f"Nog {number}?")
    assert [asked(page) for page in pages] == few


def test_answers_are_erased_with_their_case(client, alice, case, sent):
    post(client, sent[1], do="reject", code="full")
    Case.delete().execute()
    assert LinkAnswer.select().count() == 0
