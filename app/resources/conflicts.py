"""Fields that were edited here and that a source changed too: one by one, a person decides."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.audit import recorded
from app.i18n import language
from app.resources.edit_forms import value_in_words
from app.resources.editor import EDITORS, editor
from app.resources.import_views import field_words
from app.security import needs_role
from directory import editing, snapshots
from directory.importing import batches
from directory.importing.batches import NotNow
from directory.importing.models import Batch, Conflict
from directory.models import Service

LINES = 60


@dataclass(frozen=True)
class Choice:
    """A field with two values to choose between."""

    id: int
    external_id: str
    sheet: str
    sheet_lang: str
    label: str
    ours: str
    theirs: str
    source: str
    since: datetime


def _choices() -> list[Choice]:
    rows = (
        Conflict.select(Conflict, Service, Batch)
        .join(Service)
        .switch(Conflict)
        .join(Batch)
        .where(Conflict.decided == "")
        .order_by(Conflict.service, Conflict.id)
        .limit(LINES)
    )
    waiting = [(row, editing.successor(row.service) or row.service) for row in rows]  # merged meanwhile
    held = snapshots.of_many([sheet for _row, sheet in waiting])
    return [
        Choice(
            row.id, sheet.external_id, *sheet.name(language()), field_words(row.field),
            value_in_words(row.field, held[sheet.id][row.field]),
            value_in_words(row.field, json.loads(row.theirs)), row.batch.name, row.since,
        )
        for row, sheet in waiting
    ]  # fmt: skip


@editor.get("/editor/conflicts")
@needs_role(*EDITORS)
def conflicts() -> Any:
    total = Conflict.select().where(Conflict.decided == "").count()
    return render_template("resources/conflicts.html", choices=_choices(), total=total)


@editor.post("/editor/conflicts/<int:number>")
@needs_role(*EDITORS)
def decide_conflict(number: int) -> Any:
    """Ours stays, or theirs is taken."""
    conflict = Conflict.get_or_none(Conflict.id == number) if number < 2**63 else None
    whose = request.form.get("take", "")
    if conflict is None or whose not in ("ours", "theirs"):
        abort(404)
    try:
        with recorded("conflict.decided", conflict.service.external_id, current_user.uuid):
            batches.decide(conflict, whose, current_user.uuid)
    except NotNow:
        return redirect(url_for("editor.conflicts"), 303)
    return redirect(url_for("editor.conflicts"), 303)
