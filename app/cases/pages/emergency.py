"""Emergency access: asked with a reason, for some hours, and seen by the lead at once."""

from typing import Any

from flask import redirect, render_template, request
from flask_login import current_user

from app.cases import desk, emergency
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import fields
from app.cases.models import Emergency
from app.cases.opening import Facts
from app.cases.pages.base import blueprint, case_of, case_url, only_case_workers, private, row_of
from app.cases.pages.saying import refusal


def _page(error: str = "", typed: dict[str, str] | None = None) -> Any:
    return render_template(
        "cases/emergency.html", error=error, typed=Facts(typed or {}), hours=desk.number("emergency_hours")
    ), 422 if error else 200


@blueprint.get("/emergency", endpoint="emergency")
def emergency_form() -> Any:
    only_case_workers()
    return _page()


@blueprint.post("/emergency", endpoint="emergency_open")
def emergency_open() -> Any:
    only_case_workers()
    private()
    given = fields(request.form)
    try:
        case = emergency.break_glass(
            current_user, given.get("kit", ""), given.get("name", ""), given.get("reason", "")
        )  # fmt: skip
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(refusal(error), given)
    return redirect(case_url(case), 303)


@blueprint.post("/<uuid>/emergencies/<row_uuid>", endpoint="emergency_seen")
def emergency_seen(uuid: str, row_uuid: str) -> Any:
    case, opened = case_of(uuid)
    emergency.acknowledge(case, opened, current_user, row_of(Emergency, case, row_uuid))
    return redirect(case_url(case), 303)
