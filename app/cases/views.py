"""What the pages of a case show: decrypted words, in the reader's language."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from app.auth.models import User
from app.cases.models import Case, Note, Referral, Task
from app.cases.opening import Opened
from directory import taxonomies
from directory.models import Service


@dataclass(frozen=True)
class CaseLine:
    """A case in a list."""

    uuid: str
    title: str
    touched: datetime


@dataclass(frozen=True)
class Entry:
    """One thing on the timeline: a note or a referral."""

    at: datetime
    who: str
    text: str
    labels: list[str]
    referral: Any = None


@dataclass(frozen=True)
class TaskLine:
    """Something to do."""

    uuid: str
    words: str
    due: date | None


@dataclass(frozen=True)
class ReferralView:
    """A referral on the timeline; ``missing`` while conditions are to be recorded."""

    uuid: str
    service: str
    external_id: str
    kind: str
    status: str
    missing: list[tuple[str, str]]


def kind_names() -> dict[str, str]:
    """The honest names of the four ways to refer."""
    return {
        "info": _("Address given"),
        "letter": _("Letter for the client to take along"),
        "warm": _("Called together"),
        "sent": _("We contact them"),
    }


def status_names() -> dict[str, str]:
    """How far a referral has come."""
    return {
        "draft": _("Not sent yet: conditions to complete"),
        "given": _("Given, outcome unknown"),
        "requested": _("Asked, no answer yet"),
    }


def condition_names() -> dict[str, str]:
    """The five conditions of shared secrecy, in words."""
    return {
        "told": _("The client was told beforehand"),
        "agrees": _("The client agrees"),
        "serves": _("It serves the client"),
        "limited": _("It is limited to what is needed"),
        "bound": _("The recipient is bound by secrecy too"),
    }


def _author(user: User) -> str:
    return str(user.name or user.email)


def target_name(row: Referral, lang: str) -> str:
    """Whom a referral is to: a sheet's name, or a unit of the own service."""
    return row.service.name(lang)[0] if row.service else str(row.unit)


def _referral(row: Referral, lang: str) -> ReferralView:
    done = row.conditions.split()
    missing = (
        [pair for pair in condition_names().items() if pair[0] not in done] if row.status == "draft" else []
    )
    name, external_id = target_name(row, lang), row.service.external_id if row.service else ""
    words = kind_names()[row.kind], status_names().get(row.status, row.status)
    return ReferralView(row.uuid, name, external_id, *words, missing)


def lines(cases: list[Case], opened: dict[str, Opened]) -> list[CaseLine]:
    """The cases of a list that could be opened."""
    return [
        CaseLine(case.uuid, opened[case.uuid].show("case", case.uuid, "title", case.title), case.touched)
        for case in cases
        if case.uuid in opened
    ]


def timeline(case: Case, opened: Opened, lang: str) -> list[Entry]:
    """Notes and referrals, newest first, in two queries whatever their number."""
    entries = []
    for note in Note.select(Note, User).join(User).where(Note.case == case):
        labels = [taxonomies.label("intervention", code, lang) for code in note.interventions.split()]
        labels += [taxonomies.label("life_domain", code, lang) for code in note.domains.split()]
        labels += [taxonomies.label("channel", note.channel, lang)] if note.channel else []
        labels += [_("%(minutes)s min", minutes=note.minutes)] if note.minutes else []
        text = opened.show("note", note.uuid, "text", note.text)
        entries.append(Entry(note.at, _author(note.author), text, labels))
    query = Referral.select(Referral, User, Service).join(User).switch(Referral).left_outer_join(Service)
    for row in query.where(Referral.case == case):
        entries.append(Entry(row.at, _author(row.author), "", [], _referral(row, lang)))
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _task_words(task: Task, opened: Opened, lang: str) -> str:
    if task.referral is not None:
        return _("Ask what came of it: %(service)s", service=target_name(task.referral, lang))
    return opened.show("task", task.uuid, "words", task.words)


def open_tasks(case: Case, opened: Opened, lang: str) -> list[TaskLine]:
    """What is still to do: dated first, the soonest on top."""
    query = Task.select(Task, Referral, Service)
    query = query.left_outer_join(Referral).left_outer_join(Service)
    rows = query.where(Task.case == case, Task.done.is_null())
    found = [TaskLine(row.uuid, _task_words(row, opened, lang), row.due) for row in rows]
    return sorted(found, key=lambda task: (task.due is None, task.due or date.max, task.words))
