"""From tables to services: each with all that hangs on it, still as text and by target.

One table is read row by row. A package (HSDS tabular, or tables that point to one another by ``…_id``) is
joined: what a service does not say itself, its location says, then its organisation.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from directory.importing.mapping import Mapping, role
from directory.importing.tables import Table
from directory.importing.targets import MANY
from directory.importing.weekly import day_columns, of_schedules
from directory.territory import fold

Record = dict[str, str]
# What a row of a package may say of its place rather than of itself.
PLACE = ("street", "street_2", "postal_code", "municipality", "municipality_nl", "municipality_fr", "state")
TOWN = {"postal_code", "municipality", "municipality_nl", "municipality_fr"}
# One more place in a line of "more locations".
_ONE_LINE = ("street", "postal_code", "municipality", "municipality")
# What a list says in a column and a package in a table of its own.
_SHARED = ("organisation", "company_number", "email", "website", "opening_hours", "languages", "territory",
           "cost")  # fmt: skip
_OWNERS = ("service_id", "service_at_location_id", "location_id", "organization_id", "contact_id", "link_id")


@dataclass
class Gathered:
    """One service of a file. ``number`` is its row, ``cells`` that row as it stood, by heading; a cell
    without one stands under as many blanks as cells are before it.
    """

    number: int
    fields: Record
    cells: Record
    width: tuple[int, int] = (0, 0)
    places: list[Record] = field(default_factory=list)
    phones: list[Record] = field(default_factory=list)
    contacts: list[Record] = field(default_factory=list)
    own: Record = field(default_factory=dict)
    own_areas: list[str] = field(default_factory=list)
    packaged: bool = False


def _record(header: list[str], cells: list[str], columns: dict[str, str]) -> Record:
    """Target → text. Several columns of one target stand under one another, each text once; the number of a
    house and its box stand behind the street, and hours that have a column for each day behind that day.
    """
    found: dict[str, list[str]] = {}
    days = day_columns(tuple(header))
    for heading, text in zip(header, cells, strict=False):
        target = columns.get(heading, "")
        if target == "opening_hours" and heading in days and any(c.isalnum() for c in text):
            text = f"{days[heading]} {text}"
        if target and (text not in found.setdefault(target, [])):
            found[target].append(text)
    record = {
        target: "\n".join(filter(None, texts)) if target in MANY else next(filter(None, texts), "")
        for target, texts in found.items()
    }
    number, box = record.pop("house_number", ""), record.pop("box", "")
    if (number or box) and record.get("street"):
        street, *more = record["street"].split("\n")
        french = any(columns.get(h) == "box" and fold(h) in ("boite", "bte") for h in header)
        word = "" if re.match(r"[^\W\d_]{2}", box) else "bte " if french else "bus "
        street = " ".join(filter(None, (street, number, box and word + box)))
        record["street"] = "\n".join([street, *more])
    return record


class _Package:
    """The tables of a package by their roles, indexed by what they point to."""

    def __init__(self, tables: list[Table], mapping: Mapping) -> None:
        self.by_id: dict[str, dict[str, Record]] = defaultdict(dict)
        self.by_owner: dict[str, dict[tuple[str, str], list[Record]]] = defaultdict(lambda: defaultdict(list))
        for table in tables:
            kind = role(table.name)
            if not kind or kind == "services":
                continue
            for _number, cells in table.rows:
                record = _record(table.header, cells, mapping.columns.get(table.name, {}))
                if own := record.get("id"):
                    self.by_id[kind][own] = record
                for owner in _OWNERS:
                    for key in record.get(owner, "").split(";"):
                        if key.strip():
                            self.by_owner[kind][owner, key.strip()].append(record)

    def of(self, kind: str, owner: str, keys: Iterable[str]) -> list[Record]:
        """The rows of a table that point to one of ``keys``."""
        return [record for key in keys for record in self.by_owner[kind].get((owner, key), [])]

    def nearest(self, kind: str, service: str, links: list[str], places: list[str], org: str) -> list[Record]:
        """The rows of the service itself, else of it at its locations, else of those, else of the owner."""
        return (
            self.of(kind, "service_id", [service])
            or self.of(kind, "service_at_location_id", links)
            or self.of(kind, "location_id", places)
            or [one for one in self.of(kind, "organization_id", [org]) if not one.get("location_id")]
        )

    def attributes(self, link: str) -> Iterable[tuple[str, str, str]]:
        """(Taxonomy, code, value) of everything that is said of a row by a term."""
        for one in self.of("attributes", "link_id", [link]):
            term = self.by_id["taxonomy_terms"].get(one.get("taxonomy_term_id", ""), {})
            yield one.get("link_type", ""), term.get("code", ""), one.get("value", "")


def _place(package: _Package, location: Record) -> Record:
    """One location as a place: from its addresses, its own columns, and our own attributes."""
    where = package.of("addresses", "location_id", [location.get("id", "")])
    where = where or package.of("postal_addresses", "location_id", [location.get("id", "")])
    place = {name: (where[0] if where else location).get(name, "") for name in PLACE}
    own = {code: value for kind, code, value in package.attributes(location.get("id", "")) if kind == "field"}
    if own:
        place |= {"municipality": "", "state": ""} | {name: own[name] for name in PLACE if name in own}
    return place


def _phones(records: list[Record], *fallback: Record) -> list[Record]:
    numbers = [
        r
        for r in records
        if r.get("phone") and "fax" not in (r.get("type") or r.get("number_type", "")).casefold()
    ]
    if not numbers:
        numbers = [
            {name: one.get(name, "") for name in ("phone", "extension")}
            for one in fallback
            if one.get("phone")
        ][:1]
    return numbers


def _gather_package(package: _Package, gathered: Gathered) -> None:
    """Add to a service what the other tables of its package say of it."""
    own = gathered.fields
    key = own.get("id", "")
    at = package.of("service_at_locations", "service_id", [key])
    links = [one["id"] for one in at if one.get("id")]
    keys = [own.get("location_id", ""), *(one.get("location_id", "") for one in at)]
    places = [
        package.by_id["locations"][one] for one in dict.fromkeys(keys) if one in package.by_id["locations"]
    ]
    places = places or package.of("locations", "service_id", [key])
    ids = [one.get("id", "") for one in places]
    org_id = own.get("organization_id") or next(
        (p["organization_id"] for p in places if p.get("organization_id")), ""
    )
    org = package.by_id["organizations"].get(org_id, {})
    gathered.packaged = True
    _ours(package, gathered, key)
    is_ours = bool(gathered.own)
    stand_in = any(code == "placeholder" for _kind, code, _value in package.attributes(org_id))
    names = {code: value for _kind, code, value in package.attributes(org_id) if is_ours}
    # In whichever language the file was written, ours is known by the same name.
    known_as = next((names[n] for n in ("name_nl", "name_fr", "name_en") if n in names), org.get("name"))
    own["organisation"] = "" if stand_in else known_as or own.get("organisation", "")
    company = [
        one.get("identifier", "")
        for one in package.of("organization_identifiers", "organization_id", [org_id])
    ]
    written = own.get("company_number", "")
    own["company_number"] = next(filter(None, company), written) if not stand_in else ""
    gathered.places = [place for place in (_place(package, one) for one in places) if any(place.values())]
    above = () if is_ours else (*places, org)
    phones = (
        package.of("phones", "service_id", [key])
        if is_ours
        else package.nearest("phones", key, links, ids, org_id)
    )
    gathered.phones = _phones(phones, own, *above)
    for name in ("email", "website", "opening_hours", "languages"):
        own[name] = own.get(name) or next((one[name] for one in above if one.get(name)), "")
    _lists(package, gathered, key, links, ids)


def _lists(package: _Package, gathered: Gathered, key: str, links: list[str], ids: list[str]) -> None:
    """Schedules, languages, areas, costs and contacts of a service in a package."""
    own = gathered.fields
    told_schedules = package.nearest("schedules", key, links, ids, "")
    schedules = [one for one in told_schedules if not _is_closure(one)]
    if not gathered.own:  # those of another Schakel are terms of our own
        closed = [one["description"] for one in told_schedules if _is_closure(one) and one.get("description")]
        own["access"] = "; ".join(filter(None, [own.get("access", ""), *closed]))
    if schedules and "opening_hours" not in gathered.own:
        words = "; ".join(dict.fromkeys(one["description"] for one in schedules if one.get("description")))
        own["opening_hours"] = of_schedules(schedules) or words or own["opening_hours"]
    spoken = [
        one.get("code") or one.get("name", "") for one in package.nearest("languages", key, links, ids, "")
    ]
    own["languages"] = "\n".join(filter(None, [*spoken, own.get("languages", "")]))
    areas = [
        one.get("name") or one.get("territory", "")
        for one in package.of("service_areas", "service_id", [key])
    ]
    own["territory"] = "\n".join(filter(None, [own.get("territory", ""), *areas]))
    costs = package.of("cost_options", "service_id", [key])
    told = [" ".join(filter(None, (c.get("amount", ""), c.get("description", "")))) for c in costs]
    own["cost"] = own.get("cost", "") or "; ".join(filter(None, told))
    for contact in package.nearest("contacts", key, links, ids, ""):
        function = contact.get("title") or contact.get("department", "")
        numbers = package.of("phones", "contact_id", [contact.get("id", "")])
        if function and not gathered.own:  # never a person's name; ours do not travel
            told_phone = numbers[0].get("phone", "") if numbers else ""
            gathered.contacts.append(
                {"function": function, "email": contact.get("email", ""), "phone": told_phone}
            )


def _is_closure(schedule: Record) -> bool:
    """Whether a schedule only says when nobody is there: dates without an hour or a day of the week."""
    timed = any(schedule.get(name) for name in ("opens_at", "closes_at", "byday", "weekday", "freq"))
    return not timed and bool(schedule.get("valid_from") and schedule.get("valid_to"))


def _ours(package: _Package, gathered: Gathered, key: str) -> None:
    """What another Schakel said of its sheet in terms of our own."""
    for kind, code, value in package.attributes(key):
        if kind == "field":
            gathered.own[code] = value
        elif kind == "category":
            gathered.fields["category"] = code
        elif kind == "territory":
            gathered.own_areas.append(code)
    for area in package.of("service_areas", "service_id", [key]):
        tied = package.attributes(area.get("id", ""))
        gathered.own_areas += [code for kind, code, _value in tied if kind == "territory"]


def _elsewhere(one: Gathered) -> Record:
    """What the other tables of its package say of a service, as columns of a list."""
    phones = [
        f"{phone['phone']} ({note})" if (note := ", ".join(filter(None, said))) else phone["phone"]
        for phone in one.phones
        for said in [
            (f"ext. {phone['extension']}" if phone.get("extension") else "", phone.get("description"))
        ]
    ]
    place, *more = one.places or [{}]
    others = ["|".join(where.get(name, "") for name in _ONE_LINE) for where in more]
    told = {name: one.fields.get(name, "") for name in _SHARED} | {
        name: place.get(name, "") for name in PLACE
    }
    told |= {"phone": "\n".join(phones), "more_locations": "\n".join(others)}
    return {name: text for name, text in told.items() if text}


def gather(tables: list[Table], mapping: Mapping) -> list[Gathered]:
    """The services of a file, in its order."""
    alone = len(tables) == 1
    package = None if alone else _Package(tables, mapping)
    found: list[Gathered] = []
    for table in tables:
        if role(table.name, alone) != "services":
            continue
        columns = mapping.columns.get(table.name, {})
        for number, cells in table.rows:
            fields = _record(table.header, cells, columns)
            raw = {
                h or " " * at: t for at, (h, t) in enumerate(zip_longest(table.header[: len(cells)], cells))
            }
            one = Gathered(number, fields, raw, (len(cells), len(table.header)))
            if package is not None:
                _gather_package(package, one)
                one.cells |= {
                    name: text for name, text in _elsewhere(one).items() if name not in columns.values()
                }
            found.append(one)
    return found
