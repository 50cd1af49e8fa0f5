"""Sheets as vCard 3.0, which every phone and mail program takes into its address book (RFC 2426)."""

import re
from collections.abc import Iterable, Iterator
from typing import IO

from directory import discretion, taxonomies, territory
from directory.discretion import UNNAMED
from directory.hsds import ids
from directory.importing import standing
from directory.models import Service
from directory.snapshots import Snapshot


def _escaped(text: str) -> str:
    """A text as one value: backslash, comma, semicolon and line end are written as RFC 2426 says."""
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, the next ones after a blank."""
    pieces, size, at = [], 0, 0
    for number, character in enumerate(line):
        width = len(character.encode())
        if size + width > (75 if at == 0 else 74):
            pieces.append(line[at:number])
            at, size = number, 0
        size += width
    pieces.append(line[at:])
    return "\r\n ".join(pieces)


def _lines(sheet: Service, taken: Snapshot, lang: str) -> Iterator[str]:
    hidden = discretion.of(sheet)
    name = hidden.told(sheet.name(lang)[0], UNNAMED)
    yield f"FN:{_escaped(name)}"
    yield f"N:{_escaped(name)};;;;"
    yield f"ORG:{_escaped(hidden.told(taken['organisation'] or name, UNNAMED))}"
    yield f"UID:urn:uuid:{ids.service(str(sheet.external_id))}"
    yield f"REV:{sheet.updated:%Y%m%dT%H%M%SZ}"
    yield f"CATEGORIES:{_escaped(taxonomies.label('category', sheet.category, lang))}"
    for row in taken["phones"]:
        yield f"TEL;TYPE=WORK,VOICE:{row['number']}"
    if email := hidden.told(taken["email"]):
        yield f"EMAIL;TYPE=INTERNET,WORK:{_escaped(email)}"
    if website := hidden.told(taken["website"]):
        yield f"URL:{_escaped(website if '://' in website else f'https://{website}')}"
    for place in [] if sheet.address_restricted else taken["locations"]:
        town = territory.called(place["municipality_nl"], place["municipality_fr"], lang)
        parts = ("", "", place["street"], town, "", place["postal_code"], "")
        yield f"ADR;TYPE=WORK:{';'.join(map(_escaped, parts))}"
    if hours := hidden.told(taken["opening_hours"]):
        yield f"NOTE:{_escaped(hours)}"


def card(sheet: Service, taken: Snapshot, lang: str) -> str:
    """The card of one sheet."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", *_lines(sheet, taken, lang), "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def write(target: IO[bytes], sheets: Iterable[Service], lang: str) -> int:
    """Write the cards one after another; returns how many."""
    count = 0
    for part in standing.chunks(sheets):
        taken = standing.snapshots_of(part)
        for sheet in part:
            target.write(card(sheet, taken[sheet.id], lang).encode())
            count += 1
    return count
