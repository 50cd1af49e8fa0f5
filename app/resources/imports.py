"""The import wizard: a file arrives, its columns are checked, a dry run tells, one button takes it in, and
one takes the whole of it back.
"""

from typing import Any

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.htmx import page
from app.resources import colleagues, import_forms, import_work
from app.resources.criteria import clean, page_asked
from app.resources.editor import EDITORS, editor
from app.resources.import_views import batch_view, looking_alike, shown_lines, tabs
from app.security import needs_role, takes_files
from directory.importing import arriving, batches, files, mapping, undoing
from directory.importing.batches import NotNow
from directory.importing.models import (
    ARRIVED,
    FAILED,
    PLANNED,
    READING,
    UPLOADED,
    Batch,
    Conflict,
    KeptMapping,
)
from directory.models import Service

MEGABYTES = 20
SHOWN = 30


def batch_or_404(uuid: str) -> Batch:
    """The batch of an address."""
    found: Batch | None = Batch.get_or_none(Batch.uuid == uuid)
    if found is None:
        abort(404)
    return found


def _list(error: str = "", status: int = 200) -> Response:
    rows = Batch.select().order_by(Batch.id.desc()).limit(SHOWN)
    body = render_template(
        "resources/imports.html",
        batches=[batch_view(batch) for batch in rows],
        waiting=Conflict.select().where(Conflict.decided == "").count(),
        sheets=Service.select().where(~Service.archived).count(),
        megabytes=MEGABYTES,
        error=error,
    )
    return make_response(body, status)


@editor.get("/editor/imports")
@needs_role(*EDITORS)
def imports() -> Any:
    return _list()


@editor.post("/editor/imports")
@needs_role(*EDITORS)
@takes_files(MEGABYTES)
def import_file() -> Any:
    """A file arrives."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _list(_("Choose a file first."), 422)
    batch = arriving.arrived(clean(sent.filename, 200) or "import", sent.read(), current_user.uuid)
    with recorded("import.received", batch.uuid, current_user.uuid):
        batch.save()
    import_work.start("look", batch, current_user.uuid)
    return redirect(url_for("editor.import_page", uuid=batch.uuid), 303)


def _show(batch: Batch, status: int = 200, chosen: mapping.Mapping | None = None, **more: Any) -> Response:
    """The page of a batch, at whatever step it is. ``chosen`` is a mapping that could not be used yet."""
    view = batch_view(batch)
    show, at = request.args.get("show", ""), page_asked(request.args)
    mapping_asked = batch.state == UPLOADED or (batch.state == PLANNED and "columns" in request.args)
    context: dict[str, Any] = {
        "view": view,
        "asked": mapping_asked or chosen is not None,
        "problems": [],
        "later": [],
        "by": colleagues.name(batch.created_by),
        "show": show,
        "page_number": at,
        "lines": [],
        "pages": 0,
        "tabs": [],
        "alike": 0,
        **more,
    }
    if context["asked"]:
        context |= import_forms.view(batch, chosen or arriving.mapping_of(batch))
    elif not view["busy"] and batch.state not in (FAILED,):
        context["lines"], count = shown_lines(batch, show, at)
        context["pages"], context["tabs"] = -(-count // 50), tabs(batch)
        context["alike"] = looking_alike(batch)
    return page("resources/import.html", "live", status, **context)


@editor.get("/editor/imports/<uuid>")
@needs_role(*EDITORS)
def import_page(uuid: str) -> Any:
    return _show(batch_or_404(uuid))


@editor.post("/editor/imports/<uuid>/columns")
@needs_role(*EDITORS)
def import_columns(uuid: str) -> Any:
    """The mapping as it was corrected; then the dry run."""
    batch = batch_or_404(uuid)
    if batch.state not in (UPLOADED, PLANNED, READING) or batch.content is None:
        return _show(batch, 409)
    chosen = import_forms.read(batch)
    if wrong := import_forms.problems(chosen):
        return _show(batch, 422, chosen, problems=wrong)
    name = clean(request.form.get("keep", ""), 100)
    tables = files.read(batch.name, bytes(batch.content)) if name else []
    with recorded("import.mapped", batch.uuid, current_user.uuid):
        arriving.remap(batch, chosen)
        if name:
            mapping.keep(name, tables, chosen)
    import_work.start("stage", batch, current_user.uuid)
    return redirect(url_for("editor.import_page", uuid=uuid), 303)


@editor.post("/editor/imports/<uuid>/<verb>")
@needs_role(*EDITORS)
def import_verb(uuid: str, verb: str) -> Any:
    """``apply`` the dry run, ``undo`` what was taken in, ``again`` after an interruption, or ``forget``."""
    batch = batch_or_404(uuid)
    if verb == "again" and import_work.is_interrupted(batch):
        with recorded("import.again", batch.uuid, current_user.uuid):
            verb = {ARRIVED: "look", READING: "stage"}.get(batch.state, "apply")
        import_work.start(verb, batch, current_user.uuid)
    elif verb == "forget":
        try:
            with recorded("import.forgotten", batch.uuid, current_user.uuid):
                batches.forget(batch)
        except NotNow:
            return _show(batch, 409)
        return redirect(url_for("editor.imports"), 303)
    elif verb in ("apply", "undo"):
        if verb == "undo" and (later := undoing.later(batch)):
            return _show(batch, 409, later=[batch_view(one) for one in later])
        try:
            import_work.start(verb, batch, current_user.uuid)
        except NotNow:  # somebody was quicker, or pressed twice
            return _show(batch_or_404(uuid), 409)
    else:
        abort(404)
    return redirect(url_for("editor.import_page", uuid=uuid), 303)


@editor.get("/editor/imports/mappings")
@needs_role(*EDITORS)
def import_mappings() -> Any:
    """The mappings that were kept."""
    return render_template(
        "resources/import_mappings.html", kept=KeptMapping.select().order_by(KeptMapping.name)
    )


@editor.post("/editor/imports/mappings/<int:number>")
@needs_role(*EDITORS)
def forget_mapping(number: int) -> Any:
    """Throw a kept mapping away."""
    with recorded("import.mapping_forgotten", str(number), current_user.uuid):
        KeptMapping.delete().where(KeptMapping.id == number).execute()
    return redirect(url_for("editor.import_mappings"), 303)
