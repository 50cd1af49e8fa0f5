"""What we answer to a question that a partner asked through the link: said on the telephone and noted, or
written for whoever opens the link. It leaves the service, so it asks what leaving asks.
"""

from collections.abc import Mapping

from app.auth.models import User
from app.cases import answers, consent, lifecycle, links, referrals
from app.cases.errors import CaseError
from app.cases.models import Case, Consent, LinkAnswer, Referral, ReferralEvent, ReferralLink
from app.cases.opening import Opened
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_
from directory.clock import now

# On the telephone, which the partner's page does not show; through the link.
HOWS = ("told", "reply")


def may_write(row: Referral) -> bool:
    """Whether an answer can still go to this partner: it is under way and asked something."""
    asked = (ReferralLink.referral == row) & (LinkAnswer.verb == "ask")
    return row.status in lifecycle.UNDER_WAY and (
        LinkAnswer.select().join(ReferralLink).where(asked).exists()
    )


def _agreement(row: Referral) -> Consent:
    """The latest agreement under which something goes to this recipient."""
    return max(consent.covering(row), key=lambda one: (one.given, one.id))


def write(case: Case, opened: Opened, referral: Referral, by: User, given: Mapping[str, str]) -> None:
    """Keep what was answered, by whom, and under which agreement; the question counts as seen (up to the
    answer ``upto`` that the form showed), and the partner has the next word. ``given``: the form.

    Raises:
        CaseError: it says nothing or too much, or not how; the client does not agree to it; the referral may
            not go on, or its link does not open.
    """
    words, how = within(given.get("words", ""), links.LONGEST, "words"), given.get("how", "")
    if not words:
        raise CaseError(N_("Write what you answer."), "words")
    if how not in HOWS:
        raise CaseError(N_("Choose how you answer."), "how")
    if not given.get("agrees"):
        raise CaseError(N_("An answer leaves the service: the client has to know of it and agree."), "agrees")
    with written("link.answered", case, opened, by):
        fresh = Referral.get_by_id(referral.id)
        if not may_write(fresh):
            raise CaseError(N_("This step is not possible from where the referral stands now."))
        referrals.may_go(fresh)
        link = (
            ReferralLink.select().where(ReferralLink.referral == fresh).order_by(ReferralLink.id.desc()).get()
        )
        if how == "reply" and not links.is_alive(link, now()):
            raise CaseError(N_("There is no link that opens. Make a new one."))
        row = LinkAnswer(link=link, verb=how, author=by, consent=_agreement(fresh), seen=now())
        links.write_words(opened, link, row, words)
        last = answers.of_referral(opened, fresh)[-1]
        if (last.verb, last.words, last.by) == (how, words, by.called):
            return  # the same form, sent twice
        row.save(force_insert=True)
        answers.see(case, opened, fresh, by, given.get("upto", ""))
        Referral.update(news=now()).where(Referral.id == fresh.id).execute()
        ReferralEvent.create(case=case, referral=fresh, who=by, verb="answered", status=fresh.status)
