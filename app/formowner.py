"""Whose page a form stood on. At a shared desk two accounts use one browser, one after the other: what was
typed on a page of the first is never taken in the name of the second, nor shown to them.

The token that every form carries says it, so that no form can forget to: behind it stands a mark that only
the server can make, of this token and the account that the page was shown to. It tells nothing by itself, and
it can be read where the browser lost the token's other half.
"""

import hmac

from flask import current_app, g, request
from flask import session as form_cookie
from flask_login import current_user
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf

from app.auth.models import User

_AND = "~"


def _keyed(words: str) -> str:
    return hmac.new(current_app.config["SECRET_KEY"], words.encode(), "sha256").hexdigest()[:24]


def page_is_of(user: User) -> None:
    """The page of this answer is for somebody who signed in with this very request."""
    g.page_of = user


def page_owner() -> str:
    """A mark of the account that the pages of this browser belong to, by which its tabs find out that another
    one signed in. It is kept in the browser, and differs in every other one."""
    generate_csrf()  # makes the browser's token, where it has none yet
    return _keyed(f"{current_user.uuid} {form_cookie['csrf_token']}")


def form_token() -> str:
    """What a form of this page sends along: the browser's token, and whose page it is where anybody is
    signed in."""
    token, owner = str(generate_csrf()), g.get("page_of") or current_user
    return f"{token}{_AND}{_keyed(f'form {owner.uuid} {token}')}" if owner.is_authenticated else token


def _sent() -> tuple[str, str]:
    token, _and, mark = request.form.get("csrf_token", "").partition(_AND)
    return token, mark


def marked() -> bool:
    """Whether the form of this request says whose page it stood on."""
    return bool(_sent()[1])


def is_of(user: User) -> bool:
    """Whether the form of this request stood on a page of ``user``."""
    token, mark = _sent()
    return hmac.compare_digest(mark.encode(), _keyed(f"form {user.uuid} {token}").encode())


def is_the_readers() -> bool:
    """Whether the form of this request stood on a page of whoever sends it now: of the same account, or of
    nobody where nobody is signed in."""
    return is_of(current_user) if current_user.is_authenticated else not marked()


def typed_by() -> User | None:
    """The open account on whose page the form of this request stood."""
    if not marked():
        return None
    return next((user for user in User.select().where(User.active) if is_of(user)), None)


def _only_carried() -> bool:
    """Whether this request does nothing but carry through signing in what was typed on an account's page:
    nobody is signed in, and it says whose page it was by a mark that no other site can make."""
    view = current_app.view_functions.get(request.endpoint or "")
    at_sign_in = request.endpoint == "auth.sign_in" and "password" not in request.form
    closed = view is not None and not getattr(view, "is_public", False)
    return (closed or at_sign_in) and not current_user.is_authenticated and typed_by() is not None


class FormToken(CSRFProtect):
    """The token of a form, without the mark that stands behind it. A browser that lost its other half with
    the session is answered as one that lost the session alone."""

    def _get_csrf_token(self) -> str:
        return _sent()[0]

    def _error_response(self, reason: str) -> None:
        if not _only_carried():
            super()._error_response(reason)
