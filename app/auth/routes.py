"""Signing in and out, the interface's language, and the first account."""

import hmac
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.auth.accounts import (
    AccountError,
    TooManyAttempts,
    add_user,
    begin_keyring,
    session_of,
    sign_in,
    sign_out,
)
from app.auth.models import Session, User
from app.i18n import CODES, COOKIE
from app.security import public
from app.vault import session as browser
from app.vault.passphrase import expand

blueprint = Blueprint("auth", __name__)
SESSION_COOKIE = "schakel"
KEPT = "kept."


def current_session() -> Session | None:
    """The session of this request, looked up once."""
    if "session" not in g:
        config = current_app.config["SCHAKEL"]
        g.session = session_of(request.cookies.get(SESSION_COOKIE, ""), config.session_idle_minutes)
    found: Session | None = g.session
    return found


def private_key() -> bytes | None:
    """The signed-in person's private key for this request, or None when it cannot be opened."""
    session = current_session()
    if session is None or not session.sealed_private:
        return None
    token = bytes.fromhex(request.cookies.get(SESSION_COOKIE, ""))
    return browser.open_from_browser(token, bytes(session.sealed_private), session.uuid)


def browser_key(label: str) -> tuple[str, bytes] | None:
    """The session of this browser by its identifier, and a key (32 bytes) for ``label`` that only its token
    makes: what is kept in memory under it is shut when the browser signs out. None without a session."""
    session = current_session()
    if session is None:
        return None
    return session.uuid, expand(bytes.fromhex(request.cookies.get(SESSION_COOKIE, "")), label)


def _kept() -> list[tuple[str, str]]:
    """What somebody was sending when the session had ended: carried through signing in, so that nothing
    typed is lost. Arrives as it was sent (307) the first time, under a prefix afterwards.
    """
    pairs = list(request.form.items(multi=True))
    if "password" not in request.form:
        return [(name, value) for name, value in pairs if name != "csrf_token"]
    return [(name.removeprefix(KEPT), value) for name, value in pairs if name.startswith(KEPT)]


def load_user(_request: Any) -> User | None:
    """Flask-Login's question: who is this?"""
    session = current_session()
    return session.user if session else None


def _inside(target: str) -> str:
    """``target`` when it is a path of our own, else the start page (no open redirect)."""
    plain = target.startswith("/") and not target.startswith(("//", "/\\")) and "\\" not in target
    return target if plain and target.isprintable() else "/"


def _cookie(response: Response, name: str, value: str, **more: Any) -> Response:
    secure = current_app.config["SCHAKEL"].https
    response.set_cookie(name, value, httponly=True, samesite="Lax", secure=secure, **more)
    return response


def _sign_in_page(email: str, target: str, error: str, status: int) -> Any:
    kept = [(KEPT + name, value) for name, value in _kept()]
    page = render_template("auth/sign_in.html", email=email, next=target, error=error, kept=kept)
    return page, status


@blueprint.get("/sign-in")
@public
def sign_in_form() -> Any:
    if not User.select().exists():
        return redirect(url_for("auth.setup"), 303)
    return _sign_in_page("", _inside(request.args.get("next", "/")), "", 200)


@blueprint.post("/sign-in", endpoint="sign_in")
@public
def sign_in_post() -> Any:
    form = request.form
    if "password" not in form:
        error = _("You were signed out. Sign in: what you typed is kept.")
        return _sign_in_page("", _inside(request.args.get("next", "/")), error, 200)
    target, email = _inside(form.get("next", "/")), form.get("email", "")
    status, error = 422, _("This e-mail address and this passphrase do not belong together.")
    try:
        token = sign_in(
            email, form.get("password", ""), request.remote_addr or "", current_app.config["PEPPER"]
        )
    except TooManyAttempts:
        token, status, error = None, 429, _("Too many attempts. Wait a few minutes and try again.")
    if token is None:
        return _sign_in_page(email, target, error, status)
    if kept := _kept():
        page = render_template("auth/resume.html", target=target, kept=kept)
        return _cookie(make_response(page), SESSION_COOKIE, token)
    return _cookie(make_response(redirect(target, 303)), SESSION_COOKIE, token)


@blueprint.post("/sign-out", endpoint="sign_out")
def sign_out_post() -> Any:
    if session := current_session():
        sign_out(session)
    response = make_response(redirect(url_for("auth.sign_in"), 303))
    response.delete_cookie(SESSION_COOKIE)
    return response


@blueprint.post("/language", endpoint="language")
@public
def language_post() -> Any:
    chosen = request.form.get("lang", "")
    if chosen not in CODES:
        abort(404)
    if current_user.is_authenticated:
        with recorded("account.language", current_user.uuid, current_user.uuid):
            User.update(language=chosen).where(User.id == current_user.id).execute()
    response = make_response(redirect(_inside(request.form.get("next", "/")), 303))
    return _cookie(response, COOKIE, chosen, max_age=365 * 24 * 3600)


def _setup_form(error: str, status: int = 200) -> Any:
    values = {name: request.values.get(name, "") for name in ("token", "email", "name")}
    return render_template("auth/setup.html", error=error, kit="", **values), status


@blueprint.get("/setup")
@public
def setup_form() -> Any:
    if User.select().exists():
        abort(404)
    return _setup_form("")


@blueprint.post("/setup", endpoint="setup")
@public
def setup_post() -> Any:
    if User.select().exists():
        abort(404)
    expected = current_app.config["SETUP_TOKEN"]
    if not hmac.compare_digest(request.form.get("token", "").strip().encode(), expected.encode()):
        return _setup_form(_("This is not the code that the terminal shows."), 422)
    pepper, cost = current_app.config["PEPPER"], current_app.config["COST"]
    form = request.form
    try:
        add_user(
            form.get("email", ""),
            ["administrator"],
            form.get("password", ""),
            pepper,
            cost,
            form.get("name", ""),
        )
    except AccountError as error:
        return _setup_form(_(str(error)), 422)
    kit = begin_keyring(pepper) or ""
    return render_template("auth/setup.html", error="", kit=kit, token="", email="", name="")
