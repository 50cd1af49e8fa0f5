"""A bar chart as SVG, made on the server: no script, no style. The table beside it holds the same numbers."""

from dataclasses import dataclass

from app.reports.tables import Table

WIDTH, LABEL, LINE, MOST = 640, 240, 26, 20


@dataclass(frozen=True)
class Bar:
    """A bar: its words (cut to what fits), its number, and where it stands, in the units of the drawing."""

    words: str
    n: int
    y: int
    width: float


@dataclass(frozen=True)
class Chart:
    """A drawing of ``width`` by ``height``; bars begin at ``left``."""

    width: int
    height: int
    left: int
    bars: list[Bar]


def of(table: Table) -> Chart | None:
    """The first column of a table as bars, the longest list cut; None where there is nothing to compare."""
    rows = [(words, int(cells[0])) for words, cells in table.rows if cells and cells[0] is not None][:MOST]
    largest = max((n for _words, n in rows), default=0)
    if len(rows) < 2 or not largest or not table.drawn:
        return None
    room = WIDTH - LABEL - 60
    bars = [
        Bar(
            words if len(words) <= 34 else words[:33] + "…",
            n,
            6 + number * LINE,
            round(room * n / largest, 1),
        )
        for number, (words, n) in enumerate(rows)
    ]
    return Chart(WIDTH, 12 + len(rows) * LINE, LABEL, bars)
