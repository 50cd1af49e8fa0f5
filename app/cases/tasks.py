"""Tasks, deadlines and check-ins of a case."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import peewee

from app.auth.models import User
from app.cases import clock, closing, feed_words
from app.cases.access import can_work, in_time
from app.cases.errors import CaseError
from app.cases.models import Case, Member, Referral, Task
from app.cases.opening import Opened
from app.cases.overtaken import merged
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_
from directory.clock import now

KINDS = ("task", "deadline", "check_in", "ask", "handover")
PLENTY = 5_000
TICKED_OFF = N_(
    "This task was ticked off in the meantime. What you typed is still here: make a new one if needed."
)


def for_nobody() -> Any:
    """The condition on ``Task`` that it is nobody's own: it names nobody, or somebody who is on the team no
    more or whose account is shut. Else it would wait for who never comes."""
    there = Member.select(Member.id).join(User).where(
        Member.case == Task.case, Member.user == Task.holder, in_time(), can_work()
    )  # fmt: skip
    return Task.holder.is_null() | ~peewee.fn.EXISTS(there)


def store(
    case: Case, opened: Opened, author: User, words: str, due: date | None, *,
    kind: str = "task", urgent: bool = False, holder: User | None = None, referral: Referral | None = None,
) -> Task:  # fmt: skip
    """A task's row, inside a transaction of the caller's. Raises CaseError: its words are too long."""
    task = Task(case=case, author=author, due=due, kind=kind, urgent=urgent, holder=holder, referral=referral)
    task.words = opened.hide("task", task.uuid, "words", within(words, PLENTY, "words"))
    task.save(force_insert=True)
    feed_words.tell(task, words)
    return task


def add_task(
    case: Case, opened: Opened, author: User, words: str, due: date | None, *,
    kind: str = "task", urgent: bool = False, holder: User | None = None,
) -> Task:  # fmt: skip
    """Something to do.

    Raises:
        CaseError: it says nothing or too much, a deadline has no day, or the holder is not of the team.
    """
    if not words.strip():
        raise CaseError(N_("Say what is to be done."), "words")
    _must_be_fit(case, kind, due, holder)
    with written("task.added", case, opened, author):
        closing.begun(case, opened, author)
        return store(case, opened, author, words.strip(), due, kind=kind, urgent=urgent, holder=holder)


def _must_be_fit(case: Case, kind: str, due: date | None, holder: User | None) -> None:
    if kind not in KINDS:
        raise CaseError(N_("Choose one of the options."), "kind")
    if kind == "deadline" and due is None:
        raise CaseError(N_("A deadline has a day."), "due")
    if holder and not Member.select().where(Member.case == case, Member.user == holder, in_time()).exists():
        raise CaseError(N_("Only somebody of the team can do this task."), "holder")


def in_form(opened: Opened, task: Task) -> dict[str, Any]:
    """What a task's form shows. One that asks what came of a referral has no words of its own."""
    return {
        "words": opened.show("task", task.uuid, "words", task.words), "due": str(task.due or ""),
        "holder": task.holder.uuid if task.holder else "", "urgent": "on" if task.urgent else "",
    }  # fmt: skip


def change(case: Case, opened: Opened, by: User, task: Task, given: Mapping[str, str]) -> bool:
    """Put a task off, give it to somebody else, or say it better. ``given``: the form, with what it showed.
    Whoever does so works on the case: returns whether it was closed and is open again.

    Raises:
        CaseError: it was ticked off meanwhile, it says nothing or too much, a deadline has no day, or the
            holder is not of the team; Overtaken.
    """
    typed = {name: given.get(name, "").strip() for name in ("words", "due", "holder", "urgent")}
    with written("task.changed", case, opened, by):
        row = Task.get_by_id(task.id)
        if row.done is not None:
            raise CaseError(TICKED_OFF)
        stands = in_form(opened, row)
        if not typed["words"] and row.referral is None:
            raise CaseError(N_("Say what is to be done."), "words")
        facts = merged(given.get("seen", ""), stands, typed)
        row.due, row.urgent = clock.read_day(facts["due"], "due"), bool(facts["urgent"])
        if facts["holder"] != stands["holder"]:
            row.holder = User.get_or_none(User.uuid == facts["holder"]) if facts["holder"] else None
            _must_be_fit(case, row.kind, row.due, row.holder)
        else:
            _must_be_fit(case, row.kind, row.due, None)
        row.words = opened.hide("task", row.uuid, "words", within(facts["words"], PLENTY, "words"))
        row.save()
        feed_words.tell_anew(row, facts["words"])
        return closing.begun(case, opened, by)


def put_back(case: Case, opened: Opened, task: Task, by: User) -> None:
    """It was not done: on the list again."""
    with written("task.undone", case, opened, by):
        Task.update(done=None).where(Task.id == task.id).execute()


def finish_task(case: Case, opened: Opened, task: Task, by: User) -> None:
    """Mark a task as done; a second time changes nothing."""
    with written("task.done", case, opened, by):
        Task.update(done=now()).where(Task.id == task.id, Task.done.is_null()).execute()
