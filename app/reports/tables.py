"""A table of counts, and what of it may leave the service: cells under 5 are suppressed.

A suppressed cell could be worked out where a row or a column tells its sum. So others go too (``withheld``),
until none can be. A zero is suppressed like any other small number.
"""

from dataclasses import dataclass, field, replace

from app.reports.withheld import FEW, Withheld

__all__ = ["FEW", "Cell", "Table", "suppressed"]
Cell = float | None


@dataclass
class Table:
    """``rows``: words and one number for each column. ``counts`` are the columns that count somebody or
    something; the others (a median, minutes) fall with the first column, and where they rest on few
    ``answers`` (of each row, a number for each of them). ``sums``: the rows add up to ``total``. ``drawn``:
    whether they can be compared as bars."""

    title: str
    columns: list[str]
    rows: list[tuple[str, list[Cell]]]
    counts: int = 1
    sums: bool = True
    why: str = ""
    drawn: bool = True
    total: list[Cell] = field(default_factory=list)
    answers: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.sums and not self.total:
            self.total = [
                sum(cells[column] or 0 for _words, cells in self.rows) if column < self.counts else None
                for column in range(len(self.columns))
            ]


def suppressed(table: Table) -> Table:
    """The table as it may leave the service: None where a number is withheld."""
    counts, last = table.counts, len(table.rows)
    total = [cell or 0 for cell in table.total[:counts]] if table.sums else []
    numbers = [[cell or 0 for cell in cells[:counts]] for _words, cells in table.rows]
    gone = set(Withheld(numbers, total, across=counts > 1).hidden)
    rows: list[tuple[str, list[Cell]]] = []
    for row, (words, cells) in enumerate(table.rows):
        kept: list[Cell] = [None if (row, at) in gone else cell for at, cell in enumerate(cells[:counts])]
        answers = table.answers[row] if table.answers else [FEW] * (len(cells) - counts)
        rests = zip(cells[counts:], answers, strict=True)
        kept += [cell if kept[0] is not None and of >= FEW else None for cell, of in rests]
        rows.append((words, kept))
    sums = [None if (last, at) in gone else cell for at, cell in enumerate(table.total)]
    return replace(table, rows=rows, total=sums)
