"""Where an editor accepts, changes or rejects what was said of the sheets."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.i18n import language
from app.resources import remarks
from app.resources.edit_forms import problems_in_words
from app.resources.editor import EDITORS, editor
from app.resources.whole import whole
from app.security import needs_role
from directory import suggestions
from directory.editing import Refused
from directory.errors import DirectoryError
from directory.models import Service
from directory.suggestions import OPEN, Moved, Settled, Suggestion

MOST = 50


def _page(status: int = 200, at: str = "", error: str = "", answer: str = "") -> Any:
    rows = Suggestion.select(Suggestion, Service).join(Service).where(Suggestion.state == OPEN)
    shown = remarks.in_words(list(rows.order_by(Suggestion.id).limit(MOST)), language())
    page = render_template(
        "resources/suggestions.html", rows=shown, total=rows.count(), at=at, error=error, answer=answer
    )
    return page, status


@editor.get("/editor/suggestions", endpoint="suggestions")
@needs_role(*EDITORS)
def waiting() -> Any:
    """What waits for a decision, the oldest first."""
    return _page()


def _why(error: DirectoryError) -> str:
    if isinstance(error, Settled):
        return _("A colleague decided this a moment ago.")
    if isinstance(error, Refused):
        return " ".join(problems_in_words(error.problems).values())
    return _("The sheet has changed since, or this is only in words: work it in with “Change”.")


@editor.post("/editor/suggestions/<uuid>")
@needs_role(*EDITORS)
def decide(uuid: str) -> Any:
    row = Suggestion.get_or_none(Suggestion.uuid == uuid)
    if row is None:
        abort(404)
    answer, taken = whole("answer", 2000), request.form.get("do") == "accept"
    verb = "suggestion.accepted" if taken else "suggestion.rejected"
    try:
        with recorded(verb, row.service.external_id, current_user.uuid):
            (suggestions.accept if taken else suggestions.reject)(row, current_user.uuid, answer)
    except (Settled, Moved, Refused) as error:
        return _page(409 if isinstance(error, Settled) else 422, uuid, _why(error), answer)
    return redirect(url_for("editor.suggestions"), 303)
