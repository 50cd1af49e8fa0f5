"""The first account, and the recovery key: shown to be printed, and kept only once it was typed back.

Until then there is no recovery key, whatever was shown: showing it again shows another one, and nobody signs
in, so that no case begins which no printed key opens.
"""

import hmac
from typing import Any

from flask import abort, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from app.audit import recorded
from app.auth.accounts import FIRST_IS_MADE, AccountError, add_user, keep_recovery
from app.auth.models import Keyring, User
from app.auth.routes import blueprint
from app.security import public
from app.vault import keys, recovery


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="recovery key that was shown")


def _page(status: int = 200, **more: Any) -> Any:
    """The page of this step: the account (``made`` is false), the key (``kit``), or the key typed back."""
    typed = {name: request.values.get(name, "") for name in ("token", "email", "name")}
    context: dict[str, Any] = {"made": User.select().exists(), "kit": "", "mark": "", "error": "", **typed}
    return render_template("auth/setup.html", **context | more), status


def _open_or_404() -> None:
    if User.select().exists() and Keyring.select().exists():
        abort(404)


def _key_page() -> Any:
    """A new recovery key to print. What is signed tells it again when it is typed back, and opens nothing."""
    pair = keys.generate_keypair()
    kit = recovery.encode(pair.private)
    with recorded("recovery.shown", ""):
        mark = _signer().dumps([pair.public.hex(), recovery.tail(kit)])
    return _page(kit=kit, mark=mark)


@blueprint.get("/setup")
@public
def setup_form() -> Any:
    _open_or_404()
    return _page()


@blueprint.post("/setup", endpoint="setup")
@public
def setup_post() -> Any:
    """Make the first account, once; then, and when this is sent again, show a recovery key."""
    _open_or_404()
    expected, form = current_app.config["SETUP_TOKEN"], request.form
    if not hmac.compare_digest(form.get("token", "").strip().encode(), expected.encode()):
        return _page(422, error=_("This is not the code that the terminal shows."))
    email = form.get("email", "")
    try:
        if not User.select().exists():
            pepper, cost = current_app.config["PEPPER"], current_app.config["COST"]
            words, name = form.get("password", ""), form.get("name", "")
            add_user(email, ["administrator"], words, pepper, cost, name, first=True)
        elif email and not User.select().where(User.email == email.strip().lower()).exists():
            raise AccountError(FIRST_IS_MADE)  # a page that was opened before somebody else's was sent
    except AccountError as error:
        return _page(422, error=_(str(error)))
    if Keyring.select().exists():
        return redirect(url_for("auth.sign_in"), 303)
    return _key_page()


@blueprint.get("/setup/key", endpoint="setup_again")
@public
def setup_again() -> Any:
    """Where a browser comes that reloads the page of a slip, or changes its language."""
    _open_or_404()
    return redirect(url_for("auth.setup"), 303)


@blueprint.post("/setup/key", endpoint="setup_key")
@public
def setup_key() -> Any:
    """Keep the recovery key of which the end was typed back from the print, where there is none yet."""
    mark = request.form.get("mark", "")
    try:
        shown, tail = _signer().loads(mark)
    except BadSignature:
        _open_or_404()
        return _page(422)
    if recovery.tail(request.form.get("tail", "")) != tail:
        _open_or_404()
        error = _("This is not how the printed key ends. Look at the print, or have another key shown.")
        return _page(422, mark=mark, error=error)
    kept, pepper = bytes.fromhex(shown), current_app.config["PEPPER"]
    try:
        with recorded("recovery.begun", ""):
            keep_recovery(kept, pepper)
    except AccountError as error:
        if bytes(Keyring.get().recovery_public) != kept:  # else this form was sent twice
            return render_template("error.html", status=409, message=_(str(error))), 409
    return redirect(url_for("auth.sign_in"), 303)
