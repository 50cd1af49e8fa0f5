"""The coded lists (categories, life domains, relations …) with their words in nl, fr and en."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def _terms() -> dict[str, dict[str, dict[str, str]]]:
    schemes: dict[str, dict[str, dict[str, str]]] = {}
    with open(DATA / "taxonomies.csv", encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            schemes.setdefault(row["scheme"], {})[row["code"]] = row
    return schemes


def codes(scheme: str) -> list[str]:
    """The codes of a scheme in their order. Raises KeyError for an unknown scheme."""
    return list(_terms()[scheme])


def label(scheme: str, code: str, lang: str) -> str:
    """The words of a code; the code itself when it is not in the list (old data stays readable)."""
    term = _terms()[scheme].get(code)
    return term[lang] if term else code
