"""Which column means what: guessed from headings and contents, corrected by a person, kept for next time."""

import hashlib
import json
import re
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from rapidfuzz import fuzz, process

from directory import taxonomies
from directory.importing import words as codes
from directory.importing.countries import country_of
from directory.importing.models import KeptMapping
from directory.importing.tables import Table
from directory.importing.targets import (
    AFTER_STREET,
    BY_HEADING,
    KEPT_BY_NAME,
    MANY,
    NAMES,
    in_two_languages,
    meaning,
    of_nested,
)
from directory.importing.weekly import day_columns
from directory.territory import fold

_SAMPLE = 60
# At the end of the heading of the reasons in a file of refused rows: whose ids these are.
CARRIED = re.compile(r"\(schakel:([a-z0-9-]*)\)$")
# The tables of a package by the names that they go by.
ROLES = {
    "services": "service services dienst diensten programs_services",
    "organizations": "organization organizations organisation organisations agencies organisaties",
    "locations": "location locations sites",
    "service_at_locations": "service_at_location service_at_locations services_at_location "
    "services_at_locations",
    "addresses": "address addresses physical_address physical_addresses",
    "postal_addresses": "postal_address postal_addresses mail_addresses",
    "phones": "phone phones",
    "schedules": "schedule schedules regular_schedule regular_schedules",
    "languages": "language languages",
    "service_areas": "service_area service_areas",
    "contacts": "contact contacts",
    "attributes": "attribute attributes service_attribute service_attributes",
    "taxonomy_terms": "taxonomy_term taxonomy_terms",
    "cost_options": "cost_option cost_options",
    "organization_identifiers": "organization_identifier organization_identifiers",
}  # fmt: skip
_ROLE = {name: role for role, names in ROLES.items() for name in names.split()}
_KNOWN = list(BY_HEADING)
# Words by which the language of a text is told.
_COMMON = {
    "nl": set("de het een van voor en met op is zijn bij naar wordt of te".split()),
    "fr": set("le la les des du et pour une un dans est aux avec sur par".split()),
    "en": set("the and of for to in with is are or by from an at on".split()),
}
_LOOKS = {
    "email": re.compile(r"[^@\s]+@[\w.-]+\.\w+"),
    "website": re.compile(r"(?i)(https?://\S+|www\.\S+)"),
    "opening_hours": re.compile(r"(?i).*\b(mo|tu|monday|maandag|lundi)\b.*\d.*", re.DOTALL),
    "phone": re.compile(r"(?!-?\d+\.\d+$)(?=[+0(]|.*[\s()/.-])\+?[\d\s()/.-]{8,20}"),
}


@dataclass
class Mapping:
    """How a file is read.

    ``columns``: table → heading → target ('' for a column that is left out). ``source``: whose ids they
    are, '' for our own; ids of elsewhere get it in front. ``language`` is that of bare names and texts,
    ``country`` that of phones without a country code. ``category`` is for rows that have none of ours;
    ``categories`` says which of ours a word of the file means.
    """

    source: str = ""
    language: str = "nl"
    country: str = "BE"
    category: str = ""
    categories: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Only what JSON knows."""
        return asdict(self)

    def targets(self) -> set[str]:
        """Everything that some column means."""
        return {target for columns in self.columns.values() for target in columns.values()} - {""}


def role(name: str, alone: bool = False) -> str:
    """What a table of a package holds, by its name; a table that is alone holds services."""
    if alone:
        return "services"
    return _ROLE.get("_".join(fold(name).split()), "")


def fingerprint(tables: list[Table]) -> str:
    """The same for two files with the same headings."""
    headings = [(t.name, h) for t in tables for h in t.header if h and not CARRIED.search(h)]
    text = "\n".join(sorted(f"{len(tables) > 1 and role(name)}|{h}" for name, h in headings))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _sample(table: Table, at: int) -> list[str]:
    found = (cells[at] for _number, cells in table.rows[: _SAMPLE * 5] if at < len(cells) and cells[at])
    return [text for text, _one in zip(found, range(_SAMPLE), strict=False)]


def _of_heading(heading: str, kind: str) -> str:
    words = fold(heading.rpartition(" (")[0] if re.search(r" \(\d+\)$", heading) else heading)
    if not words:
        return ""
    own = kind.removesuffix("s").replace("_", " ")
    if words in (f"{own} id", f"{kind} id", f"{own}s id"):
        return "id"
    if words in {fold(name) for name in KEPT_BY_NAME} and kind not in (
        "services",
        "organizations",
        "locations",
    ):
        return "_".join(words.split())
    if found := meaning(words) or of_nested(heading.strip()):
        return found
    if re.search(r"\bprocess\b|\bapplying\b", words):
        return "access"
    near = process.extractOne(words, _KNOWN, scorer=fuzz.ratio, score_cutoff=90) if len(words) > 7 else None
    # "Services" or "Zip codes" are lists of something else than the one that they are named after.
    return BY_HEADING[near[0]] if near and words != f"{near[0]}s" else ""


def _of_content(texts: list[str]) -> str:
    for target, looks in _LOOKS.items():
        if len(texts) > 2 and sum(bool(looks.fullmatch(text)) for text in texts) > len(texts) * 0.8:
            return target
    return ""


def guess_columns(table: Table, kind: str) -> dict[str, str]:
    """Heading → target of one table. A target that only one column can have goes to the first, and to others
    where no row of the table has two of them filled: lists put together head their names otherwise.
    """
    taken: set[str] = set()
    columns: dict[str, str] = {}
    paired, days, before = in_two_languages(table.header), day_columns(tuple(table.header)), ""
    for heading in table.header:
        target = paired.get(heading, _of_heading(heading, kind))
        if before == "street" and fold(heading) in AFTER_STREET:
            target = "house_number"
        before = target
        if heading in days:
            target = "opening_hours"
        several = heading in days if target == "opening_hours" else target in MANY
        if target in taken and not several:
            rivals = [
                at for at, one in enumerate(table.header) if one == heading or columns.get(one) == target
            ]
            target = target if kind == "services" and _take_turns(table, rivals) else ""
        taken.add(target)
        columns[heading] = target
    for at, heading in enumerate(table.header):
        if heading and not columns[heading] and heading not in paired:
            target = _of_content(_sample(table, at)) if kind in ("services", "locations") else ""
            if target and target not in taken:
                columns[heading] = target
                taken.add(target)
    if kind == "locations" and "name" not in taken:
        _name_by_place(table, columns)
    if kind == "services" and not taken & NAMES:  # a list of organisations, each of which is a service here
        columns |= {one: "name" for one, target in columns.items() if target == "organisation"}
    return {heading: target for heading, target in columns.items() if heading}


def _take_turns(table: Table, columns: list[int]) -> bool:
    """Whether each of the columns is filled in some rows, and no two of them in one."""
    filled = [[at for at in columns if at < len(cells) and cells[at]] for _number, cells in table.rows]
    return all(len(one) < 2 for one in filled) and {at for one in filled for at in one} == set(columns)


def _name_by_place(table: Table, columns: dict[str, str]) -> None:
    """Where no heading says so, the name is the first column of short words that nearly all differ."""
    for at, heading in enumerate(table.header):
        texts = _sample(table, at)
        short = texts and all(len(text) < 150 for text in texts) and not any(t.isdigit() for t in texts[:5])
        if heading and not columns[heading] and short and len(set(texts)) > len(texts) * 0.7:
            columns[heading] = "name"
            return


def _texts(tables: list[Table], columns: dict[str, dict[str, str]], targets: set[str]) -> list[str]:
    found: list[str] = []
    for table in tables:
        for at, heading in enumerate(table.header):
            if columns.get(table.name, {}).get(heading) in targets:
                found += _sample(table, at)
    return found


def _language(texts: list[str]) -> str:
    words = Counter(word for text in texts for word in fold(text).split())
    scores = {lang: sum(words[word] for word in common) for lang, common in _COMMON.items()}
    best = max(scores, key=lambda lang: scores[lang])
    return best if scores[best] else "nl"


def guess(tables: list[Table], name: str) -> Mapping:
    """How a file called ``name`` is probably meant."""
    alone = len(tables) == 1
    kinds = {table.name: role(table.name, alone) for table in tables}
    columns = {t.name: guess_columns(t, kinds[t.name]) for t in tables if kinds[t.name]}
    mapping = Mapping(columns=columns)
    headed = {_of_heading(heading, "services") for table in tables for heading in table.header}
    own = {"name_nl", "name_fr", "category"} <= headed and "name" not in headed
    mapping.language = _language(_texts(tables, columns, {"name", "description"}))
    mapping.country = "BE" if own else country_of(tables, _texts(tables, columns, {"phone"}))
    told = _carried(tables)
    mapping.source = told if told is not None else "" if own else source_name(name)
    return mapping


def _carried(tables: list[Table]) -> str | None:
    """Whose ids stand in a file of refused rows; None for any other file."""
    found = (CARRIED.search(heading) for table in tables for heading in table.header)
    return next((one[1] for one in found if one), None)


def source_name(text: str) -> str:
    """A short word that stands in front of ids of elsewhere."""
    stem = text.rpartition("/")[2].rpartition(".")[0] or text
    return (
        "-".join("".join(c if c.isascii() else " " for c in fold(stem)).split())[:40].strip("-") or "import"
    )


def from_json(values: dict[str, Any]) -> Mapping:
    """A kept mapping; what this version does not know in it is left out."""
    known = {key: values[key] for key in Mapping.__dataclass_fields__ if key in values}
    mapping = Mapping(**known)
    if mapping.category not in taxonomies.codes("category"):
        mapping.category = ""
    return mapping


def fitting(kept: Mapping, tables: list[Table], guessed: Mapping) -> Mapping:
    """A kept mapping for this file: its columns where it knows them, the guess for the others."""
    columns = {
        name: {heading: kept.columns.get(name, {}).get(heading, target) for heading, target in known.items()}
        for name, known in guessed.columns.items()
    }
    if len(tables) == 1 and len(kept.columns) == 1:  # the sheet or file goes by another name this time
        [known], name = kept.columns.values(), tables[0].name
        columns[name] = {h: known.get(h, target) for h, target in guessed.columns.get(name, {}).items()}
    source = kept.source if _carried(tables) is None else guessed.source
    return Mapping(source, kept.language, kept.country, kept.category, kept.categories, columns)


def samples(tables: list[Table]) -> dict[str, dict[str, list[str]]]:
    """Table → heading → a few different values, for whoever corrects the guess."""
    return {
        table.name: {
            heading: [text[:120] for text in list(dict.fromkeys(_sample(table, at)))[:3]]
            for at, heading in enumerate(table.header)
            if heading
        }
        for table in tables
    }


def unknown_kinds(tables: list[Table], mapping: Mapping) -> list[str]:
    """What the file calls kinds of service that are none of ours, the most frequent first."""
    found: Counter[str] = Counter()
    for table in tables:
        targets = mapping.columns.get(table.name, {})
        for at, heading in enumerate(table.header):
            if targets.get(heading) == "category":
                found.update(cells[at] for _number, cells in table.rows if at < len(cells) and cells[at])
    return [text for text, _times in found.most_common(200) if len(text) < 100 and not codes.category(text)][
        :40
    ]


def kept_for(tables: list[Table]) -> Mapping | None:
    """The mapping that was kept for a file with the same headings, or None."""
    row = KeptMapping.get_or_none(KeptMapping.fingerprint == fingerprint(tables))
    return from_json(json.loads(row.mapping)) if row else None


def keep(name: str, tables: list[Table], mapping: Mapping) -> None:
    """Keep a mapping under a name; one of the same name, or for the same headings, gives way."""
    mark = fingerprint(tables)
    KeptMapping.delete().where((KeptMapping.name == name) | (KeptMapping.fingerprint == mark)).execute()
    KeptMapping.create(name=name, fingerprint=mark, mapping=json.dumps(mapping.as_json(), ensure_ascii=False))
