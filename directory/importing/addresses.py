"""A place of a file in the columns of a sheet: its postal code and its town, however they were written."""

import re

from directory import checking, territory
from directory.checking import LONGEST
from directory.importing.joining import Record

_WITH_TOWN = re.compile(r"((?:BE?[\s-]*)?\d{4})[\s,]+([^\W\d_]{3}.*)", re.IGNORECASE)
_TOWN_FIRST = re.compile(r"([^\W\d_]\D{2,}?)[\s,(]+((?:BE?[\s-]*)?\d{4})\)?", re.IGNORECASE)
_CODE_ALONE = re.compile(r"(?:BE?[\s-]*)?\d{4}", re.IGNORECASE)
# An address in one cell: its street, what stands between, its postal code with the town.
_WHOLE = re.compile(
    r"(.*?[^\s,;–-])([\s,;–-]+)((?:BE?[\s-]*)?1\d{3}[\s,]+[^\W\d_]\D*)", re.IGNORECASE | re.DOTALL
)
# As people write their address: the city, for any of the nineteen.
_THE_CITY = ("brussel", "bruxelles")


def _apart(code: str, town: str) -> tuple[str, str]:
    """Postal code and town where one cell holds both ("1080 Molenbeek", "Molenbeek (1080)")."""
    if not code and _CODE_ALONE.fullmatch(town):
        return town, ""
    if not code and len(town) <= LONGEST and (turned := _TOWN_FIRST.fullmatch(town)):
        return turned[2], turned[1]
    found = _WITH_TOWN.fullmatch(code.lstrip("'")) if code else _WITH_TOWN.fullmatch(town)
    if found is None:
        return code, town
    return found[1], (town or found[2]) if code else found[2]


def _belongs(town: str, nis: str) -> bool:
    """Whether words for a town name a municipality, in either language or in both."""
    known, said = territory.municipalities()[nis], territory.fold(town)
    names = (known.name_nl, known.name_fr, *known.aliases)
    return said.startswith(_THE_CITY) or any(territory.fold(name) in said for name in names)


def _off_the_street(street: str) -> tuple[str, str, str]:
    """Street, postal code and town of an address in one cell; the street alone where its end is no postal
    code of the region with its own town.
    """
    if len(street) <= LONGEST and (found := _WHOLE.fullmatch(street)):
        code, town = _apart("", found[3])
        nis = territory.nis_of(territory.postal_code(code))
        is_apart = any(c in found[2] for c in ",;\n–") or any(c.isdigit() for c in found[1])
        if is_apart and nis and _belongs(town, nis):
            return found[1], code, town
    return street, "", ""


def read(given: Record, whole: bool = False) -> tuple[dict[str, str], str]:
    """(The place, the postal code and town that do not belong together, '' where they do). ``whole``: the
    file has no column for these, so that they may stand behind the street.

    A postal code of the region says which municipality it is, and names that were not given come with it.
    """
    street = ", ".join(filter(None, (given.get("street", ""), given.get("street_2", ""))))
    if whole:
        street, code, town = _off_the_street(street)
    else:
        code, town = _apart(given.get("postal_code", ""), given.get("municipality", ""))
    named = {f"municipality_{lang}": given.get(f"municipality_{lang}", "") for lang in ("nl", "fr")}
    row = {
        "street": ", ".join(part.strip() for part in street.split("\n") if part.strip()),
        "postal_code": code,
        **{name: text or town for name, text in named.items()},
    }
    judged = checking._location(0, row, [])
    nis = judged["municipality"]
    if nis and town:  # one bare name of a town that has two
        judged |= {name: text or territory.name(nis, name[-2:]) for name, text in named.items()}
    said = town or named["municipality_nl"] or named["municipality_fr"]
    misfit = bool(nis and said) and not _belongs(said, nis)
    return judged, f"{judged['postal_code']} {said}" if misfit else ""
