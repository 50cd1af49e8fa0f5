"""The nineteen municipalities: NIS codes, postal codes, names and aliases in both languages, distances.

The outlines are Statbel's (CC BY 4.0), simplified; a distance is between the middles of two municipalities,
good enough to say which is nearer, not to walk by.
"""

import csv
import itertools
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

REGION = "BRU"
DATA = Path(__file__).parent / "data"
EARTH_KM = 6371.0
Ring = list[list[float]]
_WRITTEN_CODE = re.compile(r"'?(?:BE?[\s-]*)?(\d{4})(?:\.0+)?", re.IGNORECASE)
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
_REGION_CODE = re.compile(r"1[0-2]\d\d")  # with those of large offices, which no municipality lists


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
                row["nis_code"],
                row["name_nl"],
                row["name_fr"],
                tuple(row["postal_codes"].split("|")),
                tuple(filter(None, row["aliases"].split("|"))),
            )
            for row in csv.DictReader(handle)
        }


# French names for which English has one of its own.
_IN_ENGLISH = {"Bruxelles": "Brussels", "Ville de Bruxelles": "City of Brussels"}


def called(dutch: str, french: str, lang: str) -> str:
    """Of a town's two names the Dutch one for nl, otherwise the French one, as English speakers have it but
    for *Brussels*; the other where one is lacking."""
    if lang == "en" and french in _IN_ENGLISH:
        return _IN_ENGLISH[french]
    return (dutch or french) if lang == "nl" else (french or dutch)


def name(nis: str, lang: str) -> str:
    """The name of a municipality for who reads ``lang``; the code itself when it is unknown."""
    found = municipalities().get(nis)
    return called(found.name_nl, found.name_fr, lang) if found else nis


def choices(lang: str) -> list[tuple[str, str]]:
    """(NIS code, name) in the order of the names, for a filter; in English with the Dutch one behind it."""
    found = []
    for nis, one in municipalities().items():
        both = lang not in {"nl", "fr"} and one.name_nl != one.name_fr
        found.append((nis, f"{name(nis, lang)} ({one.name_nl})" if both else name(nis, lang)))
    return sorted(found, key=lambda pair: fold(pair[1]))


def fold(text: str) -> str:
    """Lower case, without accents, hyphens as spaces: ``Sint-Gillis`` and ``sint gillis`` are one."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_LETTERS_AND_DIGITS.findall(plain))


@cache
def _by_name() -> dict[str, str]:
    """NIS code of every name and alias, folded. A name wins from another town's alias."""
    towns = municipalities().values()
    names = {fold(name): town.nis for town in towns for name in (town.name_nl, town.name_fr)}
    for town in towns:
        for alias in town.aliases:
            names.setdefault(fold(alias), town.nis)
    return names


@cache
def _by_postal_code() -> dict[str, str]:
    return {code: town.nis for town in municipalities().values() for code in town.postal_codes}


def postal_code(text: str) -> str:
    """A Belgian postal code without what people and spreadsheets put around it (``B-1080``, ``1080.0``,
    ``'1080``); anything else as it is.
    """
    found = _WRITTEN_CODE.fullmatch(text.strip())
    return found[1] if found else text


def nis_of(postal_code: str, municipality: str = "") -> str:
    """The NIS code of a postal code, else of a name or alias in either language, else ''.

    A postal code outside the region is another town, whatever its name: there is a Sint-Gillis in Waas too.
    """
    code = postal_code.strip()
    elsewhere = code.isdigit() and not _REGION_CODE.fullmatch(code)
    return _by_postal_code().get(code) or ("" if elsewhere else _by_name().get(fold(municipality), ""))


def postal_doubt(postal_code: str, towns: Iterable[str]) -> str:
    """Why a postal code may be a slip, or '': ``form``, it is no Belgian code; ``unknown``, no municipality
    of the region has it; ``other``, it is of another one than what is named; ``outside``, it is of elsewhere
    and the municipality that is named of the region; ``alone``, it is of elsewhere and none is named.

    None is sure: large offices have codes of their own, and there is a Sint-Gillis in Waas too.
    """
    code, named = postal_code.strip(), [fold(town) for town in towns if town.strip()]
    if not code:
        return ""
    if not (len(code) == 4 and code.isascii() and code.isdigit() and code >= "1000"):
        return "form"
    ours = {_by_name()[town] for town in named if town in _by_name()}
    if nis := _by_postal_code().get(code):
        return "other" if ours - {nis} else ""
    if _REGION_CODE.fullmatch(code):
        return "unknown"
    return "outside" if ours else "" if named else "alone"


def _moment(ring: Ring) -> tuple[float, float, float]:
    """Twice a ring's signed area, and that times three times its middle (longitude, latitude)."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return area, x, y


def _rings(geometry: dict[str, Any]) -> Iterator[tuple[int, Ring]]:
    """(1, outline) and (-1, hole) of every part."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for part in parts:
        for at, ring in enumerate(part):
            yield (1 if at == 0 else -1), ring


@cache
def _middles() -> dict[str, tuple[float, float]]:
    with open(DATA / "municipalities.geojson", encoding="utf-8") as handle:
        features = json.load(handle)["features"]
    middles = {}
    for feature in features:
        area = x = y = 0.0
        for sign, ring in _rings(feature["geometry"]):
            a, ax, ay = _moment(ring)
            sign = sign if a > 0 else -sign
            area, x, y = area + sign * a, x + sign * ax, y + sign * ay
        middles[feature["properties"]["nis_code"]] = (y / (3 * area), x / (3 * area))
    return middles


def centroid(nis: str) -> tuple[float, float]:
    """(Latitude, longitude) of the middle of a municipality. Raises KeyError for an unknown code."""
    return _middles()[nis]


def distance_km(nis: str, other: str) -> float:
    """Kilometres between the middles of two municipalities. Raises KeyError for an unknown code."""
    lat, lon = (radians(degrees) for degrees in centroid(nis))
    lat2, lon2 = (radians(degrees) for degrees in centroid(other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def nearest(nis: str) -> list[str]:
    """All municipalities, the nearest to ``nis`` first (itself foremost)."""
    return sorted(municipalities(), key=lambda other: distance_km(nis, other))
