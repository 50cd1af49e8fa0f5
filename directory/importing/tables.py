"""A file from elsewhere as tables of text: what is common to every kind of file.

Nothing of a file is believed: sizes are checked before anything is unpacked or parsed.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, dropwhile, islice

from directory.errors import BadFile
from directory.importing import headings
from directory.importing.reasons import N_, Reason
from directory.importing.targets import BY_HEADING, NAMES
from directory.territory import fold

MB = 1024 * 1024
MOST_BYTES = 50 * MB
MOST_UNPACKED = 200 * MB
MOST_ROWS = 100_000
MOST_COLUMNS = 300
# Letters of a cell that are read. A sheet takes far fewer: whoever has more is refused for that.
LONGEST_CELL = 131_072
# So many blank rows in a row end a sheet of a workbook: it may hold a million that were only coloured.
MOST_BLANK = 2_000
# Rows in which the header is looked for, from the first with two filled cells.
HEAD = 6
Row = tuple[int, list[str]]
# The headings of a list in which nothing stands but names.
OF_NAMES = {heading for heading, target in BY_HEADING.items() if target in NAMES}


@dataclass
class Table:
    """One table. ``rows`` holds (row number as a spreadsheet counts, cells); a row may be shorter or longer
    than the header. ``name`` is that of the file or sheet, without its ending. ``questions`` and ``left`` are
    the numbers of rows that are no service: what the headings ask, a total, the headings once more. ``notes``
    is what is to be said about how it was read.
    """

    name: str
    header: list[str]
    rows: list[Row] = field(default_factory=list)
    questions: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)


def cell(text: str) -> str:
    """A cell without outer blanks, control characters and lone surrogates; its lines end as one kind."""
    text = text[:LONGEST_CELL]
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return "".join(kept).replace("\u00a0", " ").strip()


def _names(cells: list[str]) -> list[str]:
    """The header, each name once: the second ``Phone`` is ``Phone (2)``, a blank one is left blank."""
    seen: dict[str, int] = {}
    names = []
    for text in cells:
        name = " ".join(text.split())[:200]
        seen[name] = seen.get(name, 0) + 1
        names.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return names


def _filled(lines: Iterable[Row], padded: bool, notes: list[Reason]) -> Iterator[Row]:
    """The rows in which something stands."""
    last = 0
    for number, raw in lines:
        cells = [cell(text) for text in raw]
        if any(cells):
            last = number
            yield number, cells
        elif padded and number - last > MOST_BLANK:
            notes.append(Reason("blank_rows", str(last)))
            return


def _is_narrow(row: Row, seen: list[Row]) -> bool:
    """Whether a row has one filled cell, as those of a title have; it is kept in ``seen``."""
    if sum(map(bool, row[1])) > 1:
        return False
    if len(seen) <= MOST_ROWS:
        seen.append(row)
    return True


def table(name: str, lines: Iterable[Row], padded: bool = False) -> Table | None:
    """The table in ``lines``: the header is the first row with two filled cells, or the first at all, under
    which rows stand where it is that of names and nothing else is in the file.

    ``padded``: a sheet of a workbook, which leaves the blank cells at the end of a row out.

    Raises:
        BadFile: more rows or columns than a directory has.
    """
    notes: list[Reason] = []
    filled = _filled(lines, padded, notes)
    top = next(filled, None)
    if top is None:
        return None
    narrow: list[Row] = []
    body: Iterator[Row] = dropwhile(lambda row: _is_narrow(row, narrow), chain([top], filled))
    first = list(islice(body, HEAD))
    if not first and fold(next(filter(None, top[1]))) in OF_NAMES:
        first, body = narrow, iter(())
    at = headings.first_row([row for _number, row in first]) if first else 0
    cells = list(first[at][1] if first else top[1])
    heads = [headings.bare(cells)]
    if under := headings.in_two_rows(cells, first[at + 1][1]) if len(first) > at + 1 else []:
        at, cells = at + 1, under
        heads.append(headings.bare(first[at][1]))
    while not cells[-1]:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise BadFile(N_("%(name)s has more than %(most)s columns"), name=name, most=str(MOST_COLUMNS))
    made = Table(name, _names(cells), notes=notes)
    for number, cells in chain(first[at + 1 :], body):
        if len(made.rows) < 3 and headings.are_questions(cells):
            made.questions.append(number)
            continue
        if headings.bare(cells) in heads or headings.is_total(cells):
            made.left.append(number)
            continue
        if len(made.rows) >= MOST_ROWS:
            raise BadFile(N_("%(name)s has more than %(most)s rows"), name=name, most=str(MOST_ROWS))
        while len(cells) > len(made.header) and not cells[-1]:
            cells.pop()
        cells += [""] * (len(made.header) - len(cells)) if padded else []
        made.rows.append((number, cells))
    return made
