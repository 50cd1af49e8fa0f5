"""Two sheets of one service: a warning while one is typed, a list of likely pairs, a merge that is undone."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.resources import alikes, edit_forms
from app.resources.colleagues import names
from app.resources.criteria import clean
from app.resources.editing import sheet_or_404
from app.resources.editor import EDITORS, editor
from app.resources.whole import whole
from app.security import needs_role
from directory import duplicates, editing, merging, snapshots
from directory.clock import now
from directory.models import Service
from directory.snapshots import CODES, ROWS

# For how long merges stand on the list with a button that undoes them; later, from the sheet's history.
UNDO_DAYS = 365


def _two(given: Mapping[str, str], *fields: str) -> list[Service]:
    """The two sheets that two fields name; 404 where that is one and the same."""
    found = [sheet_or_404(clean(given.get(name, ""), 255)) for name in fields]
    if found[0].id == found[1].id:
        abort(404)
    return found


@editor.post("/editor/alike")
@needs_role(*EDITORS)
def alike() -> Any:
    """The sheets that what is being typed may be already. Saves nothing."""
    return render_template("resources/alike.html", alike=alikes.alike(edit_forms.read()))


@editor.get("/editor/duplicates")
@needs_role(*EDITORS)
def pairs() -> Any:
    found = duplicates.likely(100)
    known = alikes.looks({sheet for pair in found for sheet in (pair.one, pair.two)})
    shown = [(known[pair.one], known[pair.two], alikes.why(pair)) for pair in found]
    merges = merging.lately(now() - timedelta(days=UNDO_DAYS))
    people = names(one.who for one in merges)
    return render_template("resources/duplicates.html", pairs=shown, merges=merges, people=people)


@editor.post("/editor/duplicates/apart")
@needs_role(*EDITORS)
def keep_apart() -> Any:
    """These two are different services."""
    one, two = _two(request.form, "one", "two")
    with recorded("sheets.kept_apart", f"{one.external_id} {two.external_id}"[:255], current_user.uuid):
        duplicates.keep_apart(one, two, current_user.uuid)
    return redirect(url_for("editor.pairs"), 303)


def _choices() -> dict[str, str]:
    chosen = {name: request.form.get(f"take.{name}", "") for name in snapshots.FIELDS}
    known = {merging.KEPT, merging.AWAY, merging.BOTH}
    return {name: choice for name, choice in chosen.items() if choice in known}


def _page(away: Service, kept: Service, choices: dict[str, str], status: int = 200, **more: Any) -> Response:
    theirs, ours = snapshots.of(away), snapshots.of(kept)
    fields = [
        {
            "name": name,
            "label": edit_forms.field_label(name),
            "kept": edit_forms.value_in_words(name, ours[name]),
            "away": edit_forms.value_in_words(name, theirs[name]),
            "list": name in ROWS or name in CODES,
            "chosen": choices.get(name, merging.BOTH if name in ROWS or name in CODES else merging.KEPT),
        }
        for name in merging.asked(ours, theirs)
    ]
    known = alikes.looks({away.id, kept.id})
    context = {"errors": {}, "why": "", **more}
    page = render_template(
        "resources/merge.html", away=known[away.id], kept=known[kept.id], fields=fields,
        **context,
    )  # fmt: skip
    return make_response(page, status)


@editor.get("/editor/merge")
@needs_role(*EDITORS)
def merge_form() -> Any:
    away, kept = _two(request.args, "away", "kept")
    return _page(away, kept, {})


@editor.post("/editor/merge")
@needs_role(*EDITORS)
def merge() -> Any:
    away, kept = _two(request.form, "away", "kept")
    choices, why = _choices(), whole("why", 2000)
    made = merging.combined(snapshots.of(kept), snapshots.of(away), choices)
    try:
        with recorded("sheet.merged", f"{away.external_id} {kept.external_id}"[:255], current_user.uuid):
            merging.merge(away, kept, made, current_user.uuid, why)
    except editing.Refused as refused:
        errors = edit_forms.problems_in_words(refused.problems)
        return _page(away, kept, choices, 422, errors=errors, why=why)
    except merging.NotMergeable:
        abort(404)
    return redirect(url_for("resources.sheet", external_id=kept.external_id), 303)


@editor.post("/editor/merges/<uuid>/undo")
@needs_role(*EDITORS)
def undo_merge(uuid: str) -> Any:
    row = merging.Merge.get_or_none(merging.Merge.uuid == uuid)
    if row is None:
        abort(404)
    try:
        with recorded("sheet.unmerged", row.kept.external_id, current_user.uuid):
            merging.undo(row, current_user.uuid)
    except merging.NotMergeable:
        message = _("The sheet that was kept has been put away since. Take it back first, then undo this.")
        return render_template("error.html", status=409, message=message), 409
    return redirect(url_for("resources.sheet", external_id=row.away.external_id), 303)
