"""Charts without scripts: geometry for the templates. Every chart is a table first, so that it can be read
aloud; the bars and the curve are drawn by the server as SVG, whose attributes need no inline style.
"""

from dataclasses import dataclass

HEIGHT = 100


@dataclass(frozen=True)
class Bar:
    """A row: its words, where they lead ('' for nowhere), the length of the bar (0 to 100), what it says."""

    words: str
    url: str
    length: float
    value: str


@dataclass(frozen=True)
class Curve:
    """A line through (x, y) of a box of 100 by 100, y downwards. ``rows``: (words, value) of each point."""

    line: str
    area: str
    top: int
    rows: list[tuple[str, int]]


def bars(rows: list[tuple[str, str, int]]) -> list[Bar]:
    """From (words, url, number): the largest number fills the width."""
    most = max((number for _words, _url, number in rows), default=0)
    return [
        Bar(words, url, round(100 * number / most, 1) if most else 0, str(number))
        for words, url, number in rows
    ]


def curve(rows: list[tuple[str, int]], top: int) -> Curve:
    """A line through the numbers, at equal steps; ``top`` is the number at the upper edge."""
    step = 100 / max(len(rows) - 1, 1)
    points = [
        f"{round(at * step, 2)},{round(HEIGHT - HEIGHT * number / max(top, 1), 2)}"
        for at, (_words, number) in enumerate(rows)
    ]
    line = " ".join(points)
    return Curve(line, f"0,{HEIGHT} {line} 100,{HEIGHT}", top, rows)
