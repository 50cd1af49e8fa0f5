"""What somebody typed into a sheet, put in its normal form, or told field by field what cannot be right.

The facts themselves are judged by ``directory.facts``. A value that stands in the sheet already is not
judged again: an old odd postal code must not stop a colleague from mending the phone number.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from directory import expertise, facts, taxonomies, territory
from directory.errors import BadFact
from directory.snapshots import FIELDS, ROWS, Snapshot

LONGEST, LONGEST_TEXT = 255, 20_000
TEXTS = {
    "alt_names", "description_nl", "description_fr", "description_en", "audience", "opening_hours",
    "access", "cost", "source",
}  # fmt: skip
RHYTHMS = (1, 3, 6, 12, 16)
MOST_ROWS = 50
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]*(?::\d+)?")


@dataclass(frozen=True)
class Problem:
    """Why ``value`` cannot stand in ``field`` (``phones.0.number`` for a row of a list).

    ``kind``: name, category, phone, email, website, company_number, hours, age, age_order, date, language,
    area, expertise, contact, rhythm, interpreter, long, many; of ``doubts``, postal_ and why. ``other``: what
    another field says against the value.
    """

    field: str
    kind: str
    value: str = ""
    other: str = ""


def tidy(text: str) -> str:
    """Without control characters and outer blanks; one kind of line end."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _website(text: str) -> str:
    with_scheme = text if "://" in text else f"https://{text}"
    parts = urlsplit(with_scheme)  # a ValueError (a bracket that does not close) is a problem like another
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc) or " " in text:
        raise BadFact(f"not a web address: {text!r}")
    return text


def _age(text: str) -> int | None:
    if text in ("", None):
        return None
    if not str(text).isascii() or not str(text).isdigit() or int(text) > 120:
        raise BadFact(f"not an age: {text!r}")
    return int(text)


def _hours(text: str) -> str:
    if text and not facts.hours_are_valid(text):
        raise BadFact(f"not opening hours: {text!r}")
    return text


def _one_of(*allowed: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text not in allowed:
            raise BadFact(f"not one of {allowed}: {text!r}")
        return text

    return check


def _rhythm(text: str) -> int | None:
    if text in ("", None):
        return None
    if str(text) not in map(str, RHYTHMS):
        raise BadFact(f"not a rhythm: {text!r}")
    return int(text)


def _date(text: str) -> str:
    if text and not _DATE.fullmatch(text):
        raise BadFact(f"not a date: {text!r}")
    return text


def _or_empty(check: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: check(text) if text else ""


# Field → (kind of problem, the function that gives the normal form or raises).
_JUDGES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "category": ("category", _one_of(*taxonomies.codes("category"))),
    "phone_interpreter": ("interpreter", _one_of("yes", "no", "unknown")),
    "opening_hours": ("hours", _hours),
    "age_from": ("age", _age),
    "age_to": ("age", _age),
    "email": ("email", _or_empty(facts.normalise_email)),
    "website": ("website", _or_empty(_website)),
    "company_number": ("company_number", _or_empty(facts.normalise_company_number)),
    "source_date": ("date", _date),
    "rhythm": ("rhythm", _rhythm),
}


def _judge(field: str, kind: str, judge: Callable[[Any], Any], value: Any, problems: list[Problem]) -> Any:
    try:
        return judge(value)
    except (BadFact, ValueError):
        problems.append(Problem(field, kind, str(value)[:100]))
        return value


def _phone(at: int, row: dict[str, str], problems: list[Problem]) -> dict[str, str]:
    name = f"phones.{at}.number"
    number = _judge(name, "phone", facts.normalise_phone, row["number"], problems)
    note = row["note"]
    if number != row["number"] and (extension := facts.phone_extension(row["number"])):
        note = f"ext. {extension}" + (f", {note}" if note else "")
    return {"number": number, "note": note}


def _location(_at: int, row: dict[str, str], _problems: list[Problem]) -> dict[str, str]:
    """Names that were not typed come with the postal code."""
    code = territory.postal_code(row["postal_code"])
    nis = territory.nis_of(code, row["municipality_nl"] or row["municipality_fr"])
    names = {f"municipality_{lang}": row[f"municipality_{lang}"] for lang in ("nl", "fr")}
    if nis and not all(names.values()):
        names = {key: value or territory.name(nis, key[-2:]) for key, value in names.items()}
    return {"street": row["street"], "postal_code": code, "municipality": nis, **names}


def _contact(at: int, row: dict[str, str], problems: list[Problem]) -> dict[str, str]:
    if not row["function"]:
        problems.append(Problem(f"contacts.{at}.function", "contact"))
    judged = {"function": row["function"]}
    for name, kind, judge in (
        ("email", "email", facts.normalise_email),
        ("phone", "phone", facts.normalise_phone),
    ):
        judged[name] = _judge(f"contacts.{at}.{name}", kind, _or_empty(judge), row[name], problems)
    return judged


_ROW_JUDGES = {"phones": _phone, "locations": _location, "contacts": _contact}


def _rows(name: str, typed: list[dict[str, str]], kept: list[Any], problems: list[Problem]) -> list[Any]:
    judged = []
    for at, row in enumerate(typed):
        found = row if row in kept else _ROW_JUDGES[name](at, row, problems)
        for column, value in found.items():
            if len(value) > LONGEST:
                problems.append(Problem(f"{name}.{at}.{column}", "long"))
        judged.append(found)
    if len(typed) > MOST_ROWS:
        problems.append(Problem(name, "many"))
    return judged


_KINDS = {"areas": "area", "languages": "language", "expertise": "expertise"}


def _codes(name: str, codes: list[str], kept: list[str], problems: list[Problem]) -> list[str]:
    if name == "areas":
        known = {territory.REGION, *territory.municipalities()}
        codes = [territory.REGION] if territory.REGION in codes else codes
        strange = [code for code in codes if code not in known and code not in kept]
    elif name == "expertise":
        strange = [code for code in codes if code not in expertise.known() and code not in kept]
    else:
        codes = [code.lower() for code in codes]
        strange = [c for c in codes if not (c.isascii() and c.isalpha() and 2 <= len(c) <= 3)]
    if strange:
        problems.append(Problem(name, _KINDS[name], ", ".join(strange)[:100]))
    return list(dict.fromkeys(codes))


def check(typed: Snapshot, kept: Snapshot) -> tuple[Snapshot, list[Problem]]:
    """``typed`` in its normal form, and what is wrong with it. ``kept`` is what the sheet holds now."""
    problems: list[Problem] = []
    judged: Snapshot = {}
    for field in FIELDS:
        value = typed[field]
        if field in ROWS:
            judged[field] = _rows(field, value, kept[field], problems)
        elif isinstance(value, list):
            judged[field] = _codes(field, value, kept[field], problems)
        elif field in _JUDGES and value != kept[field]:
            judged[field] = _judge(field, *_JUDGES[field], value, problems)
        else:
            judged[field] = value
        if isinstance(value, str) and len(value) > (LONGEST_TEXT if field in TEXTS else LONGEST):
            problems.append(Problem(field, "long"))
    if not any(judged[f"name_{lang}"] for lang in ("nl", "fr", "en")):
        problems.append(Problem("name_nl", "name"))
    if not judged["category"]:
        problems.append(Problem("category", "category"))
    ages = judged["age_from"], judged["age_to"]
    if all(isinstance(age, int) for age in ages) and ages[0] > ages[1]:
        problems.append(Problem("age_to", "age_order"))
    return judged, problems


_TOWNS = ("municipality_nl", "municipality_fr")


def _was(at: int, row: dict[str, str], kept: list[dict[str, str]]) -> dict[str, str]:
    """What a typed address was: that of its street, as rows above it may be gone, else that of its place. A
    new one was nothing but itself."""
    there = kept[at : at + 1]
    same = [one for one in (*there, *kept) if row["street"] and one["street"] == row["street"]]
    return next(iter([*same, *there]), row)


def _stale(row: dict[str, str], was: dict[str, str]) -> list[str]:
    """The names of the municipality that nobody touched, and that are of the code that stood there before."""
    old, new = (territory.nis_of(territory.postal_code(one["postal_code"])) for one in (was, row))
    if not was["postal_code"] or not new or new == old:
        return []
    return [name for name in _TOWNS if row[name] == was[name] and territory.nis_of("", row[name]) == old]


def with_towns(typed: Snapshot, kept: Snapshot) -> Snapshot:
    """``typed``, where a municipality that nobody touched follows its postal code: it is left out, and
    ``check`` puts that of the new code in its place."""
    rows = enumerate(typed["locations"])
    followed = [row | dict.fromkeys(_stale(row, _was(at, row, kept["locations"])), "") for at, row in rows]
    return typed | {"locations": followed}


def doubts(typed: Snapshot, kept: Snapshot) -> list[Problem]:
    """Postal codes that may be slips: what whoever types is asked about once. No reason to refuse a sheet.
    Where a municipality contradicts its code, it is the municipality that is asked about."""
    found = []
    for at, row in enumerate(typed["locations"]):
        if row in kept["locations"]:
            continue
        code = territory.postal_code(row["postal_code"])
        why = territory.postal_doubt(code, (row[name] for name in _TOWNS))
        if why == "other":
            against = [name for name in _TOWNS if territory.postal_doubt(code, (row[name],)) == why]
            found += [
                Problem(f"locations.{at}.{name}", f"postal_{why}", code, row[name][:100]) for name in against
            ]
        elif why:
            found.append(Problem(f"locations.{at}.postal_code", f"postal_{why}", code[:100]))
    return found
