"""HSDS as JSON, nested as its API gives it, taken apart into the tables of its tabular package.

Both forms are then joined by the same code (``joining``).
"""

from collections.abc import Iterator
from typing import Any

from directory.errors import BadFile
from directory.importing.reasons import N_
from directory.importing.tables import LONGEST_CELL, Table, cell

# Name of a nested list or object → its table. HSDS spells some plurals oddly (``addresss``).
_NESTED = {
    "services": "services", "service": "services", "organization": "organizations",
    "organizations": "organizations", "location": "locations", "locations": "locations",
    "service_at_locations": "service_at_locations", "phones": "phones", "contacts": "contacts",
    "schedules": "schedules", "languages": "languages", "service_areas": "service_areas",
    "addresss": "addresses", "addresses": "addresses", "accessibilitys": "accessibility",
    "accessibility": "accessibility", "cost_options": "cost_options", "attributes": "attributes",
    "taxonomy_term": "taxonomy_terms", "organization_identifiers": "organization_identifiers",
    "required_documents": "required_documents", "program": "programs", "programs": "programs",
    "eligibility": "eligibility",
}  # fmt: skip
_OWNER = {
    "services": "service_id", "organizations": "organization_id", "locations": "location_id",
    "service_at_locations": "service_at_location_id", "contacts": "contact_id", "phones": "phone_id",
}  # fmt: skip
# Objects to which their owner points, rather than they to it.
_POINTED = {"organization": "organization_id", "location": "location_id", "taxonomy_term": "taxonomy_term_id",
            "program": "program_id"}  # fmt: skip
DEEPEST = 12
Record = dict[str, str]


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return cell(str(value)[:LONGEST_CELL])


class _Taking:
    """Collects the records of each table while walking down one document."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Record]] = {}
        self.count = 0

    def take(self, name: str, thing: dict[str, Any], owners: Record, depth: int = 0) -> str:
        """Put one object into its table, and all that is nested in it into theirs. Returns its id."""
        if depth > DEEPEST:
            raise BadFile(N_("the JSON is nested too deeply to be HSDS"))
        self.count += 1
        own = _plain(thing.get("id")) or f"row-{self.count}"
        record = {**owners, "id": own}
        below = {_OWNER[name]: own} if name in _OWNER else {}
        if name == "attributes":  # the specification calls the owner link_id
            record |= {"link_id": next(iter(owners.values()), "")} if owners else {}
        for key, value in thing.items():
            table = _NESTED.get(key)
            if table is None:
                if not isinstance(value, dict | list):
                    record[str(key)] = _plain(value)
                elif isinstance(value, list) and all(isinstance(one, str) for one in value):
                    record[str(key)] = "; ".join(map(_plain, value))
                continue
            for one in self._objects(value):
                if key in _POINTED:
                    record[_POINTED[key]] = self.take(table, one, {}, depth + 1)
                else:
                    self.take(table, one, self._links(name, table, owners, below), depth + 1)
        known = self.tables.setdefault(name, {}).setdefault(self._key(name, record), {})
        known.update({key: value for key, value in record.items() if value or key not in known})
        return own

    @staticmethod
    def _objects(value: Any) -> Iterator[dict[str, Any]]:
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield one

    @staticmethod
    def _links(name: str, table: str, owners: Record, below: Record) -> Record:
        """What a nested object points to; the phone of a contact also belongs to the contact's owner."""
        return {**owners, **below} if name == "contacts" and table == "phones" else below

    @staticmethod
    def _key(name: str, record: Record) -> str:
        """The same organisation or location under two services is one; the same phone under two is not."""
        if name in ("services", "organizations", "locations", "taxonomy_terms", "programs"):
            return record["id"]
        return "|".join(f"{k}={v}" for k, v in sorted(record.items()) if k == "id" or k.endswith("_id"))


def _roots(document: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """(Table, object) of everything at the top of a document, in any of the shapes that HSDS takes."""
    if isinstance(document, list):
        for one in document:
            yield from _roots(one)
    elif isinstance(document, dict):
        if isinstance(document.get("contents"), list):  # a page of an API
            yield from _roots(document["contents"])
        elif isinstance(document.get("services"), list) and "id" not in document:
            yield from (("services", one) for one in document["services"] if isinstance(one, dict))
        elif isinstance(document.get("services"), list):
            yield "organizations", document
        elif "name" in document:
            yield "services", document


def tables_of(document: Any) -> list[Table]:
    """The tables in a parsed JSON document: a page of an API, a list of services, or one service.

    Raises:
        BadFile: no service stands in it.
    """
    taking = _Taking()
    for name, thing in _roots(document):
        taking.take(name, thing, {})
    if "services" not in taking.tables:
        raise BadFile(N_("the JSON holds no HSDS service"))
    return [_table(name, list(records.values())) for name, records in taking.tables.items()]


def _table(name: str, records: list[Record]) -> Table:
    header = list(dict.fromkeys(key for record in records for key in record))
    rows = [(at, [record.get(key, "") for key in header]) for at, record in enumerate(records, start=1)]
    return Table(name, header, rows)
