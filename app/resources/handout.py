"""The hand-out: a few sheets on one A4, in the language and the size of whoever takes it home.

Nothing of a client or a case is on it, nor what only the team knows, nor a secret address.
"""

from dataclasses import dataclass, replace
from typing import Any

import segno
from flask import abort, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.auth.routes import private_key
from app.htmx import done
from app.i18n import CODES, LANGUAGES, language
from app.resources import own
from app.resources.blueprint import blueprint
from app.resources.criteria import clean
from app.resources.editing import sheet_or_404
from app.resources.from_case import sheet_url
from app.resources.personal import back
from app.resources.sheets import SheetView, view_outside
from directory import clock, facts, suggestions
from directory.models import Service

# In large type fewer fit on the page.
MOST_LARGE = 4


@dataclass(frozen=True)
class Slip:
    """One sheet on the paper. ``qr``: an image as a data address; ``qr_of``: what it leads to."""

    sheet: SheetView
    qr: str
    qr_of: str


def _slip(sheet: SheetView, dead: set[str]) -> Slip:
    """The website when there is one, else the phone: what a telephone does by itself with a code. Numbers of
    which somebody says that they do not work (``dead``, as they are dialled) come last."""
    marked = [(replace(phone, reported=phone.tel in dead), note) for phone, note in sheet.phones]
    sheet = replace(sheet, phones=sorted(marked, key=lambda one: one[0].reported))
    tel = sheet.phones[0][0].tel if sheet.phones else ""
    target = sheet.website or tel
    if not target:
        return Slip(sheet, "", "")
    code = segno.make(target, error="m", micro=False)
    words = sheet.website.partition("://")[2].rstrip("/") if sheet.website else sheet.phones[0][0].display
    return Slip(sheet, code.svg_data_uri(scale=4, border=2), words)


def _on_paper(chosen: list[Service]) -> dict[str, Any]:
    """What the paper shows, in the language of now."""
    reported = suggestions.dead_numbers([sheet.id for sheet in chosen])
    dead = {sheet: set(map(facts.tel_uri, numbers)) for sheet, numbers in reported.items()}
    slips = [_slip(view_outside(sheet), dead.get(sheet.id, set())) for sheet in chosen]
    return {"slips": slips, "today": clock.today()}


@blueprint.post("/handout", endpoint="handout_change")
def change() -> Any:
    """``add`` or ``remove`` holds the external id of a sheet; ``clear`` empties the list."""
    form, gone = request.form, "remove" in request.form
    wanted = clean(form.get("remove" if gone else "add", ""), 255)
    sheet = None if "clear" in form else sheet_or_404(wanted)
    try:
        with recorded("handout.changed", sheet.external_id if sheet else "", current_user.uuid):
            if sheet is not None and not gone:
                own.pick(current_user, sheet)
            else:
                own.put_back(current_user, sheet)
    except own.Full:
        return _page(_("No more fit on one page. Take one off first.")), 422
    return done(back() if "sheet" in form or "query" in form else url_for("resources.handout"))


def _page(error: str = "") -> str:
    chosen = own.picked(current_user)
    names = [(sheet.external_id, *sheet.name(language())) for sheet in chosen]
    return render_template(
        "resources/handout.html", names=names, error=error, too_many=len(chosen) > MOST_LARGE,
        most=MOST_LARGE, **_on_paper(chosen),
    )  # fmt: skip


@blueprint.get("/handout", endpoint="handout")
def handout() -> str:
    return _page()


@blueprint.get("/handout/paper", endpoint="paper")
def paper() -> Any:
    """The page to print, in the language that is asked for."""
    lang = request.args.get("lang", "")
    lang, large = lang if lang in CODES else language(), request.args.get("large") == "1"
    chosen = own.picked(current_user)[: MOST_LARGE if large else own.MOST_PICKED]
    if not chosen:
        return redirect(url_for("resources.handout"), 303)
    reader = language()
    with force_locale(lang):
        return render_template(
            "resources/paper.html", large=large, lang=lang, reader=reader, languages=LANGUAGES,
            **_on_paper(chosen),
        )  # fmt: skip


@blueprint.post("/resources/<external_id>/note", endpoint="own_note")
def own_note(external_id: str) -> Any:
    """Keep a note for oneself."""
    sheet, private = sheet_or_404(external_id), private_key()
    text = request.form.get("text", "").replace("\r\n", "\n").replace("\0", "")
    text = text.encode("utf-8", "ignore").decode().strip()
    if private is None:
        abort(400)
    if len(text) > own.LONGEST:
        name = sheet.name(language())[0]
        return render_template("resources/own_note.html", sheet=sheet, name=name, text=text), 422
    with recorded("own_note.kept", sheet.external_id, current_user.uuid):
        own.keep_note(current_user, private, sheet, text)
    return redirect(sheet_url(external_id), 303)
