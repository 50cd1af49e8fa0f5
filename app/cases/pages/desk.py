"""One's own desk: profile, away, the calendar link; and the choices of the service, for coordinators."""

from typing import Any

from flask import Response, abort, current_app, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from app.cases import clock, desk, feed, names
from app.cases.errors import CaseError
from app.cases.forms import day, fields
from app.cases.pages.base import blueprint, only_case_workers
from app.cases.pages.saying import done, refusal
from app.i18n import language
from app.security import needs_role, public


def _page(error: str = "", link: str = "", typed: dict[str, str] | None = None) -> Any:
    row = desk.of(current_user)
    away = row.away_until if row.away_until and row.away_until >= clock.today() else None
    given = typed or {"profile": row.profile, "away_until": away.isoformat() if away else ""}
    return render_template(
        "cases/desk.html", row=row, profiles=names.profiles(), given=given, error=error, link=link
    ), 422 if error else 200


@blueprint.get("/desk", endpoint="desk")
def page() -> Any:
    only_case_workers()
    return _page()


@blueprint.post("/desk", endpoint="desk_save")
def save() -> Any:
    only_case_workers()
    given = fields(request.form)
    try:
        desk.choose(current_user, given.get("profile", ""), day(given.get("away_until", ""), "away_until"))
    except CaseError as error:
        return _page(refusal(error), typed={"profile": "", "away_until": "", **given})
    done("saved")
    return redirect(url_for("cases.desk"), 303)


@blueprint.post("/desk/calendar", endpoint="calendar_save")
def calendar_save() -> Any:
    only_case_workers()
    if request.form.get("do") == "stop":
        feed.revoke(current_user)
        return redirect(url_for("cases.desk"), 303)
    made = feed.make(current_user, current_app.config["SECRET_KEY"], request.form.get("says", ""))
    return _page(link=url_for("cases.calendar", link=made, _external=True))


@blueprint.get("/calendar/<link>.ics", endpoint="calendar")
@public
def calendar(link: str) -> Any:
    """What a calendar program fetches. The same 404 for a wrong and for a stopped link."""
    found = feed.find(link, current_app.config["SECRET_KEY"])
    if found is None:
        abort(404)
    row, key = found
    with force_locale(row.user.language or language()):
        text = feed.calendar(row, key, _("Schakel: task"))
    return Response(text, content_type="text/calendar; charset=utf-8")


def _settings(error: str = "", typed: dict[str, str] | None = None) -> Any:
    return render_template(
        "cases/settings.html", given={**desk.settings(), **(typed or {})}, words=names.settings(),
        numbers=desk.NUMBERS, error=error,
    ), 422 if error else 200  # fmt: skip


@blueprint.get("/settings", endpoint="settings")
@needs_role("coordinator")
def settings() -> Any:
    return _settings()


@blueprint.post("/settings", endpoint="settings_save")
@needs_role("coordinator")
def settings_save() -> Any:
    given = fields(request.form)
    try:
        desk.save_settings(current_user, given)
    except CaseError as error:
        return _settings(refusal(error), given)
    done("saved")
    return redirect(url_for("cases.settings"), 303)
