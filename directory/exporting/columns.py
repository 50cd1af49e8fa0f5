"""A sheet as one row: the columns of our own exports, which our import takes back without a difference.

Contacts, the team's knowledge, rhythm and who checked stay inside, and so does a restricted address, with
every text that names its street.
"""

import re
from collections.abc import Iterable, Iterator

from directory import facts
from directory.discretion import Discretion
from directory.importing import COLUMNS, standing
from directory.models import Location, Service
from directory.snapshots import Snapshot

# The version stands in each row: an import then knows what the row was made of.
OURS = (
    *COLUMNS, "name_en", "alt_names", "organisation", "company_number", "age_from", "age_to",
    "more_locations", "verified_on", "version",
)  # fmt: skip
_PLACE = ("street", "postal_code", "municipality_nl", "municipality_fr")
_PLAIN = (
    "category", "name_nl", "name_fr", "name_en", "alt_names", "description_nl", "description_fr",
    "description_en", "email", "website", "audience", "opening_hours", "access", "cost", "source",
    "source_date", "organisation", "company_number", "phone_interpreter",
)  # fmt: skip
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_PHONES = re.compile(r"\+[\d\s()./;-]+")


def _phone(row: dict[str, str]) -> str:
    number = facts.format_phone(row["number"])
    if number.startswith("0") and facts.normalise_phone(number) != row["number"]:
        number = row["number"]
    return f"{number} ({row['note']})" if row["note"] else number


def _cells(sheet: Service, taken: Snapshot) -> dict[str, str]:
    places = taken["locations"]
    first = places[0] if places else dict.fromkeys(_PLACE, "")
    more = [" | ".join(place[name].replace("|", "/") for name in _PLACE) for place in places[1:]]
    noted = any(row["note"] for row in taken["phones"])
    return {
        **{name: str(taken[name]) for name in _PLAIN},
        **{name: str(first[name]) for name in _PLACE},
        **{name: "" if taken[name] is None else str(taken[name]) for name in ("age_from", "age_to")},
        "id": str(sheet.external_id),
        "phone": ("\n" if noted else "; ").join(map(_phone, taken["phones"])),
        "languages": ";".join(taken["languages"]),
        "territory": ";".join(taken["areas"]),
        "more_locations": "\n".join(more),
        "verified_on": sheet.verified_on.isoformat() if sheet.verified_on else "",
        "version": str(sheet.version),
    }


def _discreet(cells: dict[str, str], taken: Snapshot) -> dict[str, str]:
    hidden = Discretion(Location(**place) for place in taken["locations"])
    of_place = {*_PLACE, "more_locations"}
    return {name: "" if name in of_place else hidden.told(text) for name, text in cells.items()}


def rows(sheets: Iterable[Service]) -> Iterator[dict[str, str]]:
    """Each sheet as a row by column; a constant number of queries for some hundreds."""
    for part in standing.chunks(sheets):
        taken = standing.snapshots_of(part)
        for sheet in part:
            cells = _cells(sheet, taken[sheet.id])
            yield _discreet(cells, taken[sheet.id]) if sheet.address_restricted else cells


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula. Our import takes the mark off again; phones, which
    begin with a plus sign too, stay readable.
    """
    return f"'{text}" if _FORMULA.match(text) and not _PHONES.fullmatch(text) else text
