"""The list of cases, and the page of a case."""

from typing import Any

from flask import abort, redirect, render_template, request
from flask import session as form_cookie
from flask_login import current_user

from app.cases import (
    appointments,
    asking,
    checklists,
    circles,
    clock,
    closing,
    custody,
    drafts,
    emergency,
    happenings,
    its_note,
    names,
    opening,
    partners,
    people,
    snippets,
    tie_names,
    ties,
    views,
    work,
)
from app.cases.access import team, works_on_cases
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import NoteForm, clean
from app.cases.models import Case, Closure, Note, Partner, Task, new_uuid
from app.cases.opening import Facts, Opened
from app.cases.pages.base import (
    blueprint,
    case_of,
    case_url,
    mine,
    only_case_workers,
    private,
    read_page,
    title_of,
)
from app.cases.pages.saying import refusal
from app.i18n import N_, language

# In the form cookie: the identifiers of the note that was saved just now and of the tasks that it made, of
# these so many: a cookie is small.
SAVED, TOLD = "saved", 20
# How many notes the page of a case shows at first; a link shows all.
SHOWN = 50


@blueprint.get("", endpoint="list")
def case_list() -> Any:
    only_case_workers()
    return _list()


def _list(error: str = "", typed: str = "") -> Any:
    """The reader's cases; ``typed`` is the name of a new one that was refused."""
    cases, opened = mine()
    lines = views.lines(cases, opened)
    ended = closing.closures(cases)
    return render_template(
        "cases/list.html",
        error=error,
        typed=typed,
        cases=[line for line in lines if line.uuid not in ended],
        closed=[(line, ended[line.uuid]) for line in lines if line.uuid in ended],
        shut=len(cases) - len(opening.held(cases, current_user)),
        today=clock.today(),
    ), 422 if error else 200


@blueprint.post("", endpoint="open")
def case_open() -> Any:
    if not works_on_cases(current_user):
        abort(403)
    private()
    title = clean(request.form.get("title", ""))
    try:
        if not title.strip():  # Enter in the empty field is a slip; a note from anywhere still opens one
            raise CaseError(N_("Give the case a name or a pseudonym; a question mark is enough."), "title")
        case, _opened = work.open_case(current_user, title)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _list(refusal(error), title)
    return redirect(case_url(case), 303)


def _saved_now(case: Case, opened: Opened) -> dict[str, Any]:
    """Where the note stands that was saved just now, in this case, and the tasks that it made."""
    note, *made = form_cookie.pop(SAVED) if SAVED in form_cookie else [""]
    if not note or not Note.select().where(Note.case == case, Note.uuid == note).exists():
        return {}
    rows = Task.select().where(Task.case == case, Task.uuid.in_(made)) if made else ()
    lines = {row.uuid: views.task_line(row, opened, language()) for row in rows}
    return {"saved_note": f"n{note}", "saved_tasks": [lines[uuid] for uuid in made if uuid in lines]}


def note_choices(lang: str) -> dict[str, Any]:
    """The coded fields of a note's form."""
    choices: dict[str, Any] = {
        scheme: names.term_pairs(scheme, lang) for scheme in ("intervention", "life_domain", "channel")
    }
    return choices | {"place": names.places(), "direction": names.directions()}


def head(case: Case, opened: Opened, persons: Any, lang: str) -> dict[str, Any]:
    """What stands on top of every page of a case."""
    facts = next((facts for row, facts in persons if row.kind == "client"), Facts())
    linked = [facts for row, facts in persons if row.kind == "linked"]
    today = clock.today()
    phase = custody.phase_of_many([people.periods_of(one) for one in linked], today)
    return {
        "case": case,
        "title": title_of(case, opened),
        "client": facts,
        "municipality": names.municipality(facts.get("municipality", ""), lang),
        "welfare_office": names.welfare_office(facts.get("municipality", ""), lang),
        "language": names.language(facts.get("language", ""), lang),
        "linked": [linked_words(one, lang) for one in linked],
        "phase": names.phases().get(phase, ""),
        "closure": Closure.get_or_none(Closure.case == case),
        "emergencies": emergency.unseen(case, opened),
    }  # fmt: skip


def linked_words(facts: dict[str, Any], lang: str) -> str:
    """A linked person in a few words: relation, name if known, custody now."""
    label = dict(names.term_pairs("relation", lang)).get(facts.get("relation", ""), "")
    now_held = [one for one in people.periods_of(facts) if one.covers(clock.today())]
    custody = views.period_words(now_held[-1], lang) if now_held else ""
    return " · ".join(part for part in (label, facts.get("name", ""), custody) if part)


def case_page(
    case: Case, opened: Opened, form: NoteForm | None = None, error: str = "", status: int = 200, **more: Any
) -> Any:
    """The page of a case. ``form`` is what was typed; otherwise the draft stands there."""
    lang = language()
    kept = drafts.of(case, opened, current_user)
    if form is None:
        form = NoteForm.kept(kept.fields)
    known = its_note.known(case, opened, form.after) if form.after else None
    persons = people.of_case(case, opened)
    found = circles.mine(case, opened, current_user, private())
    members = team(case)
    there = [line for line in partners.of_case(case, opened) if line.ended is None]
    most = None if "all" in request.args else SHOWN
    entries, more_entries = views.timeline(case, opened, found, persons, lang, current_user, most)
    context: dict[str, Any] = {
        "task_words": "", "task_due": "", "task_kind": "task", "task_holder": "",
        "task_urgent": False, "task_passed": "", "saved_note": "", "saved_tasks": [], "where": "note",
        "another_first": None, "to_text": False, **more,
    }  # fmt: skip
    return read_page(
        case,
        "cases/page.html",
        status,
        **head(case, opened, persons, lang),
        form=form,
        error=error,
        kept=kept,
        settle=case_url(case, "insert"),
        known=known,
        more_open=form.more(known.form if known and not error else None),
        window=form.window or new_uuid(),
        entries=entries,
        more=more_entries,
        tasks=views.open_tasks(case, opened, lang),
        partners=there,
        partner_pairs=[(line.uuid, line.facts["person"] or line.facts["name"]) for line in there],
        circle_pairs=[(one.row.uuid, one.name) for one in found.values() if not one.row.private],
        team=[(row.user.called, row.part) for row in members],
        holders=[(row.user.uuid, row.user.called) for row in members],
        part=next((row.part for row in members if row.user.id == current_user.id), ""),
        choices=note_choices(lang),
        snippets=snippets.titles(lang),
        notes_to_write=_notes_to_write(case, opened),
        **_around(case, opened, persons, lang),
        **context,
    )


def _notes_to_write(case: Case, opened: Opened) -> set[str]:
    """Beside which answers that an appointment took place its note is offered."""
    return its_note.to_write([step for step, _facts in happenings.of_case(case, opened)], current_user)


def _of_appointment(case: Case, opened: Opened, asked: str) -> tuple[NoteForm | None, dict[str, Any]]:
    """The form for the note of an appointment that took place; what the reader is typing already goes before,
    and the page says so."""
    known, kept = its_note.known(case, opened, asked), drafts.of(case, opened, current_user)
    if known is None:
        return None, {}
    if kept.empty:
        return known.form, {"to_text": True}
    other = kept.fields.get("after") != asked
    return None, {"to_text": True, "another_first": known.at if other else None}


def _around(case: Case, opened: Opened, persons: Any, lang: str) -> dict[str, Any]:
    """The family, what comes next, what a change of custody proposes, and whom to ask; seven queries."""
    relations = dict(names.term_pairs("relation", lang))
    family = [
        " · ".join(filter(None, (relations.get(facts["relation"], ""), facts["name"], facts["birth_year"])))
        for row, facts in persons
        if row.kind == "household"
    ]
    return {
        "family": [words for words in family if words],
        "meetings": appointments.coming(case, opened),
        "bookings": tie_names.bookings(),
        "became": tie_names.became(),
        "plans": ties.of_case(case, opened),
        "way_words": dict(tie_names.ways()),
        "plan_became": tie_names.became(plan=True),
        "experts": [one for one in asking.experts(case, lang) if one.fits],
        "proposals": [
            (one, tie_names.proposals()[one.kind], tie_names.checklist(one.kind))
            for one in checklists.all_proposed(persons, clock.today())
        ],
    }


@blueprint.get("/<uuid>", endpoint="page")
def page(uuid: str) -> Any:
    case, opened = case_of(uuid)
    form: NoteForm | None = None
    more: dict[str, Any] = {}
    if (after := request.args.get("after")) is not None:
        form, more = _of_appointment(case, opened, after)
    elif (asked := request.args.get("with")) and drafts.of(case, opened, current_user).empty:
        row = Partner.get_or_none(Partner.case == case, Partner.uuid == asked)
        form = NoteForm(partner=row.uuid, channel="phone") if row else None
    return case_page(case, opened, form, **more, **_saved_now(case, opened))
