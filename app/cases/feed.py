"""One's tasks in a calendar of one's own (iCalendar, RFC 5545): a secret link that says only
"Schakel: task", unless its owner chose otherwise.

A calendar program fetches without signing in, so nothing here can open a case. Where the owner wants the
words of the tasks, they are sealed to a key that only the link makes (feed_words.py). Never a case's name.
"""

import hashlib
import os
from datetime import UTC, date, datetime, timedelta

from app.audit import AuditLine, noted, recorded
from app.auth.models import User
from app.cases import clock, desk, opening, tokens
from app.cases.access import works_on_cases
from app.cases.feed_words import WORDS, context
from app.cases.models import Case, Desk, FeedLine, Task
from app.cases.today import covered, mine
from app.vault import keys
from app.vault.errors import VaultError
from app.vault.passphrase import expand

_LABEL, _READ = "calendar v1", "calendar.read"


def _hash(token: bytes) -> bytes:
    return hashlib.sha256(b"schakel calendar v1" + token).digest()


def _private(token: bytes) -> bytes:
    return expand(token, "calendar words v1")


def make(user: User, secret: bytes, says: str) -> str:
    """A new link, in place of an older one, which stops at once. ``says``: '' or ``words``.

    Returns:
        The link's part of an address. It is shown once: the server keeps a hash of it.
    """
    token = os.urandom(tokens.LENGTH)
    with recorded("calendar.made", user.uuid, user.uuid):
        row = desk.of(user)
        row.feed_hash, row.feed_public = _hash(token), keys.public_of(_private(token))
        row.feed_says, row.feed_seen = WORDS if says == WORDS else "", None
        row.save()
        FeedLine.delete().where(FeedLine.desk == row).execute()
    return tokens.encoded(secret, token, _LABEL)


def revoke(user: User) -> None:
    """The link answers nothing any more."""
    with recorded("calendar.stopped", user.uuid, user.uuid):
        row = desk.of(user)
        row.feed_hash, row.feed_public, row.feed_says, row.feed_seen = None, None, "", None
        row.save()
        FeedLine.delete().where(FeedLine.desk == row).execute()


def end(user: User) -> None:
    """The link goes with its words where there is one. Who chose another passphrase, or got the account back,
    may do so because somebody else had it; and to who was let go of, no case opens."""
    if Desk.select().where(Desk.user == user, Desk.feed_hash.is_null(False)).exists():
        revoke(user)


def find(text: str, secret: bytes) -> tuple[Desk, bytes] | None:
    """The desk behind a link, and the link's key; None when it opens nothing (any more)."""
    token = tokens.decoded(secret, text, _LABEL)
    if token is None:
        return None
    row = Desk.select(Desk, User).join(User).where(Desk.feed_hash == _hash(token)).first()
    if row is None or not row.user.active or not works_on_cases(row.user):
        return None
    if row.feed_seen != clock.today():
        Desk.update(feed_seen=clock.today()).where(Desk.id == row.id).execute()
    return row, _private(token)


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line of at most 75 octets, goes on after a space (RFC 5545, 3.1)."""
    parts, rest = [], line
    while len(rest.encode()) > 74:
        cut = 74
        while len(rest[:cut].encode()) > 74:
            cut -= 1
        parts.append(rest[:cut])
        rest = rest[cut:]
    return "\r\n ".join([*parts, rest])


def _words(row: Desk, key: bytes) -> dict[int, str]:
    found = {}
    for line in FeedLine.select(FeedLine, Task).join(Task).where(FeedLine.desk == row):
        try:
            plain = keys.open_sealed(key, bytes(line.sealed), context(row, line.task))
        except VaultError:
            continue
        found[line.task_id] = plain.rstrip(b"\0").decode("utf-8", "ignore")
    return found


def _event(uid: str, day: date, summary: str) -> list[str]:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return [
        "BEGIN:VEVENT", f"UID:{uid}@schakel", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}", f"SUMMARY:{_escaped(summary)}",
        "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT",
    ]  # fmt: skip


def _read(user: User, uuids: set[str]) -> None:
    """A line a day for each case of which words are told: a calendar program asks all day long."""
    since = clock.begin_of(clock.today())
    known = AuditLine.select(AuditLine.about).where(
        AuditLine.who == user.uuid, AuditLine.verb == _READ, AuditLine.at >= since
    )
    if fresh := uuids - {line.about for line in known}:
        noted(_READ, sorted(fresh), user.uuid)


def calendar(row: Desk, key: bytes, summary: str) -> str:
    """The calendar: a day's event for each task with a day (the last day that a computer knows has no next
    one to end on), of the cases that open for the link's owner. ``summary`` is what it says of each."""
    words = _words(row, key) if row.feed_says == WORDS else {}
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Schakel//Schakel//EN", "X-WR-CALNAME:Schakel"]
    wanted = mine(row.user, covered(row.user, clock.today())) & (Task.due < date.max)
    tasks = list(Task.select(Task, Case).join(Case).where(wanted).order_by(Task.due, Task.id))
    opens = opening.held({task.case for task in tasks}, row.user)
    tasks = [task for task in tasks if task.case.uuid in opens]
    _read(row.user, {task.case.uuid for task in tasks if words.get(task.id)})
    for task in tasks:
        said = f"Schakel: {words[task.id]}" if words.get(task.id) else summary
        uid = hashlib.sha256(f"{row.user_id} {task.uuid}".encode()).hexdigest()[:32]
        lines += _event(uid, task.due, said) if task.due else []
    return "\r\n".join(_folded(line) for line in [*lines, "END:VCALENDAR", ""])
