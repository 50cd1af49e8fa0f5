"""Two taps that tell an editor what is wrong on a sheet, and what became of it."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.i18n import language
from app.resources import remarks
from app.resources.blueprint import blueprint
from app.resources.criteria import clean
from app.resources.editing import sheet_or_404
from app.resources.from_case import sheet_url
from app.resources.whole import whole
from directory import facts, suggestions
from directory.models import Service
from directory.suggestions import NothingSaid


def report_view(sheet: Service, words: str = "", source: str = "", error: str = "") -> dict[str, Any]:
    """What the form of a report offers: each number that may be dead, and the words typed so far."""
    numbers = [(row.number, facts.format_phone(row.number)) for row in sheet.phones.order_by("position")]
    return {"sheet": sheet, "numbers": numbers, "words": words, "source": source, "error": error}


@blueprint.get("/resources/<external_id>/report", endpoint="report_form")
def report_form(external_id: str) -> Any:
    sheet = sheet_or_404(external_id)
    return render_template("resources/report.html", report=report_view(sheet))


@blueprint.post("/resources/<external_id>/report", endpoint="report")
def report(external_id: str) -> Any:
    """``kind`` says what is wrong; ``phone:`` is followed by the number that is dead."""
    sheet = sheet_or_404(external_id)
    kind, _colon, number = clean(request.form.get("kind", ""), 100).partition(":")
    words, source = whole("words", 2000), whole("source", 200)
    try:
        with recorded("sheet.reported", sheet.external_id, current_user.uuid):
            suggestions.report(sheet, current_user.uuid, kind, words, number, source, language())
    except NothingSaid:
        said = report_view(sheet, words, source, _("Write what is not right."))
        return render_template("resources/report.html", report=said), 422
    return redirect(sheet_url(external_id, told="1"), 303)


@blueprint.get("/reports", endpoint="reports")
def reports() -> Any:
    """What I reported, and what became of it."""
    rows = suggestions.reported_by(current_user.uuid)
    return render_template("resources/reports.html", rows=remarks.told(rows, language()))


@blueprint.post("/reports", endpoint="reports_heard")
def reports_heard() -> Any:
    with recorded("reports.heard", "", current_user.uuid):
        suggestions.heard(current_user.uuid)
    return redirect(url_for("resources.search"), 303)
