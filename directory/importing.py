"""Taking in a CSV file with the columns of the starter directory.

Good rows go in, bad rows are named with their reason; the same file twice changes nothing.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from directory import facts, taxonomies, territory
from directory.errors import BadFact, BadFile
from directory.models import Location, Phone, Service, ServiceArea, ServiceLanguage

TEXTS = (
    "category", "name_nl", "name_fr", "description_nl", "description_fr", "description_en", "email", "website",
    "audience", "opening_hours", "access", "cost", "source", "source_date",
)  # fmt: skip
REQUIRED = {"id", "category", "name_nl", "name_fr"}
MOST_BYTES = 50 * 1024 * 1024
Children = dict[str, list[dict[str, str | int]]]


@dataclass
class Report:
    """What an import did. ``refused`` holds (row number in the file, external id, reason)."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[tuple[int, str, str]] = field(default_factory=list)


def _read(path: Path) -> Iterator[dict[str, str]]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadFile(f"{path.name} is larger than {MOST_BYTES // 1024 // 1024} MB")
        data = path.read_bytes()
    except OSError as error:
        raise BadFile(f"{path.name} cannot be read: {error.strerror}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if not text.strip():
        raise BadFile(f"{path.name} is empty")
    reader = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""), restval="")
    if missing := REQUIRED - set(reader.fieldnames or ()):
        raise BadFile(f"{path.name} has no column {', '.join(sorted(missing))}")
    try:
        for row in reader:
            yield {name: value.strip() for name, value in row.items() if isinstance(value, str)}
    except csv.Error as error:
        raise BadFile(f"{path.name} is not a CSV file: {error}") from error


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _values(row: dict[str, str]) -> dict[str, str]:
    """The sheet's own columns, checked."""
    if not row["id"]:
        raise BadFact("no id")
    if not row["name_nl"] and not row["name_fr"]:
        raise BadFact("no name in Dutch or French")
    if row["category"] not in taxonomies.codes("category"):
        raise BadFact(f"unknown category: {row['category']!r}")
    values = {name: row.get(name, "") for name in TEXTS}
    if values["email"]:
        values["email"] = facts.normalise_email(values["email"])
    interpreter = row.get("phone_interpreter", "") or "unknown"
    if interpreter not in {"yes", "no", "unknown"}:
        raise BadFact(f"phone_interpreter must be yes, no or empty, not {interpreter!r}")
    return {**values, "phone_interpreter": interpreter}


def _children(row: dict[str, str]) -> Children:
    """What hangs on the sheet, by the name of its relation."""
    areas = _parts(row.get("territory", ""))
    if unknown := [code for code in areas if code != territory.REGION and code not in territory.municipalities()]:
        raise BadFact(f"unknown territory: {', '.join(unknown)}")
    postal, town = row.get("postal_code", ""), row.get("municipality_nl", "")
    place: dict[str, str | int] = {
        "street": row.get("street", ""), "postal_code": postal, "municipality": territory.nis_of(postal, town),
        "municipality_nl": town, "municipality_fr": row.get("municipality_fr", ""),
    }  # fmt: skip
    numbers = [facts.normalise_phone(text) for text in _parts(row.get("phone", ""))]
    return {
        "locations": [place] if any(place.values()) else [],
        "phones": [{"number": number, "position": at} for at, number in enumerate(numbers)],
        "languages": [{"code": code} for code in _parts(row.get("languages", ""))],
        "areas": [{"code": code} for code in areas],
    }


MODELS = {"locations": Location, "phones": Phone, "languages": ServiceLanguage, "areas": ServiceArea}


def _same(sheet: Service, values: dict[str, str], children: Children) -> bool:
    if any(getattr(sheet, name) != value for name, value in values.items()):
        return False
    for relation, rows in children.items():
        kept = getattr(sheet, relation).order_by(MODELS[relation].id)
        if [{name: getattr(one, name) for name in rows[0]} if rows else {} for one in kept] != rows:
            return False
    return True


def _store(row: dict[str, str], report: Report) -> None:
    values, children = _values(row), _children(row)
    sheet = Service.get_or_none(Service.external_id == row["id"])
    if sheet is not None and _same(sheet, values, children):
        report.unchanged += 1
        return
    if sheet is None:
        sheet = Service.create(external_id=row["id"], **values)
        report.added += 1
    else:
        for name, value in values.items():
            setattr(sheet, name, value)
        sheet.changed()
        report.changed += 1
    for relation, rows in children.items():
        model = MODELS[relation]
        model.delete().where(model.service == sheet).execute()
        for one in rows:
            model.create(service=sheet, **one)


def import_csv(path: Path, dry_run: bool = False) -> Report:
    """Take in ``path`` in one transaction; ``dry_run`` undoes it and only reports.

    Raises:
        BadFile: nothing of it can be used, and why.
    """
    report, seen = Report(), set[str]()
    with Service._meta.database.atomic("IMMEDIATE") as transaction:
        for number, row in enumerate(_read(path), start=2):
            try:
                if row["id"] in seen:
                    raise BadFact("this id stands in the file already")
                _store(row, report)
                seen.add(row["id"])
            except BadFact as error:
                report.refused.append((number, row.get("id", ""), str(error)))
        if dry_run:
            transaction.rollback()
    return report
