"""A batch for the page: its state in words, its rows with what came of each, and why."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _

from app.i18n import N_, language
from app.resources.edit_forms import LABELS, value_in_words
from app.resources.import_forms import COUNTRIES
from app.resources.import_work import BUSY, is_interrupted
from directory import duplicates, taxonomies
from directory.importing.models import ADDED, APPLIED, CHANGED, PLANNED, REFUSED, UNCHANGED, Batch, Line
from directory.importing.reasons import ALIKE, ALIKE_ROW, FOLLOWED, KEEPS_OUT, Reason
from directory.importing.standing import chunks, sheets
from directory.importing.telling import about_mapping
from directory.models import Service
from directory.snapshots import FIELDS

STATES = {
    "arrived": N_("being looked into"),
    "uploaded": N_("columns to check"),
    "reading": N_("being read"),
    "planned": N_("dry run ready"),
    "applying": N_("being taken in"),
    "applied": N_("taken in"),
    "undone": N_("undone"),
    "failed": N_("could not be read"),
}
# How a row is told before it is taken in, after, and once that was undone.
OUTCOMES = {
    ADDED: (N_("to add"), N_("added"), N_("taken away again")),
    CHANGED: (N_("to change"), N_("changed"), N_("changed back")),
    UNCHANGED: (N_("unchanged"), N_("unchanged"), N_("unchanged")),
    REFUSED: (N_("stays out"), N_("stayed out"), N_("stayed out")),
}
LINES = 50
# A row that is said to look like a sheet or another row; in the texts of a row quotes are escaped.
_ALIKE = Line.reasons.contains(f'["{ALIKE}", ') | Line.reasons.contains(f'["{ALIKE_ROW}", ')


@dataclass(frozen=True)
class Change:
    """A field of a row: what stood there, what comes, and whether that waits for a decision."""

    label: str
    before: str
    after: str
    waits: bool


@dataclass(frozen=True)
class LineView:
    """One row of a batch. ``reasons``: in words, each with the id of the sheet that it names, or ''."""

    number: int
    name: str
    external_id: str
    outcome: str
    words: str
    reasons: list[tuple[str, str]]
    changes: list[Change]
    exists: bool

    @property
    def why(self) -> str:
        """All reasons in one text."""
        return "; ".join(words for words, _sheet in self.reasons)


def field_words(name: str) -> str:
    """A field, or a list of fields, in words."""
    return ", ".join(_(LABELS[one]) if one in LABELS else one for one in name.split(", "))


def reason_in_words(reason: Reason) -> str:
    """Why, in the reader's language."""
    from_list = reason.field and all(one in LABELS for one in reason.field.split(", "))
    field = field_words(reason.field) if from_list else reason.field
    value = reason.value
    if reason.kind == "country":
        value = _(COUNTRIES.get(value, value))
    elif reason.kind == "no_category_column":
        value = taxonomies.label("category", value, language())
    return _(reason.text_id, value=value, field=field)


def _sheet_of(reason: Reason) -> str:
    return reason.field if reason.kind in (ALIKE, FOLLOWED) else ""


def reasons_of(text: str) -> list[Reason]:
    """The reasons that a row or a batch keeps as JSON."""
    return [Reason(*one) for one in json.loads(text)]


def outcome_words(batch: Batch, outcome: str) -> str:
    """What would come of a row, what came of it, or what that was turned back to."""
    step = {"applied": 1, "undone": 2}.get(batch.state, 0)
    return _(OUTCOMES[outcome][step])


def line_views(batch: Batch, lines: Iterable[Line]) -> Iterator[LineView]:
    """Rows with all that is said of them; the names of sheets in the reader's language, in one query for
    many rows.
    """
    for part in chunks(lines):
        told = [reasons_of(line.reasons) for line in part]
        meant = sheets({one.field for reasons in told for one in reasons if _sheet_of(one)})
        names = {external_id: sheet.name(language())[0] for external_id, sheet in meant.items()}
        for line, reasons in zip(part, told, strict=True):
            named = [replace(one, value=names.get(_sheet_of(one), one.value)) for one in reasons]
            yield _line_view(batch, line, named)


def _line_view(batch: Batch, line: Line, reasons: list[Reason]) -> LineView:
    taken = json.loads(line.changes)
    waiting = set(json.loads(line.waits))
    changes = [
        Change(
            field_words(name),
            value_in_words(name, taken[name][0]),
            value_in_words(name, taken[name][1]),
            name in waiting,
        )
        for name in FIELDS
        if name in taken
    ]
    if line.outcome == REFUSED:  # what keeps it out comes first, the rest does not matter yet
        reasons = [reason for reason in reasons if reason.kind in KEEPS_OUT]
    return LineView(
        line.number, line.name, line.external_id, line.outcome, outcome_words(batch, line.outcome),
        list(dict.fromkeys((reason_in_words(one), _sheet_of(one)) for one in reasons)), changes,
        line.outcome in (CHANGED, UNCHANGED) or (line.outcome == ADDED and batch.state == "applied"),
    )  # fmt: skip


def shown_lines(batch: Batch, show: str, page: int) -> tuple[list[LineView], int]:
    """A page of rows of one outcome, and how many there are. ``waits``: conflicts, ``told``: remarks,
    ``alike``: those that look like a sheet or another row.
    """
    query = Line.select().where(Line.batch == batch)
    if show == ALIKE:
        query = query.where(_ALIKE)
    elif show == "waits":
        query = query.where(Line.conflicts > 0)
    elif show == "told":
        query = query.where(Line.reasons != "[]", Line.outcome != REFUSED)
    elif show in OUTCOMES:
        query = query.where(Line.outcome == show)
    rows: Iterable[Line] = query.order_by(Line.id).paginate(page, LINES)
    return list(line_views(batch, rows)), query.count()


def tabs(batch: Batch) -> list[tuple[str, str, int]]:
    """(Value, words, count) of everything that the list of rows can be narrowed to."""
    counts = {ADDED: batch.added, CHANGED: batch.changed, UNCHANGED: batch.unchanged, REFUSED: batch.refused}
    found = [(name, outcome_words(batch, name), count) for name, count in counts.items()]
    told = Line.select().where(Line.batch == batch, Line.reasons != "[]", Line.outcome != REFUSED).count()
    waits = Line.select().where(Line.batch == batch, Line.conflicts > 0).count()
    return [*found, ("waits", _("edited here too"), waits), ("told", _("with a remark"), told)]


def looking_alike(batch: Batch) -> int:
    """How many rows of a dry run look like a sheet that is here or like another row, or of the sheets that a
    batch made like another one.
    """
    if batch.state == PLANNED:
        return int(Line.select().where(Line.batch == batch, _ALIKE).count())
    if batch.state != APPLIED or not batch.added:
        return 0
    made = Line.select(Line.external_id).where(Line.batch == batch, Line.outcome == ADDED)
    rows: Any = Service.select(Service.id).where(Service.external_id.in_(made), ~Service.archived).tuples()
    ours = {row[0] for row in rows}
    return len(ours & {number for pair in duplicates.likely() for number in (pair.one, pair.two)})


def state_words(batch: Batch) -> str:
    """How a batch stands."""
    return _("interrupted") if is_interrupted(batch) else _(STATES[batch.state])


def problem_in_words(batch: Batch) -> str:
    """Why a file is of no use."""
    if not batch.problem:
        return ""
    text, values = json.loads(batch.problem)
    return _(text, **values)


def _notes(batch: Batch) -> list[Reason]:
    """What is to be said about the whole file: as it is read, as it arrived, and of its dry run."""
    read = json.loads(batch.mapping)
    arrived = [Reason(*one) for one in read.get("told", [])]
    country = about_mapping(read["country"]) if "country" in read else []
    return [*country, *arrived, *reasons_of(batch.notes)]


def batch_view(batch: Batch) -> dict[str, Any]:
    """A batch for every page that names it."""
    return {
        "uuid": batch.uuid,
        "name": batch.name,
        "state": batch.state,
        "words": state_words(batch),
        "busy": batch.state in BUSY and not is_interrupted(batch),
        "interrupted": is_interrupted(batch),
        "done": batch.done,
        "total": batch.total,
        "percent": min(100, 100 * batch.done // batch.total) if batch.total else 0,
        "batch": batch,
        "problem": problem_in_words(batch),
        "notes": list(map(reason_in_words, _notes(batch))),
    }
