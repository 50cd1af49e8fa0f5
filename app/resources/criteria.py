"""A search as a web address says it, and back: state lives in the URL."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from directory import clock, languages, taxonomies, territory
from directory.answers import CaseContext, Criteria
from directory.facts import BRUSSELS
from directory.models import ServiceLanguage
from directory.search.filters import MONTHS

# The filters as an address names them, in the order in which pages show them, and the field of
# ``Criteria`` behind each.
FILTERS = {
    "category": "category",
    "municipality": "municipality",
    "language": "language",
    "interpreter": "interpreter",
    "audience": "audience",
    "access": "access",
    "cost": "cost",
    "open": "open_at",
    "at": "open_at",
    "verified": "verified_within",
}
# What ``open`` says where those are asked for of which nobody knows whether they are open: now, or, behind a
# ``-``, at a moment.
UNKNOWN = "unknown"
# On a page stand so many lines at most; whoever wants them all has the export.
MOST_LINES = 500
# Chosen by a link rather than in the form: the thesaurus switched off, the neutral order, more lines.
SWITCHES = ("also", "case", "neutral", "show")
# All that an address may say, in the order in which ours say it, and how many characters of each count.
PARAMETERS = {"q": 200, **dict.fromkeys((*FILTERS, *SWITCHES), 40)}
# What a search shared with a colleague, or remembered, does not hold: how far one looked, and for whom.
FOR_WHOM = ("case", "neutral")
PASSING = (*FOR_WHOM, "show")
LENGTH_OF_A_DAY, TEN = len("2026-11-24"), "10:00"
_HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)


def clean(text: str, most: int) -> str:
    """Text from outside that the database and the index can take: cut, without NUL or lone surrogates."""
    return text[:most].encode("utf-8", "ignore").decode().replace("\0", " ").strip()


def page_asked(args: Mapping[str, str]) -> int:
    """Which page of a list an address asks for: from 1."""
    number = args.get("page", "")
    return max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 6 else 1


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.replace(tzinfo=BRUSSELS) if found.tzinfo is None and 2000 <= found.year < 2100 else None


def _whole(day: str, hour: str) -> str:
    """A moment of the two fields in which it is typed: a day without an hour is at ten, when most are open;
    an hour without a day is today."""
    if len(day) > LENGTH_OF_A_DAY:  # as our addresses say it
        return day
    at = hour if _HOUR.fullmatch(hour) else ""
    if not day and not at:
        return ""
    return f"{day or clock.today().isoformat()}T{at or TEN}"


def unknown_moment(value: str) -> str:
    """The moment of which nobody knows who is open then, of a value of ``open``; '' where it is none."""
    name, _dash, moment = value.partition("-")
    return moment if name == UNKNOWN else ""


def _is_language(code: str) -> bool:
    """Whether it is a language that anybody knows, or that a sheet has."""
    return languages.is_known(code) or ServiceLanguage.select().where(ServiceLanguage.code == code).exists()


def _code_of(scheme: str) -> Callable[[str], bool]:
    return lambda code: code in taxonomies.codes(scheme)


# What says nothing is no filter in use, nor a switch.
_READABLE: dict[str, Callable[[str], object]] = {
    **{scheme: _code_of(scheme) for scheme in ("category", "audience", "access", "cost")},
    "municipality": lambda nis: nis in territory.municipalities(),
    "language": _is_language,
    "interpreter": "yes".__eq__,
    "open": lambda value: value in {"now", UNKNOWN} or _moment(unknown_moment(value)),
    "at": _moment,
    "verified": {str(months) for months in MONTHS}.__contains__,
    "also": "no".__eq__,
    "neutral": "1".__eq__,
    "show": lambda lines: lines.isascii() and lines.isdigit(),
}


def _query(params: Mapping[str, str]) -> str:
    return urlencode({name: value for name, value in params.items() if value})


@dataclass(frozen=True)
class Asked:
    """What an address asks for, as text: of its parameters, those that say something (``asked_in``)."""

    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def q(self) -> str:
        return self.params.get("q", "")

    def instead(self, words: str) -> "Asked":
        """The same with other words."""
        return self if words == self.q else Asked({**self.params, "q": words})

    def sought(self) -> "Asked":
        """What is looked for: one letter alone begins every other word and asks for nothing yet."""
        return self if len(self.q) != 1 or not self.q.isalpha() else self.instead("")

    def filters(self) -> dict[str, str]:
        """The filters in use, by their names in the address."""
        return {name: self.params[name] for name in FILTERS if self.params.get(name)}

    def address(self, **changes: str) -> str:
        """The query of the same search with some of it changed; what is empty is left out."""
        return self._address if not changes else _query({**self.params, **changes})

    @cached_property
    def _address(self) -> str:
        return _query(self.params)

    def lasting(self) -> str:
        """The query without what only counts now."""
        return self.address(**dict.fromkeys(PASSING, ""))

    def onward(self) -> str:
        """What a link to another search carries on of this one: for whom."""
        return Asked({name: value for name, value in self.params.items() if name in FOR_WHOM}).address()

    @property
    def show(self) -> int:
        """How many lines are asked for, or 0."""
        return min(int(self.params.get("show", 0)), MOST_LINES)

    def open_at(self) -> datetime | None:
        """The moment at which a service must be open, or not be known to be: the one that is given, else now
        when that is asked."""
        opens = self.params.get("open", "")
        at = _moment(self.params.get("at", "") or unknown_moment(opens))
        return at or (datetime.now(BRUSSELS) if opens else None)

    def hours_unknown(self) -> str:
        """The query of those of which nobody knows whether they are open when this search asks."""
        at = self.params.get("at", "")
        return self.address(open=f"{UNKNOWN}-{at}" if at else UNKNOWN, at="", show="")

    def criteria(self, case: CaseContext | None = None) -> Criteria:
        """The search for the directory."""
        months = self.params.get("verified", "")
        known = ("category", "municipality", "language", "interpreter", "audience", "access", "cost")
        chosen: dict[str, Any] = {name: self.params.get(name, "") for name in known}
        return Criteria(
            q=self.q,
            **chosen,
            open_at=self.open_at(),
            hours_unknown=self.params.get("open", "").startswith(UNKNOWN),
            verified_within=int(months) if months else None,
            also=self.params.get("also") != "no",
            case=case,
        )


def asked_in(args: Mapping[str, str]) -> Asked:
    """What the parameters of a request ask for. What is empty or unknown is left out, never an error."""
    given = dict(args.items())
    found = {name: clean(given[name], most) for name, most in PARAMETERS.items() if name in given}
    if at := _whole(found.get("at", ""), clean(given.get("hour", ""), 5)):
        found["at"] = at
    if place := clean(given.get("in", ""), 60):  # as somebody writes it by hand: in=molenbeek, in=1080
        found["municipality"] = found.get("municipality") or territory.nis_of(place, place) or place
    for name, readable in _READABLE.items():
        if name in found and not readable(found[name]):
            del found[name]
    if found.get("at"):
        found.pop("open", None)  # of the two the moment counts
    if not found.get("q"):
        found.pop("also", None)  # it is of the words that were typed; another search begins with it on
    return Asked({name: found[name] for name in PARAMETERS if found.get(name)})


def unheeded(args: Mapping[str, str], asked: Asked) -> str:
    """Of who is open now and at a moment, which of the two was asked for and does not count, as ``open`` says
    it; '' where only one was."""
    opens = args.get("open", "")
    return opens if "at" in asked.params and opens in {"now", UNKNOWN} else ""


def asked_by(query: str) -> Asked:
    """What the query of an address asks for."""
    return asked_in(dict(parse_qsl(query)))
