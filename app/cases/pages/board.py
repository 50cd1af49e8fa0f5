"""The coordination board: each partner, what for, since when, last news, next step, who calls whom."""

from typing import Any

from flask import render_template, request
from flask_login import current_user

from app.cases import (
    answers,
    clock,
    conferences,
    consent,
    desk,
    mentions,
    names,
    partners,
    people,
    referrals,
    views,
)
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import clean, fields
from app.cases.models import Case, Conference, Partner, Referral
from app.cases.opening import Facts, Opened
from app.cases.overtaken import fingerprint, shown_again, stands_of
from app.cases.pages.base import back, blueprint, case_of, read_page, row_of
from app.cases.pages.overview import head
from app.cases.pages.saying import refusal
from app.cases.partners import PartnerLine
from app.i18n import CODES, language
from directory import merging
from directory.models import Service


def _silent(case: Case, lines: list[PartnerLine], lang: str) -> dict[str, Any]:
    """The referrals without news, and the other partners of whom nothing was heard either."""
    days = desk.number("news_after")
    query = Referral.select(Referral, Service).left_outer_join(Service).where(Referral.case == case)
    rows = [row for row in query if referrals.is_silent(row, days)]
    sheets = [row.service.external_id for row in rows if row.service]
    named = {*sheets, *merging.current(sheets).values()}
    return {
        "silent": [(views.referral_view(row, lang), referrals.silent_since(row)) for row in rows],
        "silent_partners": [
            line for line in lines if line.is_silent(days) and line.facts["sheet"] not in named
        ],
    }  # fmt: skip


def _agreed(case: Case) -> set[str]:
    """The sheets to which the client agrees that something is passed on."""
    return {
        row.service.external_id
        for row in consent.of_case(case)
        if row.party == "client" and row.service and consent.is_active(row, clock.today())
    }


def _sheet_names(facts: list[dict[str, Any]], lang: str) -> dict[str, str]:
    ids = [one["sheet"] for one in facts if one.get("sheet")]
    return {
        row.external_id: row.name(lang)[0] for row in Service.select().where(Service.external_id.in_(ids))
    }


def _page(
    case: Case, opened: Opened, error: str = "", typed: dict[str, str] | None = None, where: str = "",
    stands: Facts | None = None,
) -> Any:  # fmt: skip
    """``where`` is the form that was refused; ``stands`` what was saved in it meanwhile."""
    lang, lines = language(), partners.of_case(case, opened)
    return read_page(
        case,
        "cases/board.html",
        422 if error else 200,
        **head(case, opened, people.of_case(case, opened), lang),
        lines=lines,
        sheet_names=_sheet_names([line.facts for line in lines], lang),
        roles=names.roles(),
        role_words=dict(names.roles()),
        agreed=_agreed(case),
        **_silent(case, lines, lang),
        answered=[(one.at, views.answer_view(one, lang)) for one in answers.unseen({case.id: opened})],
        meetings=[
            (one, conferences.may_change(case, current_user, one.author), fingerprint(one.facts))
            for one in conferences.of_case(case, opened)
        ],
        error=error,
        typed=Facts(typed or {}),
        where=where,
        seen={line.uuid: fingerprint(line.facts) for line in lines},
        stands=stands,
        stands_at=f"{where}-",
    )


@blueprint.get("/<uuid>/board", endpoint="board")
def board(uuid: str) -> Any:
    case, opened = case_of(uuid)
    return _page(case, opened)


@blueprint.post("/<uuid>/sheets", endpoint="sheet_options")
def sheet_options(uuid: str) -> Any:
    """Names of sheets for what was typed so far. Only reads; a POST because it may be a person's name."""
    case_of(uuid)
    found = mentions.sheets(clean(request.form.get("sheet", ""))[:80], language())
    return render_template("cases/options.html", options=[one.label for one in found])


def _kept_sheet(opened: Opened, row: Partner | None) -> tuple[str, set[str]]:
    """The sheet that a partner has now, and what it is called in each language."""
    facts = opened.show_facts("partner", row.uuid, row.facts) if row else Facts()
    sheet = Service.get_or_none(Service.external_id == facts["sheet"]) if facts["sheet"] else None
    return facts["sheet"], {sheet.name(lang)[0] for lang in CODES} if sheet else set()


def _save(case: Case, opened: Opened, row: Partner | None) -> Any:
    given = fields(request.form)
    sheet = given.get("sheet", "").strip()
    kept, names_of_kept = _kept_sheet(opened, row)
    if (
        sheet and sheet in names_of_kept
    ):  # not touched: another sheet of the same name does not take its place
        given["sheet"] = kept
    elif sheet:  # chosen by its name; the external id is kept
        named = (Service.name_nl == sheet) | (Service.name_fr == sheet) | (Service.name_en == sheet)
        found = Service.get_or_none(named | (Service.external_id == sheet), ~Service.archived)
        given["sheet"] = found.external_id if found else sheet
        if found and not given.get("name"):
            given["name"] = found.name(language())[0]
    try:
        partners.save(case, opened, current_user, row, given)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        form, where = shown_again(error, given), row.uuid if row else "new"
        return _page(case, opened, refusal(error), form, where, stands_of(error))
    return back(case, "board", "partner")


@blueprint.post("/<uuid>/partners", endpoint="add_partner")
def add_partner(uuid: str) -> Any:
    case, opened = case_of(uuid)
    return _save(case, opened, None)


@blueprint.post("/<uuid>/partners/<partner_uuid>", endpoint="partner_change")
def partner_change(uuid: str, partner_uuid: str) -> Any:
    case, opened = case_of(uuid)
    row = row_of(Partner, case, partner_uuid)
    if request.form.get("do") == "end":
        partners.end(case, opened, current_user, row)
        return back(case, "board", "partner.ended")
    return _save(case, opened, row)


@blueprint.post("/<uuid>/conferences", endpoint="conference")
def conference(uuid: str) -> Any:
    case, opened = case_of(uuid)
    given = fields(request.form)
    try:
        conferences.hold(case, opened, current_user, given)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(case, opened, refusal(error), given, "conference")
    return back(case, "board", "conference")


@blueprint.post("/<uuid>/conferences/<row_uuid>", endpoint="conference_change")
def conference_change(uuid: str, row_uuid: str) -> Any:
    """Correct the minutes, or put them away: they are in the wrong case."""
    case, opened = case_of(uuid)
    row, given = row_of(Conference, case, row_uuid), fields(request.form)
    try:
        if given.get("do") == "away":
            conferences.put_away(case, opened, current_user, row)
            return back(case, "board", "conference.away")
        conferences.correct(case, opened, current_user, row, given)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(case, opened, refusal(error), shown_again(error, given), row.uuid, stands_of(error))
    return back(case, "board", "conference.corrected")
