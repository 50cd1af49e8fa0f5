"""Notes: written in a call, corrected without losing what stood there, and their drafts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.auth.models import User, now
from app.cases import clock, closing, consent, desk, drafts, mentions, people, tasks
from app.cases.errors import CaseError
from app.cases.models import Case, Note, NoteVersion, Partner, new_uuid
from app.cases.opening import Opened
from app.cases.quick import take_tasks
from app.cases.writing import written
from app.i18n import N_
from directory import taxonomies

PLACES = ("office", "outreach", "home", "court", "prison", "partner", "remote")
DIRECTIONS = ("to_linked", "from_linked", "both")
# A contact about the linked person's own support (plans for later): only with that person's agreement.
LINKED_SUPPORT = "linked_support"


@dataclass
class Content:
    """A note as it was typed. Everything may be empty but text and interventions together."""

    text: str = ""
    interventions: list[str] = field(default_factory=list)
    domains: list[str] = field(default_factory=list)
    channel: str = ""
    minutes: int | None = None
    kind: str = ""
    direction: str = ""
    place: str = ""
    partner: Partner | None = None
    started: datetime | None = None
    task: str = ""
    due: date | None = None
    window: str = ""


def _known(scheme: str, codes: Iterable[str]) -> str:
    known = taxonomies.codes(scheme)
    return " ".join(code for code in codes if code in known)


def _fill(note: Note, content: Content) -> None:
    note.interventions = _known("intervention", content.interventions)
    note.domains = _known("life_domain", content.domains)
    note.channel = _known("channel", [content.channel])
    note.minutes, note.partner = content.minutes, content.partner
    note.kind = LINKED_SUPPORT if content.kind == LINKED_SUPPORT else ""
    note.direction = content.direction if content.direction in DIRECTIONS else ""
    note.place = content.place if content.place in PLACES else ""


def _hide(note: Note, key: Opened, text: str, links: dict[str, str]) -> None:
    note.text = key.hide("note", note.uuid, "text", text)
    note.links = key.hide_facts("note", note.uuid, links, "links") if links else None


def add_note(case: Case, opened: Opened, author: User, content: Content, circle: Any = None) -> Note:
    """Write a note and the tasks that it asks for, and clear its draft in the same transaction.

    ``content.window`` names the window that it was typed in and becomes the note's identifier: what is
    sent twice (the answer was lost, the server ended in the middle) is one note.

    The phase, the author's profile and the client's language of the day stay with it. ``circle`` is
    an opened circle (``circles.OpenedCircle``): the text is encrypted for its members alone.

    Raises:
        CaseError: there is neither a text nor a type; or it is about the linked person's own support
            and he has not agreed.
    """
    if not content.text.strip() and not content.interventions:
        raise CaseError(N_("Write a word, or choose what kind of contact it was."))
    today = clock.today()
    text, asked = take_tasks(content.text, today)
    if content.task.strip():
        asked.append((content.task.strip(), content.due))
    note = Note(case=case, author=author, circle=circle.row if circle else None, started=content.started)
    elsewhere = Note.select().where(Note.uuid == content.window, Note.case != case).exists()
    note.uuid = new_uuid() if elsewhere or not content.window else content.window
    _fill(note, content)
    note.phase, note.status = people.phase_of(case, opened, today), people.status_of(case, opened)
    note.profile = desk.profile_of(author)
    note.language = people.client_of(case, opened).get("language", "")
    _hide(note, circle.opened if circle else opened, text, mentions.resolve(text, case, opened))
    with written("note.added", case, opened, author):
        if (there := Note.get_or_none(Note.uuid == note.uuid, Note.case == case)) is not None:
            return there
        if content.kind == LINKED_SUPPORT:
            consent.linked_must_agree(case, "support")
        note.save(force_insert=True)
        closing.note_came(case, opened, author)
        for words, due in asked:
            tasks.store(case, opened, author, words, due)
        drafts.clear(case, opened, author, content.window, content.text)
    return note


def _as_it_stands(note: Note, key: Opened) -> dict[str, Any]:
    return {
        "text": key.show("note", note.uuid, "text", note.text), "interventions": note.interventions,
        "domains": note.domains, "channel": note.channel, "minutes": note.minutes, "place": note.place,
        "direction": note.direction,
    }  # fmt: skip


def correct(case: Case, opened: Opened, note: Note, by: User, content: Content, key: Opened) -> None:
    """A new version of one's own note; the old one stays readable. ``key`` is what the note opens with.

    Raises:
        CaseError: another's note, nothing left in it, or the linked person's agreement is gone.
    """
    if note.author_id != by.id:
        raise CaseError(N_("Only the author corrects a note. Write one of your own beside it."))
    if not content.text.strip() and not content.interventions:
        raise CaseError(N_("Write a word, or choose what kind of contact it was."))
    if LINKED_SUPPORT in (note.kind, content.kind):
        consent.linked_must_agree(case, "support")
    content.kind, content.partner = note.kind, note.partner
    old = NoteVersion(note=note, author=by, at=note.corrected or note.at)
    old.facts = key.hide_facts("version", old.uuid, _as_it_stands(note, key))
    _fill(note, content)
    _hide(note, key, content.text, mentions.resolve(content.text, case, opened))
    note.corrected = now()
    with written("note.corrected", case, opened, by):
        old.save(force_insert=True)
        note.save()


def versions(note: Note, key: Opened) -> list[tuple[datetime, dict[str, Any]]]:
    """How the note read before, the latest first."""
    rows = NoteVersion.select().where(NoteVersion.note == note).order_by(NoteVersion.id.desc())
    return [(row.at, key.show_facts("version", row.uuid, row.facts)) for row in rows]
