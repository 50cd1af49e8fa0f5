"""What every answer carries, and who may ask: headers, cross-site checks, sign-in by default."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import Forbidden

from app import formowner
from app.htmx import htmx, to_sign_in
from app.incoming import LARGER

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_MOST_DRAINED = 1024 * 1024 * 1024
_CASE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
View = TypeVar("View", bound=Callable[..., Any])
csrf = formowner.FormToken()
# They look at whose page a form stood on themselves, or do the same for everybody.
_ANYBODYS = {"auth.sign_in", "auth.sign_out", "auth.language", "auth.form_token", "cases.keep"}


class OthersPage(Forbidden):
    """A form of a page that was shown to another account than the one that is signed in now. ``waits``: it is
    kept, sealed, for whoever typed it."""

    def __init__(self, waits: bool) -> None:
        super().__init__()
        self.waits = waits


def public(view: View) -> View:
    """Mark a view that answers without sign-in. Everything else refuses the anonymous."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def needs_role(*roles: str) -> Callable[[View], View]:
    """Let only accounts with one of ``roles`` in; the others get a 403 page. Stands below the route.

    Case pages do not use this: to those who are not on a case it does not exist (404).
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            if not current_user.has_role(*roles):
                abort(403)
            return view(*args, **kwargs)

        checked.roles = roles  # type: ignore[attr-defined]
        return cast(View, checked)

    return wrap


def takes_files(megabytes: int) -> Callable[[View], View]:
    """Let a view's form bring a file of up to ``megabytes``; every other form stays small."""

    def mark(view: View) -> View:
        view.takes_bytes = megabytes * 1024 * 1024  # type: ignore[attr-defined]
        return view

    return mark


def _room_for_files(app: Flask) -> None:
    """Set the limit of this request. What is larger is read to its end and thrown away before it is refused:
    a browser that is cut off in the middle shows its own error instead of ours.
    """
    endpoint = request.endpoint or ""
    most = LARGER.get(endpoint) or getattr(app.view_functions.get(endpoint), "takes_bytes", 0)
    if not most or not current_user.is_authenticated:
        return
    request.max_content_length = most
    length = request.content_length or 0
    if most < length < _MOST_DRAINED:
        left = length
        while left > 0 and (part := request.environ["wsgi.input"].read(min(left, 1024 * 1024))):
            left -= len(part)
        abort(413)


def from_elsewhere() -> bool:
    """Whether the browser says that another site made this request."""
    origin = request.headers.get("Origin")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return True
    return bool(origin and origin != "null" and urlsplit(origin).netloc != request.host)


def _same_site() -> None:
    """Refuse a change asked for by another site, whatever token it carries."""
    if request.method not in {"GET", "HEAD", "OPTIONS"} and from_elsewhere():
        abort(403)


def _waits(app: Flask) -> bool:
    """Whether the form of this request, of case work, is kept sealed for whoever typed it."""
    carries_file = request.endpoint in LARGER
    return request.blueprint == "cases" and not carries_file and not htmx and app.config["KEEP_UNSENT"]()


def _same_owner(app: Flask, public: bool) -> None:
    """Refuse a form of another account's page: it would be taken in the name of who is signed in now. A page
    that was shown to nobody in particular may send to where everybody may."""
    if request.method != "POST" or request.endpoint in _ANYBODYS or formowner.is_the_readers():
        return
    if formowner.marked() or not public:
        # The address of a page that is for everybody may be a secret, as a partner's link is: kept nowhere.
        raise OthersPage(not public and _waits(app))


def _case_in_address() -> str:
    """The case that the address of this page names, as one searches for it; '' for none, and for whatever
    else stands in its place."""
    case = request.args.get("case", "")
    return case if _CASE.fullmatch(case) else ""


def _signed_in(app: Flask) -> Any:
    view = app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static":
        return None  # a 404 or 405 is answered as such: nothing is behind it
    public = getattr(view, "is_public", False)
    if public and request.method != "POST":
        return None
    if current_user.is_authenticated:
        _same_owner(app, public)
    if public or current_user.is_authenticated:
        return None
    reading = request.method in {"GET", "HEAD"}
    # The path, and of what follows it a case's id, which tells no more than the path of its page: the rest
    # may be the words of a search, and whoever comes to the desk next reads the address of the sign-in page,
    # as does the browser's history.
    case = _case_in_address()
    url = url_for("auth.sign_in", next=request.path + (f"?case={case}" if case else ""))
    if htmx:  # what is being typed stays on the page: only a read leaves it
        return to_sign_in(url) if reading else Response("", 401)
    if reading or request.endpoint in LARGER:
        return redirect(url, 303)
    # What is typed in a case waits sealed on the server, and not on the page where anybody may sign in.
    if _waits(app):
        return redirect(url_for("auth.sign_in", next=url_for("cases.kept")), 303)
    # 307 carries what was sent (no file) to the sign-in page, which keeps it until it can be sent again.
    return redirect(url, 307)


def _headers(response: Response) -> Response:
    headers = response.headers
    for name, value in HEADERS.items():
        if name not in headers:
            headers.add(name, value)
    if request.endpoint not in {"static", "asset"} and request.blueprint != "hsds":
        response.headers["Cache-Control"] = "no-store"
    return response


def init(app: Flask) -> None:
    """Put the checks before, and the headers behind, every request."""
    app.before_request(lambda: _room_for_files(app))
    csrf.init_app(app)
    app.before_request(_same_site)
    app.before_request(lambda: _signed_in(app))
    app.after_request(_headers)
