"""Where a service is, as HSDS writes it: an address where there is a whole one, attributes for all."""

import re
from typing import Any

from directory import territory
from directory.hsds import ids, terms
from directory.models import Location

# Provinces (and the capital's region) by the first postal code of each range, in nl, fr, en. Source: the
# ranges of bpost, https://www.bpost.be/en/postcodes.
_PROVINCES = (
    (1000, ("Brussels Hoofdstedelijk Gewest", "Région de Bruxelles-Capitale", "Brussels-Capital Region")),
    (1300, ("Waals-Brabant", "Brabant wallon", "Walloon Brabant")),
    (1500, ("Vlaams-Brabant", "Brabant flamand", "Flemish Brabant")),
    (2000, ("Antwerpen", "Anvers", "Antwerp")),
    (3000, ("Vlaams-Brabant", "Brabant flamand", "Flemish Brabant")),
    (3500, ("Limburg", "Limbourg", "Limburg")),
    (4000, ("Luik", "Liège", "Liège")),
    (5000, ("Namen", "Namur", "Namur")),
    (6000, ("Henegouwen", "Hainaut", "Hainaut")),
    (6600, ("Luxemburg", "Luxembourg", "Luxembourg")),
    (7000, ("Henegouwen", "Hainaut", "Hainaut")),
    (8000, ("West-Vlaanderen", "Flandre occidentale", "West Flanders")),
    (9000, ("Oost-Vlaanderen", "Flandre orientale", "East Flanders")),
)
_LANGS = ("nl", "fr", "en")
FIELDS = ("street", "postal_code", "municipality_nl", "municipality_fr")


def province(postal_code: str, lang: str) -> str:
    """The province of a Belgian postal code, or ''."""
    if not re.fullmatch(r"[1-9]\d{3}", postal_code):
        return ""
    names = [words for first, words in _PROVINCES if first <= int(postal_code)][-1]
    return names[_LANGS.index(lang)]


def _city(row: Location, lang: str) -> str:
    names = [row.municipality_fr, row.municipality_nl]
    if lang == "nl":
        names.reverse()
    return next(filter(None, names), territory.name(row.municipality, lang))


def address(row: Location, location_id: str, lang: str) -> dict[str, Any]:
    """The HSDS location of a row; its ids come from ``location_id``."""
    city, state = _city(row, lang), province(row.postal_code, lang)
    whole = bool(row.street and city and state)
    fields = {name: getattr(row, name) for name in FIELDS}
    tied = terms.attributes("location", location_id, fields, lang)
    if row.municipality in terms.all_terms():
        tied.append(terms.attribute("location", location_id, row.municipality, lang))
    made: dict[str, Any] = {"id": location_id, "location_type": "physical"}
    if city:
        made["name"] = city
    if whole:
        made["addresses"] = [
            {
                "id": ids.made("address", location_id),
                "location_id": location_id,
                "address_1": row.street,
                "city": city,
                "state_province": state,
                "postal_code": row.postal_code,
                "country": "BE",
                "address_type": "physical",
            }
        ]
    if tied:
        made["attributes"] = tied
    return made
