"""What every page of case work begins with: the signed-in person's own cases, and nobody else's."""

from typing import Any, TypeVar

import peewee
from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.auth import sealed_forms
from app.auth.routes import private_key
from app.cases import emergency, opening
from app.cases.access import visible_to, works_on_cases
from app.cases.errors import CaseError, CasesShut, KeyLost, KeyMoved
from app.cases.models import Case, Member
from app.cases.opening import Facts, Opened
from app.cases.pages.saying import done, refusal, told
from app.i18n import N_, address_again
from app.vault.errors import Tampered

blueprint = Blueprint("cases", __name__, url_prefix="/cases")
blueprint.before_request(emergency.shut_ended)
Row = TypeVar("Row", bound=peewee.Model)
# In a form that is sent once more because the case had got another key.
MOVED = "moved"
TODAY = "/cases/today"


@blueprint.context_processor
def _places() -> dict[str, Any]:
    """The pages of a case, and those of case work."""
    of_case = [
        ("cases.page", _("Overview")), ("cases.people", _("Client and family")),
        ("cases.ties", _("Contact and appointments")), ("cases.board", _("Coordination")),
        ("cases.consents", _("Agreements")), ("cases.referrals", _("Referrals")),
        ("cases.documents", _("Documents")),
        ("cases.looked", _("Team and access")), ("cases.closing", _("Close the case")),
    ]  # fmt: skip
    of_work = [
        ("cases.today", _("Today")), ("cases.list", _("My cases")), ("cases.quick", _("Write a note")),
        ("cases.find", _("Search in my cases")), ("cases.team", _("Team")), ("reports.page", _("Reports")),
        ("cases.desk", _("My desk")),
    ]  # fmt: skip
    known = set(current_app.view_functions)
    if not current_user.is_authenticated or not current_user.has_role("coordinator"):
        known -= {"cases.team", "reports.page"}
    return {
        "case_pages": [pair for pair in of_case if pair[0] in known],
        "none_yet": Facts(),
        "done_now": told,
        "error": "",  # why a form was refused (saying.py), and which of the page's forms it was
        "where": "",
        "stands": None,  # what was saved meanwhile, beside a form that is shown again (overtaken.py)
        "stands_at": "",
        "work_pages": [pair for pair in of_work if pair[0] in known],
    }


@blueprint.errorhandler(CasesShut)
def shut(_error: CasesShut) -> Any:
    """Cases stay shut; nothing is written over them."""
    message = _(
        "Cases cannot be opened: the server's key is missing. The directory works. Tell your administrator."
    )
    return render_template("error.html", status=503, message=message), 503


@blueprint.errorhandler(KeyLost)
def key_lost(_error: KeyLost) -> Any:
    """After a forgotten passphrase: on the team, but the key is another one."""
    message = _("You are on this case, but your keys are new. Ask its lead to let you onto the team again.")
    return render_template("error.html", status=403, message=message), 403


@blueprint.errorhandler(KeyMoved)
@blueprint.errorhandler(Tampered)
def key_moved(error: KeyMoved | Tampered) -> Any:
    """The case got another key while this was being sent: nothing typed is lost, it is sent once more. A
    secret that was typed with it is typed again. What is only asked for and does not open is damaged, and so
    is what does not open either when it is sent once more."""
    if request.method != "POST" or (isinstance(error, Tampered) and MOVED in request.form):
        return refused(CaseError(N_("This cannot be read any more.")))
    pairs = sealed_forms.without_secrets(list(request.form.items(multi=True)))
    kept = [pair for pair in pairs if pair[0] not in ("csrf_token", MOVED)]
    return render_template("auth/resume.html", target=request.path, kept=kept, moved=True), 409


@blueprint.errorhandler(CaseError)
def refused(error: CaseError) -> Any:
    """A rule of the practice says no, and the page has no form of its own to say it in: it leads back to
    where the button was, or to the page above."""
    to = TODAY if request.form.get("back") == TODAY else address_again()
    return render_template(
        "error.html", status=422, message=refusal(error), back=to if request.method == "POST" else ""
    ), 422


def private() -> bytes:
    """The reader's private key. Raises CasesShut."""
    found = private_key()
    if found is None or current_app.config["CASES_SHUT"]:
        raise CasesShut("no private key")
    return found


def mine() -> tuple[list[Case], dict[str, Opened]]:
    """The reader's cases, the last touched first, and those of them that open."""
    cases = list(visible_to(current_user).order_by(Case.touched.desc()))
    opened = opening.open_many(cases, current_user, private()) if cases else {}
    if len(opened) < len(cases):
        shut = [case for case in cases if case.uuid not in opened]
        opening.count_out(shut, current_user, private())
    return cases, opening.readable(cases, opened)


def case_of(uuid: str) -> tuple[Case, Opened]:
    """The case, if it is the reader's; the same 404 as for one that does not exist otherwise."""
    case = visible_to(current_user).where(Case.uuid == uuid).first()
    if case is None:
        abort(404)
    opened = opening.open_many([case], current_user, private()).get(uuid)
    if opened is None:
        opening.count_out([case], current_user, private())
        raise KeyLost("no key of this member")
    return case, opened


def only_case_workers() -> None:
    """404 for accounts that have no part in case work."""
    if not works_on_cases(current_user):
        abort(404)


def row_of(model: type[Row], case: Case, uuid: str) -> Row:
    """A row of the case, or 404."""
    found: Row | None = model.get_or_none(model.case == case, model.uuid == uuid)  # type: ignore[attr-defined]
    if found is None:
        abort(404)
    return found


def part_of(case: Case) -> str:
    """The reader's part in a case: ``lead``, ``deputy``, ``colleague`` or ``emergency``."""
    row = Member.get_or_none(Member.case == case, Member.user == current_user.id)
    return str(row.part) if row else ""


def read_page(
    about: Case, template: str, status: int = 200, verb: str = "case.read", /, **context: Any
) -> Any:
    """The answer that shows a case, whether or not a form on it was refused: every such page is made here,
    and none without a line in the log that says who read it."""
    g.case_shown = about.uuid
    with recorded(verb, about.uuid, current_user.uuid):
        return render_template(template, **context), status


def case_url(case: Case, page: str = "page", **more: Any) -> str:
    """The address of a page of a case."""
    return url_for(f"cases.{page}", uuid=case.uuid, **more)


def back(case: Case, page: str, code: str, undo: str = "") -> Any:
    """On to a page of the case after a form was taken in; there it says what was (``saying.done``)."""
    done(code, undo)
    return redirect(case_url(case, page), 303)


def whence(case: Case, page: str = "page", place: str = "") -> Any:
    """Back to the day, where the button stood there, or to a page of the case; to a ``place`` on it."""
    to = TODAY if request.form.get("back") == TODAY else case_url(case, page)
    return redirect(f"{to}#{place}" if place else to, 303)


def title_of(case: Case, opened: Opened) -> str:
    """The client's name or pseudonym, for a page of the case."""
    return opened.read("case", case.uuid, "title", case.title)
