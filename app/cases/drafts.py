"""What is being typed, kept on the server within a second or two."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.audit import recorded
from app.auth.models import User, now
from app.cases.errors import DraftConflict
from app.cases.models import Case, Draft, LooseDraft
from app.cases.opening import Opened
from app.cases.writing import written
from app.vault import keys
from app.vault.errors import VaultError


@dataclass(frozen=True)
class Kept:
    """A draft as it stands on the server: the fields of the form, its version, and when it was begun."""

    fields: dict[str, Any] = field(default_factory=dict)
    version: int = 0
    started: datetime | None = None

    @property
    def text(self) -> str:
        return str(self.fields.get("text", ""))


def of(case: Case, opened: Opened, author: User) -> Kept:
    """The author's draft in a case; an empty one when there is none."""
    row = Draft.get_or_none(Draft.case == case, Draft.author == author)
    if row is None:
        return Kept()
    return Kept(json.loads(opened.show("draft", row.uuid, "text", row.text)), row.version, row.started)


def save(case: Case, opened: Opened, author: User, fields: dict[str, Any], base: int) -> int:
    """Keep what is being typed. ``base`` is the version that the page last saw; returns the new one.

    Raises:
        DraftConflict: another tab saved in the meantime; nothing is overwritten.
    """
    with written("draft.saved", case, opened, author):
        row = Draft.get_or_none(Draft.case == case, Draft.author == author)
        if row is None:
            row = Draft(case=case, author=author, version=0)
        elif row.version != base:
            stored = str(json.loads(opened.show("draft", row.uuid, "text", row.text)).get("text", ""))
            if stored != fields.get("text", ""):
                raise DraftConflict(stored, row.version)
        row.text = opened.hide("draft", row.uuid, "text", json.dumps(fields, ensure_ascii=False))
        row.version, row.saved = row.version + 1, now()
        row.save()
    return int(row.version)


def _context(user: User) -> bytes:
    return b"loose draft " + user.uuid.encode()


def loose(author: User, private: bytes) -> Kept:
    """What the author types without a case yet; readable by the author alone."""
    row = LooseDraft.get_or_none(LooseDraft.author == author)
    if row is None:
        return Kept()
    try:
        words = keys.open_sealed(private, bytes(row.sealed), _context(author)).rstrip(b"\0")
    except VaultError:  # sealed to a key that the account has replaced since
        return Kept({}, row.version, row.started)
    return Kept(json.loads(words), row.version, row.started)


def save_loose(author: User, private: bytes, fields: dict[str, Any], base: int) -> int:
    """As ``save``, before it is known which case it is about."""
    plain = json.dumps(fields, ensure_ascii=False).encode()
    plain += b"\0" * (-len(plain) % 512)
    with recorded("draft.saved", "", author.uuid):
        row = LooseDraft.get_or_none(LooseDraft.author == author)
        if row is None:
            row = LooseDraft(author=author, version=0)
        elif row.version != base and (stored := loose(author, private).text) != fields.get("text", ""):
            raise DraftConflict(stored, row.version)
        row.sealed = keys.seal(bytes(author.public_key), plain, _context(author))
        row.version, row.saved = row.version + 1, now()
        row.save()
    return int(row.version)


def begin_loose(author: User) -> None:
    """Start the clock of a note without a case, if none runs."""
    if not LooseDraft.select().where(LooseDraft.author == author).exists():
        sealed = keys.seal(bytes(author.public_key), b"{}".ljust(512, b"\0"), _context(author))
        LooseDraft.create(author=author, sealed=sealed, version=0)


def drop_loose(author: User) -> None:
    """Forget it, in the transaction that saves the note."""
    LooseDraft.delete().where(LooseDraft.author == author).execute()
