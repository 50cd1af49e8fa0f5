"""The pages on which somebody chooses to sign in with a code, or no longer."""

from typing import Any

import peewee
from flask import current_app, redirect, render_template, request, url_for
from flask import session as form_cookie
from flask_babel import gettext as _
from flask_login import current_user

from app.auth import second_step
from app.auth.account import account_page
from app.auth.accounts import AccountError, must_be_as_proved, prove
from app.auth.attempts import TooManyAttempts
from app.auth.models import User
from app.auth.routes import NOT_OF_THIS, PROVED, blueprint, current_session, private_key
from directory.transactions import writing


def _page(made: second_step.Offer, status: int = 200, error: str = "", at: str = "") -> Any:
    """``at``: the field of which ``error`` tells."""
    return render_template("auth/code.html", offer=made, error=error, at=at), status


def _user() -> User:
    user: User = User.get_by_id(current_user.id)
    return user


def _shut() -> Any:
    return account_page(503, _("The server's key is missing: the code cannot be set up now."))


def _not_proved(user: User) -> tuple[int, str]:
    """Why whoever sends this form is not taken for the owner, with the status; ``(200, "")``: they are."""
    try:
        prove(user, request.form.get("present", ""), current_app.config["PEPPER"])
    except AccountError as error:
        return 422, _(str(error))
    except TooManyAttempts:
        return 429, _("Too many attempts. Wait a few minutes and try again.")
    return 200, ""


@blueprint.get("/account/code", endpoint="code")
def code_page() -> Any:
    user = _user()
    if second_step.has_one(user):
        return redirect(url_for("auth.account"), 303)
    return _page(second_step.offer(user)) if private_key() else _shut()


@blueprint.post("/account/code", endpoint="code_on")
def code_on() -> Any:
    user, private, session = _user(), private_key(), current_session()
    if private is None or session is None:
        return _shut()
    made = second_step.offered(user, private, request.form.get("offer", ""))
    if made is None:
        made, why = second_step.offer(user), _("Scan this picture: the one before does not count any more.")
        return _page(made, 422, why)
    status, why = _not_proved(user)
    if why:
        return _page(made, status, why, "present")
    try:
        with writing(User._meta.database):
            must_be_as_proved(user)
            right = second_step.switch_on(user, made, request.form.get("code", ""), session)
    except AccountError as error:
        return _page(made, 422, _(str(error)), "present")
    except peewee.IntegrityError:
        return account_page(409, _("A code is set up already, from another window: that one counts."))
    if not right:
        return _page(made, 422, _(NOT_OF_THIS), "code")
    form_cookie[PROVED] = second_step.proof(user)
    return redirect(url_for("auth.account", code=1), 303)


@blueprint.post("/account/code/off", endpoint="code_off")
def code_off() -> Any:
    if current_app.config["SCHAKEL"].code_required:
        return account_page(422, _("Here everybody signs in with a code."))
    user = _user()
    status, why = _not_proved(user)
    if why:
        return account_page(status, why)
    try:
        with writing(User._meta.database):
            must_be_as_proved(user)
            second_step.switch_off(user, user.uuid)
    except AccountError as error:
        return account_page(422, _(str(error)))
    return redirect(url_for("auth.account", no_code=1), 303)
