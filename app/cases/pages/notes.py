"""Writing a note in a case: its draft, corrections, and what helps."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from flask import abort, redirect, render_template, request
from flask import session as form_cookie
from flask_login import current_user

from app.audit import recorded
from app.cases import circles, clock, drafts, mentions, notes, snippets, views
from app.cases.circles import OpenedCircle
from app.cases.errors import CaseError, CasesShut, KeyMoved, PutAway
from app.cases.forms import NoteForm, asked_about, clean, whole
from app.cases.models import MISTAKE, Case, Note, new_uuid
from app.cases.opening import Facts, Opened
from app.cases.overtaken import fingerprint, stands_of
from app.cases.pages.base import back, blueprint, case_of, case_url, private, read_page, title_of
from app.cases.pages.overview import SAVED, TOLD, case_page, note_choices
from app.cases.pages.saying import refusal
from app.i18n import day, language
from app.vault.errors import Tampered


def base() -> int:
    """The version of the draft that the page last saw."""
    return whole(request.form.get("base", "")) or 0


def window_after(error: CaseError, form: NoteForm) -> str:
    """The window of a form that was refused. That of a note that was put away makes none any more: what
    stands in it is a new note, for who sends it once more."""
    return new_uuid() if isinstance(error, PutAway) else form.window


@blueprint.post("/<uuid>/notes", endpoint="add_note")
def add_note(uuid: str) -> Any:
    case, opened = case_of(uuid)
    form = NoteForm.of(request.form)
    try:
        started = drafts.of(case, opened, current_user).started
        form.ask_about_days()
        circle = circles.chosen(case, opened, current_user, private(), form.circle)
        note = notes.add_note(case, opened, current_user, form.content(case, started), circle)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        form.window = window_after(error, form)
        if form.window:  # what another window typed meanwhile is set aside, and the page shows it
            drafts.save(case, opened, current_user, private(), form.as_dict(), base(), form.window)
        form.passed = asked_about(error, form.passed)
        return case_page(case, opened, form, refusal(error), 422)
    return saved(case, note)


def saved(case: Case, note: Note) -> Any:
    """On to the page of its case after a note was saved, here or from anywhere; that page says so once, with
    the tasks that it made. Nothing but identifiers stands in the cookie."""
    form_cookie[SAVED] = [note.uuid, *(task.uuid for task in note.asked[:TOLD])]
    return redirect(case_url(case), 303)


@blueprint.post("/<uuid>/draft", endpoint="draft")
def draft(uuid: str) -> Any:
    case, opened = case_of(uuid)
    form = NoteForm.of(request.form)
    kept = drafts.save(case, opened, current_user, private(), form.as_dict(), base(), form.window)
    return draft_answer(kept, case_url(case, "insert"))


def draft_answer(kept: drafts.Kept, settle: str) -> Any:
    """What stands under the text: whether it is kept, and what another window typed. ``settle`` is where
    its buttons lead."""
    return render_template("cases/draft.html", kept=kept, settle=settle)


def settled() -> tuple[str, str]:
    """The window of which the text is put behind one's own, and the one whose text is not needed any more."""
    return request.form.get("append", ""), request.form.get("drop", "")


def with_snippet(form: NoteForm) -> NoteForm:
    """The form with the chosen template behind what was typed."""
    found = snippets.text_of(request.form.get("snippet", ""), language())
    if found:
        form.text = f"{form.text.rstrip()}\n\n{found}\n".lstrip()
    return form


@blueprint.post("/<uuid>/insert", endpoint="insert")
def insert(uuid: str) -> Any:
    """Put a template, or the text of another window, behind what was typed. It is kept as a draft, so
    nothing is lost on the way."""
    case, opened = case_of(uuid)
    form = with_snippet(NoteForm.of(request.form))
    drafts.send(case, opened, current_user, form.as_dict(), base(), form.window, *settled())
    return redirect(case_url(case) + "#text", 303)


@blueprint.post("/<uuid>/mention", endpoint="mention")
def mention(uuid: str) -> Any:
    """What ``@typed`` may mean. Only reads; a POST because what is typed may be a name."""
    case, opened = case_of(uuid)
    typed = clean(request.form.get("typed", ""))[:80]
    with recorded("case.read", case.uuid, current_user.uuid, often=True):
        found = mentions.suggest(typed, mentions.partners_of(case, opened), language())
    return render_template("cases/mention.html", targets=found)


def _note(case: Case, opened: Opened, note_uuid: str) -> tuple[Note, Opened]:
    """A note of the case that the reader may see, and the key that it opens with; otherwise 404."""
    note = Note.get_or_none(Note.case == case, Note.uuid == note_uuid)
    found: dict[int, OpenedCircle] = circles.mine(case, opened, current_user, private())
    if note is None or (note.circle_id and note.circle_id not in found):
        abort(404)
    return note, found[note.circle_id].opened if note.circle_id else opened


def _note_page(
    case: Case, opened: Opened, note: Note, key: Opened, form: NoteForm, error: str = "",
    stands: Facts | None = None,
) -> Any:  # fmt: skip
    """A note and its former versions. ``stands``: what another window saved, shown beside the form."""
    lang = language()
    seen = ""
    with suppress(Tampered):  # what does not open any more has no print; its former versions may open
        seen = fingerprint({**notes.as_it_stands(note, key), **(stands or {})})
    older = [
        (at, facts.get("text", ""), _labels(facts, lang, clock.day_of(note.at)))
        for at, facts in notes.versions({note.id: key})[note.id]
    ]
    return read_page(
        case,
        "cases/note.html",
        422 if error else 200,
        "note.read",
        case=case,
        title=title_of(case, opened),
        note=note,
        form=form,
        error=error,
        seen=seen,
        stands=stands,
        mine=note.author_id == current_user.id and note.kind != MISTAKE,
        choices=note_choices(lang),
        older=older,
    )


def _labels(facts: Mapping[str, Any], lang: str, on: date) -> list[str]:
    """What a former version said in codes, and of which day it was where that is not ``on``."""
    names = ("interventions", "domains", "channel", "direction", "place")
    row = Note(minutes=facts.get("minutes"), **{name: facts.get(name) or "" for name in names})
    was = clock.read_day(facts.get("on", "")) or on
    return [*([] if was == on else [day(was)]), *views.labels_of(row, lang)]


@blueprint.get("/<uuid>/notes/<note_uuid>", endpoint="note")
def note_page(uuid: str, note_uuid: str) -> Any:
    case, opened = case_of(uuid)
    note, key = _note(case, opened, note_uuid)
    form = NoteForm(
        key.read("note", note.uuid, "text", note.text), note.interventions.split(), note.domains.split(),
        note.channel, str(note.minutes or ""), note.place, note.direction,
        on=clock.day_of(note.at).isoformat(),
    )  # fmt: skip
    return _note_page(case, opened, note, key, form)


@blueprint.post("/<uuid>/notes/<note_uuid>/away", endpoint="put_away")
def put_away(uuid: str, note_uuid: str) -> Any:
    """It belongs in another case."""
    case, opened = case_of(uuid)
    note, key = _note(case, opened, note_uuid)
    notes.put_away(case, opened, note, current_user, key)
    return back(case, "page", "note.away")


@blueprint.post("/<uuid>/notes/<note_uuid>", endpoint="correct")
def correct(uuid: str, note_uuid: str) -> Any:
    case, opened = case_of(uuid)
    note, key = _note(case, opened, note_uuid)
    form = NoteForm.of(request.form)
    try:
        seen = clean(request.form.get("seen", ""))
        notes.correct(case, opened, note, current_user, form.content(case, None), key, seen)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _note_page(case, opened, note, key, form, refusal(error), stands_of(error))
    return redirect(case_url(case), 303)
