"""Taking in a CSV file with the columns of the starter directory.

Good rows go in, bad rows are named with their reason; the same file twice changes nothing.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import peewee

from directory import facts, taxonomies, territory
from directory.errors import BadFact, BadFile, BadRow
from directory.models import Location, Phone, Service, ServiceArea, ServiceLanguage
from directory.transactions import writing

TEXTS = (
    "category", "name_nl", "name_fr", "description_nl", "description_fr", "description_en", "email",
    "website", "audience", "opening_hours", "access", "cost", "source", "source_date",
)  # fmt: skip
COLUMNS = (
    "id", *TEXTS, "street", "postal_code", "municipality_nl", "municipality_fr", "phone", "languages",
    "phone_interpreter", "territory",
)  # fmt: skip
MOST_BYTES = 50 * 1024 * 1024
LONGEST = 255  # characters in a CharField; SQLite lets longer ones pass, PostgreSQL does not
RELATIONS: dict[str, Any] = {
    "locations": Location, "phones": Phone, "languages": ServiceLanguage, "areas": ServiceArea,
}  # fmt: skip
Row = dict[str, str]
Children = dict[str, list[dict[str, str | int]]]


@dataclass
class Report:
    """What an import did.

    ``refused`` holds (row number in the file, external id, reason) of rows that stayed out;
    ``warnings`` the same of rows that went in otherwise than they were written.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[tuple[int, str, str]] = field(default_factory=list)
    warnings: list[tuple[int, str, str]] = field(default_factory=list)


def _decoded(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadFile(f"{path.name} is larger than {MOST_BYTES // 1024 // 1024} MB")
        data = path.read_bytes()
    except OSError as error:
        raise BadFile(f"{path.name} cannot be read: {error.strerror}") from error
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise BadFile(f"{path.name} is neither UTF-8 nor Windows-1252 text: save it as CSV UTF-8")
    if "\0" in text:
        raise BadFile(f"{path.name} is not a text file: save it as CSV UTF-8")
    if not text.strip():
        raise BadFile(f"{path.name} is empty")
    return text


def _read(path: Path) -> Iterator[tuple[int, list[str], list[str]]]:
    """(Row number as a spreadsheet counts, header, cells) of every row that is not blank."""
    text = _decoded(path)
    first = text.split("\n", 1)[0]
    # A Belgian spreadsheet separates with semicolons.
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    header: list[str] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if header and any(cell.strip() for cell in cells):
                yield number, header, [cell.strip() for cell in cells]
            elif not header:
                header = [cell.strip() for cell in cells]
                if missing := [name for name in COLUMNS if name not in header]:
                    raise BadFile(f"{path.name} has no column {', '.join(missing)}")
    except csv.Error as error:
        raise BadFile(f"{path.name} is not a CSV file: {error}") from error


def _parts(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def _values(row: Row) -> dict[str, str]:
    """The sheet's own columns, checked."""
    if not row["id"]:
        raise BadRow("no id")
    if not row["name_nl"] and not row["name_fr"]:
        raise BadRow("no name in Dutch or French")
    if row["category"] not in taxonomies.codes("category"):
        raise BadRow(f"unknown category: {row['category']!r}")
    values = {name: row[name] for name in TEXTS}
    if values["email"]:
        values["email"] = facts.normalise_email(values["email"])
    if (hours := values["opening_hours"]) and not facts.hours_are_valid(hours):
        # Not lost: a person can read what no program can.
        values["opening_hours"] = ""
        values["access"] = "; ".join(filter(None, (values["access"], f"opening hours: {hours}")))
    interpreter = row["phone_interpreter"] or "unknown"
    if interpreter not in {"yes", "no", "unknown"}:
        raise BadRow(f"phone_interpreter must be yes, no, unknown or empty, not {interpreter!r}")
    return {**values, "phone_interpreter": interpreter}


def _phone(text: str, position: int) -> dict[str, str | int]:
    found: dict[str, str | int] = {"number": facts.normalise_phone(text), "position": position}
    if extension := facts.phone_extension(text):
        found["note"] = f"ext. {extension}"
    return found


def _children(row: Row) -> Children:
    """What hangs on the sheet, by the name of its relation."""
    known = {territory.REGION, *territory.municipalities()}
    areas, languages = _parts(row["territory"]), [code.lower() for code in _parts(row["languages"])]
    if unknown := [code for code in areas if code not in known]:
        raise BadRow(f"unknown territory: {', '.join(unknown)}")
    if strange := [
        code for code in languages if not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3)
    ]:
        raise BadRow(f"not a language code: {', '.join(strange)}")
    place: dict[str, str | int] = {
        name: row[name] for name in ("street", "postal_code", "municipality_nl", "municipality_fr")
    }
    place["municipality"] = territory.nis_of(
        row["postal_code"], row["municipality_nl"] or row["municipality_fr"]
    )
    return {
        "locations": [place] if any(place.values()) else [],
        "phones": [_phone(text, at) for at, text in enumerate(_parts(row["phone"]))],
        "languages": [{"code": code} for code in languages],
        "areas": [{"code": code} for code in areas],
    }


def _check_lengths(model: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(model._meta.fields[name], peewee.CharField) and len(str(value)) > LONGEST:
            raise BadRow(f"{name} is longer than {LONGEST} characters")


def _differing(sheet: Service, children: Children) -> list[str]:
    """The relations of the sheet that are not what the file says."""
    differing = []
    for relation, rows in children.items():
        kept = list(getattr(sheet, relation).order_by(RELATIONS[relation].id))
        same = len(kept) == len(rows) and all(
            getattr(one, name) == value
            for one, row in zip(kept, rows, strict=True)
            for name, value in row.items()
        )
        if not same:
            differing.append(relation)
    return differing


def _store(row: Row, report: Report) -> None:
    values, children = _values(row), _children(row)
    _check_lengths(Service, {"external_id": row["id"], **values})
    for relation, rows in children.items():
        for one in rows:
            _check_lengths(RELATIONS[relation], one)
    sheet = Service.get_or_none(Service.external_id == row["id"])
    if sheet is None:
        sheet, replaced = Service.create(external_id=row["id"], **values), list(children)
        report.added += 1
    else:
        replaced = _differing(sheet, children)
        edits = {name: value for name, value in values.items() if getattr(sheet, name) != value}
        if not edits and not replaced:
            report.unchanged += 1
            return
        for name, value in edits.items():
            setattr(sheet, name, value)
        sheet.changed()
        report.changed += 1
    for relation in replaced:
        model = RELATIONS[relation]
        model.delete().where(model.service == sheet).execute()
        for one in children[relation]:
            model.create(service=sheet, **one)


def _take(cells: list[str], header: list[str], seen: set[str], report: Report) -> Row:
    """Store one row and return it by column."""
    if len(cells) != len(header):
        raise BadRow(f"{len(cells)} cells where the header has {len(header)}")
    row = dict(zip(header, cells, strict=True))
    if row["id"] in seen:
        raise BadRow("this id stands in the file already")
    _store(row, report)
    seen.add(row["id"])
    return row


def import_csv(path: Path, dry_run: bool = False) -> Report:
    """Take in ``path`` in one transaction; ``dry_run`` undoes it and only reports.

    Raises:
        BadFile: nothing of it can be used, and why.
    """
    report, seen = Report(), set[str]()
    database = Service._meta.database
    with writing(database) as transaction:
        for number, header, cells in _read(path):
            try:
                row = _take(cells, header, seen, report)
            except (BadFact, BadRow) as error:
                known_by = dict(zip(header, cells, strict=False)).get("id", "")
                report.refused.append((number, known_by, str(error)))
                continue
            if (hours := row["opening_hours"]) and not facts.hours_are_valid(hours):
                reason = f"opening hours not understood, kept in the note on access: {hours!r}"
                report.warnings.append((number, row["id"], reason))
        if not report.added + report.changed + report.unchanged + len(report.refused):
            raise BadFile(f"{path.name} has a header but no rows")
        if dry_run:
            transaction.rollback()
    return report
