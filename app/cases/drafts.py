"""What is being typed, kept on the server within a second or two.

Each open window has an identifier of its own, which becomes that of the note it saves. Two windows on one
draft lose nothing (``app.cases.windows``). A draft is its author's alone, like the private note that it may
become: neither the case's key nor that for recovery opens it.
"""

import json
from contextlib import suppress

from app.audit import recorded
from app.auth.models import User
from app.cases import circles, clock, opening
from app.cases.access import visible_to
from app.cases.models import Case, Draft, LooseDraft, Note, Task
from app.cases.opening import Opened
from app.cases.quick import take_tasks
from app.cases.windows import Content, Kept, left_behind, merged, nothing_new, sent
from app.cases.writing import written
from app.vault import keys
from app.vault.errors import Tampered, VaultError
from directory.clock import now

__all__ = ["Content", "Kept", "left_behind", "merged", "sent"]


def _in_its_note(author: User, private: bytes, fields: Content, window: str) -> bool:
    """Whether the window's note is there and holds all of ``fields``: a draft that was still on its way then
    comes too late."""
    note = Note.get_or_none(Note.uuid == window, Note.author == author) if window else None
    opened = opening.open_many([note.case], author, private).get(note.case.uuid) if note else None
    if note is None or opened is None:
        return False
    key: Opened | None = opened
    if note.circle_id:
        circle = circles.mine(note.case, opened, author, private).get(note.circle_id)
        key = circle.opened if circle else None
    if key is None:
        return False
    known: Content = {
        "text": key.read("note", note.uuid, "text", note.text),
        "minutes": str(note.minutes or ""),
    }
    known |= {name: getattr(note, name) for name in ("channel", "place", "direction", "kind")}
    known |= {name: getattr(note, name).split() for name in ("interventions", "domains")}
    asked = str(fields.get("task", "")).strip(), fields.get("due", "")
    for row in Task.select().where(Task.case == note.case, Task.author == author):
        if (opened.read("task", row.uuid, "words", row.words), str(row.due or "")) == asked:
            known |= {"task": fields.get("task"), "due": fields.get("due")}
    text, _tasks = take_tasks(str(fields.get("text", "")), clock.now())
    return nothing_new({**fields, "text": text}, known)


def of(case: Case, opened: Opened, author: User) -> Kept:
    """The author's draft in a case; an empty one when there is none."""
    row = Draft.get_or_none(Draft.case == case, Draft.author == author)
    if row is None:
        return Kept()
    _make_own(row, opened)
    return read(row, opened)


def read(row: Draft, opened: Opened) -> Kept:
    """A draft of the reader's; empty when it was typed with a key that the account has replaced since."""
    for key in (opened.alone(), opened):
        with suppress(Tampered):
            return Kept(json.loads(key.show("draft", row.uuid, "text", row.text)), row.version, row.started)
    return Kept({}, row.version, row.started)


def _make_own(row: Draft, opened: Opened) -> None:
    """Where the key of the whole team hides a draft still, from the time when it did: out of their reach."""
    with suppress(Tampered):
        text = opened.show("draft", row.uuid, "text", row.text)
        row.text = opened.alone().hide("draft", row.uuid, "text", text)
        Draft.update(text=row.text).where(Draft.id == row.id, Draft.version == row.version).execute()


def _put(case: Case, opened: Opened, author: User, content: Content, version: int) -> None:
    row = Draft.get_or_none(Draft.case == case, Draft.author == author) or Draft(case=case, author=author)
    row.text = opened.alone().hide("draft", row.uuid, "text", json.dumps(content, ensure_ascii=False))
    row.version, row.saved = version, now()
    row.save()


def save(
    case: Case, opened: Opened, author: User, private: bytes, fields: Content, base: int, window: str = ""
) -> Kept:
    """Keep what is being typed. ``base`` is the version that the page last saw, ``private`` the author's key.
    Returns what stands now."""
    with written("draft.saved", case, opened, author, often=True):
        kept = of(case, opened, author)
        if not _in_its_note(author, private, fields, window):
            _put(case, opened, author, merged(kept, fields, base, window), kept.version + 1)
    return of(case, opened, author)


def send(
    case: Case, opened: Opened, author: User, fields: Content, base: int, window: str, append: str, drop: str
) -> None:
    """Keep the form of a window that leaves for a page that is loaded anew, as ``sent`` says."""
    with written("draft.settled", case, opened, author):
        kept = of(case, opened, author)
        _put(case, opened, author, sent(kept, fields, base, window, append, drop), kept.version + 1)


def clear(case: Case, opened: Opened, author: User, window: str, saved: Content) -> None:
    """Forget the draft of the note that is being saved with the fields ``saved``, in its transaction; what
    other windows typed stays."""
    kept = of(case, opened, author)
    rest = left_behind(kept, window, saved) if kept.version else None
    if rest is None:
        Draft.delete().where(Draft.case == case, Draft.author == author).execute()
    else:
        _put(case, opened, author, rest, kept.version + 1)


def _context(user: User, slot: str) -> bytes:
    return f"loose draft {user.uuid}{slot and ' '}{slot}".encode()


def _chosen(author: User, part: Content) -> Case | None:
    """The case that was chosen, among the author's own: no draft tells whether another one exists."""
    found: Case | None = (
        visible_to(author).where(Case.uuid == part["case"]).first() if part.get("case") else None
    )
    return found


def loose(author: User, private: bytes) -> Kept:
    """What the author types without a case yet; readable by the author alone."""
    fields: Content = {}
    asides: Content = {}
    version, started = 0, None
    for row in LooseDraft.select().where(LooseDraft.author == author).order_by(LooseDraft.id):
        version, started = max(version, row.version), row.started if row.slot == "" else started
        try:
            words = keys.open_text(private, bytes(row.sealed), _context(author, row.slot))
        except VaultError:  # sealed to a key that the account has replaced since
            continue
        part = json.loads(words)
        # One of before drafts named their case.
        if row.case_id is None and (case := _chosen(author, part)) is not None:
            LooseDraft.update(case=case).where(LooseDraft.id == row.id).execute()
        if row.slot == "":
            fields = part
        else:
            asides[row.slot] = part
    others = {**fields.pop("others", {}), **asides}
    return Kept({**fields, "others": others} if others else fields, version, started)


def _put_loose(author: User, content: Content, version: int) -> None:
    """One row for each window, so that a case takes along what names it, and not what names another."""
    parts: dict[str, Content] = {"": {name: one for name, one in content.items() if name != "others"}}
    parts |= content.get("others", {})
    mine = LooseDraft.author == author
    LooseDraft.delete().where(mine, LooseDraft.slot.not_in(list(parts))).execute()
    for slot, part in parts.items():
        row = LooseDraft.get_or_none(mine, LooseDraft.slot == slot) or LooseDraft(author=author, slot=slot)
        plain = json.dumps(part, ensure_ascii=False)
        row.case = _chosen(author, part)
        row.sealed = keys.seal_text(bytes(author.public_key), plain, 512, _context(author, slot))
        row.version, row.saved = version, now()
        row.save()


def save_loose(author: User, private: bytes, fields: Content, base: int, window: str = "") -> Kept:
    """As ``save``, before it is known which case it is about."""
    with recorded("draft.saved", "", author.uuid, often=True):
        kept = loose(author, private)
        if not _in_its_note(author, private, fields, window):
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
    if kept.empty:
        with recorded("draft.begun", "", author.uuid):
            _put_loose(author, {}, kept.version + 1)
            LooseDraft.update(started=now()).where(LooseDraft.author == author).execute()
    return loose(author, private)


def clear_loose(author: User, private: bytes, window: str, saved: Content) -> None:
    """As ``clear``, in the transaction that saves the note."""
    kept = loose(author, private)
    rest = left_behind(kept, window, saved) if kept.version else None
    if rest is None:
        LooseDraft.delete().where(LooseDraft.author == author).execute()
    else:
        _put_loose(author, rest, kept.version + 1)
