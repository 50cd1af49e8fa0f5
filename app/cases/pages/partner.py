"""What a partner sees who holds a link: no account, no menu, nothing before they said who they are."""

import time
from typing import Any

from flask import abort, current_app, redirect, render_template, request
from flask import session as form_cookie
from flask_babel import gettext as _

from app.audit import recorded
from app.auth import attempts
from app.cases import desk, links, names, views
from app.cases.errors import CaseError
from app.cases.forms import fields
from app.cases.links import Door
from app.cases.opening import Facts
from app.cases.pages.base import blueprint
from app.cases.pages.leaf import letter
from app.cases.pages.saying import refusal
from app.i18n import language
from app.security import public

# In the form cookie: that an answer was taken a moment ago.
TOLD = "answered"
# For so many seconds a browser in which somebody said to be bound by secrecy shows the message by itself.
SHOWN_FOR = 3600
# Opening the page and answering, through one link.
MOST_AT_ONCE = 20


def _over(link: str) -> Any:
    """The answer for a link that does not open: 404 unless it was one of ours (``links.ended``)."""
    why = links.ended(link, current_app.config["SECRET_KEY"])
    if not why:
        abort(404)
    told = form_cookie.pop(TOLD, "")
    status = 200 if told else 410
    return render_template(
        "cases/over.html", why=why, told=told, letterhead=desk.settings(), status=status
    ), status


def _mark(door: Door) -> str:
    return f"door {door.row.uuid}"


def _open(door: Door) -> None:
    """Remember in this browser that somebody confirmed; what is older than it may be is forgotten."""
    for mark in [one for one in form_cookie if one.startswith("door ") and not _is_fresh(one)]:
        del form_cookie[mark]
    form_cookie[_mark(door)] = str(int(time.time()))


def _is_fresh(mark: str) -> bool:
    return 0 <= time.time() - int(form_cookie.get(mark, "0")) < SHOWN_FOR


def _page(
    door: Door,
    shown: bool = False,
    error: str = "",
    at: str = "",
    typed: dict[str, str] | None = None,
    status: int = 0,
) -> Any:
    """``at`` is the field that the error is about; '' for the whole page. ``typed`` comes back, whether
    or not the message is ``shown``. ``status``: of a page with an error; at 429 without the words of the
    referral, which would cost a line in the log each time."""
    lang, told = language(), shown and status != 429
    return render_template(
        "cases/partner.html",
        shown=shown,
        told=form_cookie.pop(TOLD, ""),
        error=error,
        at=at,
        typed=Facts(typed or {}),
        target=views.target_outside(door.referral, lang)[0],
        letterhead=desk.settings(),
        leaf=letter(door.referral, door.words(), door.referral.lang or lang, 2) if told else "",
        said=door.said() if told else [],
        said_words=names.said_by_partner(),
        may_decide=door.referral.status in {"requested", "received", "on_hold"},
        refusals=names.term_pairs("refusal", lang),
        until=door.row.expires,
    ), status or (422 if error else 200)


def _shown(door: Door, **more: Any) -> Any:
    with recorded("link.shown", door.referral.case.uuid):
        return _page(door, shown=True, **more)


@blueprint.get("/partner/<link>", endpoint="partner")
@public
def partner(link: str) -> Any:
    door = links.open_link(link, current_app.config["SECRET_KEY"])
    if door is None:
        return _over(link)
    if door.confirmed and _is_fresh(_mark(door)):
        return _shown(door)
    return _page(door)


@blueprint.post("/partner/<link>", endpoint="partner_answer")
@public
def partner_answer(link: str) -> Any:
    """Takes an answer and leads back to the page, which a reload then only shows."""
    door = links.open_link(link, current_app.config["SECRET_KEY"])
    if door is None:
        return _over(link)
    given = fields(request.form)
    verb, code, words = given.get("do", ""), given.get("code", ""), given.get("words", "")
    try:
        attempts.spend(attempts.Bucket(f"partner:{door.row.uuid}", MOST_AT_ONCE))
        if verb == "confirm":
            door.confirm()
            _open(door)
        else:
            door.answer(verb, code, words)
            form_cookie[TOLD] = "1"
    except attempts.TooManyAttempts:
        error = _("Too much was sent in a short time. Wait a few minutes, and send it once more.")
        fresh = door.confirmed and _is_fresh(_mark(door))
        if verb == "confirm":
            return _page(door, error=error, status=429)
        return _page(door, fresh, error, typed=given, status=429)
    except CaseError as wrong:
        said = refusal(wrong)
        if not door.confirmed:
            return _page(door, error=said)
        show = _shown if _is_fresh(_mark(door)) else _page
        return show(door, error=said, at=said.field.partition("-")[0], typed=given)
    return redirect(request.path, 303)
