"""What filters and a case ask of the index, read from the database while there is none that can be read."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import peewee

from directory import coding
from directory.availability import ClosedPeriod
from directory.models import Location, Service, ServiceArea, ServiceExpertise, ServiceLanguage
from search_index.bits import of_numbers

# The facets that hang on a sheet, by their column.
_HANGING: dict[str, peewee.Field] = {
    "located": Location.municipality, "area": ServiceArea.code, "language": ServiceLanguage.code,
    "expertise": ServiceExpertise.code,
}  # fmt: skip
# Those that stand on the sheet itself: their columns, and the values of the facet that are in them. What is
# read in a text is kept: sheets are read at every keystroke.
_OWN: dict[str, tuple[tuple[peewee.Field, ...], Callable[..., Iterable[str]]]] = {
    "category": ((Service.category,), lambda code: (code,)),
    "interpreter": ((Service.phone_interpreter,), lambda code: (code,)),
    "audience": (
        (Service.audience, Service.age_from, Service.age_to), lru_cache(maxsize=20_000)(coding.audience),
    ),
    "access": ((Service.access,), lru_cache(maxsize=20_000)(coding.access)),
    "cost": ((Service.cost,), lru_cache(maxsize=20_000)(coding.cost)),
    "hours": ((Service.opening_hours,), lambda hours: (hours,)),
    "verified": ((Service.verified_on,), lambda day: (str(day),) if day else ()),
}  # fmt: skip


class Rows:
    """Stands in for ``Index`` where only facets are asked: ``all``, ``bits``, ``values`` and ``kept`` are
    what they are there (directory/reading.py says which facets a sheet has). Each facet is read when it is
    first asked for; an object is of one search."""

    def __init__(self) -> None:
        self.kept: dict[Any, Any] = {}
        self._facets: dict[str, dict[str, int]] = {}
        self.all = of_numbers([number for (number,) in self._read(Service.id)])

    @staticmethod
    def _read(*columns: peewee.Field) -> Any:
        return Service.select(*columns).where(~Service.archived).tuples()

    def _pairs(self, facet: str) -> Iterable[tuple[int, str]]:
        if facet == "closed":
            closed: Any = ClosedPeriod.select(ClosedPeriod.service, ClosedPeriod.first, ClosedPeriod.last)
            for number, begin, end in closed.tuples():
                yield number, f"{begin}/{end}"
        elif facet in _HANGING:
            column = _HANGING[facet]
            yield from column.model.select(column.model.service, column).tuples()
        else:
            columns, found_in = _OWN[facet]
            for number, *held in self._read(Service.id, *columns):
                for value in found_in(*held):
                    yield number, value

    def _of(self, facet: str) -> dict[str, int]:
        if (known := self._facets.get(facet)) is None:
            numbers: dict[str, list[int]] = {}
            for number, value in self._pairs(facet):
                if value:
                    numbers.setdefault(value, []).append(number)
            known = self._facets[facet] = {
                value: held for value in sorted(numbers) if (held := of_numbers(numbers[value]) & self.all)
            }
        return known

    def values(self, facet: str) -> list[tuple[str, int]]:
        """As ``Index.values``."""
        return list(self._of(facet).items())

    def bits(self, kind: str, term: str) -> int:
        """As ``Index.bits``, of facets (``f``, ``name=value``)."""
        facet, _equals, value = term.partition("=")
        return self._of(facet).get(value, 0) if kind == "f" else 0
