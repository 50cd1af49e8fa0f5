"""What the pages of a case show: decrypted words, in the reader's language."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _

from app.auth.models import User
from app.cases import answers, clock, happenings, mentions, names, people, tie_names, withdrawing
from app.cases.circles import OpenedCircle
from app.cases.custody import HELD, Period
from app.cases.models import MISTAKE, Case, Note, Person, Referral, Task
from app.cases.notes import LINKED_SUPPORT
from app.cases.opening import Facts, Opened
from app.i18n import day, when
from directory import discretion, taxonomies
from directory.models import Service
from directory.territory import fold


@dataclass(frozen=True)
class CaseLine:
    """A case in a list. ``apart``: what tells it from another of the same name, when it was touched last, as
    the list of cases says it; '' where it has its name alone."""

    uuid: str
    title: str
    touched: datetime
    apart: str = ""

    @property
    def named(self) -> str:
        """Its title where one is chosen, which is told apart."""
        return " · ".join(filter(None, (self.title, self.apart)))


@dataclass(frozen=True)
class NoteView:
    """A note on the timeline."""

    uuid: str
    pieces: list[mentions.Piece]
    labels: list[str]
    corrected: datetime | None
    mine: bool
    circle: str = ""
    frozen: bool = False


@dataclass(frozen=True)
class ReferralView:
    """A referral on the timeline or in a list."""

    uuid: str
    service: str
    external_id: str
    kind: str
    status: str
    code: str
    open: bool


@dataclass(frozen=True)
class AnswerView:
    """What a partner answered: whose, about which referral, what in a word, and what was written with it."""

    service: str
    referral: str
    what: str
    words: str


@dataclass(frozen=True)
class Entry:
    """One thing on the timeline: a note, a referral, what a partner answered, a key moment, or what became of
    an appointment or of a contact (``became``, the ``step``; ``words``: of which). ``whole``: at no hour."""

    at: datetime
    who: str = ""
    note: NoteView | None = None
    referral: ReferralView | None = None
    answer: AnswerView | None = None
    moment: str = ""
    became: str = ""
    step: str = ""
    words: str = ""
    whole: bool = False


@dataclass(frozen=True)
class TaskLine:
    """Something to do."""

    uuid: str
    words: str
    due: date | None
    kind: str = "task"
    urgent: bool = False
    holder: str = ""
    referral: str = ""
    late: bool = field(default=False)


def target_name(row: Referral, lang: str) -> str:
    """Whom a referral is to: a sheet's name, or a unit of the own service."""
    return row.service.name(lang)[0] if row.service else names.units().get(row.unit, row.unit)


def target_outside(row: Referral, lang: str) -> tuple[str, list[str]]:
    """The same for whatever leaves the service, and the lines of its address: none where that is secret."""
    if row.service is None:
        return target_name(row, lang), []
    place = None if row.service.address_restricted else row.service.locations.first()
    lines = [line for line in (place.street, place.town(lang)) if line] if place else []
    return discretion.name_of(row.service, lang), lines


def referral_view(row: Referral, lang: str) -> ReferralView:
    """A referral with its words."""
    external_id = row.service.external_id if row.service else ""
    waits = row.kind == "sent" and row.status == "requested" and row.handed is None
    status = names.statuses()["unhanded" if waits else row.status]
    return ReferralView(
        row.uuid, target_name(row, lang), external_id, names.kinds()[row.kind], status, row.status,
        row.kind != "info",
    )  # fmt: skip


def answer_view(answer: answers.Answer, lang: str) -> AnswerView:
    """What a partner answered, with its words."""
    row = answer.referral
    return AnswerView(target_name(row, lang), row.uuid, names.answers()[answer.verb], answer.words)


def lines(cases: list[Case], opened: dict[str, Opened]) -> list[CaseLine]:
    """The cases of a list that could be opened."""
    found = [
        CaseLine(case.uuid, opened[case.uuid].show("case", case.uuid, "title", case.title), case.touched)
        for case in cases
        if case.uuid in opened
    ]
    alike = Counter(fold(line.title) for line in found)
    return [
        replace(line, apart=when(line.touched)) if alike[fold(line.title)] > 1 else line for line in found
    ]


def labels_of(note: Note, lang: str) -> list[str]:
    """The coded fields of a note in words, and when it was written, where that was on another day."""
    if note.kind == MISTAKE:
        return [
            _("Put away on %(when)s: written in this case by mistake", when=when(note.corrected or note.at))
        ]
    labels = [_("Written on %(when)s", when=when(note.written))] if note.written else []
    labels += [taxonomies.label("intervention", code, lang) for code in note.interventions.split()]
    labels += [taxonomies.label("life_domain", code, lang) for code in note.domains.split()]
    labels += [taxonomies.label("channel", note.channel, lang)] if note.channel else []
    labels += [dict(names.directions()).get(note.direction, "")] if note.direction else []
    labels += [dict(names.places()).get(note.place, "")] if note.place not in ("", "office") else []
    labels += [_("%(minutes)s min", minutes=note.minutes)] if note.minutes else []
    labels += [_("His or her own support")] if note.kind == LINKED_SUPPORT else []
    labels += [names.phases()[note.phase]] if note.phase in names.phases() else []
    labels += [dict(names.profiles()).get(note.profile, "")] if note.profile else []
    return labels


def note_view(note: Note, key: Opened, circle: str, lang: str, reader: User, frozen: bool) -> NoteView:
    """A note with its words."""
    links = key.read_facts("note", note.uuid, note.links, "", "links") if note.links else {}
    pieces = mentions.pieces(key.read("note", note.uuid, "text", note.text), links)
    held = frozen and note.kind == LINKED_SUPPORT
    away = note.kind == MISTAKE
    mine, corrected = note.author_id == reader.id and not away, None if away else note.corrected
    return NoteView(note.uuid, pieces, labels_of(note, lang), corrected, mine, circle, held)


def _notes(
    case: Case, opened: Opened, circles: Mapping[int, OpenedCircle], lang: str, reader: User, most: int | None
) -> list[Entry]:
    frozen = withdrawing.frozen(case)
    found = []
    query = (
        Note.select(Note, User).join(User).where(Note.case == case).order_by(Note.at.desc(), Note.id.desc())
    )
    readable = Note.circle.is_null() | Note.circle.in_(list(circles))
    for note in query.where(readable).limit(most):
        circle = circles.get(note.circle_id) if note.circle_id else None
        if note.circle_id and circle is None:
            continue  # not of the reader's circles: no trace of it
        name = (circle.name or _("Only you")) if circle else ""
        key = circle.opened if circle else opened
        view = note_view(note, key, name, lang, reader, frozen)
        found.append(Entry(note.at, note.author.called, note=view, whole=note.written is not None))
    return found


def moments(persons: list[tuple[Person, Facts]], lang: str) -> list[Entry]:
    """The key moments that follow from custody periods: it begins, it ends."""
    found = []
    for row, facts in persons:
        if row.kind != "linked":
            continue
        for period in people.periods_of(facts):
            words = period_words(period, lang)
            if period.custody in HELD:
                found.append(Entry(_noon(period.begin), moment=_("Begins: %(custody)s", custody=words)))
                if period.end:
                    found.append(Entry(_noon(period.end), moment=_("Ends: %(custody)s", custody=words)))
            else:
                found.append(Entry(_noon(period.begin), moment=words))
    return [entry for entry in found if clock.day_of(entry.at) <= clock.today()]


def period_words(period: Period, lang: str) -> str:
    """A custody period in words, without its dates."""
    words = [taxonomies.label("custody", period.custody, lang)]
    words += [taxonomies.label("modality", period.modality, lang)] if period.modality else []
    return " · ".join([*words, *([period.prison] if period.prison else [])])


def _became(case: Case, opened: Opened) -> list[Entry]:
    """What became of appointments and of the next times of contact plans."""
    ways, found = dict(tie_names.ways()), []
    for one, facts in happenings.of_case(case, opened):
        plan = one.row.plan_id is not None
        said = ways.get(facts["way"], "") if plan else _("Appointment")
        about = facts["who"] if plan else facts["about"]
        dated, hour = one.on == one.was, ""
        if one.was and not dated:  # else it stands at its hour
            hour = day(one.was) if plan else when(one.was)
        words = " · ".join(filter(None, (said, hour, about, facts["place"])))
        verb, uuid = tie_names.became(plan).get(one.verb, one.verb), one.row.uuid
        found.append(Entry(one.on, one.who, became=verb, step=uuid, words=words, whole=plan and dated))
    return found


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(11))


def timeline(
    case: Case, opened: Opened, circles: Mapping[int, OpenedCircle],
    persons: list[tuple[Person, Facts]], lang: str, reader: User, most: int | None = None,
) -> tuple[list[Entry], bool]:  # fmt: skip
    """Notes, referrals, answers of partners, key moments and what became of appointments, newest first; the
    number of queries does not depend on theirs.

    With ``most``, not more notes than that and nothing older than them; the second value says whether
    there is more.
    """
    entries = _notes(case, opened, circles, lang, reader, most and most + 1)
    more = most is not None and len(entries) > most
    entries = entries[:most]
    oldest = entries[-1].at if more else datetime.min
    query = Referral.select(Referral, User, Service).join(User).switch(Referral).left_outer_join(Service)
    for row in query.where(Referral.case == case):
        entries.append(Entry(row.at, row.author.called, referral=referral_view(row, lang)))
    for one in answers.of_case(case, opened):
        view = answer_view(one, lang)
        entries.append(Entry(one.at, one.by or view.service, answer=view))
    entries += moments(persons, lang) + _became(case, opened)
    shown = [entry for entry in entries if entry.at >= oldest]
    return sorted(shown, key=lambda entry: entry.at, reverse=True), more


def task_words(task: Task, opened: Opened, lang: str) -> str:
    """What is to be done, in words."""
    if task.referral is not None and task.kind == "ask":
        return _("Ask what came of it: %(service)s", service=target_name(task.referral, lang))
    return opened.read("task", task.uuid, "words", task.words)


def task_line(task: Task, opened: Opened, lang: str) -> TaskLine:
    """A task with its words."""
    holder = task.holder.called if task.holder else ""
    referral = task.referral.uuid if task.referral is not None else ""
    late = bool(task.due and task.due < clock.today())
    words = task_words(task, opened, lang)
    return TaskLine(task.uuid, words, task.due, task.kind, task.urgent, holder, referral, late)


def task_order(task: TaskLine) -> tuple[bool, bool, date, str]:
    """Urgent ones first, then the soonest."""
    return (not task.urgent, task.due is None, task.due or date.max, task.words)


def open_tasks(case: Case, opened: Opened, lang: str) -> list[TaskLine]:
    """What is still to do."""
    query = Task.select(Task, Referral, Service, User)
    query = query.left_outer_join(Referral).left_outer_join(Service)
    query = query.switch(Task).left_outer_join(User, on=(Task.holder == User.id))
    rows = query.where(Task.case == case, Task.done.is_null())
    return sorted((task_line(row, opened, lang) for row in rows), key=task_order)


def check_in_day(day: date) -> date:
    """A week after a hard moment."""
    return day + timedelta(days=7)
