"""The team of a case: who is on it, who stands in, circles, who looked."""

from typing import Any

from flask import abort, redirect, request, url_for
from flask_login import current_user

from app.auth.models import User
from app.cases import circles, looking, people, teams, work
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import clean
from app.cases.models import Case
from app.cases.opening import Opened
from app.cases.pages.base import back, blueprint, case_of, case_url, part_of, private, read_page
from app.cases.pages.overview import head
from app.cases.pages.saying import refusal
from app.i18n import N_, language


def _page(case: Case, opened: Opened, error: str = "", where: str = "", typed: str = "") -> Any:
    part, found = part_of(case), circles.mine(case, opened, current_user, private())
    members = teams.since(case)
    on_it = {user.id for user, its_part, _since in members if its_part != "emergency"}
    return read_page(
        case,
        "cases/people_of.html",
        422 if error else 200,
        **head(case, opened, people.of_case(case, opened), language()),
        team=members,
        part=part,
        locked=teams.locked_out(case, [user for user, _part, _since in members]),
        others=[user for user in teams.colleagues(current_user) if user.id not in on_it],
        circles=[(one, circles.members(one.row)) for one in found.values() if not one.row.private],
        days=looking.of_case(case) if part in {"lead", "deputy"} else [],
        error=error,
        where=where,
        typed=typed,
    )


@blueprint.get("/<uuid>/team", endpoint="looked")
def page(uuid: str) -> Any:
    case, opened = case_of(uuid)
    return _page(case, opened)


def _known(uuid: str) -> User:
    found: User | None = User.get_or_none(User.uuid == uuid)
    if found is None:
        raise CaseError(N_("Choose one of the options."))
    return found


@blueprint.post("/<uuid>/team", endpoint="share")
def share(uuid: str) -> Any:
    """Let a colleague onto the team."""
    case, opened = case_of(uuid)
    email = clean(request.form.get("email", "")).strip().lower()
    try:
        colleague = User.get_or_none(User.email == email)
        if colleague is None:
            raise CaseError(N_("This account does not work on cases."))
        work.share(case, opened, current_user, colleague, request.form.get("part", "colleague"))
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(case, opened, refusal(error), "share")
    return back(case, "looked", "saved")


@blueprint.post("/<uuid>/team/<user_uuid>", endpoint="team_change")
def team_change(uuid: str, user_uuid: str) -> Any:
    """Deputy, colleague, or off the team."""
    case, opened = case_of(uuid)
    asked = request.form.get("do", "")
    try:
        who = _known(user_uuid)
        if asked == "leave":
            teams.leave(case, opened, current_user, private(), who)
        elif asked in teams.PARTS:
            teams.change_part(case, opened, current_user, who, asked)
        else:
            abort(404)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(case, opened, refusal(error), "team")
    if who.id == current_user.id and asked == "leave":
        return redirect(url_for("cases.list"), 303)
    return redirect(case_url(case, "looked"), 303)


@blueprint.post("/<uuid>/circles", endpoint="circle_add")
def circle_add(uuid: str) -> Any:
    case, opened = case_of(uuid)
    name, users = clean(request.form.get("name", "")), _chosen()
    try:
        circles.begin(case, opened, current_user, name, users)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(case, opened, refusal(error), "circle", name)
    return back(case, "looked", "saved")


@blueprint.post("/<uuid>/circles/<circle_uuid>", endpoint="circle_change")
def circle_change(uuid: str, circle_uuid: str) -> Any:
    case, opened = case_of(uuid)
    found = circles.mine(case, opened, current_user, private())
    circle = next((one for one in found.values() if one.row.uuid == circle_uuid), None)
    if circle is None:
        abort(404)
    try:
        circles.change(case, opened, current_user, circle, _chosen())
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(case, opened, refusal(error), "circles")
    return back(case, "looked", "saved")


def _chosen() -> list[User]:
    return list(User.select().where(User.uuid.in_(request.form.getlist("members"))))
