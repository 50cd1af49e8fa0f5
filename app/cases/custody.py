"""Custody in time: prisons as dated data, dated periods, and the phase that follows from them.

Legal status, custody and modality are three axes (practice.md, section 4). Nothing here asks for an
offence, and the phase is never typed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

# Custody in which somebody is held, at home under a bracelet or elsewhere included.
HELD = frozenset({"arrested", "remand", "remand_em", "sentence", "psychiatric", "elsewhere"})
# Modalities of who lives at home again: *during*, and the family has somebody in the house.
AT_HOME = frozenset({"electronic_monitoring", "provisional_release", "conditional_release", "trial_release"})


@dataclass(frozen=True)
class Prison:
    """A prison while it exists under this name. Ends are exclusive of nothing: the last day counts."""

    name: str
    opened: date | None = None
    closed: date | None = None


PRISONS = (
    Prison("Haren", opened=date(2022, 9, 30)),
    Prison("Sint-Gillis / Saint-Gilles"),
    Prison("Vorst / Forest", closed=date(2022, 11, 18)),
    Prison("Berkendael", closed=date(2022, 11, 30)),
    *map(Prison, (
        "Andenne", "Antwerpen", "Arlon", "Beveren", "Brugge", "Dendermonde", "Dinant", "Gent", "Hasselt",
        "Hoogstraten", "Huy", "Ieper", "Ittre", "Jamioulx", "Lantin", "Leuven Centraal", "Leuven Hulp",
        "Leuze-en-Hainaut", "Marche-en-Famenne", "Marneffe", "Mechelen", "Merksplas", "Mons", "Namur",
        "Nivelles", "Oudenaarde", "Paifve", "Ruiselede", "Saint-Hubert", "Tournai", "Turnhout", "Wortel",
    )),
)  # fmt: skip


def prison_was_open(name: str, day: date) -> bool:
    """Whether a known prison was in use on ``day``; True for a name that the list does not hold."""
    known = next((prison for prison in PRISONS if prison.name == name), None)
    if known is None:
        return True
    return (known.opened is None or known.opened <= day) and (known.closed is None or day <= known.closed)


@dataclass(frozen=True)
class Period:
    """Somebody's custody from a day on, until a day (included) or until further notice."""

    custody: str
    begin: date
    end: date | None = None
    modality: str = ""
    prison: str = ""

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies in the period."""
        return self.begin <= day and (self.end is None or day <= self.end)

    @property
    def inside(self) -> bool:
        """Whether somebody is held somewhere else than at home."""
        return self.custody in HELD - {"remand_em"} and self.modality not in AT_HOME

    def words(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "custody": self.custody, "begin": self.begin.isoformat(), "modality": self.modality,
            "end": self.end.isoformat() if self.end else "", "prison": self.prison,
        }  # fmt: skip

    @classmethod
    def of(cls, words: dict[str, Any]) -> "Period":
        """Undo ``words``."""
        end = words.get("end")
        return cls(
            words["custody"],
            date.fromisoformat(words["begin"]),
            date.fromisoformat(end) if end else None,
            words.get("modality", ""),
            words.get("prison", ""),
        )


def phase_on(periods: list[Period], day: date) -> str:
    """``before``, ``during`` or ``after`` custody on ``day``; '' where no dated period tells.

    Under the form of a bracelet or abroad is *during* too. A gap between two periods is *after*.
    """
    held = [period for period in periods if period.custody in HELD]
    if any(period.covers(day) for period in held):
        return "during"
    if any(period.begin <= day for period in held):
        return "after"
    return "before" if periods else ""


def phase_of_many(people: list[list[Period]], day: date) -> str:
    """The phase of a case with several linked persons: whoever is held now weighs most, then what is
    still to come."""
    found = {phase_on(periods, day) for periods in people}
    return next((phase for phase in ("during", "before", "after") if phase in found), "")
