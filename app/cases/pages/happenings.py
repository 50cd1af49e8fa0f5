"""What became of an appointment, or of the next time of a contact plan, in one click; and back."""

from typing import Any

from flask import request
from flask_login import current_user

from app.cases import appointments, happenings, its_note, ties
from app.cases.models import Appointment, Case, Happening, Plan
from app.cases.pages.base import blueprint, case_of, case_url, row_of, whence
from app.cases.pages.saying import done


def _noted(case: Case, code: str, made: Happening, place: str = "") -> Any:
    done(code, case_url(case, "became_undo", row_uuid=made.uuid))
    return whence(case, "ties", place)


@blueprint.post("/<uuid>/appointments/<row_uuid>/became", endpoint="became")
def became(uuid: str, row_uuid: str) -> Any:
    case, opened = case_of(uuid)
    row = row_of(Appointment, case, row_uuid)
    do, shown = request.form.get("do", ""), request.form.get("was", "")
    made, tell = appointments.became(case, opened, current_user, row, do, shown)
    step = happenings.by_uuid(case, opened, made.uuid)
    offered = its_note.to_write([step] if step else [], current_user)
    return _noted(
        case, "happening.tell" if tell else "happening", made, f"note-{made.uuid}" if offered else ""
    )


@blueprint.post("/<uuid>/ties/<plan_uuid>/became", endpoint="plan_became")
def plan_became(uuid: str, plan_uuid: str) -> Any:
    case, opened = case_of(uuid)
    row = row_of(Plan, case, plan_uuid)
    do, shown = request.form.get("do", ""), request.form.get("was", "")
    return _noted(case, "happening", ties.became(case, opened, current_user, row, do, shown))


@blueprint.post("/<uuid>/happenings/<row_uuid>/undo", endpoint="became_undo")
def became_undo(uuid: str, row_uuid: str) -> Any:
    """Take back that answer, and no other that somebody gave meanwhile."""
    case, opened = case_of(uuid)
    step = appointments.forget(case, opened, current_user, row_uuid)
    if step is None:
        done("happening.gone")
    else:
        appointment, plan = step.row.appointment, step.row.plan
        stands = appointment.at if appointment else plan and ties.next_of(opened, plan)
        done("happening.undone" if stands == step.was else "happening.undone.moved")
    return whence(case, "ties")


@blueprint.post("/<uuid>/happenings/<row_uuid>/settled", endpoint="no_note")
def no_note(uuid: str, row_uuid: str) -> Any:
    """There is no note to write of an appointment that took place."""
    case, opened = case_of(uuid)
    happenings.no_note(case, opened, current_user, row_uuid)
    done("happening.no_note")
    return whence(case)
