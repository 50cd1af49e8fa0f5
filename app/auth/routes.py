"""Signing in and out, and the interface's language."""

import base64
from contextlib import suppress
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
from flask import session as form_cookie
from flask_babel import gettext as _
from flask_login import current_user
from itsdangerous import BadData, URLSafeSerializer
from peewee import DatabaseError

from app import formowner
from app.audit import recorded
from app.auth import sealed_forms, second_step
from app.auth.accounts import sign_in
from app.auth.attempts import TooManyAttempts
from app.auth.models import Keyring, Session, User
from app.auth.sealed_forms import Pairs
from app.auth.second_step import Offer
from app.auth.sessions import idle_session_of, lapse, leave, session_of, sign_out
from app.errors import of_the_disk
from app.i18n import CODES, COOKIE, N_
from app.security import csrf, public
from app.vault import session as browser
from app.vault.passphrase import expand

blueprint = Blueprint("auth", __name__)
SESSION_COOKIE = "schakel"
# The field of the sign-in page in which a form waits.
CARRIED = "kept_sealed"
# Who signed in last in this browser, and that it showed a code (``second_step.proof``), in the signed cookie
# of the form's token.
LAST, PROVED = "last", "code"
NOT_OF_THIS = N_("This is not the code of this picture. Is the time of your telephone right?")


def current_session() -> Session | None:
    """The session of this request, looked up once."""
    if "session" not in g:
        config = current_app.config["SCHAKEL"]
        g.session = session_of(request.cookies.get(SESSION_COOKIE, ""), config.session_idle_minutes)
    found: Session | None = g.session
    return found


def idle_session() -> Session | None:
    """The session of this browser that fell idle: it only tells to whose account a form is sealed."""
    config = current_app.config["SCHAKEL"]
    return idle_session_of(request.cookies.get(SESSION_COOKIE, ""), config.session_idle_minutes)


def _private_of(row: Session | None, token: str) -> bytes | None:
    if row is None or not row.sealed_private:
        return None
    return browser.open_from_browser(bytes.fromhex(token), bytes(row.sealed_private), row.uuid)


def private_key() -> bytes | None:
    """The signed-in person's private key for this request, or None when it cannot be opened."""
    return _private_of(current_session(), request.cookies.get(SESSION_COOKIE, ""))


def browser_key(label: str) -> tuple[str, bytes] | None:
    """The session of this browser by its identifier, and a key (32 bytes) for ``label`` that only its token
    makes: what is kept in memory under it is shut when the browser signs out. None without a session."""
    session = current_session()
    if session is None:
        return None
    return session.uuid, expand(bytes.fromhex(request.cookies.get(SESSION_COOKIE, "")), label)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="form through signing in")


def _to_carry(target: str) -> str:
    """What somebody was sending when the session had ended, as a hidden field of the sign-in page: nothing
    typed is lost. It is sealed to the account on whose page it stood, so that whoever signs in there next
    does not read it; where no account's key opens, it stands there in clear and signed, unless it is of case
    work. '' where there is none, or it stood on no account's page: anybody at the desk could make one, for
    whoever signs in next to send. Arrives as it was sent (307) the first time, in this field afterwards.
    """
    if "password" in request.form:
        return request.form.get(CARRIED, "")
    author, pairs = formowner.typed_by(), sealed_forms.typed(list(request.form.items(multi=True)))
    if author is None:
        return ""
    if current_app.config["CASES_SHUT"]:
        return "" if target.startswith("/cases") else str(_signer().dumps([author.uuid, pairs]))
    return base64.b64encode(sealed_forms.seal(author, pairs)).decode()


def _carried(user: User, private: bytes | None) -> Pairs | None:
    """The form that waited while ``user`` signed in; None when there is none or somebody else typed it."""
    held = request.form.get(CARRIED, "")
    with suppress(BadData):
        author, pairs = _signer().loads(held)
        return sealed_forms.typed([(name, value) for name, value in pairs]) if author == user.uuid else None
    try:
        return sealed_forms.opened(user, private, base64.b64decode(held)) if held and private else None
    except ValueError:  # no base64, or letters that are not even ASCII
        return None


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


def _asks_for_a_code() -> bool:
    """Whether the page has a field for it: where it was there already, and where whoever signed in last in
    this browser will be asked."""
    if "password" in request.form and "code" in request.form:
        return True
    last: User | None = User.get_or_none(User.uuid == form_cookie.get(LAST, ""), User.active)
    return last is not None and second_step.is_asked(last, form_cookie.get(PROVED, ""))


def _sign_in_page(
    email: str, target: str, error: str, status: int, code: bool = False, offer: Offer | None = None
) -> Any:
    """``code``: it asks for one; ``offer``: of this, which is shown. What was offered before comes back
    sealed, for the telephone that has it."""
    kept = _to_carry(target) if request.method == "POST" else ""
    page = render_template(
        "auth/sign_in.html", email=email, next=target, error=error, kept=kept and (CARRIED, kept),
        code=code or _asks_for_a_code(), offer=offer,
        sealed=offer.sealed if offer else request.form.get("offer", ""),
    )  # fmt: skip
    return page, status


@blueprint.get("/sign-in")
@public
def sign_in_form() -> Any:
    if not Keyring.select().exists():  # no account, or nobody typed the recovery key back yet
        return redirect(url_for("auth.setup"), 303)
    return _sign_in_page("", _inside(request.args.get("next", "/")), "", 200)


@blueprint.post("/sign-in", endpoint="sign_in")
@public
def sign_in_post() -> Any:
    form = request.form
    if not Keyring.select().exists():
        return redirect(url_for("auth.setup"), 303)
    if "password" not in form:
        error = _("You were signed out. Sign in: what you typed is kept.")
        return _sign_in_page("", _inside(request.args.get("next", "/")), error, 200)
    target, email = _inside(form.get("next", "/")), form.get("email", "")
    status, error = 422, _("This e-mail address and this passphrase do not belong together.")
    try:
        opened = sign_in(
            email,
            form.get("password", ""),
            request.remote_addr or "",
            current_app.config["PEPPER"],
            form_cookie.get(LAST, ""),
            second_step.Typed(form.get("code", ""), form_cookie.get(PROVED, ""), form.get("offer", "")),
            current_app.config["SCHAKEL"].code_required,
        )
    except second_step.OfferMade as wanted:
        error = _(NOT_OF_THIS) if wanted.given else ""
        return _sign_in_page(email, target, error, 422, offer=wanted.offer)
    except second_step.CodeWanted as wanted:
        return _sign_in_page(email, target, _(str(wanted)), 422, code=True)
    except TooManyAttempts:
        opened, status, error = None, 429, _("Too many attempts. Wait a few minutes and try again.")
    except DatabaseError as failed:  # what waits behind this page waits on
        opened, status, error = None, 503, of_the_disk(failed)
        if not error:
            raise
    if opened is None:
        return _sign_in_page(email, target, error, status)
    token, proof = opened
    if proof:
        form_cookie[PROVED] = proof
    minutes = current_app.config["SCHAKEL"].session_idle_minutes
    lapse(minutes)
    if former := current_session() or idle_session():  # whose cookie this browser forgets now
        sign_out(former)
    row = session_of(token, minutes)
    return _cookie(make_response(_signed_in(row, token, target)), SESSION_COOKIE, token)


def _signed_in(row: Session | None, token: str, target: str) -> Any:
    """Where somebody goes who just signed in: to what was being typed, else to ``target``."""
    if row is None:
        return redirect(target, 303)
    if form_cookie.get(LAST, row.user.uuid) != row.user.uuid:
        target = target.partition("?")[0]  # who was here before was in a case: nobody else is told
    form_cookie[LAST] = row.user.uuid
    formowner.page_is_of(row.user)
    if kept := _carried(row.user, _private_of(row, token)):
        return render_template("auth/resume.html", target=target, kept=kept)
    if waiting := current_app.config["KEPT_FORMS"](row.user):
        return redirect(waiting, 303)
    if CARRIED in request.form:  # somebody else's form: where it goes is not for this account
        return redirect("/", 303)
    return redirect(target, 303)


@blueprint.post("/sign-out", endpoint="sign_out")
@public
def sign_out_post() -> Any:
    """Ends the session of this browser, one that fell idle included."""
    if row := current_session() or idle_session():
        leave(row)
    response = make_response(redirect(url_for("auth.sign_in"), 303))
    response.delete_cookie(SESSION_COOKIE)
    return response


@blueprint.post("/form-token", endpoint="form_token")
@csrf.exempt
@public
def fresh_token() -> Any:
    """A fresh token for the forms of a page, and whose it is, where the browser lost the old one's half. For
    a page of the account that is signed in; nothing for anybody else's. It changes nothing, and no other
    site can read the answer, nor make the mark by which the page says whose it is."""
    if not (current_user.is_authenticated and formowner.is_the_readers()):
        return {}
    return {"token": formowner.form_token(), "owner": formowner.page_owner()}


@blueprint.post("/language", endpoint="language")
@public
def language_post() -> Any:
    """Another language, for who is there now; from a page of somebody else it does not go on to that page."""
    chosen, target = request.form.get("lang", ""), _inside(request.form.get("next", "/"))
    if chosen not in CODES:
        abort(404)
    if current_user.is_authenticated and formowner.marked() and not formowner.is_the_readers():
        target = "/"
    if current_user.is_authenticated:
        with recorded("account.language", current_user.uuid, current_user.uuid):
            User.update(language=chosen).where(User.id == current_user.id).execute()
    response = make_response(redirect(target, 303))
    return _cookie(response, COOKIE, chosen, max_age=365 * 24 * 3600)
