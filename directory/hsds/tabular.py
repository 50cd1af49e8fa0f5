"""The tabular data package of HSDS: one CSV for each table, and the descriptor that says what they are.

Every table and every column of the standard is there, also the empty ones: readers look for them by name.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from directory.hsds import terms, writing
from directory.models import Service

# Table → (file, columns). ``*``: always filled; ``:number`` and the like: no text.
TABLES: dict[str, tuple[str, str]] = {
    "organization": (
        "organizations.csv",
        "id* name* alternate_name description* email website tax_status tax_id year_incorporated:number "
        "legal_status logo uri parent_organization_id",
    ),
    "program": ("programs.csv", "id* organization_id* name* alternate_name description*"),
    "service": (
        "services.csv",
        "id* organization_id* program_id name* alternate_name description url email status* "
        "interpretation_services application_process fees_description wait_time fees accreditations "
        "eligibility_description minimum_age:number maximum_age:number assured_date:date assurer_email "
        "licenses alert last_modified:datetime",
    ),
    "attribute": ("attributes.csv", "id* link_id* taxonomy_term_id* link_type link_entity* value"),
    "service_at_location": ("service_at_location.csv", "id* service_id* location_id* description"),
    "location": (
        "locations.csv",
        "id* location_type* url organization_id name alternate_name description transportation "
        "latitude:number longitude:number external_identifier external_identifier_type",
    ),
    "phone": (
        "phones.csv",
        "id* location_id service_id organization_id contact_id service_at_location_id number* "
        "extension:number type description",
    ),
    "contact": (
        "contacts.csv",
        "id* organization_id service_id service_at_location_id location_id name title department email",
    ),
    "address": (
        "addresses.csv",
        "id* location_id attention address_1* address_2 city* region state_province* postal_code* country* "
        "address_type*",
    ),
    "schedule": (
        "schedules.csv",
        "id* service_id location_id service_at_location_id valid_from:date valid_to:date dtstart:date "
        "timezone:number until:date count:number wkst freq interval:number byday byweekno bymonthday "
        "byyearday description opens_at:time closes_at:time schedule_link attending_type notes",
    ),
    "funding": ("funding.csv", "id* organization_id service_id source"),
    "service_area": ("service_areas.csv", "id* service_id name description extent extent_type uri"),
    "required_document": ("required_documents.csv", "id* service_id document uri"),
    "language": ("languages.csv", "id* service_id location_id phone_id name code note"),
    "accessibility": ("accessibility.csv", "id* location_id description details url"),
    "taxonomy_term": (
        "taxonomy_terms.csv",
        "id* code name* description* parent_id taxonomy language taxonomy_id term_uri",
    ),
    "metadata": (
        "metadata.csv",
        "id* resource_id* resource_type* last_action_date:date* last_action_type* field_name* "
        "previous_value* replacement_value* updated_by*",
    ),
    "meta_table_description": ("meta_table_descriptions.csv", "id* name language character_set"),
    "cost_option": (
        "cost_options.csv",
        "id* service_id* valid_from:date valid_to:date option currency amount:number amount_description",
    ),
    "organization_identifier": (
        "organization_identifiers.csv",
        "id* organization_id* identifier_scheme identifier_type* identifier*",
    ),
    "taxonomy": ("taxonomies.csv", "id* name* description* uri version"),
}
# A table's rows inside the JSON of another: name there → table.
_NESTED = {
    "organization": "organization", "phones": "phone", "schedules": "schedule", "languages": "language",
    "service_areas": "service_area", "service_at_locations": "service_at_location", "location": "location",
    "addresses": "address", "attributes": "attribute",
    "organization_identifiers": "organization_identifier",
}  # fmt: skip
Row = dict[str, Any]


def columns(table: str) -> list[str]:
    """The names of a table's columns."""
    return [name.rstrip("*").partition(":")[0] for name in TABLES[table][1].split()]


def descriptor() -> dict[str, Any]:
    """``datapackage.json``: the tables, their columns and what refers to what."""
    return {
        "name": "human_services_data",
        "title": "Directory of services, HSDS 3.0",
        "profile": "tabular-data-package",
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: str) -> dict[str, Any]:
    path, told = TABLES[table]
    fields = []
    for column in told.split():
        name, _, kind = column.replace("*", "").partition(":")
        limits = {"required": "*" in column, "unique": name == "id"}
        fields.append({"name": name, "type": kind or "string", "constraints": limits})
    keys = [
        {"fields": name, "reference": {"resource": name[:-3], "fields": "id"}}
        for name in columns(table)
        if name.endswith("_id") and name[:-3] in TABLES
    ]
    schema = {"primaryKey": "id", "fields": fields, "foreignKeys": keys}
    return {
        "name": table,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": schema,
    }


def rows(made: Row, table: str = "service") -> Iterator[tuple[str, Row]]:
    """(Table, row) of an object and of all that is nested in it."""
    yield table, made
    for name, nested in made.items():
        if name in _NESTED:
            for one in nested if isinstance(nested, list) else [nested]:
                yield from rows(one, _NESTED[name])


def _taxonomies(lang: str) -> Iterator[tuple[str, Row]]:
    yield from (("taxonomy", terms.taxonomy(key, lang)) for key in terms.TAXONOMIES)
    yield from (("taxonomy_term", terms.term(code, lang)) for code in terms.all_terms())


def write(target: IO[bytes], sheets: Iterable[Service], lang: str) -> int:
    """Write the package of ``sheets`` as a ZIP file; returns how many services went in."""
    texts = {table: io.StringIO(newline="") for table in TABLES}
    writers = {
        table: csv.DictWriter(text, columns(table), restval="", extrasaction="ignore", lineterminator="\r\n")
        for table, text in texts.items()
    }
    for writer in writers.values():
        writer.writeheader()
    written, count = set[str](), 0
    for table, row in _taxonomies(lang):
        writers[table].writerow(row)
    for sheet in sheets:
        count += 1
        for table, row in rows(writing.full(sheet, lang)):
            if row["id"] not in written:  # an organisation comes with each of its services
                written.add(row["id"])
                writers[table].writerow(row)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("datapackage.json", json.dumps(descriptor(), ensure_ascii=False, indent=1))
        for table, (path, _columns) in TABLES.items():
            package.writestr(path, texts[table].getvalue().encode())
    return count


def write_json(target: IO[bytes], sheets: Iterable[Service], lang: str) -> int:
    """Write ``sheets`` as one JSON array of fully nested services; returns how many."""
    count = 0
    target.write(b"[")
    for sheet in sheets:
        made = json.dumps(writing.full(sheet, lang), ensure_ascii=False)
        target.write(f"{',' if count else ''}\n{made}".encode())
        count += 1
    target.write(b"\n]\n")
    return count
