"""The phone rings: a note at once, from anywhere, and only later which case it is about."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.cases import drafts, mentions, names, notes, snippets, views, work
from app.cases.access import visible_to
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import NoteForm, asked_about, clean
from app.cases.models import Case, Note, new_uuid
from app.cases.opening import Opened
from app.cases.pages.base import blueprint, case_of, mine, only_case_workers, private
from app.cases.pages.notes import base, draft_answer, saved, settled, window_after, with_snippet
from app.cases.pages.saying import refusal
from app.errors import Refusal
from app.i18n import language
from directory.transactions import writing


def _fields(form: NoteForm) -> drafts.Content:
    """What a draft without a case keeps: the note, and which case was chosen or how a new one is to be
    called."""
    where = {
        "case": clean(request.form.get("case", ""))[:40],
        "title": clean(request.form.get("title", "")),
    }
    return form.as_dict() | {name: value for name, value in where.items() if value}


# Those of the page itself, of a note.
_FIELDS = frozenset({"text", "channel", "minutes", "case", "title"})


def _page(form: NoteForm, kept: drafts.Kept, error: str = "", title: str = "", chosen: str = "") -> Any:
    cases, opened = mine()
    return render_template(
        "cases/quick.html",
        cases=views.lines(cases, opened),
        form=form,
        kept=kept,
        settle=url_for("cases.quick_insert"),
        window=form.window or new_uuid(),
        # At a field that is not on this page it would be seen by nobody.
        error=error if getattr(error, "field", "") in _FIELDS else Refusal(error),
        new_title=title,
        chosen=chosen,
        channels=names.term_pairs("channel", language()),
        snippets=snippets.titles(language()),
    ), 422 if error else 200


@blueprint.get("/note", endpoint="quick")
def quick() -> Any:
    only_case_workers()
    kept = drafts.begin_loose(current_user, private())
    where = {"title": str(kept.fields.get("title", "")), "chosen": str(kept.fields.get("case", ""))}
    return _page(NoteForm.kept(kept.fields), kept, **where)


@blueprint.post("/note/draft", endpoint="quick_draft")
def quick_draft() -> Any:
    only_case_workers()
    form = NoteForm.of(request.form)
    kept = drafts.save_loose(current_user, private(), _fields(form), base(), form.window)
    return draft_answer(kept, url_for("cases.quick_insert"))


@blueprint.post("/note/insert", endpoint="quick_insert")
def quick_insert() -> Any:
    """As ``insert`` of a case."""
    only_case_workers()
    form = with_snippet(NoteForm.of(request.form))
    drafts.send_loose(current_user, private(), _fields(form), base(), form.window, *settled())
    return redirect(url_for("cases.quick") + "#text", 303)


@blueprint.post("/note/mention", endpoint="quick_mention")
def quick_mention() -> Any:
    """What ``@typed`` may mean while no case is chosen: sheets and colleagues."""
    only_case_workers()
    typed = clean(request.form.get("typed", ""))[:80]
    with recorded("note.mention", "", current_user.uuid, often=True):
        found = mentions.suggest(typed, [], language())
    return render_template("cases/mention.html", targets=found)


def _saved_already(window: str) -> Case | None:
    """The case that this window's note was saved in, when it is sent a second time."""
    mine = visible_to(current_user).switch(Case).join(Note)
    sent = mine.where(Note.uuid == window, Note.author == current_user.id)
    found: Case | None = sent.first() if window else None
    return found


def _where(form: NoteForm, chosen: str, title: str) -> tuple[Case, Opened]:
    """The case that a note goes to; a new one is made in the transaction that writes the note. A name that is
    typed asks for a new one: a note must not end in another client's case because a list stood there."""
    if chosen in ("", "new") and (there := _saved_already(form.window)) is not None:
        chosen = there.uuid
    elif title and chosen not in ("", "new"):
        raise CaseError(_("You chose a case and typed a name for a new one. Keep one of the two."), "title")
    if chosen not in ("", "new"):
        return case_of(chosen)
    if (chosen == "new" or title) and (form.text.strip() or form.interventions):
        return work.open_case(current_user, title)
    raise CaseError(_("Choose a case, or open a new one. What you typed is kept."), "case")


@blueprint.post("/note", endpoint="quick_save")
def quick_save() -> Any:
    """Keep the note in a case that is chosen now, or in a new one."""
    only_case_workers()
    form, key = NoteForm.of(request.form), private()
    chosen, title = request.form.get("case", ""), clean(request.form.get("title", ""))
    kept = drafts.loose(current_user, key)
    try:
        form.ask_about_days()
        # Sent twice at once, the second waits here until it sees the note, and its case, of the first.
        with writing(Case._meta.database):
            case, opened = _where(form, chosen, title)
            with recorded("note.quick", case.uuid, current_user.uuid):
                note = notes.add_note(case, opened, current_user, form.content(case, kept.started))
                drafts.clear_loose(current_user, key, form.window, _fields(form))
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        form.window = window_after(error, form)
        if form.window:  # as in a case: what another window typed is set aside and shown
            kept = drafts.save_loose(current_user, key, _fields(form), base(), form.window)
        form.passed = asked_about(error, form.passed)
        return _page(form, kept, refusal(error), title, chosen)
    return saved(case, note)
