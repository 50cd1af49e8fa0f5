"""What each browser has read for its searches: in memory alone, and encrypted (see ``finding``)."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from directory.clock import now

# What is kept for all browsers of a process together, in bytes; the one that searched longest ago goes first.
MOST = 96 * 1024 * 1024
Stamp = tuple[int, datetime]


@dataclass(frozen=True)
class Record:
    """One thing that was looked through: what it is, which row, and when."""

    kind: str
    uuid: str
    at: datetime


@dataclass
class Kept:
    """A case as it was read: ``sealed`` holds the folded texts, the names first, then one for each record."""

    stamp: Stamp
    records: list[Record]
    sealed: bytes


@dataclass
class Shelf:
    """What one browser has read."""

    used: datetime
    cases: dict[str, Kept] = field(default_factory=dict)
    told: dict[str, datetime] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(len(kept.sealed) + 200 * len(kept.records) for kept in self.cases.values())


class Shelves:
    """The shelves of one process."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Shelf] = OrderedDict()

    def of(self, session: str) -> Shelf:
        """The shelf of a session, now the last used."""
        shelf = self._held.pop(session, None) or Shelf(now())
        shelf.used = now()
        self._held[session] = shelf
        return shelf

    def drop(self, session: str) -> None:
        """Forget what a session has read."""
        self._held.pop(session, None)

    def tidy(self, idle_minutes: int) -> None:
        """Forget shelves of which nobody is there any more, and the oldest when they are too many."""
        limit = now() - timedelta(minutes=idle_minutes)
        for session in [name for name, shelf in self._held.items() if shelf.used < limit]:
            self.drop(session)
        sizes = {name: shelf.size for name, shelf in self._held.items()}
        while len(sizes) > 1 and sum(sizes.values()) > MOST:
            oldest = next(iter(self._held))
            self.drop(oldest)
            del sizes[oldest]

    def __len__(self) -> int:
        return len(self._held)


SHELVES = Shelves()
