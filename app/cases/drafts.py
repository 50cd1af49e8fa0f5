"""What is being typed, kept on the server within a second or two.

Each open window has an identifier of its own, which becomes that of the note it saves. Two windows on one
draft lose nothing: the text of the other one is set aside beside the draft, and both are shown.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.audit import recorded
from app.auth.models import User, now
from app.cases.models import Case, Draft, LooseDraft, Note
from app.cases.opening import Opened
from app.cases.writing import written
from app.vault import keys
from app.vault.errors import VaultError

Content = dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """A draft as it stands on the server: its fields, its version, when it was begun, and the texts that
    other windows typed meanwhile, by window."""

    fields: Content = field(default_factory=dict)
    version: int = 0
    started: datetime | None = None

    @property
    def text(self) -> str:
        return str(self.fields.get("text", ""))

    @property
    def others(self) -> dict[str, str]:
        return dict(self.fields.get("others", {}))

    @property
    def aside(self) -> dict[str, str]:
        """The texts of other windows that say something else: those to show."""
        return {window: text for window, text in self.others.items() if text.strip() != self.text.strip()}


def merged(kept: Kept, fields: Content, base: int, window: str) -> Content:
    """What to keep now that ``window``, which last saw version ``base``, typed ``fields``.

    A window that sent its form (``sent``) is gone, and what it still had on its way comes too late: it says
    nothing new, or else it stands beside what was kept, like the text of any other window.
    """
    left = kept.fields.get("left", "")
    late = bool(window) and window == left
    if late and str(fields.get("text", "")).strip() in kept.text:
        return kept.fields
    others, author = kept.others, str(kept.fields.get("window", ""))
    others.pop(window, None)
    overtaken = kept.version != base and (author != window or not window or late)
    if overtaken and kept.text.strip():
        others["-" if late else author or "-"] = kept.text
    more = {"others": others} if others else {}
    return {**fields, "window": window, **({"left": left} if left and not late else {}), **more}


def sent(kept: Kept, fields: Content, base: int, window: str, append: str, drop: str) -> Content:
    """What to keep now that ``window`` sent its form and makes place for a page that is loaded anew. The text
    of the window ``append`` is put behind its own, that of ``drop`` is not needed any more."""
    content = merged(kept, fields, base, window)
    others, text = dict(content.get("others", {})), str(content.get("text", ""))
    others.pop(drop, "")
    if behind := others.pop(append, ""):
        text = f"{text.rstrip()}\n\n{behind}".strip()
    return {**content, "text": text, "others": others, "left": window}


def left_behind(kept: Kept, window: str, text: str) -> Content | None:
    """What stays of a draft once ``window`` has saved ``text`` as a note: other windows' texts, or None."""
    others, author = kept.others, str(kept.fields.get("window", ""))
    others.pop(window, None)
    others = {one: words for one, words in others.items() if words.strip() != text.strip()}
    if author != window and kept.text.strip() and kept.text.strip() != text.strip():
        return {**kept.fields, "others": others}
    if not others:
        return None
    first = next(iter(others))
    return {"text": others.pop(first), "window": first, "others": others}


def _saved_already(window: str) -> bool:
    """Whether the window's note is there: a draft that was still on its way comes too late."""
    return bool(window) and Note.select().where(Note.uuid == window).exists()


def of(case: Case, opened: Opened, author: User) -> Kept:
    """The author's draft in a case; an empty one when there is none."""
    row = Draft.get_or_none(Draft.case == case, Draft.author == author)
    if row is None:
        return Kept()
    return Kept(json.loads(opened.show("draft", row.uuid, "text", row.text)), row.version, row.started)


def _put(case: Case, opened: Opened, author: User, content: Content, version: int) -> None:
    row = Draft.get_or_none(Draft.case == case, Draft.author == author) or Draft(case=case, author=author)
    row.text = opened.hide("draft", row.uuid, "text", json.dumps(content, ensure_ascii=False))
    row.version, row.saved = version, now()
    row.save()


def save(case: Case, opened: Opened, author: User, fields: Content, base: int, window: str = "") -> Kept:
    """Keep what is being typed. ``base`` is the version that the page last saw. Returns what stands now."""
    with written("draft.saved", case, opened, author):
        kept = of(case, opened, author)
        if not _saved_already(window):
            _put(case, opened, author, merged(kept, fields, base, window), kept.version + 1)
    return of(case, opened, author)


def send(
    case: Case, opened: Opened, author: User, fields: Content, base: int, window: str, append: str, drop: str
) -> None:
    """Keep the form of a window that leaves for a page that is loaded anew, as ``sent`` says."""
    with written("draft.settled", case, opened, author):
        kept = of(case, opened, author)
        _put(case, opened, author, sent(kept, fields, base, window, append, drop), kept.version + 1)


def clear(case: Case, opened: Opened, author: User, window: str, text: str) -> None:
    """Forget the draft of the note that is being saved, in its transaction; other windows' texts stay."""
    kept = of(case, opened, author)
    rest = left_behind(kept, window, text) if kept.version else None
    if rest is None:
        Draft.delete().where(Draft.case == case, Draft.author == author).execute()
    else:
        _put(case, opened, author, rest, kept.version + 1)


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


def _put_loose(author: User, content: Content, version: int) -> None:
    plain = json.dumps(content, ensure_ascii=False).encode()
    plain += b"\0" * (-len(plain) % 512)
    row = LooseDraft.get_or_none(LooseDraft.author == author) or LooseDraft(author=author)
    row.sealed = keys.seal(bytes(author.public_key), plain, _context(author))
    row.version, row.saved = version, now()
    row.save()


def save_loose(author: User, private: bytes, fields: Content, base: int, window: str = "") -> Kept:
    """As ``save``, before it is known which case it is about."""
    with recorded("draft.saved", "", author.uuid):
        kept = loose(author, private)
        if not _saved_already(window):
            _put_loose(author, merged(kept, fields, base, window), kept.version + 1)
    return loose(author, private)


def send_loose(
    author: User, private: bytes, fields: Content, base: int, window: str, append: str, drop: str
) -> None:
    """As ``send``."""
    with recorded("draft.settled", "", author.uuid):
        kept = loose(author, private)
        _put_loose(author, sent(kept, fields, base, window, append, drop), kept.version + 1)


def begin_loose(author: User, private: bytes) -> Kept:
    """Start the clock of a note without a case; where nothing was typed yet it starts anew."""
    kept = loose(author, private)
    if not kept.text.strip() and not kept.others:
        with recorded("draft.begun", "", author.uuid):
            _put_loose(author, {}, kept.version + 1)
            LooseDraft.update(started=now()).where(LooseDraft.author == author).execute()
    return loose(author, private)


def clear_loose(author: User, private: bytes, window: str, text: str) -> None:
    """As ``clear``, in the transaction that saves the note."""
    kept = loose(author, private)
    rest = left_behind(kept, window, text) if kept.version else None
    if rest is None:
        LooseDraft.delete().where(LooseDraft.author == author).execute()
    else:
        _put_loose(author, rest, kept.version + 1)
