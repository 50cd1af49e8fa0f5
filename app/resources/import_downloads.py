"""What came of each row of an import, and the rows that stay out, as files to work in."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from flask import Response, make_response
from flask_babel import gettext as _

from app.resources.editor import EDITORS, editor
from app.resources.import_views import line_views
from app.resources.imports import batch_or_404
from app.security import needs_role
from directory.exporting.columns import guarded
from directory.importing.arriving import mapping_of
from directory.importing.mapping import Mapping, role
from directory.importing.models import REFUSED, Batch, Line


def _file(name: str, header: list[str], rows: Iterable[list[str]]) -> Response:
    """UTF-8 with a mark and semicolons, so that a Belgian Excel reads the accents and the columns; no cell is
    a formula. All is quoted, so that no comma of a sentence is taken for a column when the file comes back.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(map(guarded, header))
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    answer = make_response(text.getvalue().encode("utf-8-sig"))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _lines(batch: Batch, *where: object) -> Iterator[Line]:
    yield from Line.select().where(Line.batch == batch, *where).order_by(Line.id).iterator()


def _told(batch: Batch) -> Iterator[list[str]]:
    for view in line_views(batch, _lines(batch)):
        changes = "\n".join(f"{c.label}: {c.before} → {c.after}" for c in view.changes)
        waits = ", ".join(c.label for c in view.changes if c.waits)
        yield [
            str(view.number),
            view.external_id,
            view.name,
            view.words,
            view.why,
            changes,
            waits,
        ]


@editor.get("/editor/imports/<uuid>/report.csv")
@needs_role(*EDITORS)
def import_report(uuid: str) -> Response:
    """Row by row: what comes of it, and why."""
    batch = batch_or_404(uuid)
    header = [
        _("Row"),
        _("Number of the sheet"),
        _("Name"),
        _("What comes of it"),
        _("Why"),
        _("Changes"),
        _("To decide"),
    ]
    return _file("import-report.csv", header, _told(batch))


@editor.get("/editor/imports/<uuid>/refused.csv")
@needs_role(*EDITORS)
def import_refused(uuid: str) -> Response:
    """The rows that stay out, as they stood in the file, with the reason before; mended, they can be sent in
    again. Those that are too short or too wide are so here too, until they are mended.
    """
    batch = batch_or_404(uuid)
    lines = list(_lines(batch, Line.outcome == REFUSED))
    cells = [json.loads(line.cells) for line in lines]
    header = _header(cells, mapping_of(batch))
    views = line_views(batch, lines)
    rows = ([view.why, *_row(header, row)] for row, view in zip(cells, views, strict=True))
    # The reader knows this column by its end, and whose ids these are.
    why = _("Why it stayed out") + f" (schakel:{batch.source})"
    return _file("import-refused.csv", [why, *map(str.strip, header)], rows)


def _header(rows: list[dict[str, str]], mapping: Mapping) -> list[str]:
    """The headings of the file, in its order, also those that none of the rows reaches."""
    alone = len(mapping.columns) == 1
    known = [
        name
        for table, columns in mapping.columns.items()
        if role(table, alone) == "services"
        for name in columns
    ]
    found = dict.fromkeys(name for row in sorted(rows, key=len, reverse=True) for name in row)
    return [*found, *(name for name in known if name not in found)]


def _row(header: list[str], row: dict[str, str]) -> list[str]:
    """The cells of a row up to its last."""
    last = max((at for at, name in enumerate(header) if name in row), default=-1)
    return [row.get(name, "") for name in header[: last + 1]]
