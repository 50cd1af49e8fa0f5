"""A line chart with logarithmic axes as SVG: readable in light and dark, and by whoever cannot see it."""

from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 150, 50, 50
# Told apart by the dashes too, not by colour alone.
STYLES = (
    ("#0b7285", "", 3.0), ("#c2410c", "6 3", 1.6), ("#7c3aed", "2 3", 1.6), ("#4d7c0f", "9 3 2 3", 1.6),
    ("#64748b", "1 4", 1.6),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A series: (x, y) pairs, both above 0."""

    name: str
    points: list[tuple[float, float]]


@dataclass(frozen=True)
class _Axis:
    low: int
    high: int
    begin: float
    end: float

    def at(self, value: float) -> float:
        part = (log10(value) - self.low) / ((self.high - self.low) or 1)
        return self.begin + part * (self.end - self.begin)

    def marks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _axis(values: list[float], begin: float, end: float) -> _Axis:
    return _Axis(floor(log10(min(values))), ceil(log10(max(values))), begin, end)


def _grid(x: _Axis, y: _Axis) -> list[str]:
    parts = []
    for mark in x.marks():
        at = x.at(mark)
        parts.append(f'<line x1="{at:.0f}" x2="{at:.0f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>')
        parts.append(f'<text x="{at:.0f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{mark:,.0f}</text>')
    for mark in y.marks():
        at = y.at(mark)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.0f}" y2="{at:.0f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.0f}" text-anchor="end">{mark:g}</text>')
    return parts


def _apart(lines: list[Line], y: _Axis) -> list[float]:
    """Where the name of each line stands: at its end, at least a line of text from the others."""
    ends = sorted((y.at(line.points[-1][1]), at) for at, line in enumerate(lines))
    places, last = [0.0] * len(lines), -100.0
    for height, at in ends:
        last = max(height, last + 15)
        places[at] = last
    return places


def chart(title: str, below: str, lines: list[Line]) -> str:
    """The picture, with the figures in words for screen readers."""
    x = _axis([px for line in lines for px, _py in line.points], LEFT, WIDTH - RIGHT)
    y = _axis([py for line in lines for _px, py in line.points], HEIGHT - BOTTOM, TOP)
    drawn = []
    for line, at, (colour, dash, width) in zip(lines, _apart(lines, y), STYLES * 3, strict=False):
        path = " ".join(f"{x.at(px):.1f},{y.at(py):.1f}" for px, py in line.points)
        drawn.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
            f'stroke-dasharray="{dash}"/>'
            f'<text x="{WIDTH - RIGHT + 8}" y="{at + 4:.0f}" fill="{colour}">{escape(line.name)}</text>'
        )
    told = "; ".join(
        f"{line.name}: " + ", ".join(f"{py:.3g} at {px:,.0f}" for px, py in line.points) for line in lines
    )
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'font-family="sans-serif" font-size="12">',
            f"<title>{escape(title)}</title><desc>{escape(told)}</desc>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            f'<text x="{LEFT}" y="24" font-size="15" fill="#111">{escape(title)}</text>',
            f'<g stroke="#ddd" fill="#444" stroke-width="1">{"".join(_grid(x, y))}</g>'.replace(
                "<text", '<text stroke="none"'
            ),
            *drawn,
            f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 10}" text-anchor="middle" '
            f'fill="#444">{escape(below)}</text>',
            "</svg>\n",
        )
    )
