"""After the screen locked or the session ended: the forms that were being filled in, to be sent now or put
away."""

import re
from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from flask_login import current_user

from app import formowner
from app.audit import recorded
from app.auth.routes import current_session, idle_session
from app.auth.sealed_forms import Pairs
from app.cases import kept, kept_names, views
from app.cases.access import works_on_cases
from app.cases.forms import clean
from app.cases.pages.base import blueprint, mine, only_case_workers, private
from app.i18n import language
from app.security import public

_PATH = re.compile(r"/cases(/[A-Za-z0-9-]+)*")


def _pairs() -> Pairs:
    return [(name, clean(value)) for name, value in request.form.items(multi=True)]


@blueprint.post("/kept", endpoint="keep")
@public
def keep() -> Any:
    """What the page sends just before it locks. Its session may have ended while somebody typed without
    sending anything: one that fell idle may still have a form sealed, and nothing else. It is sealed to whose
    page it was, whoever signed in at this desk since."""
    if not (current_session() or idle_session()):
        abort(401)
    author = formowner.typed_by()
    if author is None or not works_on_cases(author):
        abort(404)
    path = request.form.get("kept_form", "")
    if not _PATH.fullmatch(path) or len(path) > 250 or path.startswith("/cases/partner"):
        abort(400)
    if not kept.keep(author, path, _pairs()):
        abort(404)  # the page then sends its form through the sign-in page
    return "", 204


def keep_unsent() -> bool:
    """Seal the form of this request to the account whose page it stood on: the browser's session fell idle,
    or is another's by now. Whether that was done; not of what a script sends as one types."""
    author = formowner.typed_by() if current_session() or idle_session() else None
    by_hand = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    if author is None or not works_on_cases(author) or request.method != "POST" or not by_hand:
        return False
    return kept.keep(author, request.path, _pairs(), request.form.get("kept_form", ""))


@blueprint.get("/kept", endpoint="kept")
def kept_page() -> Any:
    only_case_workers()
    found = kept.found(current_user, private())
    if not found:
        return redirect(url_for("cases.list"), 303)
    titles = {line.uuid: line.title for line in views.lines(*mine())}
    forms = [
        (form, titles.get(kept.case_named(form.path, form.pairs), ""), kept_names.lines(form, language()))
        for form in found
    ]
    with recorded("form.read", "", current_user.uuid):
        return render_template("cases/kept.html", forms=forms)


@blueprint.post("/kept/away", endpoint="kept_away")
def away() -> Any:
    only_case_workers()
    with recorded("form.forgotten", "", current_user.uuid):
        kept.forget(current_user, request.form.get("form", ""))
    return redirect(url_for("cases.kept"), 303)


@blueprint.after_request
def _sent(response: Response) -> Response:
    """What was sent and taken in is not kept any longer, and the next one is offered; a refused form is on
    the page as it was typed."""
    # The form is looked into only where it was taken in: one that is too large raises when it is read.
    taken = request.method == "POST" and response.status_code == 303 and current_user.is_authenticated
    if taken and "kept_form" in request.form:
        kept.forget(current_user, request.form["kept_form"])
        if kept.waiting(current_user):
            response.location = url_for("cases.kept")
    return response
