"""docs/search.md tells every weight as it is: whoever doubts an order reads it there."""

import re
from pathlib import Path

from search_index import ranking

_PAGE = (Path(__file__).parents[2] / "docs/search.md").read_text("utf-8")
_ROW = re.compile(r"^\|.*?`([A-Z][A-Z_]+)`[^|]*\|([^|]*)\|", re.MULTILINE)
_PART = re.compile(r"`([\w ]+)` ([\d.]+)")


def _told() -> dict[str, object]:
    told: dict[str, object] = {}
    for name, cell in _ROW.findall(_PAGE):
        assert name not in told, f"{name} is told twice"
        parts = dict(_PART.findall(cell))
        # What counts against a sheet has its sign on the page, where it is read beside the others.
        told[name] = {key: float(value) for key, value in parts.items()} or float(cell.strip(" −"))
    return told


def _weights() -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in vars(ranking).items():
        if re.fullmatch(r"[A-Z][A-Z_]+", name) and name not in {"SHORT", "FIRST", "LABEL", "CALLED", "TOLD"}:
            if isinstance(value, float | int):
                found[name] = float(value)
            elif isinstance(value, dict) and all(isinstance(key, str | int) for key in value):
                found[name] = {str(key): float(part) for key, part in value.items()}
    return found


def test_every_weight_is_told_as_it_is() -> None:
    assert _told() == _weights()
