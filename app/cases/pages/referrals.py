"""Referring: from a sheet, composing what leaves, looking at it together, and every step after that."""

from typing import Any

from flask import abort, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.auth.models import User, now
from app.cases import clock, consent, desk, lifecycle, links, mail, names, outgoing, people, referrals, views
from app.cases.access import works_on_cases
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import day, fields, whole
from app.cases.models import Case, Referral, ReferralEvent, ReferralLink
from app.cases.opening import Facts, Opened
from app.cases.overtaken import fingerprint, stands_of
from app.cases.pages.base import blueprint, case_of, case_url, mine, read_page, row_of
from app.cases.pages.overview import head
from app.cases.pages.saying import Refusal, done, refusal
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
        )
        for row in query.order_by(Referral.id.desc())
    ]
    return read_page(
        case, "cases/referrals.html", **head(case, opened, people.of_case(case, opened), lang), rows=rows,
        units=names.units(), outcomes=dict(names.outcomes()),
    )  # fmt: skip


def one_of(uuid: str, referral_uuid: str) -> tuple[Case, Opened, Referral]:
    case, opened = case_of(uuid)
    return case, opened, row_of(Referral, case, referral_uuid)


def _reason(row: Referral, lang: str) -> str:
    if row.reason:
        words = dict(names.cancelled_by()) | dict(names.term_pairs("refusal", lang))
        return words.get(row.reason, row.reason)
    return dict(names.outcomes()).get(row.outcome, "")


def answers_of(opened: Opened, row: Referral) -> tuple[list[Any], ReferralLink | None]:
    """What the partner answered, and the link of now: None where there is none that can be read."""
    rows = list(row.links.order_by(ReferralLink.id))
    found = [answer for link in rows for answer in links.answers(opened, link)]
    live = rows[-1] if rows and rows[-1].revoked is None and links.token_of(opened, rows[-1]) else None
    return sorted(found, key=lambda answer: answer[0]), live


def _who(event: ReferralEvent) -> str:
    return views.author_name(event.who) if event.who else _("The partner")


def _later_verbs(row: Referral) -> list[str]:
    """The steps that need no preview: leaving is a form of its own."""
    return [verb for verb in lifecycle.verbs(row.status, row.kind) if verb not in {"give", "request"}]


def referral_page(
    case: Case, opened: Opened, row: Referral, error: str = "", where: str = "", **typed: Any
) -> Any:  # fmt: skip
    """A referral: while it is a draft to compose and to look at, afterwards its steps. ``where``: which form
    was refused ('compose', 'go' or 'step'); ``typed``: what it held, by the names that the template uses."""
    lang, damaged = language(), referrals.is_damaged(opened, row)
    if damaged:
        row.content = None  # on this page alone: it is not saved
    draft = referrals.draft_of(opened, row)
    words = draft or outgoing.proposal(case, opened, row, lang, current_user)
    answers, live = answers_of(opened, row)
    secret = current_app.config["SECRET_KEY"]
    link = url_for("cases.partner", link=links.again(opened, live, secret), _external=True) if live else ""
    steps, statuses = names.steps(), names.statuses()
    shown: dict[str, Any] = {
        "texts": Facts(words), "taken": row.blocks.split(), "letter_lang": row.lang or lang, "stands": None,
        "met": row.conditions.split(), "leaving": Facts(), "stepped": Facts(),
        "to": row.service.email if row.service else "", **typed,
    }  # fmt: skip
    return read_page(
        case, "cases/referral.html", 422 if error else 200, "referral.read",
        **head(case, opened, people.of_case(case, opened), lang),
        **shown,
        seen=fingerprint(draft),
        aside=referrals.aside_of(opened, row),
        row=row,
        view=views.referral_view(row, lang),
        error=error,
        where=where,
        blocks=names.blocks(),
        linked_agrees="share" in consent.linked_scope(case, clock.today()),
        paper=[("", _("This cannot be read any more."))] if damaged else outgoing.paper(opened, row, lang),
        conditions=names.conditions(),
        agreed=consent.covers(row),
        hows=names.hows(),
        verbs=[(verb, steps[verb]) for verb in _later_verbs(row)],
        steps_all=steps,
        under_way=row.status in lifecycle.UNDER_WAY,
        silent=referrals.is_silent(row, desk.number("news_after")),
        expire=referrals.is_silent(row, desk.number("expire_after")),
        first=lifecycle.first_verb(row.kind),
        refusals=names.term_pairs("refusal", lang),
        cancelled=names.cancelled_by(),
        outcomes=names.outcomes(),
        reason=_reason(row, lang),
        events=[
            (one.at, _who(one), steps["heard"] if one.verb == "heard" else statuses[one.status])
            for one in ReferralEvent.select(ReferralEvent, User).left_outer_join(User).where(
                ReferralEvent.referral == row).order_by(ReferralEvent.id)
        ],
        answers=[(at, steps.get(verb, verb), text) for at, verb, text in answers],
        link=link,
        link_row=live,
        alive=live is not None and links.is_alive(live, now()),
        mail_works=mail.works(current_app.config["SCHAKEL"]),
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


@blueprint.post("/<uuid>/referrals/<referral_uuid>/step", endpoint="step")
def step(uuid: str, referral_uuid: str) -> Any:
    case, opened, row = one_of(uuid, referral_uuid)
    given = fields(request.form)
    verb = given.get("do", "")
    try:
        if verb == "heard":
            referrals.heard(case, opened, row, current_user)
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
