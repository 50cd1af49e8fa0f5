"""What partners answered through their links, for the team: it is announced until somebody of the team has
said to have seen it, and stands in the case's timeline at the moment it came. So does what we answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.auth.models import User
from app.cases import links
from app.cases.models import Case, Consent, LinkAnswer, Referral, ReferralLink
from app.cases.opening import Opened
from app.cases.writing import written
from directory.clock import now
from directory.models import Service


@dataclass(frozen=True)
class Answer:
    """One answer: ``verb`` is accept, reject or ask; ``words`` may be ''. ``seen`` by one of the team.

    Of what we answered, ``verb`` is told or reply, ``by`` who did, under the agreement that was given on
    ``agreed``.
    """

    uuid: str
    referral: Referral
    at: datetime
    verb: str
    words: str
    seen: bool
    by: str = ""
    agreed: date | None = None


def _found(which: Any, opened: Mapping[int, Opened]) -> list[Answer]:
    """The answers, the oldest first, in the cases that ``opened`` names by their row id. One query."""
    query = LinkAnswer.select(LinkAnswer, ReferralLink, Referral, Service, User, Consent).join(ReferralLink)
    query = query.join(Referral).left_outer_join(Service).switch(LinkAnswer)
    query = query.left_outer_join(User).switch(LinkAnswer).left_outer_join(Consent)
    rows = query.where(ReferralLink.case.in_(list(opened)), which).order_by(LinkAnswer.id)
    return [
        Answer(
            row.uuid, row.link.referral, row.at, row.verb,
            links.words_of(opened[row.link.referral.case_id], row.link, row), row.seen is not None,
            row.author.called if row.author else "", row.consent.given if row.consent else None,
        ) for row in rows
    ]  # fmt: skip


def of_case(case: Case, opened: Opened) -> list[Answer]:
    """All that was answered in a case, the oldest first. One query."""
    return _found(LinkAnswer.id.is_null(False), {case.id: opened})


def of_referral(opened: Opened, referral: Referral) -> list[Answer]:
    """All that was answered about a referral, through whichever of its links, the oldest first. One query."""
    return _found(ReferralLink.referral == referral, {referral.case_id: opened})


def unseen(opened: Mapping[int, Opened]) -> list[Answer]:
    """What nobody of the team has seen yet, the oldest first, in the cases that ``opened`` names by their row
    id. One query."""
    return _found(LinkAnswer.seen.is_null(), opened)


def see(case: Case, opened: Opened, referral: Referral, by: User, upto: str) -> None:
    """Somebody of the team has seen what was answered, up to the answer ``upto`` that their page showed last:
    what came in the meantime is still announced."""
    of_it = ReferralLink.select(ReferralLink.id).where(ReferralLink.referral == referral)
    mine = LinkAnswer.link.in_(of_it)
    with written("link.seen", case, opened, by):
        last = LinkAnswer.select(LinkAnswer.id).where(mine, LinkAnswer.uuid == upto).scalar()
        if last is not None:
            which = mine & (LinkAnswer.id <= last) & LinkAnswer.seen.is_null()
            LinkAnswer.update(seen=now()).where(which).execute()
