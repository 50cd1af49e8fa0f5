"""The nineteen municipalities: NIS codes, postal codes, names and aliases in both languages."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REGION = "BRU"
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Municipality:
    """One municipality. ``nis`` is the code of the national statistics office."""

    nis: str
    name_nl: str
    name_fr: str
    postal_codes: tuple[str, ...]
    aliases: tuple[str, ...]


@cache
def municipalities() -> dict[str, Municipality]:
    """All, by NIS code."""
    with open(DATA / "municipalities.csv", encoding="utf-8", newline="") as handle:
        return {
            row["nis_code"]: Municipality(
                row["nis_code"], row["name_nl"], row["name_fr"],
                tuple(row["postal_codes"].split("|")), tuple(filter(None, row["aliases"].split("|"))),
            )
            for row in csv.DictReader(handle)
        }


def name(nis: str, lang: str) -> str:
    """The name in French for fr, otherwise in Dutch; the code itself when it is unknown."""
    found = municipalities().get(nis)
    if found is None:
        return nis
    return found.name_fr if lang == "fr" else found.name_nl


def choices(lang: str) -> list[tuple[str, str]]:
    """(NIS code, name) in the order of the names, for a filter."""
    return sorted(((nis, name(nis, lang)) for nis in municipalities()), key=lambda pair: pair[1])


def nis_of(postal_code: str, municipality: str = "") -> str:
    """The NIS code of a postal code, else of a Dutch or French name, else ''."""
    for found in municipalities().values():
        if postal_code and postal_code in found.postal_codes:
            return found.nis
    for found in municipalities().values():
        if municipality and municipality in (found.name_nl, found.name_fr):
            return found.nis
    return ""
