"""What a partner sees who holds a link: no account, no menu, nothing before they said who they are."""

from typing import Any

from flask import abort, current_app, render_template, request
from flask_babel import gettext as _

from app.audit import recorded
from app.auth import attempts
from app.cases import desk, links, names, views
from app.cases.errors import CaseError
from app.cases.forms import fields
from app.cases.links import Door
from app.cases.opening import Facts
from app.cases.pages.base import blueprint
from app.i18n import language
from app.security import public

# Opening the page and answering, through one link.
MOST_AT_ONCE = 20


def _door(link: str) -> Door:
    """The same 404 for a wrong, an expired and a stopped link: the partner never hears why."""
    found = links.open_link(link, current_app.config["SECRET_KEY"])
    if found is None:
        abort(404)
    return found


def _page(
    door: Door,
    shown: bool,
    told: str = "",
    error: str = "",
    typed: dict[str, str] | None = None,
    status: int = 0,
) -> Any:
    """``status``: of a page with an error; at 429 without the words of the referral, which would cost a line
    in the log each time."""
    lang, headings = language(), names.blocks()
    words = door.words() if shown and status != 429 else {}
    return render_template(
        "cases/partner.html",
        shown=shown,
        told=told,
        error=error,
        typed=Facts(typed or {}),
        target=views.target_outside(door.referral, lang)[0],
        letterhead=desk.settings(),
        paper=[(headings[code], words[code]) for code in headings if code in words],
        status=door.referral.status,
        refusals=names.term_pairs("refusal", lang),
        until=door.row.expires,
    ), status or (422 if error else 200)


@blueprint.get("/partner/<link>", endpoint="partner")
@public
def partner(link: str) -> Any:
    return _page(_door(link), shown=False)


@blueprint.post("/partner/<link>", endpoint="partner_answer")
@public
def partner_answer(link: str) -> Any:
    door = _door(link)
    given = fields(request.form)
    verb = given.get("do", "")
    try:
        attempts.spend(attempts.Bucket(f"partner:{door.row.uuid}", MOST_AT_ONCE))
        if verb == "confirm":
            door.confirm()
            return _page(door, shown=True)
        door.answer(verb, given.get("code", ""), given.get("words", ""))
    except attempts.TooManyAttempts:
        error = _("Too much was sent in a short time. Wait a few minutes, and send it once more.")
        return _page(door, verb != "confirm" and door.confirmed, error=error, typed=given, status=429)
    except CaseError as error:
        if not door.confirmed:
            return _page(door, shown=False, error=_(str(error)))
        with recorded("link.shown", door.referral.case.uuid):
            return _page(door, shown=True, error=_(str(error)), typed=given)
    again = links.open_link(link, current_app.config["SECRET_KEY"])
    told = _("Thank you. Your answer has arrived.")
    if again is None:
        return render_template("cases/thanks.html", told=told, letterhead=desk.settings())
    return _page(again, shown=True, told=told)
