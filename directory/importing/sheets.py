"""Several tables in one file: a package whose tables point to one another, or lists of services."""

from itertools import permutations

from directory.importing.mapping import guess_columns, role
from directory.importing.reasons import Reason
from directory.importing.tables import Table
from directory.importing.targets import NAMES
from directory.territory import fold

# Tables of HSDS of which a sheet keeps nothing.
_UNREAD = {"taxonomies", "programs", "funding", "required documents", "accessibility", "metadata", "units"}


def _said(table: Table) -> set[str]:
    """The headings of a table, in its words and in ours."""
    targets = guess_columns(table, role(table.name)).values()
    return {*map(fold, table.header), *(target.replace("_", " ") for target in targets)}


def _ids_of(table: Table) -> set[str]:
    """How a column that points to a table would be headed."""
    singular = {name.removesuffix("s") for name in (fold(table.name), role(table.name).replace("_", " "))}
    return {f"{name}{plural} id" for name in singular - {""} for plural in ("", "s")}


def _is_package(tables: list[Table]) -> bool:
    """Whether one of the tables holds services, and a column of one holds ids of another."""
    if not any(role(table.name) == "services" for table in tables):
        return False
    known = [(_said(table), _ids_of(table)) for table in tables]
    return any(said & ids for (said, _own), (_other, ids) in permutations(known, 2))


def _lists(tables: list[Table]) -> list[Table]:
    """The tables that are lists of services: those with a name in a column, unless they are called after
    something else; where none is, the longest, so that a person can say what is in it.
    """
    named = [one for one in tables if NAMES & set(guess_columns(one, "services").values())]
    services = [one for one in named if role(one.name) in ("", "services")]
    return services or named or [max(tables, key=lambda one: len(one.rows))]


def _together(name: str, lists: list[Table]) -> Table:
    """One list of all, their rows counted through. A column stands where its heading is the same."""
    header = list(dict.fromkeys(heading for one in lists for heading in one.header if heading))
    made = Table(name, header, notes=[note for one in lists for note in one.notes])
    before = 0
    for one in lists:
        made.questions += [before + number for number in one.questions]
        made.left += [before + number for number in one.left]
        for number, cells in one.rows:
            told, over = dict(zip(one.header, cells, strict=False)), cells[len(one.header) :]
            whole = [told.get(heading, "") for heading in header] + over
            made.rows.append((before + number, cells if len(cells) < len(one.header) else whole))
        before += max([*(number for number, _cells in one.rows), *one.questions, *one.left], default=0)
    shown = [one.name for one in lists]
    made.notes.append(Reason("sheets_together", ", ".join(shown)))
    return made


def apart(name: str, tables: list[Table]) -> list[Table]:
    """The tables of a file called ``name`` as they are joined: a package as it is, else one list of services.
    What is left out is told of.
    """
    filled = [one for one in tables if one.rows]
    if len(tables) == 1 or not filled:
        return tables
    if _is_package(tables):
        others = [one for one in filled if not role(one.name) and fold(one.name) not in _UNREAD]
        left, kept = [one for one in others if NAMES & set(guess_columns(one, "").values())], tables
    else:
        lists = _lists(filled)
        left = [one for one in filled if one not in lists]
        kept = lists if len(lists) == 1 else [_together(name, lists)]
    if left:
        kept[0].notes.append(Reason("sheets_left", ", ".join(one.name for one in left)))
    return kept
