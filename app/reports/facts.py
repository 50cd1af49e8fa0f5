"""What is counted: codes, days and numbers. No name, no text, no identifier of a case or a person."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from flask import Flask, current_app

NAME = "reports"


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included."""

    begin: date
    end: date

    def holds_month(self, month: str) -> bool:
        """Whether a month (``2026-03``) lies within it as a whole."""
        year, number = (int(part) for part in month.split("-"))
        first = date(year, number, 1)
        after = date(year + number // 12, number % 12 + 1, 1)
        return self.begin <= first and after.toordinal() - 1 <= self.end.toordinal()


@dataclass(frozen=True)
class Contact:
    """A contact with a client. ``status`` is the legal status of the linked persons on that day, and
    ``family`` a number that is the same for contacts of one case, within this count alone."""

    day: date
    family: int
    interventions: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    channel: str = ""
    language: str = ""
    phase: str = ""
    status: tuple[str, ...] = ()
    profile: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class Referred:
    """A referral by the day it was begun. ``days``: from asking to an answer, None while there is none."""

    day: date
    category: str
    kind: str
    status: str
    outcome: str = ""
    reason: str = ""
    days: int | None = None


@dataclass(frozen=True)
class Interpreted:
    """A booking of an interpreter."""

    day: date
    language: str
    status: str
    minutes: int | None = None
    cents: int | None = None


@dataclass(frozen=True)
class Left:
    """What an erased case left: how often something was, in a month."""

    month: str
    measure: str
    code: str
    n: int


@dataclass(frozen=True)
class Facts:
    """Everything of a period."""

    contacts: list[Contact] = field(default_factory=list)
    referrals: list[Referred] = field(default_factory=list)
    interpreters: list[Interpreted] = field(default_factory=list)
    opened: int = 0
    closed: int = 0
    left: list[Left] = field(default_factory=list)

    def of_erased(self, measure: str) -> dict[str, int]:
        """The counters of erased cases for a measure, by code."""
        found: dict[str, int] = {}
        for one in self.left:
            if one.measure == measure:
                found[one.code] = found.get(one.code, 0) + one.n
        return found


@dataclass(frozen=True)
class Source:
    """Where facts come from, and how codes are said: ``words(scheme)`` → code → words, in their order."""

    facts: Callable[[Period], Facts] = lambda _period: Facts()
    words: Callable[[str], dict[str, str]] = lambda _scheme: {}


def use(app: Flask, source: Source) -> None:
    """Give ``app`` its source; the last one given counts."""
    app.extensions[NAME] = source


def source() -> Source:
    """The source of the running application."""
    found: Source = current_app.extensions.get(NAME, Source())
    return found
