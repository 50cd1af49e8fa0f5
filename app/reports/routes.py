"""The page of reports, and the spreadsheet. For coordinators: counts, and nobody's name."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask_babel import format_date
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.reports import chart, export, questions
from app.reports.facts import Period, source
from app.security import needs_role
from directory import clock

blueprint = Blueprint("reports", __name__, url_prefix="/statistics")


class Unreadable(Exception):
    """A period that cannot be."""


def _day(name: str, otherwise: date) -> date:
    text = request.args.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else otherwise
    except ValueError as error:
        raise Unreadable(_("This day does not exist.")) from error


def _period() -> Period:
    today = clock.today()
    found = Period(_day("begin", date(today.year, 1, 1)), _day("end", today))
    if not date(2000, 1, 1) <= found.begin <= found.end <= date(2200, 1, 1):
        raise Unreadable(_("The first day cannot be after the last."))
    return found


def shortcuts(today: date) -> list[tuple[str, Period]]:
    """Periods that reports are asked for."""
    month = today.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    old = (quarter - timedelta(days=1)).replace(day=1)
    last = date(old.year, old.month - 2, 1)
    return [
        (_("This month"), Period(month, today)),
        (_("Last month"), Period(before, month - timedelta(days=1))),
        (_("Last quarter"), Period(last, quarter - timedelta(days=1))),
        (_("This year"), Period(date(today.year, 1, 1), today)),
        (_("Last year"), Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))),
    ]


def _said(period: Period) -> str:
    return _(
        "From %(begin)s to %(end)s", begin=format_date(period.begin, "d MMM y"),
        end=format_date(period.end, "d MMM y"),
    )  # fmt: skip


def _page(period: Period | None, error: str = "") -> Any:
    tables = questions.answers(source().facts(period), source().words) if period else {}
    return render_template(
        "reports/page.html",
        period=period,
        said=_said(period) if period else "",
        begin=period.begin.isoformat() if period else request.args.get("begin", ""),
        end=period.end.isoformat() if period else request.args.get("end", ""),
        parts=[(name, table, chart.of(table)) for name, table in tables.items()],
        shortcuts=shortcuts(clock.today()),
        error=error,
    ), 422 if error else 200


@blueprint.get("", endpoint="page")
@needs_role("coordinator")
def page() -> Any:
    try:
        return _page(_period())
    except Unreadable as error:
        return _page(None, str(error))


@blueprint.get("/export.xlsx", endpoint="export")
@needs_role("coordinator")
def spreadsheet() -> Any:
    """With small cells withheld: this one leaves the service."""
    try:
        period = _period()
    except Unreadable as error:
        return _page(None, str(error))
    tables = questions.answers(source().facts(period), source().words)
    with recorded("report.exported", f"{period.begin}/{period.end}", current_user.uuid):
        response = Response(
            export.workbook(tables, _said(period)),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    name = f"schakel-{period.begin}-{period.end}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
