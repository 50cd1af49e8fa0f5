"""Writing a note: in a case, or before it is known which case; its draft; corrections; what helps."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.cases import circles, drafts, mentions, names, notes, snippets, views, work
from app.cases.circles import OpenedCircle
from app.cases.errors import CaseError, CasesShut, DraftConflict, KeyMoved
from app.cases.forms import NoteForm, clean
from app.cases.models import Case, Note
from app.cases.opening import Opened
from app.cases.pages.base import blueprint, case_of, case_url, mine, only_case_workers, private, title_of
from app.cases.pages.overview import case_page, note_choices
from app.i18n import language


def _base() -> int:
    text = request.form.get("base", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@blueprint.post("/<uuid>/notes", endpoint="add_note")
def add_note(uuid: str) -> Any:
    case, opened = case_of(uuid)
    form = NoteForm.of(request.form)
    try:
        started = drafts.of(case, opened, current_user).started
        circle = circles.chosen(case, opened, current_user, private(), form.circle)
        notes.add_note(case, opened, current_user, form.content(case, started), circle)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return case_page(case, opened, form, _(str(error)), 422)
    return redirect(case_url(case), 303)


@blueprint.post("/<uuid>/draft", endpoint="draft")
def draft(uuid: str) -> Any:
    case, opened = case_of(uuid)
    fields = NoteForm.of(request.form).as_dict()
    try:
        version = drafts.save(case, opened, current_user, fields, _base())
    except DraftConflict as conflict:
        return render_template("cases/draft.html", base=conflict.version, other=conflict.text), 409
    return render_template("cases/draft.html", base=version, other=None)


@blueprint.post("/<uuid>/insert", endpoint="insert")
def insert(uuid: str) -> Any:
    """Put a template behind what was typed. Kept as a draft, so nothing is lost on the way."""
    case, opened = case_of(uuid)
    form = NoteForm.of(request.form)
    found = snippets.text_of(request.form.get("snippet", ""), language())
    if found:
        form.text = f"{form.text.rstrip()}\n\n{found}\n".lstrip()
    try:
        drafts.save(case, opened, current_user, form.as_dict(), _base())
    except DraftConflict as conflict:
        return case_page(case, opened, form, "", 409, conflict=conflict.text)
    return redirect(case_url(case) + "#text", 303)


@blueprint.post("/<uuid>/mention", endpoint="mention")
def mention(uuid: str) -> Any:
    """What ``@typed`` may mean. Only reads; a POST because what is typed may be a name."""
    case, opened = case_of(uuid)
    typed = clean(request.form.get("typed", ""))[:80]
    with recorded("case.read", case.uuid, current_user.uuid):
        found = mentions.suggest(typed, case, opened, language())
    return render_template("cases/mention.html", targets=found)


def _note(case: Case, opened: Opened, note_uuid: str) -> tuple[Note, Opened]:
    """A note of the case that the reader may see, and the key that it opens with; otherwise 404."""
    note = Note.get_or_none(Note.case == case, Note.uuid == note_uuid)
    found: dict[int, OpenedCircle] = circles.mine(case, opened, current_user, private())
    if note is None or (note.circle_id and note.circle_id not in found):
        abort(404)
    return note, found[note.circle_id].opened if note.circle_id else opened


def _note_page(case: Case, opened: Opened, note: Note, key: Opened, form: NoteForm, error: str = "") -> Any:
    lang = language()
    older = [
        (
            at,
            facts.get("text", ""),
            Note(**{k: v for k, v in facts.items() if k != "text"}),
        )
        for at, facts in notes.versions(note, key)
    ]
    return render_template(
        "cases/note.html",
        case=case,
        title=title_of(case, opened),
        note=note,
        form=form,
        error=error,
        mine=note.author_id == current_user.id,
        choices=note_choices(lang),
        older=[(at, text, _labels(row, lang)) for at, text, row in older],
    ), 422 if error else 200


def _labels(row: Note, lang: str) -> list[str]:
    for name in ("interventions", "domains", "channel", "direction", "place"):
        setattr(row, name, getattr(row, name) or "")
    return views.labels_of(row, lang)


@blueprint.get("/<uuid>/notes/<note_uuid>", endpoint="note")
def note_page(uuid: str, note_uuid: str) -> Any:
    case, opened = case_of(uuid)
    note, key = _note(case, opened, note_uuid)
    form = NoteForm(
        key.show("note", note.uuid, "text", note.text), note.interventions.split(), note.domains.split(),
        note.channel, str(note.minutes or ""), note.place, note.direction,
    )  # fmt: skip
    with recorded("note.read", case.uuid, current_user.uuid):
        return _note_page(case, opened, note, key, form)


@blueprint.post("/<uuid>/notes/<note_uuid>", endpoint="correct")
def correct(uuid: str, note_uuid: str) -> Any:
    case, opened = case_of(uuid)
    note, key = _note(case, opened, note_uuid)
    form = NoteForm.of(request.form)
    try:
        notes.correct(case, opened, note, current_user, form.content(case, None), key)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _note_page(case, opened, note, key, form, _(str(error)))
    return redirect(case_url(case), 303)


def _quick(
    form: NoteForm, version: int, started: Any, error: str = "", title: str = "", chosen: str = ""
) -> Any:
    cases, opened = mine()
    return render_template(
        "cases/quick.html",
        cases=views.lines(cases, opened),
        form=form,
        base=version,
        started=started,
        error=error,
        new_title=title,
        chosen=chosen,
        channels=names.term_pairs("channel", language()),
    ), 422 if error else 200


@blueprint.get("/note", endpoint="quick")
def quick() -> Any:
    """The phone rings: a note at once, and only later which case it is about."""
    only_case_workers()
    key = private()
    drafts.begin_loose(current_user)
    kept = drafts.loose(current_user, key)
    return _quick(NoteForm.kept(kept.fields), kept.version, kept.started)


@blueprint.post("/note/draft", endpoint="quick_draft")
def quick_draft() -> Any:
    only_case_workers()
    try:
        fields = NoteForm.of(request.form).as_dict()
        version = drafts.save_loose(current_user, private(), fields, _base())
    except DraftConflict as conflict:
        return render_template("cases/draft.html", base=conflict.version, other=conflict.text), 409
    return render_template("cases/draft.html", base=version, other=None)


@blueprint.post("/note", endpoint="quick_save")
def quick_save() -> Any:
    """Keep the note in a case that is chosen now, or in a new one."""
    only_case_workers()
    form, key = NoteForm.of(request.form), private()
    chosen, title = request.form.get("case", ""), clean(request.form.get("title", ""))[:200]
    kept = drafts.loose(current_user, key)
    try:
        if chosen not in ("", "new"):
            case, opened = case_of(chosen)
        elif chosen == "new" and (form.text.strip() or form.interventions):
            case, opened = work.open_case(current_user, title)
        else:
            raise CaseError(_("Choose a case, or open a new one. What you typed is kept."))
        with recorded("note.quick", case.uuid, current_user.uuid):
            notes.add_note(case, opened, current_user, form.content(case, kept.started))
            drafts.drop_loose(current_user)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _quick(form, kept.version, kept.started, _(str(error)), title, chosen)
    return redirect(url_for("cases.page", uuid=case.uuid), 303)
