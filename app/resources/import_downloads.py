"""What came of each row of an import, and the rows that stay out, as files to work in."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from flask import Response, make_response
from flask_babel import gettext as _

from app.resources.editor import EDITORS, editor
from app.resources.import_views import line_view
from app.resources.imports import batch_or_404
from app.security import needs_role
from directory.exporting.columns import guarded
from directory.importing.models import REFUSED, Batch, Line


def _file(name: str, header: list[str], rows: Iterable[list[str]]) -> Response:
    """UTF-8 with a mark, so that Excel reads the accents; no cell is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(guarded, header))
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    answer = make_response(text.getvalue().encode("utf-8-sig"))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _lines(batch: Batch, *where: object) -> Iterator[Line]:
    yield from Line.select().where(Line.batch == batch, *where).order_by(Line.id).iterator()


def _told(batch: Batch) -> Iterator[list[str]]:
    for line in _lines(batch):
        view = line_view(batch, line)
        changes = "\n".join(f"{c.label}: {c.before} → {c.after}" for c in view.changes)
        waits = ", ".join(c.label for c in view.changes if c.waits)
        yield [
            str(view.number),
            view.external_id,
            view.name,
            view.words,
            "; ".join(view.reasons),
            changes,
            waits,
        ]


@editor.get("/editor/imports/<uuid>/report.csv")
@needs_role(*EDITORS)
def import_report(uuid: str) -> Response:
    """Row by row: what comes of it, and why."""
    batch = batch_or_404(uuid)
    header = [_("Row"), _("Number"), _("Name"), _("What comes of it"), _("Why"), _("Changes"), _("To decide")]
    return _file("import-report.csv", header, _told(batch))


@editor.get("/editor/imports/<uuid>/refused.csv")
@needs_role(*EDITORS)
def import_refused(uuid: str) -> Response:
    """The rows that stay out, as they stood in the file, with the reason behind; mended, they can be sent
    in again.
    """
    batch = batch_or_404(uuid)
    lines = list(_lines(batch, Line.outcome == REFUSED))
    cells = [json.loads(line.cells) for line in lines]
    header = list(dict.fromkeys(name for row in cells for name in row))
    rows = (
        [*(row.get(name, "") for name in header), "; ".join(line_view(batch, line).reasons)]
        for row, line in zip(cells, lines, strict=True)
    )
    return _file("import-refused.csv", [*header, _("Why it stayed out")], rows)
