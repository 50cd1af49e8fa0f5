"""Notes: written in a call, corrected without losing what stood there, and their drafts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from app.auth.models import User
from app.cases import clock, closing, consent, desk, drafts, happenings, mentions, people, tasks
from app.cases.errors import CaseError, PutAway
from app.cases.models import MISTAKE, Case, Note, NoteVersion, Partner, Task, new_uuid
from app.cases.opening import Opened
from app.cases.overtaken import compare
from app.cases.quick import impossible_day, take_tasks
from app.cases.typed import within
from app.cases.writing import check_key, written
from app.i18n import N_
from directory import taxonomies
from directory.clock import now

PLACES = ("office", "outreach", "home", "court", "prison", "partner", "remote")
DIRECTIONS = ("to_linked", "from_linked", "both")
# A contact about the linked person's own support (plans for later): only with that person's agreement.
LINKED_SUPPORT = "linked_support"
# Of a text, in characters.
LONGEST = 100_000
MOST_TASKS = 50  # that one note makes
# Tasks that a note asks for: their words, and their day if they have one.
Asked = list[tuple[str, date | None]]


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
    on: date | None = None
    after: str = ""


def _known(scheme: str, codes: Iterable[str]) -> str:
    known = taxonomies.codes(scheme)
    return " ".join(code for code in codes if code in known)


def _as_typed(content: Content) -> drafts.Content:
    """A note as its draft keeps it."""
    names = ("text", "interventions", "domains", "channel", "kind", "direction", "place", "task")
    numbers = {
        "minutes": str(content.minutes or ""),
        "due": str(content.due or ""),
        "on": str(content.on or ""),
    }
    return {name: getattr(content, name) for name in names} | numbers


def _fill(note: Note, content: Content) -> None:
    note.interventions = _known("intervention", content.interventions)
    note.domains = _known("life_domain", content.domains)
    note.channel = _known("channel", [content.channel])
    note.minutes, note.partner = content.minutes, content.partner
    note.kind = LINKED_SUPPORT if content.kind == LINKED_SUPPORT else ""
    note.direction = content.direction if content.direction in DIRECTIONS else ""
    note.place = content.place if content.place in PLACES else ""


def _date(note: Note, on: date | None) -> None:
    """Put the contact on its day: at noon, since nobody typed an hour, where that is not the day on which the
    note is written. None: that day."""
    wrote = note.written or note.at
    note.at, note.written = wrote, None
    if on is not None and on != clock.day_of(wrote):
        note.at, note.written = clock.begin_of(on) + timedelta(hours=12), wrote


def _must_say_something(content: Content) -> None:
    """Raises CaseError: there is neither a text nor a type, or the text is too long; or the contact is still
    to come."""
    if content.on and content.on > clock.today():
        raise CaseError(N_("A note is of a contact that has been. Correct its day."), "on")
    if not within(content.text, LONGEST, "text") and not content.interventions:
        raise CaseError(N_("Write a word, or choose what kind of contact it was."), "text")


def _must_be_fit(content: Content) -> None:
    """Raises CaseError: see above; or the tasks that it asks for cannot be read as they were meant."""
    _must_say_something(content)
    task = within(content.task, tasks.PLENTY, "task")
    if content.due and not task:
        raise CaseError(
            N_("There is a day and nothing to be done by then. Write the task, or empty the day."), "task"
        )
    if word := impossible_day(content.text):
        raise CaseError(N_("“%(word)s” cannot be the day of a task. Correct its line."), "text", word=word)
    for words, _due in take_tasks(content.text, clock.now())[1]:
        within(words, tasks.PLENTY, "text")


def _hide(note: Note, key: Opened, text: str, links: dict[str, str]) -> None:
    note.text = key.hide("note", note.uuid, "text", text)
    note.links = key.hide_facts("note", note.uuid, links, "links") if links else None


def _same_place(there: Note, note: Note) -> bool:
    """Whether a note of the same window is the same person's, for the same readers."""
    return (there.case_id, there.author_id, there.circle_id) == (note.case_id, note.author_id, note.circle_id)


def _sent_again(
    case: Case, opened: Opened, there: Note, note: Note, content: Content, key: Opened, asked: Asked
) -> None:
    """A window sends its note once more, because it saw no answer: what is new in it corrects the one that is
    ``there``, and is a task only where it was none yet. What was put away does not come back so."""
    if there.kind == MISTAKE:
        raise PutAway(
            N_(
                "You put this note away because it was in the wrong case: it is not saved there again."
                " What you typed is still here. Save it once more to make a new note of it."
            )
        )
    if as_it_stands(note, key) != as_it_stands(there, key):
        correct(case, opened, there, note.author, content, key)
    rows = Task.select().where(Task.case == case, Task.author == note.author)
    known = {(opened.read("task", row.uuid, "words", row.words), row.due): row for row in rows}
    there.asked = [
        known.get((words, due)) or tasks.store(case, opened, note.author, words, due)
        for words, due in asked
    ]  # fmt: skip


def add_note(case: Case, opened: Opened, author: User, content: Content, circle: Any = None) -> Note:
    """Write a note and the tasks that it asks for, and clear its draft in the same transaction.

    ``content.window`` names the window that it was typed in and becomes the note's identifier: what is
    sent twice (the answer was lost, the server ended in the middle) is one note; where something was typed
    in between, that is a correction of it. ``content.after`` is the identifier of the answer that an
    appointment took place, where the note is of that one.

    The phase, the author's profile and the client's language of the day stay with it; the tasks that it made
    are its ``asked``. ``circle`` is an opened circle (``circles.OpenedCircle``): the text is encrypted for
    its members alone.

    Raises:
        CaseError: there is neither a text nor a type, or too long a text; a day of a task that does not
            exist, or a day without a task; it asks for a task and is for a circle alone; or it is about the
            linked person's own support and he has not agreed.
        PutAway: the note of this window was.
    """
    _must_be_fit(content)
    note = Note(case=case, author=author, circle=circle.row if circle else None, started=content.started)
    there: Note | None = Note.get_or_none(Note.uuid == content.window)
    again = there if there and _same_place(there, note) else None
    # Sent again after the hour that it names, or after midnight, a line asks for the same task.
    text, asked = take_tasks(content.text, (again.written or again.at) if again else clock.now())
    if content.task.strip():
        asked.append((content.task.strip(), content.due))
    if len(asked) > MOST_TASKS:
        raise CaseError(N_("A note makes fifty tasks at most. Put the others in another note."))
    if circle and asked:
        raise CaseError(
            N_(
                "The whole team reads a task: a note for some only makes none."
                " Add the task without this note."
            )
        )
    elsewhere = there is not None and again is None
    note.uuid = new_uuid() if elsewhere or not content.window else content.window
    _fill(note, content)
    _date(note, content.on)
    note.phase, note.status = (
        people.phase_of(case, opened, clock.day_of(note.at)),
        people.status_of(case, opened),
    )
    note.profile = desk.profile_of(author)
    note.language = people.client_of(case, opened).get("language", "")
    key = circle.opened if circle else opened
    _hide(note, key, text, mentions.resolve(text, case, opened))
    with written("note.added", case, opened, author):
        happenings.wrote(case, opened, content.after, note.uuid)
        if (there := Note.get_or_none(Note.uuid == note.uuid)) is not None:
            _sent_again(case, opened, there, note, replace(content, text=text), key, asked)
            drafts.clear(case, opened, author, content.window, _as_typed(content))
            return there
        if circle:
            check_key(circle.row, circle.opened)
        if content.kind == LINKED_SUPPORT:
            consent.linked_must_agree(case, "support")
        note.save(force_insert=True)
        closing.begun(case, opened, author)
        note.asked = [tasks.store(case, opened, author, words, due) for words, due in asked]
        drafts.clear(case, opened, author, content.window, _as_typed(content))
    return note


def as_it_stands(note: Note, key: Opened) -> dict[str, Any]:
    """What a note's form shows, and what a version keeps of it."""
    return {
        "text": key.show("note", note.uuid, "text", note.text), "interventions": note.interventions,
        "domains": note.domains, "channel": note.channel, "minutes": note.minutes, "place": note.place,
        "direction": note.direction, "on": clock.day_of(note.at).isoformat(),
    }  # fmt: skip


def _must_be_there(note: Note) -> None:
    if note.kind == MISTAKE:
        raise PutAway(
            N_("This note was put away: it was in the wrong case. It cannot be corrected any more.")
        )


def correct(
    case: Case, opened: Opened, note: Note, by: User, content: Content, key: Opened, seen: str = ""
) -> None:
    """A new version of one's own note; every former one stays readable. ``key`` is what the note opens with,
    ``seen`` the fingerprint of what the form showed ('' where that is not known).

    Raises:
        CaseError: another's note, nothing left in it or too much, or the linked person's agreement is gone;
            Overtaken; PutAway.
    """
    if note.author_id != by.id:
        raise CaseError(N_("Only the author corrects a note. Write one of your own beside it."))
    _must_be_there(note)
    _must_say_something(content)
    support = LINKED_SUPPORT in (note.kind, content.kind)
    content.kind, content.partner = note.kind, note.partner
    links = mentions.resolve(content.text, case, opened)
    with written("note.corrected", case, opened, by):
        if support:
            consent.linked_must_agree(case, "support")
        if note.circle is not None:
            check_key(note.circle, key)
        note = Note.get_by_id(note.id)
        _must_be_there(note)  # another window was quicker
        stands = as_it_stands(note, key)
        old = NoteVersion(note=note, author=by, at=note.corrected or note.written or note.at)
        old.facts = key.hide_facts("version", old.uuid, stands)
        _fill(note, content)
        _date(note, content.on)
        if clock.day_of(note.at).isoformat() != stands["on"]:
            note.phase = people.phase_of(case, opened, clock.day_of(note.at))
        _hide(note, key, content.text, links)
        if seen:
            compare(seen, stands, as_it_stands(note, key))
        note.corrected = now()
        old.save(force_insert=True)
        note.save()


def put_away(case: Case, opened: Opened, note: Note, by: User, key: Opened) -> None:
    """It was written in this case by mistake: what it said about another client goes, in all its versions,
    from this client's team and from what this client may ask to see. That there was a note, by whom, and when
    it was put away stays; a task that it asked for stays too. It counts as a contact no more.

    Raises:
        CaseError: another's note.
    """
    if note.author_id != by.id:
        raise CaseError(N_("Only the author corrects a note. Write one of your own beside it."))
    with written("note.put_away", case, opened, by):
        note = Note.get_by_id(note.id)
        if note.circle is not None:
            check_key(note.circle, key)
        NoteVersion.delete().where(NoteVersion.note == note).execute()
        _fill(note, Content())
        _hide(note, key, "", {})
        note.kind, note.corrected = MISTAKE, now()
        note.save()


def versions(held: Mapping[int, Opened]) -> dict[int, list[tuple[datetime, dict[str, Any]]]]:
    """How notes read before, by the note's row id, the latest first; nothing of one that was never
    corrected. ``held``: the key of each note. One query."""
    found: dict[int, list[tuple[datetime, dict[str, Any]]]] = {number: [] for number in held}
    rows = NoteVersion.select().where(NoteVersion.note.in_(list(held))).order_by(NoteVersion.id.desc())
    for row in rows:
        facts = held[row.note_id].read_facts("version", row.uuid, row.facts, "text")
        found[row.note_id].append((row.at, facts))
    return found
