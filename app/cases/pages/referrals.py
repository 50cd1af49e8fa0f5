"""Referring: from a sheet, composing what leaves, looking at it together, and every step after that."""

from typing import Any

from flask import abort, current_app, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.cases import (
    answers,
    clock,
    consent,
    desk,
    lifecycle,
    links,
    names,
    people,
    referrals,
    replies,
    views,
)
from app.cases.access import works_on_cases
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import day, fields, whole
from app.cases.models import Case, Referral
from app.cases.opening import Facts, Opened
from app.cases.overtaken import stands_of
from app.cases.pages.base import blueprint, case_of, case_url, mine, read_page
from app.cases.pages.overview import head
from app.cases.pages.referral_page import one_of, referral_page
from app.cases.pages.saying import done, refusal
from app.errors import Refusal
from app.i18n import language
from directory import expertise
from directory.models import Service


def _sheet(external_id: str) -> Service:
    sheet = Service.get_or_none(Service.external_id == external_id, ~Service.archived)
    if sheet is None:
        abort(404)
    return sheet


@blueprint.get("/refer/<external_id>", endpoint="refer_form")
def refer_form(external_id: str) -> Any:
    sheet = _sheet(external_id)
    if not works_on_cases(current_user):
        abort(404)
    cases, opened = mine()
    return render_template(
        "cases/refer.html",
        external_id=external_id,
        name=sheet.name(language())[0],
        cases=views.lines(cases, opened),
        chosen=request.args.get("case", ""),
        kinds=names.kinds(),
        colleague=expertise.is_colleague(sheet),
        subjects=[expertise.label(row.code, language()) for row in sheet.expertise],
        info_only=sheet.category in referrals.JUSTICE_CHAIN,
    )


@blueprint.post("/refer/<external_id>", endpoint="refer")
def refer(external_id: str) -> Any:
    case, opened = case_of(request.form.get("case", ""))
    sheet = _sheet(external_id)
    if request.form.get("kind") == "question":
        with recorded("question.begun", case.uuid, current_user.uuid):
            pass  # nothing of it is kept yet
        return redirect(case_url(case, "question", sheet=external_id), 303)
    row = referrals.begin(case, opened, current_user, request.form.get("kind", ""), sheet)
    if row.kind == "info":
        return redirect(case_url(case), 303)
    return redirect(case_url(case, "referral", referral_uuid=row.uuid), 303)


@blueprint.post("/<uuid>/referrals", endpoint="refer_inside")
def refer_inside(uuid: str) -> Any:
    """A referral to a unit of the own service: the same rules."""
    case, opened = case_of(uuid)
    unit = request.form.get("unit", "")
    row = referrals.begin(case, opened, current_user, "warm", None, unit)
    return redirect(case_url(case, "referral", referral_uuid=row.uuid), 303)


@blueprint.get("/<uuid>/referrals", endpoint="referrals")
def referral_list(uuid: str) -> Any:
    case, opened = case_of(uuid)
    lang, days = language(), desk.number("news_after")
    expire = desk.number("expire_after")
    query = Referral.select(Referral, Service).left_outer_join(Service).where(Referral.case == case)
    rows = [
        (
            views.referral_view(row, lang),
            row,
            referrals.is_silent(row, days),
            referrals.is_silent(row, expire),
            referrals.leads_nowhere(row),
        )
        for row in query.order_by(Referral.id.desc())
    ]
    words = names.answers()
    answered: dict[str, list[str]] = {}
    for one in answers.unseen({case.id: opened}):
        answered.setdefault(one.referral.uuid, []).append(words[one.verb])
    return read_page(
        case, "cases/referrals.html", **head(case, opened, people.of_case(case, opened), lang), rows=rows,
        answered=answered,
        units=names.units(), outcomes=dict(names.outcomes()),
    )  # fmt: skip


@blueprint.get("/<uuid>/referrals/<referral_uuid>", endpoint="referral")
def referral(uuid: str, referral_uuid: str) -> Any:
    case, opened, row = one_of(uuid, referral_uuid)
    return referral_page(case, opened, row)


@blueprint.post("/<uuid>/referrals/<referral_uuid>/compose", endpoint="compose")
def compose(uuid: str, referral_uuid: str) -> Any:
    case, opened, row = one_of(uuid, referral_uuid)
    given, taken = fields(request.form), request.form.getlist("take")
    texts = {code: given[f"text-{code}"] for code in consent.BLOCKS if f"text-{code}" in given}
    lang = given.get("lang", "")
    try:
        chosen = {code: text for code, text in texts.items() if code in taken}
        referrals.compose(
            case, opened, row, current_user, chosen, lang, texts, given.get("seen", "")
        )  # fmt: skip
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        typed = {"texts": Facts(texts), "taken": taken, "letter_lang": lang, "stands": stands_of(error)}
        return referral_page(case, opened, Referral.get_by_id(row.id), refusal(error), "compose", **typed)
    return redirect(case_url(case, "referral", referral_uuid=row.uuid) + "#preview", 303)


def _agree(case: Case, opened: Opened, row: Referral, given: dict[str, str]) -> None:
    """Ticking that the client agrees records a consent for this recipient and these blocks."""
    if "agrees" in row.conditions.split() and not consent.covers(row):
        if not given.get("how"):
            raise CaseError(_("Choose how the client agreed."), "how")
        scope = row.blocks.split()
        until = day(given.get("until", ""), "until")
        consent.give(
            case, opened, current_user, "client", scope, given["how"], clock.today(), until=until,
            proof=given.get("proof", ""), service=row.service, unit=row.unit,
        )  # fmt: skip


def _why_not(error: CaseError, conditions: list[str]) -> Refusal:
    """Why it may not leave, and which of the five conditions are missing."""
    missing = [words for code, words in names.conditions().items() if code not in conditions]
    why = refusal(error)
    if not missing:
        return why
    return Refusal(f"{why} " + _("Still missing: %(what)s.", what=" · ".join(missing)), why.field)


@blueprint.post("/<uuid>/referrals/<referral_uuid>/go", endpoint="go")
def go(uuid: str, referral_uuid: str) -> Any:
    """It was looked at together: record what has to be recorded, and let it go when nothing is missing."""
    case, opened, row = one_of(uuid, referral_uuid)
    given = fields(request.form)
    conditions = request.form.getlist("conditions")
    version = whole(given.get("version", "")) or 0
    try:
        with recorded("referral.ready", case.uuid, current_user.uuid):
            referrals.previewed(case, opened, row, current_user, version)
            referrals.record_conditions(case, opened, row, current_user, conditions)
        with recorded("referral.go", case.uuid, current_user.uuid):
            _agree(case, opened, row, given)
            referrals.take(case, opened, row, current_user, lifecycle.first_verb(row.kind))
            if row.kind == "sent":
                links.make(case, opened, row, current_user, current_app.config["SECRET_KEY"])
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        typed = {"met": conditions, "leaving": Facts(given)}
        why, fresh = _why_not(error, conditions), Referral.get_by_id(row.id)
        return referral_page(case, opened, fresh, why, "go", **typed)
    return redirect(case_url(case, "referral", referral_uuid=row.uuid), 303)


@blueprint.post("/<uuid>/referrals/<referral_uuid>/answer", endpoint="answer_partner")
def answer_partner(uuid: str, referral_uuid: str) -> Any:
    """What we answer to a partner's question."""
    case, opened, row = one_of(uuid, referral_uuid)
    given = fields(request.form)
    try:
        replies.write(case, opened, row, current_user, given)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        fresh = Referral.get_by_id(row.id)
        return referral_page(case, opened, fresh, refusal(error), "reply", reply=Facts(given))
    done("answered.reply" if given["how"] == "reply" else "answered")
    return redirect(case_url(case, "referral", referral_uuid=row.uuid) + "#answers", 303)


@blueprint.post("/<uuid>/referrals/<referral_uuid>/step", endpoint="step")
def step(uuid: str, referral_uuid: str) -> Any:
    case, opened, row = one_of(uuid, referral_uuid)
    given = fields(request.form)
    verb = given.get("do", "")
    try:
        if verb == "seen":
            answers.see(case, opened, row, current_user, given.get("upto", ""))
        elif verb == "heard":
            referrals.heard(case, opened, row, current_user)
        elif verb == "handed":
            links.passed_on(case, opened, row, current_user)
        elif verb == "link":
            links.make(case, opened, row, current_user, current_app.config["SECRET_KEY"])
        else:
            code = given.get(f"code-{verb}", "")
            thrown = verb == "cancel" and row.status == "draft"
            referrals.take(case, opened, row, current_user, verb, code, day(given.get("until", ""), "until"))
            if thrown:
                done("draft.thrown")
                return redirect(case_url(case, "referrals"), 303)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        fresh = Referral.get_by_id(row.id)
        return referral_page(case, opened, fresh, refusal(error), "step", stepped=Facts(given))
    return redirect(case_url(case, "referral", referral_uuid=row.uuid), 303)
