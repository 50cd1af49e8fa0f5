"""Giving out a search, or the whole directory: as a file of every kind, or as a booklet to print."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from flask import Response, abort, make_response, render_template, request, url_for

from app.i18n import N_, language
from app.resources.blueprint import blueprint
from app.resources.criteria import PASSING, Asked, asked_in
from app.resources.editor import EDITORS, editor
from app.resources.words import in_words
from app.security import needs_role
from directory import search as directory_search
from directory.exporting import spreadsheets, vcards
from directory.facts import BRUSSELS
from directory.hsds import loading, tabular
from directory.models import Service

EVERYTHING = 100_000
Write = Callable[[IO[bytes], Iterable[Service], str], int]


@dataclass(frozen=True)
class Kind:
    """A kind of file: its words, ending, type, and what writes it."""

    words: str
    what_for: str
    ending: str
    mime: str
    write: Write


def _xlsx(target: IO[bytes], sheets: Iterable[Service], _lang: str) -> int:
    return spreadsheets.write_xlsx(target, sheets)


def _csv(target: IO[bytes], sheets: Iterable[Service], _lang: str) -> int:
    return spreadsheets.write_csv(target, sheets)


KINDS = {
    "xlsx": Kind(N_("Excel (XLSX)"), N_("to work in, and to take in again"), "xlsx",
                 "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "csv": Kind(N_("CSV"), N_("for any spreadsheet, and to take in again"), "csv",
                "text/csv; charset=utf-8", _csv),
    "hsds": Kind(N_("HSDS, package of tables"), N_("for another directory, by the standard"), "zip",
                 "application/zip", tabular.write),
    "json": Kind(N_("HSDS, JSON"), N_("for another directory, by the standard"), "json", "application/json",
                 tabular.write_json),
    "vcard": Kind(N_("Address cards (vCard)"), N_("for the address book of a phone or mail program"), "vcf",
                  "text/vcard; charset=utf-8", vcards.write),
}  # fmt: skip


def asked_now() -> Asked:
    """The search that is asked for; never for whom it was made."""
    asked = asked_in(request.args)
    return Asked({name: value for name, value in asked.params.items() if name not in PASSING})


def ids_of(asked: Asked) -> list[str] | None:
    """The sheets of the search in its order, or None for all."""
    if not asked.params:
        return None
    hits = directory_search.find(asked.criteria(), limit=EVERYTHING).hits
    return [hit.external_id for hit in hits]


def _page(address: str, asked: Asked) -> Any:
    ids = ids_of(asked)
    total = len(ids) if ids is not None else Service.select().where(~Service.archived).count()
    return render_template(
        "resources/export.html",
        total=total,
        words=in_words(asked) if asked.params else "",
        kinds=[(name, kind, url_for("resources.export_file", kind=name)) for name, kind in KINDS.items()],
        query=asked.address(),
        here=address,
    )


@blueprint.get("/resources/export", endpoint="export")
def export_search() -> Any:
    """How the sheets of a search can be given out."""
    return _page(url_for("resources.export"), asked_now())


@editor.get("/editor/export")
@needs_role(*EDITORS)
def export() -> Any:
    """How all sheets can be given out."""
    return _page(url_for("editor.export"), Asked())


@blueprint.get("/resources/export/<kind>", endpoint="export_file")
def export_file(kind: str) -> Response:
    """The file."""
    found = KINDS.get(kind)
    if found is None:
        abort(404)
    target = io.BytesIO()
    found.write(target, loading.sheets(ids_of(asked_now())), language())
    answer = make_response(target.getvalue())
    answer.headers["Content-Type"] = found.mime
    name = f"schakel-{datetime.now(BRUSSELS):%Y-%m-%d}.{found.ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
