"""Staying in touch, appointments and their interpreters; and the list that a change of custody proposes."""

from typing import Any

from flask import redirect, request
from flask_login import current_user

from app.audit import recorded
from app.cases import (
    appointments,
    checklists,
    clock,
    interpreters,
    its_note,
    names,
    outgoing,
    people,
    tie_names,
    ties,
)
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import asked_about, day, fields, not_at_night, not_far, not_passed, number
from app.cases.models import Appointment, Case, Interpreting, Person, Plan
from app.cases.opening import Facts, Opened
from app.cases.overtaken import fingerprint, shown_again, stands_of
from app.cases.pages.base import back, blueprint, case_of, case_url, read_page, row_of
from app.cases.pages.overview import head
from app.cases.pages.saying import refusal
from app.i18n import language


def _providers(lang: str) -> list[dict[str, Any]]:
    return [
        {"id": one.external_id, "name": one.name(lang)[0], "phones": outgoing.phones(one)}
        for one in interpreters.providers()
    ]


def _page(
    case: Case, opened: Opened, error: str = "", where: str = "", typed: dict[str, Any] | None = None,
    stands: Facts | None = None,
) -> Any:  # fmt: skip
    """``where`` is what was refused: 'plan', 'appointment', the uuid of a row, or 'move-' and one;
    ``stands`` what was saved in it meanwhile."""
    lang = language()
    persons = people.of_case(case, opened)
    providers, found = _providers(lang), appointments.of_case(case, opened)
    return read_page(
        case,
        "cases/ties.html",
        422 if error else 200,
        **head(case, opened, persons, lang),
        plans=[(line, fingerprint(line.facts)) for line in ties.of_case(case, opened)],
        stands=stands,
        stands_at=f"{where}-",
        ways=tie_names.ways(),
        obstacles=tie_names.obstacles(),
        way_words=dict(tie_names.ways()),
        obstacle_words=dict(tie_names.obstacles()),
        meetings=[
            (one, shown := Facts(appointments.in_form(one.row, one.facts)), fingerprint(shown))
            for one in found
        ],
        notes_to_write=its_note.to_write([step for one in found for step in one.steps], current_user),
        providers=providers,
        provider_words={one["id"]: one["name"] for one in providers},
        bookings=tie_names.bookings(),
        told=tie_names.told(),
        became=tie_names.became(),
        plan_became=tie_names.became(plan=True),
        moving_one=where if (typed or {}).get("put_off") else request.args.get("move", ""),
        on=clock.today(),
        steps=interpreters.STEPS,
        language_pairs=names.language_pairs(lang),
        language_words=dict(names.language_pairs(lang)),
        error=error,
        where=where,
        typed=Facts(typed or {}),
        ticked=(typed or {}).get("obstacles", []),
    )


@blueprint.get("/<uuid>/ties", endpoint="ties")
def ties_page(uuid: str) -> Any:
    case, opened = case_of(uuid)
    return _page(case, opened)


def _save_plan(case: Case, opened: Opened, row: Plan | None) -> Any:
    given = fields(request.form)
    try:
        ties.save(case, opened, current_user, row, given, request.form.getlist("obstacles"))
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        form = shown_again(error, {**given, "obstacles": request.form.getlist("obstacles")})
        return _page(case, opened, refusal(error), row.uuid if row else "plan", form, stands_of(error))
    return back(case, "ties", "saved")


@blueprint.post("/<uuid>/ties", endpoint="add_plan")
def add_plan(uuid: str) -> Any:
    case, opened = case_of(uuid)
    return _save_plan(case, opened, None)


@blueprint.post("/<uuid>/ties/<plan_uuid>", endpoint="plan")
def plan(uuid: str, plan_uuid: str) -> Any:
    case, opened = case_of(uuid)
    row = row_of(Plan, case, plan_uuid)
    if request.form.get("do") == "end":
        ties.end(case, opened, current_user, row)
        return back(case, "ties", "plan.ended")
    return _save_plan(case, opened, row)


def _must_be_meant(given: dict[str, str], row: Appointment | None = None) -> None:
    """Raises Doubt of a day or an hour that is nearly always a slip; of what stands in ``row`` already
    nothing is asked."""
    stands = appointments.in_form(row, {}) if row else {}
    on, hour, asked = day(given.get("on", ""), "on"), given.get("hour", "").strip(), given.get("passed", "")
    if str(on) != stands.get("on"):
        not_passed([on], asked, "on")
        not_far(on, asked, "on")
    if hour != stands.get("hour"):
        not_at_night(hour, asked, "hour")


@blueprint.post("/<uuid>/appointments", endpoint="add_appointment")
def add_appointment(uuid: str) -> Any:
    case, opened = case_of(uuid)
    given = fields(request.form)
    try:
        _must_be_meant(given)
        with recorded("appointment.new", case.uuid, current_user.uuid):
            row = appointments.make(
                case, opened, current_user, given.get("on", ""), given.get("hour", ""), given
            )
            if given.get("provider"):
                interpreters.book(
                    case, opened, current_user, row, given["provider"], given.get("language", "")
                )
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        given["passed"] = asked_about(error, given.get("passed", ""))
        return _page(case, opened, refusal(error), "appointment", given)
    return back(case, "ties", "appointment")


def _move(case: Case, opened: Opened, row: Appointment, given: dict[str, str]) -> Any:
    passed = given.get("passed", "")
    try:
        _must_be_meant(given, row)
        tell = appointments.move(case, opened, current_user, row, given)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        form = {**shown_again(error, given), "passed": asked_about(error, passed)}
        return _page(case, opened, refusal(error), f"move-{row.uuid}", form, stands_of(error))
    return back(case, "ties", "appointment.moved.tell" if tell else "appointment.moved")


@blueprint.post("/<uuid>/appointments/<row_uuid>", endpoint="appointment")
def appointment(uuid: str, row_uuid: str) -> Any:
    """Book another interpreter, move the appointment, or take it away."""
    case, opened = case_of(uuid)
    row = row_of(Appointment, case, row_uuid)
    given = fields(request.form)
    if given.get("do") == "remove":
        appointments.remove(case, opened, current_user, row)
        return back(case, "ties", "appointment.removed")
    if given.get("do") == "move":
        return _move(case, opened, row, given)
    try:
        interpreters.book(
            case, opened, current_user, row, given.get("provider", ""), given.get("language", "")
        )  # fmt: skip
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(case, opened, refusal(error), row.uuid, given)
    return back(case, "ties", "saved")


@blueprint.post("/<uuid>/interpreters/<row_uuid>", endpoint="interpreter")
def interpreter(uuid: str, row_uuid: str) -> Any:
    """What became of a booking."""
    case, opened = case_of(uuid)
    row = row_of(Interpreting, case, row_uuid)
    given = fields(request.form)
    try:
        minutes, cost = number(given.get("minutes", "")), interpreters.cents(given.get("cost", ""))
        do, agreed = given.get("do", ""), given.get("agreed", "")
        interpreters.step(case, opened, current_user, row, do, minutes, cost, agreed)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(case, opened, refusal(error), row.uuid, given)
    return back(case, "ties", "saved")


@blueprint.post("/<uuid>/people/<person_uuid>/checklist", endpoint="checklist")
def checklist(uuid: str, person_uuid: str) -> Any:
    """Take what was ticked of a proposed list as tasks."""
    case, opened = case_of(uuid)
    row = row_of(Person, case, person_uuid)
    found = checklists.proposed(row, opened.read_facts("person", row.uuid, row.facts, "name"), clock.today())
    words = tie_names.checklist(found.kind) if found else []
    ticked = {text for text in request.form.getlist("take") if text.isdecimal()}
    chosen = [(index, text) for index, (_days, text) in enumerate(words) if str(index) in ticked]
    checklists.take(case, opened, current_user, row, chosen)
    return redirect(case_url(case), 303)
