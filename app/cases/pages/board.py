"""The coordination board: each partner, what for, since when, last news, next step, who calls whom."""

from typing import Any

from flask import redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.cases import conferences, consent, desk, names, partners, people, referrals, views
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import fields
from app.cases.models import Case, Partner, Referral
from app.cases.opening import Facts, Opened
from app.cases.pages.base import blueprint, case_of, case_url, row_of
from app.cases.pages.overview import head
from app.i18n import language
from directory.models import Service


def _silent(case: Case, lang: str) -> list[Any]:
    days = desk.number("news_after")
    query = Referral.select(Referral, Service).left_outer_join(Service).where(Referral.case == case)
    return [
        (views.referral_view(row, lang), referrals.silent_since(row))
        for row in query
        if referrals.is_silent(row, days)
    ]


def _agreed(case: Case) -> set[str]:
    """The sheets to which the client agrees that something is passed on."""
    return {
        row.service.external_id
        for row in consent.of_case(case)
        if row.party == "client" and row.service and consent.is_active(row, views.today())
    }


def _page(
    case: Case, opened: Opened, error: str = "", typed: dict[str, str] | None = None, where: str = ""
) -> Any:
    lang = language()
    return render_template(
        "cases/board.html",
        **head(case, opened, people.of_case(case, opened), lang),
        lines=partners.of_case(case, opened),
        roles=names.roles(),
        role_words=dict(names.roles()),
        agreed=_agreed(case),
        silent=_silent(case, lang),
        meetings=conferences.of_case(case, opened),
        error=error,
        typed=Facts(typed or {}),
        where=where,
    ), 422 if error else 200


@blueprint.get("/<uuid>/board", endpoint="board")
def board(uuid: str) -> Any:
    case, opened = case_of(uuid)
    with recorded("case.read", case.uuid, current_user.uuid):
        return _page(case, opened)


def _save(case: Case, opened: Opened, row: Partner | None) -> Any:
    given = fields(request.form)
    sheet = given.get("sheet", "").strip()
    if sheet:  # chosen by its name; the external id is kept
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
        return _page(case, opened, _(str(error)), given, row.uuid if row else "new")
    return redirect(case_url(case, "board"), 303)


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
        return redirect(case_url(case, "board"), 303)
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
        return _page(case, opened, _(str(error)), given, "conference")
    return redirect(case_url(case, "board"), 303)
