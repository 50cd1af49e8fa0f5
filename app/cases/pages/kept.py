"""After the screen locked: the form that was being filled in, to be sent now or put away."""

import re
from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.audit import recorded
from app.cases import kept
from app.cases.forms import clean
from app.cases.pages.base import blueprint, only_case_workers, private

_PATH = re.compile(r"/cases(/[A-Za-z0-9-]+)*")


@blueprint.post("/kept", endpoint="keep")
def keep() -> Any:
    """What the page sends just before it locks."""
    only_case_workers()
    path = request.form.get("kept_form", "")
    if not _PATH.fullmatch(path) or len(path) > 250:
        abort(400)
    pairs = [(name, clean(value)) for name, value in request.form.items(multi=True)]
    kept.keep(current_user, path, pairs)
    return "", 204


@blueprint.get("/kept", endpoint="kept")
def kept_page() -> Any:
    only_case_workers()
    found = kept.found(current_user, private())
    if found is None:
        return redirect(url_for("cases.list"), 303)
    with recorded("form.read", "", current_user.uuid):
        return render_template("cases/kept.html", target=found[0], pairs=found[1])


@blueprint.post("/kept/away", endpoint="kept_away")
def away() -> Any:
    only_case_workers()
    with recorded("form.forgotten", "", current_user.uuid):
        kept.forget(current_user)
    return redirect(url_for("cases.list"), 303)


@blueprint.after_request
def _sent(response: Response) -> Response:
    """What was sent and taken in is not kept any longer; a refused form is on the page as it was typed."""
    # The form is looked into only where it was taken in: one that is too large raises when it is read.
    taken = request.method == "POST" and response.status_code == 303 and current_user.is_authenticated
    if taken and "kept_form" in request.form:
        kept.forget(current_user)
    return response
