"""HSDS as JSON, nested as its API gives it, taken apart into the tables of its tabular package.

Both forms are then joined by the same code (``joining``).
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from directory.errors import BadFile
from directory.importing.reasons import N_, Reason
from directory.importing.tables import Table, cell
from directory.importing.targets import BY_HEADING, NAMES
from directory.territory import fold

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
# Where the address of a service stands.
_TO_ADDRESS = ("service_at_locations", "locations", "location", "addresses", "addresss")
DEEPEST = 12
Record = dict[str, str]


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return cell(str(value))


def _is_text(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _items(value: Any) -> list[Any]:
    """The entries of a list, or of what stands there without one."""
    return [one for one in (value if isinstance(value, list) else [value]) if one is not None]


def _told(thing: dict[str, Any]) -> Record:
    """Target → text of the plain values of an object."""
    return {BY_HEADING.get(fold(str(key)), ""): _plain(v) for key, v in thing.items() if _is_text(v)}


def _address(thing: dict[str, Any]) -> Record:
    """What the first address below an object says."""
    for key in _TO_ADDRESS:
        for one in _items(thing.get(key)):
            if isinstance(one, dict):
                return _address(one) or _told(one)
    return {}


def _mark(thing: dict[str, Any]) -> str:
    """The id of a service that has none: of its name and address, as for a row of a list."""
    told = {**_address(thing), **_told(thing)}
    named = [told.get(name, "") for name in ("name", "name_nl", "name_fr")]
    where = [told.get(name, "") for name in ("street", "postal_code")]
    return hashlib.sha256("|".join(named + where).encode()).hexdigest()[:12] if any(named) else ""


class _Taking:
    """Collects the records of each table while walking down one document."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Record]] = {}
        self.notes: list[Reason] = []
        self.count = 0
        self.listed: set[str] = set()

    def take(self, name: str, thing: dict[str, Any], owners: Record, depth: int = 0) -> str:
        """Put one object into its table, and all that is nested in it into theirs. Returns its id."""
        if depth > DEEPEST:
            raise BadFile(N_("the JSON is nested too deeply to be HSDS"))
        self.count += 1
        own = _plain(thing.get("id")) or (_mark(thing) if name == "services" else f"row-{self.count}")
        record = {**owners, "id": own}
        if name == "services" and depth < 2:  # an entry of the list, or of an organisation in it
            if not own or own in self.listed:  # to be refused, with nothing of it given to the first
                told = {str(key): _plain(value) for key, value in thing.items() if _is_text(value)}
                self.tables.setdefault(name, {})[f"{own}|{self.count}"] = record | told
                return own
            self.listed.add(own)
        below = {_OWNER[name]: own} if name in _OWNER else {}
        if name == "attributes":  # the specification calls the owner link_id
            record |= {"link_id": next(iter(owners.values()), "")} if owners else {}
        for key, value in thing.items():
            if key not in _NESTED:
                self._text(record, str(key), value)
                continue
            table, objects = _NESTED[key], [one for one in _items(value) if isinstance(one, dict)]
            for one in objects:
                if key in _POINTED:
                    record[_POINTED[key]] = self.take(table, one, {}, depth + 1)
                else:
                    self.take(table, one, self._links(name, table, owners, below), depth + 1)
            rest = [one for one in _items(value) if not isinstance(one, dict)]
            if rest and not objects:  # "phones": ["02 411 12 13"]
                self._text(record, key, rest)
            elif rest:
                self._left(key, rest)
        known = self.tables.setdefault(name, {}).setdefault(self._key(name, record), {})
        known.update({key: value for key, value in record.items() if value or key not in known})
        return own

    def _text(self, record: Record, key: str, value: Any) -> None:
        """A plain value, or a list of them; of others those are told of that a service would have."""
        meant = BY_HEADING.get(fold(key))
        if (key in _NESTED and not meant) or not all(map(_is_text, _items(value))):
            if meant or key in _NESTED:
                self._left(key, value)
        elif value != []:
            record[key] = "; ".join(map(_plain, _items(value)))

    def _left(self, key: str, value: Any) -> None:
        row = len(self.tables.get("services", {})) + 1
        text = json.dumps(value, ensure_ascii=False)[:80]
        self.notes.append(Reason("json_value", f"{key}: {text}", str(row)))

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


def _roots(document: Any, listed: bool = False) -> Iterator[tuple[str, dict[str, Any]]]:
    """(Table, object) of everything at the top of a document, in any of the shapes that HSDS takes. What is
    ``listed`` among services and is none becomes a row all the same, to be refused.
    """
    if isinstance(document, list):
        for one in document:
            yield from _roots(one, True)
    elif not isinstance(document, dict):
        if listed:
            yield "services", {"entry": json.dumps(document, ensure_ascii=False)}
    elif isinstance(document.get("contents"), list):  # a page of an API
        yield from _roots(document["contents"])
    elif isinstance(document.get("services"), list) and "id" not in document:
        yield from _roots(document["services"])
    elif isinstance(document.get("services"), list):
        yield "organizations", document
    elif listed or "name" in document:
        yield "services", document


def tables_of(document: Any) -> list[Table]:
    """The tables in a parsed JSON document: a page of an API, a list of services, or one service.

    Raises:
        BadFile: no service stands in it.
    """
    taking = _Taking()
    for name, thing in _roots(document):
        taking.take(name, thing, {})
    found = [_table(name, list(records.values())) for name, records in taking.tables.items()]
    services = next((one for one in found if one.name == "services"), None)
    if services is None or not any(BY_HEADING.get(fold(h)) in NAMES for h in services.header):
        raise BadFile(N_("the JSON holds no HSDS service"))
    services.notes = taking.notes
    return found


def _table(name: str, records: list[Record]) -> Table:
    header = list(dict.fromkeys(key for record in records for key in record))
    rows = [(at, [record.get(key, "") for key in header]) for at, record in enumerate(records, start=1)]
    return Table(name, header, rows)
