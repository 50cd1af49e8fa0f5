"""The partner's door: a signed link that expires, to one referral, without an account.

The link itself is the key. The server keeps a hash of it to find the row by, and the referral's words
encrypted under it; so a copy of the database opens nothing. Whether it still opens is asked anew at every
request: of the referral, and of the consents behind it.
"""

import hashlib
import json
import os
from datetime import datetime, timedelta

from flask_babel import gettext as _

from app.audit import recorded
from app.auth.models import User
from app.cases import consent, desk, lifecycle, referrals, tokens
from app.cases.errors import CaseError
from app.cases.models import Case, LinkAnswer, Referral, ReferralEvent, ReferralLink
from app.cases.opening import Opened
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_
from app.vault import values
from app.vault.errors import Tampered
from app.vault.passphrase import expand
from directory.clock import now

ANSWERS = ("receive", "accept", "reject", "ask")
_LABEL = "partner link v1"
LONGEST = 5_000


def _hash(token: bytes) -> bytes:
    return hashlib.sha256(b"schakel link v1" + token).digest()


def _key(token: bytes) -> bytes:
    return expand(token, "link content v1")


def _place(link: str, row: str, column: str) -> values.Place:
    return values.Place("link", row, column, link)


def make(case: Case, opened: Opened, referral: Referral, by: User, secret: bytes) -> str:
    """A new link for a referral that was sent; an older one stops. ``secret`` is the server's.

    Raises:
        CaseError: the referral is not of the kind *sent*, not under way, or may not go.
    """
    token = os.urandom(32)
    row = ReferralLink(case=case, referral=referral, token_hash=_hash(token))
    row.expires = now() + timedelta(days=desk.number("link_days"))
    row.token = opened.hide("link", row.uuid, "token", token.hex())
    with written("link.made", case, opened, by):
        fresh = Referral.get_by_id(referral.id)
        if fresh.kind != "sent" or fresh.status not in lifecycle.UNDER_WAY:
            raise CaseError(N_("Only a referral that was sent and is under way has a link."))
        referrals.may_go(fresh)
        words = json.dumps(referrals.words_of(opened, fresh), ensure_ascii=False)
        row.content = values.encrypt(_key(token), words, _place(row.uuid, row.uuid, "content"))
        alive = (ReferralLink.referral == referral) & ReferralLink.revoked.is_null()
        ReferralLink.update(revoked=now()).where(alive).execute()
        Referral.update(handed=None).where(Referral.id == referral.id).execute()
        row.save(force_insert=True)
    return tokens.encoded(secret, token, _LABEL)


def token_of(opened: Opened, row: ReferralLink) -> bytes | None:
    """What the link opens with, for the team; None where it cannot be read any more."""
    try:
        return bytes.fromhex(opened.show("link", row.uuid, "token", row.token))
    except Tampered:
        return None


def again(opened: Opened, row: ReferralLink, secret: bytes) -> str:
    """The link once more, for the team; '' where it cannot be read any more."""
    token = token_of(opened, row)
    return tokens.encoded(secret, token, _LABEL) if token is not None else ""


def passed_on(
    case: Case, opened: Opened, referral: Referral, by: User, through: ReferralLink | None = None
) -> None:
    """The link went to the partner: from then on an answer is waited for. A second time changes nothing.
    ``through``: the link that is about to go, where we send it ourselves.

    Raises:
        CaseError: the referral has no link that waits for this, or this one does not open any more.
    """
    with written("link.passed_on", case, opened, by):
        fresh = Referral.get_by_id(referral.id)
        if fresh.kind != "sent" or fresh.status not in lifecycle.UNDER_WAY:
            raise CaseError(N_("Only a referral that was sent and is under way has a link."))
        if through is not None and not is_alive(ReferralLink.get_by_id(through.id), now()):
            raise CaseError(N_("There is no link that opens. Make a new one."))
        if fresh.handed is None:
            moment = now()
            Referral.update(handed=moment, news=moment).where(Referral.id == fresh.id).execute()
            ReferralEvent.create(case=case, referral=fresh, who=by, verb="handed", status=fresh.status)


def is_alive(row: ReferralLink, moment: datetime) -> bool:
    """Whether a link opens at this moment: not revoked, not expired, the referral under way, and still
    covered by consent. A link of before its time (the clock was put back) does not open."""
    if row.revoked is not None or not row.created <= moment < row.expires:
        return False
    referral = row.referral
    return referral.status in lifecycle.UNDER_WAY and consent.covers(referral)


class Door:
    """A link that somebody holds and that opens."""

    def __init__(self, row: ReferralLink, token: bytes) -> None:
        self.row, self.referral, self._token = row, row.referral, token

    def words(self) -> dict[str, str]:
        """The blocks of the referral."""
        place = _place(self.row.uuid, self.row.uuid, "content")
        found: dict[str, str] = json.loads(values.decrypt(_key(self._token), bytes(self.row.content), place))
        return found

    @property
    def confirmed(self) -> bool:
        """Whether somebody said through this link to be bound by secrecy; before that it shows nothing."""
        return self.row.confirmed is not None

    def confirm(self) -> None:
        """The recipient says to be who it is meant for: from then on it counts as received."""
        with recorded("link.confirmed", self.referral.case.uuid):
            first = ReferralLink.confirmed.is_null() & (ReferralLink.id == self.row.id)
            ReferralLink.update(confirmed=now()).where(first).execute()
            if self.referral.status == "requested":
                referrals.answered_by_partner(self.referral, "receive")

    def said(self) -> list[tuple[datetime, str, str]]:
        """What was answered through this link, also by us: when, which verb, and the words. The oldest first.
        Not what we told on the telephone: whoever reads this may be another."""
        rows = self.row.answers.where(LinkAnswer.verb != "told").order_by(LinkAnswer.id)
        return [(row.at, row.verb, _read(self._token, self.row, row)) for row in rows]

    def answer(self, verb: str, code: str = "", words: str = "") -> None:
        """Accept, refuse with a coded reason, or ask something back. The same once more (a double click, a
        page that was sent again) is the same answer.

        Raises:
            CaseError: not possible (any more), a question without words, or too long a text.
        """
        if verb not in ANSWERS or not self.confirmed:
            raise CaseError(N_("This step is not possible from where the referral stands now."))
        if verb == "ask" and not words.strip():
            raise CaseError(N_("Write your question."), "words")
        words = within(words, LONGEST, "words")
        answer = LinkAnswer(link=self.row, verb=verb)
        _write(self._token, self.row, answer, words)
        with recorded(f"link.{verb}", self.referral.case.uuid):
            last = self.row.answers.order_by(LinkAnswer.id.desc()).first()
            if last and (last.verb, _read(self._token, self.row, last)) == (verb, words):
                return
            answer.save(force_insert=True)
            # A question waits for us: it is no news that puts the reminder off.
            if verb != "ask":
                referrals.answered_by_partner(self.referral, verb, code)


def open_link(text: str, secret: bytes) -> Door | None:
    """The door behind a link; None when it is no link of ours, or one that does not open (any more)."""
    token = tokens.decoded(secret, text, _LABEL)
    if token is None:
        return None
    query = ReferralLink.select(ReferralLink, Referral, Case).join(Referral).join(Case)
    row = query.where(ReferralLink.token_hash == _hash(token)).first()
    return Door(row, token) if row is not None and is_alive(row, now()) else None


def ended(text: str, secret: bytes) -> str:
    """Of a link that does not open, what whoever holds it may hear, and nothing of the case.

    ``stopped``: what they read is not to be used. ``refused``: they said themselves that they cannot.
    ``over``: its time, or a newer one took its place. A link of an erased case is over too, so that erasing
    tells nothing. '' when it bears no signature of ours: for whoever guesses there is nothing here.
    """
    token = tokens.decoded(secret, text, _LABEL)
    if token is None:
        return ""
    query = ReferralLink.select(ReferralLink, Referral, Case).join(Referral).join(Case)
    row = query.where(ReferralLink.token_hash == _hash(token)).first()
    if row is None:
        return "over"
    status = row.referral.status
    if status == "rejected":
        return "refused"
    withdrawn = status in lifecycle.UNDER_WAY and not consent.covers(row.referral)
    return "stopped" if withdrawn or status in {"cancelled", "entered_in_error"} else "over"


def _write(token: bytes, row: ReferralLink, answer: LinkAnswer, words: str) -> None:
    answer.words = values.encrypt(_key(token), words, _place(row.uuid, answer.uuid, "words"))


def write_words(opened: Opened, row: ReferralLink, answer: LinkAnswer, words: str) -> None:
    """Hide what we answer as what the partner wrote is hidden. Raises CaseError: the link cannot be read."""
    token = token_of(opened, row)
    if token is None:
        raise CaseError(N_("This cannot be read any more."))
    _write(token, row, answer, words)


def _read(token: bytes, row: ReferralLink, answer: LinkAnswer) -> str:
    try:
        return values.decrypt(_key(token), bytes(answer.words), _place(row.uuid, answer.uuid, "words"))
    except Tampered:
        return str(_("This cannot be read any more."))


def words_of(opened: Opened, row: ReferralLink, answer: LinkAnswer) -> str:
    """What the partner wrote with an answer through the link ``row``, for the team."""
    token = token_of(opened, row)
    return str(_("This cannot be read any more.")) if token is None else _read(token, row, answer)
