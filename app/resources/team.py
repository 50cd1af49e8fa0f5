"""What the team knows of a service, written down by colleagues, for colleagues alone."""

from typing import Any

from flask import abort, redirect, render_template
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.resources.blueprint import blueprint
from app.resources.colleagues import names
from app.resources.editing import sheet_or_404
from app.resources.editor import EDITORS
from app.resources.from_case import sheet_url
from app.resources.whole import whole
from directory import knowledge
from directory.knowledge import Empty, Knowledge
from directory.models import Service


def team_view(sheet: Service) -> list[dict[str, Any]]:
    """What is known, by whom and since when, and whether the reader may take it away."""
    rows = knowledge.of(sheet)
    who = names(row.who for row in rows)
    return [
        {
            "uuid": row.uuid, "words": row.words, "by": who.get(row.who, ""), "at": row.at,
            "mine": row.who == current_user.uuid or current_user.has_role(*EDITORS),
        }
        for row in rows
    ]  # fmt: skip


@blueprint.post("/resources/<external_id>/knowledge", endpoint="knowledge")
def add(external_id: str) -> Any:
    sheet = sheet_or_404(external_id)
    words = whole("words", knowledge.LONGEST)
    try:
        with recorded("knowledge.added", sheet.external_id, current_user.uuid):
            knowledge.add(sheet, words, current_user.uuid)
    except Empty:
        page = render_template("resources/knowledge.html", sheet=sheet, error=_("Write what you know."))
        return page, 422
    return redirect(sheet_url(external_id), 303)


@blueprint.post("/knowledge/<uuid>", endpoint="knowledge_removed")
def remove(uuid: str) -> Any:
    """Who wrote it, or an editor, takes it away."""
    row = Knowledge.get_or_none(Knowledge.uuid == uuid)
    if row is None:
        abort(404)
    if row.who != current_user.uuid and not current_user.has_role(*EDITORS):
        abort(403)
    with recorded("knowledge.removed", row.service.external_id, current_user.uuid):
        knowledge.remove(row, current_user.uuid)
    return redirect(sheet_url(row.service.external_id), 303)
