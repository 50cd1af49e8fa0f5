"""The documents of a case: adding, looking, taking along, deleting."""

from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Response, abort, current_app, redirect, render_template, request, send_file
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.cases import documents, filetypes, people
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.models import Case, Document
from app.cases.opening import Opened
from app.cases.pages.base import blueprint, case_of, case_url, part_of, read_page, row_of
from app.cases.pages.overview import head
from app.cases.pages.saying import refusal
from app.i18n import language
from app.vault.errors import Tampered

# A picture and nothing else: no script, no form, no frame, no page of another site around it.
BARE = "default-src 'none'; sandbox; frame-ancestors 'none'"
LONGEST_PREVIEW = 100_000


def folder() -> Path:
    """Where the bytes lie."""
    found: Path = current_app.config["SCHAKEL"].files_path
    return found


def _page(case: Case, opened: Opened, *errors: str, told: str = "") -> Any:
    rows = documents.of_case(case)
    return read_page(
        case,
        "cases/documents.html",
        422 if errors else 200,
        **head(case, opened, people.of_case(case, opened), language()),
        rows=[(row, documents.name_of(opened, row), row.author.called) for row in rows],
        leads=part_of(case) == "lead",
        shows=filetypes.PICTURES | {filetypes.TEXT},
        errors=errors,
        told=told,
    )


@blueprint.get("/<uuid>/documents", endpoint="documents")
def page(uuid: str) -> Any:
    case, opened = case_of(uuid)
    return _page(case, opened)


@blueprint.post("/<uuid>/documents", endpoint="add_document")
def add(uuid: str) -> Any:
    """Each file for itself: one that is refused is named with the reason, the others are taken."""
    case, opened = case_of(uuid)
    given = [one for one in request.files.getlist("file") if one.filename]
    if not given:
        return _page(case, opened, _("Choose a file."))
    refused = []
    for one in given:
        try:
            documents.add(folder(), case, opened, current_user, one.filename or "", one.read())
        except (CasesShut, KeyMoved):
            raise
        except CaseError as error:
            refused.append(f"{one.filename}{_(':')} {refusal(error)}")
    if refused:
        others = _("The other files were taken in.") if len(refused) < len(given) else ""
        return _page(case, opened, *refused, told=others)
    return redirect(case_url(case, "documents"), 303)


def _bytes(uuid: str, document_uuid: str) -> tuple[Case, Opened, Document, bytes]:
    case, opened = case_of(uuid)
    row = row_of(Document, case, document_uuid)
    try:
        with recorded("document.read", case.uuid, current_user.uuid):
            return case, opened, row, documents.read(folder(), case, opened, row)
    except Tampered as error:
        raise CaseError(_("This file was changed on the server and is not opened.")) from error


@blueprint.get("/<uuid>/documents/<document_uuid>", endpoint="document")
def look(uuid: str, document_uuid: str) -> Any:
    """A picture as a picture, a text as text; anything else is taken along and opened elsewhere."""
    case, opened, row, data = _bytes(uuid, document_uuid)
    if row.mime not in filetypes.PICTURES | {filetypes.TEXT}:
        abort(404)
    return render_template(
        "cases/document.html",
        **head(case, opened, people.of_case(case, opened), language()),
        row=row,
        name=documents.name_of(opened, row),
        text=data.decode("utf-8", "replace")[:LONGEST_PREVIEW] if row.mime == filetypes.TEXT else None,
    )


@blueprint.get("/<uuid>/documents/<document_uuid>/picture", endpoint="picture")
def picture(uuid: str, document_uuid: str) -> Response:
    _case, _opened, row, data = _bytes(uuid, document_uuid)
    if row.mime not in filetypes.PICTURES:
        abort(404)
    response = Response(data, content_type=row.mime)
    response.headers["Content-Security-Policy"] = BARE
    return response


@blueprint.get("/<uuid>/documents/<document_uuid>/file", endpoint="document_file")
def take_along(uuid: str, document_uuid: str) -> Response:
    _case, opened, row, data = _bytes(uuid, document_uuid)
    name = documents.name_of(opened, row)
    response = send_file(BytesIO(data), row.mime, as_attachment=True, download_name=name, max_age=0)
    response.headers["Content-Security-Policy"] = BARE
    return response


@blueprint.post("/<uuid>/documents/<document_uuid>/delete", endpoint="remove_document")
def remove(uuid: str, document_uuid: str) -> Any:
    """Who added it may take it away, and so may the lead."""
    case, opened = case_of(uuid)
    row = row_of(Document, case, document_uuid)
    if row.author_id != current_user.id and part_of(case) != "lead":
        return _page(case, opened, _("Only the person who added a document, or the lead, can delete it."))
    documents.remove(folder(), case, opened, current_user, row)
    return redirect(case_url(case, "documents"), 303)
