"""The pages of one's own account: name and language, passphrase, the browsers that are signed in; and
the page on which the invited set their passphrase."""

from typing import Any

from flask import abort, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.auth import second_step
from app.auth.accounts import AccountError, change_passphrase
from app.auth.attempts import TooManyAttempts
from app.auth.invitations import accept, invited
from app.auth.models import Session, User
from app.auth.routes import blueprint, current_session
from app.auth.sessions import end
from app.i18n import CODES, N_
from app.security import public


def _live(user: User) -> list[Session]:
    idle = current_app.config["SCHAKEL"].session_idle_minutes
    rows = Session.select().where(Session.user == user, ~Session.revoked).order_by(Session.last_seen.desc())
    return [row for row in rows if row.alive(idle)]


def account_page(status: int = 200, error: str = "", done: str = "") -> Any:
    """The page of one's own account, with what went wrong or what was done."""
    user = User.get_by_id(current_user.id)
    return render_template(
        "auth/account.html", user=user, sessions=_live(user), here=current_session(), error=error, done=done,
        has_code=second_step.has_one(user), not_counted=second_step.not_counted(user),
        required=current_app.config["SCHAKEL"].code_required,
    ), status  # fmt: skip


@blueprint.get("/account", endpoint="account")
def account() -> Any:
    told = {
        "changed": _("Your passphrase is changed."),
        "code": _("From now on you sign in with your passphrase and a code."),
        "no_code": _("Your passphrase alone is enough again."),
    }
    return account_page(done=next((words for name, words in told.items() if name in request.args), ""))


@blueprint.post("/account", endpoint="account_save")
def account_save() -> Any:
    chosen = request.form.get("lang", "")
    if chosen not in (*CODES, ""):
        abort(404)
    name = request.form.get("name", "").encode("utf-8", "ignore").decode().strip()[:120]
    with recorded("account.changed", current_user.uuid, current_user.uuid):
        kept = {"name": name, "language": chosen, "single_keys": "single_keys" in request.form}
        User.update(**kept).where(User.id == current_user.id).execute()
    return redirect(url_for("auth.account"), 303)


@blueprint.post("/account/passphrase", endpoint="account_passphrase")
def account_passphrase() -> Any:
    form, config = request.form, current_app.config
    session = current_session()
    if session is None:
        abort(403)
    try:
        user = User.get_by_id(current_user.id)
        present, new = form.get("present", ""), form.get("new", "")
        change_passphrase(user, present, new, config["PEPPER"], config["COST"], session)
    except AccountError as error:
        return account_page(422, _(str(error)))
    except TooManyAttempts:
        return account_page(429, _("Too many attempts. Wait a few minutes and try again."))
    return redirect(url_for("auth.account", changed=1), 303)


@blueprint.post("/account/sessions/<uuid>", endpoint="account_session")
def account_session(uuid: str) -> Any:
    row = Session.get_or_none(Session.uuid == uuid, Session.user == current_user.id)
    if row is None:
        abort(404)
    with recorded("session.closed", row.uuid, current_user.uuid):
        end(Session.id == row.id)
    return redirect(url_for("auth.account"), 303)


@blueprint.get("/welcome/<token>", endpoint="welcome")
@public
def welcome(token: str) -> Any:
    found = invited(token)
    if found is None:
        message = _("This link does not work any more. Ask your administrator for another one.")
        return render_template("error.html", status=404, message=message), 404
    return render_template("auth/welcome.html", token=token, email=found.user.email, error="")


@blueprint.post("/welcome/<token>", endpoint="welcome_accept")
@public
def welcome_accept(token: str) -> Any:
    found = invited(token)
    if found is None:
        return welcome(token)
    config = current_app.config
    try:
        if config["CASES_SHUT"]:
            raise AccountError(N_("The server's key is missing: no account can be opened now."))
        accept(found, request.form.get("password", ""), config["PEPPER"], config["COST"])
    except AccountError as error:
        page = render_template("auth/welcome.html", token=token, email=found.user.email, error=_(str(error)))
        return page, 422
    return redirect(url_for("auth.sign_in"), 303)
