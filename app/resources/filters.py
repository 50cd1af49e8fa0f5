"""The filters beside a search: what can be chosen, how many each choice leaves, and the way out."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.i18n import N_, language
from app.resources.criteria import FILTERS, UNKNOWN, Asked, unknown_moment
from app.resources.words import CODED, value_name
from directory import languages, taxonomies, territory
from directory.answers import ALL, Results
from directory.models import ServiceLanguage
from directory.search.filters import MONTHS

LABELS = {
    "category": N_("Kind of service"),
    "municipality": N_("Municipality"),
    "language": N_("Language spoken"),
    "interpreter": N_("Interpreter"),
    "audience": N_("For whom"),
    "access": N_("How to get in"),
    "cost": N_("Cost"),
    "open": N_("Opening hours"),
    "verified": N_("Checked"),
}


@dataclass(frozen=True)
class Option:
    """One value of a filter, and how many results it would leave (None: not counted)."""

    value: str
    words: str
    chosen: bool
    count: int | None


@dataclass(frozen=True)
class Filter:
    """A filter as a page offers it."""

    name: str
    words: str
    options: list[Option]


@dataclass(frozen=True)
class Chip:
    """A filter in use. ``without`` is the query of the same search without it."""

    name: str
    words: str
    without: str


def _values(name: str) -> list[str]:
    if name in CODED:
        return taxonomies.codes(name)
    if name == "municipality":
        return [nis for nis, _name in territory.choices(language())]
    if name == "language":
        spoken = ServiceLanguage.select(ServiceLanguage.code).distinct()
        first = ["nl", "fr", "en"]
        others = {str(row.code) for row in spoken} - set(first)
        return first + sorted(others, key=lambda code: value_name("language", code))
    return {"interpreter": ["yes"], "open": ["now", UNKNOWN], "verified": [str(months) for months in MONTHS]}[
        name
    ]


def counted(results: Results, asked: Asked) -> dict[str, dict[str, int]]:
    """How many results each value of each filter would leave, by the filter's name in the address."""
    facets, opens = results.facets, asked.params.get("open", "")
    found = {name: facets[behind] for name, behind in FILTERS.items() if behind in facets and name != "at"}
    if unknown_moment(opens):  # a value of its own, which is in use
        found["open"] = {**found["open"], opens: results.total}
    return found


def shown(asked: Asked, counts: dict[str, dict[str, int]]) -> list[Filter]:
    """Every filter that is chosen from a list."""
    found = []
    for name, label in LABELS.items():
        chosen = asked.params.get(name, "")
        values = _values(name)
        values += [chosen] if chosen and chosen not in values else []
        known = counts.get(name)
        options = [
            Option(value, value_name(name, value), value == chosen, known.get(value, 0) if known else None)
            for value in values
        ]
        found.append(Filter(name, _(label), options))
    return found


def packed(counts: dict[str, dict[str, int]]) -> str:
    """The counts for the script of the page: ``category ocmw 19 youth 3;cost free 4``."""
    return ";".join(
        " ".join([name, *(f"{value} {count}" for value, count in values.items() if count)])
        for name, values in counts.items()
    )


def chips(asked: Asked) -> list[Chip]:
    """The filters in use."""
    return [
        Chip(name, value_name(name, value), asked.address(**{name: ""}))
        for name, value in asked.filters().items()
    ]


def _names(asked: Asked) -> dict[str, str]:
    """The filters in use as an address names them, by how the directory does."""
    return {behind: name for name, behind in FILTERS.items() if name in asked.params}


def _without(name: str, value: str, count: int | None) -> str:
    """How many there are without a filter: ``English (1)`` would be one that speaks it. What is no
    name stands in quotes: ``without “Without appointment”``."""
    if name == "language":
        return _("without %(name)s: %(count)s", name=languages.name(value, language()), count=count)
    if name == "municipality":
        return _("without %(name)s: %(count)s", name=value_name(name, value), count=count)
    return _("without “%(filter)s”: %(count)s", filter=value_name(name, value), count=count)


def relaxed(results: Results, asked: Asked) -> list[Chip]:
    """The filters that stand in the way where nothing was found, with what is behind each."""
    names = _names(asked)
    for behind, count in results.suggestions.relax:
        if behind == ALL:
            nothing = asked.address(**dict.fromkeys(asked.filters(), ""))
            words = _("All filters") if count is None else _("without filters: %(count)s", count=count)
            return [Chip("", words, nothing)]
    return [
        Chip(name, _without(name, asked.params[name], count), asked.address(**{name: ""}))
        for behind, count in results.suggestions.relax
        if (name := names.get(behind))
    ]


def alone(results: Results, asked: Asked) -> list[tuple[str, str]]:
    """What filters leave by themselves, in words, and the query of that search."""
    names, found = _names(asked), []
    for kept, count in results.suggestions.alone:
        without = dict.fromkeys({"q", "also", *asked.filters()} - {names[behind] for behind in kept}, "")
        values = [value_name(name, asked.params[name]) for name in asked.filters() if name not in without]
        found.append((f"{' · '.join(values)} ({count})", asked.address(**without)))
    return found
