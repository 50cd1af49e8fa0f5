"""A table of counts, and what of it may leave the service: cells under 5 are suppressed.

A suppressed cell could be worked out where a row or a column tells its sum. So where one cell alone is
suppressed in a line, the smallest of the others goes too (complementary suppression), until no line gives
one away. A zero is suppressed like any other small number.
"""

from dataclasses import dataclass, field

FEW = 5
Cell = float | None


@dataclass
class Table:
    """``rows``: words and one number for each column. ``counts`` are the columns that count somebody or
    something; the others (a median, minutes) fall with the first column. ``sums``: the rows add up to
    ``total``. ``drawn``: whether they can be compared as bars."""

    title: str
    columns: list[str]
    rows: list[tuple[str, list[Cell]]]
    counts: int = 1
    sums: bool = True
    why: str = ""
    drawn: bool = True
    total: list[Cell] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.sums and not self.total:
            self.total = [
                sum(cells[column] or 0 for _words, cells in self.rows) if column < self.counts else None
                for column in range(len(self.columns))
            ]


def _lines(grid: list[list[Cell]], across: bool) -> list[list[tuple[int, int]]]:
    wide = len(grid[0]) if grid else 0
    down = [[(row, column) for row in range(len(grid))] for column in range(wide)]
    return down + ([[(row, column) for column in range(wide)] for row in range(len(grid))] if across else [])


def _complete(grid: list[list[Cell]], across: bool) -> None:
    """Suppress until no line holds exactly one gap."""
    changed = True
    while changed:
        changed = False
        for line in _lines(grid, across):
            gaps = [place for place in line if grid[place[0]][place[1]] is None]
            shown = [place for place in line if grid[place[0]][place[1]] is not None]
            if len(gaps) == 1 and shown:
                row, column = min(shown, key=lambda place: grid[place[0]][place[1]] or 0)
                grid[row][column] = None
                changed = True


def suppressed(table: Table) -> Table:
    """The table as it may leave the service: None where a number is withheld."""
    grid: list[list[Cell]] = [
        [cell if cell is not None and cell >= FEW else None for cell in cells[: table.counts]]
        for _words, cells in table.rows
    ]
    if table.sums or table.counts > 1:
        _complete(grid, across=table.counts > 1)
    rows: list[tuple[str, list[Cell]]] = []
    for (words, cells), kept in zip(table.rows, grid, strict=True):
        others = (
            cells[table.counts :] if kept and kept[0] is not None else [None] * (len(cells) - table.counts)
        )
        rows.append((words, [*kept, *others]))
    total = [cell if cell is not None and cell >= FEW else None for cell in table.total]
    return Table(table.title, table.columns, rows, table.counts, table.sums, table.why, table.drawn, total)
