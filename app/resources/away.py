"""Putting a sheet away, with another in its place, and taking it back; the list of those that were."""

import re
from typing import Any
from urllib.parse import unquote

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.i18n import N_, language
from app.resources.colleagues import names
from app.resources.criteria import clean, page_asked
from app.resources.editing import sheet_or_404
from app.resources.editor import EDITORS, editor
from app.resources.whole import whole
from app.security import needs_role
from directory import away, editing
from directory.models import Service

PAGE = 50
PROBLEMS = {
    "unknown": N_(
        "“%(typed)s” is not the address of a sheet. Open the sheet that stands in for this one, copy its"
        " address from the address bar, and paste it here."
    ),
    "self": N_("A sheet cannot stand in for itself."),
    "away": N_("“%(name)s” was put away itself. Choose a sheet that is found by searching."),
}
# Of whichever server: a sheet has the same id on all that share it.
_ADDRESS = re.compile(r"(?:^|/)resources/([^/?#\s]+)")


def _meant(typed: str) -> Service | None:
    """The sheet of an id or an address that was typed."""
    address = _ADDRESS.search(typed)
    tail = clean(unquote(address[1]), 255) if address else ""
    return editing.find(typed, archived=True) or editing.find(tail, archived=True)


def _problem(sheet: Service, other: Service | None, typed: str) -> str:
    """Why what was typed cannot stand in for the sheet; '' where it can, or where nothing was typed."""
    if other is None:
        return "unknown" if typed else ""
    return "self" if other.id == sheet.id else "away" if other.archived else ""


@editor.post("/resources/<external_id>/archive")
@needs_role(*EDITORS)
def archive(external_id: str) -> Any:
    """Put the sheet away, or take it back."""
    sheet = sheet_or_404(external_id, archived=True)
    why, typed = whole("why", 2000), whole("replaced_by", 2000)
    back, other = request.form.get("do") == "reopen", _meant(typed)
    if not back and (problem := _problem(sheet, other, typed)):
        error = _(PROBLEMS[problem], typed=typed, name=other.name(language())[0] if other else "")
        given = {"why": why, "replaced_by": typed, "error": error}
        return render_template("resources/put_away.html", sheet=sheet, given=given), 422
    with recorded("sheet.reopened" if back else "sheet.archived", sheet.external_id, current_user.uuid):
        if back:
            editing.reopen(sheet, current_user.uuid, why)
        else:
            editing.archive(sheet, current_user.uuid, why, other)
    return redirect(url_for("resources.sheet", external_id=external_id), 303)


@editor.get("/editor/away", endpoint="away")
@needs_role(*EDITORS)
def put_away() -> Any:
    """The sheets that were put away, the last first."""
    find = clean(request.args.get("find", ""), 100)
    ids = away.ids(find)
    pages = max(1, -(-len(ids) // PAGE))
    at = min(page_asked(request.args), pages)
    rows = away.told(ids[(at - 1) * PAGE : at * PAGE])
    return render_template(
        "resources/away.html",
        rows=rows,
        people=names(row.who for row in rows),
        total=len(ids),
        pages=pages,
        page_number=at,
        find=find,
    )
