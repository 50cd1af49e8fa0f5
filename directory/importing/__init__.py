"""Taking in what others know: a file, a folder, a zip, or a feed.

The way of a row: ``files`` → ``sheets`` → ``mapping`` → ``joining`` → ``rows`` (an ``Incoming``) →
``planning`` → ``batches.apply`` in one transaction → ``undoing``. A feed enters at ``planning`` with its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from directory import taxonomies
from directory.errors import BadFile
from directory.importing import arriving, batches, doubles, files, rows, telling
from directory.importing import mapping as mappings
from directory.importing.mapping import Mapping
from directory.importing.models import ADDED, CHANGED, REFUSED, UNCHANGED, Batch
from directory.importing.planning import Planned, plan
from directory.importing.reasons import KEEPS_OUT, N_, Reason
from directory.importing.rows import Incoming
from directory.importing.standing import chunks
from directory.importing.tables import Table
from directory.importing.targets import NAMES

# The columns of the starter directory; our own exports have more, a file may have fewer.
COLUMNS = (
    "id", "category", "name_nl", "name_fr", "description_nl", "description_fr", "description_en", "email",
    "website", "audience", "opening_hours", "access", "cost", "source", "source_date", "street",
    "postal_code", "municipality_nl", "municipality_fr", "phone", "languages", "phone_interpreter",
    "territory",
)  # fmt: skip
STARTER = taxonomies.DATA / "services.csv"


@dataclass
class Report:
    """What an import did.

    ``refused`` holds (row number in the file, external id, reason) of rows that stayed out; ``warnings`` the
    same of rows that went in otherwise than they were written; ``notes`` is about the whole file.
    ``conflicts`` counts the fields that stayed as they were edited here until somebody decides.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    conflicts: int = 0
    refused: list[tuple[int, str, str]] = field(default_factory=list)
    warnings: list[tuple[int, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _report(planned: list[Planned], notes: list[Reason]) -> Report:
    added, changed, unchanged = (
        sum(one.outcome == name for one in planned) for name in (ADDED, CHANGED, UNCHANGED)
    )
    report = Report(added, changed, unchanged, sum(len(one.conflicts) for one in planned))
    report.notes = [note.text for note in notes]
    for one in planned:
        told = [reason for reason in one.reasons if one.outcome != REFUSED or reason.kind in KEEPS_OUT]
        where = report.refused if one.outcome == REFUSED else report.warnings
        if told:
            text = "; ".join(reason.text for reason in told)
            where.append((one.row.number, one.row.external_id, text))
    return report


def import_path(
    path: Path,
    dry_run: bool = False,
    category: str = "",
    who: str = "",
    told: Callable[[int], None] | None = None,
) -> Report:
    """Take in a file or folder by a kept or guessed mapping, as one batch; ``dry_run`` only reports.

    ``category`` is for rows that have none of ours, ``other`` where nothing is said and the file is not
    one of ours. ``told`` hears how many rows are read.

    Raises:
        BadFile: nothing of it can be used, and why.
    """
    tables = files.read_path(path)
    mapping = _mapping(tables, path.name)
    mapping.category = category or mapping.category or ("other" if mapping.source else "")
    taken: list[Incoming] = []
    for part in chunks(rows.incoming(tables, mapping), 200):
        taken += part
        if told:
            told(len(taken))
    notes = [
        *telling.about_mapping(mapping.country),
        *telling.about_file(tables, mapping),
        *telling.columns_left(tables, mapping),
        *telling.that_hold(batches.notes_about(tables, mapping), taken),
    ]
    planned = plan(mapping.source, taken)
    if dry_run:
        doubles.tell(planned)
        return _report(planned, notes)
    batch = Batch.create(name=path.name[:200], source=mapping.source, created_by=who, total=len(taken))
    batch.mapping = arriving.as_json(mapping.as_json())
    batches.put_lines(batch, planned)
    return _report(batches.apply(batch, who), notes)


def _mapping(tables: list[Table], name: str) -> Mapping:
    guessed = mappings.guess(tables, name)
    kept = mappings.kept_for(tables)
    mapping = mappings.fitting(kept, tables, guessed) if kept else guessed
    if not mapping.targets() & NAMES:
        raise BadFile(N_("%(name)s has no column with the name of a service"), name=name)
    return mapping
