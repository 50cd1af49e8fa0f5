"""The page of one sheet. The parts that belong to keeping it true come from modules of their own."""

from textwrap import shorten
from typing import Any
from urllib.parse import urlsplit

import peewee
from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from app.auth.routes import private_key
from app.i18n import language
from app.resources import around, from_case, own, remarks
from app.resources.blueprint import blueprint
from app.resources.checks import check_view, checked_view
from app.resources.editing import sheet_or_404
from app.resources.editor import EDITORS
from app.resources.hooks import hooks
from app.resources.sheets import SheetView, sheet_view
from app.resources.team import team_view
from directory import clock, editing, merging, suggestions, usage, verifying
from directory.models import Service


def _official(view: SheetView) -> str:
    """Where what stands on the sheet comes from and of when it is, to hold against another source."""
    hosts = [urlsplit(link).netloc for link in view.source_links]
    where = shorten(", ".join(part for part in (view.source, *hosts) if part), 60, placeholder="…")
    said = ", ".join(part for part in (where, view.source_date) if part)
    return _("On the sheet according to %(source)s", source=said) if said else ""


def _keeping(sheet: Service) -> dict[str, Any]:
    """What is known of how true the sheet is, and the forms that keep it so."""
    said = remarks.in_words(suggestions.waiting(sheet), language())
    return {
        "checked": checked_view(sheet),
        "remarks": {
            part: [one for one in said if (part in one.parts if part else not one.parts)]
            for part in (*verifying.PARTS, "")
        },
        "team": team_view(sheet),
        "outcomes": hooks().outcomes(sheet),
        "check": check_view(sheet),
    }


def _count(sheet: Service) -> None:
    """After the answer has gone: nobody waits for it, and an import that writes for long stops nothing."""
    try:
        usage.count(sheet, clock.today())
    except peewee.OperationalError:
        return


@blueprint.get("/resources/<external_id>", endpoint="sheet")
def sheet(external_id: str) -> Any:
    """An archived sheet leads to the one that stands in for it, or says that it was put away (410). Who edits
    sees it either way, to take it back."""
    found = sheet_or_404(external_id, archived=True)
    edits, stand_in = current_user.has_role(*EDITORS), editing.successor(found) if found.archived else None
    if stand_in and not edits:
        return redirect(from_case.sheet_url(stand_in.external_id), 303)
    view = sheet_view(found)
    page = render_template(
        "resources/sheet.html",
        sheet=view,
        official=_official(view),
        for_case=from_case.of_reader(),
        edits=edits,
        stand_in=stand_in,
        merge=merging.standing([found.id]).get(found.id, "") if found.archived else "",
        told="told" in request.args,
        error="",
        around=around.around(found),
        states=around.states(),
        closed_words=around.closed_words,
        mine=own.mine(current_user, private_key(), found),
        **_keeping(found),
    )
    answer = make_response(page, 410 if found.archived else 200)
    if not found.archived:
        answer.call_on_close(lambda: _count(found))
    return answer
