"""What places in Brussels are called: municipalities in either language, aliases, postal codes, what is of
them, and neighbourhoods."""

import csv
from collections.abc import Iterator
from functools import cache

from directory import territory
from search_index.text import SILENT, words
from search_index.vocabulary import Lexicon

# The city, whose name most people use for the whole region.
CITY = "21004"
OF_THE_REGION = {
    (name,) for name in "brussel brussels brusselse bruxelles bruxellois bruxelloise bxl bru".split()
}
# "Haren" is a neighbourhood, and hair.
HAIR = "haren"
# Of fewer letters, half a name or one with a slip is likelier another word.
SHORTEST_HALF, SHORTEST_NEAR, SHORTEST_QUARTER = 4, 5, 6


def _rows(name: str) -> Iterator[dict[str, str]]:
    with open(territory.DATA / name, encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


@cache
def quarters() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The names of neighbourhoods with the codes of their municipalities."""
    return {
        tuple(words(name)): tuple(row["nis_codes"].split("|"))
        for row in _rows("quarters.csv")
        for name in row["names"].split("|")
    }


@cache
def parts() -> dict[tuple[str, ...], str]:
    """What parts of a municipality are called that have a postal code of their own, with that code; and the
    code itself. The first code of several stands for all of it: *1000* is the city."""
    found = {
        tuple(words(name)): row["postal_code"]
        for row in _rows("postal_parts.csv")
        for name in row["names"].split("|")
    }
    further = (town.postal_codes[1:] for town in territory.municipalities().values())
    return found | {(code,): code for codes in further for code in codes}


@cache
def adjectives() -> dict[tuple[str, ...], str]:
    """What is of a municipality, as in *Schaarbeekse* and *ixellois*, with its code."""
    rows = _rows("adjectives.csv")
    return {tuple(words(said)): row["nis_code"] for row in rows for said in row["words"].split("|")}


@cache
def towns_elsewhere() -> frozenset[tuple[str, ...]]:
    """The names of towns outside the region, and of prisons there: what is there is not in the directory."""
    said = [name for row in _rows("elsewhere.csv") for name in row["names"].split("|")]
    # "Hal" is a town, and a hall.
    said += [name for both in around().values() for name in both if len(name) >= SHORTEST_HALF]
    return frozenset(tuple(words(name)) for name in said)


@cache
def with_ours() -> dict[str, list[tuple[str, ...]]]:
    """Those of them that have a word of one of ours, by their first: *Sint-Stevens-Woluwe*."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in towns_elsewhere():
        if len(name) > 1 and any(map(is_name, name)):
            found.setdefault(name[0], []).append(name)
    return found


def is_code_elsewhere(word: str) -> bool:
    """Whether a word is a Belgian postal code outside the region, as far as its digits tell. Of those between
    2020 and 2030 that are not Antwerp's, all are years."""
    if len(word) != 4 or not (word.isascii() and word.isdigit()):
        return False
    return word in around() or ("1300" <= word <= "9992" and not "2021" <= word <= "2029")


@cache
def around() -> dict[str, tuple[str, str]]:
    """The postal codes of municipalities around the region, with their names in Dutch and in French."""
    return {row["postal_code"]: (row["name_nl"], row["name_fr"]) for row in _rows("around.csv")}


@cache
def elsewhere() -> frozenset[str]:
    """The words of these names, which are no slips: *prison de Nivelles* is not in Ixelles."""
    said = (word for name in towns_elsewhere() for word in name)
    return frozenset(word for word in said if len(word) >= SHORTEST_HALF and word not in SILENT)


@cache
def names() -> dict[tuple[str, ...], tuple[str, ...]]:
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    for nis, town in territory.municipalities().items():
        for name in (town.name_nl, town.name_fr, *town.postal_codes, *town.aliases):
            names.setdefault(tuple(words(name)), (nis,))
    for adjective, code in adjectives().items():
        names.setdefault(adjective, (code,))
    for quarter, codes in quarters().items():
        names.setdefault(quarter, codes)
    for region in OF_THE_REGION:
        names[region] = (CITY,)
    return names


@cache
def parts_of_names() -> frozenset[str]:
    """The words of names of municipalities, of as many letters as half a name."""
    return frozenset(
        word for town in territory.municipalities().values()
        for name in (town.name_nl, town.name_fr) for word in words(name) if len(word) > SHORTEST_HALF
    )  # fmt: skip


def is_name(word: str) -> bool:
    """Whether a word (folded) is in the name of a municipality."""
    return word in parts_of_names()


def begins_name(word: str) -> bool:
    """Whether a longer word in such a name begins so."""
    return any(name.startswith(word) and name != word for name in parts_of_names())


@cache
def municipalities() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Names and postal codes of municipalities alone, without the city, which is also the region."""
    others = {*quarters(), *OF_THE_REGION, (HAIR,)}
    return {name: codes for name, codes in names().items() if name not in others}


@cache
def official() -> dict[str, tuple[str, ...]]:
    """The names of municipalities as one string, for halves and slips."""
    found: dict[str, tuple[str, ...]] = {}
    for nis, town in territory.municipalities().items():
        for name in (town.name_nl, town.name_fr, *town.aliases):
            if len(name) >= SHORTEST_NEAR:
                found[" ".join(words(name))] = (nis,)
    return found


@cache
def own_names() -> dict[str, tuple[str, ...]]:
    """The same without those of neighbourhoods, which have no word of the municipality's."""
    return {
        name: codes for name, codes in official().items()
        if any(is_name(word) for word in name.split())
    }  # fmt: skip


@cache
def in_order() -> Lexicon:
    return Lexicon(official())


@cache
def long_quarters() -> dict[str, list[str]]:
    """Names of one long word that are no municipality's, by their first letter."""
    found: dict[str, list[str]] = {}
    for name in names():
        if len(name) == 1 and len(name[0]) >= SHORTEST_QUARTER and not name[0].isdigit():
            found.setdefault(name[0][0], []).append(name[0])
    return found
