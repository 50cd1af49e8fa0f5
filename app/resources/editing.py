"""The edit form of a sheet: new, change. Works without scripts; nothing typed is ever lost."""

from typing import Any

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.i18n import language
from app.resources import alikes, checks, colleagues, edit_forms, remarks
from app.resources.criteria import clean
from app.resources.editor import EDITORS, editor
from app.resources.whole import whole
from app.security import needs_role
from directory import checking, clock, editing, hours, snapshots, suggestions, typed_hours, verifying
from directory.editing import Overtaken, Refused
from directory.models import Organisation, Service
from directory.snapshots import ROWS, Snapshot
from directory.suggestions import Suggestion
from directory.verifying import BadCheck


def sheet_or_404(external_id: str, archived: bool = False) -> Service:
    """The sheet of an address."""
    found = editing.find(external_id, archived)
    if found is None:
        abort(404)
    return found


def hours_view(text: str) -> dict[str, Any]:
    """Opening hours as the form shows them back: in words, over the coming week, or what is wrong. ``kept``:
    how what was typed in words is kept."""
    lang = language()
    read = typed_hours.read(text, lang).expression if text else ""
    return {
        "expression": read,
        "kept": read if read != text else "",
        "words": hours.in_words(read, lang),
        "week": hours.coming_week(read, clock.today(), lang),
        "error": edit_forms.hours_problem(text) if text and not read else "",
    }


def _form(sheet: Service | None, typed: Snapshot, status: int = 200, **more: Any) -> Response:
    """The page of the form. ``more``: errors, overtaken, focus (a list that gets another row), why."""
    focus = more.get("focus", "")
    blank = {name: dict.fromkeys(columns, "") for name, (_model, columns) in ROWS.items()}
    rows = {name: typed[name] + [blank[name]] * (2 if name == focus and typed[name] else 1) for name in ROWS}
    context: dict[str, Any] = {
        "sheet": sheet,
        "version": sheet.version if sheet else 0,
        "typed": typed,
        "rows": rows,
        "errors": {},
        "overtaken": None,
        "focus": "",
        "why": "",
        "restricted": _restricted(sheet),
        "suggestion": None,
        "checked": clean(request.form.get("checked", ""), 20),
        "hows": checks.hows(),
        "alike": [],
        "sure": request.form.getlist("sure"),
        "label": edit_forms.field_label,
        "shown": edit_forms.value_in_words,
        "hours_example": _(edit_forms.AN_EXAMPLE),
        "hours": hours_view(str(typed["opening_hours"])),
        "organisations": sorted({one.name_nl or one.name_fr for one in Organisation.select()} - {""}),
        **edit_forms.choices(typed),
        **more,
    }
    return make_response(render_template("resources/edit.html", **context), status)


def _secrecy() -> bool | None:
    """Whether the address is to be secret, where somebody changed that in the form; else None. A form that
    was open while a colleague made it secret never opens it again."""
    said = request.form.getlist("address_restricted")
    ticked, was = "yes" in said, "was" in said
    return ticked if ticked != was else None


def _restricted(sheet: Service | None) -> bool:
    """Whether the form shows the address as secret: as it was changed in it, else as it is now."""
    said = _secrecy()
    return bool(sheet and sheet.address_restricted) if said is None else said


def _restrict(external_id: str) -> None:
    if (said := _secrecy()) is not None:
        editing.restrict_address(external_id, said, current_user.uuid)


def version_of_form() -> int:
    """The version of the sheet that the form was made of; 0 where it does not say."""
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@editor.post("/editor/new/more", defaults={"external_id": ""})
@editor.post("/resources/<external_id>/edit/more")
@needs_role(*EDITORS)
def more(external_id: str) -> Any:
    """The form as it was typed, with another row or with its hours read back. Saves nothing."""
    asked = request.form.get("more", "")
    sheet = sheet_or_404(external_id) if external_id else None
    return _form(
        sheet,
        edit_forms.read(),
        focus=asked if asked in ROWS else "",
        alike=[] if external_id else alikes.alike(edit_forms.read()),
        version=version_of_form(),
        why=whole("why", 2000),
        suggestion=_remark(sheet) if sheet else None,
    )


def _suggestion(sheet: Service) -> Suggestion | None:
    """The suggestion that is being worked in, if the form was opened from one."""
    return remarks.of_sheet(clean(request.values.get("suggestion", ""), 40), sheet)


def _remark(sheet: Service) -> remarks.Remark | None:
    row = _suggestion(sheet)
    return remarks.in_words([row], language())[0] if row else None


@editor.get("/resources/<external_id>/edit")
@needs_role(*EDITORS)
def edit_form(external_id: str) -> Any:
    """The form of the sheet; from a suggestion, with what that proposes filled in."""
    sheet = sheet_or_404(external_id)
    row = _suggestion(sheet)
    typed = edit_forms.readable(snapshots.of(sheet) | (row.values() if row else {}))
    return _form(sheet, typed, suggestion=_remark(sheet))


def _follow(sheet: Service, row: Suggestion | None) -> None:
    """What the form says besides the fields: that the sheet was checked, and which remark is settled."""
    if how := clean(request.form.get("checked", ""), 20):
        verifying.verify(sheet, current_user.uuid, how)
    if row is not None:
        suggestions.changed(row, current_user.uuid, whole("why", 2000))


def _asked(typed: Snapshot, kept: Snapshot) -> dict[str, Any]:
    """What the form asks once before it saves, together with what cannot stand anyway; {} for nothing."""
    unsure, marks = edit_forms.unsure(typed, kept)
    if not unsure:
        return {}
    wrong = edit_forms.problems_in_words(checking.check(typed, kept)[1])
    return {"errors": wrong | unsure, "sure": marks}


@editor.post("/resources/<external_id>/edit")
@needs_role(*EDITORS)
def edit(external_id: str) -> Any:
    sheet = sheet_or_404(external_id)
    version, typed = version_of_form(), edit_forms.read()
    before, why = snapshots.of(sheet), whole("why", 2000)
    meant = checking.with_towns(edit_forms.meant(typed), before)
    kept: dict[str, Any] = {"why": why, "suggestion": _remark(sheet)}
    if asked := _asked(meant, before):
        return _form(sheet, typed, 422, version=version, **kept, **asked)
    try:
        with recorded("sheet.edited", sheet.external_id, current_user.uuid):
            editing.save(external_id, meant, version, current_user.uuid, why)
            _restrict(external_id)
            _follow(sheet, _suggestion(sheet))
    except Refused as refused:
        errors = edit_forms.problems_in_words(refused.problems)
        return _form(sheet, typed, 422, errors=errors, version=version, **kept)
    except BadCheck:
        errors = {"checked": _("Say how it was checked.")}
        return _form(sheet, typed, 422, errors=errors, version=version, **kept)
    except Overtaken as overtaken:
        told = {"overtaken": overtaken, "by": colleagues.name(overtaken.who), "version": overtaken.version}
        return _form(sheet, edit_forms.readable(overtaken.merged), 409, **kept, **told)
    return redirect(url_for("resources.sheet", external_id=external_id), 303)


@editor.get("/editor/new")
@needs_role(*EDITORS)
def new_form() -> Any:
    name = clean(request.args.get("name", ""), 200)
    return _form(None, snapshots.empty() | {"name_nl": name})


def _unseen() -> list[Any]:
    """Sheets that the new one may be, unless whoever types has seen all of them already."""
    found = alikes.alike(edit_forms.read())
    seen = request.form.get("seen", "").split()
    return [] if all(look.external_id in seen for look, _why in found) else found


@editor.post("/editor/new")
@needs_role(*EDITORS)
def new() -> Any:
    typed, why = edit_forms.read(), whole("why", 2000)
    if alike := _unseen():
        return _form(None, typed, 422, alike=alike, why=why)
    meant = edit_forms.meant(typed)
    if asked := _asked(meant, snapshots.empty()):
        return _form(None, typed, 422, why=why, **asked)
    external_id = editing.new_id(meant)
    try:
        with recorded("sheet.added", external_id, current_user.uuid):
            editing.create(meant, external_id, current_user.uuid, why)
            _restrict(external_id)
    except Refused as refused:
        return _form(None, typed, 422, errors=edit_forms.problems_in_words(refused.problems), why=why)
    return redirect(url_for("resources.sheet", external_id=external_id), 303)


@editor.get("/resources/hours")
@needs_role(*EDITORS)
def read_hours() -> Any:
    """The hours that are being typed, read back."""
    text = clean(request.args.get("opening_hours", ""), 1000)
    return render_template("resources/edit_hours.html", hours=hours_view(text))
