"""The sessions of browsers: finding the one of a token, and ending them.

The account's private key stands in the row, sealed under the browser's token. So a session that is over keeps
none: whoever finds the token later, in a browser's files, and a copy of the database opens nothing with them.
"""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from peewee import OperationalError

from app.audit import recorded
from app.auth.models import Session, User
from app.vault import session as browser
from directory.clock import now
from directory.prepared import Prepared
from directory.transactions import hurried, writing

_LIVE = Prepared(
    Session,
    lambda token_hash: Session.select(Session, User).join(User).where(Session.token_hash == token_hash),
)


def end(*which: Any) -> None:
    """Revoke the sessions of a condition, in the transaction of whoever asks."""
    Session.update(revoked=True, sealed_private=b"").where(*which).execute()


def lapse(idle_minutes: int) -> None:
    """Take the keys out of all sessions that fell idle, and delete those of which nothing can come any more
    (``Session.idle``). One from the future, which was opened while the clock was ahead, ends: its hour would
    come."""
    moment = now()
    ahead = Session.last_seen > moment + timedelta(minutes=1)
    if Session.select().where(ahead, ~Session.revoked).exists():
        end(ahead)
    idle = Session.last_seen < moment - timedelta(minutes=idle_minutes)
    Session.update(sealed_private=b"").where(idle, Session.sealed_private != b"").execute()
    Session.delete().where(Session.last_seen < moment - timedelta(days=7)).execute()


def _session_row(token_hex: str) -> Session | None:
    try:
        token = bytes.fromhex(token_hex)
    except ValueError:
        return None
    row: Session | None = _LIVE.first(browser.token_hash(token))
    return row if row is not None and row.user.active else None


def idle_session_of(token_hex: str, idle_minutes: int) -> Session | None:
    """The session of a browser's token that fell idle, or None. It opens nothing and is not marked as seen:
    it only tells to whose account a form is sealed."""
    row = _session_row(token_hex)
    return row if row is not None and row.idle(idle_minutes) else None


def session_of(token_hex: str, idle_minutes: int) -> Session | None:
    """The live session of a browser's token, or None. Marks it as seen at most once a minute, and looks then
    for others that fell idle; where somebody else writes for long, the next request does."""
    row = _session_row(token_hex)
    if row is None:
        return None
    alive = row.alive(idle_minutes)
    unseen = alive and (now() - row.last_seen).total_seconds() > 60
    if unseen or (row.idle(idle_minutes) and row.sealed_private):
        with suppress(OperationalError), hurried(Session._meta.database):
            if unseen:
                Session.update(last_seen=now()).where(Session.id == row.id).execute()
            lapse(idle_minutes)
    return row if alive else None


def sign_out(session: Session) -> None:
    """Revoke a session: its token opens nothing any more."""
    with recorded("session.closed", session.uuid, session.user.uuid):
        end(Session.id == session.id)


def leave(session: Session) -> None:
    """As ``sign_out``, and never in the way of who goes: where the line in the log cannot be written, the
    row alone; where that cannot either (a full disk), the session falls idle and the browser
    has nothing of it."""
    try:
        sign_out(session)
    except OperationalError:
        with suppress(OperationalError), writing(Session._meta.database):
            end(Session.id == session.id)
