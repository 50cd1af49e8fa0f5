"""The page on which an administrator keeps the list of people."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.admin import people
from app.auth import second_step
from app.auth.accounts import AccountError
from app.auth.invitations import invite, invite_again
from app.auth.models import ROLES, User
from app.security import needs_role

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


def role_names() -> dict[str, str]:
    """The roles in words."""
    words = {
        "caseworker": _("Caseworker"),
        "coordinator": _("Coordinator"),
        "editor": _("Keeps the directory"),
        "administrator": _("Administrator"),
    }
    return {role: words[role] for role in ROLES}


def _asked_roles() -> list[str]:
    """The roles that were ticked.

    Raises:
        AccountError: none, or one that is not in the list; told by the names that the boxes have.
    """
    roles, names = request.form.getlist("roles"), role_names()
    if not roles or not set(roles) <= set(names):
        raise AccountError(_("Choose at least one role: %(roles)s.", roles=", ".join(names.values())))
    return roles


def _held() -> people.Held:
    """Tells how many cases an account answers for; the case room says so, and nothing more."""
    count: people.Held = current_app.config["HOLDS_CASES"]
    return count


def _typed(name: str) -> str:
    return request.form.get(name, "").encode("utf-8", "ignore").decode()[:200]


def _page(status: int = 200, **more: Any) -> Any:
    form: dict[str, Any] = {
        "email": "",
        "name": "",
        "roles": [],
        "error": "",
        "problem": "",
        "link": "",
        **more,
    }
    everybody = User.select().order_by(User.active.desc(), User.email)
    return render_template(
        "admin/people.html",
        people=list(everybody),
        role_names=role_names(),
        with_code=second_step.with_one(),
        **form,
    ), status


def _user(uuid: str) -> User:
    found: User | None = User.get_or_none(User.uuid == uuid)
    if found is None:
        abort(404)
    return found


def _link(user: User, token: str) -> Any:
    return _page(link=url_for("auth.welcome", token=token, _external=True), email_of_link=user.email)


@blueprint.get("/people", endpoint="people")
@needs_role("administrator")
def people_list() -> Any:
    return _page()


@blueprint.post("/people", endpoint="invite")
@needs_role("administrator")
def people_invite() -> Any:
    email, name, roles = _typed("email"), _typed("name"), request.form.getlist("roles")
    try:
        user, token = invite(email, name, _asked_roles(), current_user)
    except AccountError as error:
        return _page(422, error=_(str(error)), email=email, name=name, roles=roles)
    return _link(user, token)


@blueprint.post("/people/<uuid>/link", endpoint="link")
@needs_role("administrator")
def people_link(uuid: str) -> Any:
    user = _user(uuid)
    if (
        user.id == current_user.id
    ):  # another passphrase, and no code: for one's own account both are asked for
        abort(404)
    return _link(user, invite_again(user, current_user))


@blueprint.post("/people/<uuid>", endpoint="person")
@needs_role("administrator")
def people_change(uuid: str) -> Any:
    user, asked = _user(uuid), request.form.get("do", "")
    try:
        if asked == "shut":
            people.deactivate(user, current_user, _held())
        elif asked == "reopen":
            people.reactivate(user, current_user)
        elif asked == "code_off" and user.id != current_user.id:  # one's own asks for the passphrase
            second_step.switch_off(user, current_user.uuid)
        elif asked == "roles":
            people.change_roles(user, _asked_roles(), current_user, _held())
        else:
            abort(404)
    except AccountError as error:
        return _page(422, problem=_(str(error)))
    return redirect(url_for("admin.people"), 303)
