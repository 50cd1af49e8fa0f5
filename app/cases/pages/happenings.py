"""What became of an appointment, or of the next time of a contact plan, in one click; and back."""

from typing import Any

from flask import request
from flask_login import current_user

from app.cases import appointments, happenings, ties
from app.cases.models import Appointment, Plan
from app.cases.pages.base import blueprint, case_of, case_url, row_of, whence
from app.cases.pages.saying import done


@blueprint.post("/<uuid>/appointments/<row_uuid>/became", endpoint="became")
def became(uuid: str, row_uuid: str) -> Any:
    case, opened = case_of(uuid)
    row = row_of(Appointment, case, row_uuid)
    do, shown = request.form.get("do", ""), request.form.get("was", "")
    tell = appointments.became(case, opened, current_user, row, do, shown)
    done("happening.tell" if tell else "happening", case_url(case, "became_undo", row_uuid=row_uuid))
    return whence(case, "ties")


@blueprint.post("/<uuid>/appointments/<row_uuid>/became/undo", endpoint="became_undo")
def became_undo(uuid: str, row_uuid: str) -> Any:
    case, opened = case_of(uuid)
    row = row_of(Appointment, case, row_uuid)
    appointments.forget(case, opened, current_user, row)
    done("happening.undone")
    return whence(case, "ties")


@blueprint.post("/<uuid>/ties/<plan_uuid>/became", endpoint="plan_became")
def plan_became(uuid: str, plan_uuid: str) -> Any:
    case, opened = case_of(uuid)
    row = row_of(Plan, case, plan_uuid)
    ties.became(case, opened, current_user, row, request.form.get("do", ""), request.form.get("was", ""))
    done("happening", case_url(case, "plan_became_undo", plan_uuid=plan_uuid))
    return whence(case, "ties")


@blueprint.post("/<uuid>/ties/<plan_uuid>/became/undo", endpoint="plan_became_undo")
def plan_became_undo(uuid: str, plan_uuid: str) -> Any:
    case, opened = case_of(uuid)
    row = row_of(Plan, case, plan_uuid)
    happenings.forget(case, opened, current_user, row, ties.next_of(opened, row))
    done("happening.undone")
    return whence(case, "ties")
