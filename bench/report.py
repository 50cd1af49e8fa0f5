"""Figures as tables."""

from collections.abc import Iterable


def percentile(values: list[float], part: float) -> float:
    """The value below which ``part`` (0 to 1) of ``values`` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def table(title: str, head: list[str], rows: Iterable[list[object]]) -> None:
    """Print a table; floats with three figures."""

    def cell(value: object) -> str:
        return f"{value:.3g}" if isinstance(value, float) else str(value)

    lines = [head, *[[cell(value) for value in row] for row in rows]]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    print(f"\n## {title}\n")
    for number, line in enumerate(lines):
        print("| " + " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) + " |")
        if not number:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    print(flush=True)
