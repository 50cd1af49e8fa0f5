"""Every version of a sheet: who made it, when, why, what it changed; any of them comes back with a click."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.i18n import N_
from app.resources.colleagues import names
from app.resources.edit_forms import field_label
from app.resources.editing import sheet_or_404
from app.resources.editor import EDITORS, editor
from app.resources.remarks import Proposal, proposal
from app.resources.whole import whole
from app.security import needs_role
from directory import editing, merging, revisions, snapshots
from directory.federation import origins
from directory.revisions import Revision

VERBS = {
    "added": N_("Added"),
    "edited": N_("Edited"),
    "found": N_("As it stood"),
    "restored": N_("An earlier version brought back"),
    "merged": N_("Merged"),
    "imported": N_("Taken in"),
    "archived": N_("Put away"),
    "reopened": N_("Back in use"),
    "checked": N_("Checked"),
    "noted": N_("Added to what the team knows"),
    "unnoted": N_("Taken from what the team knows"),
    "availability": N_("Reported whether there is room"),
    "hidden": N_("Address made secret"),
    "shown": N_("Address no longer secret"),
}


@dataclass(frozen=True)
class Version:
    """One line of the history. ``back``: it made a state that differs from what the sheet holds now."""

    id: int
    verb: str
    who: str
    at: datetime
    why: str
    changes: list[Proposal]
    back: bool


@editor.get("/resources/<external_id>/history")
@needs_role(*EDITORS)
def history(external_id: str) -> Any:
    sheet = sheet_or_404(external_id, archived=True)
    told, current = revisions.history(sheet), snapshots.of(sheet)
    who = names(row.who for row, _changes in told)
    versions = [
        Version(
            row.id, _(VERBS.get(row.verb, row.verb)), who.get(row.who, ""), row.at, row.why,
            [proposal(one.field, one.before, one.after) for one in changes],
            row.snapshot() != current and bool(changes or row.id == told[-1][0].id),
        )
        for row, changes in told
    ]  # fmt: skip
    sources = [
        (one.name, [", ".join(map(field_label, fields)) for fields in (one.agrees, one.differs)])
        for one in origins.of(sheet)
    ]
    merge = merging.standing([sheet.id]).get(sheet.id, "")
    return render_template(
        "resources/history.html", sheet=sheet, versions=versions, sources=sources, merge=merge
    )


@editor.post("/resources/<external_id>/history")
@needs_role(*EDITORS)
def restore(external_id: str) -> Any:
    """Bring the version ``id`` back; what stood until now stays in the history."""
    sheet = sheet_or_404(external_id)
    text = request.form.get("id", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    row = Revision.get_or_none(Revision.id == number, Revision.service == sheet)
    if row is None:
        abort(404)
    why = whole("why", 2000)
    with recorded("sheet.restored", sheet.external_id, current_user.uuid):
        editing.restore(sheet, row, current_user.uuid, why)
    return redirect(url_for("resources.sheet", external_id=external_id), 303)
