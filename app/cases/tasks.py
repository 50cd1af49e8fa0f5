"""Tasks, deadlines and check-ins of a case."""

from datetime import date

from app.auth.models import User
from app.cases import closing, feed_words
from app.cases.access import in_time
from app.cases.errors import CaseError
from app.cases.models import Case, Member, Referral, Task
from app.cases.opening import Opened
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_
from directory.clock import now

KINDS = ("task", "deadline", "check_in", "ask", "handover")
PLENTY = 5_000


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
    if kind not in KINDS:
        raise CaseError(N_("Choose one of the options."), "kind")
    if kind == "deadline" and due is None:
        raise CaseError(N_("A deadline has a day."), "due")
    if holder and not Member.select().where(Member.case == case, Member.user == holder, in_time()).exists():
        raise CaseError(N_("Only somebody of the team can do this task."), "holder")
    with written("task.added", case, opened, author):
        closing.begun(case, opened, author)
        return store(case, opened, author, words.strip(), due, kind=kind, urgent=urgent, holder=holder)


def put_back(case: Case, opened: Opened, task: Task, by: User) -> None:
    """It was not done: on the list again."""
    with written("task.undone", case, opened, by):
        Task.update(done=None).where(Task.id == task.id).execute()


def finish_task(case: Case, opened: Opened, task: Task, by: User) -> None:
    """Mark a task as done; a second time changes nothing."""
    with written("task.done", case, opened, by):
        Task.update(done=now()).where(Task.id == task.id, Task.done.is_null()).execute()
