"""What is to be said about a whole file, before any of its rows is judged."""

from collections.abc import Iterable

from directory.importing.mapping import CARRIED, Mapping, role
from directory.importing.reasons import Reason, some_of
from directory.importing.rows import Incoming
from directory.importing.tables import Table

# Column that points → the table that it points to.
_POINTERS = {
    "service_id": "services",
    "location_id": "locations",
    "organization_id": "organizations",
}


def about_mapping(country: str) -> list[Reason]:
    """Numbers are those of Brussels, unless somebody is told otherwise."""
    return [Reason("country", country)] if country != "BE" else []


def about_file(tables: list[Table], mapping: Mapping) -> list[Reason]:
    """How its tables were read, and which rows of a package point to nothing."""
    return [*(note for table in tables for note in table.notes), *_dangling(tables, mapping)]


def _texts(table: Table, mapping: Mapping, target: str) -> Iterable[str]:
    """What stands in the columns of a target."""
    columns = mapping.columns.get(table.name, {})
    at = [n for n, heading in enumerate(table.header) if columns.get(heading) == target]
    for _number, cells in table.rows:
        yield from (cells[n] for n in at if n < len(cells) and cells[n])


def _dangling(tables: list[Table], mapping: Mapping) -> list[Reason]:
    if len(tables) == 1:
        return []
    ids: dict[str, set[str]] = {}
    for table in tables:
        ids.setdefault(role(table.name), set()).update(_texts(table, mapping, "id"))
    found = []
    for table in tables:
        for target, pointed in _POINTERS.items():
            told = {key.strip() for text in _texts(table, mapping, target) for key in text.split(";")}
            if lost := sorted(told - ids.get(pointed, told) - {""}):
                found.append(Reason("dangling", some_of(lost), f"{table.name}: {target}"))
    return found


def columns_left(tables: list[Table], mapping: Mapping) -> list[Reason]:
    """The columns of services in which something stands and that no field takes."""
    alone = len(tables) == 1
    left = [
        heading
        for table in tables
        if role(table.name, alone) == "services"
        for at, heading in enumerate(table.header)
        if heading and not CARRIED.search(heading) and not mapping.columns.get(table.name, {}).get(heading)
        and any(at < len(cells) and cells[at] for _number, cells in table.rows)
    ]  # fmt: skip
    return [Reason("columns_left", ", ".join(left))] if left else []


def that_hold(notes: list[Reason], rows: list[Incoming]) -> list[Reason]:
    """The notes without what is true of no row: another Schakel says the category of each, and its ids are
    the same everywhere.
    """
    categories = {str(row.values.get("category", "")) for row in rows}

    def holds(note: Reason) -> bool:
        if note.kind == "renamed_ids":
            return any(row.external_id.startswith(note.value) for row in rows)
        return note.kind != "no_category_column" or categories == {note.value}

    return list(filter(holds, notes))
