"""The words of tasks for a calendar whose owner wants them. Sealing needs the public key alone: whoever
writes a task seals its words for whoever has to do it, and only that person's link opens them. Never for
somebody to whom the case is shut: who took over an account would read in its calendar what no page shows.
"""

from collections.abc import Iterable
from typing import Any

from app.audit import recorded
from app.auth.models import User
from app.cases import opening
from app.cases.models import Desk, FeedLine, Member, Task
from app.vault import keys

WORDS = "words"
# Bytes of a task's words that a calendar shows, sealed in whole steps so that a length tells little.
LONGEST, STEP = 500, 256


def context(row: Desk, task: Task) -> bytes:
    """What the words are bound to."""
    return f"calendar {row.user_id} {task.uuid}".encode()


def _seal(row: Desk, task: Task, words: str) -> None:
    short = words.encode()[:LONGEST].decode(errors="ignore")
    sealed = keys.seal_text(bytes(row.feed_public or b""), short, STEP, context(row, task))
    FeedLine.create(desk=row, task=task, sealed=sealed)


def tell(task: Task, words: str) -> None:
    """A new task with a day: its words to the calendar of whoever does it (the lead, where nobody is named)
    and holds the case's key. In the transaction that stores it.
    """
    if task.due is None or not words:
        return
    lead = Member.select(Member.user).where(Member.case == task.case_id, Member.part == "lead")
    who = Desk.user == task.holder_id if task.holder_id else Desk.user.in_(lead)
    chosen = (Desk.feed_says == WORDS) & Desk.feed_public.is_null(False)
    row = Desk.select(Desk, User).join(User).where(who, chosen).first()
    if row is not None and opening.holds_key(task.case, row.user):
        _seal(row, task, words)


def tell_anew(task: Task, words: str) -> None:
    """A task was changed: its former words go from whoever had them, also where somebody else does it now."""
    FeedLine.delete().where(FeedLine.task == task).execute()
    tell(task, words)


def refresh(row: Desk, tasks: Iterable[Any]) -> None:
    """Seal the words of one's tasks to one's link, if that was chosen; those that are done go.

    ``tasks``: what waits, as the page of today has it (``today.Waiting``).
    """
    if row.feed_public is None or row.feed_says != WORDS:
        return
    held = {line.task.uuid: line for line in FeedLine.select(FeedLine, Task).join(Task).where(
        FeedLine.desk == row)}  # fmt: skip
    wanted = {one.task.uuid: one.task.words for one in tasks if one.task.due}
    gone = [line.id for uuid, line in held.items() if uuid not in wanted]
    if not gone and set(wanted) <= set(held):
        return
    with recorded("calendar.words", row.user.uuid, row.user.uuid):
        FeedLine.delete().where(FeedLine.id.in_(gone)).execute()
        for task in Task.select().where(Task.uuid.in_([uuid for uuid in wanted if uuid not in held])):
            _seal(row, task, wanted[task.uuid])
