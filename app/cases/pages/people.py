"""The client, the household and the linked persons of a case."""

from dataclasses import replace
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_login import current_user

from app.cases import clock, custody, names, people, tasks, views
from app.cases.custody import Period
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import asked_about, day, fields, must_day, not_far
from app.cases.models import Case, Person
from app.cases.opening import Facts, Opened
from app.cases.overtaken import fingerprint, shown_again, stands_of
from app.cases.pages.base import back, blueprint, case_of, read_page, row_of
from app.cases.pages.overview import head
from app.cases.pages.saying import refusal
from app.cases.typed import within
from app.i18n import language
from directory import territory

LONGEST_PRISON = 120


def _choices(lang: str) -> dict[str, Any]:
    return {
        "territory": names.territories(),
        "municipality": territory.choices(lang),
        "language": names.language_pairs(lang),
        "intensity": names.intensities(),
        "relation": names.term_pairs("relation", lang),
        "status": names.term_pairs("legal_status", lang),
        "custody": names.term_pairs("custody", lang),
        "modality": names.term_pairs("modality", lang),
        "prisons": names.prison_names(),
    }


def _period_lines(facts: dict[str, Any], lang: str) -> list[dict[str, Any]]:
    return [
        {
            "words": views.period_words(one, lang), "begin": one.begin, "end": one.end,
            "which": fingerprint(one.words()), "held": Facts(one.words()),
            "odd": bool(one.prison) and not custody.prison_was_open(one.prison, one.begin),
        }
        for one in people.periods_of(facts)
    ]  # fmt: skip


def _page(
    case: Case, opened: Opened, status: int = 200, error: str = "", where: str = "", **typed: Any
) -> Any:
    """``where`` is the part of the page that was refused: 'client', 'household', 'linked' or a uuid."""
    lang = language()
    persons = people.of_case(case, opened)
    top = head(case, opened, persons, lang)
    sections: dict[str, list[dict[str, Any]]] = {"household": [], "linked": []}
    for row, facts in persons:
        if row.kind in sections:
            shown = typed.get("form", {}) if where == row.uuid else facts
            sections[row.kind].append({
                "uuid": row.uuid, "facts": Facts({**facts, **shown}), "periods": _period_lines(facts, lang),
                "seen": fingerprint(people.in_form(row.kind, facts)),
            })  # fmt: skip
    seen = fingerprint(people.in_form("client", top["client"]))
    if where == "client":
        top["client"] = Facts(typed["form"])
    return read_page(
        case, "cases/people.html", status, **top, **sections_named(sections), choices=_choices(lang),
        error=error, where=where, typed=Facts(typed.get("form", {})), period=Facts(typed.get("period", {})),
        client_seen=seen, stands=typed.get("stands"), stands_at="c-" if where == "client" else f"{where}-",
    )  # fmt: skip


def sections_named(sections: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The persons by the names that the template uses."""
    return {"household": sections["household"], "persons": sections["linked"]}


@blueprint.get("/<uuid>/people", endpoint="people")
def people_page(uuid: str) -> Any:
    case, opened = case_of(uuid)
    return _page(case, opened)


@blueprint.post("/<uuid>/client", endpoint="client")
def client(uuid: str) -> Any:
    case, opened = case_of(uuid)
    given = fields(request.form)
    try:
        people.save_client(case, opened, current_user, given)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(
            case,
            opened,
            422,
            refusal(error),
            "client",
            form=shown_again(error, given),
            stands=stands_of(error),
        )
    return back(case, "people", "saved")


def _save(case: Case, opened: Opened, row: Person, where: str) -> Any:
    given = fields(request.form)
    try:
        people.save_person(case, opened, current_user, row, given)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        if row.id is not None and not Person.select().where(Person.id == row.id).exists():
            where = row.kind
        form, stands = shown_again(error, given), stands_of(error)
        return _page(case, opened, 422, refusal(error), where, form=form, stands=stands)
    return back(case, "people", "person")


@blueprint.post("/<uuid>/people", endpoint="add_person")
def add_person(uuid: str) -> Any:
    case, opened = case_of(uuid)
    kind = "linked" if request.form.get("kind") == "linked" else "household"
    return _save(case, opened, Person(case=case, kind=kind), kind)


@blueprint.post("/<uuid>/people/<person_uuid>", endpoint="person")
def person(uuid: str, person_uuid: str) -> Any:
    case, opened = case_of(uuid)
    if request.form.get("do") == "remove":
        try:
            people.remove_person(case, opened, current_user, row_of(Person, case, person_uuid))
        except (CasesShut, KeyMoved):
            raise
        except CaseError as error:
            return _page(case, opened, 422, refusal(error), person_uuid)
        return back(case, "people", "person.removed")
    row = Person.get_or_none(Person.case == case, Person.uuid == person_uuid)
    if row is None:  # taken away meanwhile: what was typed stands in the form that adds somebody
        kind = "linked" if "status" in request.form else "household"
        return _page(case, opened, 422, _(people.GONE), kind, form=fields(request.form))
    return _save(case, opened, row, row.uuid)


@blueprint.post("/<uuid>/people/<person_uuid>/custody", endpoint="custody")
def custody_change(uuid: str, person_uuid: str) -> Any:
    """Add a period, end one, correct one, or take one away that was entered by mistake."""
    case, opened = case_of(uuid)
    row = row_of(Person, case, person_uuid)
    given = fields(request.form)
    try:
        _custody(case, opened, row, given)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        # What was typed of a period that is not there any more stands in the form that adds one.
        do, which = given.get("do", ""), given.get("which", "")
        there = do in {"end", "correct"} and (do == "end" or _period_now(opened, row, which))
        where = f"{row.uuid}-{do}{which}" if there else f"{row.uuid}-custody"
        given["passed"] = asked_about(error, given.get("passed", ""))
        return _page(case, opened, 422, refusal(error), where, period=given)
    return back(case, "people", "period.removed" if given.get("do") == "remove" else "period")


def _period_now(opened: Opened, row: Person, which: str) -> Period | None:
    _row, facts = people.stands(opened, row)
    return people.period_that_is(facts, which)


def _custody(case: Case, opened: Opened, row: Person, given: dict[str, str]) -> None:
    do, which = given.get("do", ""), given.get("which", "")
    if do == "remove":
        people.change_period(case, opened, current_user, row, which, lambda _one: None)
        return
    if do == "end":
        until = must_day(given.get("end", ""), "end")
        people.change_period(case, opened, current_user, row, which, lambda one: replace(one, end=until))
        return
    begin = day(given.get("begin", ""), "begin")
    old = _period_now(opened, row, which) if do == "correct" else None
    if old is None or begin != old.begin:
        not_far(begin, given.get("passed", ""), "begin")
    prison = within(given.get("prison", ""), LONGEST_PRISON, "prison")
    period = Period(
        given.get("custody", ""), must_day(given.get("begin", ""), "begin"), day(given.get("end", ""), "end"),
        given.get("modality", ""), prison,
    )  # fmt: skip
    if do == "correct":
        people.change_period(case, opened, current_user, row, which, lambda _one: period)
        return
    people.add_period(case, opened, current_user, row, period)
    if "check_in" in given:
        due = views.check_in_day(max(period.begin, clock.today()))
        words = _("Ask how it goes: %(custody)s", custody=views.period_words(period, language()))
        tasks.add_task(case, opened, current_user, words, due, kind="check_in")
