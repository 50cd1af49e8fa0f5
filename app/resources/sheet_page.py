"""The page of one sheet. The parts that belong to keeping it true come from modules of their own."""

from typing import Any

from flask import make_response, redirect, render_template, url_for
from flask_login import current_user

from app.resources.blueprint import blueprint
from app.resources.editing import sheet_or_404
from app.resources.editor import EDITORS
from app.resources.sheets import sheet_view
from directory import editing


@blueprint.get("/resources/<external_id>", endpoint="sheet")
def sheet(external_id: str) -> Any:
    """An archived sheet leads to the one that stands in for it, or says that it was put away (410)."""
    found = sheet_or_404(external_id, archived=True)
    if found.archived and (other := editing.successor(found)):
        return redirect(url_for("resources.sheet", external_id=other.external_id), 303)
    page = render_template(
        "resources/sheet.html", sheet=sheet_view(found), edits=current_user.has_role(*EDITORS)
    )
    return make_response(page, 410 if found.archived else 200)
