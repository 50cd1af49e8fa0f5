"""The tasks of a case: added, changed, ticked off."""

from typing import Any

from flask import redirect, request
from flask_login import current_user

from app.auth.models import User
from app.cases import people, tasks, views
from app.cases.access import team
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import asked_about, clean, day, fields, not_passed
from app.cases.models import Case, Task
from app.cases.opening import Facts, Opened
from app.cases.overtaken import fingerprint, shown_again, stands_of
from app.cases.pages.base import TODAY, back, blueprint, case_of, case_url, read_page, row_of, whence
from app.cases.pages.overview import case_page, head
from app.cases.pages.saying import done, refusal
from app.i18n import language


@blueprint.post("/<uuid>/tasks", endpoint="add_task")
def add_task(uuid: str) -> Any:
    case, opened = case_of(uuid)
    words, due = clean(request.form.get("words", "")), clean(request.form.get("due", ""))
    kind, urgent = request.form.get("kind", "task"), "urgent" in request.form
    who, passed = request.form.get("holder", ""), clean(request.form.get("passed", ""))
    try:
        not_passed([day(due, "due")], passed, "due")
        holder = User.get_or_none(User.uuid == who) if who else None
        tasks.add_task(
            case, opened, current_user, words, day(due, "due"), kind=kind, urgent=urgent, holder=holder
        )
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        more = {
            "task_words": words, "task_due": due, "task_kind": kind, "task_holder": who,
            "task_urgent": urgent, "task_passed": asked_about(error, passed), "where": "task",
        }  # fmt: skip
        return case_page(case, opened, None, refusal(error), 422, **more)
    return back(case, "page", "task")


@blueprint.post("/<uuid>/tasks/<task_uuid>/done", endpoint="finish_task")
def finish_task(uuid: str, task_uuid: str) -> Any:
    case, opened = case_of(uuid)
    tasks.finish_task(case, opened, row_of(Task, case, task_uuid), current_user)
    done("task.done", case_url(case, "undo_task", task_uuid=task_uuid))
    return whence(case)


@blueprint.post("/<uuid>/tasks/<task_uuid>/undo", endpoint="undo_task")
def undo_task(uuid: str, task_uuid: str) -> Any:
    """It was marked as done by mistake."""
    case, opened = case_of(uuid)
    tasks.put_back(case, opened, row_of(Task, case, task_uuid), current_user)
    done("task.undone")
    return whence(case)


def _page(case: Case, opened: Opened, row: Task, error: str = "", **more: Any) -> Any:
    """The form of a task. ``typed`` is what was refused."""
    lang, shown = language(), tasks.in_form(opened, row)
    holders = {one.user.uuid: one.user.called for one in team(case)}
    if row.holder is not None:  # who left the team may still have it
        holders.setdefault(row.holder.uuid, row.holder.called)
    context = {"typed": Facts(shown), "stands": None, "passed": "", "seen": fingerprint(shown), **more}
    return read_page(
        case,
        "cases/task.html",
        422 if error else 200,
        **head(case, opened, people.of_case(case, opened), lang),
        row=row,
        asks="" if shown["words"] or row.referral is None else views.task_words(row, opened, lang),
        holders=list(holders.items()),
        whence=TODAY if TODAY in (request.args.get("back"), request.form.get("back")) else "",
        error=error,
        **context,
    )


@blueprint.get("/<uuid>/tasks/<task_uuid>", endpoint="task")
def task_form(uuid: str, task_uuid: str) -> Any:
    case, opened = case_of(uuid)
    row = row_of(Task, case, task_uuid)
    if row.done is not None:
        return redirect(case_url(case), 303)
    return _page(case, opened, row)


@blueprint.post("/<uuid>/tasks/<task_uuid>", endpoint="change_task")
def change_task(uuid: str, task_uuid: str) -> Any:
    case, opened = case_of(uuid)
    row, given = row_of(Task, case, task_uuid), fields(request.form)
    passed = given.get("passed", "")
    try:
        due = day(given.get("due", ""), "due")
        if due != row.due:  # that it is late already needs no question
            not_passed([due], passed, "due")
        reopened = tasks.change(case, opened, current_user, row, given)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(
            case, opened, Task.get_by_id(row.id), refusal(error), typed=Facts(shown_again(error, given)),
            stands=stands_of(error), passed=asked_about(error, passed),
        )  # fmt: skip
    done("task.changed.reopened" if reopened else "task.changed")
    return whence(case)
