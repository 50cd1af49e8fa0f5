"""Where a service with a secret address is leaves the house in no text: one rule for whatever is printed,
given out as a file, shown behind a link or published.
"""

import re
from collections.abc import Iterable
from typing import Any

from directory import territory
from directory.models import Location, Service

# What stands where something must be named and its name would tell the place.
UNNAMED = "…"
# Shorter than this is no name of a street that a text could only mean by it.
_SHORTEST = 5


def _street_names(places: Iterable[Location]) -> list[str]:
    """The streets of ``places`` as they can be looked for in a folded text: `` rue haute ``."""
    found = set()
    for place in places:
        for part in re.split(r"[/,;|]", place.street):
            words = [word for word in territory.fold(part).split() if not any(c.isdigit() for c in word)]
            if len(name := " ".join(words)) >= _SHORTEST:
                found.add(f" {name} ")
    return sorted(found)


class Discretion:
    """What no text that leaves may name: the streets of secret places. Without any it hides nothing."""

    def __init__(self, secret: Iterable[Location] = ()) -> None:
        self._streets = _street_names(secret)

    def __bool__(self) -> bool:
        return bool(self._streets)

    def betrayed_by(self, text: str) -> bool:
        """Whether a text tells one of the streets, however it is written."""
        return bool(self._streets) and any(street in f" {territory.fold(text)} " for street in self._streets)

    def told(self, text: str, instead: str = "") -> str:
        """The text as it may leave; ``instead`` of one that tells a street."""
        return instead if self.betrayed_by(text) else text


def of(sheet: Service) -> Discretion:
    """What is to be kept of a sheet: nothing, unless its address is secret."""
    return Discretion(sheet.locations if sheet.address_restricted else ())


def name_of(sheet: Service, lang: str) -> str:
    """The name of a sheet as it may leave."""
    return of(sheet).told(sheet.name(lang)[0], UNNAMED)


def secret_places(numbers: Iterable[int] | None = None) -> dict[int, list[Location]]:
    """Where the sheets of these row numbers, or all sheets, secretly are, by number; one that has no secret
    address is not in it. One query."""
    secret: Any = Location.select().join(Service).where(Service.address_restricted)
    if numbers is not None:
        secret = secret.where(Service.id.in_(list(numbers)))
    found: dict[int, list[Location]] = {}
    for place in secret:
        found.setdefault(place.service_id, []).append(place)
    return found


def of_several(numbers: Iterable[int], secret: dict[int, list[Location]]) -> Discretion:
    """What is to be kept of all of some sheets, with ``secret_places``."""
    return Discretion(place for number in numbers for place in secret.get(number, ()))
