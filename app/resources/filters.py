"""The filters beside a search: what can be chosen, what is chosen, and the way out of each."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.i18n import N_, language
from app.resources.criteria import FILTERS, address
from app.resources.words import value_name
from directory import taxonomies, territory
from directory.search import Criteria

LABELS = {
    "category": N_("Kind of service"),
    "municipality": N_("Municipality"),
    "language": N_("Language spoken"),
}


@dataclass(frozen=True)
class Option:
    """One value of a filter."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A filter as a page offers it."""

    name: str
    words: str
    any: str
    options: list[Option]


@dataclass(frozen=True)
class Chip:
    """A filter in use. ``without`` is the query of the same search without it."""

    name: str
    words: str
    without: str


def _values(name: str) -> list[str]:
    if name == "category":
        return taxonomies.codes("category")
    if name == "municipality":
        return [nis for nis, _name in territory.choices(language())]
    return ["nl", "fr", "en", "de"]


def shown(criteria: Criteria) -> list[Filter]:
    """Every filter, with what is chosen in it."""
    found = []
    for name in FILTERS:
        chosen = getattr(criteria, name)
        values = _values(name)
        values += [chosen] if chosen and chosen not in values else []
        options = [Option(value, value_name(name, value), value == chosen) for value in values]
        found.append(Filter(name, _(LABELS[name]), _("All"), options))
    return found


def chips(criteria: Criteria) -> list[Chip]:
    """The filters in use."""
    return [
        Chip(name, value_name(name, chosen), address(criteria, **{name: ""}))
        for name in FILTERS
        if (chosen := getattr(criteria, name))
    ]
