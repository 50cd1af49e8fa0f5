"""The mapping of a file as a form: which column means what, and what holds for the whole file."""

import json
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _

from app.i18n import N_, language
from app.resources.criteria import clean
from app.resources.edit_forms import LABELS
from directory import taxonomies
from directory.importing import arriving, mapping
from directory.importing.mapping import Mapping
from directory.importing.models import Batch
from directory.importing.targets import HEADINGS, OFFERED

# What a target is called where it is no field of a sheet, or is put into one.
_WORDS = {
    "id": N_("Its own number"),
    "version": N_("Version of our export"),
    "name": N_("Name, in the language of the file"),
    "description": N_("What it does, in the language of the file"),
    "phone": N_("Phone"),
    "extension": N_("Phone extension"),
    "phone_note": N_("Note on the phone"),
    "fax": N_("Fax (left out)"),
    "more_locations": N_("More addresses"),
    "street": N_("Street and number"),
    "house_number": N_("House number"),
    "box": N_("Box"),
    "street_2": N_("Second line of the address"),
    "postal_code": N_("Postal code"),
    "municipality": N_("Municipality"),
    "municipality_nl": N_("Municipality in Dutch"),
    "municipality_fr": N_("Municipality in French"),
    "interpretation": N_("Interpreting, in words"),
    "eligibility": N_("Conditions"),
    "territory": N_("Competent for"),
    "wait_time": N_("Waiting time"),
    "status": N_("Whether it still exists"),
    "organization_id": N_("Number of the organisation"),
    "location_id": N_("Number of the location"),
    "service_id": N_("Number of the service"),
}
TABLES = {
    "services": N_("Services"),
    "organizations": N_("Organisations"),
    "locations": N_("Locations"),
    "addresses": N_("Addresses"),
    "phones": N_("Phones"),
    "schedules": N_("Opening hours"),
    "languages": N_("Languages"),
    "contacts": N_("Contacts"),
    "service_areas": N_("Territories"),
}
COUNTRIES = {
    "BE": N_("Belgium"), "NL": N_("the Netherlands"), "FR": N_("France"), "LU": N_("Luxembourg"),
    "DE": N_("Germany"), "GB": N_("the United Kingdom"), "US": N_("the United States"),
}  # fmt: skip
LANGUAGES = {"nl": N_("Dutch"), "fr": N_("French"), "en": N_("English")}


@dataclass(frozen=True)
class Column:
    """A column of the file as the form shows it."""

    field: str
    heading: str
    samples: list[str]
    target: str


@dataclass(frozen=True)
class TableView:
    """A table of the file as the form shows it; those that are no list of services are folded in."""

    name: str
    words: str
    main: bool
    columns: list[Column]


def target_words(target: str) -> str:
    """What a target is called on the page."""
    words = _WORDS.get(target) or LABELS.get(target)
    return _(words) if words else target


def _tables(chosen: Mapping, samples: dict[str, dict[str, list[str]]]) -> list[TableView]:
    alone = len(samples) == 1
    views = []
    for number, (name, columns) in enumerate(samples.items()):
        role = mapping.role(name, alone)
        if not role:
            continue
        known = chosen.columns.get(name, {})
        shown = [
            Column(f"c.{number}.{at}", heading, texts, known.get(heading, ""))
            for at, (heading, texts) in enumerate(columns.items())
        ]
        main = role in ("services", "locations", "organizations")
        views.append(TableView(name, _(TABLES.get(role, name)), main, shown))
    return sorted(views, key=lambda view: list(map(_, TABLES.values())).index(view.words)
                  if view.words in map(_, TABLES.values()) else 99)  # fmt: skip


def view(batch: Batch, chosen: Mapping) -> dict[str, Any]:
    """What the page of the mapping shows."""
    lang = language()
    offered = [(target, target_words(target)) for target in OFFERED]
    return {
        "mapping": chosen,
        "tables": _tables(chosen, json.loads(batch.mapping).get("samples", {})),
        "targets": sorted(offered, key=lambda pair: pair[1].casefold()),
        "known": set(OFFERED),
        "own_names": {target: target_words(target) for target in HEADINGS},
        "categories": [
            (code, taxonomies.label("category", code, lang)) for code in taxonomies.codes("category")
        ],
        "unknown_words": [
            (f"w.{at}", word, chosen.categories.get(word, "")) for at, word in _words(batch, chosen)
        ],
        "countries": [(code, _(words)) for code, words in COUNTRIES.items()],
        "languages_of_text": [(code, _(words)) for code, words in LANGUAGES.items()],
        "left_out": sum(not c.target for t in _tables(chosen, _samples(batch)) for c in t.columns),
    }


def _samples(batch: Batch) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = json.loads(batch.mapping).get("samples", {})
    return found


def _words(batch: Batch, chosen: Mapping) -> list[tuple[int, str]]:
    """The words of the file for kinds of service that are none of ours."""
    found = json.loads(batch.mapping).get("kinds", [])
    return list(enumerate(dict.fromkeys([*found, *chosen.categories])))


def read(batch: Batch) -> Mapping:
    """The mapping as it was typed."""
    before, form = arriving.mapping_of(batch), request.form
    columns: dict[str, dict[str, str]] = {}
    for number, (name, headings) in enumerate(_samples(batch).items()):
        known = before.columns.get(name, {})
        columns[name] = {}
        for at, heading in enumerate(headings):
            asked = form.get(f"c.{number}.{at}", known.get(heading, ""))
            columns[name][heading] = asked if asked in HEADINGS or asked in known.values() else ""
    codes = taxonomies.codes("category")
    words = {word: form.get(f"w.{at}", "") for at, word in _words(batch, before)}
    source = mapping.source_name(clean(form.get("source", ""), 40)) if form.get("source", "").strip() else ""
    chosen = {name: form.get(name, "") for name in ("language", "country", "category")}
    return Mapping(
        source="" if form.get("own") == "yes" else source or mapping.source_name(batch.name),
        language=chosen["language"] if chosen["language"] in LANGUAGES else before.language,
        country=chosen["country"] if chosen["country"] in COUNTRIES else before.country,
        category=chosen["category"] if chosen["category"] in codes else "",
        categories={word: code for word, code in words.items() if code in codes},
        columns=columns,
    )


def problems(chosen: Mapping) -> list[str]:
    """What keeps a mapping from being used."""
    targets, found = chosen.targets(), []
    if not targets & {"name", "name_nl", "name_fr", "name_en"}:
        found.append(_("Say which column holds the name of the service."))
    if not targets & {"category"} and not chosen.category:
        found.append(
            _("The file does not say what kind of service each is. Choose the kind that holds for all.")
        )
    if not chosen.source and "id" not in targets:
        found.append(_("Our own numbers were announced, but no column holds them."))
    return found
