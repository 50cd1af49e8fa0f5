"""The taxonomies that we publish: categories, territory, and the fields that HSDS has no place for."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from directory import taxonomies, territory
from directory.hsds import ids
from directory.models import LANGUAGES

CATEGORY, TERRITORY, FIELD = "category", "territory", "field"
_Words = tuple[str, str, str]

TAXONOMIES: dict[str, tuple[_Words, _Words]] = {
    CATEGORY: (
        ("Categorieën van diensten", "Catégories de services", "Service categories"),
        ("Waarvoor een dienst er is.", "À quoi sert un service.", "What a service is for."),
    ),
    TERRITORY: (
        ("Brusselse gemeenten", "Communes bruxelloises", "Municipalities of Brussels"),
        (
            "De negentien gemeenten met hun NIS-code, en het gewest (BRU).",
            "Les dix-neuf communes avec leur code INS, et la Région (BRU).",
            "The nineteen municipalities by their NIS code, and the Region (BRU).",
        ),
    ),
    FIELD: (
        ("Velden van Schakel", "Champs de Schakel", "Fields of Schakel"),
        (
            "Wat HSDS zelf niet kent: de tekst in elke taal, de openingsuren in de schrijfwijze van "
            "OpenStreetMap, de bron.",
            "Ce que HSDS ne connaît pas : le texte dans chaque langue, les heures d'ouverture dans la "
            "notation d'OpenStreetMap, la source.",
            "What HSDS has no place for: the text in each language, opening hours as OpenStreetMap writes "
            "them, the source.",
        ),
    ),
}
_FIELDS: dict[str, _Words] = {
    "external_id": ("Nummer van de fiche", "Identifiant de la fiche", "Identifier of the sheet"),
    "name_nl": ("Naam in het Nederlands", "Nom en néerlandais", "Name in Dutch"),
    "name_fr": ("Naam in het Frans", "Nom en français", "Name in French"),
    "name_en": ("Naam in het Engels", "Nom en anglais", "Name in English"),
    "description_nl": (
        "Omschrijving in het Nederlands",
        "Description en néerlandais",
        "Description in Dutch",
    ),
    "description_fr": ("Omschrijving in het Frans", "Description en français", "Description in French"),
    "description_en": ("Omschrijving in het Engels", "Description en anglais", "Description in English"),
    "website": ("Website zoals geschreven", "Site web tel qu'écrit", "Website as it is written"),
    "phone_interpreter": ("Telefoontolk", "Interprète par téléphone", "Telephone interpreter"),
    "opening_hours": ("Openingsuren (OSM)", "Heures d'ouverture (OSM)", "Opening hours (OSM)"),
    "closed_period": ("Gesloten periode", "Période de fermeture", "Closed period"),
    "source": ("Bron", "Source", "Source"),
    "source_date": ("Datum van de bron", "Date de la source", "Date of the source"),
    "verified_how": ("Hoe nagekeken", "Mode de vérification", "How it was checked"),
    "street": ("Straat", "Rue", "Street"),
    "postal_code": ("Postcode", "Code postal", "Postal code"),
    "municipality_nl": ("Gemeente in het Nederlands", "Commune en néerlandais", "Municipality in Dutch"),
    "municipality_fr": ("Gemeente in het Frans", "Commune en français", "Municipality in French"),
    "placeholder": (
        "Plaatshouder: de fiche noemt geen organisatie",
        "Remplaçant : la fiche ne cite pas d'organisation",
        "Stand-in: the sheet names no organisation",
    ),
}


@dataclass(frozen=True)
class Term:
    """A term: the taxonomy it is of, its code (unique over all taxonomies) and its words (nl, fr, en)."""

    taxonomy: str
    code: str
    words: _Words

    @property
    def id(self) -> str:
        return ids.made("taxonomy_term", self.taxonomy, self.code)


def _in(words: _Words, lang: str) -> str:
    return words[LANGUAGES.index(lang)]


def taxonomy_id(key: str) -> str:
    """The id of a taxonomy."""
    return ids.made("taxonomy", key)


def _labels(scheme: str, code: str) -> _Words:
    nl, fr, en = (taxonomies.label(scheme, code, lang) for lang in LANGUAGES)
    return nl, fr, en


@cache
def all_terms() -> dict[str, Term]:
    """Every term by its code, in a fixed order."""
    region = ("Brussels Hoofdstedelijk Gewest", "Région de Bruxelles-Capitale", "Brussels-Capital Region")
    terms = [Term(CATEGORY, code, _labels("category", code)) for code in taxonomies.codes("category")]
    terms.append(Term(TERRITORY, territory.REGION, region))
    terms += [
        Term(TERRITORY, town.nis, (town.name_nl, town.name_fr, f"{town.name_fr} / {town.name_nl}"))
        for town in territory.municipalities().values()
    ]
    terms += [Term(FIELD, code, words) for code, words in _FIELDS.items()]
    return {term.code: term for term in terms}


@cache
def by_id() -> dict[str, Term]:
    """Every term by its id."""
    return {term.id: term for term in all_terms().values()}


def taxonomy(key: str, lang: str) -> dict[str, Any]:
    """A taxonomy as HSDS writes it."""
    name, description = TAXONOMIES[key]
    told = {"name": _in(name, lang), "description": _in(description, lang), "version": "1"}
    return {"id": taxonomy_id(key), **told}


@cache
def term(code: str, lang: str) -> dict[str, Any]:
    """A term as HSDS writes it, the taxonomy's name with it. Raises KeyError for an unknown code."""
    found = all_terms()[code]
    return {
        "id": found.id,
        "code": code,
        "name": _in(found.words, lang),
        "description": " · ".join(dict.fromkeys(found.words)),
        "taxonomy": _in(TAXONOMIES[found.taxonomy][0], lang),
        "language": lang,
        "taxonomy_id": taxonomy_id(found.taxonomy),
    }


def attribute(link_entity: str, link_id: str, code: str, lang: str, value: str = "") -> dict[str, Any]:
    """The attribute that ties the term ``code`` to a row of the table ``link_entity``."""
    made: dict[str, Any] = {
        "id": ids.made("attribute", link_id, code),
        "link_id": link_id,
        "taxonomy_term_id": all_terms()[code].id,
        "link_type": all_terms()[code].taxonomy,
        "link_entity": link_entity,
    }
    return {**made, **({"value": value} if value else {}), "taxonomy_term": term(code, lang)}


def attributes(link_entity: str, link_id: str, values: dict[str, str], lang: str) -> list[dict[str, Any]]:
    """An attribute for each field of ``values`` that holds something."""
    return [attribute(link_entity, link_id, code, lang, value) for code, value in values.items() if value]
