"""The kinds of help that a search asks for by their own names: *psycholoog*, *CPAS*, *food aid*."""

import re
from functools import cache, lru_cache

from directory import taxonomies
from directory.groups import Group
from directory.models import LANGUAGES
from directory.search.understood import Reading
from search_index.text import SILENT, stems, words

# A label that joins two things is the name of neither: not every service of "family and family planning" is
# a planning centre.
_JOINED = re.compile(r"\s(?:en|et|and)\s")
# The same by other names: "Public social welfare centre (OCMW/CPAS)".
_OTHERWISE = re.compile(r"[(),/]")
# What is no kind of its own.
OTHER = "other"
Name = tuple[frozenset[str], ...]


def _forms(word: str) -> frozenset[str]:
    return stems(word) | {word}


@cache
def _names() -> dict[str, list[tuple[str, Name]]]:
    """Each kind of help with one of its names, the words of it by their forms; by the forms of the first."""
    found: dict[str, list[tuple[str, Name]]] = {}
    for code in set(taxonomies.codes("category")) - {OTHER}:
        for lang in LANGUAGES:
            label = taxonomies.label("category", code, lang)
            for part in () if _JOINED.search(label) else _OTHERWISE.split(label):
                name = tuple(_forms(word) for word in words(part) if word not in SILENT)
                for form in name[0] if name else ():
                    found.setdefault(form, []).append((code, name))
    return found


def of_words(asked: tuple[str, ...]) -> frozenset[str]:
    """The kinds of help that have these words for a name."""
    begun = [pair for form in _forms(asked[0]) for pair in _names().get(form, ())] if asked else []
    return frozenset(
        code for code, name in begun
        if len(name) == len(asked)
        and all(_forms(one) & forms for one, forms in zip(asked, name, strict=True))
    )  # fmt: skip


@lru_cache(maxsize=5000)
def _of_group(group: Group) -> frozenset[str]:
    return frozenset(code for term in group.terms for code in of_words(term.words))


def of_reading(reading: Reading) -> frozenset[str]:
    """The kinds of help that the words of a search that tell something name, all together, or words that mean
    the same."""
    if not (telling := reading.telling):
        return frozenset()
    found = of_words(tuple([reading.tokens[at] for at in telling]))
    for where, group in reading.same:
        if len(where) >= len(telling) and where.issuperset(telling):
            found |= _of_group(group)
    return found
